import Definitions
import Diagnostics
import Testing

@testable import Indicators
@testable import Reporting

/// What is wrong with findings blocks, and with tables that would rank groups.
@Suite struct FindingCheckTests {
    private func findings(_ block: String, extra: [String: String] = [:]) throws -> [Finding] {
        let locale = try FindingSample.locale("en")
        let texts = locale.texts.merging(extra) { _, new in new }
        let places = Dictionary(
            texts.keys.map { ($0, RecordLocation(file: "en.yaml", line: 1)) }, uniquingKeysWith: { first, _ in first })
        let changed = ReportLocale(
            language: "en", decimalMark: ".", groupMark: ",", percentGap: "", minus: "\u{2212}", withheldMark: "[c]",
            absenceMarks: [:], approximateWord: "about", dayForm: "d MMMM yyyy", monthNames: [], texts: texts,
            file: "en.yaml", places: places)
        let text = "report: a\nsections:\n  - id: a\n    title: table.total\n    blocks:\n      - \(block)\n"
        let reader = DefinitionReader()
        let root = try DefinitionFile.load(text: text, name: "a.yaml").root
        let report = try #require(ReportDefinition.decode(root, with: reader))
        #expect(reader.findings.isEmpty, "\(reader.findings.map(\.explanation.summary))")
        return ReportCheck(catalogue: try FindingSample.catalogue(), codeLists: [:], locales: [changed]).findings(
            in: report)
    }

    private func codes(_ block: String) throws -> [String] { try findings(block).map(\.code) }

    @Test func groupsAreTheLevelsOfOneDimension() throws {
        #expect(try codes("findings: {indicator: mean, dimensions: [region], compare: groups}").isEmpty)
        #expect(try codes("findings: {indicator: mean, compare: groups}") == ["report.compare"])
        // All directions stand in one sentence, and directions are no groups.
        #expect(try codes("findings: {indicator: direction-of-change, dimensions: [region]}").isEmpty)
        #expect(
            try codes("findings: {indicator: direction-of-change, dimensions: [region], compare: groups}")
                == ["report.compare"])
        #expect(
            try codes(
                "findings: {indicator: direction-of-change, dimensions: [region], at: {direction: improved}, compare: groups}"
            ).isEmpty)
        #expect(
            try codes("findings: {indicator: median, dimensions: [region], compare: groups}") == ["report.compare"])
    }

    @Test func onlyPartsOfAWholeMayBeLeftOut() throws {
        #expect(try codes("findings: {indicator: survival-curve}") == ["report.unknown-breakdown"])
        #expect(try codes("findings: {indicator: survival-curve, dimensions: [time]}").isEmpty)
        #expect(try codes("findings: {indicator: listing}") == ["report.unknown-figure"])
        #expect(
            try codes("findings: {indicator: mean, small: {below: 20, note: no.such}}") == ["report.unknown-text"])
    }

    @Test func aTemplateWithAWordThatThereIsNoneForIsFound() throws {
        let found = try findings(
            "findings: {indicator: mean}", extra: ["finding.mean-t-interval": "{name}: {value}[, {ds}]."])
        #expect(found.map(\.code) == ["report.unknown-part"])
        #expect(found.first?.explanation.remedies == ["write 'sd'"])
    }

    @Test func rowsAreNotPutInTheOrderOfEstimates() throws {
        func table(_ column: String) -> String {
            "table: {id: t, title: table.total, rows: {dimension: region, order: c}, columns: [{id: c, title: table.total, \(column)}]}"
        }
        for column in [
            "indicator: mean", "indicator: share", "indicator: median", "indicator: paired-change, show: before",
            "indicator: weighted-mean, show: lower",
        ] {
            let found = try findings(table(column))
            #expect(found.map(\.code) == ["report.ranking"], "\(column)")
            #expect(found.first?.explanation.remedies.first?.contains("code list") ?? false)
        }
        for column in [
            "indicator: count", "indicator: sum", "indicator: earliest", "indicator: mean, show: n",
            "indicator: share, show: count", "indicator: ratio",
        ] {
            #expect(try codes(table(column)).isEmpty, "\(column)")
        }
    }
}
