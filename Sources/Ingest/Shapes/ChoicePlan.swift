internal import Diagnostics
internal import Records

/// A multiple choice made to fit one file.
struct ChoicePlan: Sendable {
    let choice: Choice
    let role: ChoicePart.Role
    /// The place of the column of each option, or of the one column there is.
    let positions: [Int]
    /// The place of the column with what people wrote themselves; nil when there is none.
    let otherPosition: Int?
    /// What messages call the columns at `positions`.
    let labels: [String]
    /// What else the columns at `positions` are called, in its plain spelling: a text of the header that ends with the option's.
    let texts: [[String]]
    /// What stands for a missing answer in every column of the file.
    let missing: [(written: String, reason: MissingReason)]
}

extension ReadingPlanner {
    /// The plan of a column of a multiple choice; nil when a column that it needs is not there, which is a finding.
    mutating func choicePlan(_ part: ChoicePart, _ column: ColumnMapping, _ label: String) -> ColumnPlan? {
        let choice = part.choice
        let location = choice.location ?? column.location ?? RecordLocation(file: mapping.file)
        var positions: [Int] = []
        switch choice.shape {
        case .columns:
            for option in choice.options {
                guard let found = self.position(ofAny: option.sources, location) else { return nil }
                positions.append(found)
            }
        case .delimited, .single:
            guard let source = choice.source, let found = self.position(ofAny: [source], location) else { return nil }
            positions = [found]
        }
        var other: Int?
        if case .column(let source) = choice.other {
            guard let found = self.position(ofAny: [source], location) else { return nil }
            other = found
        }
        let own: Int? =
            switch part.role {
            case .option(let index): positions.count > 1 ? positions[index] : positions.first
            case .other: other ?? positions.first
            case .text: positions.first
            }
        let plan = ChoicePlan(
            choice: choice, role: part.role, positions: positions, otherPosition: other,
            labels: positions.map(self.label),
            texts: positions.map { position in
                aliases.compactMap { position < $0.count ? plainSpelling($0[position]) : nil }
            }, missing: everywhereMissing)
        let all = [own].compactMap { $0 } + positions + [other].compactMap { $0 }
        return ColumnPlan(
            name: column.name, type: column.type ?? .boolean, form: .choice(plan), sources: all,
            label: own.map(self.label) ?? label, required: false, values: [], missing: [], dictionary: [],
            isOpen: false, range: nil, rangeText: "", datePattern: nil, pattern: nil, check: nil,
            severity: column.severity, decimalMark: decimalMark)
    }
}
