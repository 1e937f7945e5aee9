/// What a column of a canonical record holds, and so how it is stored and what can be asked of it.
public enum FieldType: Sendable, Hashable {
    /// A person's identifier; becomes a keyed pseudonym while the file is read, and is never stored.
    case person
    /// An identifier of something that is not a person: an event, an organisation, an innovation.
    case identifier
    /// A code of a short list, such as a region, a sector or a wave; at most 240 different codes.
    case code
    /// A calendar day.
    case day
    /// A moment, to the second, without a time zone.
    case moment
    /// A whole number.
    case integer
    /// A number with a fixed number of decimals, kept exactly as a scaled whole number.
    case decimal(places: Int)
    /// Yes or no.
    case boolean
    /// Text that is a name or a title and may be published, such as an innovation's name.
    case title
    /// Free text, kept but never published unless a person has released the row.
    case text
    /// Free text of which only what a person has released is kept: a row that is not released keeps none of it.
    case quotation
    /// Free text of which only the length in characters is kept.
    case textLength
    /// A headcount as written in documents: exact ("24") or approximate ("n. 300", "noin 60").
    case headcount

    /// The name used in definitions.
    public var name: String {
        switch self {
        case .person: "person"
        case .identifier: "identifier"
        case .code: "code"
        case .day: "day"
        case .moment: "moment"
        case .integer: "integer"
        case .decimal: "decimal"
        case .boolean: "boolean"
        case .title: "title"
        case .text: "text"
        case .quotation: "quotation"
        case .textLength: "text-length"
        case .headcount: "headcount"
        }
    }
}
