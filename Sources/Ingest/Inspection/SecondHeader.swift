/// Tells a header of two rows, a question above its options, from a header of one row with answers below it.
enum SecondHeader {
    /// How such a header is read.
    static let layout: HeaderLayout = {
        var layout = HeaderLayout()
        layout.rows = 2
        layout.names = .joined
        return layout
    }()

    /// What inspection says of it.
    static func note(_ place: String) -> String {
        "\(place) looks like a second header row: use `header-rows: 2, names: joined`"
    }

    /// Whether the first row is likely to be one of the header: it has only texts, some of them where the header has no name, and
    /// most of them above nothing but numbers and ticks.
    static func isLikely(_ names: [String], _ rows: [[String]]) -> Bool {
        guard rows.count > 1, let first = rows.first else { return false }
        let filled = first.indices.filter { !first[$0].trimmed.isEmpty }
        guard filled.allSatisfy({ isText(first[$0]) }), isGapped(names, above: first) else { return false }
        var plain = 0
        var hasNumbers = false
        for position in filled {
            let title = first[position].trimmed
            var isPlain = true
            for row in rows.dropFirst() where position < row.count {
                let cell = row[position].trimmed
                if cell.isEmpty { continue }
                // What is chosen again further down is an answer.
                if cell == title { return false }
                if isNumber(cell) { hasNumbers = true } else if !isTick(cell) { isPlain = false }
            }
            if isPlain { plain += 1 }
        }
        return hasNumbers && plain * 2 >= filled.count
    }

    /// Whether what was taken for the header is likely to be the second row of one, below a row that is filled only in part: it has
    /// no names under some of the upper ones.
    static func isLikely(_ names: [String], below upper: [String], _ rows: [[String]]) -> Bool {
        let named = upper.indices.filter { !upper[$0].trimmed.isEmpty }
        let goesOn = named.contains { $0 >= names.count || names[$0].trimmed.isEmpty }
        return named.count > 1 && goesOn && isLikely(upper, [names] + rows)
    }

    /// Whether a row has texts where the header above it has no name.
    static func isGapped(_ names: [String], above row: [String]) -> Bool {
        row.indices.contains { position in
            let name = position < names.count ? names[position].trimmed : ""
            return name.isEmpty && isText(row[position])
        }
    }

    private static func isTick(_ cell: String) -> Bool { ShapeGuess.ticks.contains(cell.lowercased()) }

    private static func isText(_ cell: String) -> Bool { cell.contains(where: \.isLetter) && !isTick(cell.trimmed) }

    private static func isNumber(_ cell: String) -> Bool {
        cell.contains(where: \.isNumber) && cell.allSatisfy { $0.isNumber || "-−,. \u{A0}".contains($0) }
    }
}
