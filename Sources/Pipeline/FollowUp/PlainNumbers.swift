/// Numbers for a terminal, with a point and so many decimals.
enum PlainNumbers {
    static func text(_ value: Double, _ places: Int) -> String {
        var unit = 1.0
        for _ in 0..<max(0, places) { unit *= 10 }
        let scaled = (value * unit).rounded()
        guard scaled.isFinite, abs(scaled) < 9e15 else { return "–" }
        let digits = String(Int64(abs(scaled)))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = scaled < 0 ? "−" : ""
        return places == 0 ? sign + padded : sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// A share in per cent.
    static func percent(_ share: Double) -> String { text(100 * share, 1) }

    /// A p value; below a thousandth only that.
    static func p(_ value: Double) -> String { value < 0.001 ? "p < 0.001" : "p = \(text(value, 3))" }

    /// Rows with their cells under each other: the columns named to the right, the others to the left.
    static func table(_ rows: [[String]], right: Set<Int>) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let room = String(repeating: " ", count: widths[column] - cell.count)
                return right.contains(column) ? room + cell : cell + room
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
