internal import Ingest

/// What a template's workbook part says: its sheets, its defined names, and how it calculates.
struct WorkbookOutline {
    /// A name given to a place.
    struct DefinedName {
        let name: String
        /// The sheet that the name belongs to; nil when it is the whole workbook's.
        let scope: String?
        /// What it stands for, as a formula without `=`.
        let formula: String
        let isHidden: Bool
    }

    private(set) var names: [DefinedName] = []
    /// The number that other parts know a sheet by.
    private(set) var sheetNumbers: [String: String] = [:]
    /// The `calcPr` element's start tag.
    private(set) var calculation: PartTag?
    /// Where such an element belongs when there is none: behind these.
    private(set) var calculationPlace: Int?
    /// The tag whose prefix new elements take.
    private(set) var root: PartTag?

    private static let before: Set<String> = ["sheets", "functionGroups", "externalReferences", "definedNames"]

    init(_ package: WorkbookPackage, _ bytes: [UInt8]) throws {
        var path: [String] = []
        var named: (tag: PartTag, text: String)?
        var order: [String] = []
        var found: [(name: String, local: Int?, formula: String, isHidden: Bool)] = []
        try package.scan(bytes, of: package.workbookPart) { event in
            switch event {
            case .start(let tag):
                path.append(tag.foreignNamespace == nil ? tag.name : "")
                switch path {
                case ["workbook"]: root = tag
                case ["workbook", "sheets", "sheet"]:
                    order.append(tag["name"] ?? "")
                    sheetNumbers[tag["name"] ?? ""] = tag["sheetId"]
                case ["workbook", "definedNames", "definedName"]: named = (tag, "")
                case ["workbook", "calcPr"]: calculation = tag
                default: break
                }
            case .text(let text): named?.text += text
            case .end(let place):
                if path.count == 2, Self.before.contains(path[1]) { calculationPlace = place.upperBound }
                if path == ["workbook", "definedNames", "definedName"], let (tag, text) = named {
                    found.append(
                        (
                            tag["name"] ?? "", tag["localSheetId"].flatMap { Int($0) }, text,
                            ["1", "true"].contains(tag["hidden"])
                        ))
                    named = nil
                }
                path.removeLast()
            }
        }
        names = found.compactMap { name in
            if let local = name.local, !order.indices.contains(local) { return nil }
            return DefinedName(
                name: name.name, scope: name.local.map { order[$0] }, formula: name.formula, isHidden: name.isHidden)
        }
    }
}
