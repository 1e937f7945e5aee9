internal import Diagnostics

/// The columns of a JSON file: the names of its first records, in the order in which they come, and those that a mapping has besides.
struct JSONColumns {
    private(set) var names: [String] = []
    /// Whether the records looked at were all there are.
    let isWhole: Bool
    /// The records looked at.
    let sampled: Int
    /// Where the list of records is.
    let path: String?
    private var positions: [String: Int] = [:]
    /// From here on, names are those of the mapping only.
    private let seen: Int

    /// Looks at the first records of a file.
    ///
    /// - Parameter wanted: Names that the mapping has; those that the first records lack may come later.
    init(_ reader: JSONReader, file: String, wanted: [String], limits: JSONLimits = JSONLimits()) throws(IngestError) {
        var names: [String] = []
        var positions: [String: Int] = [:]
        var records = 0
        var bytes = 0
        var isTooWide = false
        var filled: Set<String> = []
        var ofRecords: Set<String> = []
        let ending = try reader.read { (_, parsed, size) throws(IngestError) in
            records += 1
            bytes += size
            if case .success(let record) = parsed {
                for field in record.fields {
                    if !field.cell.isEmpty { filled.insert(field.name) }
                    guard positions[field.name] == nil else { continue }
                    positions[field.name] = names.count
                    names.append(field.name)
                }
                for list in record.lists { ofRecords.insert(list.name) }
            }
            isTooWide = names.count > limits.columns
            return !isTooWide && records < limits.sampleRecords && bytes < limits.sampleBytes
        }
        guard !isTooWide else {
            throw .json(.tooLarge(file: file, limit: "it has over \(limits.columns) columns, the limit"))
        }
        // An empty list may be one of records, as others of the same name are.
        if !ofRecords.isSubset(of: filled) {
            names.removeAll { ofRecords.contains($0) && !filled.contains($0) }
            positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        isWhole = ending.isWhole
        path = ending.path
        sampled = records
        seen = names.count
        if !ending.isWhole {
            // The planner also finds names in other letter case and with other blanks.
            var known = Set(names.map { ReadingPlanner.headerName($0).lowercased() })
            for name in wanted where known.insert(ReadingPlanner.headerName(name).lowercased()).inserted {
                positions[name] = names.count
                names.append(name)
            }
        }
        self.names = names
        self.positions = positions
    }

    func position(of name: String) -> Int? { positions[name] }

    /// Names that only the mapping has.
    var unseen: Range<Int> { seen..<names.count }
}

/// Puts the fields of records into the columns, and counts what has no place in them.
struct JSONRows {
    private let columns: JSONColumns
    private var later: [String: Int] = [:]
    private var lists: [String: Int] = [:]
    private var ambiguous: [String: Int] = [:]
    private var found: Set<Int> = []

    /// Different names that are counted.
    private static let nameLimit = 1000

    init(_ columns: JSONColumns) { self.columns = columns }

    /// The row of a record.
    mutating func row(_ number: Int, _ record: JSONRecord) -> WorkbookRow {
        var cells: [WorkbookCell] = []
        for field in record.fields where !field.cell.isEmpty {
            guard let position = columns.position(of: field.name) else {
                Self.count(field.name, in: &later)
                continue
            }
            if columns.unseen.contains(position) { found.insert(position) }
            if position >= cells.count {
                cells.append(contentsOf: repeatElement(.empty, count: position + 1 - cells.count))
            }
            cells[position] = field.cell
        }
        for list in record.lists { Self.count(list.name, in: &lists) }
        for name in record.ambiguous { Self.count(name, in: &ambiguous) }
        return WorkbookRow(rowNumber: number, cells: cells)
    }

    private static func count(_ name: String, in counts: inout [String: Int]) {
        if counts.count < nameLimit || counts[name] != nil { counts[name, default: 0] += 1 }
    }

    // MARK: What a person should know

    func findings(_ file: String, otherLists: [String]) -> [Finding] {
        notes(otherLists: otherLists).map { note in
            Finding(
                code: note.code, severity: note.severity,
                explanation: Explanation(
                    summary: "\(file): \(note.text)", cause: note.cause, remedies: [note.remedy]),
                location: RecordLocation(file: file))
        }
    }

    struct Note {
        let code: String
        let severity: Severity
        let text: String
        let cause: String
        let remedy: String
    }

    func notes(otherLists: [String]) -> [Note] {
        var notes: [Note] = []
        if !lists.isEmpty {
            notes.append(
                Note(
                    code: "ingest.json-lists-left-out", severity: .info,
                    text: "lists of records within records are left out: \(Self.listed(lists))",
                    cause: "a column holds one value for each row",
                    remedy: "export them as a table of their own, with the identifier of the record that they belong to"
                ))
        }
        if !ambiguous.isEmpty {
            notes.append(
                Note(
                    code: "ingest.json-list-with-semicolon", severity: .warning,
                    text: "entries of lists hold a semicolon themselves: \(Self.listed(ambiguous))",
                    cause: "the entries of a list are joined by semicolons",
                    remedy: "map the column as text, or export codes instead of labels"))
        }
        if !later.isEmpty {
            notes.append(
                Note(
                    code: "ingest.json-later-names", severity: .warning,
                    text: "names that the first \(columns.sampled) records lack are not read: \(Self.listed(later))",
                    cause: "the columns are those of the first records and of the mapping",
                    remedy: "name those that are needed under `from:` in the mapping"))
        }
        let missing = columns.unseen.filter { !found.contains($0) }.map { "'\(shownName(columns.names[$0]))'" }
        if !missing.isEmpty {
            notes.append(
                Note(
                    code: "ingest.json-name-never-found", severity: .warning,
                    text: "no record has \(missing.joined(separator: ", "))", cause: "the mapping names it",
                    remedy: "correct `from:` in the mapping"))
        }
        if !otherLists.isEmpty {
            let names = otherLists.prefix(12).map { "'\(shownName($0))'" }.joined(separator: ", ")
            notes.append(
                Note(
                    code: "ingest.json-other-lists", severity: .info,
                    text: "the file has other lists of records, which are not read: \(names)",
                    cause: "the first list is read unless another one is declared",
                    remedy: "declare the one that is meant under `format: {records: …}` in the mapping"))
        }
        return notes
    }

    private static func listed(_ counts: [String: Int]) -> String {
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(12).map { "'\(shownName($0.key))' in \($0.value)" }.joined(separator: ", ")
        return shown + (sorted.count > 12 ? " and \(sorted.count - 12) more" : "")
    }
}

/// A name that a file gives as messages show it: short, and without the personal data that names can be made of as well as values.
func shownName(_ name: String) -> String { shortened(PersonalData.masked(name)) }
