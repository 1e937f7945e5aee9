import Foundation
import Pipeline
import Testing

/// The sample year against figures that another program computed from the same files (`SampleData/expected.py`).
@Suite(.serialized) struct SampleYearTests {
    static let regions = [
        "Uusimaa": "01", "Varsinais-Suomi": "02", "Satakunta": "04", "Kanta-Häme": "05", "Pirkanmaa": "06",
        "Päijät-Häme": "07",
        "Kymenlaakso": "08", "Etelä-Karjala": "09", "Etelä-Savo": "10", "Pohjois-Savo": "11", "Pohjois-Karjala": "12",
        "Keski-Suomi": "13", "Etelä-Pohjanmaa": "14", "Pohjanmaa": "15", "Keski-Pohjanmaa": "16",
        "Pohjois-Pohjanmaa": "17",
        "Kainuu": "18", "Lappi": "19", "Ahvenanmaa": "21",
    ]
    static let helix = ["julkinen": "public", "tutkimus": "research", "yritys": "business", "kansalaiset": "civil"]
    static let waves = ["ennen": "before", "aikana": "during", "jälkeen": "after"]

    /// The expected figures, read once.
    struct Expected {
        let object: [String: Any]

        init() throws {
            let url = URL(fileURLWithPath: "\(Workspace.root)/SampleData/osaamiskeskus/EXPECTED.json")
            object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
        }

        func any(_ path: String) -> Any? {
            path.split(separator: "/").reduce(object as Any?) { ($0 as? [String: Any])?[String($1)] }
        }
        func number(_ path: String) -> Double? { any(path) as? Double }
        func table(_ path: String) -> [String: Any] { any(path) as? [String: Any] ?? [:] }
    }

    /// A build of the sample with threshold 1, so that every figure can be seen.
    static func open() throws -> (workspace: Workspace, results: Results) {
        let workspace = try Workspace()
        try workspace.replace("threshold: 5", with: "threshold: 1", in: "Pipelines/osaamiskeskus.yaml")
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: "Pipelines/osaamiskeskus.yaml")
        try workspace.replace(
            "output: ../build/osaamiskeskus", with: "output: ../build/osaamiskeskus\noutputs: {figures: false}",
            in: "Pipelines/osaamiskeskus.yaml")
        try workspace.run()
        return (workspace, try workspace.results())
    }

    /// The bytes of the results of such a build, made once for all tests that only read them.
    private static let built = Result { () throws -> Data in
        let workspace = try open().workspace
        return try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/build/osaamiskeskus/results.json"))
    }

    private static func results() throws -> Results {
        Results(object: try #require(try JSONSerialization.jsonObject(with: built.get()) as? [String: Any]))
    }

    @Test func figuresAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        let plain: [(figure: String, path: String)] = [
            ("attendances", "attendance/all_events/total"), ("unique-people", "attendance/unique_persons"),
            ("si-paiva-paikalla", "attendance/si_day_onsite"), ("si-paiva-etana", "attendance/si_day/headcounts"),
            ("tyopajojen-osallistujat", "attendance/workshops/total"),
            ("koulutetut", "attendance/unique_persons_trainings"),
            ("return-rate", "attendance/return_rate"), ("regions-reached", "attendance/regions_reached"),
            ("cost-per-attendance", "attendance/cost_per_attendance_eur"), ("toimijat", "actors/count"),
            ("actor-regions", "actors/regions_reached"), ("actor-evenness", "actors/helix_evenness"),
            ("ties", "ties/count"),
            ("events", "events/count"), ("respondents", "survey/unique_codes"),
            ("match-rate", "survey/match_rate_of_before"), ("matched", "survey/pairs_before_after"),
            ("innovations", "innovations/count"), ("innovations-published", "innovations/published"),
            ("core-completeness", "innovations/core_field_completeness"),
            ("arvioidut-ehdokkaat", "assessment/candidates"),
            ("validated", "assessment/validated"), ("adoptions", "adoption/adoptions"),
            ("adopters", "adoption/adopters"),
            ("innovations-adopted", "adoption/innovations_adopted"), ("adoption-regions", "adoption/regions_reached"),
            ("cross-sector-learning", "adoption/cross_sector_share"), ("core-kept", "adoption/core_kept_pooled_share"),
            ("EECO01", "participation/complete"), ("participants-incomplete", "participation/incomplete"),
            ("participants-not-exited", "participation/not_exited"), ("activity", "communication/total"),
            ("expenditure", "expenditure/total_eur"), ("scaling-share", "expenditure/scaling_share"),
        ]
        for (figure, path) in plain {
            let wanted = expected.number(path)
            #expect(wanted != nil, "EXPECTED.json has no \(path)")
            #expect(
                agrees(results.value(figure), wanted),
                "\(figure): \(String(describing: results.value(figure))) instead of \(String(describing: wanted))")
        }
        // The late list adds six registrations of people who did not come.
        #expect(agrees(results.value("show-up-rate"), 259 / 327))
    }

    @Test func breakdownsAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        func compare(_ figure: String, _ dimension: String, _ path: String, _ codes: [String: String]) {
            let table = expected.table(path)
            #expect(!table.isEmpty, "EXPECTED.json has no \(path)")
            for (name, code) in codes {
                let wanted = (table[name] as? Double) ?? 0
                let found = results.value(figure, [dimension: code])
                #expect(agrees(found, wanted), "\(figure) \(name): \(String(describing: found)) instead of \(wanted)")
            }
        }
        compare("unique-people", "region", "attendance/unique_persons_by_region", Self.regions)
        compare("toimijat", "region", "actors/by_region", Self.regions)
        compare("toimijat", "helix", "actors/by_helix", Self.helix)
        compare("adoptions", "region", "adoption/by_region", Self.regions)
        compare("adoptions", "helix", "adoption/by_helix", Self.helix)
        compare("attendances", "helix", "attendance/by_helix", Self.helix)
        compare("responses", "wave", "survey/respondents", Self.waves)
        compare("response-rate", "wave", "survey/response_rate", Self.waves)
        compare(
            "expenditure", "measure", "expenditure/by_measure_eur",
            Dictionary(uniqueKeysWithValues: (1...9).map { ("\($0)", "\($0)") }))
        compare(
            "innovations", "phase", "innovations/by_phase",
            [
                "Ideointi": "idea", "Kehitteillä": "development", "Kokeilu": "trial", "Valmis": "ready",
                "Käytössä": "in-use",
            ])
        compare(
            "activity", "channel", "communication/by_channel",
            ["uutinen": "news", "some": "social", "uutiskirje": "newsletter", "foorumi": "forum"])
    }

    @Test func surveyAgreesWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        for number in 1...12 {
            let item = "q" + (number < 10 ? "0" : "") + "\(number)"
            let paired = expected.table("survey/paired_before_after/K\(number)")
            #expect(!paired.isEmpty)
            #expect(
                agrees(results.value("item-change", ["item": item]), paired["mean_change"] as? Double), "\(item) change"
            )
            #expect(
                agrees(results.further("dz", of: "item-change", ["item": item]), paired["dz"] as? Double), "\(item) dz")
            #expect(agrees(results.figure("item-change", ["item": item])?["n"] as? Double, paired["n"] as? Double))
            for (finnish, wave) in Self.waves {
                let one = expected.table("survey/items/K\(number)/\(finnish)")
                #expect(!one.isEmpty)
                #expect(
                    agrees(results.value("item-mean", ["item": item, "wave": wave]), one["mean"] as? Double),
                    "\(item) \(wave) mean")
                #expect(
                    agrees(
                        results.value("item-positive", ["item": item, "wave": wave]), one["share_positive"] as? Double),
                    "\(item) \(wave) positive")
                let counts = (one["counts"] as? [String: Any]) ?? [:]
                for (group, steps) in [("1", ["1", "2"]), ("2", ["3"]), ("3", ["4", "5"])] {
                    let wanted = steps.reduce(0.0) { $0 + (counts[$1] as? Double ?? 0) }
                    let found = results.further(
                        "count", of: "item-answers", ["item": item, "wave": wave, "answer3": group])
                    #expect(agrees(found, wanted), "\(item) \(wave) group \(group)")
                }
            }
        }
        for (finnish, wave) in Self.waves {
            let score = expected.table("survey/recommendation/\(finnish)")["nps"] as? Double
            #expect(agrees(results.value("recommendation", ["wave": wave]), score.map { $0 / 100 }), "\(wave) score")
        }
    }

    @Test func assessmentsAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        for number in 1...8 {
            let level = ["criterion": "\(number)"]
            for (figure, path) in [
                ("criterion-scores", "round_1_by_criterion"), ("self-scores", "self_by_criterion"),
            ] {
                let wanted = expected.table("assessment/\(path)/kohta \(number)")
                let found = results.figure(figure, level)
                #expect(agrees(found?["value"] as? Double, wanted["median"] as? Double), "\(figure) \(number)")
                #expect(agrees(found?["n"] as? Double, wanted["n"] as? Double), "\(figure) \(number)")
                #expect(agrees(results.further("mean", of: figure, level), wanted["mean"] as? Double))
            }
        }
        let correlations = expected.table("assessment/round_1_one_way_correlations").compactMapValues { $0 as? Double }
        for (figure, name) in [("rater-reliability", "single"), ("panel-reliability", "average")] {
            #expect(agrees(results.value(figure), correlations[name]), "\(figure)")
            #expect(agrees(results.further("units", of: figure), correlations["units"]))
            #expect(agrees(results.further("ratings", of: figure), correlations["ratings"]))
            #expect(agrees(results.further("leftOut", of: figure), correlations["left_out"]))
        }
        let offers = expected.table("assessment/sim").compactMapValues { $0 as? Double }
        #expect(agrees(results.value("offered"), offers.values.reduce(0, +)))
        #expect(agrees(results.value("accepted"), offers["hyväksytty"]))
    }

    @Test func adopterCategoriesAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        let categories = [
            "innovator": "innovators", "early-adopter": "early_adopters", "early-majority": "early_majority",
            "late-majority": "late_majority", "laggard": "laggards",
        ]
        for (code, name) in categories {
            let wanted = expected.number("adoption/rogers_first_adoption_of_adopter/\(name)")
            let found = results.further("count", of: "adopter-categories", ["category": code])
            #expect(agrees(found, wanted), "\(code): \(String(describing: found))")
        }
    }

    /// SciPy 1.17.1, `least_squares` of the adoptions of the first 30 to 35 months; the last month repeated.
    @Test func forecastErrorsAgreeWithAnIndependentProgram() throws {
        let results = try Self.results()
        for (model, error, share) in [
            ("bass", 1.011022248233513, 0.17566575327488856), ("gompertz", 2.2100563842914913, 0.5170372151769284),
            ("logistic", 0.9463804360345706, 0.16469316227731023),
            ("naive", 1.6035674514745464, 0.36349206349206353),
        ] {
            let found = try #require(results.value("growth-forecast-errors", ["model": model]))
            #expect(abs(found / error - 1) < 1e-6, "\(model): \(found)")
            let relative = try #require(
                results.further("percentageError", of: "growth-forecast-errors", ["model": model]))
            #expect(abs(relative / share - 1) < 1e-6, "\(model): \(relative)")
        }
    }

    @Test func esfIndicatorsAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        for number in 1...11 {
            let code = "EECO" + (number < 10 ? "0" : "") + "\(number)"
            let row = expected.table("participation/eeco_by_gender/\(code)")
            #expect(!row.isEmpty)
            let counts = ["nainen", "mies", "muu"].map { row[$0] as? Double ?? 0 }
            let groups: [(group: String?, wanted: Double)] = [
                (nil, counts.reduce(0, +)), ("women", counts[0]), ("men-and-others", counts[1] + counts[2]),
            ]
            // Only these are large enough for a breakdown by gender.
            for (group, wanted) in [1, 5, 7, 11].contains(number) ? groups : [groups[0]] {
                let found = results.value(code, group.map { ["gender_group": $0] } ?? [:])
                #expect(
                    agrees(found, wanted),
                    "\(code) \(group ?? "total"): \(String(describing: found)) instead of \(wanted)")
            }
        }
    }

    /// Every common indicator of both programmes: a number, or none where nobody was asked.
    @Test func programmesAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        var compared = 0
        for programme in ["plus_2021_2027", "2014_2020"] {
            for (code, counts) in expected.table("esf/\(programme)") {
                let wanted = (counts as? [String: Any])?["total"] as? Double
                let found = results.figure(code)
                #expect(found != nil, "no \(code)")
                #expect(found?["value"] as? Double == wanted, "\(code)")
                compared += 1
            }
        }
        for (code, count) in expected.table("esf/entities") {
            #expect(results.value(code) == count as? Double, "\(code)")
            compared += 1
        }
        #expect(compared == 25 + 32)
        for (code, name) in [
            ("participants-grand-total", "grand_total"), ("participants-incomplete", "incomplete"),
            ("participants-not-exited", "not_exited"),
        ] {
            #expect(results.value(code) == expected.number("esf/participants/\(name)/total"), "\(code)")
        }
    }

    @Test func tiesBetweenGroupsAgreeWithAnIndependentProgram() throws {
        let expected = try Expected()
        let results = try Self.results()
        let pairs = expected.table("ties/by_helix_pair")
        #expect(pairs.count == 10)
        var sum = 0.0
        for (name, count) in pairs {
            // The ends of a pair stand in the order of their codes.
            let ends = name.split(separator: "–").compactMap { Self.helix[String($0)] }.sorted()
            let found = results.value("ties", ["tie_helix": ends[0], "tie_other_helix": ends[1]])
            #expect(agrees(found, count as? Double), "\(name): \(String(describing: found))")
            sum += found ?? 0
        }
        #expect(sum == expected.number("ties/count"))
    }

    /// Rows by day and not by name, pairs in both of their cells, and no pair twice in the drawing.
    @Test func tablesAndChartsShowWhatTheDefinitionSays() throws {
        let workspace = try Workspace()
        try workspace.run()
        let page = try workspace.text("build/osaamiskeskus/funder-summary.fi.html")
        func table(_ id: String) throws -> Substring {
            let start = try #require(page.range(of: "id=\"table-\(id)\""), "no table \(id)")
            let rest = page[start.upperBound...]
            return rest[..<(try #require(rest.range(of: "</table>")).lowerBound)]
        }
        let days = try table("events").matches(of: /<time datetime="([0-9-]+)"/).map { String($0.1) }
        let written = try table("events").matches(of: /<td>(\d+)\.(\d+)\.2023</)
            .compactMap { day in Int(day.1).flatMap { first in Int(day.2).map { $0 * 100 + first } } }
        #expect(written.count + days.count == 12)
        #expect(written == written.sorted() && days == days.sorted())
        let ties = try table("cooperation-by-sector")
        #expect(ties.matches(of: /<td>20</).count == 2, "public and civil, in the rows of both")
        let words = try workspace.text("build/osaamiskeskus/figures/cooperation-by-sector.fi.txt")
        #expect(words.matches(of: /Julkinen sektori – Kansalaisyhteiskunta/).count == 1)
        #expect(try workspace.text("build/osaamiskeskus/figures/cooperation-by-sector.ties.fi.csv").contains("[c]"))
    }

    /// The messages about rows are written in English; the chapters on quality are not.
    @Test func qualityChaptersAreInTheLanguageOfTheReport() throws {
        let (workspace, _) = try Self.open()
        try workspace.replace("languages: [en]", with: "languages: [fi]", in: "Pipelines/osaamiskeskus.yaml")
        try workspace.run()
        let page = try workspace.text("build/osaamiskeskus/data-quality.fi.html")
        for english in [
            "the value", "the row", "correct the", "remove ", "did you mean", "it has", "separator", "header on line",
            "its codes", "the rule",
        ] {
            #expect(!page.contains(english), "'\(english)' stands in a Finnish page")
        }
        for finnish in [
            "”Pirkanma” ei ole sarakkeen koodiluettelossa", "Tarkoititko ”Pirkanmaa”?", "Arvo ei ole päivämäärä",
            "Rivin kenttien määrä on 10", "Tapahtumaa ei ole tapahtumaluettelossa", "CSV:\u{A0}UTF-\u{2060}8, sarkain",
            "Merkkejä arvossa on 9, joukossa numeroita.", "XLSX:\u{A0}Tapahtumat",
        ] {
            #expect(page.contains(finnish), "'\(finnish)' is missing")
        }
    }

    @Test func quarantineNamesEveryFault() throws {
        let (workspace, _) = try Self.open()
        let summary = try workspace.run()
        #expect(summary.rowsRead == summary.rowsKept + summary.rowsQuarantined + summary.rowsExcluded)
        let faulty = try #require(summary.sources.first { $0.file.hasSuffix("virheellinen_ilmoittautuminen.csv") })
        #expect(faulty.read == 22)
        #expect(faulty.kept == 6)
        #expect(faulty.quarantined == 16)
        let page = try workspace.text("build/osaamiskeskus/data-quality.en.html")
        for line in [4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 20, 22] {
            let cells = try Regex("virheellinen_<wbr/>ilmoittautuminen\\.csv</t[hd]>\\s*<t[hd][^>]*>\(line)</t[hd]>")
            #expect(page.contains(cells), "line \(line) is not named")
        }
    }

    @Test func secondRunRedoesNothing() throws {
        let (workspace, _) = try Self.open()
        let again = try workspace.run()
        #expect(again.isUnchanged)
    }
}
