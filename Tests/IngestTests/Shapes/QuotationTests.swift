import Diagnostics
import Foundation
import Microdata
import Records
import Testing

@testable import Ingest

/// Coding sheets: several themes in a cell, and quotations of which only those that somebody released are kept.
@Suite struct QuotationTests {
    private static let themes = CodeList(
        name: "theme",
        codes: [
            Code(code: "examples", titles: ["fi": "Esimerkit"]), Code(code: "time", titles: ["fi": "Aika ja raha"]),
            Code(code: "thanks", titles: ["fi": "Kiitokset"]),
        ])
    private static let yaml = """
        kaiku: 1
        record: coded-answer
        columns:
          respondent: {from: Koodi}
          wave: {constant: after}
          theme: {from: "#value", codes: theme}
          quote: {from: Sitaatti}
          released: {from: Lupa}
        unpivot: {from: Teemat, separator: ";"}
        """
    private static let sheet = """
        Koodi,Teemat,Sitaatti,Lupa
        A1,Esimerkit; aika ja raha,Tämä saa näkyä.,kyllä
        A2,Kiitokset,Tämä ei saa näkyä.,ei
        A3,Esimerkit,Tästä ei ole sanottu mitään.,
        A4,thanks ;; ,,kyllä
        A5,,Ilman teemaa.,kyllä
        A6,Esimerkit,Soita 040 123 4567 niin kerron.,kyllä
        A7,Esimerkit;Tuntematon,Puoliksi oikein.,x
        A8,Kiitokset,Lupa on epäselvä.,ehkä

        """

    private func reading(threads: Int = 2, chunkSize: Int? = nil, mapping yaml: String = yaml) throws -> Reading {
        try read(
            Self.sheet, defined(yaml, lists: [Self.themes]), lists: [Self.themes], threads: threads,
            chunkSize: chunkSize)
    }

    @Test func makesARecordOfEachThemeOfACell() throws {
        for reading in [try reading(), try reading(threads: 1, chunkSize: 40)] {
            #expect(reading.values("theme") == ["examples", "time", "thanks", "examples", "thanks", "examples"])
            #expect(reading.values("_line") == ["2", "2", "3", "4", "5", "8"])
            #expect(reading.isReconciled)
            // Two, one, one, one, one empty, one, two and one; set aside are the phone number, the unknown theme and the unclear word.
            #expect(reading.report.rowsRead == 10 && reading.report.rowsKept == 6)
            #expect(reading.report.rowsQuarantined == 3 && reading.report.rowsExcluded == 1)
            #expect(reading.report.exclusions == [ExcludedRows(reason: "the cell is empty", count: 1)])
            #expect(reading.codes.sorted() == ["ingest.not-of-type", "ingest.phone-number", "ingest.unknown-code"])
            #expect(reading.report.issues.first { $0.code == "ingest.unknown-code" }?.location.column == "Teemat")
        }
    }

    @Test func keepsTheTextOfReleasedRowsOnly() throws {
        for reading in [try reading(), try reading(threads: 1, chunkSize: 40)] {
            #expect(
                reading.values("quote") == [
                    "Tämä saa näkyä.", "Tämä saa näkyä.", "", "", "", "Puoliksi oikein.",
                ])
            #expect(reading.values("released") == ["1", "1", "0", "<not-answered>", "1", "1"])
        }
    }

    @Test func keepsNothingWhereTheAnswerCannotBeRead() throws {
        // With a warning the row stays, and an unclear word is no release.
        let yaml = Self.yaml.replacing("{from: Lupa}", with: "{from: Lupa, severity: warn}")
        let reading = try reading(mapping: yaml)
        #expect(reading.values("released").last == "<not-answered>")
        #expect(reading.values("quote").last == "")
        // A file without the column releases nothing, and of two columns the first that is filled says it.
        let optional = Self.yaml.replacing("{from: Lupa}", with: "{from: Luvat, optional: true}")
        #expect(try self.reading(mapping: optional).values("quote").allSatisfy(\.isEmpty))
        let two = Self.yaml.replacing("{from: Lupa}", with: "{from: [Lupa, Toinen], missing: [ei]}")
        let sheet = "Koodi,Teemat,Sitaatti,Lupa,Toinen\nA1,Esimerkit,a,ei,kyllä\nA2,Esimerkit,b,,kyllä\n"
        let both = try read(sheet, defined(two, lists: [Self.themes]), lists: [Self.themes])
        #expect(both.values("quote") == ["", "b"])
    }

    @Test func canReleaseAllRowsOfAFile() throws {
        let yaml = Self.yaml.replacing("{from: Lupa}", with: "{constant: true}")
        #expect(try reading(mapping: yaml).values("quote")[2] == "Tämä ei saa näkyä.")
    }

    @Test func setsAsideWhatMustNotBeQuotedWhateverTheMappingSays() throws {
        for mapping in [Self.yaml, Self.yaml + "\npersonal-data: {unexpected: mask}"] {
            let reading = try reading(mapping: mapping)
            let issue = try #require(reading.report.issues.first { $0.code == "ingest.phone-number" })
            #expect(issue.severity == .error && issue.location.line == 7)
            #expect(issue.explanation.summary.contains("the field holds a phone number"))
            #expect(!issue.rendered().contains("kerron"))
        }
        // Without its text the row may still be counted.
        let dropped = try reading(
            mapping: Self.yaml.replacing("{from: Sitaatti}", with: "{from: Sitaatti, personal-data: drop}"))
        #expect(dropped.report.rowsKept == 7 && dropped.values("quote")[5] == "")
    }

    @Test func textThatNobodyReleasedReachesNoStore() throws {
        let file = try TemporaryFile("")
        let path = file.folder.path + "/s.sqlite"
        let store = try Store(path: path)
        let segments = try reading().segments
        try store.run { transaction in
            let source = try transaction.beginSource(
                SourceDescription(
                    path: "a.csv", table: "coded_answer", position: 0,
                    fingerprint: FileFingerprint(size: 1, modified: 1, changed: 1, inode: 1, device: 1),
                    mappingHash: "m"))
            for segment in segments { try transaction.add(EncodedSegment(segment), to: source) }
            try transaction.finish(source, contentHash: "c", counts: RowCounts(read: 6, kept: 6), dialect: "")
        }
        try store.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: file.folder.path).filter { $0.hasPrefix("s.") }
        let bytes = try names.map { try Data(contentsOf: file.folder.appendingPathComponent($0)) }
        func isStored(_ text: String) -> Bool { bytes.contains { $0.range(of: Data(text.utf8)) != nil } }
        #expect(isStored("Tämä saa näkyä."), "the search finds what is there")
        for text in ["Tämä ei saa näkyä", "Tästä ei ole sanottu", "Soita 040", "Lupa on epäselvä", "Ilman teemaa"] {
            #expect(!isStored(text), "\(text)")
        }
    }

    @Test func aSurveyMayHaveQuotationsOfItsOwn() throws {
        let yaml = """
            kaiku: 1
            record: survey-response
            columns:
              respondent: {from: Koodi}
              wave: {constant: after}
              comment: {from: Palaute, type: quotation, released: may_quote}
              may_quote: {from: Saa lainata, type: boolean}
            """
        let sheet = "Koodi,Palaute,Saa lainata\nA1,Hyvä,kyllä\nA2,Huono,ei\n"
        #expect(try read(sheet, defined(yaml)).values("comment") == ["Hyvä", ""])
    }

    @Test(arguments: [
        ("  released: {from: Lupa}\n", "", "nothing says which rows of 'quote' are released"),
        ("quote: {from: Sitaatti}", "quote: {from: Sitaatti, released: theme}", "nothing says which rows"),
        ("quote: {from: Sitaatti}", "quote: {constant: Hyvä}", "one and the same text"),
        ("quote: {from: Sitaatti}", "quote: {from: Sitaatti, required: true}", "quotations cannot be required"),
        ("{from: \"#value\",", "{from: \"#value\", released: released,", "is for columns of type quotation"),
        ("separator: \";\"", "empty: keep", "it is not said what becomes rows"),
        ("from: Teemat, ", "", "it is not said what becomes rows"),
    ])
    func saysWhatIsWrongWithAMapping(part: String, instead: String, problem: String) throws {
        let yaml = Self.yaml + "\n"
        try #require(yaml.contains(part))
        let findings = try decoded(yaml.replacing(part, with: instead), lists: [Self.themes]).findings
        let told = findings.map(\.explanation.summary)
        #expect(told.contains { $0.contains(problem) }, "\(told)")
        #expect(findings.allSatisfy { !$0.explanation.remedies.isEmpty })
    }

    @Test func aCellWithMoreThemesThanAnybodyCodesKeepsTheRestTogether() throws {
        let many = Array(repeating: "Esimerkit", count: 25).joined(separator: ";")
        let reading = try read(
            "Koodi,Teemat,Sitaatti,Lupa\nA1,\(many),,\n", defined(Self.yaml, lists: [Self.themes]),
            lists: [Self.themes])
        #expect(reading.report.rowsKept == 19 && reading.codes == ["ingest.unknown-code"])
    }
}
