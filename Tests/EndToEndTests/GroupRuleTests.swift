import Foundation
import Pipeline
import Testing

/// Rules about rows together, on a few adoptions.
@Suite(.serialized) struct GroupRuleTests {
    static let pipeline = "Pipelines/polut/pipeline.yaml"
    static let sequence =
        "  - id: order\n    sequence: {table: adoption, keys: [innovation, adopter], stage: stage, day: date, order: [adopted, abandoned]}\n"
    static let acyclic =
        "  - id: one-way\n    acyclic: {table: adoption, from: learned_from, to: adopter, within: innovation}\n"

    /// Rows of innovation, adopter, stage, day and whom it learned from.
    private func open(_ rules: String, _ rows: [String]) throws -> Workspace {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        try workspace.write(
            """
            kaiku: 1
            pipeline: polut
            period: {from: 2024-01-01, to: 2024-12-31}
            as-of: 2024-06-30
            languages: [en]
            output: ../../build/polut
            locales: ../../Reports/locales
            templates: ../../Reports/templates
            code-lists: ["../codes/*.yaml"]
            catalogue: [indicators.yaml]
            reports: [../../Reports/data-quality.yaml]
            outputs: {excel: false, html: false, figures: false}
            sources:
              - {id: adoptions, titles: {en: "Adoptions"}, files: [rows.csv], mapping: mapping.yaml}
            rules:
            \(rules)
            """, to: Self.pipeline)
        try workspace.write(
            """
            kaiku: 1
            indicators:
              - code: adoptions
                titles: {en: "Rows"}
                definition: {en: "Rows."}
                unit: number
                population: none
                calculation: {kind: count, table: adoption}

            """, to: "Pipelines/polut/indicators.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: adoption
            columns:
              innovation: {from: I}
              adopter: {from: A}
              stage: {from: S, codes: adoption-stage}
              date: {from: D}
              learned_from: {from: L}

            """, to: "Pipelines/polut/mapping.yaml")
        try workspace.write(
            (["I;A;S;D;L"] + rows).joined(separator: "\n") + "\n", to: "Pipelines/polut/rows.csv")
        return workspace
    }

    /// How many rows count, and how many are in quarantine.
    private func outcome(_ rules: String, _ rows: [String]) throws -> (kept: Double?, quarantined: Int) {
        let workspace = try open(rules, rows)
        let summary = try workspace.run(Self.pipeline)
        let quarantined = summary.sources.reduce(0) { $0 + $1.quarantined }
        return (try workspace.results("build/polut").value("adoptions"), quarantined)
    }

    @Test func whoeverGivesUpHasAdoptedBefore() throws {
        let rows = [
            "A;x;adopted;1.1.2024;", "A;x;abandoned;1.2.2024;", "A;y;abandoned;1.2.2024;", "A;z;abandoned;1.2.2024;",
            "A;z;adopted;2.2.2024;", "A;z;abandoned;3.2.2024;", "B;y;adopted;1.1.2024;", "B;w;adopted;5.2.2024;",
            "B;w;abandoned;5.2.2024;", "B;o'h;abandoned;5.2.2024;", "A;v;abandoned;1.8.2024;",
        ]
        let found = try outcome(Self.sequence, rows)
        // y without, z before, o'h without; x and w are in order, and v is after the as-of day.
        #expect(found.quarantined == 3 && found.kept == 7)
        let warned = try outcome(Self.sequence + "    severity: warn\n", rows)
        #expect(warned.quarantined == 0 && warned.kept == 10)
    }

    @Test func learningDoesNotLeadRound() throws {
        let rows = [
            "A;x;adopted;1.1.2024;z", "A;y;adopted;1.1.2024;x", "A;z;adopted;1.1.2024;y", "A;w;adopted;1.1.2024;x",
            // In another innovation the same ties are no circle.
            "B;x;adopted;1.1.2024;y", "B;y;adopted;1.1.2024;w", "B;v;adopted;1.1.2024;v", "B;u;adopted;1.1.2024;",
        ]
        let found = try outcome(Self.acyclic, rows)
        #expect(found.quarantined == 4 && found.kept == 4)
        let all = try outcome(Self.acyclic.replacing(", within: innovation", with: ""), rows)
        // Without innovations x and y taught each other, and w learned from x and taught y.
        #expect(all.quarantined == 7)
    }

    @Test func rowsInOrderAndEmptyTablesPass() throws {
        let rules = Self.sequence + Self.acyclic
        let rows = ["A;x;adopted;1.1.2024;", "A;y;adopted;1.2.2024;x", "A;y;abandoned;1.3.2024;"]
        #expect(try outcome(rules, rows).quarantined == 0)
        #expect(try outcome(rules, ["A;x;interest;1.1.2024;"]).quarantined == 0)
    }

    @Test func aStopTellsWhatGoesRound() throws {
        let workspace = try open(
            Self.acyclic + "    severity: stop\n", ["A;x;adopted;1.1.2024;y", "A;y;adopted;1.1.2024;x"])
        let outcome = try Command.run(["run", Self.pipeline], in: workspace)
        #expect(outcome.status == 3)
        let rule = "going from 'learned_from' to 'adopter' never leads round, within the same innovation"
        #expect(outcome.error.contains(rule), "\(outcome.error)")
    }

    @Test(arguments: [
        ("stage: stage", "stage: stge", "stge"), ("order: [adopted, abandoned]", "order: [adopted]", "order"),
        ("order: [adopted, abandoned]", "order: [adopted, abandond]", "abandond"),
        ("day: date", "day: stage", "stage"), ("keys: [innovation, adopter]", "keys: [date]", "'date' is of the type"),
        ("table: adoption", "table: adoptions", "adoption"),
    ])
    func mistakesAreFound(old: String, new: String, word: String) throws {
        let workspace = try open(Self.sequence.replacing(old, with: new), ["A;x;adopted;1.1.2024;"])
        let outcome = try Command.run(["check", Self.pipeline], in: workspace)
        #expect(outcome.status == 1 && outcome.error.contains(word), "\(outcome.error)")
    }
}
