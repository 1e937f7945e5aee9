import Definitions
import Diagnostics
import Foundation
import Records
import Tabulation
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// A small catalogue with figures, published numbers and the project's own locales, for tests of contributions.
enum ContributionSample {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func locale(_ language: String) throws -> ReportLocale {
        let path = root.appending(path: "Reports/locales/\(language).yaml").path
        let file = try DefinitionFile.load(path: path, displayName: "\(language).yaml")
        return try #require(ReportLocale.decode(file.root, with: DefinitionReader()))
    }

    static func catalogue(targets: Bool = true) throws -> Catalogue {
        let indicators =
            [
                (
                    "change", "points", "items: [q01, q02, q03, q04], decimals: 2",
                    "kind: paired-change, table: survey_response, of: '{item}', person: respondent, wave: wave, from: before, to: after, minimum-pairs: 20"
                ),
                (
                    "agree-change", "percentage-points", "decimals: 1",
                    "kind: paired-share, table: survey_response, part: 'q01 >= 4', person: respondent, wave: wave, from: before, to: after"
                ),
                (
                    "mean", "points", "items: [q01, q02, q03, q04], breakdowns: [[wave]], decimals: 2",
                    "kind: mean, table: survey_response, of: '{item}'"
                ),
                ("agree", "share", "decimals: 1", "kind: share, table: survey_response, part: 'q01 >= 4'"),
                ("people", "persons", "target: 100, breakdowns: [[wave]]", "kind: count, table: attendance"),
                ("visits", "attendances", "decimals: 0", "kind: count, table: attendance"),
                ("events", "events", "decimals: 0", "kind: count, table: event"),
                (
                    "published", "number", "decimals: 0",
                    "kind: listing, table: published_figure, key: entry, attributes: {figure: figure, label: label, value: value, value_approximate: value_approximate, source: source}, events: {table: published_figure, key: entry, aggregates: {sources: rows}}"
                ),
                (
                    "bare-list", "number", "decimals: 0",
                    "kind: listing, table: published_figure, key: entry, attributes: {label: label}, events: {table: published_figure, key: entry, aggregates: {sources: rows}}"
                ),
            ] + (targets ? [("targets", "number", "decimals: 0", "kind: targets, table: target")] : [])
        let text = indicators.map { code, unit, further, calculation in
            "  - {code: \(code), titles: {en: \"Title of \(code)\"}, definition: {en: d}, unit: \(unit), population: none, \(further), calculation: {\(calculation)}}\n"
        }.joined()
        let dimensions = """
            dimensions:
              wave: {titles: {en: Wave}, code-list: wave}
              item: {titles: {en: Statement}, code-list: items}
              measure: {titles: {en: Measure}, code-list: measure}

            """
        let reader = DefinitionReader()
        let root = try DefinitionFile.load(text: dimensions + "indicators:\n" + text, name: "c.yaml").root
        let catalogue = Catalogue.decode([root], with: reader)
        #expect(reader.findings.isEmpty, "\(reader.findings.map(\.explanation.summary))")
        return catalogue
    }

    static let codeLists: [String: CodeList] = {
        func list(_ name: String, _ codes: [(String, String)]) -> (String, CodeList) {
            let made = codes.map { code in
                Code(code: code.0, titles: ["fi": code.1, "sv": code.1, "en": code.1])
            }
            return (name, CodeList(name: name, codes: made))
        }
        let lists = [
            list("items", [("q01", "I know."), ("q02", "I find."), ("q03", "I judge."), ("q04", "I describe.")]),
            list("wave", [("before", "Before"), ("during", "During"), ("after", "After")]),
            list("measure", [("1", "1 Day"), ("2", "2 News")]),
        ]
        return Dictionary(uniqueKeysWithValues: lists)
    }()

    // MARK: Figures

    static func levels(_ levels: [(String, String)]) -> [BreakdownLevel] {
        levels.map { BreakdownLevel(dimension: $0.0, level: .code($0.1)) }
    }

    static func figure(
        _ indicator: String, _ at: [(String, String)] = [], method: String, value: ProtectedNumber, n: Double = 50,
        interval: ClosedRange<Double>? = nil, further: [(String, Double)] = [], absence: Absence? = nil
    ) -> ProtectedFigure {
        ProtectedFigure(
            indicator: indicator, breakdown: levels(at), unit: .number, method: method, value: value,
            n: ReportSample.number(n), lower: interval.map { ReportSample.number($0.lowerBound) },
            upper: interval.map { ReportSample.number($0.upperBound) },
            further: further.map { ProtectedNamedValue(name: $0.0, value: ReportSample.number($0.1)) },
            absence: absence)
    }

    static func count(_ indicator: String, _ value: Double, approximate: Bool = false) -> ProtectedFigure {
        figure(indicator, method: "count", value: ReportSample.number(value, approximate: approximate), n: value)
    }

    /// The change of a statement: from 2.5, with an interval of half a point either way.
    static func change(_ item: String, _ value: Double, n: Double = 50) -> ProtectedFigure {
        figure(
            "change", [("item", item)], method: "paired-change", value: ReportSample.number(value), n: n,
            interval: value - 0.25...value + 0.25, further: [("before", 2.5), ("after", 2.5 + value)])
    }

    static let withheldPeople = figure("people", method: "count", value: ReportSample.withheld)

    static var figures: [ProtectedFigure] {
        [
            change("q01", 0.5), change("q02", -0.375), change("q03", 0.125), change("q04", 0.75, n: 12),
            figure(
                "agree-change", method: "mcnemar", value: ReportSample.number(0.125), interval: 0.0625...0.1875,
                further: [("before", 0.25), ("after", 0.375)]),
            figure(
                "mean", [("item", "q01"), ("wave", "during")], method: "mean-t-interval",
                value: ReportSample.number(2.75), n: 61, interval: 2.5...3),
            figure(
                "agree", method: "wilson-share", value: ReportSample.number(0.625), n: 80, interval: 0.5...0.7),
            count("people", 103),
            figure("people", [("wave", "after")], method: "count", value: ReportSample.number(103)),
            count("visits", 1300, approximate: true), count("events", 3),
        ]
    }

    static let published = Listing(
        indicator: "published",
        columns: [
            Axis(name: "subject"), Axis(name: "figure"), Axis(name: "label"), Axis(name: "value", type: .headcount),
            Axis(name: "value_approximate"), Axis(name: "source"),
        ],
        rows: [
            row("a", "satellites", 3, "Page A"), row("b", "satellites", 2, "Page B"),
            row("c", "people", 110, "Page A", approximate: true), row("d", "workshops", 5, "Page A"),
            row("e", "candidates", 10, "Page A", approximate: true), row("f", "nothing", nil, "Page A"),
        ])

    private static func row(
        _ subject: String, _ figure: String, _ value: Int?, _ source: String, approximate: Bool = false
    ) -> [Level] {
        [
            .code(subject), .code(figure), .code("Label of \(figure)"),
            value.map(Level.number) ?? .missing(.notAnswered),
            .number(approximate ? 1 : 0), .code(source),
        ]
    }

    // MARK: Reports

    static let levelsText =
        "levels: [{id: delivered, title: evidence.delivered, meaning: evidence.delivered.meaning}, {id: changed, title: evidence.changed, meaning: evidence.changed.meaning}]"

    /// A report with one contribution, whose evidence is all of one claim unless claims are given.
    static func text(evidence: [String] = [], claims: String? = nil, further: String = "") -> String {
        let claims =
            claims
            ?? "[{code: \"1\", intended: contribution.1.intended, evidence: [\(evidence.joined(separator: ", "))], alternatives: contribution.1.other, limit: contribution.limit.change}]"
        return """
            report: a
            sections:
              - id: a
                title: section.contribution
                blocks:
                  - contribution:
                      id: c
                      title: table.contribution
                      dimension: measure
                      published: published
                      \(levelsText)
                      \(further)
                      claims: \(claims)
            """
    }

    static func definition(_ text: String) throws -> (definition: ReportDefinition?, findings: [Finding]) {
        let reader = DefinitionReader()
        let root = try DefinitionFile.load(text: text, name: "r.yaml").root
        return (ReportDefinition.decode(root, with: reader), reader.findings)
    }

    static func blocks(
        _ text: String, figures: [ProtectedFigure] = figures, language: String = "fi"
    ) throws -> [Block] {
        let (definition, findings) = try definition(text)
        #expect(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let sets = Dictionary(grouping: figures, by: \.indicator).sorted { $0.key < $1.key }.map { code, figures in
            ProtectedSet(
                indicator: code, unit: .number, population: .none, method: figures[0].method, figures: figures)
        }
        let sample = ReportSample.builder
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: try catalogue(), codeLists: codeLists, sets: sets, listings: [published], stepUps: [:],
                sources: ["survey_response": "Survey", "published_figure": "Pages"]), locale: try locale(language),
            occasion: sample.occasion, supplements: [:])
        let made = builder.document(try #require(definition))
        #expect(made.findings.isEmpty, "\(made.findings.map(\.explanation.summary))")
        return made.document.sections[0].blocks
    }

    static func tables(_ blocks: [Block]) -> [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    /// The points of the last list: what is said of the last claim.
    static func lines(_ blocks: [Block]) -> [String] {
        blocks.compactMap { if case .list(let lines) = $0 { lines.map(\.text) } else { nil } }.last ?? []
    }
}
