import Foundation
import Testing

@testable import Disclosure
@testable import Reporting

/// The chapter that a contribution becomes: its tables, its sentences, and what they tell of numbers that are not shown.
@Suite struct ContributionTests {
    private static let up =
        #"{figure: "change[item=q01]", during: "mean[item=q01, wave=during]", level: changed, expect: increase}"#
    private static let down = #"{figure: "change[item=q02]", level: changed, expect: increase}"#
    private static let unclear = #"{figure: "change[item=q03]", level: changed, expect: increase}"#
    private static let few = #"{figure: "change[item=q04]", level: changed, expect: increase}"#
    private static let share = "{figure: agree-change, level: changed, expect: increase}"
    private static let estimate = "{figure: agree, level: delivered, expect: {at-least: 0.5}}"
    private static let count =
        "{figure: people, published: people, label: contribution.1.onsite, level: delivered, expect: target}"
    private static let about = "{figure: visits, level: delivered, expect: {at-least: 1250}}"
    private static let conflict =
        "{published: satellites, label: contribution.1.satellites, level: delivered, expect: {at-least: 2}}"
    private static let missing = "{missing: contribution.missing.comparison, level: changed}"

    private func line(
        _ evidence: String, figures: [ProtectedFigure] = ContributionSample.figures, language: String = "fi"
    ) throws -> String {
        let blocks = try ContributionSample.blocks(
            ContributionSample.text(evidence: [evidence]), figures: figures, language: language)
        let plain = try #require(ContributionSample.lines(blocks).first)
        return plain.replacingOccurrences(of: "\u{A0}", with: " ")
    }

    // MARK: Sentences

    @Test func changesAreToldWithTheirDirection() throws {
        #expect(
            try line(Self.up)
                == "Puoltaa – ”I know”: keskiarvo nousi arvosta 2,50 arvoon 3,00 eli 0,50 pistettä (95 %:n luottamusväli +0,25…+0,75; n = 50); odotettiin nousua."
        )
        #expect(
            try line(Self.down)
                == "Puhuu vastaan – ”I find”: keskiarvo laski arvosta 2,50 arvoon 2,13 eli 0,38 pistettä (95 %:n luottamusväli −0,63…−0,13; n = 50); odotettiin nousua."
        )
        #expect(
            try line(Self.unclear)
                == "Jää avoimeksi – ”I judge”: keskiarvo oli ennen 2,50 ja jälkeen 2,63, muutos +0,13 pistettä (95 %:n luottamusväli −0,13…+0,38; n = 50); odotettiin nousua. Luottamusväliin sisältyy nolla."
        )
        #expect(
            try line(Self.share)
                == "Puoltaa – Title of agree-change: osuus nousi arvosta 25,0 % arvoon 37,5 % eli 12,5 prosenttiyksikköä (95 %:n luottamusväli +6,3…+18,8; n = 50); odotettiin nousua."
        )
    }

    @Test func whatWasFewOrWithheldIsToldWithoutItsNumbers() throws {
        #expect(
            try line(Self.few)
                == "Puuttuu – ”I describe”: havaintoja on alle 20, joten muutosta ei ole testattu.")
        let figures =
            ContributionSample.figures.filter { $0.indicator != "people" } + [ContributionSample.withheldPeople]
        #expect(
            try line(Self.count, figures: figures)
                == "Puuttuu – Päivään paikan päällä osallistuneet: lukua ei julkaista tietosuojan vuoksi.")
        #expect(
            try line(Self.missing)
                == "Puuttuu – Vertailuryhmää ei ole, joten ei tiedetä, olisivatko vastaukset muuttuneet ilman hanketta."
        )
        #expect(
            try line("{published: nowhere, level: delivered, expect: {at-least: 1}}")
                == "Puuttuu – nowhere: lukua ei ole julkaistu.")
        // The target of an indicator is for its total.
        #expect(
            try line("{figure: \"people[wave=after]\", level: delivered, expect: target}")
                == "Puuttuu – Title of people (After): tavoitetta ei ole asetettu.")
    }

    @Test func amountsStandWithWhatWasExpectedAndWhatOthersPublished() throws {
        #expect(
            try line(Self.count)
                == "Puoltaa – Päivään paikan päällä osallistuneet: 103; tavoite oli 100. Julkaistu: n. 110 (Page A).")
        #expect(
            try line(Self.about)
                == "Jää avoimeksi – Title of visits: n. 1 300; odotettiin vähintään 1 250. Likimääräinen luku on liian lähellä odotusta."
        )
        #expect(
            try line(Self.estimate)
                == "Puoltaa – Title of agree: 62,5 % (95 %:n luottamusväli 50,0 %…70,0 %; n = 80); odotettiin vähintään 50,0 %."
        )
    }

    @Test func publishedNumbersThatDifferAreAllShownWithTheirSources() throws {
        #expect(
            try line(Self.conflict)
                == "Puoltaa – Päivän satelliittitapahtumat: odotettiin vähintään 2. Julkaistu: 3 (Page A) tai 2 (Page B); lähteet eroavat toisistaan."
        )
        let more = Self.conflict.replacingOccurrences(of: "at-least: 2", with: "at-least: 3")
        #expect(
            try line(more)
                == "Jää avoimeksi – Päivän satelliittitapahtumat: odotettiin vähintään 3. Julkaistu: 3 (Page A) tai 2 (Page B); lähteet eroavat toisistaan. Osa ilmoitetuista luvuista täyttää odotuksen ja osa ei."
        )
        #expect(
            try line("{figure: events, published: satellites, level: delivered, expect: {at-least: 2}}")
                == "Puoltaa – Title of events: 3; odotettiin vähintään 2. Julkaistu: 3 (Page A) tai 2 (Page B); lähteet eroavat toisistaan."
        )
        #expect(
            try line("{published: workshops, level: delivered, expect: {at-least: 5}}")
                == "Puoltaa – Label of workshops: odotettiin vähintään 5. Julkaistu: 5 (Page A).")
    }

    @Test func theClaimEndsWithItsStrengthAndItsLimit() throws {
        let blocks = try ContributionSample.blocks(ContributionSample.text(evidence: [Self.down, Self.count]))
        let texts = blocks.suffix(4).map { block in
            switch block {
            case .heading(let text): text
            case .paragraph(let passage): passage.text
            case .list(let lines): lines.map { String($0.text.prefix { $0 != "–" }) }.joined()
            default: ""
            }
        }
        #expect(texts[0] == "1 Day" && texts[1].hasPrefix("Tavoiteltu muutos: Sosiaalisten"))
        #expect(texts[2] == "Puoltaa Puhuu vastaan Muu selitys ")
        #expect(texts[3].hasPrefix("Näytön vahvuus: Toteutettu, näyttö ristiriitaista. Vertailuryhmää ei ole"))
    }

    @Test(arguments: ["fi", "sv", "en"]) func everyNumberOfASentenceIsThatOfItsFigure(language: String) throws {
        let expected: [(String, [Double])] = [
            (Self.up, [2.5, 3, 0.5, 0.25, 0.75, 50]), (Self.down, [2.5, 2.125, 0.375, -0.625, -0.125, 50]),
            (Self.unclear, [2.5, 2.625, 0.125, -0.125, 0.375, 50]), (Self.few, [20]),
            (Self.share, [25, 37.5, 12.5, 6.25, 18.75, 50]), (Self.estimate, [62.5, 50, 70, 80, 50]),
            (Self.count, [103, 100, 110]), (Self.about, [1300, 1250]), (Self.conflict, [2, 3, 2]), (Self.missing, []),
        ]
        let mark = try ContributionSample.locale(language).decimalMark
        for (evidence, numbers) in expected {
            let line = try line(evidence, language: language)
            let found = Self.numbers(in: line, decimalMark: mark)
            try #require(found.count == numbers.count, "\(line)")
            let places = numbers.contains { $0 > 20 && $0 != $0.rounded() } ? 0.05 : 0.005
            for (shown, exact) in zip(found, numbers) {
                #expect(abs(shown - exact) <= places + 1e-9, "\(line): \(shown) for \(exact)")
            }
            #expect(!line.contains("{") && !line.contains("⟦"), "\(line)")
        }
        let about = try ContributionSample.locale(language).approximateWord
        #expect(try line(Self.about, language: language).contains("\(about) 1"))
        #expect(try line(Self.count, language: language).contains("\(about) 110"))
    }

    /// The numbers of a sentence, but for the 95 of the interval.
    private static func numbers(in sentence: String, decimalMark: String) -> [Double] {
        let plain = sentence.replacingOccurrences(of: "−", with: "-").replacingOccurrences(of: "95 %", with: "")
            .replacingOccurrences(of: "95%", with: "")
            .replacing(#/(\d)[ ,](\d\d\d)\b/#) { $0.output.1 + $0.output.2 }
        let pattern = decimalMark == "," ? #/[-+]?\d+(,\d+)?/# : #/[-+]?\d+(\.\d+)?/#
        return plain.matches(of: pattern).compactMap {
            Double($0.output.0.replacingOccurrences(of: decimalMark, with: "."))
        }
    }

    // MARK: Tables

    private static func cell(_ table: Table, _ row: Int, _ column: String) -> Cell? {
        table.columns.firstIndex { $0.id == column }.map { table.rows[row][$0] }
    }

    private static let all = [up, down, unclear, few, share, estimate, count, about, conflict, missing]

    @Test func theSummaryCountsTheEvidenceOfEachClaim() throws {
        let claims = """
            [{code: "1", intended: contribution.1.intended, evidence: [\(Self.all.joined(separator: ", "))]}, \
            {code: "2", intended: contribution.2.intended, evidence: [\(Self.down)]}, \
            {title: contribution.column.claim, intended: contribution.3.intended, evidence: [\(Self.missing), \(Self.unclear)]}]
            """
        let table = try #require(
            ContributionSample.tables(try ContributionSample.blocks(ContributionSample.text(claims: claims))).first)
        #expect(table.id == "c" && table.rowHeaders == 1)
        #expect(
            table.columns.map(\.id) == [
                "claim", "intended", "supporting", "opposing", "undecided", "missing", "strength",
            ])
        func numbers(_ row: Int) -> [Double?] {
            table.rows[row][2...5].map { if case .number(let number) = $0 { number.value } else { nil } }
        }
        #expect(numbers(0) == [5, 1, 2, 2] && numbers(1) == [0, 1, 0, 0] && numbers(2) == [0, 0, 1, 1])
        #expect(table.rows.map { $0[0] } == [.text("1 Day"), .text("2 News"), .text("Väite")])
        #expect(
            table.rows.map { $0[6] } == [
                .text("Muutos havaittu, näyttö ristiriitaista"), .text("Ei näyttöä puolesta, näyttöä vastaan"),
                .text("Ei näyttöä puolesta"),
            ])
    }

    @Test func changesStandWithTheirWavesUnderTheirClaim() throws {
        let tables = ContributionSample.tables(
            try ContributionSample.blocks(ContributionSample.text(evidence: Self.all)))
        try #require(tables.map(\.id) == ["c", "c-changes", "c-amounts"])
        let table = tables[1]
        #expect(table.rowHeaders == 2 && table.source == "Survey" && table.rows.count == 5)
        #expect(
            table.columns.map(\.id) == [
                "claim", "evidence", "level", "before", "during", "after", "change", "lower", "upper", "n", "expected",
                "says",
            ])
        func number(_ value: Double, _ format: NumberFormat) -> Cell { .formatted(ReportSample.number(value), format) }
        #expect(
            table.rows[0] == [
                .text("1 Day"), .text("”I know”"), .text("Muutos havaittu"), number(2.5, .decimal(2)),
                number(2.75, .decimal(2)),
                number(3, .decimal(2)), number(0.5, .signed(2)), number(0.25, .signed(2)), number(0.75, .signed(2)),
                number(50, .integer), .text("Nousu"), .text("Puoltaa"),
            ])
        #expect(Self.cell(table, 2, "says") == .text("Jää avoimeksi: luottamusväliin sisältyy nolla"))
        #expect(Self.cell(table, 3, "says") == .text("Puuttuu: havaintoja on alle 20, joten muutosta ei ole testattu"))
        // Nobody named a figure of the wave between for the others.
        #expect(Self.cell(table, 1, "during") == .absent(reason: "not-applicable"))
        #expect(
            Self.cell(table, 4, "before") == number(0.25, .percent(1))
                && Self.cell(table, 4, "change") == number(0.125, .percentagePoints(1)))
    }

    @Test func amountsKeepTheirFormatsAndWhatWasPublished() throws {
        let tables = ContributionSample.tables(
            try ContributionSample.blocks(ContributionSample.text(evidence: Self.all)))
        let table = try #require(tables.last)
        #expect(
            table.columns.map(\.id) == [
                "claim", "evidence", "level", "published", "value", "lower", "upper", "n", "expected", "says",
            ])
        func cell(_ row: Int, _ column: String) -> Cell? { Self.cell(table, row, column) }
        #expect(
            cell(0, "value") == .formatted(ReportSample.number(0.625), .percent(1))
                && cell(0, "expected") == .text("Vähintään 50,0\u{A0}%"))
        #expect(
            cell(1, "value") == .formatted(ReportSample.number(103), .integer)
                && cell(1, "expected") == .text("Tavoite 100"))
        #expect(cell(1, "published") == .sourceText("n.\u{A0}110 (Page A)"))
        // A count is its own number of observations.
        #expect(cell(1, "n") == .absent(reason: "not-applicable"))
        #expect(cell(2, "value") == .formatted(ReportSample.number(1300, approximate: true), .integer))
        #expect(cell(3, "value") == .absent(reason: "not-applicable"))
        #expect(cell(3, "published") == .sourceText("3 (Page A) tai 2 (Page B); lähteet eroavat toisistaan"))
        #expect(cell(4, "says") == .text("Puuttuu") && cell(4, "expected") == .absent(reason: "not-applicable"))
        #expect(table.introduction.contains("10\u{A0}%"))
    }

    @Test func tablesAndColumnsThatNothingFillsAreLeftOut() throws {
        func tables(_ evidence: [String]) throws -> [Table] {
            ContributionSample.tables(try ContributionSample.blocks(ContributionSample.text(evidence: evidence)))
        }
        #expect(try tables([Self.down]).map(\.id) == ["c", "c-changes"])
        #expect(try !tables([Self.down])[1].columns.contains { $0.id == "during" })
        #expect(try tables([Self.about]).map(\.id) == ["c", "c-amounts"])
        #expect(
            try tables([Self.about])[1].columns.map(\.id) == [
                "claim", "evidence", "level", "value", "expected", "says",
            ])
        let figures = [ContributionSample.withheldPeople]
        let hidden = ContributionSample.tables(
            try ContributionSample.blocks(ContributionSample.text(evidence: [Self.count]), figures: figures))
        #expect(Self.cell(hidden[1], 0, "value") == .formatted(ReportSample.withheld, .integer))
    }

    @Test func theMarginOfApproximateNumbersIsDeclared() throws {
        let blocks = try ContributionSample.blocks(
            ContributionSample.text(evidence: [Self.about], further: "approximate-within: 0.02"))
        #expect(ContributionSample.lines(blocks)[0].hasPrefix("Puoltaa"))
        #expect(ContributionSample.tables(blocks)[1].introduction.contains("2\u{A0}%"))
    }

    @Test func levelsStandWithTheirMeaningAndTheLimitsBeforeTheTables() throws {
        let blocks = try ContributionSample.blocks(
            ContributionSample.text(evidence: [Self.about], further: "limits: contribution.limit"))
        guard case .paragraph(let rule) = blocks[0], case .list(let levels) = blocks[1],
            case .paragraph(let limit) = blocks[2], case .table = blocks[3]
        else {
            Issue.record("\(blocks)")
            return
        }
        #expect(rule.text.contains("p-arvoista") && levels.count == 2 && levels[0].text.hasPrefix("Toteutettu: "))
        #expect(limit.text.hasPrefix("Kysely koski"))
    }
}
