public import Reporting

/// Writes documents as web pages that need nothing beside themselves.
///
/// ```swift
/// let writer = try HTMLReportWriter(templates: "Reports/templates")
/// let page = try writer.html(document, languages: versions)
/// ```
///
/// The page has its style sheet and figures inside, no scripts, and refers to nothing but the other languages' pages
/// and the addresses that staff link to in their texts; a content security policy in it forbids the rest. It is well-formed XML
/// besides being HTML, and the same for the same document.
public struct HTMLReportWriter: Sendable {
    private let templates: TemplateFolder

    /// The names of the files that a folder of templates holds, all of which decide what a page looks like.
    public static var templateFiles: [String] { TemplateFolder.files }

    /// - Parameter folder: Where the templates and `report.css` are.
    /// - Throws: ``HTMLReportError`` when a template is missing, does not parse, or has a tag that is never filled.
    public init(templates folder: String) throws(HTMLReportError) {
        templates = try TemplateFolder(folder)
    }

    /// A document as one page.
    ///
    /// - Parameters:
    ///   - document: What is laid out; its locale has the texts `html.…`.
    ///   - languages: All languages that the report comes in, this one too; fewer than two make no links.
    ///   - options: The look.
    /// - Returns: HTML in UTF-8.
    /// - Throws: ``HTMLReportError`` when the page's template is gone, or says nothing of the copy where that is the authority's.
    /// - Complexity: Linear in the size of the document, besides what its figures take.
    public func html(
        _ document: Document, languages: [LanguageVersion] = [], options: HTMLReportOptions = HTMLReportOptions()
    ) throws(HTMLReportError) -> String {
        guard document.information.copy == .public || templates.showsCopy else { throw .copyNotShown }
        var context = PageContext(document: document, options: options)
        let page = context.page(languages: languages, styleSheet: templates.styleSheet)
        return withoutForbiddenCharacters(try templates.rendered(page))
    }
}
