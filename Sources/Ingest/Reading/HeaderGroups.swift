/// Titles of groups of columns, merged over the columns that they belong to, in a row above the column names.
struct HeaderGroups {
    private let row: WorkbookRow
    /// The merged ranges that begin on the row.
    private let ranges: [CellRange]

    /// - Parameters:
    ///   - row: The row of the titles.
    ///   - merged: The merged ranges of the sheet.
    init(_ row: WorkbookRow, merged: [CellRange]) {
        self.row = row
        ranges = merged.filter { $0.rows.lowerBound == row.rowNumber }
    }

    /// The names of the columns with the titles of their groups in front, as `Group / Column`.
    ///
    /// A title that stands over one column, such as one merged with the empty cell below it, is the column's name when it has none of
    /// its own. Where no cells of the row are merged, a title goes on to the next one.
    func joined(with names: [String]) -> [String] {
        let spans = ranges.filter { $0.columns.count > 1 }
        let width = max(names.count, row.cells.count)
        var titles = (0..<width).map { WorkbookRowBatch.text(of: row[$0]) }
        var isOwn = [Bool](repeating: true, count: width)
        if spans.isEmpty {
            for column in titles.indices.dropFirst() where titles[column].trimmed.isEmpty {
                titles[column] = titles[column - 1]
                isOwn[column] = false
            }
        }
        for span in spans where span.columns.lowerBound < width {
            for column in span.columns.lowerBound...min(span.columns.upperBound, width - 1) {
                titles[column] = titles[span.columns.lowerBound]
                isOwn[column] = false
            }
        }
        return (0..<width).map { column in
            let name = column < names.count ? names[column] : ""
            let title = titles[column].trimmed
            if name.trimmed.isEmpty { return isOwn[column] ? title : "" }
            return title.isEmpty || title == name.trimmed ? name : "\(title) / \(name.trimmed)"
        }
    }

    /// The rows of a header in two levels, when there is one: titles merged over some of the columns, and names below them.
    ///
    /// - Parameters:
    ///   - header: The row that was taken for the header.
    ///   - width: The columns of the header. A title over all of them is the table's.
    ///   - rows: The first rows with a value.
    static func rows(
        _ header: Int, width: Int, among rows: [WorkbookRow], merged: [CellRange]
    ) -> (group: Int, header: Int)? {
        guard let place = rows.firstIndex(where: { $0.rowNumber == header }) else { return nil }
        func spans(_ row: Int, of width: Int) -> [CellRange] {
            merged.filter { $0.rows == row...row && $0.columns.count > 1 && $0.columns.count < width }
        }
        if place + 1 < rows.count {
            let below = rows[place + 1]
            let groups = spans(header, of: max(width, below.cells.count))
            let isNamed = groups.allSatisfy { group in
                group.columns.allSatisfy { if case .text = below[$0] { true } else { false } }
            }
            if !groups.isEmpty, isNamed, below.rowNumber == header + 1 { return (header, below.rowNumber) }
        }
        if place > 0, rows[place - 1].rowNumber == header - 1, !spans(header - 1, of: width).isEmpty {
            return (header - 1, header)
        }
        return nil
    }
}
