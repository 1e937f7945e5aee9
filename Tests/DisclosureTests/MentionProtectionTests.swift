import Indicators
import Testing

@testable import Disclosure

/// Shares of persons who mention each of several themes, and the quotations beside them.
@Suite struct MentionProtectionTests {
    /// The counts of each group by theme; the group without a name is the total.
    private func figureSet(_ groups: [(group: String?, whole: Int, parts: [Int])]) -> FigureSet {
        let figures = groups.flatMap { group, whole, parts in
            parts.enumerated().map { index, part in
                var place = ["theme": "t\(index)"]
                if let group { place["wave"] = group }
                return TableMaker.share("x", place, part, of: whole)
            }
        }
        return FigureSet(
            indicator: "x", unit: .share, population: .persons, method: "mention-share", totals: .overlapping,
            figures: figures)
    }

    private func level(_ dimension: String, _ code: String) -> BreakdownLevel {
        BreakdownLevel(dimension: dimension, level: .code(code))
    }

    /// The themes of the sample year: before, during, after, and all; examples, thanks, money, arrangements, language, cooperation.
    private var sampleYear: FigureSet {
        figureSet([
            (nil, 78, [16, 31, 12, 36, 14, 27]), ("before", 38, [4, 13, 5, 15, 9, 10]),
            ("during", 23, [6, 10, 4, 11, 1, 8]), ("after", 30, [9, 10, 3, 13, 4, 9]),
        ])
    }

    @Test func withholdsFewPersonsAndWhatTellsOfThem() throws {
        let result = try protect([sampleYear])
        let withheld = result.sets[0].figures.filter(\.value.isWithheld).map { $0.breakdown.map(\.level.name) }
        for small in [["t0", "before"], ["t2", "during"], ["t4", "during"], ["t2", "after"], ["t4", "after"]] {
            #expect(withheld.contains { Set($0) == Set(small) }, "\(small) of \(withheld)")
        }
        #expect(!withheld.contains { $0.count == 1 }, "\(withheld)")
        #expect(
            result.sets[0].figures.allSatisfy {
                !$0.value.isWithheld || $0.n.isWithheld && $0.lower?.isWithheld == true
            })
        let narrowest = try #require(result.narrowest)
        #expect(narrowest.width >= 4 && narrowest.upper ?? 9 >= 5)
    }

    /// 2 of 40 did not mention t0: the rest is as small as a count.
    @Test func withholdsWhereFewDoNotMentionATheme() throws {
        let figures = try protect([figureSet([(nil, 40, [38, 20, 17])])]).sets[0].figures
        #expect(figures.map(\.value.isWithheld) == [true, false, false])
    }

    /// Everybody mentions something: with 40 people of whom 37 are in the other themes at most, the last has 3 at least.
    @Test func knowsThatEverybodyMentionsSomething() throws {
        func narrowest(_ parts: [Int]) throws -> AuditedInterval {
            try #require(try protect([figureSet([(nil, 40, parts)])]).narrowest)
        }
        let bound = try narrowest([4, 19, 18])
        #expect(bound.lower == 3)
        let free = try narrowest([4, 30, 30])
        #expect(free.lower == 0)
    }

    /// A theme that nearly all mention in both waves: who never does is among those who do not in one of them.
    @Test func knowsThatThoseWhoNeverDoAreAmongThoseWhoDoNot() throws {
        let sets = [figureSet([(nil, 60, [50, 30, 20]), ("a", 40, [30, 20, 11]), ("b", 40, [37, 20, 12])])]
        let result = try protect(sets)
        // 3 of the 40 of wave b did not: 60 − 50 ≤ (40 − 30) + 3, so the total cannot stand beside the figure of wave a unless the
        // rest stays open by four.
        #expect(result.sets[0].figure(at: [level("theme", "t0"), level("wave", "b")])?.value.isWithheld == true)
        for interval in [result.narrowest].compactMap({ $0 }) { #expect(interval.width >= 4) }
    }

    // MARK: Quotations

    private func quotation(_ theme: String, _ wave: String?, _ text: String = "a") -> Quotation {
        Quotation(theme: .code(theme), group: wave.map { .code($0) }, text: text, language: nil)
    }

    @Test func showsNoQuotationWhereItsShareIsWithheld() throws {
        let sets = try protect([sampleYear]).sets
        let all = ["t0", "t1", "t2", "t3", "t4", "t5"].flatMap { theme in
            ["before", "during", "after"].map { quotation(theme, $0) }
        }
        let shown = publishable(QuotationList(indicator: "x", over: "theme", by: "wave", quotations: all), among: sets)
        for quotation in all {
            let figure = sets[0].figure(at: [
                BreakdownLevel(dimension: "theme", level: quotation.theme),
                BreakdownLevel(dimension: "wave", level: quotation.group ?? .code("")),
            ])
            #expect(shown.quotations.contains(quotation) == (figure?.value.isWithheld == false))
        }
        #expect(
            shown.quotations.contains(quotation("t1", "after")) && !shown.quotations.contains(quotation("t4", "during"))
        )
        #expect(shown.quotations == all.filter(shown.quotations.contains), "in the order in which they came")
    }

    @Test func showsNoQuotationOfAWithheldThemeNorWithoutFigures() throws {
        let sets = try protect([figureSet([(nil, 40, [3, 30, 30])])]).sets
        let list = QuotationList(
            indicator: "x", over: "theme", by: nil, quotations: [quotation("t0", nil), quotation("t1", nil)])
        #expect(publishable(list, among: sets).quotations == [quotation("t1", nil)])
        #expect(publishable(list, among: []).quotations.isEmpty)
        let unknown = QuotationList(indicator: "x", over: "theme", by: "wave", quotations: [quotation("t1", "after")])
        #expect(publishable(unknown, among: sets).quotations.isEmpty, "there is no figure of the wave")
    }
}
