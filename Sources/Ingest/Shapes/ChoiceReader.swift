internal import Diagnostics
internal import Microdata
internal import Records

/// Reads the cells of a multiple choice for all of its columns at once, batch by batch.
final class ChoiceReader {
    /// What an option is in a row: 0 not chosen, 1 chosen, and above the reason for a missing answer.
    typealias State = UInt8
    private static let empty: State = .max
    private static let firstMissing: State = 2

    let plan: ChoicePlan
    private let choice: Choice
    private let delimited: DelimitedChoice?
    /// What cells say, for each column of the question.
    private let words: [SpellingTable]
    private let plainWords: [[String: Int64]]
    private var remembered: [String: DelimitedChoice.Reading] = [:]
    private static let mostRemembered = 4096
    private var states: [State] = []
    private var width: Int { choice.options.count + 1 }
    /// What people wrote for an option of their own, in rows where they did.
    private(set) var texts: [Int: String] = [:]

    init(_ plan: ChoicePlan) {
        self.plan = plan
        choice = plan.choice
        delimited = choice.shape == .columns ? nil : DelimitedChoice(choice)
        let missing = choice.missing.map { (written: $0.written, reason: $0.reason) } + plan.missing
        var words: [SpellingTable] = []
        var plain: [[String: Int64]] = []
        for position in plan.positions.indices {
            var meanings = missing.map { ($0.written, Int64($0.reason.rawValue + Self.firstMissing)) }
            if choice.shape == .columns {
                meanings += choice.chosen.map { ($0, 1) } + choice.notChosen.map { ($0, 0) }
                meanings += choice.options[position].spellings.map { ($0, 1) }
            }
            let table = SpellingTable()
            for (written, meaning) in meanings.reversed() { table.insert(written, meaning: meaning) }
            words.append(table)
            plain.append(
                Dictionary(meanings.map { (plainSpelling($0.0), $0.1) }, uniquingKeysWith: { first, _ in first }))
        }
        self.words = words
        plainWords = plain
    }

    /// What an option is in a row of the batch that was read last; the one after the options is "something else".
    func state(_ row: Int, _ option: Int) -> Int64 {
        let state = states[row * width + option]
        guard state >= Self.firstMissing else { return Int64(state) }
        return .missing(MissingReason(rawValue: state - Self.firstMissing) ?? .notAnswered)
    }

    /// Reads a batch of rows.
    ///
    /// - Parameter fields: Gives the fields of a source column.
    func read(_ count: Int, _ failures: inout [RowFailure], _ fields: (Int) -> FieldBatch) {
        states = [State](repeating: Self.empty, count: count * width)
        texts.removeAll(keepingCapacity: true)
        if let position = plan.otherPosition {
            let batch = fields(position)
            for row in 0..<count {
                let (start, end) = batch.trimmed(row)
                if start < end, !isMissing(batch, row, 0) { states[row * width + width - 1] = 1 }
            }
        }
        if delimited == nil {
            for (option, position) in plan.positions.enumerated() {
                readColumn(option, fields(position), count, &failures)
            }
            for row in 0..<count { settle(row) }
        } else {
            readCells(fields(plan.positions[0]), count, &failures)
        }
    }

    private func isMissing(_ batch: FieldBatch, _ row: Int, _ column: Int) -> Bool {
        (meaning(batch, row, column) ?? 0) >= Int64(Self.firstMissing)
    }

    /// What a cell says by the words for it; nil when they have none.
    private func meaning(_ batch: FieldBatch, _ row: Int, _ column: Int) -> Int64? {
        let (start, end) = batch.trimmed(row)
        if let exact = unsafe words[column].meaning(batch.bytes + start, end - start) { return exact }
        guard end - start <= 400 else { return nil }
        let text = plainSpelling(batch.text(row))
        guard let plain = plainWords[column][text] ?? (isOwnText(text, column) ? 1 : nil) else { return nil }
        unsafe words[column].insert(batch.bytes + start, end - start, meaning: plain)
        return plain
    }

    /// Whether a cell says what the header says of its column, as Qualtrics ticks an option.
    private func isOwnText(_ text: String, _ column: Int) -> Bool {
        choice.shape == .columns && plan.texts[column].contains { OptionText.ends($0, with: text) }
    }

    private func readColumn(_ option: Int, _ batch: FieldBatch, _ count: Int, _ failures: inout [RowFailure]) {
        for row in 0..<count {
            let (start, end) = batch.trimmed(row)
            if start == end { continue }
            if let meaning = meaning(batch, row, option) {
                states[row * width + option] = State(truncatingIfNeeded: meaning)
            } else {
                failures.append(
                    RowFailure(
                        row: row, column: plan.labels[option],
                        problem: unknown(
                            batch.text(row), among: [choice.chosenWord, choice.notChosenWord].compactMap(\.self),
                            near: [])))
            }
        }
    }

    /// Decides what the empty cells of a row mean, from those that are not.
    private func settle(_ row: Int) {
        let cells = row * width..<(row + 1) * width
        let isAnswered = states[cells].contains(1)
        let declined = states[cells].contains(0)
        let reason = states[cells].first { $0 >= Self.firstMissing && $0 != Self.empty }
        for cell in cells where states[cell] == Self.empty {
            states[cell] =
                isAnswered ? 0 : declined ? Self.firstMissing + MissingReason.notAnswered.rawValue : reason ?? nothing
        }
        // "Something else" has no cell that could say no.
        if !isAnswered, declined { states[cells.upperBound - 1] = 0 }
    }

    private var nothing: State { choice.nothing.map { Self.firstMissing + $0.rawValue } ?? 0 }

    private func readCells(_ batch: FieldBatch, _ count: Int, _ failures: inout [RowFailure]) {
        for row in 0..<count {
            let base = row * width
            let (start, end) = batch.trimmed(row)
            let hasOther = states[base + width - 1] == 1
            func fill(_ state: State) {
                for option in 0..<width where states[base + option] == Self.empty { states[base + option] = state }
            }
            if start == end {
                fill(hasOther ? 0 : nothing)
                continue
            }
            if let meaning = meaning(batch, row, 0) {
                fill(State(truncatingIfNeeded: meaning))
                continue
            }
            let reading = reading(batch.text(row))
            for option in reading.options { states[base + option] = 1 }
            if !reading.rest.isEmpty {
                if choice.other == .rest {
                    states[base + width - 1] = 1
                    if let place = choice.options.firstIndex(where: { $0.code == Choice.otherCode }) {
                        states[base + place] = 1
                    }
                    texts[row] = reading.rest.joined(separator: choice.separator)
                } else {
                    for rest in reading.rest {
                        failures.append(
                            RowFailure(
                                row: row, column: plan.labels[0],
                                problem: unknown(rest, among: choice.labels, near: choice.spellings)))
                    }
                }
            }
            if reading.isAmbiguous {
                failures.append(
                    RowFailure(
                        row: row, column: plan.labels[0],
                        problem: .ambiguousChoice(taken: reading.options.map { choice.options[$0].code }),
                        severity: .warning))
            }
            fill(0)
        }
    }

    private func reading(_ cell: String) -> DelimitedChoice.Reading {
        if let known = remembered[cell] { return known }
        let reading = delimited?.read(cell) ?? DelimitedChoice.Reading()
        // What people write themselves comes once; remembering it would only cost.
        if reading.rest.isEmpty, remembered.count < Self.mostRemembered { remembered[cell] = reading }
        return reading
    }

    private func unknown(_ text: String, among codes: [String], near names: [String]) -> RowIssue.Problem {
        let isQuotable = PersonalData.first(in: text) == nil
        return .unknownCode(
            value: isQuotable ? shortened(text) : nil, codes: codes,
            near: isQuotable ? nearestName(to: text, in: names) : nil)
    }
}
