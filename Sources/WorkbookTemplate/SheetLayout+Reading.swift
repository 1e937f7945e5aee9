internal import Ingest

extension SheetLayout {
    /// Looks through a sheet.
    ///
    /// - Parameter wanted: The rows whose cells are kept.
    init(_ package: WorkbookPackage, part: String, _ bytes: [UInt8], wanted: Set<Int>) throws {
        self.init(part: part)
        var reading = Reading(layout: self, wanted: wanted)
        try package.scan(bytes, of: part) { event in
            switch event {
            case .start(let tag): reading.start(tag)
            case .end(let place): reading.end(place)
            case .text: break
            }
        }
        self = reading.layout
    }

    /// What is known in the midst of a sheet.
    private struct Reading {
        var layout: SheetLayout
        let wanted: Set<Int>
        private var path: [String] = []
        private var row: Row?
        private var cell: Cell?
        private var column = 0
        private var number = 0

        init(layout: SheetLayout, wanted: Set<Int>) {
            self.layout = layout
            self.wanted = wanted
        }

        mutating func start(_ tag: PartTag) {
            // The name of a foreign element is none of those below.
            path.append(tag.foreignNamespace == nil ? tag.name : "")
            guard path.first == "worksheet" else { return }
            let element = Element(tag: tag, end: tag.bytes.upperBound..<tag.bytes.upperBound)
            switch (path.count, path.last) {
            case (2, "sheetData"): if layout.data == nil { layout.data = element }
            case (3, "row") where path[1] == "sheetData":
                number = tag["r"].flatMap { Int($0) } ?? number + 1
                column = 0
                row = Row(number: number, element: element)
            case (4, "c") where path[2] == "row" && row != nil:
                let place = tag["r"].flatMap { CellBox($0[...]) }
                column = place?.columns.lowerBound ?? column
                cell = Cell(column: column, element: element)
                column += 1
            case (5, "f") where cell != nil: formula(tag)
            case (5, "v"), (5, "is"): cell?.hasValue = true
            case (5, "extLst"): cell?.further = tag.bytes
            case (3, "col") where path[1] == "cols":
                if let style = tag["style"], let from = tag["min"].flatMap({ Int($0) }),
                    let to = tag["max"].flatMap({ Int($0) }), from >= 1, from <= to, to <= 16_384
                {
                    layout.columnStyles.append(((from - 1)...(to - 1), style))
                }
            case (3, "mergeCell") where path[1] == "mergeCells":
                if let box = tag["ref"].flatMap({ CellBox($0[...]) }) { layout.merged.append(box) }
            default: break
            }
        }

        private mutating func formula(_ tag: PartTag) {
            layout.hasFormulas = true
            let box = tag["ref"].flatMap { CellBox($0[...]) }
            let others = box.flatMap { $0.isSingle ? nil : $0 }
            cell?.formula = Formula(others: others)
            if let others, tag["t"] == "array" || tag["t"] == "dataTable" {
                layout.formulaRanges.append(FormulaRange(anchor: others.upperLeft, box: others))
            }
        }

        mutating func end(_ place: Range<Int>) {
            defer { path.removeLast() }
            guard path.first == "worksheet" else { return }
            switch (path.count, path.last) {
            case (2, "sheetData"): if layout.data?.isEmpty == true { layout.data?.end = place }
            case (3, "row"):
                guard var row else { return }
                row.element.end = place
                layout.rows.append(row)
                self.row = nil
            case (4, "c"):
                guard var cell else { return }
                cell.element.end = place
                if wanted.contains(number) { row?.cells.append(cell) }
                self.cell = nil
            case (5, "extLst"):
                if let start = cell?.further?.lowerBound { cell?.further = start..<place.upperBound }
            default: break
            }
        }
    }
}
