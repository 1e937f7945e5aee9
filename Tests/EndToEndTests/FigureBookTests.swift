import Definitions
import Diagnostics
import Foundation
import Pipeline
import Testing

/// The figure book of the sample: whole, the same in every build, and with nothing in it that `kaiku explain` does not explain.
@Suite(.serialized) struct FigureBookTests {
    static let pipeline = CheckTests.pipeline
    static let build = "build/osaamiskeskus"

    /// `figure-book.json`, to look entries up in.
    struct Book {
        let object: [String: Any]

        init(_ workspace: Workspace) throws {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/\(build)/figure-book.json"))
            object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }

        func entries(_ key: String) -> [[String: Any]] { object[key] as? [[String: Any]] ?? [] }

        var all: [[String: Any]] { entries("exhibits") + entries("sentences") }

        /// Each reference of the book once.
        var references: [String] { Set(all.flatMap { $0["references"] as? [String] ?? [] }).sorted() }

        func sentence(_ id: String) -> [String: Any]? { entries("sentences").first { $0["id"] as? String == id } }

        /// Identifiers of figures and tables with their numbers.
        var numbers: [String: Int] {
            Dictionary(
                entries("exhibits").compactMap { entry in
                    guard let id = entry["id"] as? String, let number = entry["number"] as? Int else { return nil }
                    return (id, number)
                }, uniquingKeysWith: { first, _ in first })
        }

        var sentenceIDs: [String] { entries("sentences").compactMap { $0["id"] as? String } }
    }

    static func texts(_ entry: [String: Any]?, _ key: String) -> [String: String] {
        entry?[key] as? [String: String] ?? [:]
    }

    /// As the page writes it.
    static func escaped(_ text: String) -> String {
        var text = text.replacingOccurrences(of: "&", with: "&amp;")
        for (sign, entity) in [("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")] {
            text = text.replacingOccurrences(of: sign, with: entity)
        }
        return text
    }

    /// The sample in three languages.
    @Test func theBookIsWholeAndEachReferenceIsExplained() throws {
        let workspace = try Workspace()
        try workspace.run()
        let book = try Book(workspace)
        try expectValid(workspace)
        try expectFiles(book, workspace)
        try expectPages(book, workspace)
        try expectExplained(book, workspace)
        try expectProtected(book, workspace)
    }

    private func expectValid(_ workspace: Workspace) throws {
        let schema = try JSONSchema.load(
            path: "\(Workspace.root)/Reports/schemas/figure-book.schema.json", displayName: "figure-book.schema.json")
        let file = try DefinitionFile.load(
            text: try workspace.text("\(Self.build)/figure-book.json"), name: "book.json")
        let findings = schema.findings(in: file.root)
        #expect(findings.isEmpty, "\(findings.prefix(3).map(\.rendered))")
        // The schema is no formality: a book with a kind of its own is none.
        let other = try workspace.text("\(Self.build)/figure-book.json")
            .replacingOccurrences(of: "\"kind\":\"figure\"", with: "\"kind\":\"picture\"")
        #expect(!schema.findings(in: try DefinitionFile.load(text: other, name: "book.json").root).isEmpty)
    }

    /// What is named is there, and nothing is there that is not named.
    private func expectFiles(_ book: Book, _ workspace: Workspace) throws {
        var named: Set<String> = []
        for entry in book.entries("exhibits") {
            let files = try #require(entry["files"] as? [String: [String: String]])
            #expect(Set(files.keys) == ["fi", "sv", "en"])
            let uses: Set<String> =
                entry["kind"] as? String == "figure" ? ["drawing", "image", "page", "data", "words"] : ["data"]
            for language in files.values {
                #expect(Set(language.keys).subtracting(["ties"]) == uses, "\(entry["id"] ?? "")")
                named.formUnion(language.values)
            }
        }
        let found = Set(workspace.contents(of: "\(Self.build)/figures").keys.map { "figures/\($0)" })
        #expect(named == found, "\(named.symmetricDifference(found).sorted().prefix(5))")
        for path in named where path.hasSuffix(".pdf") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/\(Self.build)/\(path)"))
            #expect(bytes.prefix(5) == Data("%PDF-".utf8) && bytes.suffix(8).range(of: Data("%%EOF".utf8)) != nil)
        }
        let outputs = try workspace.text("\(Self.build)/build.json")
        for name in ["figure-book.fi.html", "figure-book.sv.html", "figure-book.en.html", "figure-book.json"] {
            #expect(outputs.contains("\"\(name)\""))
        }
    }

    /// Numbers are those of the reports in each language, and what is to be quoted stands in them.
    private func expectPages(_ book: Book, _ workspace: Workspace) throws {
        for language in ["fi", "sv", "en"] {
            let page = try workspace.text("\(Self.build)/figure-book.\(language).html")
            #expect(!page.contains("⟦"))
            var reports: [String: String] = [:]
            for entry in book.entries("exhibits") {
                let name = try #require(entry["report"] as? String)
                let report = try reports[name] ?? workspace.text("\(Self.build)/\(name).\(language).html")
                reports[name] = report
                let label = try #require(Self.texts(entry, "labels")[language])
                let title = Self.escaped(try #require(Self.texts(entry, "titles")[language]))
                #expect(label.hasSuffix(" \(entry["number"] as? Int ?? 0)"))
                let heading = "<span class=\"number\">\(label).</span> \(title)"
                #expect(report.contains(heading), "\(language): \(name) has no \(heading)")
                #expect(page.contains(heading), "\(language): the book has no \(heading)")
            }
            for entry in book.entries("sentences") {
                let text = Self.escaped(try #require(Self.texts(entry, "texts")[language]))
                let name = try #require(entry["report"] as? String)
                // What staff have written may be set off in parts.
                let words = reports[name]?.replacing(/<\/?(?:strong|em)>/, with: "")
                #expect(words?.contains(text) == true, "\(language): \(name) does not say \(text)")
                #expect(page.contains(text))
                #expect(page.contains(Self.escaped(try #require(entry["explain"] as? String))))
            }
        }
    }

    /// Each reference is one that `kaiku explain` takes, and what it gives is what the sentence says.
    private func expectExplained(_ book: Book, _ workspace: Workspace) throws {
        var loader = PipelineLoader(options: RunOptions(threads: 2))
        let pipeline = try loader.load("\(workspace.path)/\(Self.pipeline)")
        let references = book.references
        #expect(references.count > 1_000)
        let explaining = Explaining(pipeline, options: RunOptions(threads: 2))
        try explaining.check(references, language: "en")
        #expect(throws: PipelineError.self) { try explaining.check(references + ["ties[x=y]"], language: "en") }
        // To look up the rows behind all of them takes minutes.
        let some = ["item-change[item=q01]", "kv-tapahtumat", "ties"]
        let asked = some + references.enumerated().filter { $0.offset % 80 == 0 }.map(\.element)
        let explained = try explaining.explanations(of: asked, language: "en", limit: 0)
        #expect(explained.map(\.figure) == asked)
        let values = Dictionary(explained.map { ($0.figure, $0) }, uniquingKeysWith: { first, _ in first })
        // Sentences of a single count tell its value.
        for (id, reference) in [("S-text-cooperation", "ties"), ("S-contribution-4-kv-tapahtumat", "kv-tapahtumat")] {
            let sentence = try #require(book.sentence(id))
            #expect(sentence["references"] as? [String] == [reference])
            let value = try #require(values[reference]?.value)
            #expect(Self.texts(sentence, "texts")["en"]?.contains(value) == true, "\(id): \(value)")
        }
        let change = try #require(book.sentence("S-item-change-item-q01"))
        #expect(change["references"] as? [String] == ["item-change[item=q01]"])
        let figure = try #require(values["item-change[item=q01]"])
        let interval = try #require(figure.value.split(separator: ", ").last)
        let text = try #require(Self.texts(change, "texts")["en"])
        // Numbers and their words are kept together by spaces that do not break.
        let plain = text.replacing("\u{A0}", with: " ")
        #expect(plain.contains("n = \(figure.n)"), "\(text)")
        #expect(plain.contains(interval.replacing("\u{A0}", with: " ")), "\(text) – \(figure.value)")
        #expect(change["explain"] as? String == "kaiku explain \"item-change[item=q01]\"")
    }

    /// What is withheld in the results is withheld in tables and texts.
    private func expectProtected(_ book: Book, _ workspace: Workspace) throws {
        let results = try workspace.results()
        let table = try workspace.text("\(Self.build)/figures/tables/funder-summary.reach-by-region.en.csv")
        let lines = table.components(separatedBy: "\r\n")
        let regions = ["01": "Uusimaa", "04": "Satakunta", "05": "Kanta-Häme", "08": "Kymenlaakso", "18": "Kainuu"]
        var withheld = 0
        for (code, title) in regions {
            let line = try #require(lines.first { $0.hasPrefix("\(title),") })
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            // Beside attendances is a column for those that are approximate.
            for (place, indicator) in [(1, "attendances"), (3, "unique-people")] {
                let figure = try #require(results.figure(indicator, ["region": code]))
                let isWithheld = figure["withheld"] as? Bool == true
                if isWithheld { withheld += 1 }
                let value = (figure["value"] as? Double).map { String(Int($0)) }
                #expect(fields[place] == (isWithheld ? "[c]" : value), "\(title): \(line)")
            }
        }
        #expect(withheld > 3)
    }

    // MARK: Builds

    /// The sample in English, with pages but without workbooks.
    private func english() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: Self.pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus",
            with: "output: ../build/osaamiskeskus\noutputs: {excel: false, data-quality: false}", in: Self.pipeline)
        return workspace
    }

    /// Equal inputs give equal files, whatever the number of threads; other data give other texts under the same identifiers.
    @Test func identifiersAndNumbersStayWhenDataChange() throws {
        let (one, two) = (try english(), try english())
        try one.run(threads: 1)
        try two.run(threads: 3)
        for folder in ["\(Self.build)/figures", Self.build] {
            let (first, second) = (one.contents(of: folder), two.contents(of: folder))
            for (name, bytes) in first where folder.hasSuffix("figures") || name.hasPrefix("figure-book") {
                #expect(second[name] == bytes, "\(name) differs")
            }
            #expect(first.keys.sorted() == second.keys.sorted())
        }
        let before = try Book(one)
        // An adoption less, and one answer changed.
        let adoptions = "SampleData/osaamiskeskus/kayttoonotot.csv"
        let lines = try one.text(adoptions).split(whereSeparator: \.isNewline)
        try one.write((lines.prefix(1) + lines.dropFirst(2)).joined(separator: "\n"), to: adoptions)
        try one.run()
        let after = try Book(one)
        // The table of what changed is new, and has the number that was kept for it.
        let (old, new) = (before.numbers, after.numbers)
        #expect(Set(new.keys).subtracting(old.keys) == ["T-funder-summary.changes"])
        #expect(!old.values.isEmpty && old.allSatisfy { new[$0.key] == $0.value })
        let kept = try #require(new["T-funder-summary.changes"])
        #expect(!old.contains { $0.key.hasPrefix("T-funder-summary") && $0.value == kept })
        #expect(before.sentenceIDs == after.sentenceIDs && Set(before.sentenceIDs).count == before.sentenceIDs.count)
        let texts = { (book: Book) in Self.texts(book.sentence("S-text-summary-diffusion"), "texts")["en"] }
        #expect(texts(before) != nil && texts(before) != texts(after))
    }

    @Test func canBeLeftOut() throws {
        let workspace = try english()
        try workspace.replace(
            "data-quality: false}", with: "data-quality: false, figure-book: false}", in: Self.pipeline)
        try workspace.run()
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(workspace.path)/\(Self.build)")
        #expect(!names.contains { $0.hasPrefix("figure-book") } && names.contains("figures"))
        let figures = try FileManager.default.contentsOfDirectory(atPath: "\(workspace.path)/\(Self.build)/figures")
        #expect(!figures.contains("tables") && figures.contains { $0.hasSuffix(".pdf") })
        // The command that a sentence bears explains all of its figures, in their order.
        let command = ["explain", "recommendation[wave=before]", "recommendation[wave=after]", "match-rate"]
        let outcome = try Command.run(command + ["--rows", "0"], in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
        let lines = outcome.output.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let found = lines.filter { $0.hasPrefix("figure ") }
        #expect(found.map { $0.split(separator: " ").last.map(String.init) } == command[1...2].map { $0 })
        let json = try Command.run(command + ["--format", "json", "--rows", "0"], in: workspace)
        let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(list?.compactMap { $0["figure"] as? String } == Array(command.dropFirst()))
        let single = try Command.run(["explain", "match-rate", "--format", "json", "--rows", "0"], in: workspace)
        #expect(try JSONSerialization.jsonObject(with: Data(single.output.utf8)) is [String: Any])
    }
}
