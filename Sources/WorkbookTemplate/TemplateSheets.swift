internal import Ingest

/// The worksheets of a template: where their cells stand, and the bytes of those that are to be changed.
struct TemplateSheets {
    struct Sheet {
        let layout: SheetLayout
        /// Empty for a sheet that is only looked at.
        let bytes: [UInt8]
    }

    private var sheets: [String: Sheet] = [:]
    private(set) var hasFormulas = false

    subscript(name: String) -> Sheet? { sheets[name] }

    /// Reads every worksheet once.
    ///
    /// - Parameters:
    ///   - wanted: Rows that are looked at, by sheet.
    ///   - changed: Sheets that may be changed, whose bytes are kept.
    init(_ package: WorkbookPackage, wanted: [String: Set<Int>], changed: Set<String>) throws {
        for info in package.sheets where info.kind == .worksheet || info.kind == .unknown {
            // A sheet that the package lacks matters only when it is to be filled.
            if !changed.contains(info.name), wanted[info.name] == nil, (try? package.part(of: info)) == nil { continue }
            let part = try package.part(of: info)
            let bytes = try package.contents(of: part)
            let layout = try SheetLayout(package, part: part, bytes, wanted: wanted[info.name] ?? [])
            hasFormulas = hasFormulas || layout.hasFormulas
            sheets[info.name] = Sheet(layout: layout, bytes: changed.contains(info.name) ? bytes : [])
        }
    }
}
