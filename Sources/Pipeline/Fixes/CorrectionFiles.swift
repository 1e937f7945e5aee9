import Diagnostics
import Ingest
import Microdata
import Records
import Reporting

/// What suppliers have sent back: the corrections of all workbooks that the pipeline names.
struct CorrectionFiles {
    /// A correction with what its workbook says of it.
    struct Supplied {
        let correction: Correction
        /// The source's file, as the list named it.
        let sourceName: String
        /// The workbook's place, as seen from the pipeline's folder.
        let place: String
        /// The SHA-256 of the workbook.
        let hash: String
        /// Who made it, as written; becomes a pseudonym before it is kept.
        let by: String
        /// The day on which it was made, ISO 8601.
        let on: String?
    }

    private(set) var all: [Supplied] = []
    /// The workbooks with the SHA-256 of their content: part of what a build is made of.
    private(set) var files: [(place: String, hash: String)] = []
    /// What cannot be read, which stops no build.
    private(set) var findings: [Finding] = []

    init(_ pipeline: LoadedPipeline) {
        var seen: Set<String> = []
        let wanted = pipeline.definition.corrections.flatMap { FilePath.matches(pipeline.resolved($0)) }
        // What a spreadsheet program keeps beside an open workbook is none.
        for path in wanted where !FilePath.name(of: path).hasPrefix("~") && seen.insert(path).inserted {
            let place = pipeline.place(of: path)
            do {
                let hash = try SourceReader.contentHash(path: path, displayName: path)
                files.append((place, hash))
                all += try Self.corrections(in: path, words: Words(pipeline)) { row in
                    Supplied(
                        correction: row.correction, sourceName: row.source, place: place, hash: hash, by: row.by,
                        on: row.on)
                }
            } catch {
                let explained = error as? any ExplainedError
                findings.append(
                    Finding(
                        code: "corrections.not-read", severity: .warning,
                        explanation: Explanation(
                            summary: "\(path): the corrections cannot be read, so none of them is applied",
                            cause: explained?.explanation.summary ?? "\(error)",
                            remedies: ["ask the sender for the workbook again, saved as .xlsx"]),
                        location: RecordLocation(file: path)))
            }
        }
    }

    /// Words of the lists, in every language that the pipeline has texts of.
    private struct Words {
        /// What may be written for "nothing".
        let empty: Set<String>
        /// What stands in the lists where no value is asked for.
        let inFile: Set<String>

        init(_ pipeline: LoadedPipeline) {
            let texts = pipeline.locales.values.map(\.texts)
            empty = Set(texts.compactMap { $0["fix.empty"]?.lowercased() } + ["(empty)"])
            inFile = Set(texts.compactMap { $0["fix.in-file"]?.lowercased() })
        }
    }

    // MARK: A workbook

    /// The corrections of a workbook, from whichever of its rows bear the key of a problem.
    ///
    /// The columns are found from the key, which is the last, and the file's name is the first: it does not matter in what language the
    /// list is, whether it has a column of sheets, how its rows were sorted, and what was written above them.
    private static func corrections(
        in path: String, words: Words,
        _ supplied: ((correction: Correction, source: String, by: String, on: String?)) -> Supplied
    ) throws -> [Supplied] {
        let workbook = try WorkbookReader(path: path, displayName: path)
        var rows: [(correction: Correction, source: String)] = []
        var (by, on): (String, String?) = ("", nil)
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            try workbook.readRows(sheet: .name(sheet.name)) { row in
                guard let last = row.cells.lastIndex(where: { !$0.isEmpty }), case .text(let name) = row[last] else {
                    return
                }
                let key = name.filter { !$0.isWhitespace }
                if key == FixListColumns.returnedBy {
                    by = text(row[last - 1])
                } else if key == FixListColumns.returnedOn {
                    on = day(row[last - 1])
                } else if let issue = IssueKey(key), last >= FixListColumns.fromKeyToFile,
                    let first = row.cells.firstIndex(where: { !$0.isEmpty })
                {
                    guard let value = value(row[last - 1], words) else { return }
                    let origin = RecordLocation(file: path, sheet: sheet.name, line: row.rowNumber)
                    rows.append(
                        (
                            Correction(key: issue, value: value, origin: origin),
                            text(row[first])
                        ))
                }
            }
        }
        return rows.map { supplied(($0.correction, $0.source, by, on)) }
    }

    /// What is to be read; nil when nothing was filled in.
    private static func value(_ cell: WorkbookCell, _ words: Words) -> WorkbookCell? {
        guard case .text(let written) = cell else { return cell.isEmpty ? nil : cell }
        let text = trimmed(written)
        if text.isEmpty || words.inFile.contains(text.lowercased()) { return nil }
        return words.empty.contains(text.lowercased()) ? .empty : .text(text)
    }

    private static func text(_ cell: WorkbookCell) -> String {
        if case .text(let text) = cell { trimmed(text) } else { "" }
    }

    private static func day(_ cell: WorkbookCell) -> String? {
        switch cell {
        case .date(let number, _): Int32(exactly: number).map { CalendarDay(number: $0).description }
        case .text(let text): CalendarDay(written: trimmed(text))?.description
        default: nil
        }
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}

/// How the table of a list of problems is laid out, from its last column on.
enum FixListColumns {
    /// The fewest steps from the key of a problem to the file's name: corrected value, what is wrong, column, row, file. A list of sheets
    /// has one more.
    static let fromKeyToFile = 5
    /// What stands in place of a key beside who made the corrections, and when.
    static let returnedBy = "returned-by"
    static let returnedOn = "returned-on"
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
