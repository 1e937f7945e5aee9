public import Disclosure
public import Records

/// A report in one language, ready to be laid out. Writers compute nothing.
public struct Document: Sendable {
    public var information: DocumentInformation
    public var locale: ReportLocale
    public var sections: [Section]
    /// Notes in their order; cells and titles refer to them by number, from 1.
    public var notes: [String]
    /// What the marks in tables mean, in the document's language.
    public var legend: [LegendEntry]

    public init(
        information: DocumentInformation, locale: ReportLocale, sections: [Section], notes: [String] = [],
        legend: [LegendEntry] = []
    ) {
        self.information = information
        self.locale = locale
        self.sections = sections
        self.notes = notes
        self.legend = legend
    }
}

/// What a document says of itself.
public struct DocumentInformation: Sendable, Hashable {
    /// The file name without language and ending, such as `funder-summary`.
    public var name: String
    public var title: String
    public var subtitle: String
    public var organisation: String
    public var contact: String
    /// The period covered, as the reader sees it.
    public var period: String
    /// The as-of date, as the reader sees it, and as a day for document properties (never the clock).
    public var asOf: String
    public var asOfDay: CalendarDay
    public var keywords: [String]
    public var description: String
    /// Rows of label and value for the cover, such as who made it and how to read it.
    public var facts: [LabelledText]
    /// The build's identity: inputs, pipeline and as-of date hashed.
    public var build: String
    /// Which copy it is, and the line that says so on every page and sheet; empty where nothing is said, as in lists for suppliers.
    public var copy: Copy
    public var copyMark: String
    /// What whoever holds the copy must know besides; empty for the public one.
    public var copyNotice: String

    public init(
        name: String, title: String, subtitle: String, organisation: String, contact: String, period: String,
        asOf: String,
        asOfDay: CalendarDay, keywords: [String], description: String, facts: [LabelledText], build: String,
        copy: Copy = .public, copyMark: String = "", copyNotice: String = ""
    ) {
        self.name = name
        self.title = title
        self.subtitle = subtitle
        self.organisation = organisation
        self.contact = contact
        self.period = period
        self.asOf = asOf
        self.asOfDay = asOfDay
        self.keywords = keywords
        self.description = description
        self.facts = facts
        self.build = build
        self.copy = copy
        self.copyMark = copyMark
        self.copyNotice = copyNotice
    }
}

/// A text with its label.
public struct LabelledText: Sendable, Hashable {
    public var label: String
    public var text: String

    public init(label: String, text: String) {
        self.label = label
        self.text = text
    }
}

/// A mark used in tables, with its meaning.
public struct LegendEntry: Sendable, Hashable {
    public var mark: String
    public var meaning: String

    public init(mark: String, meaning: String) {
        self.mark = mark
        self.meaning = meaning
    }
}

/// A part of a document with its own heading.
public struct Section: Sendable {
    /// A stable ASCII slug, unique in the document: anchors and sheet names are made from it.
    public var id: String
    public var title: String
    /// A short title for sheet tabs and navigation.
    public var shortTitle: String
    public var blocks: [Block]
    /// The field of another form that its content is to be pasted into as plain text; nil for none.
    public var field: TextField?

    public init(id: String, title: String, shortTitle: String, blocks: [Block], field: TextField? = nil) {
        self.id = id
        self.title = title
        self.shortTitle = shortTitle
        self.blocks = blocks
        self.field = field
    }
}

/// A piece of a section.
public enum Block: Sendable {
    case heading(String)
    /// Running text; numbers in it were formatted from protected numbers when the document was made.
    case paragraph(Passage)
    case list([Passage])
    /// What staff wrote: running text in which emphasis and links are kept.
    case prose(Prose)
    /// What persons wrote and have released to be quoted.
    case quotations([QuotedText])
    /// Something the reader must not miss, such as a changed level of detail.
    case notice(Passage)
    case keyFigures([KeyFigure])
    case table(Table)
    case chart(Chart)
    /// How indicators are computed.
    case definitions([IndicatorDefinition])
    /// What terms mean, for a reader who has never met them.
    case terms(TermList)
    /// What it takes to lift a figure or a table into another text.
    case citation(Citation)
    /// Sentences to be quoted, each with what it rests on.
    case sentences([CitedSentence])
}

/// Terms with their meanings, in an order in which none rests on a later one.
public struct TermList: Sendable, Hashable {
    /// The heading; empty for none.
    public var title: String
    public var terms: [Term]

    public init(title: String = "", terms: [Term]) {
        self.title = title
        self.terms = terms
    }
}

/// A term with its meaning, in the document's language.
public struct Term: Sendable, Hashable {
    /// A stable ASCII slug, from which the anchor is made.
    public var key: String
    public var name: String
    public var meaning: String

    public init(key: String, name: String, meaning: String) {
        self.key = key
        self.name = name
        self.meaning = meaning
    }
}

/// What a person wrote: data of a source, never markup.
public struct QuotedText: Sendable, Hashable {
    /// The text on one line, with the quotation marks of the document's language.
    public var text: String
    /// The code of the language in which it is written; nil when that is not known.
    public var language: String?
    /// What is said of the person: the group at most, such as the wave; empty for nothing.
    public var attribution: String

    public init(text: String, language: String? = nil, attribution: String = "") {
        self.text = text
        self.language = language
        self.attribution = attribution
    }
}

/// A headline number.
public struct KeyFigure: Sendable, Hashable {
    /// The indicator's code.
    public var indicator: String
    public var label: String
    public var value: ProtectedNumber
    public var format: NumberFormat
    /// What is counted, after the number, such as `henkilöä`.
    public var unit: String
    /// A line below, such as n and the interval; empty when there is none.
    public var detail: String
    /// The target and how far it is reached; nil when no target is set.
    public var target: TargetComparison?
    /// The section where its table stands.
    public var section: String?

    public init(
        indicator: String, label: String, value: ProtectedNumber, format: NumberFormat, unit: String, detail: String,
        target: TargetComparison? = nil, section: String? = nil
    ) {
        self.indicator = indicator
        self.label = label
        self.value = value
        self.format = format
        self.unit = unit
        self.detail = detail
        self.target = target
        self.section = section
    }
}

/// A target set against what was achieved.
public struct TargetComparison: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable { case met, partly, notMet, unknown }
    public var target: ProtectedNumber
    /// Achieved over target, 0...; withheld when the value is.
    public var share: ProtectedNumber
    public var status: Status
    /// The status in words, in the document's language.
    public var statusText: String

    public init(target: ProtectedNumber, share: ProtectedNumber, status: Status, statusText: String) {
        self.target = target
        self.share = share
        self.status = status
        self.statusText = statusText
    }
}

/// How an indicator is computed, in the document's language.
public struct IndicatorDefinition: Sendable, Hashable {
    public var code: String
    public var title: String
    /// Rows such as definition, formula, unit, source, method, reference.
    public var facts: [LabelledText]

    public init(code: String, title: String, facts: [LabelledText]) {
        self.code = code
        self.title = title
        self.facts = facts
    }
}
