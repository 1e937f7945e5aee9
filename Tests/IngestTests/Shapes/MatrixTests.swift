import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct MatrixTests {
    private func mapping(_ matrices: String) throws -> Mapping {
        try defined(
            "kaiku: 1\nrecord: activity\ncolumns:\n  date: {constant: 2024-01-01}\n  channel: {constant: news}\n"
                + "matrices:\n" + matrices)
    }

    @Test func sharesOneScaleAmongRows() throws {
        let mapping = try mapping(
            """
              agree:
                from: "Väitteet [{row}]"
                rows: {"Sain tukea": support, "Opin uutta": learnt}
                type: integer
                range: [1, 3]
                values: {Eri mieltä: 1, Siltä väliltä: 2, Samaa mieltä: 3}
                missing: {En osaa sanoa: does-not-know}

            """)
        let text =
            "Väitteet [Sain tukea],Väitteet [Opin uutta]\nSamaa mieltä,En osaa sanoa\n2,4\nEri mieltä,Siltä väliltä\n"
        let reading = try read(text, mapping)
        #expect(reading.values("agree_support") == ["3", "1"])
        #expect(reading.values("agree_learnt") == ["<does-not-know>", "2"])
        #expect(reading.codes == ["ingest.out-of-range"])
        #expect(reading.report.issues[0].location.column == "Väitteet [Opin uutta]")
    }

    @Test func readsBothScalesOfADualScale() throws {
        let mapping = try mapping(
            """
              now: {from: "Q1[{row}][1]", rows: [SQ001, SQ002], type: integer}
              wish: {from: "Q1[{row}][2]", rows: [SQ001, SQ002], type: integer}

            """)
        let reading = try read("Q1[SQ001][1];Q1[SQ001][2];Q1[SQ002][1];Q1[SQ002][2]\n1;2;3;4\n", mapping)
        #expect(reading.values("now_sq001") == ["1"] && reading.values("now_sq002") == ["3"])
        #expect(reading.values("wish_sq001") == ["2"] && reading.values("wish_sq002") == ["4"])
    }

    @Test func namesARowThatIsNotThere() throws {
        let mapping = try mapping("  q: {from: \"arvio/{row}\", rows: {tuki: a, opii: b}, type: integer}\n")
        #expect { try read("arvio/tuki;arvio/oppi\n1;2\n", mapping) } throws: {
            ($0 as? IngestError)?.mistakes.map(\.explanation.remedies.first) == ["did you mean 'arvio/oppi'?"]
        }
    }

    @Test func refusesMistakes() throws {
        for matrix in [
            "  q: {from: \"Q1[x]\", rows: {a: b}}\n", "  q: {from: \"{row}\", rows: {a: B}}\n",
            "  q: {from: \"{row}\", rows: [], type: integer}\n", "  q: {from: \"{row}\", rows: {a: b}, unit: euro}\n",
        ] {
            #expect(throws: TestFailure.self, "\(matrix)") { try mapping(matrix) }
        }
    }
}
