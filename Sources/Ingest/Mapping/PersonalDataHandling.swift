internal import Definitions
internal import Diagnostics
internal import Records

/// What is done with personal data where none belongs: in a column that identifies nobody.
public enum PersonalDataHandling: String, Sendable, Hashable, CaseIterable {
    /// The row goes to quarantine.
    case quarantine
    /// The row is kept. In a text what was found is replaced by `[hetu]`, `[e-mail]` or `[phone]`; any other value becomes missing.
    case mask
    /// The row is kept and the whole value becomes missing.
    case drop
}

extension Mapping {
    /// Decodes `personal-data: {unexpected: …}`.
    static func personalData(_ root: Definition, _ reader: DefinitionReader) -> PersonalDataHandling {
        guard let node = reader.optionalMapping("personal-data", in: root) else { return .quarantine }
        return reader.choice("unexpected", in: node, default: .quarantine)
    }
}

extension ReadingPlan {
    /// What to do about personal data in a source column.
    enum PersonalDataPolicy: Sendable {
        /// It identifies the person of a row, and becomes a pseudonym.
        case expected
        /// The column is left out, so that its rows need not be.
        case warn
        case refuse
        /// What was found is replaced.
        case mask
        /// The whole value becomes missing.
        case blank

        /// How grave a finding is.
        var severity: Severity { self == .refuse ? .error : .warning }
        /// Whether the value is changed and the row kept.
        var changesValue: Bool { self == .mask || self == .blank }
    }

    /// The policy for a source column that others are built from.
    ///
    /// - Parameters:
    ///   - users: The columns built from it, with what the mapping wants for each.
    static func policy(_ users: [(column: ColumnPlan, handling: PersonalDataHandling)]) -> PersonalDataPolicy {
        if users.allSatisfy({ $0.column.type == .person }) { return .expected }
        // A masked value would make one person of many.
        if users.contains(where: { $0.column.type == .person || $0.handling == .quarantine }) { return .refuse }
        // What somebody has released is printed as it was written or not at all.
        if users.contains(where: { $0.column.type == .quotation && $0.handling == .mask }) { return .refuse }
        let areTexts = users.allSatisfy { [.text, .title, .textLength].contains($0.column.type) }
        return areTexts && users.allSatisfy { $0.handling == .mask } ? .mask : .blank
    }
}

/// Values of a batch that are replaced because of personal data in them, by source column and row.
struct MaskedFields {
    struct Field {
        let row: Int
        let policy: ReadingPlan.PersonalDataPolicy
    }

    private(set) var columns: [Int: [Field]] = [:]

    var isEmpty: Bool { columns.isEmpty }

    mutating func removeAll() { columns.removeAll(keepingCapacity: true) }

    mutating func add(row: Int, column: Int, _ policy: ReadingPlan.PersonalDataPolicy) {
        if columns[column]?.last?.row == row { return }
        columns[column, default: []].append(Field(row: row, policy: policy))
    }
}
