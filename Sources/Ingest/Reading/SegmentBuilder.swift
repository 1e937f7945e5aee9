internal import Diagnostics
internal import Microdata
internal import Records

/// What came out of some consecutive rows of a source.
struct SegmentParts {
    var rowCount = 0
    var columns: [NamedColumn] = []
    /// A hash of each kept row's unique columns; 0 where a part is missing. Empty when nothing must be unique.
    var keys: [UInt64] = []
    var rowsRead = 0
    var quarantined = 0
    var excluded = 0
    /// Of the excluded rows, how many each of the plan's rules leaves out.
    var exclusions: [Int] = []
    var log = IssueLog()
    var corrections: [CorrectionOutcome] = []
}

/// Builds the columns of one segment after the other from batches of rows. Each thread has its own.
@safe final class SegmentBuilder {
    let plan: ReadingPlan
    private let file: String
    private let sheet: String?
    private let builders: [any ColumnBuilder]
    /// Those of the builders that look at several columns, in the same places.
    private let wide: [(any WideColumnBuilder)?]
    private let patterns: [(builder: Int, regex: Regex<AnyRegexOutput>, text: String)]
    private let checks: [(builder: Int, identifier: CheckedIdentifier)]
    private let lines = NumberStore()
    private let lineValues = Buffer<Int64>(capacity: 1)
    private let keys = Buffer<UInt64>(capacity: 1)
    private let mergedStarts = Buffer<UInt32>(capacity: 1)
    private let mergedEnds = Buffer<UInt32>(capacity: 1)
    private let cleaner: CellCleaner?
    private let unpivoted: UnpivotedBatch?
    private let exclusions: ExclusionTest?
    private let rowNumbers = RowNumberFields()
    private var parts = SegmentParts()
    private var room = 0
    private let pseudonymiser: Pseudonymiser

    init(
        plan: ReadingPlan, file: String, sheet: String? = nil, quote: UInt8?, pseudonymiser: Pseudonymiser
    ) {
        self.plan = plan
        self.file = file
        self.sheet = sheet
        self.pseudonymiser = pseudonymiser
        cleaner = plan.format.flatMap(CellCleaner.init)
        unpivoted = plan.unpivot.map(UnpivotedBatch.init)
        exclusions = ExclusionTest(plan.exclusions)
        let quote = cleaner == nil && unpivoted == nil ? quote : nil
        var readers: [String: ChoiceReader] = [:]
        builders = plan.columns.map { column in
            switch column.form {
            case .constant(let value): ConstantBuilder(column, value, pseudonymiser: pseudonymiser)
            case .person(let upper):
                PersonBuilder(
                    column, upper: upper, pseudonymiser: pseudonymiser,
                    variants: plan.variants.flatMap { $0.column == column.name ? $0.collector : nil })
            case .identifier:
                if let places = column.places { PlaceBuilder(column, places) } else { IdentifierBuilder(column) }
            case .code: if let places = column.places { PlaceBuilder(column, places) } else { CodeBuilder(column) }
            case .day: DayBuilder(column)
            case .moment: MomentBuilder(column)
            case .number(let places): NumberBuilder(column, places: places)
            case .text: TextBuilder(column)
            case .quotation(let release): QuotationBuilder(column, release)
            case .textLength: TextLengthBuilder(column, quote: quote)
            case .headcount: HeadcountBuilder(column)
            case .choice(let choice):
                choiceBuilder(column, choice, &readers)
            }
        }
        wide = builders.map { $0 as? any WideColumnBuilder }
        // The definition was checked when it was decoded, so that every pattern compiles.
        patterns = plan.columns.enumerated().compactMap { index, column in
            column.pattern.flatMap { text in (try? Regex(text)).map { (index, $0, text) } }
        }
        checks = plan.columns.enumerated().compactMap { index, column in column.check.map { (index, $0) } }
    }

    /// Starts a segment of at most `rows` rows.
    func begin(rows: Int) {
        parts = SegmentParts()
        parts.exclusions = [Int](repeating: 0, count: plan.exclusions.count)
        let rows = rows * plan.mostRecordsPerRow
        room = rows
        for builder in builders { builder.begin(rows: rows) }
        lines.begin(rows: rows)
    }

    /// Counts rows that are read and left out because nothing is written in them.
    func exclude(_ rows: Int) {
        parts.rowsRead += rows * plan.recordsPerRow
        parts.excluded += rows * plan.recordsPerRow
    }

    /// Adds the rows of a batch.
    ///
    /// - Parameters:
    ///   - known: What is wrong with rows of the batch already.
    ///   - refused: Rows between them that no column can be read from, in rising order of their lines.
    func append(
        _ batch: some RowBatch, known: [RowFailure], refused: [(line: Int, problem: RowIssue.Problem)] = []
    ) {
        if let corrections = plan.corrections, !(batch is CorrectedBatch),
            let corrected = CorrectedBatch(batch, corrections, pseudonymiser: pseudonymiser)
        {
            return append(corrected, known: corrected.settling(known, plan), refused: refused)
        }
        parts.rowsRead += refused.count * plan.recordsPerRow
        parts.quarantined += refused.count * plan.recordsPerRow
        let failures: [RowFailure]
        if let unpivoted, batch.count > 0 {
            unpivoted.begin(batch)
            failures = add(unpivoted, known: unpivoted.spread(known, header: plan.header), refused: refused).map {
                RowFailure(
                    row: unpivoted.row(of: $0.row), column: $0.column, problem: $0.problem, severity: $0.severity)
            }
        } else {
            failures = add(batch, known: known, refused: refused)
        }
        if plan.corrections != nil, let corrected = batch as? CorrectedBatch {
            parts.corrections += corrected.outcomes(failures, plan, pseudonymiser)
        }
    }

    /// - Returns: What is wrong with the rows.
    private func add(
        _ batch: some RowBatch, known: [RowFailure], refused: [(line: Int, problem: RowIssue.Problem)]
    ) -> [RowFailure] {
        guard batch.count > 0 else {
            for row in refused { note(row.problem, line: row.line) }
            return known
        }
        let row = parts.rowCount
        var failures = known
        for (place, builder) in builders.enumerated() where !builder.plan.sources.isEmpty {
            let known = failures.count
            defer { weigh(&failures, from: known, builder.plan) }
            if let places = builder as? PlaceBuilder, builder.plan.places?.sources.isEmpty == false {
                places.prepare(batch, &failures) { plan.header[$0] }
            }
            if let wide = wide[place] {
                wide.append(count: batch.count, at: row, &failures) { source(batch, $0, slot: 0, keeping: false) }
            } else if builder.plan.sources.count == 1, let numbers = builder as? NumberBuilder,
                let index = batch.index(of: builder.plan.sources[0])
            {
                numbers.append(index, count: batch.count, at: row, &failures) { fields(batch, builder.plan) }
            } else {
                builder.append(fields(batch, builder.plan), at: row, &failures)
            }
            name(&failures, from: known, builder.plan)
        }
        for (index, regex, text) in patterns {
            let before = failures.count
            check(regex, text, batch, builders[index].plan, &failures)
            weigh(&failures, from: before, builders[index].plan)
        }
        for (index, identifier) in checks {
            let before = failures.count
            check(identifier, batch, builders[index].plan, &failures)
            weigh(&failures, from: before, builders[index].plan)
        }
        lineValues.grow(to: batch.count, keeping: 0)
        for place in 0..<batch.count { unsafe lineValues.start[place] = Int64(batch.line(place)) }
        unsafe lines.set(lineValues.start, count: batch.count, at: row)
        parts.rowsRead += batch.count
        parts.rowCount += batch.count
        let excluded = exclusions?.excluded(batch.count) { source(batch, $0, slot: 0, keeping: false) }
        if !failures.isEmpty || !refused.isEmpty || excluded?.contains(where: { $0 != nil }) ?? false {
            quarantine(failures, refused, batch, from: row, excluded: excluded)
        }
        return failures
    }

    /// Names the file's own columns in failures of cells that became rows.
    private func name(_ failures: inout [RowFailure], from first: Int, _ column: ColumnPlan) {
        guard let unpivoted, let value = plan.unpivot?.valuePosition, column.sources.contains(value) else { return }
        for index in failures.indices.dropFirst(first) {
            failures[index].column = plan.header[unpivoted.column(of: failures[index].row)]
        }
    }

    /// The fields of one source column, without what the file puts around them.
    private func source(_ batch: some RowBatch, _ position: Int, slot: Int, keeping: Bool) -> FieldBatch {
        if position == plan.rowPosition { return rowNumbers.fields(batch) }
        let keeping = keeping && cleaner == nil && unpivoted == nil
        let fields = batch.fields(position, slot: slot, keepingDoubledQuotes: keeping)
        return cleaner?.cleaned(fields, slot: slot) ?? fields
    }

    /// Gives the failures of a column's values the severity that its mapping says.
    private func weigh(_ failures: inout [RowFailure], from first: Int, _ column: ColumnPlan) {
        guard column.severity != .error else { return }
        for index in first..<failures.count { failures[index].severity = column.severity }
    }

    /// A column's fields: of its first source that is not empty, row by row.
    private func fields(_ batch: some RowBatch, _ column: ColumnPlan) -> FieldBatch {
        if plan.corrections != nil, column.sources.count > 1, let corrected = batch as? CorrectedBatch {
            return corrected.fields(ofFirstFilled: column.sources)
        }
        let keeping = if case .textLength = column.form { true } else { false }
        let first = source(batch, column.sources[0], slot: 0, keeping: keeping)
        if column.sources.count == 1 { return first }
        mergedStarts.grow(to: batch.count, keeping: 0)
        mergedEnds.grow(to: batch.count, keeping: 0)
        unsafe mergedStarts.start.update(from: first.starts, count: batch.count)
        unsafe mergedEnds.start.update(from: first.ends, count: batch.count)
        // Slot 0 stays as it is: its bytes may be copies that the next column in the same slot would overwrite.
        let merged = unsafe FieldBatch(
            bytes: first.bytes, starts: mergedStarts.start, ends: mergedEnds.start, count: batch.count)
        for source in column.sources.dropFirst() {
            let next = self.source(batch, source, slot: 1, keeping: keeping)
            for row in 0..<batch.count {
                let (start, end) = merged.trimmed(row)
                guard start == end else { continue }
                unsafe mergedStarts.start[row] = next.starts[row]
                unsafe mergedEnds.start[row] = next.ends[row]
            }
        }
        return merged
    }

    private func check(
        _ regex: Regex<AnyRegexOutput>, _ text: String, _ batch: some RowBatch, _ column: ColumnPlan,
        _ failures: inout [RowFailure]
    ) {
        let fields = fields(batch, column)
        for row in 0..<batch.count {
            let value = fields.text(row)
            if value.isEmpty || (try? regex.wholeMatch(in: value)) != nil { continue }
            if column.missing.contains(where: { $0.written == value }) { continue }
            failures.append(RowFailure(row: row, column: column.label, problem: .noMatch(pattern: text)))
        }
    }

    private func check(
        _ identifier: CheckedIdentifier, _ batch: some RowBatch, _ column: ColumnPlan, _ failures: inout [RowFailure]
    ) {
        let fields = fields(batch, column)
        for row in 0..<batch.count {
            let (start, end) = fields.trimmed(row)
            guard start < end, let fault = unsafe identifier.fault(in: fields.bytes, from: start, to: end) else {
                continue
            }
            if !column.missing.isEmpty {
                let value = fields.text(row)
                if column.missing.contains(where: { $0.written == value }) { continue }
            }
            failures.append(
                RowFailure(
                    row: row, column: column.label,
                    problem: fault == .form ? .noMatch(pattern: identifier.form) : .wrongCheckSign(identifier)))
        }
    }

    /// Notes the failures of a batch in the order of its rows, and takes out those rows that have an error.
    private func quarantine(
        _ failures: [RowFailure], _ rows: [(line: Int, problem: RowIssue.Problem)], _ batch: some RowBatch,
        from row: Int, excluded: [Int?]?
    ) {
        // What is left out by rule is not looked at further, and the records of one row tell the same thing once.
        let failures = excluded.map { excluded in failures.filter { excluded[$0.row] == nil } } ?? failures
        var told: Set<RowIssue> = []
        var rest = rows[...]
        let ordered = failures.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }
        var refused = [Bool](repeating: false, count: batch.count)
        for (_, failure) in ordered {
            let line = batch.line(failure.row)
            while let next = rest.first, next.line < line {
                note(next.problem, line: next.line)
                rest.removeFirst()
            }
            if plan.unpivot == nil || isNew(failure, line, &told) {
                note(failure.problem, line: line, column: failure.column, severity: failure.severity)
            }
            if failure.severity >= .error { refused[failure.row] = true }
        }
        for row in rest { note(row.problem, line: row.line) }
        var excludedRows = 0
        for (row, rule) in (excluded ?? []).enumerated() {
            guard let rule else { continue }
            refused[row] = true
            excludedRows += 1
            parts.exclusions[rule] += 1
        }
        parts.excluded += excludedRows
        let kept = refused.indices.filter { !refused[$0] }
        guard kept.count < batch.count else { return }
        for builder in builders { builder.keep(kept, from: row) }
        lines.keep(kept, from: row)
        parts.quarantined += batch.count - kept.count - excludedRows
        parts.rowCount = row + kept.count
    }

    private func isNew(_ failure: RowFailure, _ line: Int, _ told: inout Set<RowIssue>) -> Bool {
        let place = RecordLocation(file: file, sheet: sheet, line: line, column: failure.column)
        return told.insert(RowIssue(failure.problem, at: place, severity: failure.severity)).inserted
    }

    private func note(
        _ problem: RowIssue.Problem, line: Int, column: String? = nil, severity: Severity = .error
    ) {
        let place = RecordLocation(file: file, sheet: sheet, line: line, column: column)
        parts.log.add(RowIssue(problem, at: place, severity: severity))
    }

    /// The hashes of one column's values; 0 where one is missing.
    private func hashes(of builder: any ColumnBuilder, rows: Int) -> [UInt64] {
        var hashes = [UInt64](repeating: 1, count: rows)
        unsafe hashes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe builder.mix(into: start, rows: rows)
        }
        return hashes
    }

    /// The segment's columns: `_line` first, then those of the plan.
    func finish() -> SegmentParts {
        let rows = parts.rowCount
        if !plan.key.isEmpty {
            keys.grow(to: rows, keeping: 0)
            for row in 0..<rows { unsafe keys.start[row] = 1 }
            if plan.keyIsSymmetric {
                let ends = plan.key.prefix(2).map { hashes(of: builders[$0], rows: rows) }
                for row in 0..<rows { unsafe keys.start[row] = mixedPair(1, ends[0][row], ends[1][row]) }
            }
            for index in plan.key.dropFirst(plan.keyIsSymmetric ? 2 : 0) {
                unsafe builders[index].mix(into: keys.start, rows: rows)
            }
            parts.keys = keys.array(count: rows)
        }
        parts.columns = [
            NamedColumn(name: "_line", type: .integer, column: .integers(lines.values(rows: rows), places: 0))
        ]
        for builder in builders { parts.columns += builder.finish(rows: rows) }
        return parts
    }
}

/// The builder of a column of a multiple choice, which shares the reading of its cells with the others of the question.
private func choiceBuilder(
    _ column: ColumnPlan, _ choice: ChoicePlan, _ readers: inout [String: ChoiceReader]
) -> any ColumnBuilder {
    let known = readers[choice.choice.name]
    let reader = known ?? ChoiceReader(choice)
    readers[choice.choice.name] = reader
    if case .text = choice.role { return ChoiceTextBuilder(column, reader) }
    return ChoiceBuilder(column, choice, reader, reads: known == nil)
}
