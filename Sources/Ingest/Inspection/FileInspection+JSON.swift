extension FileInspection {
    /// The bytes of records that are looked at.
    private static let byteLimit = 64 << 20

    /// The content of a JSON or JSON Lines file.
    static func json(_ source: SourceFile, _ kind: DeclaredFormat.Kind) throws(IngestError) -> Content {
        let reader = try JSONReader(source, layout: kind == .jsonl ? .lines : .document(path: nil))
        // What inspection looks at is read twice: once for the names, of all these records, and once for their values.
        var limits = JSONLimits()
        limits.sampleRecords = rowLimit
        limits.sampleBytes = byteLimit
        let columns = try JSONColumns(reader, file: source.displayName, wanted: [], limits: limits)
        var cells = JSONRows(columns)
        var rows: [[String]] = []
        var lines: [Int] = []
        var faults: [(line: Int, fault: JSONFault)] = []
        var faulty = 0
        var bytes = 0
        let ending = try reader.read { (number, parsed, size) throws(IngestError) in
            if rows.count + faulty == rowLimit || bytes >= byteLimit { return false }
            bytes += size
            switch parsed {
            case .success(let record):
                rows.append(cells.row(number, record).cells.map(WorkbookRowBatch.text))
                lines.append(number)
            case .failure(let problem):
                if faults.isEmpty { faults.append((number, problem.fault)) }
                faulty += 1
            }
            return true
        }
        var notes = cells.notes(otherLists: ending.otherLists).map(\.text)
        if let first = faults.first {
            notes.append(
                "\(faulty) \(faulty == 1 ? "line is" : "lines are") no record; line \(first.line): \(first.fault.description)"
            )
        }
        return Content(
            header: columns.names, headerRow: 1, rows: rows, lines: lines, isWhole: ending.isWhole,
            verdict: JSONFit.verdict(reader.layout, ending.path), notes: notes, records: ending.path)
    }
}
