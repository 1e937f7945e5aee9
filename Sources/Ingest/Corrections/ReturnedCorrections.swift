internal import Diagnostics
internal import Records

/// What a supplier has filled in in a list of problems: the corrections, who made them and when.
///
/// The columns are found from the key of a problem, so that it does not matter in what language the list is, how its rows were sorted,
/// and what was written above them.
public struct ReturnedCorrections: Sendable {
    /// Words of the lists, in small letters, in every language in which a list may be.
    public struct Words: Sendable {
        /// What may be written for "nothing".
        public let empty: Set<String>
        /// What stands in the lists where no value is asked for.
        public let inFile: Set<String>

        public init(empty: Set<String>, inFile: Set<String>) {
            self.empty = empty
            self.inFile = inFile
        }
    }

    /// A row with the key of a problem in which a value was filled in.
    public struct Row: Sendable {
        public let correction: Correction
        /// The source's file, as the list named it.
        public let source: String
    }

    public private(set) var rows: [Row] = []
    /// Who made the corrections, as written; empty when nobody says so.
    public private(set) var by = ""
    /// The day on which they were made, ISO 8601.
    public private(set) var on: String?

    /// Reads all sheets of a workbook.
    ///
    /// - Throws: ``WorkbookReadError``.
    public init(path: String, displayName: String, words: Words) throws {
        let workbook = try WorkbookReader(path: path, displayName: displayName)
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            try workbook.readRows(sheet: .name(sheet.name)) { row in
                add(row, at: RecordLocation(file: displayName, sheet: sheet.name, line: row.rowNumber), words)
            }
        }
    }

    private mutating func add(_ row: WorkbookRow, at origin: RecordLocation, _ words: Words) {
        guard let last = row.cells.lastIndex(where: { !$0.isEmpty }), case .text(let name) = row[last] else { return }
        let key = name.filter { !$0.isWhitespace }
        if key == FixListColumns.returnedBy {
            by = Self.text(row[last - 1])
        } else if key == FixListColumns.returnedOn {
            on = Self.day(row[last - 1])
        } else if let issue = IssueKey(key), last >= FixListColumns.fromKeyToFile,
            let first = row.cells.firstIndex(where: { !$0.isEmpty })
        {
            guard let value = Self.value(row[last - 1], words) else { return }
            rows.append(
                Row(
                    correction: Correction(key: issue, value: value, origin: origin),
                    source: Self.text(row[first])))
        }
    }

    /// What is to be read; nil when nothing was filled in.
    private static func value(_ cell: WorkbookCell, _ words: Words) -> WorkbookCell? {
        guard case .text(let written) = cell else { return cell.isEmpty ? nil : cell }
        let text = written.trimmed
        if text.isEmpty || words.inFile.contains(text.lowercased()) { return nil }
        return words.empty.contains(text.lowercased()) ? .empty : .text(text)
    }

    private static func text(_ cell: WorkbookCell) -> String {
        if case .text(let text) = cell { text.trimmed } else { "" }
    }

    private static func day(_ cell: WorkbookCell) -> String? {
        switch cell {
        case .date(let number, _): Int32(exactly: number).map { CalendarDay(number: $0).description }
        case .text(let text): CalendarDay(written: text.trimmed)?.description
        default: nil
        }
    }
}

/// How the table of a list of problems is laid out, from its last column on.
public enum FixListColumns {
    /// The steps at least from the key of a problem to the file's name: corrected value, what is wrong, column, row, file. Lists about
    /// workbooks have the sheet, too.
    public static let fromKeyToFile = 5
    /// What stands in place of a key beside who made the corrections, and when.
    public static let returnedBy = "returned-by"
    public static let returnedOn = "returned-on"
}

extension CalendarDay {
    /// A day as it is written in Finland and Sweden, `31.8.2024`, or as `2024-08-31`.
    init?(written text: String) {
        if let day = CalendarDay(iso: text) {
            self = day
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
