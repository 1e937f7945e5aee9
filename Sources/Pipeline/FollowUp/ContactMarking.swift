import Diagnostics
import Microdata

/// Marks in a copy of somebody's own list of persons who of them is to be asked.
///
/// It runs where the addresses are: the list never leaves its holder, and the one who draws never sees a code or a name. The holder has
/// the list of contacts and the key, by which the code of each person becomes the pseudonym that stands in the list. Codes are written
/// nowhere but in the copy, where they stood before, and no message holds one.
public struct ContactMarking: Sendable {
    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        public let output: String
        public let rows: Int
        /// Rows that were marked, by role: `drawn`, `reserve`, `stop`.
        public let marked: [String: Int]
        /// Persons of the list of contacts who are on no row.
        public let missing: Int
        /// Rows without a code.
        public let withoutCode: Int
    }

    private struct Contact {
        let values: [String]
        var isFound = false
    }

    /// The columns that the copy gets.
    static let columns = [
        "follow_up", "follow_up_sample", "follow_up_order", "follow_up_due", "follow_up_overdue",
        "follow_up_participation",
    ]

    /// - Parameters:
    ///   - file: The holder's list, delimited text with a line of column names.
    ///   - column: Its column of codes, those that the source of the pipeline has.
    ///   - list: `contacts.csv`.
    ///   - key: The key of the pseudonyms.
    ///   - output: The copy; nil for a name beside the list.
    /// - Throws: ``FollowUpError``, ``PipelineError``, `MicrodataError`.
    public static func mark(
        file: String, column: String, list: String, key: String, output: String? = nil
    ) throws -> Outcome {
        let output = output ?? Self.copy(of: file)
        guard !FilePath.exists(output) else { throw FollowUpError.wouldOverwrite(path: output) }
        guard FilePath.exists(key) else { throw FollowUpError.noKey(path: key) }
        let pseudonymiser = try Pseudonymiser(keyFile: key)
        var (contacts, form) = try contacts(list, pseudonymiser, key: key)
        let table = try self.table(file)
        let heads = (table.records.first?.fields ?? []).map(table.text)
        guard let place = heads.firstIndex(of: column) else {
            throw FollowUpError.noColumn(
                column, path: file, columns: heads, near: nearestName(to: column, in: heads))
        }
        if let known = columns.first(where: heads.contains) {
            throw FollowUpError.alreadyMarked(path: file, column: known)
        }
        var (written, end) = ([UInt8](), 0)
        var (rows, withoutCode, marked) = (0, 0, [String: Int]())
        let separator = [table.separator]
        for (number, record) in table.records.enumerated() {
            written += table.bytes[end..<record.end]
            end = record.end
            guard number > 0, !record.isBlank else {
                if number == 0 { written += Self.columns.flatMap { separator + Array($0.utf8) } }
                continue
            }
            rows += 1
            let code = record.fields.indices.contains(place) ? table.content(record.fields[place]) : []
            if code.isEmpty { withoutCode += 1 }
            let found = pseudonyms(of: code, form, pseudonymiser).first { contacts[$0] != nil }
            let matches = found.flatMap { contacts[$0] } ?? []
            if let found { contacts[found] = matches.map { Contact(values: $0.values, isFound: true) } }
            for role in Set(matches.compactMap(\.values.first)) { marked[role, default: 0] += 1 }
            // A short row has its cells where the columns are.
            for _ in 0..<max(0, heads.count - record.fields.count) { written += separator }
            for index in columns.indices {
                let values = matches.map { $0.values.indices.contains(index) ? $0.values[index] : "" }
                let text = Set(values) == [""] ? "" : values.joined(separator: "|")
                let cell = ByteTable.cell(text, separator: Character(Unicode.Scalar(table.separator)))
                written += separator + Array(cell.utf8)
            }
        }
        written += table.bytes[end...]
        try FilePath.write(written, to: output, mode: 0o600)
        let missing = contacts.values.joined().count { !$0.isFound }
        return Outcome(output: output, rows: rows, marked: marked, missing: missing, withoutCode: withoutCode)
    }

    /// `osallistujat.csv` becomes `osallistujat.follow-up.csv`.
    private static func copy(of file: String) -> String {
        let (folder, name) = (FilePath.folder(of: file), FilePath.name(of: file))
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let suffix = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        return FilePath.joined(folder, "\(stem).follow-up\(suffix)")
    }

    private static func table(_ path: String) throws -> ByteTable {
        let bytes = try FilePath.bytes(of: path)
        let save = "save it from the spreadsheet as CSV UTF-8"
        if bytes.starts(with: [0x50, 0x4B]) {
            throw FollowUpError.notDelimited(path: path, reason: "it is a workbook", remedy: save)
        }
        do throws(ByteTable.Problem) {
            return try ByteTable(bytes)
        } catch {
            switch error {
            case .empty: throw FollowUpError.notDelimited(path: path, reason: "it is empty", remedy: "check the file")
            case .wide:
                throw FollowUpError.notDelimited(
                    path: path, reason: "its characters have two bytes each (UTF-16)", remedy: save)
            case .openQuote(let line):
                throw FollowUpError.notDelimited(
                    path: path, reason: "a quote opens on line \(line) and is not closed",
                    remedy: "close the quote, or save the file anew from the spreadsheet")
            }
        }
    }

    /// Those of the list by pseudonym, and how codes are read.
    private static func contacts(
        _ path: String, _ pseudonymiser: Pseudonymiser, key: String
    ) throws -> ([String: [Contact]], CodeForm) {
        let table = try table(path)
        let rows = table.records.filter { !$0.isBlank }.map { (line: $0.line, fields: $0.fields.map(table.text)) }
        guard rows.first?.fields == FollowUpReport.columns else {
            throw FollowUpError.damaged(
                path: path, line: 1, what: "expected the columns \(FollowUpReport.columns.joined(separator: ", "))")
        }
        var contacts: [String: [Contact]] = [:]
        var form = CodeForm.asWritten
        for row in rows.dropFirst() {
            guard row.fields.count == FollowUpReport.columns.count, let own = CodeForm(rawValue: row.fields[7]) else {
                throw FollowUpError.damaged(path: path, line: row.line, what: "this is no line of a list of contacts")
            }
            guard own != .byFile else { throw FollowUpError.codesByFile(list: path) }
            guard row.fields[8] == pseudonymiser.fingerprint else {
                throw FollowUpError.otherKey(path: key, list: path)
            }
            form = own
            // As the columns of the copy: role, sample, order, due, overdue, participation.
            let values = [1, 0, 2, 3, 4, 6].map { row.fields[$0] }
            contacts[row.fields[5], default: []].append(Contact(values: values))
        }
        return (contacts, form)
    }

    /// The pseudonyms that a code may have.
    private static func pseudonyms(
        of code: [UInt8], _ form: CodeForm, _ pseudonymiser: Pseudonymiser
    ) -> [String] {
        guard !code.isEmpty else { return [] }
        let forms: [[UInt8]] =
            switch form {
            case .asWritten, .byFile: [code]
            case .capitals: [capitals(code)]
            case .either: [code, capitals(code)]
            }
        return forms.map { pseudonymiser.pseudonym(of: String(decoding: $0, as: UTF8.self)).hexadecimal }
    }

    /// With ASCII letters and those of Latin-1 made capital, as mappings with `normalise: upper` read them.
    static func capitals(_ code: [UInt8]) -> [UInt8] {
        var previous: UInt8 = 0
        return code.map { byte in
            defer { previous = byte }
            let isSmall =
                byte >= 0x61 && byte <= 0x7A || previous == 0xC3 && byte >= 0xA0 && byte <= 0xBE && byte != 0xB7
            return isSmall ? byte - 0x20 : byte
        }
    }
}
