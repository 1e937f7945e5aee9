public import Diagnostics

/// What a text in Markdown has that a report cannot take.
public enum MarkdownError: ExplainedError, Hashable {
    /// Part of Markdown, but not of a report.
    case unsupported(Construct, at: RecordLocation)
    /// A link to something other than a web or e-mail address.
    case address(at: RecordLocation)
    /// Headings of several levels, where a report has one below its sections.
    case headingLevels(at: RecordLocation)
    /// A file in another encoding.
    case notUTF8(at: RecordLocation)

    /// What is not taken.
    public enum Construct: Sendable, Hashable, CaseIterable {
        case html, image, code, codeBlock, quotation, table, rule, nestedList, longPoint, headingInPoint,
            linkDefinition
    }

    /// Where it stands.
    public var location: RecordLocation {
        switch self {
        case .unsupported(_, let location), .address(let location), .headingLevels(let location),
            .notUTF8(let location):
            location
        }
    }

    public var code: String {
        switch self {
        case .unsupported: "markdown.unsupported"
        case .address: "markdown.address"
        case .headingLevels: "markdown.heading-levels"
        case .notUTF8: "markdown.not-utf-8"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .unsupported(let construct, let location):
            Explanation(
                summary: "\(location): a report takes no \(construct.name) from a text",
                cause:
                    "a text has paragraphs, headings, lists, emphasis and links, and nothing of it is left out unsaid",
                remedies: construct.remedies)
        case .address(let location):
            Explanation(
                summary: "\(location): a link leads to no address that a reader of the report can open",
                cause: "an address begins with https://, http:// or mailto:, and has no blanks",
                remedies: ["write the whole address", "leave the link out and keep its words"])
        case .headingLevels(let location):
            Explanation(
                summary: "\(location): this heading is of another level than the first one of the text",
                cause: "a report has one level of headings below its sections, so that both look the same",
                remedies: ["give all headings of a text the same number of '#'"])
        case .notUTF8(let location):
            Explanation(
                summary: "\(location): this line is not in UTF-8",
                cause: "letters such as ä and å would become other signs",
                remedies: ["save the file with the encoding UTF-8"])
        }
    }
}

extension MarkdownError.Construct {
    /// As a message calls it.
    var name: String {
        switch self {
        case .html: "HTML"
        case .image: "image"
        case .code: "code"
        case .codeBlock: "block of code"
        case .quotation: "block of quotation"
        case .table: "table"
        case .rule: "horizontal line"
        case .nestedList: "list within a list"
        case .longPoint: "point with several paragraphs"
        case .headingInPoint: "heading within a point"
        case .linkDefinition: "address that stands apart from its link"
        }
    }

    var remedies: [String] {
        switch self {
        case .html: ["write plain text or Markdown", "write '\\<' for a '<' that is meant as such"]
        case .image: ["show a chart of the report definition", "describe the image in words"]
        case .code: ["leave the backquotes out"]
        case .codeBlock: ["begin the line without blanks or a tab, and leave the backquotes out"]
        case .quotation: ["leave the '>' out and put quotation marks around the text"]
        case .table: ["show a table of the report definition", "write the rows as points of a list"]
        case .rule: ["leave the line out", "divide the text by a heading"]
        case .nestedList: ["write all points in one list", "put a paragraph between two lists"]
        case .longPoint: ["write each point as one paragraph"]
        case .linkDefinition: ["write the link whole: '[words](https://…)'"]
        case .headingInPoint: ["put the heading before the list", "leave the '#' out"]
        }
    }
}
