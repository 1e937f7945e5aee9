/// One column of a canonical record.
public struct RecordField: Sendable, Hashable {
    public let name: String
    public let type: FieldType
    /// Whether a row without it goes to quarantine.
    public let required: Bool

    public init(_ name: String, _ type: FieldType, required: Bool = false) {
        self.name = name
        self.type = type
        self.required = required
    }
}

/// The kinds of record that sources are mapped to; a source may add columns of its own to any of them.
public enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case surveyResponse = "survey-response"
    /// A theme that somebody found in the answer to an open question; an answer has one of these for each of its themes.
    case codedAnswer = "coded-answer"
    case event
    case attendance
    case organisation
    case tie
    case innovation
    case programme
    case phase
    case adoption
    /// One of the elements that make the core of an innovation: what must stay as it is when others use it.
    case coreElement = "core-element"
    /// What an adopter did with one element of an innovation's core.
    case elementUse = "element-use"
    /// Something that a subject is marked with, such as a phenomenon of an innovation or a role of an organisation; it has one of these
    /// for each.
    case label
    /// The membership of an organisation in a consortium, often of several countries.
    case partnership
    case assessment
    case submission
    case participation
    /// What was found out about a participant on some day, such as a job four weeks after leaving.
    case participationEvent = "participation-event"
    case supportedEntity = "supported-entity"
    /// What is financed, such as a project, with where it stands in its programme.
    case operation
    /// A figure of a programme's indicator that is set or was reported: a baseline, a milestone, a target, what selected operations plan,
    /// or what was achieved by a day, as typed from the authority's system.
    case programmeFigure = "programme-figure"
    case activity
    case target
    /// What a measure is meant to give: its output, result and impact in words.
    case measure
    case expenditure
    /// Money set aside for a measure, for a time.
    case budget
    case invitation
    case publishedFigure = "published-figure"

    /// The fields of the kind, in the order in which they are stored.
    public var fields: [RecordField] {
        switch self {
        case .surveyResponse:
            [
                RecordField("respondent", .person, required: true), RecordField("wave", .code, required: true),
                RecordField("survey", .code), RecordField("submitted", .moment),
                RecordField("weight", .decimal(places: 6)),
            ]
        case .codedAnswer:
            [
                RecordField("respondent", .person, required: true), RecordField("wave", .code, required: true),
                RecordField("theme", .code, required: true), RecordField("question", .code),
                RecordField("answered", .day),
                RecordField("coder", .person), RecordField("quote", .quotation), RecordField("released", .boolean),
                RecordField("language", .code),
            ]
        case .event:
            [
                RecordField("event", .identifier, required: true), RecordField("name", .title, required: true),
                RecordField("kind", .code, required: true), RecordField("measure", .code),
                RecordField("start", .day, required: true),
                RecordField("end", .day), RecordField("format", .code), RecordField("place", .title),
                RecordField("region", .code), RecordField("target_group", .title),
                RecordField("cost", .decimal(places: 2)),
            ]
        case .attendance:
            [
                RecordField("event", .identifier, required: true), RecordField("person", .person),
                RecordField("headcount", .headcount), RecordField("registered", .boolean),
                RecordField("attended", .boolean),
                RecordField("mode", .code), RecordField("sector", .code), RecordField("region", .code),
                RecordField("organisation", .identifier),
            ]
        case .organisation:
            [
                RecordField("organisation", .identifier, required: true), RecordField("name", .title, required: true),
                RecordField("business_id", .identifier), RecordField("sector", .code), RecordField("region", .code),
                RecordField("country", .code), RecordField("joined", .day), RecordField("role", .code),
                RecordField("municipality", .identifier), RecordField("public", .boolean),
            ]
        case .tie:
            [
                RecordField("organisation", .identifier, required: true),
                RecordField("other", .identifier, required: true),
                RecordField("kind", .code), RecordField("observed", .day), RecordField("until", .day),
                RecordField("weight", .integer),
            ]
        case .innovation:
            [
                RecordField("innovation", .identifier, required: true), RecordField("name", .title, required: true),
                RecordField("owner", .identifier), RecordField("sector", .code), RecordField("region", .code),
                RecordField("created", .day), RecordField("published", .day), RecordField("modified", .day),
                RecordField("phase", .code), RecordField("funder", .title), RecordField("derived_from", .identifier),
                RecordField("core_fields", .integer), RecordField("core_elements", .integer),
            ]
        case .programme:
            [
                RecordField("programme", .identifier, required: true), RecordField("name", .title, required: true),
                RecordField("organisation", .identifier), RecordField("funder", .title),
                RecordField("period", .title), RecordField("created", .day), RecordField("modified", .day),
                RecordField("actors", .integer), RecordField("innovations", .integer),
            ]
        case .phase:
            [
                RecordField("innovation", .identifier, required: true), RecordField("phase", .code, required: true),
                RecordField("date", .day, required: true),
            ]
        case .adoption:
            [
                RecordField("innovation", .identifier, required: true),
                RecordField("adopter", .identifier, required: true),
                RecordField("stage", .code), RecordField("date", .day, required: true),
                RecordField("learned_from", .identifier),
                RecordField("learned_sector", .code), RecordField("core_kept", .integer),
                RecordField("core_total", .integer),
                RecordField("region", .code), RecordField("sector", .code), RecordField("learned_region", .code),
                RecordField("municipality", .identifier), RecordField("public", .boolean),
            ]
        case .coreElement:
            [
                RecordField("innovation", .identifier, required: true),
                RecordField("element", .identifier, required: true), RecordField("title", .title),
            ]
        case .elementUse:
            [
                RecordField("innovation", .identifier, required: true),
                RecordField("adopter", .identifier, required: true),
                RecordField("element", .identifier, required: true), RecordField("use", .code, required: true),
                RecordField("date", .day),
            ]
        case .label:
            [
                RecordField("subject", .identifier, required: true), RecordField("label", .code, required: true),
                RecordField("kind", .code), RecordField("date", .day),
            ]
        case .partnership:
            [
                RecordField("consortium", .identifier, required: true),
                RecordField("organisation", .identifier, required: true), RecordField("country", .code),
                RecordField("from", .day), RecordField("until", .day),
            ]
        case .assessment:
            [
                RecordField("innovation", .identifier, required: true), RecordField("rater", .person, required: true),
                RecordField("criterion", .code, required: true), RecordField("score", .integer),
                RecordField("round", .integer),
                RecordField("decision", .code), RecordField("date", .day),
            ]
        case .submission:
            [
                RecordField("innovation", .identifier, required: true), RecordField("platform", .code),
                RecordField("date", .day, required: true), RecordField("decision", .code),
                RecordField("decided", .day),
            ]
        case .participation:
            [
                RecordField("person", .person, required: true), RecordField("operation", .code),
                RecordField("entry", .day), RecordField("exit", .day), RecordField("birth_date", .day),
                RecordField("gender", .code), RecordField("labour_status", .code), RecordField("education", .integer),
                RecordField("exit_status", .code), RecordField("status_after", .code),
                RecordField("in_education", .boolean), RecordField("disability", .boolean),
                RecordField("third_country", .boolean), RecordField("foreign_background", .boolean),
                RecordField("minority", .boolean), RecordField("homeless", .boolean),
                RecordField("rural", .boolean), RecordField("other_disadvantage", .boolean),
                RecordField("improved_after", .boolean), RecordField("unemployed_since", .day),
                RecordField("jobless_household", .boolean), RecordField("dependent_children", .boolean),
                RecordField("single_adult_household", .boolean), RecordField("organisation", .identifier),
            ]
        case .participationEvent:
            [
                RecordField("person", .person, required: true), RecordField("operation", .code),
                RecordField("date", .day, required: true), RecordField("status", .code, required: true),
            ]
        case .supportedEntity:
            [
                RecordField("organisation", .identifier, required: true), RecordField("operation", .code),
                RecordField("kind", .code), RecordField("date", .day),
            ]
        case .operation:
            [
                RecordField("operation", .code, required: true), RecordField("name", .title),
                RecordField("programme", .code), RecordField("fund", .code), RecordField("priority", .code),
                RecordField("objective", .code), RecordField("region_category", .code),
                RecordField("beneficiary", .code), RecordField("for_women", .boolean),
                RecordField("for_public_bodies", .boolean), RecordField("selected", .day), RecordField("start", .day),
                RecordField("end", .day), RecordField("cost", .decimal(places: 2)),
            ]
        case .programmeFigure:
            [
                RecordField("indicator", .identifier, required: true), RecordField("kind", .code, required: true),
                RecordField("value", .decimal(places: 4), required: true), RecordField("operation", .code),
                RecordField("programme", .code), RecordField("fund", .code), RecordField("priority", .code),
                RecordField("objective", .code), RecordField("region_category", .code), RecordField("gender", .code),
                RecordField("through", .day), RecordField("source", .title), RecordField("correction", .title),
            ]
        case .activity:
            [
                RecordField("date", .day, required: true), RecordField("channel", .code, required: true),
                RecordField("kind", .code), RecordField("count", .integer),
            ]
        case .target:
            [
                RecordField("measure", .code, required: true), RecordField("indicator", .identifier, required: true),
                RecordField("value", .decimal(places: 4), required: true), RecordField("due", .day),
                RecordField("start", .day),
            ]
        case .measure:
            [
                RecordField("measure", .code, required: true), RecordField("output", .title),
                RecordField("result", .title), RecordField("impact", .title),
            ]
        case .expenditure:
            [
                RecordField("date", .day, required: true), RecordField("measure", .code),
                RecordField("amount", .decimal(places: 2), required: true), RecordField("kind", .code),
            ]
        case .budget:
            [
                RecordField("measure", .code), RecordField("amount", .decimal(places: 2), required: true),
                RecordField("kind", .code), RecordField("from", .day), RecordField("until", .day),
            ]
        case .invitation:
            [RecordField("wave", .code, required: true), RecordField("invited", .headcount, required: true)]
        case .publishedFigure:
            [
                RecordField("figure", .identifier, required: true), RecordField("value", .headcount, required: true),
                RecordField("source", .title), RecordField("date", .day),
            ]
        }
    }

    /// The field that says when a record happened: rows after the as-of day do not count. nil for what has no day of its own, such as
    /// attendances, which have that of their event, or does not happen, such as targets, plans, budgets, the elements of a core and
    /// figures that others published.
    public var date: String? {
        switch self {
        case .surveyResponse: "submitted"
        case .codedAnswer: "answered"
        case .event: "start"
        case .organisation: "joined"
        case .tie: "observed"
        case .innovation, .programme: "created"
        case .phase, .adoption, .elementUse, .label: "date"
        case .assessment, .submission, .participationEvent, .supportedEntity, .activity, .expenditure: "date"
        case .partnership: "from"
        case .participation: "entry"
        case .operation: "selected"
        case .attendance, .coreElement, .target, .measure, .programmeFigure, .budget, .invitation, .publishedFigure: nil
        }
    }
}
