import Definitions
import Diagnostics
import Foundation
import Testing

@testable import Reporting

/// Contributions that ask for what cannot be are refused all at once, each with its place and what to write instead.
@Suite struct ContributionCheckTests {
    private func findings(_ text: String, targets: Bool = true) throws -> [Finding] {
        let (definition, findings) = try ContributionSample.definition(text)
        let check = ReportCheck(
            catalogue: try ContributionSample.catalogue(targets: targets), codeLists: ContributionSample.codeLists,
            locales: [try ContributionSample.locale("fi"), try ContributionSample.locale("en")])
        return findings + (definition.map(check.findings) ?? [])
    }

    private func codes(_ evidence: String..., further: String = "", targets: Bool = true) throws -> [String] {
        try findings(ContributionSample.text(evidence: evidence, further: further), targets: targets).map(\.code)
    }

    private static let right = "{figure: people, level: delivered, expect: target}"

    @Test func whatIsRightHasNoFindings() throws {
        #expect(
            try codes(
                Self.right,
                #"{figure: "change[item=q01]", during: "mean[item=q01, wave=during]", level: changed, expect: increase}"#,
                "{figure: events, published: satellites, level: delivered, expect: {at-least: 2}}",
                "{published: satellites, level: delivered, expect: {at-most: 2.5}}",
                "{missing: contribution.missing.comparison, level: changed}",
                further:
                    "changes: {title: table.contribution, short-title: table.contribution.short, notes: note.interval}"
            ) == [])
    }

    @Test func everythingWrongIsToldAtOnce() throws {
        let text = """
            report: a
            sections:
              - id: a
                title: section.contribution
                blocks:
                  - contribution:
                      id: c
                      title: table.contribution
                      dimension: measure
                      published: bare-list
                      levels:
                        - {id: delivered, title: evidence.delivered, meaning: evidence.delivered.meaning}
                        - {id: delivered, title: evidence.delivred, meaning: evidence.delivered.meaning}
                      claims:
                        - code: "1"
                          intended: contribution.1.intend
                          evidence:
                            - {figure: poeple, level: delivered, expect: target}
                            - {figure: people, level: deliverd, expect: target}
                            - {figure: people, level: delivered, expect: growth}
                            - {figure: people, level: delivered}
                            - {figure: agree, level: delivered, expect: increase}
                            - {figure: "change[item=q09]", level: delivered, expect: increase}
                            - {figure: "change[item=q01]", during: "mean[wave=during]", level: delivered, expect: increase}
                            - {published: satellites, level: delivered, expect: target}
                            - {missing: contribution.missing.comparison, figure: people, level: delivered}
                        - code: "1"
                          intended: contribution.1.intended
                          evidence: [\(Self.right)]
                        - code: "3"
                          intended: contribution.1.intended
                          evidence: [\(Self.right)]
                  - table: {id: c-amounts, title: table.contribution, rows: {figures: [people]}, columns: [{show: value}]}
            """
        let found = try findings(text)
        let expected: [(Int, String, String)] = [
            (20, "definition.unknown-value", "'growth' is not what evidence can be expected to show"),
            (33, "definition.duplicate-name", "'c-amounts' already names a table"),
            (13, "report.unknown-text", "there is no text 'evidence.delivred'"),
            (13, "definition.duplicate-name", "'delivered' already names a level of evidence"),
            (10, "report.unknown-column", "the listing 'bare-list' has no 'figure', 'value', 'source'"),
            (27, "definition.duplicate-name", "'1' already names a claim"),
            (16, "report.unknown-text", "there is no text 'contribution.1.intend'"),
            (18, "report.unknown-indicator", "'poeple' is not an indicator of the catalogue"),
            (19, "report.unknown-level", "'deliverd' is not a level of evidence"),
            (21, "report.no-expectation", "nothing is expected of this evidence"),
            (22, "report.expectation", "'agree' is no difference with an interval"),
            (23, "report.unknown-level", "'q09' is not a level of 'item'"),
            (24, "report.unknown-breakdown", "'mean' has no breakdown by wave"),
            (25, "report.expectation", "what others published can only be at least or at most so much"),
            (26, "report.evidence", "what is missing has no figure"),
            (30, "report.unknown-level", "'3' is not a level of 'measure'"),
        ]
        for (line, code, problem) in expected {
            #expect(
                found.contains {
                    $0.location?.line == line && $0.code == code && $0.explanation.summary.contains(problem)
                }, "\(line) \(code) \(problem): \(found.map(\.explanation.summary))")
        }
        #expect(found.count == expected.count, "\(found.map { "\($0.code) \($0.explanation.summary)" })")
        #expect(found.allSatisfy { $0.explanation.cause != nil || !$0.explanation.remedies.isEmpty })
    }

    @Test func levelsMustBeDeclared() throws {
        let text = ContributionSample.text(evidence: [Self.right])
        let none = text.replacingOccurrences(of: ContributionSample.levelsText, with: "levels: []")
        #expect(try Set(findings(none).map(\.code)) == ["report.no-levels", "report.unknown-level"])
        let lacking = text.replacingOccurrences(of: ContributionSample.levelsText, with: "")
        #expect(try findings(lacking).map(\.code).contains("definition.missing-key"))
    }

    @Test func aTargetMustBeThere() throws {
        #expect(
            try codes("{figure: events, level: delivered, expect: target}", targets: false) == ["report.expectation"])
        #expect(try codes(Self.right, targets: false) == [])
        let level = "{figure: \"people[wave=after]\", level: delivered, expect: target}"
        #expect(try codes(level, targets: false) == ["report.expectation"])
        // With a table of targets, what it says is known only when the report is made.
        #expect(try codes("{figure: events, level: delivered, expect: target}") == [])
    }

    @Test func aClaimIsNamedByACodeOrATitle() throws {
        func claim(_ name: String) -> String {
            ContributionSample.text(claims: "[{\(name), intended: contribution.1.intended, evidence: [\(Self.right)]}]")
        }
        #expect(try findings(claim("title: contribution.column.claim")).isEmpty)
        #expect(try findings(claim("code: '1', title: contribution.column.claim")).map(\.code) == ["report.claim"])
        let free = claim("code: '1'").replacingOccurrences(of: "dimension: measure", with: "")
        #expect(try findings(free).map(\.code) == ["report.claim"])
        let unknown = claim("code: '1'").replacingOccurrences(of: "dimension: measure", with: "dimension: mesure")
        #expect(try findings(unknown).map(\.code) == ["report.unknown-dimension"])
    }

    @Test func publishedFiguresNeedTheirListing() throws {
        let text = ContributionSample.text(
            evidence: ["{published: satellites, level: delivered, expect: {at-least: 2}}"])
        let without = text.replacingOccurrences(of: "published: published", with: "")
        #expect(try findings(without).map(\.code) == ["report.evidence"])
        let other = text.replacingOccurrences(of: "published: published", with: "published: people")
        #expect(try findings(other).map(\.code) == ["report.no-listing"])
    }

    @Test func theMarginIsAShare() throws {
        for margin in ["0", "1", "-0.5", "10"] {
            #expect(try codes(Self.right, further: "approximate-within: \(margin)") == ["report.approximate-within"])
        }
    }

    @Test(arguments: ["5", "[target]", "{}", "{at-least: much}", "null"])
    func anExpectationThatIsNoneIsToldAndNotTaken(_ expect: String) throws {
        let text = ContributionSample.text(evidence: ["{figure: people, level: delivered, expect: \(expect)}"])
        let (definition, _) = try ContributionSample.definition(text)
        guard case .contribution(let made) = definition?.sections.first?.blocks.first else {
            Issue.record("the block is gone")
            return
        }
        #expect(made.claims.first?.evidence.first?.expectation == nil)
        #expect(try findings(text).count >= 1)
    }

    // MARK: The schema and the locales

    private func schemaFindings(_ text: String) throws -> [Finding] {
        let path = ContributionSample.root.appending(path: "Reports/schemas/report.schema.json").path
        let schema = try JSONSchema.load(path: path, displayName: "report.schema.json")
        return schema.findings(in: try DefinitionFile.load(text: text, name: "r.yaml").root)
    }

    @Test func theSchemaKnowsWhatIsRightAndWhatIsNot() throws {
        let head = "kaiku: 1\n"
        let right = ContributionSample.text(evidence: [
            Self.right, "{published: satellites, level: delivered, expect: {at-least: 2}}",
            "{missing: contribution.missing.comparison, level: delivered}",
        ])
        #expect(try schemaFindings(head + right).isEmpty)
        let sample = ContributionSample.root.appending(path: "Reports/funder-summary.yaml")
        #expect(try schemaFindings(try String(contentsOf: sample, encoding: .utf8)).isEmpty)
        for wrong in [
            "{level: delivered, expect: target}", "{figure: people, expect: target}",
            "{figure: people, level: delivered, expect: growth}",
            "{figure: people, level: delivered, expect: {at-least: 1, at-most: 2}}",
            "{figure: people, level: delivered, expect: {least: 1}}",
            "{figure: people, level: delivered, expects: target}",
        ] {
            #expect(try schemaFindings(head + ContributionSample.text(evidence: [wrong])).count == 1, "\(wrong)")
        }
    }

    @Test(arguments: ["fi", "sv", "en"]) func everyLanguageHasTheWords(language: String) throws {
        let texts = try ContributionSample.locale(language).texts
        #expect(ContributionTexts.keys.filter { texts[$0] == nil } == [])
        #expect(Set(ContributionTexts.keys).count == ContributionTexts.keys.count)
    }
}
