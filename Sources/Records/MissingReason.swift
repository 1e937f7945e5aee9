/// Why an answer is missing. Missing is never zero, an empty text, or NaN.
public enum MissingReason: UInt8, Sendable, Hashable, CaseIterable, Codable {
    /// The field was asked and left empty.
    case notAnswered = 0
    /// The question was not put to this person, or the source has no such column.
    case notAsked = 1
    /// The person declined.
    case refused = 2
    /// "Don't know", which is not a point of the scale.
    case doesNotKnow = 3
    /// The question does not apply to this person.
    case notApplicable = 4
    /// The person left before reaching the question.
    case notReached = 5

    /// The name used in definitions and results.
    public var name: String {
        switch self {
        case .notAnswered: "not-answered"
        case .notAsked: "not-asked"
        case .refused: "refused"
        case .doesNotKnow: "does-not-know"
        case .notApplicable: "not-applicable"
        case .notReached: "not-reached"
        }
    }

    /// The reason of a name used in definitions; nil when there is none.
    public init?(name: String) {
        guard let reason = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = reason
    }
}
