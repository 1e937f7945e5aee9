import Foundation
import Testing

/// The guide keeps its word: every example of it passes `kaiku check` where its page says that it belongs, and every key that a
/// schema allows is on some page.
@Suite(.serialized) struct GuideTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"
    static let disclosure = "disclosure: {allowed-contacts: [\"kaiku@example.org\"]}\n"

    /// The sample in one language.
    static func sample() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: pipeline)
        return workspace
    }

    static func passes(
        _ workspace: Workspace, _ example: GuideExample? = nil, command: String = "check", pipeline: String = pipeline,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try Command.run(command, pipeline, in: workspace)
        let place = example.map { "\($0): " } ?? ""
        #expect(outcome.status == 0, "\(place)\(outcome.error)", sourceLocation: sourceLocation)
    }

    // MARK: Examples

    @Test func catalogueIsComputed() throws {
        let workspace = try Self.sample()
        var items = ""
        for (number, example) in try Guide.examples(of: "Documentation/guide/catalogue.md").enumerated() {
            if example.firstKey == nil {
                items += example.text
            } else {
                let head = example.isFile ? "" : "kaiku: 1\n"
                try workspace.write(head + example.text, to: "Pipelines/indicators/guide-\(number).yaml")
            }
        }
        #expect(items.contains("doc-luettelo"))
        try workspace.write("kaiku: 1\nindicators:\n" + items, to: "Pipelines/indicators/guide.yaml")
        try workspace.write(
            try workspace.text(Self.pipeline) + "outputs: {excel: false, html: false, figures: false}\n",
            to: Self.pipeline)
        try Self.passes(workspace)
        try Self.passes(workspace, command: "run")
    }

    /// What a project adds to the rule packs, in files of its own.
    @Test func programmeIsExtended() throws {
        let workspace = try Self.sample()
        let examples = try Guide.examples(of: "Documentation/guide/esf.md")
        #expect(examples.compactMap(\.firstKey) == ["further-breakdowns", "kaiku"])
        for (number, example) in examples.enumerated() {
            let head = example.isFile ? "" : "kaiku: 1\n"
            try workspace.write(head + example.text, to: "Pipelines/indicators/guide-\(number).yaml")
        }
        try Self.passes(workspace)
    }

    /// A check of the project's own, and the rule that keeps audiences apart.
    @Test func programmeIsChecked() throws {
        let workspace = try Self.sample()
        let examples = try Guide.examples(of: "Documentation/guide/programme-checks.md")
        #expect(examples.compactMap(\.firstKey) == ["kaiku", "rules"])
        try workspace.write(examples[0].text, to: "Pipelines/indicators/guide.yaml")
        let items = examples[1].text.replacingOccurrences(of: "rules:\n", with: "")
        try workspace.replace("\nrules:\n", with: "\nrules:\n" + items, in: Self.pipeline)
        try Self.passes(workspace)
    }

    @Test func reportIsMade() throws {
        let workspace = try Self.sample()
        let examples = try Guide.examples(of: "Documentation/guide/reports.md")
        let report = try #require(examples.first { $0.isFile })
        let texts = try #require(examples.first { $0.firstKey?.hasPrefix("doc.") ?? false })
        let table = try #require(examples.first { $0.firstKey == "rows" })
        try workspace.write(report.text, to: "Reports/guide.yaml")
        // A part of a table is tried in a table.
        let indented = table.text.split(separator: "\n").map { "          \($0)\n" }.joined()
        try workspace.write(
            "kaiku: 1\nreport: guide-table\nsections:\n  - id: a\n    title: doc.overview\n    blocks:\n"
                + "      - table:\n          id: a\n          title: doc.heading\n" + indented,
            to: "Reports/guide-table.yaml")
        let locale = "Reports/locales/en.yaml"
        try workspace.write(try workspace.text(locale) + texts.text, to: locale)
        try workspace.replace(
            "\"../Reports/data-quality.yaml\"",
            with: "\"../Reports/guide.yaml\", \"../Reports/guide-table.yaml\"", in: Self.pipeline)
        try Self.passes(workspace)
        try Self.passes(workspace, report, command: "run")
        #expect(FileManager.default.fileExists(atPath: "\(workspace.path)/build/osaamiskeskus/tapahtumat.en.xlsx"))
    }

    @Test func localeHasTheFormOfTheGuide() throws {
        let workspace = try Self.sample()
        let examples = try Guide.examples(of: "Documentation/guide/reports.md")
        let example = try #require(examples.first { $0.firstKey == "numbers" })
        let locale = try workspace.text("Reports/locales/fi.yaml")
        let texts = try #require(locale.range(of: "\ntexts:")).lowerBound
        try workspace.write("kaiku: 1\nlanguage: fi\n" + example.text + locale[texts...], to: "Reports/locales/fi.yaml")
        try workspace.replace("languages: [en]", with: "languages: [fi]", in: Self.pipeline)
        try Self.passes(workspace, example)
    }

    @Test(arguments: ["mappings", "surveys"]) func mappingsAreRead(page: String) throws {
        let workspace = try Self.sample()
        // The files of the examples are not there, and need not be: a source may be optional.
        for (number, example) in try Guide.examples(of: "Documentation/guide/\(page).md").enumerated() {
            #expect(example.isFile, "\(example) is no file")
            if example.hasKey("code-lists") {
                try workspace.write(example.text, to: "Pipelines/codes/guide.yaml")
                continue
            }
            try workspace.write(example.text, to: "Pipelines/mappings/guide-\(number).yaml")
            try workspace.replace(
                "\ntables:",
                with: "  - {id: guide-\(number), files: [../SampleData/guide*.csv], optional: true, "
                    + "mapping: mappings/guide-\(number).yaml}\n\ntables:", in: Self.pipeline)
        }
        try Self.passes(workspace)
    }

    @Test func matchingIsRead() throws {
        let workspace = try Self.sample()
        for example in try Guide.examples(of: "Documentation/guide/matching.md") {
            if example.firstKey == "matching" {
                try workspace.replace("\ndisclosure:", with: "\n" + example.text + "\ndisclosure:", in: Self.pipeline)
            } else if example.hasKey("record") {
                try workspace.write(example.text, to: "Pipelines/mappings/guide.yaml")
                try workspace.replace(
                    "\ntables:",
                    with:
                        "  - {id: guide, files: [../SampleData/guide*.csv], optional: true, mapping: mappings/guide.yaml}\n\ntables:",
                    in: Self.pipeline)
            } else {
                try workspace.write(example.text, to: "Pipelines/indicators/guide.yaml")
            }
        }
        try Self.passes(workspace)
        // Run as well, with the sample's own survey matched.
        try workspace.replace(
            "respondent: {from: Vastaajakoodi}",
            with: "respondent: {from: Vastaajakoodi, match: {changes: 1, within: wave}}",
            in: "Pipelines/mappings/kysely.yaml")
        try workspace.write(
            try workspace.text(Self.pipeline) + "outputs: {excel: false, html: false, figures: false}\n",
            to: Self.pipeline)
        try Self.passes(workspace, command: "run")
    }

    @Test(arguments: ["pipelines", "protection", "quality", "running", "fixing", "follow-up"]) func pipelinesAreWhole(
        page: String
    )
        throws
    {
        for example in try Guide.examples(of: "Documentation/guide/\(page).md") {
            let workspace = try Self.sample()
            let text = try workspace.text(Self.pipeline)
            switch example.firstKey {
            case "kaiku" where example.hasKey("accepted"):
                try workspace.write(example.text, to: "Pipelines/quality-baseline.yaml")
                try workspace.write(text + "baseline: quality-baseline.yaml\n", to: Self.pipeline)
            case "kaiku" where example.hasKey("decisions"):
                try workspace.write(example.text, to: "Pipelines/published-decisions.yaml")
                try workspace.replace(
                    "published-figures:\n", with: "published-figures:\n  decisions: published-decisions.yaml\n",
                    in: Self.pipeline)
                try Self.passes(workspace, example, command: "run")
            case "published-figures":
                let start = try #require(text.range(of: "published-figures:")).lowerBound
                let end = try #require(text.range(of: "\ndisclosure:")).lowerBound
                try workspace.write(text.replacingCharacters(in: start..<end, with: example.text), to: Self.pipeline)
                try workspace.write("kaiku: 1\ndecisions: []\n", to: "Pipelines/published-decisions.yaml")
            case "kaiku":
                try Self.complete(workspace)
                try workspace.write(example.text, to: "Pipelines/guide.yaml")
                try Self.passes(workspace, example, pipeline: "Pipelines/guide.yaml")
                continue
            case "tables" where example.text.contains("merge:"):
                try workspace.replace("\ntables:\n", with: "\n" + example.text, in: Self.pipeline)
            case "tables":
                // What the sample says of the same tables makes room.
                if example.text.contains("\n  event:") {
                    try workspace.replace("  event: {key: event}\n", with: "", in: Self.pipeline)
                }
                try workspace.replace(
                    """
                      attendance:
                        references: {event: event}
                        derived:
                          persons: "if(present(headcount), headcount, 1)"

                    """, with: "", in: Self.pipeline)
                try workspace.replace("tables:\n", with: example.text, in: Self.pipeline)
            case "rules": try workspace.replace("rules:\n", with: example.text, in: Self.pipeline)
            case "disclosure":
                let start = try #require(text.range(of: "disclosure:")).lowerBound
                try workspace.write(text[..<start] + example.text, to: Self.pipeline)
            case "suppliers", "sources":
                // A source of the sample makes room for the one of its name.
                let (start, end) = (
                    try #require(text.range(of: "  - id: attendance\n")).lowerBound,
                    try #require(text.range(of: "  - id: headcounts\n")).lowerBound
                )
                let parts = example.text.components(separatedBy: "sources:\n")
                var whole = text.replacingCharacters(in: start..<end, with: parts[1])
                if parts[0].contains("suppliers:") {
                    // The sample's own suppliers make room, too.
                    let (first, last) = (
                        try #require(whole.range(of: "suppliers:\n")).lowerBound,
                        try #require(whole.range(of: "\nsources:\n")).lowerBound
                    )
                    whole.removeSubrange(first..<last)
                    whole = whole.replacingOccurrences(of: "    supplier: tapahtumatiimi\n", with: "")
                }
                try workspace.write(
                    whole.replacingOccurrences(of: "\nsources:\n", with: "\n" + parts[0] + "sources:\n"),
                    to: Self.pipeline)
            case "follow-up":
                let start = try #require(text.range(of: "follow-up:\n")).lowerBound
                let end = try #require(text.range(of: "disclosure:")).lowerBound
                try workspace.write(text.replacingCharacters(in: start..<end, with: example.text), to: Self.pipeline)
            case "baseline", "corrections": try workspace.write(text + example.text, to: Self.pipeline)
            case "outputs": try workspace.write(text + example.text, to: Self.pipeline)
            default: Issue.record("\(example): where does it belong?")
            }
            try Self.passes(workspace, example)
        }
    }

    /// The files that the pipelines of the guide name and the sample does not have.
    static func complete(_ workspace: Workspace) throws {
        for name in ["syksy", "kysely"] {
            try workspace.write(
                """
                kaiku: 1
                report: \(name)
                sections:
                  - {id: a, title: section.summary, blocks: [{supplement: reconciliation}]}

                """, to: "Reports/\(name).yaml")
        }
        try workspace.write(
            """
            kaiku: 1
            indicators:
              - code: tapahtumat
                titles: {en: "Events"}
                definition: {en: "Events held."}
                unit: events
                population: none
                calculation: {kind: count, table: event}

            """, to: "Pipelines/indicators/syksy.yaml")
        // The mappings are the sample's, so that the files have its headers.
        try FileManager.default.createDirectory(atPath: workspace.path + "/Data", withIntermediateDirectories: true)
        for (sample, name) in [
            ("tapahtumat.xlsx", "tapahtumat.xlsx"), ("osallistumiset.csv", "osallistujat-syksy.csv"),
        ] {
            try FileManager.default.copyItem(
                atPath: "\(workspace.path)/SampleData/osaamiskeskus/\(sample)", toPath: "\(workspace.path)/Data/\(name)"
            )
        }
    }

    // MARK: Completeness

    /// Every key, and every value that a key may have, is somewhere in the guide.
    @Test(arguments: [
        "Pipelines/schemas/pipeline", "Pipelines/schemas/mapping", "Pipelines/schemas/catalogue",
        "Pipelines/schemas/code-lists", "Pipelines/schemas/quality-baseline", "Pipelines/schemas/published-decisions",
        "Reports/schemas/report",
        "Reports/schemas/locale", "Reports/schemas/results", "Reports/schemas/template-map",
        "Pipelines/schemas/transmission-layout", "Reports/schemas/transmission",
        "Reports/schemas/figure-book",
    ]) func schemaIsInTheGuide(schema: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(Workspace.root)/\(schema).schema.json"))
        let found = Self.words(of: try JSONSerialization.jsonObject(with: data))
        #expect(found.count > 5)
        let known = try Guide.code()
        // A network is drawn of ties, which a report definition cannot name; other decimals than those shown are alike.
        let missing = found.filter { word in
            !known.contains(word) && word != "network" && !word.contains(" ") && !word.hasPrefix("https:")
        }
        #expect(missing.isEmpty, "not in the guide: \(missing.sorted().joined(separator: ", "))")
    }

    /// The names of properties, and the texts that are allowed for one.
    private static func words(of schema: Any) -> Set<String> {
        var words: Set<String> = []
        if let object = schema as? [String: Any] {
            if let properties = object["properties"] as? [String: Any] { words.formUnion(properties.keys) }
            if let values = object["enum"] as? [Any] { words.formUnion(values.compactMap { $0 as? String }) }
            if let value = object["const"] as? String { words.insert(value) }
            for value in object.values { words.formUnion(Self.words(of: value)) }
        } else if let list = schema as? [Any] {
            for value in list { words.formUnion(Self.words(of: value)) }
        }
        return words
    }
}
