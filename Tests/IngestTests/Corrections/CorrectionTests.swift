import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

/// Corrections stand in place of what cells hold, before anything is made of it.
@Suite struct CorrectionTests {
    static let columns = [
        ColumnMapping("hyoty", from: ["Hyöty"], type: .integer, range: 1...5),
        ColumnMapping(
            "aalto", from: ["Aalto"], type: .code, values: [.init("ennen", "before"), .init("jälkeen", "after")]),
        ColumnMapping("palaute", from: ["Palaute"], type: .textLength),
        ColumnMapping("vastaaja", from: ["Vastaaja"], type: .person, required: true),
    ]

    static let text = #"""
        Vastaaja;Hyöty;Aalto;Palaute
        A1;4;ennen;hyvä
        A2;9;jälkeen;"ihan ""hyvä"""
        ;3;ennen;
        A4;2;enen;x

        """#

    /// A correction of a line and column of the file above, whatever its content.
    static func correction(_ line: Int, _ column: String, _ value: WorkbookCell, code: String = "ingest.x")
        -> Correction
    {
        Correction(
            key: IssueKey(contentHash: String(repeating: "a", count: 64), line: line, column: column, code: code),
            value: value, origin: RecordLocation(file: "korjaukset.xlsx", sheet: "S", line: 5))
    }

    static func corrected(_ corrections: [Correction], _ text: String = text, chunkSize: Int? = nil) throws -> Reading {
        var mapping = mapping(columns)
        mapping.corrections = corrections
        return try read(text, mapping, chunkSize: chunkSize)
    }

    @Test func aRowLeavesQuarantineWhenItIsCorrected() throws {
        let plain = try Self.corrected([])
        #expect(plain.report.rowsQuarantined == 3)
        #expect(plain.report.corrections.isEmpty)
        let reading = try Self.corrected([
            Self.correction(3, "Hyöty", .text("5")), Self.correction(4, "Vastaaja", .text("A3")),
            Self.correction(5, "Aalto", .text("ennen")),
        ])
        #expect(reading.report.rowsQuarantined == 0)
        #expect(reading.values("hyoty") == ["4", "5", "3", "2"])
        #expect(reading.values("aalto") == ["before", "after", "before", "before"])
        #expect(reading.report.corrections.map(\.problem) == [nil, nil, nil])
        #expect(reading.report.corrections.map(\.column) == ["Hyöty", "Vastaaja", "Aalto"])
        // The person is the one whom the same identifier gives anywhere else.
        let whole = try Self.corrected([], "Vastaaja;Hyöty;Aalto;Palaute\nA3;1;ennen;\n")
        #expect(reading.values("vastaaja")[2] == whole.values("vastaaja")[0])
    }

    @Test func theRestOfTheFileIsReadAsItIs() throws {
        let plain = try Self.corrected([])
        let reading = try Self.corrected([Self.correction(2, "Hyöty", .text("1"))])
        #expect(reading.values("hyoty") == ["1"])
        for name in ["aalto", "palaute", "vastaaja", "_line"] { #expect(reading.values(name) == plain.values(name)) }
        #expect(reading.report.sha256 == plain.report.sha256)
        #expect(reading.report.rowsRead == plain.report.rowsRead)
    }

    @Test func anImpossibleCorrectionLeavesTheRowAsideAndSaysWhy() throws {
        let reading = try Self.corrected([
            Self.correction(3, "Hyöty", .text("6")), Self.correction(5, "Aalto", .text("silloin")),
        ])
        #expect(reading.report.rowsQuarantined == 3)
        #expect(reading.report.corrections.map(\.problem) == ["ingest.out-of-range", "ingest.unknown-code"])
    }

    @Test func whatCannotBeFoundHasNoOutcome() throws {
        let reading = try Self.corrected([
            Self.correction(77, "Hyöty", .text("5")), Self.correction(3, "Muu", .text("5")),
        ])
        #expect(reading.report.corrections.isEmpty)
        #expect(reading.report.rowsQuarantined == 3)
    }

    @Test func personalDataGoesOutAndDoesNotComeIn() throws {
        let text = "Vastaaja;Hyöty;Aalto;Palaute\nA1;4;ennen;aku@example.org\nA2;4;ennen;hyvä\n"
        #expect(try Self.corrected([], text).report.rowsQuarantined == 1)
        let mended = try Self.corrected([Self.correction(2, "Palaute", .text("hyvä \"kurssi\""))], text)
        #expect(mended.report.rowsQuarantined == 0)
        #expect(mended.values("palaute") == ["13", "4"])
        let spoiled = try Self.corrected([Self.correction(3, "Palaute", .text("aku@example.org"))], text)
        #expect(spoiled.report.rowsQuarantined == 2)
        #expect(spoiled.report.corrections.map(\.problem) == ["ingest.email-address"])
    }

    @Test func phoneNumbersGoOutAndDoNotComeIn() throws {
        let text = "Vastaaja;Hyöty;Aalto;Palaute\nA1;4;ennen;040 123 4567\nA2;4;ennen;hyvä\n"
        #expect(try Self.corrected([], text).report.rowsQuarantined == 1)
        #expect(try Self.corrected([Self.correction(2, "Palaute", .text("hyvä"))], text).report.rowsQuarantined == 0)
        let spoiled = try Self.corrected([Self.correction(3, "Palaute", .text("+358401234567"))], text)
        #expect(spoiled.report.rowsQuarantined == 2)
        #expect(spoiled.report.corrections.map(\.problem) == ["ingest.phone-number"])
    }

    @Test func aColumnOfTwoSourcesTakesTheCorrectedOne() throws {
        var mapping = mapping([ColumnMapping("paikka", from: ["Paikka", "Muu"], type: .textLength)])
        let text = "Paikka;Muu;x\n;\"a \"\"b\"\"\";1\n;;2\nabc;de;3\n"
        #expect(try read(text, mapping).values("paikka").map { $0.hasPrefix("<") } == [false, true, false])
        mapping.corrections = [Self.correction(3, "Muu", .text("xy")), Self.correction(4, "Paikka", .empty)]
        let reading = try read(text, mapping)
        #expect(reading.values("paikka") == ["5", "2", "2"])
        #expect(reading.report.corrections.map(\.problem) == [nil, nil])
    }

    @Test func valuesAreLoggedAsKeyedFacts() throws {
        let outcome = try #require(
            try Self.corrected([Self.correction(3, "Hyöty", .number(5))]).report.corrections.first)
        let pseudonymiser = try testPseudonymiser()
        #expect(outcome.old == pseudonymiser.fact(of: "9"))
        #expect(outcome.new == pseudonymiser.fact(of: "5"))
        #expect(outcome.old != pseudonymiser.pseudonym(of: "9"))
        #expect(outcome.old.hexadecimal.count == 32)
        #expect(pseudonymiser.corrector("Aino  Aalto") == pseudonymiser.corrector("Aino Aalto"))
    }

    @Test func nothingMayBeRight() throws {
        let reading = try Self.corrected([Self.correction(3, "Hyöty", .empty)])
        #expect(reading.report.rowsQuarantined == 2)
        #expect(reading.values("hyoty").count == 2)
        #expect(reading.values("hyoty")[1].hasPrefix("<"))
    }

    /// Rows in many batches and chunks, a correction in some of them: each at its own row, on any number of threads.
    @Test func correctionsAreFoundInLargeFiles() throws {
        var text = "Vastaaja;Hyöty;Aalto;Palaute\n"
        for number in 0..<40_000 { text += "A\(number);9;ennen;\"a\nb\"\n" }
        let lines = stride(from: 2, to: 80_000, by: 502).map { $0 }
        let corrections = lines.map { Self.correction($0, "Hyöty", .text("3")) }
        let reading = try Self.corrected(corrections.shuffled(), text, chunkSize: 1 << 16)
        #expect(reading.report.rowsKept == lines.count)
        #expect(reading.values("_line") == lines.map { String($0) })
        #expect(reading.report.corrections.count == lines.count)
    }

    @Test func numbersOfAWorkbookAreWrittenAsTheFileHasThem() throws {
        var mapping = mapping([ColumnMapping("paino", from: ["Paino"], type: .decimal(places: 2))])
        mapping.corrections = [Self.correction(3, "Paino", .number(1.5))]
        let reading = try read("Paino;x\n2,5;a\nx;b\n", mapping)
        #expect(reading.values("paino") == ["2.50", "1.50"])
    }

    // MARK: Keys

    @Test func aKeyIsReadAsItIsWritten() {
        let key = IssueKey(
            contentHash: String(repeating: "0123456789abcdef", count: 4), line: 17, column: "Maakunta",
            code: "ingest.unknown-code")
        #expect("\(key)".hasPrefix("0123456789ab-17-"))
        #expect("\(key)".hasSuffix("-unknown-code"))
        #expect(IssueKey("\(key)") == key)
        #expect(key.isOf(contentHash: String(repeating: "0123456789abcdef", count: 4)))
        #expect(!key.isOf(contentHash: String(repeating: "f", count: 64)))
        let rule = IssueKey(contentHash: String(repeating: "b", count: 64), line: 1, column: "", code: "rule.a-b")
        #expect(IssueKey("\(rule)") == rule)
        // Blanks in a heading are as mappings take them.
        #expect(IssueKey.mark(of: " Miten\n meni? ") == IssueKey.mark(of: "Miten meni?"))
    }

    @Test(arguments: [
        "", "abc", "0123456789ab-17-12345678", "0123456789ab-0-12345678-x", "0123456789ab-017-12345678-x",
        "0123456789AB-17-12345678-x", "0123456789ab--17-12345678-x", "0123456789ab-17-1234567g-x",
        "0123456789ab-99999999999999999999-12345678-x", "0123456789ab-17-12345678-",
    ]) func whatIsNoKeyIsNone(text: String) {
        #expect(IssueKey(text) == nil)
    }
}
