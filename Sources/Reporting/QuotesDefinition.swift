import Definitions
public import Diagnostics
import Indicators

/// Quotations under their themes, at most so many of each.
public struct QuotesDefinition: Sendable {
    /// The code of an indicator of kind mention-share that has quotations.
    public let indicator: String
    /// How many quotations of a theme are shown at most.
    public let most: Int
    /// A key of the locale for whom a quotation is attributed to, with `{group}` for the level; the level's title alone when nil.
    public let attribution: String?
    public let location: RecordLocation

    static let usualMost = 3

    static func decode(_ node: Definition, with reader: DefinitionReader) -> QuotesDefinition? {
        let most = reader.int("most", in: node, default: usualMost)
        if most < 1 {
            reader.report(
                "report.quotes", at: node["most"] ?? node, "'most' is less than one quotation of each theme",
                remedies: ["write a number from 1 on", "take the block out"])
        }
        return reader.string("indicator", in: node).map {
            QuotesDefinition(
                indicator: $0, most: max(1, most), attribution: reader.optionalString("attribution", in: node),
                location: node.location)
        }
    }
}

extension ReportCheck {
    /// Checks a block of quotations.
    func quotes(_ node: Definition) {
        require("quotation.marked", at: node.location)
        text(node["attribution"])
        guard let code = node["indicator"], let name = code.string, let indicator = indicator(name, at: code.location)
        else { return }
        if case .mentionShare(_, let mentions) = indicator.calculation, mentions.quotes != nil { return }
        reader.report(
            "report.no-quotations", at: code.location, "'\(name)' has no quotations",
            cause: "only an indicator of kind mention-share with 'quotes' has some",
            remedies: ["name such an indicator", "add 'quotes: {text: …}' to its calculation"])
    }
}
