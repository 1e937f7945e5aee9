import Diagnostics
import Foundation
import Pipeline
import Testing

/// Texts that staff write, from their files to the page, the workbook and the fields of a form.
@Suite(.serialized) struct StaffTextTests {
    private static let build = "build/medical-innovation"
    private static let texts = "\(LawTests.folder)/texts"

    /// A small pipeline with a report of two chapters, one of them a text of staff.
    private static func open(
        _ lessons: String? = "We saw {adopters} **doctors**.\n", limit: Int = 200, more: String = ""
    ) throws -> Workspace {
        let workspace = try LawTests.open()
        try workspace.write(
            """
            kaiku: 1
            report: closing
            title: final.title
            texts: texts
            sections:
              - id: lessons
                title: final.lessons
                field: {title: final.field.lessons, limit: \(limit), leave-out: [table]}
                blocks:
                  - text: lessons
                  - key-figures: [adopters]
                  - heading: section.summary
                  - table:
                      id: months
                      title: column.adoptions
                      rows: {dimension: month}
                      columns: [{id: adoptions, indicator: monthly}]
            \(more)
            """, to: "\(LawTests.folder)/report.yaml")
        try FileManager.default.createDirectory(
            atPath: "\(workspace.path)/\(texts)", withIntermediateDirectories: true)
        if let lessons { try workspace.write(lessons, to: "\(texts)/lessons.en.md") }
        return workspace
    }

    private static func run(_ workspace: Workspace) throws -> RunSummary {
        try workspace.run("\(LawTests.folder)/pipeline.yaml")
    }

    @Test func standInThePageAndInTheFields() throws {
        let workspace = try Self.open("## What *worked*\n\n1. We saw {adopters} **doctors** & \\<more>.\n")
        let summary = try Self.run(workspace)
        #expect(summary.findings.isEmpty, "\(summary.findings.map(\.rendered))")
        let adopters = Int(try workspace.results(Self.build).value("adopters") ?? 0)
        let page = try workspace.text("\(Self.build)/closing.en.html")
        #expect(page.contains("<h3 class=\"heading\">What worked</h3>"))
        #expect(page.contains("We saw \(adopters) <strong>doctors</strong> &amp; &lt;more&gt;."))
        let field = try workspace.text("\(Self.build)/closing-fields/lessons.en.txt")
        let words = "What worked\r\n\r\n1. We saw \(adopters) doctors & <more>.\r\n\r\nAdopters: \(adopters)"
        #expect(field.hasPrefix(words), "\(field)")
        #expect(!field.contains("1953"))
        let all = try workspace.text("\(Self.build)/closing.en.txt")
        #expect(all.contains("\r\n\(field.utf16.count) / 200 characters"), "\(all)")
        #expect(all.contains("limit not checked") && all.contains("have not been checked in EURA"))
        #expect(all.contains("Left out of the field: tables."))
        #expect(all.contains(field))
        #expect(
            summary.outputs.map { $0.split(separator: "/").last }.contains("closing-fields"), "\(summary.outputs)")
        // Nothing changed, so nothing is built; another text is another build.
        #expect(try Self.run(workspace).isUnchanged)
        try workspace.write("Another text.\n", to: "\(Self.texts)/lessons.en.md")
        let again = try Self.run(workspace)
        #expect(!again.isUnchanged && again.build != summary.build)
        #expect(try workspace.text("\(Self.build)/closing.en.html").contains("Another text."))
    }

    @Test(arguments: [nil, "", "\n\n"]) func whatIsNotWrittenYetIsToldAndBuilt(text: String?) throws {
        let workspace = try Self.open(text)
        let summary = try Self.run(workspace)
        let findings = summary.findings.filter { $0.code == "report.unwritten-text" }
        #expect(findings.count == 1 && findings.first?.severity == .warning)
        let words = findings.first?.rendered ?? ""
        #expect(words.contains("texts/lessons.en.md") && words.contains("not written in en"), "\(words)")
        #expect(try workspace.text("\(Self.build)/closing.en.html").contains("This text has not been written yet."))
        #expect(
            try workspace.text("\(Self.build)/closing-fields/lessons.en.txt").hasPrefix(
                "This text has not been written yet.\r\n"))
        // The text is written after all.
        try workspace.write("Here it is.\n", to: "\(Self.texts)/lessons.en.md")
        #expect(try Self.run(workspace).findings.isEmpty)
    }

    @Test func aTextUnderAWrongNameIsFound() throws {
        let workspace = try Self.open(nil)
        try workspace.write("Here it is.\n", to: "\(Self.texts)/lesson.en.md")
        try workspace.write("Notes.\n", to: "\(Self.texts)/README.txt")
        let findings = try Self.run(workspace).findings.map(\.rendered).joined(separator: "\n")
        #expect(findings.contains("rename 'lesson.en.md' to 'lessons.en.md'"), "\(findings)")
        #expect(findings.contains("report.unused-text") && findings.contains("name it for the text 'lessons'"))
        #expect(!findings.contains("README"))
    }

    @Test func aFieldThatIsTooLongIsWarnedOf() throws {
        // 60 letters, of which one is outside the Basic Multilingual Plane and counts twice.
        let workspace = try Self.open(String(repeating: "a", count: 59) + "😀\n", limit: 61)
        let summary = try Self.run(workspace)
        let words = summary.findings.map(\.rendered).joined(separator: "\n")
        #expect(summary.findings.map(\.code) == ["field.too-long"], "\(words)")
        let field = try workspace.text("\(Self.build)/closing-fields/lessons.en.txt")
        let excess = field.utf16.count - 61
        #expect(excess > 0 && field.contains("😀"))
        #expect(words.contains("\(excess) more than the 61"), "\(words)")
        let again = try Self.run(workspace)
        #expect(again.isUnchanged && again.findings == summary.findings)
        #expect(try workspace.text("\(Self.build)/closing.en.txt").contains("\(excess) characters too many"))
    }

    @Test(arguments: [
        ("Fine.\n\n| a | b |\n| - | - |\n", "lessons.en.md:3", "error[markdown.unsupported]"),
        ("<p>a</p>\n", "lessons.en.md:1", "error[markdown.unsupported]"),
        ("Fine\nand {adoptors}.\n", "lessons.en.md:2", "write 'adopters'"),
    ])
    func whatCannotStandInAReportEndsTheBuild(text: String, place: String, words: String) throws {
        let workspace = try Self.open(text)
        for command in ["check", "run"] {
            let outcome = try Command.run(command, "\(LawTests.folder)/pipeline.yaml", in: workspace)
            #expect(outcome.status == 1)
            #expect((outcome.output + outcome.error).contains(place), "\(outcome.output)\(outcome.error)")
            #expect((outcome.output + outcome.error).contains(words), "\(outcome.output)\(outcome.error)")
        }
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.path)/\(Self.build)"))
    }

    @Test func personalDataInATextEndsTheBuild() throws {
        for outputs in ["{figures: false}", "{figures: false, html: false, excel: false}"] {
            let workspace = try Self.open("Ask [her](mailto:someone@example.com).\n")
            try workspace.replace(
                "outputs: {figures: false}", with: "outputs: \(outputs)", in: "\(LawTests.folder)/pipeline.yaml")
            let outcome = try Command.run("run", "\(LawTests.folder)/pipeline.yaml", in: workspace)
            #expect(outcome.status == 4, "\(outcome.output)\(outcome.error)")
        }
    }

    @Test func aFolderThatIsNotThereIsAMistake() throws {
        let workspace = try Self.open()
        try workspace.replace("texts: texts", with: "texts: text", in: "\(LawTests.folder)/report.yaml")
        let outcome = try Command.run("check", "\(LawTests.folder)/pipeline.yaml", in: workspace)
        #expect(outcome.status == 1)
        #expect((outcome.output + outcome.error).contains("report.no-text-folder"), "\(outcome.output)")
    }

    /// The sample's own report: every text in every language, within what its fields take.
    @Test func theFinalReportOfTheSampleIsWhole() throws {
        let workspace = try Workspace()
        try workspace.write(
            try workspace.text("Pipelines/osaamiskeskus.yaml")
                + "outputs: {excel: false, html: false, figures: false}\n",
            to: "Pipelines/osaamiskeskus.yaml")
        let summary = try workspace.run()
        let told = summary.findings.filter { $0.code.hasPrefix("field.") || $0.code.hasPrefix("report.") }
        #expect(told.isEmpty, "\(told.map(\.rendered))")
        for language in ["fi", "sv", "en"] {
            let text = try workspace.text("build/osaamiskeskus/final-report.\(language).txt")
            #expect(!text.contains("⟦") && !text.contains("{"), "\(language)")
            #expect(text.components(separatedBy: String(repeating: "=", count: 72)).count == 21, "\(language)")
        }
        let goals = try workspace.text("build/osaamiskeskus/final-report-fields/goals.fi.txt")
        #expect(goals.contains("1. vahvistaa ja jakaa osaamista\r\n2. koota"))
        #expect(goals.contains("tavoite oli 3 ja toteuma 1."))
    }
}
