/// What a workbook says about itself before any sheet is read: sheets, date system, and where its parts are.
struct PackageStructure {
    /// The part that lists the sheets.
    let workbook: String
    let sheets: [SheetInfo]
    let dateSystem: DateSystem
    /// The part with the shared strings; nil when there is none.
    let sharedStrings: String?
    /// The part with the styles; nil when there is none.
    let styles: String?

    private static let packageRelationships = ["http://schemas.openxmlformats.org/package/2006/relationships"]
    static let spreadsheet = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]
    private static let officeRelationships = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]

    /// Follows the relationships from the package's root to the workbook and its parts.
    init(_ archive: PackageArchive) throws(WorkbookReadError) {
        let workbook = try Self.workbookPart(of: archive)
        self.workbook = workbook
        let relationships = try Self.relationships(of: workbook, in: archive)
        var listed: [(name: String, state: String?, relationship: String?)] = []
        var isFrom1904 = false
        var hasRoot = false
        try archive.readDefinitions(workbook, namespaces: Self.spreadsheet) { element in
            switch element.path {
            case ["workbook"]: hasRoot = true
            case ["workbook", "workbookPr"]:
                isFrom1904 = ["1", "true", "on"].contains(element["date1904"])
            case ["workbook", "sheets", "sheet"]:
                listed.append(
                    (element["name"] ?? "", element["state"], element.attribute("id", in: Self.officeRelationships)))
            default: break
            }
        }
        guard hasRoot else {
            throw .notAWorkbook(file: archive.file, looksLike: .otherOffice)
        }
        guard !listed.isEmpty else { throw .noSheets(file: archive.file) }
        sheets = listed.enumerated().map { index, sheet in
            let relationship = sheet.relationship.flatMap { relationships[$0] }
            return SheetInfo(
                name: sheet.name, position: index + 1,
                visibility: sheet.state.flatMap(SheetInfo.Visibility.init(rawValue:)) ?? .visible,
                kind: relationship.map { Self.kind(ofType: $0.type) } ?? .unknown,
                part: relationship?.target)
        }
        dateSystem = isFrom1904 ? .from1904 : .from1900
        let folder = Self.folder(of: workbook)
        func part(ofType type: String, usually name: String) -> String? {
            // Relationship ids sort the same way every time; a dictionary's order does not.
            let named = relationships.sorted { $0.key < $1.key }.first { $0.value.type.hasSuffix("/\(type)") }
            if let target = named?.value.target, archive.contains(target) { return target }
            return archive.contains(folder + name) ? folder + name : nil
        }
        sharedStrings = part(ofType: "sharedStrings", usually: "sharedStrings.xml")
        styles = part(ofType: "styles", usually: "styles.xml")
    }

    private struct Relationship {
        let type: String
        let target: String
    }

    private static func workbookPart(of archive: PackageArchive) throws(WorkbookReadError) -> String {
        let usual = "xl/workbook.xml"
        var found: String?
        if archive.contains("_rels/.rels") {
            let relationships = try relationships(of: "", in: archive)
            found =
                relationships.sorted { $0.key < $1.key }
                .first { $0.value.type.hasSuffix("/officeDocument") }?.value.target
        }
        if let found, archive.contains(found) {
            if found.lowercased().hasSuffix(".bin") {
                throw .notAWorkbook(file: archive.file, looksLike: .binaryWorkbook)
            }
            return found
        }
        if archive.contains(usual) { return usual }
        if archive.contains("mimetype"), archive.contains("content.xml") {
            throw .notAWorkbook(file: archive.file, looksLike: .openDocument)
        }
        throw found.map { .partMissing(file: archive.file, part: $0) }
            ?? .notAWorkbook(
                file: archive.file, looksLike: archive.contains("[Content_Types].xml") ? .otherOffice : .zip)
    }

    /// The relationships of a part by their ids, those to outside the package left out; none when it has no such list.
    private static func relationships(
        of part: String, in archive: PackageArchive
    ) throws(WorkbookReadError) -> [String: Relationship] {
        let folder = folder(of: part)
        let list = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
        guard archive.contains(list) else { return [:] }
        var relationships: [String: Relationship] = [:]
        try archive.readDefinitions(list, namespaces: packageRelationships) { element in
            guard element.path == ["Relationships", "Relationship"], element["TargetMode"] != "External",
                let id = element["Id"], let type = element["Type"], let target = element["Target"]
            else { return }
            relationships[id] = Relationship(type: type, target: resolve(target, from: folder))
        }
        return relationships
    }

    private static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    }

    /// The part that a target names: from the package's root when it begins with a slash, else from a folder.
    static func resolve(_ target: String, from folder: String) -> String {
        let target = String(target.map { $0 == "\\" ? "/" : $0 })
        var steps: [Substring] = []
        for step in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }

    private static func kind(ofType type: String) -> SheetInfo.Kind {
        switch type.split(separator: "/").last {
        case "worksheet": .worksheet
        case "chartsheet": .chartsheet
        case "dialogsheet": .dialogsheet
        case "xlMacrosheet", "xlIntlMacrosheet": .macrosheet
        default: .unknown
        }
    }
}
