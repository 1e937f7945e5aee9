internal import Records

// Columns whose texts say that they are parts of one question, where their names are only codes.
extension ShapeGuess {
    /// Coded columns, whose texts are the same question with different parts: `Q2_1` is "Rate: - Content", `Q2_SQ001` is
    /// "Rate: [Content]".
    static func titled(
        _ stem: String, _ all: [(position: Int, part: String)], _ separator: String, _ columns: [ColumnInspection],
        _ rows: [[String]]
    ) -> ShapeGuess? {
        let isBracketed = separator == "["
        let other = isBracketed ? all.first { $0.part == "other" }?.position : nil
        let parts = all.filter { part in
            isBracketed ? part.position != other : part.part.allSatisfy { ("0"..."9").contains($0) }
        }
        let texts = parts.map { ReadingPlanner.headerName(columns[$0.position].title ?? "") }
        guard parts.count > 1 || other != nil, let first = texts.first else { return nil }
        let same = texts.dropFirst().reduce(first[...]) { same, text in
            same.prefix(zip(same, text).prefix { $0 == $1 }.count)
        }
        guard let end = same.ranges(of: separator).last?.upperBound else { return nil }
        if isBracketed, !texts.allSatisfy({ $0.hasSuffix("]") }) { return nil }
        let length = same.distance(from: same.startIndex, to: end)
        let labels = zip(parts, texts).map { part, text in
            ownText(columns[part.position], rows, part.position) ?? String(text.dropFirst(length)).trimmed
        }
        guard !labels.contains(""), Set(labels).count == labels.count else { return nil }
        let positions = parts.map(\.position)
        let names = parts.map(\.part)
        let kind: Kind
        if positions.allSatisfy({
            isTicks(columns[$0], rows, $0) || ownText(columns[$0], rows, $0) != nil
        }) {
            kind = .choice(pattern: stem + "_{option}", options: names)
        } else if other == nil, isScale(positions.map { columns[$0] }) {
            kind = .matrix(pattern: stem + "_{row}", rows: names)
        } else {
            return nil
        }
        // Codes are the same in the other export of LimeSurvey, so that the columns are called alike.
        return ShapeGuess(
            question: stem, positions: positions, kind: kind, other: other, labels: isBracketed ? nil : labels)
    }

    /// The text of the option that a column is of, where all of its cells that are filled say it.
    private static func ownText(_ column: ColumnInspection, _ rows: [[String]], _ position: Int) -> String? {
        guard column.distinct == 1, let title = column.title else { return nil }
        let cell = rows.lazy.map { position < $0.count ? $0[position].trimmed : "" }.first { !$0.isEmpty }
        guard let cell, OptionText.ends(plainSpelling(title), with: plainSpelling(cell)) else { return nil }
        return cell
    }

    /// Whether columns have answers on one scale: numbers, or words that come in several of them.
    private static func isScale(_ columns: [ColumnInspection]) -> Bool {
        if columns.allSatisfy({ $0.type == "integer" }) { return true }
        guard columns.allSatisfy({ $0.type == "code" }), let first = columns.first else { return false }
        return columns.dropFirst().allSatisfy { !Set($0.values).isDisjoint(with: first.values) }
    }
}
