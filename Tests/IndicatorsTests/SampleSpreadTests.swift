import Foundation
import Records
import Tabulation
import Testing

@testable import Indicators

/// The sample's adoptions against a script of its own in Python 3.13, which follows the rules of the guide.
///
/// It counts by dictionaries of innovation and adopter, and computes Kaplan–Meier and Wilson's intervals from their formulas; the as-of day is 2024-02-29.
@Suite struct SampleSpreadTests {
    private static let helix = [
        "kunta": "public", "hyvinvointialue": "public", "valtio": "public", "korkeakoulu": "research",
        "tutkimuslaitos": "research", "yritys": "business", "yhteiskunnallinen yritys": "business",
        "järjestö": "civil", "säätiö": "civil", "kansalainen": "civil",
    ]
    private static let stages = [
        "kiinnostus": "interest", "kokeilu": "trial", "käyttöönotto": "adopted", "luopuminen": "abandoned",
    ]

    private func rows(_ name: String) throws -> [[String: String]] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("SampleData/osaamiskeskus/\(name).csv"), encoding: .utf8)
        let lines = text.trimmingCharacters(in: ["\u{FEFF}"]).split(whereSeparator: \.isNewline).map {
            $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
    }

    private func text(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }

    /// A day such as 5.1.2021, counted as surveys count it.
    private func day(_ value: String?) -> Int? {
        let parts = value?.split(separator: ".").compactMap { Int($0) } ?? []
        guard parts.count == 3, let day = CalendarDay(year: parts[2], month: parts[1], day: parts[0]) else {
            return nil
        }
        return Int(day.number) - Int(SpreadSurvey.asOf.number) + 200
    }

    private func survey() throws -> SpreadSurvey {
        var survey = SpreadSurvey(
            steps: try rows("kayttoonotot").map { row in
                SpreadSurvey.Step(
                    innovation: row["Innovaatio"], adopter: row["Käyttöönottaja"],
                    stage: Self.stages[row["Vaihe"] ?? ""] ?? "", day: day(row["Päivä"]),
                    source: text(row["Opittu keneltä"]), sector: Self.helix[row["Sektori"] ?? ""],
                    learnedSector: Self.helix[row["Lähteen sektori"] ?? ""], region: row["Maakunta"] ?? "")
            })
        survey.innovations = try rows("innokyla").map {
            ($0["Tunnus"] ?? "", text($0["Omistaja"]), day($0["Julkaistu"]), text($0["Pohjautuu"]))
        }
        return survey
    }

    @Test func stagesAreThoseOfTheScript() throws {
        let survey = try survey()
        let transitions = try survey.figures("{kind: stage-transitions, spread: v}")
        let adopted = try transitions.at("from=interest", "to=adopted")
        #expect(try adopted.n == 96 && adopted.further("count") == 45 && adopted.further("medianDays") == 101)
        #expect(isClose(adopted.interval?.lowerBound, 0.3720607443853214))
        #expect(try transitions.at("from=trial", "to=adopted").further("count") == 46)
        #expect(try transitions.at("from=interest", "to=remaining").further("count") == 24)
        let time = try survey.figures("{kind: stage-time, spread: v, from: interest, to: adopted, unit: days}").at()
        #expect(try time.value == 135 && time.interval == 114...165 && time.n == 96 && time.further("events") == 58)
        let published = try survey.figures("{kind: stage-time, spread: v, from: published, to: adopted, unit: days}")
        #expect(try published.at().value == 769 && published.at().interval == 660...814 && published.at().n == 188)
        let curve = try survey.figures(
            "{kind: stage-survival, spread: v, from: adopted, to: abandoned, unit: days}"
        ).at("time=365")
        #expect(isClose(curve.value, 0.8834623226196556) && isClose(curve.interval?.upperBound, 0.9296191356528232))
        let given = try survey.figures("{kind: disadoption, spread: v}").at()
        #expect(try given.further("count") == 14 && given.n == 150)
    }

    @Test func treesAreThoseOfTheScript() throws {
        let survey = try survey()
        let generations = try survey.figures("{kind: generations, spread: v}")
        #expect(
            try (1...5).map { try generations.at("generation=\($0)").further("count") } == [94, 38, 14, 3, 1])
        #expect(
            try (1...5).map { try generations.at("generation=\($0)").further("ownerCount") } == [70, 31, 10, 3, 1])
        let depth = try survey.figures("{kind: adoption-depth, spread: v}", unit: "number").at()
        #expect(try depth.value == 5 && isClose(depth.further("meanGeneration"), 1.5266666666666666))
        let number = try survey.figures("{kind: reproduction-number, spread: v}", unit: "ratio").at()
        #expect(try isClose(number.value, 0.37333333333333335) && number.further("greatest") == 3)
        #expect(try isClose(number.further("dispersionIndex"), 1.3499520613614577))
        #expect(try isClose(number.further("withoutOffspring"), 0.7266666666666667))
        let years = try survey.figures("{kind: reproduction-number, spread: v, by-period: year}", unit: "ratio")
        #expect(try isClose(years.at("period=2021").value, 1.1764705882352942) && years.at("period=2021").n == 17)
        #expect(try isClose(years.at("period=2023").value, 0.15492957746478872))
        #expect(try years.at("period=2023").further("censored") == 1)
        let sectors = try survey.figures("{kind: reproduction-number, spread: v, by: sector}", unit: "ratio")
        #expect(try isClose(sectors.at("sector=public").value, 0.3939393939393939))
        #expect(try sectors.at("sector=civil").n == 44)
        let top = try survey.figures("{kind: spreading-share, spread: v}").at()
        #expect(try isClose(top.value, 0.7214285714285714) && top.further("actors") == 77)
    }

    @Test func bordersAndReuseAreThoseOfTheScript() throws {
        let survey = try survey()
        let crossing = try survey.figures("{kind: crossing-share, spread: v, by: sector}").at()
        #expect(try crossing.n == 126 && crossing.further("count") == 71)
        #expect(isClose(crossing.interval?.lowerBound, 0.4762865704478006))
        let flows = try survey.figures("{kind: crossing-flows, spread: v, by: sector}")
        #expect(try flows.at("from=research", "to=public").further("count") == 12)
        #expect(try flows.at("from=business", "to=research").further("count") == 1)
        let reuse = try survey.figures("{kind: reuse, spread: v}", isPlain: true).at()
        #expect(try reuse.further("count") == 16 && reuse.n == 41)
        let years = try survey.figures("{kind: reuse, spread: v, by-period: year}", isPlain: true)
        #expect(try years.at("period=2021").further("count") == 6 && years.at("period=2021").n == 10)
        let depth = try survey.figures("{kind: reuse-depth, spread: v}", unit: "innovations", isPlain: true).at()
        #expect(depth.value == 4)
        let most = try survey.listing("{kind: most-reused, spread: v, limit: 1}")
        #expect(most.rows.first?.first == .code("TM007"))
    }

    @Test func innovationsSideBySideAreThoseOfTheScript() throws {
        let survey = try survey()
        let means = try survey.figures("{kind: aligned-adoption, spread: v}", unit: "adoptions")
        let times = [0, 6, 12, 24, 36, 54, 60]
        #expect(try times.map { try means.at("time=\($0)").n } == [37, 37, 35, 27, 15, 3, 1])
        #expect(try times.map { try means.at("time=\($0)").reveals("part") } == [0, 15, 28, 87, 48, 6, 0])
        let second = try means.at("time=24")
        #expect(isClose(second.value, 3.2222222222222223) && isClose(second.interval?.lowerBound, 1.2770172914364462))
        #expect(isClose(second.interval?.upperBound, 5.167427153007998))
        #expect(try means.at("time=54").interval?.lowerBound == 0 && means.at("time=60").interval == nil)
        let shares = try survey.figures("{kind: aligned-adoption, spread: v, value: share}")
        #expect(try isClose(shares.at("time=36").value, 13.0 / 15))
        #expect(try isClose(shares.at("time=36").interval?.upperBound, 0.9626387408969346))
        // The quarter of the as-of day is not over.
        let quarters = try survey.figures(
            "{kind: aligned-adoption, spread: v, by: innovation, period: quarter, most: 2}", unit: "adoptions")
        let own = quarters.filter { $0.breakdown.count == 2 }
        #expect(
            own.filter { $0.breakdown[0].level == .code("TM021") }.map(\.value) == [0, 4, 5, 8, 14, 16, 20, 21])
        #expect(
            own.filter { $0.breakdown[0].level == .code("TM020") }.map(\.value) == [0, 3, 4, 5, 8, 11, 13, 15, 17])
        #expect(own.count == 17)
    }
}
