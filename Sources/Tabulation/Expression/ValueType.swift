public import Records

/// What the value of an expression is.
public enum ValueType: Sendable, Hashable {
    /// True, false, or unknown where something that it rests on is missing.
    case truth
    /// A whole number, or with `places` a number with that many decimals.
    case number(places: Int)
    case day
    case moment
    /// A code, identifier, title or text.
    case text
    /// A person; can be counted, never shown.
    case person

    /// The words for it in a message.
    var words: String {
        switch self {
        case .truth: "true or false"
        case .number(0): "a whole number"
        case .number: "a number"
        case .day: "a day"
        case .moment: "a moment"
        case .text: "a text"
        case .person: "a person"
        }
    }

    /// What an axis of such values holds.
    var axisType: FieldType {
        switch self {
        case .truth: .boolean
        case .number(let places): places == 0 ? .integer : .decimal(places: places)
        case .day: .day
        case .moment: .moment
        case .text, .person: .code
        }
    }

    var places: Int { if case .number(let places) = self { places } else { 0 } }

    /// What the values of a column of some type are.
    public init(_ type: FieldType) {
        switch type {
        case .person: self = .person
        case .identifier, .code, .title, .text, .quotation: self = .text
        case .day: self = .day
        case .moment: self = .moment
        case .integer, .textLength, .headcount: self = .number(places: 0)
        case .decimal(let places): self = .number(places: places)
        case .boolean: self = .truth
        }
    }
}
