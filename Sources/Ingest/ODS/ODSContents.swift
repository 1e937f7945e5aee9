import CExpat

/// What an OpenDocument spreadsheet says beside its cells: the sheets, and which cell styles show elapsed time.
struct ODSContents {
    /// The sheets in the order of their tabs.
    fileprivate(set) var sheets: [SheetInfo] = []
    /// For each sheet, its place among all tables of the document: copies of other files' sheets lie between.
    fileprivate(set) var tables: [Int] = []
    /// Names of cell styles whose times go on after a day, as `[h]:mm` does.
    fileprivate(set) var elapsedStyles: Set<String> = []

    /// Reads through the whole content once, so that damage at its end shows before the first row is handed over.
    init(_ part: String, in archive: PackageArchive) throws {
        let entry = try archive.entry(part)
        var handler = ODSContentsHandler(part: part, limits: archive.limits)
        _ = try parsePart(.stream(try archive.open(entry)), part: part, archive: archive, handler: &handler)
        self = handler.result()
    }

    fileprivate init() {}
}

/// Collects the tables and the styles that matter; cells are passed over.
private struct ODSContentsHandler: PartHandler, ~Copyable {
    private enum State { case outside, document, styles, style, body, spreadsheet }

    var parsing = PartParsing()
    private let part: String
    private let limits: WorkbookLimits
    private var state = State.outside
    private var skipped = 0
    private var contents = ODSContents()
    /// Of tables: their names, and the names of their styles.
    private var listed: [(name: String, style: String?)] = []
    private var hiddenStyles: Set<String> = []
    private var elapsedFormats: Set<String> = []
    private var formats: [(style: String, format: String)] = []
    private var currentStyle: String?
    private var styles = 0

    /// The style of the sheets in which LibreOffice keeps copies of cells of other files.
    private static let externalCopy = "ta_extref"
    /// Styles of one document.
    private static let styleLimit = 1 << 18

    init(part: String, limits: WorkbookLimits) {
        self.part = part
        self.limits = limits
    }

    consuming func result() -> ODSContents {
        var contents = contents
        for (place, table) in listed.enumerated() where table.style != Self.externalCopy {
            let isHidden = table.style.map(hiddenStyles.contains) ?? false
            contents.sheets.append(
                SheetInfo(
                    name: table.name, position: contents.sheets.count + 1, visibility: isHidden ? .hidden : .visible,
                    kind: .worksheet, part: part))
            contents.tables.append(place)
        }
        for (style, format) in formats where elapsedFormats.contains(format) { contents.elapsedStyles.insert(style) }
        return contents
    }

    fileprivate mutating func start(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) {
        guard parsing.failure == nil else { return }
        if skipped == 0, unsafe enter(ODSName(name), attributes) { return }
        skipped += 1
        if skipped > limits.depth {
            parsing.stop(.limit("its elements are nested deeper than \(limits.depth), the limit"))
        }
    }

    private mutating func enter(
        _ name: ODSName, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) -> Bool {
        switch state {
        case .outside:
            guard name.isName(.office, "document-content") else {
                parsing.stop(.malformed("it is no OpenDocument content"))
                return false
            }
            state = .document
        case .document where name.isName(.office, "automatic-styles"): state = .styles
        case .document where name.isName(.office, "body"): state = .body
        case .styles where name.isName(.style, "style"):
            unsafe startStyle(attributes)
            state = .style
        case .styles where name.isName(.number, "time-style"):
            unsafe addFormat(attributes)
            return false
        case .style where name.isName(.style, "table-properties"):
            if unsafe Self.attribute(.table, "display", of: attributes) == "false", let currentStyle {
                hiddenStyles.insert(currentStyle)
            }
            return false
        case .body where name.isName(.office, "spreadsheet"): state = .spreadsheet
        case .spreadsheet where name.isName(.table, "table"):
            guard listed.count < limits.parts else {
                parsing.stop(.limit("it has over \(limits.parts) sheets, the limit"))
                return false
            }
            listed.append(
                (
                    unsafe Self.attribute(.table, "name", of: attributes) ?? "",
                    unsafe Self.attribute(.table, "style-name", of: attributes)
                ))
            return false
        default: return false
        }
        return true
    }

    private mutating func startStyle(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        currentStyle = nil
        guard countStyle() else { return }
        let name = unsafe Self.attribute(.style, "name", of: attributes)
        switch unsafe Self.attribute(.style, "family", of: attributes) {
        case "table": currentStyle = name
        case "table-cell":
            if let name, let format = unsafe Self.attribute(.style, "data-style-name", of: attributes) {
                formats.append((name, format))
            }
        default: break
        }
    }

    private mutating func addFormat(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        guard countStyle(), unsafe Self.attribute(.number, "truncate-on-overflow", of: attributes) == "false",
            let name = unsafe Self.attribute(.style, "name", of: attributes)
        else { return }
        elapsedFormats.insert(name)
    }

    private mutating func countStyle() -> Bool {
        styles += 1
        if styles > Self.styleLimit { parsing.stop(.limit("it has over \(Self.styleLimit) styles, the limit")) }
        return parsing.failure == nil
    }

    fileprivate mutating func end() {
        guard parsing.failure == nil else { return }
        if skipped > 0 {
            skipped -= 1
            return
        }
        state =
            switch state {
            case .outside, .document: .outside
            case .styles, .body: .document
            case .style: .styles
            case .spreadsheet: .body
            }
    }

    private static func attribute(
        _ vocabulary: ODSName.Vocabulary, _ name: StaticString,
        of attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) -> String? {
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            if unsafe ODSName(key).isName(vocabulary, name) { return unsafe String(cString: value) }
            index += 2
        }
        return nil
    }

    static let callbacks = unsafe PartCallbacks(
        start: { context, name, attributes in
            guard let context = unsafe context, let name = unsafe name, let attributes = unsafe attributes else {
                return
            }
            unsafe context.assumingMemoryBound(to: ODSContentsHandler.self).pointee.start(name, attributes)
        },
        end: { context, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: ODSContentsHandler.self).pointee.end()
        },
        text: { _, _, _ in },
        doctype: { context, _, _, _, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: ODSContentsHandler.self).pointee.parsing.stop(doctypeRefused)
        })
}
