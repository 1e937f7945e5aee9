internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// Reads a saved Innokylä page: one record, or none.
    static func readInnokyla(
        _ file: SourceFile, mapping: Mapping, codeLists: [String: CodeList], pseudonymiser: Pseudonymiser,
        _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        let fit = try InnokylaFit(file, mapping, codeLists)
        let rows = TableRows(
            plan: fit.plan, file: file.displayName, sheet: nil, pseudonymiser: pseudonymiser, delivery: delivery)
        switch fit.page.kind {
        case .failure(let other): rows.refuse(.noRecord(looksLike: other.looksLike.rawValue), line: 1)
        case .success(let kind) where fit.isOther(kind, mapping.record): rows.exclude()
        case .success: try rows.add(fit.row)
        }
        try rows.finish()
        let hash = try file.contentHash()
        try file.checkUnchanged()
        return delivery.report(
            plan: fit.plan, sheet: nil, dialect: nil, verdict: fit.verdict, sha256: hash,
            fingerprint: file.fingerprint, further: fit.findings(mapping.record))
    }
}

/// A page with the mapping fitted to its fields: those that the mapping names, and the headings that no field has.
struct InnokylaFit {
    let page: InnokylaPage
    let plan: ReadingPlan
    let row: WorkbookRow
    private let file: String
    private let isCut: Bool

    init(_ file: SourceFile, _ mapping: Mapping, _ codeLists: [String: CodeList]) throws(IngestError) {
        let content = try InnokylaFit.content(file, encoding: mapping.format.encoding)
        let page = InnokylaPage(content, file: file.displayName)
        self.page = page
        self.file = file.displayName
        isCut = content.isCut
        let columns = try InnokylaFit.columns(page, mapping, file.displayName)
        // Fields stand on no line.
        var planner = ReadingPlanner(
            mapping: mapping, codeLists: codeLists, file: file.displayName, header: columns.map(\.name),
            headerLocation: RecordLocation(file: file.displayName), decimalMark: .comma)
        plan = try planner.plan()
        row = WorkbookRow(rowNumber: 1, cells: columns.map { $0.value.isEmpty ? .empty : .text($0.value) })
    }

    /// How the page was read, in one line.
    var verdict: String {
        if case .success(let kind) = page.kind { "Innokylä page, \(kind.rawValue)" } else { "Innokylä page" }
    }

    /// Whether the page is one of the records of another source.
    func isOther(_ kind: InnokylaPage.Kind, _ record: RecordKind) -> Bool {
        switch record {
        case .innovation, .phase: kind != .toimintamalli
        case .programme: kind != .kokonaisuus
        default: false
        }
    }

    /// The content of a page, whatever it was saved as.
    static func content(_ file: SourceFile, encoding: TextEncoding?) throws(IngestError) -> PageContent {
        let bytes = try file.start(PageLimits.bytes + 1)
        guard bytes.count <= PageLimits.bytes else {
            throw .pageTooLarge(file: file.displayName, bytes: max(bytes.count, file.isCompressed ? 0 : file.size))
        }
        switch FileSignature(head: Array(bytes.prefix(4096))) {
        case .zip, .oldExcel, .binaryWorkbook, .pdf, .spss, .openDocument, .otherOffice:
            throw .notText(
                file: file.displayName,
                looksLike: FileSignature(head: Array(bytes.prefix(4096))).description,
                remedy: "save the page in a browser as HTML or text")
        default: break
        }
        let isHTML = looksLikeHTML(bytes, file.displayName)
        let text = self.text(bytes, declared: encoding, isHTML: isHTML)
        return isHTML ? try HTMLPage.content(text, file: file.displayName) : TextPage.content(text)
    }

    /// Whether there are elements of HTML at the beginning, whatever the file's name.
    private static func looksLikeHTML(_ bytes: [UInt8], _ name: String) -> Bool {
        let head = bytes.prefix(4096).compactMap { byte -> UInt8? in
            byte == 0 ? nil : byte &- 0x41 < 26 ? byte + 0x20 : byte
        }
        return head.indices.contains { place in
            head[place] == UInt8(ascii: "<") && htmlBeginnings.contains { head[place...].starts(with: $0) }
        }
    }

    private static let htmlBeginnings = [
        "<html", "<!doctype html", "<body", "<head", "<div", "<h1", "<p>", "<main", "<table",
    ].map { Array($0.utf8) }

    /// The bytes as text without NULs, by what is declared, a byte order mark, what the page says of itself, or what fits.
    private static func text(_ bytes: [UInt8], declared: TextEncoding?, isHTML: Bool) -> String {
        for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian]
        where bytes.starts(with: encoding.byteOrderMark) {
            return clean(Transcoder.text(bytes[encoding.byteOrderMark.count...], encoding: encoding))
        }
        if let declared { return clean(Transcoder.text(bytes[...], encoding: declared)) }
        if CSVDialect.lineOfInvalidUTF8(bytes[...]) == nil { return clean(String(decoding: bytes, as: UTF8.self)) }
        return clean(Transcoder.text(bytes[...], encoding: isHTML ? said(bytes) : .windows1252))
    }

    private static func clean(_ text: String) -> String {
        text.utf8.contains(0) ? String(text.unicodeScalars.filter { $0.value != 0 }.map { Character($0) }) : text
    }

    /// The encoding that a page which is not UTF-8 names.
    private static func said(_ bytes: [UInt8]) -> TextEncoding {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        guard let place = head.firstRange(of: "charset=") else { return .windows1252 }
        let name = head[place.upperBound...].drop { $0 == "\"" || $0 == "'" }
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        let encoding = TextEncoding(name: String(name)) ?? .windows1252
        return encoding.extendsASCII && encoding != .utf8 ? encoding : .windows1252
    }

    // MARK: Columns

    /// The fields that the mapping names, as it names them, and the page's headings that no field has.
    static func columns(
        _ page: InnokylaPage, _ mapping: Mapping, _ file: String
    ) throws(IngestError) -> [(name: String, value: String)] {
        var columns: [(name: String, value: String)] = []
        var seen: Set<String> = []
        var refused: [Finding] = []
        let headings = page.unknown.map {
            (plain: InnokylaField.comparable($0.heading), name: $0.heading, text: $0.text)
        }
        let asked = mapping.columns.flatMap { column in
            let places = [column.places?.levelColumn, column.places?.dayColumn].compactMap { $0 }
            let location = column.location ?? RecordLocation(file: mapping.file, column: column.name)
            return (column.sources + places).map { (name: $0, location: Optional(location)) }
        }
        for (name, location) in asked + mapping.ignored.map({ (name: $0, location: RecordLocation?.none) }) {
            let plain = InnokylaField.comparable(name)
            guard seen.insert(ReadingPlanner.headerName(name).lowercased()).inserted else { continue }
            if let key = InnokylaField.key(name) {
                if InnokylaField.all.contains(where: { $0.key == key && $0.kind == .person }) {
                    if let location { refused.append(personField(name, location)) } else { columns.append((name, "")) }
                    continue
                }
                columns.append((name, page.values[key] ?? ""))
            } else if let heading = headings.first(where: { $0.plain == plain }) {
                columns.append((name, heading.text))
            } else if let location, let near = nearestName(to: plain, in: InnokylaField.names) {
                refused.append(unknownField(name, near, location))
            } else {
                // Another page may have the heading.
                columns.append((name, ""))
            }
        }
        if !refused.isEmpty { throw .mappingDoesNotFit(file: file, findings: refused) }
        let used = Set(columns.map { InnokylaField.comparable($0.name) })
        for heading in headings where !used.contains(heading.plain) && seen.insert(heading.plain).inserted {
            columns.append((PersonalData.first(in: heading.name) == nil ? heading.name : "", heading.text))
        }
        return columns
    }

    private static func unknownField(_ name: String, _ near: String, _ location: RecordLocation) -> Finding {
        Finding(
            code: "ingest.unknown-column", severity: .error,
            explanation: Explanation(
                summary: "\(location): '\(name)' is no field of a page, nor a heading of this one",
                remedies: ["did you mean '\(near)'?", "correct `from:` in the mapping"]),
            location: location)
    }

    private static func personField(_ name: String, _ location: RecordLocation) -> Finding {
        Finding(
            code: "ingest.person-field", severity: .error,
            explanation: Explanation(
                summary: "\(location): '\(name)' is about a person",
                cause: "names and addresses on pages are left out before anything is kept",
                remedies: ["take the column out of the mapping"]),
            location: location)
    }

    // MARK: Findings

    /// What there is to say of the page beside its row.
    func findings(_ record: RecordKind) -> [Finding] {
        var findings: [Finding] = []
        func add(_ code: String, _ severity: Severity, _ problem: String, _ remedies: [String] = []) {
            findings.append(
                Finding(
                    code: code, severity: severity,
                    explanation: Explanation(summary: "\(file): \(problem)", remedies: remedies),
                    location: RecordLocation(file: file)))
        }
        if page.droppedFields + page.droppedAddresses > 0 {
            add(
                "ingest.page-people", .info,
                "\(page.droppedFields) fields about people and \(page.droppedAddresses) e-mail addresses were left out")
        }
        if isCut {
            add(
                "ingest.page-cut", .warning, "the page has more text than is read",
                ["save the page again, and check that it is the right one"])
        }
        if case .success(let kind) = page.kind, isOther(kind, record) {
            add(
                "ingest.other-page", .info,
                "the page is a \(kind.rawValue), and was left out of the source of \(record.rawValue)")
        }
        return findings
    }
}
