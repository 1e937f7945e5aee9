import Diagnostics
import Foundation
import Microdata
import Pipeline
import Reporting
import Testing

/// The public copy and the one with full counts: apart in folders, marks and store.
@Suite(.serialized) struct CopyTests {
    private static let mark = "Authority copy: full counts, not for publication"
    private static let publicMark = "Public copy: small counts are protected"

    @Test func fullCountsStandInTheAuthorityCopyOnly() throws {
        let workspace = try CopyFixture.open()
        let published = try CopyFixture.run(workspace)
        let made = try CopyFixture.run(workspace, copy: .authority)
        #expect(made.copy == .authority && published.copy == .public && made.build != published.build)
        #expect(published.withheldPrimary > 0 && made.withheldPrimary + made.withheldSecondary == 0)
        let (open, full) = (
            try workspace.results(CopyFixture.publicFolder), try workspace.results(CopyFixture.authorityFolder)
        )
        #expect(open.object["copy"] as? String == "public" && full.object["copy"] as? String == "authority")
        #expect(open.object["threshold"] as? Int == 5 && full.object["threshold"] as? Int == 1)
        #expect(open.figure("adopters", ["community": "2"])?["withheld"] as? Bool == true)
        #expect(open.value("adopters", ["community": "2"]) == nil)
        for (community, count) in CopyFixture.counts {
            #expect(full.value("adopters", ["community": "\(community)"]) == Double(count))
        }
        // The pages show what the results do.
        func cell(_ page: String) throws -> String? {
            let text = try workspace.text(page)
            return text.firstMatch(of: /City 2<\/th>\s*<td[^>]*>((?s:.*?))<\/td>/).map { String($0.1) }
        }
        #expect(try cell("\(CopyFixture.publicFolder)/diffusion.en.html")?.contains("[c]") == true)
        let page = "\(CopyFixture.authorityFolder)/diffusion.authority.en.html"
        #expect(try cell(page) == "3")
        #expect(try !workspace.text(page).contains("[c]"))
    }

    @Test func everyPageAndSheetSaysWhichCopyItIs() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace)
        try CopyFixture.run(workspace, copy: .authority)
        let open = workspace.contents(of: CopyFixture.publicFolder)
        let full = workspace.contents(of: CopyFixture.authorityFolder)
        for (name, data) in open {
            #expect(!name.contains("authority"), "\(name)")
            #expect(data.range(of: Data(Self.mark.utf8)) == nil, "\(name)")
        }
        let lists = full.keys.filter { $0.hasPrefix("fix-lists/") }
        let unnamed: Set<String> = ["results.json", "build.json", "figures", "fix-lists"]
        for name in full.keys where !unnamed.contains(name) && !lists.contains(name) {
            #expect(name.contains(".authority."), "\(name)")
        }
        for (folder, files, mark) in [
            (CopyFixture.publicFolder, open, Self.publicMark), (CopyFixture.authorityFolder, full, Self.mark),
        ] {
            let pages = files.keys.filter { $0.hasSuffix(".html") }
            // Three reports and the figure book.
            #expect(pages.count == 4)
            for page in pages {
                let text = try workspace.text("\(folder)/\(page)")
                let own =
                    page.hasPrefix("data-quality") && folder == CopyFixture.publicFolder
                    ? "Quality report on the public copy, for internal use: small counts are protected" : mark
                #expect(text.contains(">\(own)<"), "\(page)")
                #expect(text.contains("@top-left { content: \"\(own)\"; }"), "\(page)")
            }
            let texts = files.keys.filter { $0.hasPrefix("figures/") && $0.hasSuffix(".txt") }
            #expect(texts.count == 2)
            for name in texts { #expect(try workspace.text("\(folder)/\(name)").contains(mark), "\(name)") }
        }
        let drawing = try workspace.text("\(CopyFixture.authorityFolder)/figures/months.authority.en.svg")
        #expect(drawing.contains(Self.mark))
        #expect(try workspace.text("\(CopyFixture.authorityFolder)/build.json").contains("\"copy\":\"authority\""))
    }

    @Test func everySheetIsPrintedWithItsMark() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace)
        try CopyFixture.run(workspace, copy: .authority)
        func sheets(_ workbook: String) throws -> (sheets: [String], parts: [String: String]) {
            let parts = try CopyFixture.parts(of: workbook, in: workspace)
            return (parts.filter { $0.key.hasPrefix("xl/worksheets/sheet") }.map(\.value), parts)
        }
        for report in ["diffusion", "funder-summary", "data-quality"] {
            let full = try sheets("\(CopyFixture.authorityFolder)/\(report).authority.en.xlsx")
            #expect(full.sheets.count > 3)
            for sheet in full.sheets {
                #expect(sheet.contains("<oddHeader>") && sheet.contains("<oddFooter>"))
                #expect(sheet.components(separatedBy: Self.mark).count == 3, "at the head and at the foot")
            }
            #expect(full.parts["xl/sharedStrings.xml"]?.contains(Self.mark) == true, "on the screen")
            #expect(full.parts["docProps/core.xml"]?.contains("<cp:contentStatus>\(Self.mark)<") == true)
            let open = try sheets("\(CopyFixture.publicFolder)/\(report).en.xlsx")
            for sheet in open.sheets {
                #expect(sheet.contains("small counts are protected</oddFooter>") && !sheet.contains("<oddHeader>"))
            }
            #expect(!open.parts.values.contains { $0.contains(Self.mark) })
        }
    }

    @Test func anAuthorityCopyIsNoBuildThatOthersAreComparedWith() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace)
        let before = workspace.contents(of: CopyFixture.publicFolder)
        let runs = try CopyFixture.store(workspace).runs()
        #expect(try !CopyFixture.run(workspace, copy: .authority).isUnchanged)
        #expect(workspace.contents(of: CopyFixture.publicFolder) == before)
        #expect(try CopyFixture.run(workspace).isUnchanged)
        #expect(try CopyFixture.run(workspace, copy: .authority).isUnchanged)
        #expect(workspace.contents(of: CopyFixture.publicFolder) == before)
        let store = try CopyFixture.store(workspace)
        #expect(try store.runs() == runs)
        #expect(try store.results(of: runs[0].id).contains { $0.json == "\"withheld\"" })
        #expect(try store.results(of: runs[0].id).allSatisfy { $0.indicator != "adopters" || $0.json != "3.0" })
        let copies = try store.authorityCopies()
        #expect(copies.count == 1 && copies[0].previousRun == runs[0].id && copies[0].files == 1)
        let page = try workspace.text("\(CopyFixture.authorityFolder)/diffusion.authority.en.html")
        #expect(page.contains("The authority copy is not compared with earlier builds."))
    }

    @Test func whatAnAuthorityCopyReadIsNewToTheNextPublicOne() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace)
        var counts = CopyFixture.counts
        counts[3] = 14
        try workspace.write(CopyFixture.text(counts), to: CopyFixture.rows)
        let made = try CopyFixture.run(workspace, copy: .authority)
        #expect(!made.isUnchanged && made.changes.changed.count == 1)
        // It was read for the authority; the public build still has the file of before.
        let next = try CopyFixture.run(workspace)
        #expect(!next.isUnchanged && next.sources.allSatisfy { !$0.wasRead })
        #expect(next.changes == made.changes)
        #expect(try workspace.results(CopyFixture.publicFolder).value("adopters", ["community": "3"]) == 14)
        let difference = try difference(workspace)
        let change = try #require(difference.changes.first { $0.breakdown == "community=3" })
        #expect(change.before == .number(12) && change.after == .number(14))
        #expect(change.causes.map(\.kind) == [.correctedData])
        #expect(!difference.changes.contains { $0.breakdown == "community=2" })
        #expect(try CopyFixture.run(workspace, copy: .authority).isUnchanged)
        // And the other way about.
        try workspace.write(CopyFixture.text(CopyFixture.counts), to: CopyFixture.rows)
        #expect(try !CopyFixture.run(workspace).isUnchanged)
        #expect(try !CopyFixture.run(workspace, copy: .authority).isUnchanged)
        let full = try workspace.results(CopyFixture.authorityFolder)
        #expect(full.value("adopters", ["community": "3"]) == 12)
    }

    @Test func aFileThatIsGoneIsToldByBoth() throws {
        let workspace = try CopyFixture.open()
        try workspace.replace("files: nodes.csv", with: "files: \"nodes*.csv\"", in: CopyFixture.pipeline)
        let more = "\(CopyFixture.folder)/nodes-2.csv"
        try workspace.write("id,community,toa\n8001,1,3\n", to: more)
        try CopyFixture.run(workspace)
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(more)")
        for copy in [Copy.authority, .public] {
            let summary = try CopyFixture.run(workspace, copy: copy)
            #expect(summary.changes.vanished.count == 1 && summary.findings.contains { $0.code == "source.vanished" })
        }
        // A file that an authority copy was the first to read is new to the public one.
        try workspace.write("id,community,toa\n8002,1,3\n", to: more)
        for copy in [Copy.authority, .public] {
            #expect(try CopyFixture.run(workspace, copy: copy).changes.new.count == 1)
        }
    }

    @Test func anAuthorityCopyMayComeFirst() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace, copy: .authority)
        #expect(try CopyFixture.store(workspace).runs().isEmpty)
        let first = try CopyFixture.run(workspace)
        #expect(!first.isUnchanged && first.changes.isFirst)
        #expect(try workspace.text("\(CopyFixture.publicFolder)/diffusion.en.html").contains("first build"))
    }

    private func difference(_ workspace: Workspace) throws -> BuildDifference {
        var loader = PipelineLoader(options: RunOptions())
        return try ComparingBuilds(try loader.load("\(workspace.path)/\(CopyFixture.pipeline)")).difference(
            from: nil, to: nil)
    }

    @Test func theHistoryTellsOfItWithoutValues() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace)
        let made = try CopyFixture.run(workspace, copy: .authority)
        func history(_ options: String...) throws -> String {
            let outcome = try Command.run(
                ["history", "--pipeline", CopyFixture.pipeline] + options, in: workspace)
            #expect(outcome.status == 0, "\(outcome.error)")
            return outcome.output
        }
        let lines = try history().split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains("–  ") && lines[0].contains("authority copy \(made.build)"))
        #expect(!lines[0].contains("values") && lines[1].contains("values"))
        let json = try JSONSerialization.jsonObject(with: Data(try history("--format", "json").utf8))
        let entries = try #require(json as? [[String: Any]])
        #expect(entries.map { $0["copy"] as? String } == ["authority", nil])
        #expect(entries.map { $0["run"] as? Int } == [nil, 1])
    }

    // MARK: Folders

    @Test func theCopiesKeepToFoldersOfTheirOwn() throws {
        let workspace = try CopyFixture.open()
        try CopyFixture.run(workspace)
        let before = workspace.contents(of: "build")
        func refused(_ arguments: String...) throws -> String {
            let outcome = try Command.run(["run", CopyFixture.pipeline] + arguments, in: workspace)
            #expect(outcome.status == 2, "\(arguments): \(outcome.error)")
            #expect(outcome.error.contains("pipeline.copy-folder"), "\(outcome.error)")
            return outcome.error
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(workspace.path)/link", withDestinationPath: "build/medical-innovation")
        for folder in [CopyFixture.publicFolder, "build/../build/medical-innovation/", "link"] {
            #expect(try refused("--copy", "authority", "--output", folder).contains("it is that of the public copy"))
        }
        for folder in ["\(CopyFixture.publicFolder)/authority", "link/deep/authority"] {
            #expect(try refused("--copy", "authority", "--output", folder).contains("it lies within"))
        }
        #expect(try refused("--copy", "authority", "--output", "build").contains("lies within it"))
        #expect(workspace.contents(of: "build") == before)
        // Folders that neither definition names, by what they hold.
        try CopyFixture.run(workspace, output: "\(workspace.path)/elsewhere/public")
        try CopyFixture.run(workspace, copy: .authority, output: "\(workspace.path)/elsewhere/authority")
        #expect(
            try refused("--copy", "authority", "--output", "elsewhere/public").contains("it holds the public copy"))
        #expect(try refused("--output", "elsewhere/authority").contains("it holds an authority copy"))
        #expect(try refused("--output", "elsewhere/authority/public").contains("which holds an authority copy"))
        // A copy that is to be passed on leaves no store beside it.
        let beside = try FileManager.default.contentsOfDirectory(atPath: "\(workspace.path)/elsewhere/.kaiku")
        #expect(beside.count { $0.hasSuffix(".sqlite") } == 1)
        #expect(try CopyFixture.store(workspace).authorityCopies().count == 1)
    }

    @Test func aValueOfCopyIsOneOfTwo() throws {
        let workspace = try CopyFixture.open()
        let outcome = try Command.run("run", CopyFixture.pipeline, "--copy", "full", in: workspace)
        #expect(outcome.status == 2 && outcome.error.contains("authority"), "\(outcome.error)")
    }

    @Test func personalDataAreLookedForAllTheSame() throws {
        let workspace = try CopyFixture.open()
        try workspace.replace(
            "titles: {en: \"Adopters\"}", with: "titles: {en: \"Adopters, anna@example.com\"}",
            in: "\(CopyFixture.folder)/indicators.yaml")
        let outcome = try Command.run("run", CopyFixture.pipeline, "--copy", "authority", in: workspace)
        #expect(outcome.status == 4 && outcome.error.contains("disclosure.e-mail-address"), "\(outcome.error)")
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.path)/\(CopyFixture.authorityFolder)"))
    }

    /// The sample's quotations and the nodes of its drawings are the same in both copies; only counts differ.
    @Test func whatPersonsWroteAndWhoIsNamedDoesNotDependOnTheCopy() throws {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: "Pipelines/osaamiskeskus.yaml")
        let path = "\(workspace.path)/Pipelines/osaamiskeskus.yaml"
        for copy in [RunOptions(threads: 2), RunOptions(threads: 2, copy: .authority)] {
            var loader = PipelineLoader(options: copy)
            _ = try PipelineRun(try loader.load(path), options: copy) { _ in }.run()
        }
        func quotations(_ page: String) throws -> [String] {
            try workspace.text(page).matches(of: /<blockquote[^>]*>(?s:.*?)<\/blockquote>/).map { String($0.0) }
        }
        let open = try quotations("build/osaamiskeskus/funder-summary.en.html")
        #expect(!open.isEmpty)
        #expect(try quotations("build/osaamiskeskus-authority/funder-summary.authority.en.html") == open)
        let (published, full) = (
            try workspace.results(), try workspace.results("build/osaamiskeskus-authority")
        )
        let (few, all) = (published.object["listings"] as? NSArray, full.object["listings"] as? NSArray)
        #expect(few != nil && few == all)
        func withheld(_ results: Results) -> Int {
            (results.object["indicators"] as? [[String: Any]] ?? []).reduce(0) { $0 + ($1["withheld"] as? Int ?? 0) }
        }
        #expect(withheld(published) > 10 && withheld(full) == 0)
        // What the public copy shows, the other shows alike.
        for indicator in published.object["indicators"] as? [[String: Any]] ?? [] {
            let code = try #require(indicator["code"] as? String)
            for value in indicator["values"] as? [[String: Any]] ?? [] where value["withheld"] as? Bool == false {
                let levels = value["breakdown"] as? [String: String] ?? [:]
                #expect(full.value(code, levels) == value["value"] as? Double, "\(code) \(levels)")
            }
        }
    }
}
