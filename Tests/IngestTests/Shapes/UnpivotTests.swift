import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct UnpivotTests {
    private let yaml = """
        kaiku: 1
        record: assessment
        columns:
          innovation: {from: Innovaatio}
          rater: {from: Arvioija}
          criterion: {from: "#name"}
          score: {from: "#value", range: [1, 5], missing: {eos: does-not-know}}
        unpivot:
          columns: {Uutuus: novelty, Vaikuttavuus: impact, Levitettävyys: spread}
        unique: [innovation, rater, criterion]
        """
    private let sheet = """
        Innovaatio;Arvioija;Uutuus;Vaikuttavuus;Levitettävyys
        M1;a;5;4;
        M2;a;9;eos;3
        M1;a;1;2;2
        M3;b;;;
        ;;;;
        rikki;rivi

        """

    @Test func makesARecordOfEachCell() throws {
        let reading = try read(sheet, defined(yaml))
        #expect(reading.values("innovation") == ["M1", "M1", "M2", "M2", "M1"])
        #expect(reading.values("criterion") == ["novelty", "impact", "impact", "spread", "spread"])
        #expect(reading.values("score") == ["5", "4", "<does-not-know>", "3", "2"])
        #expect(reading.values("_line") == ["2", "2", "3", "3", "4"])
    }

    @Test func reconcilesCells() throws {
        let reading = try read(sheet, defined(yaml))
        // Six rows with three cells each are read as 18. Quarantined: the 9, two cells of the repeated row and three of the one that is
        // too short. Excluded: four empty cells and the three of the row of separators.
        #expect(reading.report.rowsRead == 18)
        #expect(reading.report.rowsKept == 5 && reading.report.rowsQuarantined == 6 && reading.report.rowsExcluded == 7)
        #expect(reading.report.exclusions == [ExcludedRows(reason: "the cell is empty", count: 4)])
        #expect(reading.isReconciled)
        #expect(
            reading.codes == [
                "ingest.out-of-range", "ingest.duplicate", "ingest.duplicate", "ingest.field-count",
            ])
        // The message names the file's own column.
        #expect(reading.report.issues[0].location.description == "source.csv:3:Uutuus")
        #expect(reading.report.unmappedColumns.isEmpty)
    }

    @Test func keepsEmptyCellsWhereDeclared() throws {
        let reading = try read(
            sheet, defined(yaml.replacing("spread}", with: "spread}\n  empty: keep")))
        #expect(reading.values("score").filter { $0 == "<not-answered>" }.count == 4)
        #expect(reading.isReconciled)
    }

    @Test func tellsWhatIsWrongWithARowOnce() throws {
        let days = try defined(
            """
            kaiku: 1
            record: activity
            columns:
              date: {from: "#name"}
              channel: {constant: news}
              count: {from: "#value"}
              seen: {from: Nähty, type: day}
            unpivot: {columns: {Tammi: 2024-01-01, Helmi: 2024-02-01}}
            """)
        let reading = try read("Nähty;Tammi;Helmi\n31.11.2024;1;2\n1.12.2024;3;a@example.org\n", days)
        #expect(reading.codes == ["ingest.not-of-type", "ingest.email-address", "ingest.not-of-type"])
        #expect(reading.report.rowsQuarantined == 3 && reading.isReconciled)
        #expect(reading.values("date") == ["2024-01-01"] && reading.values("count") == ["3"])
    }

    @Test func readsSheetsLikeText() throws {
        let rows = sheet.split(separator: "\n").dropLast().map { line in
            line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
        let fixture = try textWorkbook(rows)
        let fromSheet = try read(path: fixture.path, defined(yaml), name: "a.xlsx")
        let fromText = try read(sheet, defined(yaml))
        for column in ["innovation", "criterion", "score", "_line"] {
            #expect(fromSheet.values(column) == fromText.values(column), "\(column)")
        }
        #expect(fromSheet.isReconciled)
    }

    @Test func givesTheSameWhateverTheChunks() throws {
        var text = "Innovaatio;Arvioija;Uutuus;Vaikuttavuus;Levitettävyys\n"
        for row in 0..<3000 { text += "M\(row);a;\"\(row % 6)\";\(row % 4);\(row % 5 == 0 ? "" : "2")\n" }
        let whole = try read(text, defined(yaml))
        let cut = try read(text, defined(yaml), threads: 3, chunkSize: 1 << 12)
        for column in ["innovation", "criterion", "score", "_line"] {
            #expect(whole.values(column) == cut.values(column), "\(column)")
        }
        #expect(whole.isReconciled && cut.isReconciled && whole.report.rowsRead == 9000)
    }

    @Test func namesWhatIsMissing() throws {
        #expect { try read("Innovaatio;Arvioija;Uutuus;Vaikuttavus;Levitettävyys\n", defined(yaml)) } throws: {
            let findings = ($0 as? IngestError)?.mistakes ?? []
            return findings.map(\.code) == ["ingest.unknown-column"]
                && findings.first?.explanation.remedies.first == "did you mean 'Vaikuttavus'?"
        }
        let virtual = try defined(yaml.replacing("Uutuus: novelty", with: "\"#row\": novelty"))
        #expect { try read("Innovaatio;Arvioija;Vaikuttavuus;Levitettävyys\n", virtual) } throws: {
            ($0 as? IngestError)?.mistakes.map(\.code) == ["ingest.unknown-column"]
        }
        let without = try defined(
            "kaiku: 1\nrecord: activity\ncolumns:\n  date: {constant: 2024-01-01}\n  channel: {from: \"#name\"}\n")
        #expect { try read("a\n1\n", without) } throws: {
            ($0 as? IngestError)?.mistakes.map(\.code) == ["ingest.not-unpivoted"]
        }
    }
}
