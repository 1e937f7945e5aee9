import Diagnostics
import Foundation
import HTMLReport
import Reporting
import Testing

@Suite struct TemplateTests {
    /// A copy of the templates with one of them changed.
    private func withTemplates<Result>(_ name: String, _ text: String?, _ body: (String) throws -> Result) throws
        -> Result
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)")
        try FileManager.default.copyItem(
            at: repository.appending(path: "Reports/templates").resolvingSymlinksInPath(), to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try FileManager.default.removeItem(at: file)
        if let text { try text.write(to: file, atomically: true, encoding: .utf8) }
        return try body(folder.path)
    }

    @Test func namesATagThatIsNeverFilledAndTheOneThatWasMeant() throws {
        try withTemplates("notice.mustache", "<aside>\n<p>{{contnt}}</p>\n</aside>\n") { folder in
            let error = #expect(throws: HTMLReportError.self) { _ = try HTMLReportWriter(templates: folder) }
            #expect(error == .unknownTag("contnt", template: "notice.mustache", line: 2, near: "content"))
            #expect(error?.rendered().contains("did you mean 'content'?") == true)
        }
        try withTemplates("notice.mustache", "<p>{{text.notise}}</p>{{>contents}}") { folder in
            let error = #expect(throws: HTMLReportError.self) { _ = try HTMLReportWriter(templates: folder) }
            #expect(error == .unknownTag("text.notise", template: "notice.mustache", line: 1, near: "text.notice"))
        }
        try withTemplates("notice.mustache", "{{>content}}") { folder in
            let error = #expect(throws: HTMLReportError.self) { _ = try HTMLReportWriter(templates: folder) }
            #expect(error == .unknownTag("content", template: "notice.mustache", line: 1, near: "contents"))
        }
    }

    @Test func saysWhereATemplateDoesNotParse() throws {
        try withTemplates("list.mustache", "<ul>\n{{#items}}\n<li>{{.}}</li>\n{{/title}}\n</ul>") { folder in
            let error = #expect(throws: HTMLReportError.self) { _ = try HTMLReportWriter(templates: folder) }
            guard case .templateInvalid("list.mustache", 4, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test(arguments: ["page.mustache", "table.mustache", "report.css"])
    func namesAFileThatIsMissing(_ name: String) throws {
        try withTemplates(name, nil) { folder in
            let error = #expect(throws: HTMLReportError.self) { _ = try HTMLReportWriter(templates: folder) }
            #expect(error == .templateNotReadable(name: name, folder: folder))
        }
    }

    /// A page with full counts is never laid out without the line that says so.
    @Test func anAuthorityCopyNeedsItsMark() throws {
        var document = Sample.document()
        document.information.copyMark = "Julkinen & suojattu"
        let folder = repository.appending(path: "Reports/templates").path
        #expect(
            try HTMLReportWriter(templates: folder).html(document).contains(
                "<p class=\"copy-line\">Julkinen &amp; suojattu</p>"))
        let page = try String(contentsOfFile: folder + "/page.mustache", encoding: .utf8)
        document.information.copy = .authority
        document.information.copyMark = "Viranomaiskopio"
        document.information.copyNotice = "Ei & julkaistavaksi"
        let shown = try HTMLReportWriter(templates: folder).html(document)
        #expect(shown.contains("<strong>Viranomaiskopio</strong> <span>Ei &amp; julkaistavaksi</span>"))
        #expect(shown.contains("<title>Viranomaiskopio – ") && !shown.contains("copy-line\">"))
        try withTemplates("page.mustache", page.replacing("{{copyMark}}", with: "")) { folder in
            let writer = try HTMLReportWriter(templates: folder)
            let error = #expect(throws: HTMLReportError.self) { _ = try writer.html(document) }
            #expect(error == .copyNotShown)
            #expect(try writer.html(Sample.document()).contains("Pilottivuosi"))
        }
    }

    @Test func aChangedTemplateChangesThePage() throws {
        try withTemplates("notice.mustache", "{{! ours }}<div class=\"ours\">{{content}}</div>\n") { folder in
            let page = try HTMLReportWriter(templates: folder).html(Sample.document())
            #expect(page.contains("<div class=\"ours\">Luku on arvio.</div>"))
        }
    }
}
