public import Diagnostics

/// A reason why a web report cannot be made.
public enum HTMLReportError: ExplainedError, Hashable {
    /// A file of the templates' folder that is not there or cannot be read.
    case templateNotReadable(name: String, folder: String)
    /// A template that does not parse; the line counts from 1.
    case templateInvalid(name: String, line: Int, problem: String)
    /// A tag that nothing is ever filled into.
    case unknownTag(String, template: String, line: Int, near: String?)
    /// An authority copy is to be laid out by a page that does not say which copy it is.
    case copyNotShown

    public var code: String {
        switch self {
        case .templateNotReadable: "html.template-not-readable"
        case .templateInvalid: "html.template-invalid"
        case .unknownTag: "html.unknown-tag"
        case .copyNotShown: "html.copy-not-shown"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .templateNotReadable(let name, let folder):
            Explanation(
                summary: "\(folder) has no readable '\(name)'",
                cause: "the web report is laid out by the templates of this folder",
                remedies: ["put '\(name)' back, from Reports/templates of the distribution"])
        case .templateInvalid(let name, let line, let problem):
            Explanation(
                summary: "\(name):\(line): the template does not parse: \(problem)",
                remedies: ["close each {{#section}} with {{/section}}, and each {{ with }}"])
        case .unknownTag(let tag, let template, let line, let near):
            Explanation(
                summary: "\(template):\(line): nothing is called '\(tag)' here",
                cause: "a tag without a value would leave a gap that nobody sees",
                remedies: [
                    near.map { "did you mean '\($0)'?" } ?? "see README.md beside the templates for the tags of each"
                ])
        case .copyNotShown:
            Explanation(
                summary: "page.mustache does not say which copy a page is",
                cause: "a page with full counts must say that it is not for publication",
                remedies: ["write {{copyMark}} at the head of the page, as the template of the distribution does"])
        }
    }
}
