/// What each cell style of a workbook makes of a number.
struct CellStyles {
    private var kinds: [NumberFormatKind] = []

    /// The styles of a workbook without any: all numbers are numbers.
    init() {}

    /// Reads the part with the styles.
    init(_ part: String, in archive: PackageArchive) throws(WorkbookReadError) {
        var codes: [Int: NumberFormatKind] = [:]
        var ids: [Int] = []
        try archive.readDefinitions(part, namespaces: PackageStructure.spreadsheet) { element in
            switch element.path {
            case ["styleSheet", "numFmts", "numFmt"]:
                guard let id = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] else {
                    return
                }
                codes[id] = NumberFormatKind(code: code)
            case ["styleSheet", "cellXfs", "xf"]:
                ids.append(element["numFmtId"].flatMap { Int($0) } ?? 0)
            default: break
            }
        }
        kinds = ids.map { codes[$0] ?? NumberFormatKind(builtIn: $0) }
    }

    /// The kind of a style; number when the workbook has no such style.
    @inline(__always)
    subscript(style: Int) -> NumberFormatKind { style < kinds.count && style >= 0 ? kinds[style] : .number }
}
