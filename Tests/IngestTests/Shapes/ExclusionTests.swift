import Diagnostics
import Testing

@testable import Ingest

@Suite struct ExclusionTests {
    private func mapping(_ rules: String, _ more: String = "") throws -> Mapping {
        try defined(
            "kaiku: 1\nrecord: activity\ncolumns:\n  date: {constant: 2024-01-01}\n  channel: {constant: news}\n"
                + "  n: {from: n, type: integer}\n\(more)\nexclude: \(rules)\n")
    }

    @Test func leavesOutRowsByRuleAndCountsThemByReason() throws {
        let text = "n;tila;valmis\n1;ok;1.1.2024\nx;testi;1.1.2024\n3;ok;\n4;Testi ;\ny;ok;2.1.2024\n;;\n"
        let reading = try read(
            text,
            mapping(
                "[{column: tila, equals: [testi], reason: a test}, {column: valmis, empty: true, reason: unfinished}]"))
        // A row that is left out is not looked at further: its x is no issue. The first rule that fits counts.
        #expect(reading.values("n") == ["1"])
        #expect(reading.codes == ["ingest.not-of-type"])
        #expect(
            reading.report.exclusions == [
                ExcludedRows(reason: "a test", count: 2), ExcludedRows(reason: "unfinished", count: 1),
            ])
        // 1 kept, 1 quarantined, 3 excluded by rule and 1 empty.
        #expect(reading.report.rowsRead == 6 && reading.report.rowsExcluded == 4 && reading.isReconciled)
        let told = reading.report.findings.filter { $0.code == "ingest.excluded-rows" }
        #expect(
            told.map(\.explanation.summary) == [
                "source.csv: 2 of 6 rows are excluded: a test", "source.csv: 1 of 6 rows is excluded: unfinished",
            ])
    }

    @Test func knowsTheOppositeConditions() throws {
        let text = "n;tila\n1;a\n2;b\n3;\n"
        #expect(try read(text, mapping("[{column: tila, differs: [A, b], reason: r}]")).values("n") == ["1", "2"])
        #expect(try read(text, mapping("[{column: tila, empty: false, reason: r}]")).values("n") == ["3"])
        #expect(
            try read(text, mapping("[{column: tila, empty: true, reason: r}]", "missing: [b]")).values("n") == ["1"])
    }

    @Test func leavesOutRowsWithPersonalDataUnread() throws {
        let reading = try read(
            "n;tila;nimi\n1;testi;a@example.org\n2;ok;b@example.org\n",
            mapping("[{column: tila, equals: testi, reason: r}]"))
        #expect(reading.report.rowsExcluded == 1 && reading.codes == ["ingest.email-address"])
        let dropped = try read(
            "n;tila;nimi\n1;testi;a@example.org\n2;ok;b@example.org\n",
            mapping("[{column: tila, equals: testi, reason: r}]", "drop: [\"ni*\", ei ole]"))
        #expect(dropped.values("n") == ["2"] && dropped.codes.isEmpty)
        #expect(dropped.report.unmappedColumns.isEmpty)
    }

    @Test func namesAColumnThatIsNotThere() throws {
        #expect { try read("n\n1\n", mapping("[{column: tila, empty: true, reason: r}]")) } throws: {
            ($0 as? IngestError)?.findings.map(\.code) == ["ingest.unknown-column"]
        }
        #expect(
            try read("n\n1\n", mapping("[{column: tila, empty: true, reason: r, optional: true}]")).values("n") == ["1"]
        )
    }

    @Test func reconcilesWhateverTheChunks() throws {
        var text = "n;tila\n"
        for row in 0..<4000 { text += "\(row % 7 == 0 ? "x" : "\(row)");\(row % 3 == 0 ? "pois" : "ok")\n" }
        let rules = try mapping("[{column: tila, equals: pois, reason: r}]")
        let whole = try read(text, rules)
        let cut = try read(text, rules, threads: 3, chunkSize: 1 << 12)
        #expect(whole.isReconciled && cut.isReconciled)
        #expect(whole.values("n") == cut.values("n"))
        #expect(cut.report.exclusions == [ExcludedRows(reason: "r", count: 1334)])
        #expect(whole.report.issues.counts.map(\.count) == cut.report.issues.counts.map(\.count))
    }

    @Test func refusesRulesWithoutOneCondition() throws {
        let rules = [
            "[{column: n, reason: r}]", "[{column: n, empty: true, equals: 1, reason: r}]",
            "[{empty: true, reason: r}]",
            "[{column: n, empty: true}]",
        ]
        for rule in rules { #expect(throws: TestFailure.self, "\(rule)") { try mapping(rule) } }
    }

    @Test func matchesPatterns() {
        var shapes = MappingShapes()
        shapes.dropped = ["token", "_submission_*", "_*_latitude", "groupTime*"]
        for name in ["Token", "_submission_time", "_koti_latitude", "groupTime12"] {
            #expect(shapes.drops(name), "\(name)")
        }
        for name in ["tokens", "submission_x", "_latitud", "time", ""] { #expect(!shapes.drops(name), "\(name)") }
    }
}
