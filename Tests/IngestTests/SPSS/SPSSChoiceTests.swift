import CReadStat
import Definitions
import Diagnostics
import Foundation
import Testing

@testable import Ingest

@Suite struct SPSSChoiceTests {
    private static let labels: [(SPSSValue, String)] = [(.number(0), "Ei"), (.number(1), "Kyllä")]
    private static let variables = [
        SPSSFixture.Variable(name: "id"),
        SPSSFixture.Variable(name: "LanguageFinnish", title: "Suomi", labels: labels),
        SPSSFixture.Variable(name: "LanguageSwedish", title: "Ruotsi", labels: labels),
        SPSSFixture.Variable(name: "first", width: 8), SPSSFixture.Variable(name: "second", width: 8),
    ]

    /// A file with extension records before the end of its dictionary, as SPSS writes them.
    private func file(_ records: [(subtype: Int32, text: [UInt8])], name: String = "a.sav") throws -> TemporaryFile {
        let bytes = try SPSSFixture.bytes(
            Self.variables,
            cases: (0..<20).map { [.number(Double($0)), .number(Double($0 % 2)), .number(1), .text("a"), .text("")] },
            compression: READSTAT_COMPRESS_NONE)
        // The last record before the cases: 999 and four bytes.
        let end = try #require(Data(bytes).range(of: Data([0xE7, 3, 0, 0, 0, 0, 0, 0])))
        func integer(_ value: Int32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let added = records.flatMap { record in
            integer(7) + integer(record.subtype) + integer(1) + integer(Int32(record.text.count)) + record.text
        }
        return try TemporaryFile(Array(bytes[..<end.lowerBound]) + added + bytes[end.lowerBound...], name: name)
    }

    /// The short names that ReadStat gives the variables, by their long ones.
    private func shortNames(_ bytes: [UInt8]) throws -> [String: String] {
        let file = try TemporaryFile(bytes, name: "a.sav")
        var header = try SPSSHeader(SourceFile(path: file.path, displayName: "a.sav"))
        let names = try header.choiceRecords().longNames
        return Dictionary(uniqueKeysWithValues: names.map { ($0.value, $0.key) })
    }

    private func choices(_ file: TemporaryFile) throws -> [SPSSChoice] {
        let source = try SourceFile(path: file.path, displayName: file.name)
        return try SPSSChoice.all(in: source, SPSSReader(source).dictionary)
    }

    @Test func findsTheSetsOfAFile() throws {
        let short = try shortNames(SPSSFixture.bytes(Self.variables, cases: []))
        let finnish = try #require(short["LanguageFinnish"]).lowercased()
        let swedish = try #require(short["LanguageSwedish"]).lowercased()
        let dichotomy = "$kielet=D1 1 7 Kielet? \(finnish) \(swedish)\n$valinnat=C 0  first second\n"
        let extended = "$muut=E 1 1 1 4 Muut \(swedish)\n$none=D1 1 0  missing\n"
        let found = try choices(file([(7, Array(dichotomy.utf8)), (19, Array((dichotomy + extended).utf8))]))
        #expect(found.map(\.name) == ["$kielet", "$valinnat", "$muut"])
        #expect(found[0].title == "Kielet?" && found[0].shape == .dichotomies(counted: "1"))
        #expect(found[0].variables == ["LanguageFinnish", "LanguageSwedish"] && found[0].others == ["0"])
        #expect(found[1].title == nil && found[1].shape == .categories && found[1].variables == ["first", "second"])
        #expect(
            found[0].summary
                == "multiple choice $kielet 'Kielet?', a column for each option, 1 = chosen: LanguageFinnish, LanguageSwedish"
        )
    }

    @Test func inspectionShowsAndProposesThem() throws {
        let short = try shortNames(SPSSFixture.bytes(Self.variables, cases: []))
        let names = try ["LanguageFinnish", "LanguageSwedish"].map { try #require(short[$0]).lowercased() }
        let text = "$kielet=D1 1 7 Kielet? \(names.joined(separator: " "))\n$valinnat=C 7 Valinta first second\n"
        let file = try file([(7, Array(text.utf8))])
        let found = try FileInspection(path: file.path, displayName: "a.sav")
        #expect(found.notes.count == 2 && found.text.contains("  note: multiple choice $kielet 'Kielet?'"))
        let proposal = found.proposedMapping
        #expect(
            proposal.contains(
                "  languagefinnish: {from: \"LanguageFinnish\", type: boolean, values: {\"1\": true, \"0\": false}}"))
        #expect(proposal.contains("  # multiple choice $kielet") && proposal.contains("  # multiple choice $valinnat"))
        let definition = try DefinitionFile.load(text: proposal, name: "mapping.yaml")
        let reader = DefinitionReader(findings: definition.findings)
        let mapping = try #require(Mapping.decode(definition.root, codeLists: [:], with: reader))
        let reading = try read(path: file.path, mapping, name: "a.sav")
        #expect(reading.values("languagefinnish") == (0..<20).map { "\($0 % 2)" })
    }

    @Test func passesOverWhatIsWrittenWrong() throws {
        let lines = [
            "kielet=D1 1 0  first", "$=C 0  first", "$a=X 0  first", "$b=C 99999 first", "$c=D1 1 500 Kielet first",
            "$d=D first", "$e=E 1 first", "$f=C", "$g", "", "$h=C 0 ", "$i=D9999999 1 0  first",
            "$good=C 3 Hei first second",
        ]
        let found = try choices(file([(7, Array(lines.joined(separator: "\n").utf8))]))
        #expect(found.map(\.name) == ["$good"])
        #expect(try choices(file([])).isEmpty)
        #expect(try choices(file([(7, [0xFF, 0x24, 0x0A, 0x00])])).isEmpty)
    }

    @Test func survivesChangedBytes() throws {
        let text = "$a=D1 1 7 Kielet? first second\n$b=C 7 Valinta first second\n$c=E 1 3 Yes 3 Hei first\n"
        let kept = try file([(7, Array(text.utf8)), (19, Array(text.utf8))])
        let whole = try withExtendedLifetime(kept) { try Data(contentsOf: URL(fileURLWithPath: kept.path)) }
        var found = 0
        for seed in 0..<1500 {
            var generator = SeededGenerator(state: UInt64(seed))
            let changed = try TemporaryFile(Mutation.changed(Array(whole), &generator), name: "a.sav")
            do throws(IngestError) {
                let source = try SourceFile(path: changed.path, displayName: "a.sav")
                let dictionary = try SPSSReader(source).dictionary
                if try !SPSSChoice.all(in: source, dictionary).isEmpty { found += 1 }
            } catch {
                #expect(!error.explanation.summary.isEmpty)
            }
        }
        #expect(found > 0)
    }
}
