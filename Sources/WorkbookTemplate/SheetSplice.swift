internal import Ingest

/// Writes values into the cells of a sheet, and touches no byte but those of these cells.
struct SheetSplice {
    private let layout: SheetLayout
    private let bytes: [UInt8]
    private var splice = Splice()

    private init(_ layout: SheetLayout, _ bytes: [UInt8]) {
        self.layout = layout
        self.bytes = bytes
    }

    /// The sheet's bytes with values in its cells.
    ///
    /// A cell keeps its style and its attributes, but for its type and its references to metadata, which belong to the old
    /// value. A cell that was not there takes the style that its row or its column shows in its place.
    ///
    /// - Parameter values: At most one a cell, all of this sheet; none of them within an array or a merged range.
    static func filled(
        _ layout: SheetLayout, _ bytes: [UInt8], values: [(cell: CellAddress, content: CellContent)]
    ) -> [UInt8] {
        var filling = SheetSplice(layout, bytes)
        var newRows: [Int: [(CellAddress, CellContent)]] = [:]
        var newCells: [Int: [(CellAddress, CellContent)]] = [:]
        for (address, content) in values.sorted(by: { $0.cell < $1.cell }) {
            if let cell = layout.cell(address) {
                filling.replace(cell, with: content)
            } else if layout.row(address.row) != nil {
                newCells[address.row, default: []].append((address, content))
            } else {
                newRows[address.row, default: []].append((address, content))
            }
        }
        for (number, cells) in newCells.sorted(by: { $0.key < $1.key }) {
            if let row = layout.row(number) { filling.add(cells, to: row) }
        }
        filling.addRows(newRows.sorted { $0.key < $1.key }.map { (number: $0.key, cells: $0.value) })
        return filling.splice.applied(to: bytes)
    }

    private mutating func replace(_ cell: SheetLayout.Cell, with content: CellContent) {
        let tag = TagText(bytes[cell.element.tag.bytes])
        var new = tag.setting(
            "t", to: CellMarkup.type(content), leavingOut: ["cm", "vm"], isEmpty: false)
        new += CellMarkup.content(content, prefix: tag.prefix).utf8
        if let further = cell.further { new += bytes[further] }
        new += cell.element.isEmpty ? Array("</\(tag.name)>".utf8) : Array(bytes[cell.element.end])
        splice.replace(cell.element.bytes, with: new)
    }

    private func markup(_ cells: [(CellAddress, CellContent)], prefix: String) -> [String] {
        cells.map { CellMarkup.cell($0, $1, style: layout.style(ofNew: $0), prefix: prefix) }
    }

    private mutating func add(_ cells: [(CellAddress, CellContent)], to row: SheetLayout.Row) {
        let tag = TagText(bytes[row.element.tag.bytes])
        let new = markup(cells, prefix: tag.prefix)
        if row.element.isEmpty {
            open(row.element)
            splice.insert(new.joined() + "</\(tag.name)>", at: row.element.end.lowerBound)
            return
        }
        for ((address, _), text) in zip(cells, new) {
            let next = row.cells.first { $0.column > address.column }
            splice.insert(text, at: next?.element.bytes.lowerBound ?? row.element.end.lowerBound)
        }
    }

    private mutating func addRows(_ rows: [(number: Int, cells: [(CellAddress, CellContent)])]) {
        guard let data = layout.data, !rows.isEmpty else { return }
        let tag = TagText(bytes[data.tag.bytes])
        let new = rows.map { row in
            "<\(tag.prefix)row r=\"\(row.number)\">\(markup(row.cells, prefix: tag.prefix).joined())</\(tag.prefix)row>"
        }
        if data.isEmpty {
            open(data)
            splice.insert(new.joined() + "</\(tag.name)>", at: data.end.lowerBound)
            return
        }
        for (row, text) in zip(rows, new) {
            let next = layout.rows.first { $0.number > row.number }
            splice.insert(text, at: next?.element.bytes.lowerBound ?? data.end.lowerBound)
        }
    }

    /// Makes `<row/>` a start tag: only its slash goes.
    private mutating func open(_ element: SheetLayout.Element) {
        let slash = element.tag.bytes.upperBound - 2
        splice.replace(slash..<(slash + 1), with: [])
    }
}
