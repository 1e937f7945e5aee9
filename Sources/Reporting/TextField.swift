import Definitions

/// A field of another form, such as the final report in EURA, that the content of a section is pasted into as plain text.
public struct TextField: Sendable, Hashable {
    /// What can be left out of a field, named as the block of a report definition that makes it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case heading, paragraph, list, notice, quotes, table, chart, definitions, terms
        case keyFigures = "key-figures"
    }

    /// A stable ASCII slug, unique in the document.
    public var id: String
    /// What the form calls it.
    public var title: String
    /// How many characters it takes at most: UTF-16 units, as a web page counts them.
    public var limit: Int
    /// Whether somebody has seen the limit in the form.
    public var isVerified: Bool
    /// What of the section does not go into the field.
    public var leftOut: Set<Kind>

    public init(id: String, title: String, limit: Int, isVerified: Bool, leftOut: Set<Kind> = []) {
        self.id = id
        self.title = title
        self.limit = limit
        self.isVerified = isVerified
        self.leftOut = leftOut
    }
}

/// The field of a section of a report definition.
public struct FieldDefinition: Sendable {
    public let id: String
    /// A key of the locale.
    public let title: String
    public let limit: Int
    public let isVerified: Bool
    public let leftOut: Set<TextField.Kind>

    /// - Parameter section: The section's id, which is the field's when it has none of its own.
    static func decode(_ node: Definition, section: String, with reader: DefinitionReader) -> FieldDefinition? {
        guard let title = reader.string("title", in: node), let limit = reader.int("limit", in: node) else {
            return nil
        }
        if limit < 1 {
            reader.report(
                "report.limit", at: node["limit"] ?? node, "a field of \(limit) characters takes nothing",
                remedies: ["write how many characters the form takes"])
        }
        let kinds = reader.items("leave-out", in: node).compactMap { item -> TextField.Kind? in
            guard let name = item.string else { return nil }
            if let kind = TextField.Kind(rawValue: name) { return kind }
            reader.reportUnknown(
                name, at: item, as: "a part of a section that a field can leave out",
                among: TextField.Kind.allCases.map(\.rawValue))
            return nil
        }
        return FieldDefinition(
            id: reader.string("id", in: node, default: section), title: title, limit: limit,
            isVerified: reader.bool("verified", in: node, default: false), leftOut: Set(kinds))
    }
}

extension FieldDefinition {
    /// The field in the words of a language.
    public func field(in locale: ReportLocale) -> TextField {
        TextField(id: id, title: locale.text(title), limit: limit, isVerified: isVerified, leftOut: leftOut)
    }
}

extension ReportCheck {
    /// The words that stand around fields.
    func fieldTexts(at root: Definition) {
        for key in TextField.texts + TextField.Kind.allCases.map({ "field.kind.\($0.rawValue)" }) {
            require(key, at: root.location)
        }
    }
}

extension TextField {
    /// Keys of the texts that every report with fields needs.
    static let texts = [
        "field.heading", "field.counting", "field.check-limits", "field.count", "field.unverified", "field.excess",
        "field.left-out", "field.empty", "field.chart", "field.table", "field.note", "field.source", "field.mark",
        "field.target",
    ]
}
