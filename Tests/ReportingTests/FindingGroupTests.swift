import Foundation
import Records
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// Sentences over several figures: parts of a whole, small groups, and which groups are apart.
@Suite struct FindingGroupTests {
    private typealias Entry = (String, Double?, ClosedRange<Double>?, Int, FigureState)

    /// A block on the means of groups.
    private func groups(_ entries: [Entry], _ block: String, code: String = "mean", further: [(String, Double?)] = [])
        throws -> [String]
    {
        let indicator = try #require(try FindingSample.catalogue().indicator(code))
        let figures = entries.map { entry -> (Figure, FigureState) in
            let level: BreakdownLevel.Level = entry.0 == "?" ? .missing(.notAnswered) : .code(entry.0)
            let figure = FindingSample.figure(
                indicator, entry.1, entry.2, n: entry.3, at: [("region", level)], further: further)
            return (figure, entry.4)
        }
        return try FindingSample.texts(code, figures, block: "dimensions: [region]\nlimits: []\n\(block)").map {
            $0.replacingOccurrences(of: "\u{A0}", with: " ")
        }
    }

    // MARK: Side by side

    private static let overlap =
        "Kaikkien ryhmien luottamusvälit menevät pareittain päällekkäin, joten ryhmiä ei voi asettaa järjestykseen."
    private static let rest = "Muiden ryhmäparien järjestys jää avoimeksi."
    private static let many = "Mitä useampaa ryhmäparia verrataan, sitä helpommin jokin niistä eroaa sattumalta."
    private static let leftOut =
        "Vertailussa eivät ole mukana ryhmät, joilta puuttuu julkaistu arvio tai sen luottamusväli."

    @Test func overlappingGroupsHaveNoOrder() throws {
        let texts = try groups(
            [("A", 3, 2...4, 40, .published), ("B", 4, 3...5, 40, .published), ("C", 4.9, 4...6, 40, .published)],
            "compare: groups")
        // Intervals that touch overlap.
        #expect(texts.count == 4 && texts[3] == Self.overlap)
        #expect(texts[0].hasPrefix("A: keskiarvo on 3,00"))
    }

    @Test func groupsThatAreApartAreNamedAndOnlyThose() throws {
        let texts = try groups(
            [
                ("A", 2, 1.5...2.5, 40, .published), ("B", 4, 3.5...4.5, 40, .published),
                ("C", 3, 2.4...3.6, 40, .published), ("D", 1, 0.5...1.4, 40, .published),
            ], "compare: groups")
        #expect(
            texts.last
                == "Luottamusvälit erottavat toisistaan vain nämä ryhmät, suurempi arvo ensin: A – D; B – A, D; C – D. \(Self.rest) \(Self.many)"
        )
    }

    @Test func aSinglePairThatIsApartLeavesNothingOpen() throws {
        let texts = try groups(
            [("A", 2, 1...2.5, 40, .published), ("B", 4, 3...4.5, 40, .published)], "compare: groups")
        #expect(texts.last == "Luottamusvälit erottavat toisistaan vain nämä ryhmät, suurempi arvo ensin: B – A.")
    }

    @Test func withheldGroupsTakeNoPartAndNoMoreIsSaidOfThem() throws {
        let texts = try groups(
            [
                ("A", 2, 1...3, 40, .published), ("B", 9, 8...10, 3, .primary), ("C", 2.5, 1...3, 40, .published),
                ("D", 9, 8...10, 40, .bare), ("E", 9, nil, 3, .published), ("?", 9, 8...10, 40, .published),
            ], "compare: groups")
        #expect(texts.last == "\(Self.overlap) \(Self.leftOut)")
        #expect(texts[1] == "B: tulosta ei julkaista, jotta ketään ei voi tunnistaa.")
        let alone = try groups([("A", 2, 1...3, 40, .published), ("B", 9, 8...10, 3, .secondary)], "compare: groups")
        #expect(
            alone.last
                == "Ryhmiä ei voi verrata, koska arvioita luottamusväleineen on julkaistu vähemmän kuin kaksi. \(Self.leftOut)"
        )
    }

    @Test func anIntervalOfNoWidthTellsNothingApart() throws {
        let indicator = try #require(try FindingSample.catalogue().indicator("mean"))
        let figures = [1.0...1.0, 4.0...6.0, 8.0...10.0].map { interval in
            ProtectedFigure(
                FindingSample.figure(indicator, interval.lowerBound, interval), unit: .points,
                method: indicator.method, state: .published)
        }
        let comparison = GroupComparison(figures)
        #expect(comparison.compared == 2 && comparison.leavesOut && comparison.pairs == 1 && comparison.apart == 1)
        #expect(comparison.above.count == 1 && comparison.above.first?.group == 2)
        #expect(comparison.above.first?.others == [1])
        #expect(GroupComparison([]).pairs == 0 && !GroupComparison([]).leavesOut)
    }

    // MARK: Small groups

    @Test func smallGroupsAreWarnedOf() throws {
        let entries: [Entry] = [
            ("A", 3, 2...4, 19, .published), ("B", 3, 2...4, 20, .published), ("C", 3, 2...4, 3, .primary),
        ]
        let texts = try groups(entries, "small: {below: 20, note: note.unpaired}")
        let note = "Osuudet on laskettu kunkin mittauskerran kaikista vastaajista."
        #expect(texts[0] == "A: keskiarvo on 3,00 (95 %:n luottamusväli 2,00…4,00; n = 19). \(note)")
        #expect(texts[1] == "B: keskiarvo on 3,00 (95 %:n luottamusväli 2,00…4,00; n = 20).")
        // Of a withheld group its size is not told either.
        #expect(texts[2] == "C: tulosta ei julkaista, jotta ketään ei voi tunnistaa.")
    }

    @Test func shrunkenEstimatesStandBesideTheMeasured() throws {
        let shrunken: [(String, Double?)] = [("shrunken", 2.51), ("shrunkenLower", 2.1), ("shrunkenUpper", 2.9)]
        let entries: [Entry] = [("A", 3, 2...4, 5, .published), ("B", 3, 2...4, 50, .published)]
        let texts = try groups(entries, "small: {below: 20, note: note.unpaired}", further: shrunken)
        #expect(
            texts[0].contains(
                " Koska ryhmä on pieni, arvio on laskettu myös yhteistä keskiarvoa kohti vedettynä: 2,51 (2,10…2,90). ")
        )
        #expect(texts[1].hasSuffix(" Yhteistä keskiarvoa kohti vedettynä arvio on 2,51 (2,10…2,90)."))
    }

    // MARK: Parts

    private func directions(_ parts: [(String, Double?, ClosedRange<Double>?, FigureState)], _ block: String = "")
        throws -> String?
    {
        let indicator = try #require(try FindingSample.catalogue().indicator("direction-of-change"))
        let figures = parts.map { part -> (Figure, FigureState) in
            let figure = FindingSample.figure(
                indicator, part.1, part.2, n: 99, at: [("direction", .code(part.0))])
            return (figure, part.3)
        }
        return try FindingSample.texts("direction-of-change", figures, block: block).first?.replacingOccurrences(
            of: "\u{A0}", with: " ")
    }

    @Test func directionsStandInOneSentence() throws {
        let up = try directions([
            ("improved", 0.525, 0.428...0.621, .published), ("same", 0.354, 0.266...0.452, .published),
            ("worsened", 0.121, 0.071...0.2, .published),
        ])
        #expect(
            up
                == "Tulos: samojen vastaajien vastauksista parani 52,5 % (42,8 %…62,1 %), pysyi ennallaan 35,4 % (26,6 %…45,2 %) ja heikkeni 12,1 % (7,1 %…20,0 %) (suluissa 95 %:n luottamusvälit; n = 99). Useampi vastaus parani kuin heikkeni."
        )
        let open = try directions([
            ("improved", 0.4, 0.3...0.5, .published), ("same", 0.3, 0.2...0.4, .published),
            ("worsened", 0.3, 0.2...0.4, .published),
        ])
        #expect(open?.hasSuffix("joten jää avoimeksi, kumpia on enemmän.") ?? false)
        let down = try directions([
            ("improved", 0.1, 0.05...0.2, .published), ("worsened", 0.6, 0.5...0.7, .published),
        ])
        #expect(down?.hasSuffix("Useampi vastaus heikkeni kuin parani.") ?? false)
    }

    @Test func partsThatAreWithheldAreLeftOut() throws {
        let some = try directions([
            ("improved", 0.9, 0.8...0.95, .published), ("same", 0.08, 0.02...0.1, .secondary),
            ("worsened", 0.02, 0.01...0.1, .primary),
        ])
        #expect(
            some
                == "Tulos: samojen vastaajien vastauksista parani 90,0 % (80,0 %…95,0 %) (suluissa 95 %:n luottamusvälit; n = 99). Kaikista osista lukua ei julkaista."
        )
        let none = try directions([("improved", 0.9, 0.8...0.95, .primary), ("same", 0.1, 0.05...0.2, .primary)])
        #expect(none == "Tulos: tulosta ei julkaista, jotta ketään ei voi tunnistaa.")
    }

    @Test func aNamedPartStandsByItself() throws {
        let one = try directions(
            [("improved", 0.525, 0.428...0.621, .published), ("same", 0.354, 0.266...0.452, .published)],
            "at: {direction: improved}")
        #expect(one == "Tulos: osuus on 52,5 % (95 %:n luottamusväli 42,8 %…62,1 %; n = 99).")
    }

    @Test func answersAreListedWithTheirTitles() throws {
        let indicator = try #require(try FindingSample.catalogue().indicator("distribution"))
        let figures = [(1, 0.2), (2, 0.3), (3, 0.5)].map { level, value -> (Figure, FigureState) in
            let interval = (value - 0.1)...(value + 0.1)
            return (
                FindingSample.figure(indicator, value, interval, at: [("answer", .number(level))]), .published
            )
        }
        let text = try FindingSample.texts("distribution", figures, language: "en").first
        #expect(
            text?.replacingOccurrences(of: "\u{A0}", with: " ")
                == "Result: 1: 20.0% (10.0% to 30.0%), 2: 30.0% (20.0% to 40.0%) and 3: 50.0% (40.0% to 60.0%) (in brackets 95% confidence intervals; n = 40)."
        )
    }
}
