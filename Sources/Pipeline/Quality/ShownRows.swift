import Ingest
import Microdata

/// The rows of files as a spreadsheet shows them, which is where whoever sent a file looks for them.
///
/// Messages and keys name lines; in a delimited text with line breaks within its cells the two differ.
struct ShownRows: Sendable {
    private var rows: [String: [Int: Int]] = [:]

    init() {}

    /// - Parameter lines: The rows that may be shown, with those that they name in turn.
    init(_ lines: [QualitySupplements.QuarantineLine], _ pipeline: LoadedPipeline) {
        var wanted: [String: Set<Int>] = [:]
        for line in lines {
            if let number = line.row.line { wanted[line.file, default: []].insert(number) }
            if let other = RowPlace(otherOf: line.row) { wanted[other.file, default: []].insert(other.line) }
        }
        guard !wanted.isEmpty else { return }
        for source in pipeline.sources {
            for file in source.files {
                let place = pipeline.place(of: file.path)
                guard let lines = wanted.removeValue(forKey: place) else { continue }
                // A file that cannot be read by now has its lines told, which is what messages do.
                rows[place] = try? SourceReader.sheetRows(
                    ofLines: lines, path: file.path, displayName: file.name, format: source.mapping.format)
            }
        }
    }

    /// - Parameter file: The file's place, as seen from the pipeline's folder.
    func row(_ line: Int, of file: String) -> Int { rows[file]?[line] ?? line }
}

/// A row as messages name it: `answers.csv:17`, `answers.xlsx!Sheet:17`.
struct RowPlace {
    let file: String
    let sheet: String?
    let line: Int

    /// nil when the text names no row.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...]) else { return nil }
        self.line = line
        let place = text[..<colon]
        let mark = place.indices.first { index in
            place[index] == "!" && Self.workbooks.contains(where: place[..<index].lowercased().hasSuffix)
        }
        file = String(place[..<(mark ?? place.endIndex)])
        sheet = mark.map { String(place[place.index(after: $0)...]) }
    }

    /// The row that the message of a row names besides its own; nil when it names none.
    init?(otherOf row: QuarantinedRow) {
        let known = (IssueWords.patterns[row.code]?.cause ?? []).filter { $0.contains("{place}") }
        guard let cause = row.cause,
            let text = known.lazy.compactMap({ IssueWords.match($0, cause)?["place"] }).first
        else { return nil }
        self.init(text)
    }

    private static let workbooks = [".xlsx", ".xlsm", ".ods"]

    /// What the place's file is called, with its sheet, for a reader who is at a row of another; nil when the row is of the same.
    ///
    /// - Parameters:
    ///   - row: The row whose message names the place.
    ///   - own: The file of that row.
    func nameElsewhere(than row: QuarantinedRow, in own: String) -> String? {
        let name = FilePath.name(of: file)
        guard file == own else { return sheet.map { "\(name) (\($0))" } ?? name }
        guard let sheet, !row.summary.hasPrefix("\(own)!\(sheet):") else { return nil }
        return "\(name) (\(sheet))"
    }
}
