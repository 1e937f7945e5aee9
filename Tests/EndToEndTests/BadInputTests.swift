import Foundation
import Testing

/// What goes wrong gets a message that says what, where, why and what to try, and the right exit status; the last good build
/// and the store stay as they were, byte for byte, and nothing is left lying about.
@Suite(.serialized) struct BadInputTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"
    static let key = "build/.kaiku/osaamiskeskus.sqlite.key"
    static let data = "SampleData/osaamiskeskus"

    /// The sample with a good build of one language, copied for each case.
    static func good() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus", with: "output: ../build/osaamiskeskus\noutputs: {figures: false}",
            in: pipeline)
        let outcome = try Command.run("run", pipeline, "--quiet", in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
        return workspace
    }

    /// Runs a command that must fail, and checks its message and what it leaves.
    static func refuses(
        _ status: Int32, saying texts: [String], _ arguments: [String] = ["run", pipeline],
        fileBlocks: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation,
        after change: (Workspace) throws -> Void
    ) throws {
        let workspace = try good()
        try change(workspace)
        let before = workspace.contents(of: "build")
        #expect(before.keys.contains("osaamiskeskus/results.json"))
        let outcome = try Command.run(arguments, in: workspace, fileBlocks: fileBlocks)
        #expect(outcome.status == status, "\(outcome.error)", sourceLocation: sourceLocation)
        for text in texts {
            #expect(outcome.error.contains(text), "no '\(text)' in:\n\(outcome.error)", sourceLocation: sourceLocation)
        }
        #expect(!outcome.error.contains(workspace.path), "a message names the machine's path: \(outcome.error)")
        let after = workspace.contents(of: "build")
        #expect(
            before.keys.sorted() == after.keys.sorted(), "files were left or taken", sourceLocation: sourceLocation)
        for (name, bytes) in before { #expect(after[name] == bytes, "\(name) changed", sourceLocation: sourceLocation) }
    }

    static func change(_ file: String, in workspace: Workspace, _ body: (inout Data) -> Void) throws {
        let url = URL(fileURLWithPath: "\(workspace.path)/\(file)")
        var bytes = try Data(contentsOf: url)
        body(&bytes)
        try bytes.write(to: url)
    }

    // MARK: Sources

    @Test func missingFile() throws {
        try Self.refuses(
            1,
            saying: [
                "error[pipeline.no-files]", "Pipelines/osaamiskeskus.yaml:", "'invitations'",
                "did you mean 'kutsu.csv'?",
            ]
        ) { workspace in
            try FileManager.default.moveItem(
                atPath: "\(workspace.path)/\(Self.data)/kutsut.csv", toPath: "\(workspace.path)/\(Self.data)/kutsu.csv")
        }
    }

    @Test func everyUnreadableSourceIsNamed() throws {
        try Self.refuses(
            1,
            saying: [
                "error[ingest.unknown-column]: Pipelines/mappings/kysely.yaml:6", "did you mean 'Vastaajakoodi'?",
                "error[ingest.empty-file]: \(Self.data)/kustannukset.csv", "error[ingest.workbook-truncated]",
                "error[pipeline.sources]",
            ]
        ) { workspace in
            try workspace.replace(
                "from: Vastaajakoodi", with: "from: Vastajakoodi", in: "Pipelines/mappings/kysely.yaml")
            try Self.change("\(Self.data)/kustannukset.csv", in: workspace) { $0 = Data() }
            try Self.change("\(Self.data)/tapahtumat.xlsx", in: workspace) { $0 = $0.prefix($0.count / 2) }
        }
    }

    @Test func wrongEncoding() throws {
        try Self.refuses(
            1,
            saying: [
                "error[ingest.wrong-encoding]: \(Self.data)/osallistumiset.csv:1", "look like windows-1252",
                "encoding: windows-1252",
            ]
        ) { workspace in
            try workspace.replace(
                "record: attendance", with: "record: attendance\nformat: {encoding: utf-8}",
                in: "Pipelines/mappings/osallistumiset.yaml")
        }
    }

    @Test func wrongEncodingBelowTheHeader() throws {
        try Self.refuses(1, saying: ["error[ingest.wrong-encoding]", "kutsut.csv:3"]) { workspace in
            try workspace.replace(
                "record: invitation", with: "record: invitation\nformat: {encoding: utf-8}",
                in: "Pipelines/mappings/kutsut.yaml")
            try Self.change("\(Self.data)/kutsut.csv", in: workspace) { bytes in
                let header = bytes.prefix { $0 != 0x0A }
                bytes = header + [0x0A] + Data("ennen;10".utf8) + [0x0A] + [0x6A, 0xE4] + Data(";5\n".utf8)
            }
        }
    }

    @Test func fileThatChangesWhileItIsRead() throws {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        let folder = "Pipelines/medical-innovation"
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/Tests/EndToEndTests/RealInput/medical-innovation",
            toPath: "\(workspace.path)/\(folder)")
        #expect(try Command.run("run", "\(folder)/pipeline.yaml", "--quiet", in: workspace).status == 0)
        let before = workspace.contents(of: "build")
        var rows = "id,community,toa\n"
        for number in 0..<200_000 { rows += "\(number),\(number % 4 + 1),\(number % 18 + 1)\n" }
        try workspace.write(rows, to: "\(folder)/nodes.csv")
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = [
            "-c", "while :; do echo 'x,1,1' >> \"$0\"; sleep 0.01; done", "\(workspace.path)/\(folder)/nodes.csv",
        ]
        try writer.run()
        defer { writer.waitUntilExit() }
        defer { writer.terminate() }
        let outcome = try Command.run("run", "\(folder)/pipeline.yaml", in: workspace)
        #expect(outcome.status == 1)
        for text in ["error[ingest.changed-while-read]", "nodes.csv", "bytes at first", "try: wait until"] {
            #expect(outcome.error.contains(text), "\(outcome.error)")
        }
        #expect(workspace.contents(of: "build") == before)
    }

    // MARK: Disk, store, lock

    /// A limit on the size of files stops writes as a full disk does: those of the store, or with more room of a report.
    @Test(arguments: [4, 40, 400]) func noRoom(blocks: Int) throws {
        try Self.refuses(1, saying: ["error[", "room", "try: "], fileBlocks: blocks) { workspace in
            try workspace.replace("threshold: 5", with: "threshold: 6", in: Self.pipeline)
        }
    }

    @Test func outputThatCannotBeWritten() throws {
        try Self.refuses(1, saying: ["cannot be written", "try: "]) { workspace in
            try workspace.write("a file", to: "blocked")
            try workspace.replace("output: ../build", with: "output: ../blocked", in: Self.pipeline)
        }
    }

    @Test func storeOfNewerVersion() throws {
        try Self.refuses(1, saying: ["error[microdata.store-newer]", "version 99", "update Kaiku"]) { workspace in
            // The version of the user stands at byte 60 of the header of an SQLite file, the highest byte first.
            try Self.change("build/.kaiku/osaamiskeskus.sqlite", in: workspace) { bytes in
                bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
            }
        }
    }

    @Test func damagedStore() throws {
        try Self.refuses(1, saying: ["error[microdata.not-a-store]", "built again from the sources"]) { workspace in
            try Self.change("build/.kaiku/osaamiskeskus.sqlite", in: workspace) { bytes in
                bytes.replaceSubrange(0..<16, with: [UInt8](repeating: 0x41, count: 16))
            }
        }
        try Self.refuses(1, saying: ["error[microdata.store-damaged]", "built again from the sources"]) { workspace in
            try Self.change("build/.kaiku/osaamiskeskus.sqlite", in: workspace) { $0 = $0.prefix($0.count / 3) }
        }
    }

    @Test func lostKey() throws {
        // A new key would stand where the old one is to be put back: files are neither left nor taken.
        try Self.refuses(
            1, saying: ["error[microdata.key-lost]", "try: put the key back", "delete the store"]
        ) { workspace in
            try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.key)")
            try workspace.replace("threshold: 5", with: "threshold: 6", in: Self.pipeline)
        }
    }

    @Test func lostKeyIsPutBackOrTheStoreDeleted() throws {
        let workspace = try Self.good()
        let (key, store) = ("\(workspace.path)/\(Self.key)", "\(workspace.path)/build/.kaiku/osaamiskeskus.sqlite")
        let before = try workspace.results()
        try workspace.replace("threshold: 5", with: "threshold: 6", in: Self.pipeline)
        try FileManager.default.moveItem(atPath: key, toPath: key + ".old")
        #expect(try Command.run("run", Self.pipeline, in: workspace).status == 1)
        try FileManager.default.moveItem(atPath: key + ".old", toPath: key)
        #expect(try Command.run("run", Self.pipeline, "--quiet", in: workspace).status == 0)
        try FileManager.default.removeItem(atPath: key)
        try FileManager.default.removeItem(atPath: store)
        #expect(try Command.run("run", Self.pipeline, "--quiet", in: workspace).status == 0)
        #expect(FileManager.default.fileExists(atPath: key))
        #expect(try workspace.results().value("attendances") == before.value("attendances"))
    }

    @Test func otherKey() throws {
        try Self.refuses(1, saying: ["error[microdata.other-key]", "try: use the key"]) { workspace in
            try Self.change(Self.key, in: workspace) { $0[0] ^= 1 }
            try workspace.replace("threshold: 5", with: "threshold: 6", in: Self.pipeline)
        }
    }

    @Test func anotherBuildHoldsTheLock() throws {
        try Self.refuses(5, saying: ["error[pipeline.locked]", "another build", "try: wait"]) { workspace in
            let descriptor = open("\(workspace.path)/build/.kaiku/osaamiskeskus.sqlite.lock", O_RDWR)
            try #require(descriptor >= 0)
            // Held until the test's process ends.
            #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        }
    }

    // MARK: Gates

    @Test func tooManyRowsInQuarantine() throws {
        try Self.refuses(
            3,
            saying: [
                "stop[ingest.too-many-quarantined]", "15 of 22 rows", "virheellinen_ilmoittautuminen.csv:5",
                "did you mean 'Pirkanmaa'?", "error[pipeline.data-quality]",
            ]
        ) { workspace in
            try workspace.replace(
                "record: attendance", with: "record: attendance\nlimits: {quarantined-share: 0.01}",
                in: "Pipelines/mappings/osallistumiset.yaml")
        }
    }

    @Test func ruleThatStops() throws {
        try Self.refuses(
            3,
            saying: [
                "stop[rule.known-event]: Pipelines/osaamiskeskus.yaml:", "1 of 351 rows breaks the rule",
                "virheellinen_ilmoittautuminen.csv:6",
            ]
        ) { workspace in
            try workspace.replace(
                "check: \"present(event.kind)\"\n    severity: error",
                with: "check: \"present(event.kind)\"\n    severity: stop", in: Self.pipeline)
        }
    }

    @Test func countThatCouldBeWorkedOut() throws {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        let folder = "Pipelines/research-software-survey"
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/Tests/EndToEndTests/RealInput/research-software-survey",
            toPath: "\(workspace.path)/\(folder)")
        #expect(try Command.run("run", "\(folder)/pipeline.yaml", "--quiet", in: workspace).status == 0)
        let before = workspace.contents(of: "build")
        // Total and remainder are exempt, so the difference tells the count that is withheld.
        try workspace.replace(
            "    breakdowns: [[education], [organisation], [education, organisation]]\n",
            with: """
                    breakdowns: [[education]]
                    exemption: "Published elsewhere."
                  - code: university
                    titles: {en: "At universities"}
                    definition: {en: "Responses from universities."}
                    unit: responses
                    population: persons
                    calculation: {kind: count, table: survey_response, where: "organisation = 'university'"}
                    breakdowns: [[education]]
                  - code: elsewhere
                    titles: {en: "Elsewhere"}
                    definition: {en: "Responses from elsewhere."}
                    unit: responses
                    population: persons
                    calculation: {kind: count, table: survey_response, where: "missing(organisation) or organisation != 'university'"}
                    breakdowns: [[education]]
                    exemption: "Published elsewhere."

                """, in: "\(folder)/indicators.yaml")
        try workspace.replace(
            "indicators:\n", with: "identities:\n  - {total: responses, parts: [university, elsewhere]}\nindicators:\n",
            in: "\(folder)/indicators.yaml")
        let outcome = try Command.run("run", "\(folder)/pipeline.yaml", in: workspace)
        #expect(outcome.status == 4, "\(outcome.error)")
        for text in ["error[disclosure.too-narrow]", "university", "education=diploma", "try: end the exemption"] {
            #expect(outcome.error.contains(text), "\(outcome.error)")
        }
        // A higher threshold withholds more, and does not help.
        #expect(!outcome.error.contains("threshold"), "\(outcome.error)")
        #expect(workspace.contents(of: "build") == before)
    }

    // MARK: Definitions and usage

    @Test func everyMistakeInDefinitions() throws {
        try Self.refuses(
            1,
            saying: [
                "Pipelines/osaamiskeskus.yaml:10: 'as-of' must be a day", "'maping' is not a key of a source",
                "write 'mapping'", "Pipelines/indicators/survey.yaml:33: 'match-shares'", "write 'match-share'",
                "Pipelines/mappings/kutsut.yaml:6: 'wawe' is not a code list", "write 'wave'",
                "5 errors in the definitions",
            ]
        ) { workspace in
            try workspace.replace("as-of: 2023-12-31", with: "as-of: 2023-02-30", in: Self.pipeline)
            try workspace.replace(
                "mapping: mappings/kysely.yaml", with: "maping: mappings/kysely.yaml", in: Self.pipeline)
            try workspace.replace("codes: wave}", with: "codes: wawe}", in: "Pipelines/mappings/kutsut.yaml")
            try workspace.replace(
                "kind: match-share", with: "kind: match-shares", in: "Pipelines/indicators/survey.yaml")
        }
    }

    @Test func everyMistakeInExpressions() throws {
        try Self.refuses(
            1,
            saying: [
                "Pipelines/osaamiskeskus.yaml:", "the rule 'known-event'", "character 19",
                "Pipelines/indicators/diffusion.yaml:", "the indicator 'innovations-published'",
                "did you mean 'published'?",
            ]
        ) { workspace in
            try workspace.replace("present(event.kind)", with: "present(event.kind", in: Self.pipeline)
            try workspace.replace(
                "where: \"present(published)\"}", with: "where: \"present(publishd)\"}",
                in: "Pipelines/indicators/diffusion.yaml")
        }
    }

    @Test func pipelineThatIsNotThere() throws {
        try Self.refuses(
            1, saying: ["error[definition.not-found]", "did you mean 'Pipelines/osaamiskeskus.yaml'?"],
            ["run", "Pipelines/osamiskeskus.yaml"]
        ) { _ in }
    }

    @Test(arguments: [
        (["run"], "Missing expected argument"), (["run", pipeline, "--langage", "en"], "Did you mean '--language'?"),
        (["run", pipeline, "--threads", "0"], "--threads is from 1 to 64"),
        (["run", pipeline, "--as-of", "7.11.2023"], "yyyy-mm-dd"), (["rnu", pipeline], "Usage: kaiku <subcommand>"),
        (["run", pipeline, "--language", "english"], "--language as fi,sv,en"),
        (["run", pipeline, "--language", "nb"], "'nb' is not a language of this pipeline, which has en"),
        (["explain", "attendences"], "did you mean 'attendances'?"),
        (["explain", "attendances[mode=onsit]"], "did you mean 'attendances[mode=onsite]'?"),
    ])
    func usage(arguments: [String], text: String) throws {
        try Self.refuses(2, saying: [text], arguments) { _ in }
    }

    @Test func checkingInALanguageThatIsNotThere() throws {
        try Self.refuses(
            1, saying: ["'nb' is not a language of this pipeline, which has en"],
            ["check", Self.pipeline, "--language", "nb"]
        ) { _ in }
    }

    @Test func explainingBeforeTheFirstBuild() throws {
        let workspace = try Workspace()
        let outcome = try Command.run("explain", "attendances", in: workspace)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("error[pipeline.no-build]"))
        #expect(outcome.error.contains("kaiku run Pipelines/osaamiskeskus.yaml"))
    }
}
