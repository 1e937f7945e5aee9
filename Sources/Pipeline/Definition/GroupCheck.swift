import Diagnostics

/// What must hold among rows together, so that no expression over one row can say it.
public enum GroupCheck: Sendable, Hashable {
    /// Of each thing that the keys tell apart, each of some stages comes only after the one before it, or on the same day.
    case sequence(Sequence)
    /// Going from row to row never leads round.
    case acyclic(Circle)

    public struct Sequence: Sendable, Hashable {
        public var keys: [String]
        public var stage: String
        public var day: String
        /// The stages, in their order.
        public var order: [String]
    }

    public struct Circle: Sendable, Hashable {
        public var from: String
        public var to: String
        /// Only rows with the same value of this column are followed; nil for all rows.
        public var within: String?
    }

    /// The columns that hold names, by which rows are told apart.
    var names: [String] {
        switch self {
        case .sequence(let sequence): sequence.keys + [sequence.stage]
        case .acyclic(let circle): [circle.from, circle.to] + [circle.within].compactMap(\.self)
        }
    }

    /// An expression that holds for all rows, to check columns, days and codes by before any row is read.
    var form: String {
        var parts = names.map { "(present(\($0)) or missing(\($0)))" }
        if case .sequence(let sequence) = self {
            let codes = sequence.order.map(Self.quoted).joined(separator: ", ")
            let isOne = "\(sequence.stage) in (\(codes))"
            parts.append("(missing(\(sequence.stage)) or \(isOne) or not (\(isOne)))")
            parts.append(
                "(missing(\(sequence.day)) or \(sequence.day) >= 1970-01-01 or \(sequence.day) < 1970-01-01)")
        }
        return parts.joined(separator: " and ")
    }

    /// What must hold, in words.
    var stated: String {
        switch self {
        case .sequence(let sequence):
            let stages = sequence.order.map { "'\($0)'" }.joined(separator: " before ")
            return "\(stages) of the same \(sequence.keys.joined(separator: " and "))"
        case .acyclic(let circle):
            return "going from '\(circle.from)' to '\(circle.to)' never leads round"
                + (circle.within.map { ", within the same \($0)" } ?? "")
        }
    }

    /// A text as an expression writes it.
    static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}

extension RuleDefinition {
    /// What must hold, as findings state it.
    var stated: String { group?.stated ?? check }

    /// The same rule with the rows that break it known.
    func found(_ broken: BrokenGroups) -> RuleDefinition {
        RuleDefinition(
            id: id, table: table, check: broken.check, reference: reference, group: group, cause: broken.cause,
            severity: severity, messages: messages, isAsked: isAsked, maximumCount: maximumCount,
            maximumShare: maximumShare,
            location: location)
    }
}

/// The rows that break a rule about groups of them.
struct BrokenGroups: Hashable {
    /// Holds for all other rows.
    let check: String
    /// Which groups these are; nil where there are none.
    let cause: String?
}
