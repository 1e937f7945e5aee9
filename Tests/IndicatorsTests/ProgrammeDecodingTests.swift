import Definitions
import Diagnostics
import Foundation
import Indicators
import Records
import Testing

/// The programme at the head of a catalogue file, the rules of its indicators, and what is wrong with them, by file and line.
@Suite struct ProgrammeDecodingTests {
    private static let head = """
        kaiku: 1
        programme:
          id: esf-x
          version: 3
          titles: {fi: Ohjelma, en: Programme}
          source: "An act"
          valid: {from: 2021-01-01, to: 2029-12-31}
          needs: {participant: [complete, operation.objective]}
        dimensions:
          gender: {titles: {en: Gender}}
          operation: {titles: {en: Operation}}
        indicators:

        """

    private static func indicator(_ code: String, rule: String, further: String = "") -> String {
        """
          - code: \(code)
            titles: {en: \(code)}
            definition: {en: "It."}
            unit: persons
            population: persons
            calculation: {kind: count, table: participant}
            authority-breakdowns: [[gender], [operation, gender]]
        \(further)    rule: \(rule)

        """
    }

    private static let rule = "{text: {en: Once.}, measured: entry, data: personal"

    private static func decoded(_ texts: String...) throws -> (catalogue: Catalogue, findings: [Finding]) {
        let reader = DefinitionReader()
        let roots = try texts.enumerated().map { number, text in
            try DefinitionFile.load(text: text, name: "\(number).yaml").root
        }
        return (Catalogue.decode(roots, with: reader), reader.findings)
    }

    /// Each finding's code and message is among those found, at the line of a text.
    private static func expect(_ code: String, _ message: String, at mark: String, in text: String, _ found: [Finding])
        throws
    {
        let line = try #require(text.components(separatedBy: "\n").firstIndex { $0.contains(mark) }) + 1
        #expect(found.count == 1, "\(found.map(\.explanation.summary))")
        let finding = try #require(found.first)
        #expect(finding.code == code)
        #expect(finding.explanation.summary.hasPrefix("0.yaml:\(line)"), "\(finding.explanation.summary)")
        #expect(finding.explanation.summary.contains(message), "\(finding.explanation.summary)")
    }

    @Test func aRuleHasWhatIsWritten() throws {
        let text =
            Self.head + Self.indicator("a", rule: Self.rule + "}")
            + Self.indicator(
                "b",
                rule:
                    "{version: 4, text: {en: Later.}, measured: six-months, data: special-category, collection: sample, "
                    + "reference-outputs: [a], doubts: {en: Not read.}, valid: {to: 2024-06-30}, counterparts: "
                    + "[{indicator: old, comparable: nearly, because: {en: Close.}}]}")
        let (catalogue, findings) = try Self.decoded(text)
        #expect(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let programme = try #require(catalogue.programme("esf-x"))
        #expect(programme.version == 3 && programme.source == "An act" && programme.title(in: "fi") == "Ohjelma")
        #expect(programme.validity.from == CalendarDay(iso: "2021-01-01"))
        #expect(programme.needs.map(\.table) == ["participant"])
        #expect(programme.needs.first?.expressions == ["complete", "operation.objective"])
        let a = try #require(catalogue.indicator("a")?.rule)
        #expect(a.programme == "esf-x" && a.version == 3 && a.measured == .entry && a.data == .personal)
        #expect(a.collection == .eachParticipant && a.isVerified && a.validity.isOpen && a.referenceOutputs.isEmpty)
        let b = try #require(catalogue.indicator("b")?.rule)
        #expect(b.version == 4 && b.measured == .sixMonths && b.data == .specialCategory && b.collection == .sample)
        // Doubts alone say that it is not verified.
        #expect(!b.isVerified && b.doubts["en"] == "Not read." && b.referenceOutputs == ["a"])
        #expect(b.validity.from == nil && b.validity.to == CalendarDay(iso: "2024-06-30"))
        #expect(b.counterparts.map(\.indicator) == ["old"] && b.counterparts.first?.comparability == .nearly)
        #expect(catalogue.indicator("a")?.breakdowns == [[]])
        #expect(catalogue.indicator("a")?.authorityBreakdowns == [["gender"], ["operation", "gender"]])
    }

    @Test func aRuleNeedsAProgramme() throws {
        let start = try #require(Self.head.range(of: "programme:"))
        let end = try #require(Self.head.range(of: "dimensions:"))
        let text = Self.head.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
        let one = text + Self.indicator("a", rule: Self.rule + "}")
        try Self.expect(
            "indicators.rule-without-programme", "a rule of no programme", at: "rule:", in: one,
            try Self.decoded(one).findings)
        let other = text + Self.indicator("a", rule: Self.rule + ", programme: esf-x}")
        // It may be in another file, and is then named.
        let elsewhere = "kaiku: 1\nprogramme: {id: esf-x, titles: {en: Programme}, source: \"An act\"}\n"
        #expect(try Self.decoded(other, elsewhere).findings.isEmpty)
        let wrong = Self.head + Self.indicator("a", rule: Self.rule + ", programme: esf-y}")
        try Self.expect("definition.unknown-name", "'esf-y'", at: "esf-y", in: wrong, try Self.decoded(wrong).findings)
    }

    @Test func daysAndOutputsAreChecked() throws {
        let noDay = Self.head + Self.indicator("a", rule: Self.rule + ", valid: {from: 2021-02-30}}")
        try Self.expect(
            "indicators.validity", "'2021-02-30' is no day", at: "2021-02-30", in: noDay,
            try Self.decoded(noDay).findings)
        let turned = Self.head + Self.indicator("a", rule: Self.rule + ", valid: {from: 2022-01-01, to: 2021-12-31}}")
        try Self.expect(
            "indicators.validity", "before the first", at: "2021-12-31", in: turned, try Self.decoded(turned).findings)
        let unknown = Self.head + Self.indicator("a", rule: Self.rule + ", reference-outputs: [aa]}")
        try Self.expect(
            "definition.unknown-name", "'aa'", at: "code: a", in: unknown, try Self.decoded(unknown).findings)
        let measured = Self.head + Self.indicator("a", rule: "{text: {en: Once.}, measured: exit, data: personal}")
        #expect(try Self.decoded(measured).findings.first?.explanation.summary.contains("exit") == true)
    }

    @Test func twoProgrammesOfOneNameAreOneTooMany() throws {
        let second = "kaiku: 1\nprogramme: {id: esf-x, titles: {en: Again}, source: \"An act\"}\n"
        let findings = try Self.decoded(Self.head + Self.indicator("a", rule: Self.rule + "}"), second).findings
        #expect(findings.map(\.code) == ["definition.duplicate-name"], "\(findings.map(\.explanation.summary))")
    }

    // MARK: Further breakdowns

    @Test func aProjectAddsBreakdowns() throws {
        let project = "kaiku: 1\nfurther-breakdowns: [{indicators: [a], breakdowns: [operation, [gender]]}]\n"
        let (catalogue, findings) = try Self.decoded(Self.head + Self.indicator("a", rule: Self.rule + "}"), project)
        #expect(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        #expect(catalogue.indicator("a")?.breakdowns == [[], ["operation"], ["gender"]])
        // What is published is no longer for the authority alone.
        #expect(catalogue.indicator("a")?.authorityBreakdowns == [["operation", "gender"]])
    }

    @Test func furtherBreakdownsNameWhatIsThere() throws {
        let project = "kaiku: 1\nfurther-breakdowns: [{indicators: [b], breakdowns: [[gander]]}]\n"
        let findings = try Self.decoded(Self.head + Self.indicator("a", rule: Self.rule + "}"), project).findings
        let summaries = findings.map(\.explanation.summary)
        #expect(summaries.count == 2, "\(summaries)")
        #expect(summaries.allSatisfy { $0.hasPrefix("1.yaml:2") }, "\(summaries)")
        #expect(
            summaries.contains { $0.contains("'gander'") } && summaries.contains { $0.contains("'b'") }, "\(summaries)")
    }
}
