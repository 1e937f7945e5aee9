internal import Ingest

/// Has a workbook's formulas computed when it is opened, since values that they depend on have changed.
enum CalculationSplice {
    /// The workbook part with `fullCalcOnLoad` set; nil when it is set already, or has no place.
    static func recalculating(_ outline: WorkbookOutline, _ bytes: [UInt8]) -> [UInt8]? {
        var splice = Splice()
        if let tag = outline.calculation {
            if ["1", "true"].contains(tag["fullCalcOnLoad"]) { return nil }
            splice.replace(tag.bytes, with: TagText(bytes[tag.bytes]).setting("fullCalcOnLoad", to: "1"))
        } else if let place = outline.calculationPlace, let root = outline.root {
            splice.insert("<\(TagText(bytes[root.bytes]).prefix)calcPr fullCalcOnLoad=\"1\"/>", at: place)
        } else {
            return nil
        }
        return splice.applied(to: bytes)
    }
}

/// The order in which a workbook computes its formulas.
///
/// It is kept as it is, unless a formula was replaced: a cell that is listed here and has no formula is a damaged workbook to Excel.
enum CalculationChain {
    /// The chain's part without some cells; nil when it lists none of them.
    ///
    /// An entry without a sheet's number is of the same sheet as the one before it, so that an entry may have to say what one that
    /// went said.
    ///
    /// - Parameter cells: Places such as `C7` by the numbers of sheets.
    /// - Returns: The bytes, and whether any entry is left, without which the part would be wrong.
    static func without(
        _ cells: [String: Set<String>], _ package: WorkbookPackage, part: String, _ bytes: [UInt8]
    ) throws -> (bytes: [UInt8], isEmpty: Bool)? {
        var entries: [(tag: PartTag, end: Int)] = []
        var depth = 0
        try package.scan(bytes, of: part) { event in
            switch event {
            case .start(let tag):
                depth += 1
                if depth == 2, tag.name == "c", tag.foreignNamespace == nil {
                    entries.append((tag, tag.bytes.upperBound))
                }
            case .end(let place):
                if depth == 2, !entries.isEmpty { entries[entries.count - 1].end = place.upperBound }
                depth -= 1
            case .text: break
            }
        }
        var splice = Splice()
        var sheet = "0"
        var stated = "0"
        var left = 0
        for entry in entries {
            if let number = entry.tag["i"] { sheet = number }
            if cells[sheet]?.contains(entry.tag["r"] ?? "") == true {
                splice.replace(entry.tag.bytes.lowerBound..<entry.end, with: [])
                continue
            }
            if entry.tag["i"] == nil, stated != sheet {
                splice.replace(
                    entry.tag.bytes, with: TagText(bytes[entry.tag.bytes]).setting("i", to: sheet))
            }
            stated = sheet
            left += 1
        }
        return splice.isEmpty ? nil : (splice.applied(to: bytes), left == 0)
    }
}
