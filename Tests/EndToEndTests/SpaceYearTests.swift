import Foundation
import Testing

/// Where the innovations of the sample year are in use. Expected numbers from a program in Python 3.11 that reads
/// `kayttoonotot.csv`, takes each measure by its definition over pairs of regions, and distances by Floyd and Warshall.
@Suite struct SpaceYearTests {
    /// The bytes of the results of the sample, made once.
    private static let built = Result { () throws -> Data in
        let workspace = try SampleYearTests.open().workspace
        return try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/build/osaamiskeskus/results.json"))
    }

    private static func results() throws -> Results {
        Results(object: try #require(try JSONSerialization.jsonObject(with: built.get()) as? [String: Any]))
    }

    private func check(
        _ code: String, _ levels: [String: String] = [:], is expected: Double, further: [String: Double] = [:]
    ) throws {
        let results = try Self.results()
        let found = results.value(code, levels)
        #expect(agrees(found, expected), "\(code) \(levels): \(String(describing: found)) instead of \(expected)")
        for (name, wanted) in further {
            let number = results.further(name, of: code, levels)
            #expect(agrees(number, wanted), "\(code) \(levels) \(name): \(String(describing: number))")
        }
    }

    private func absence(_ code: String, _ levels: [String: String]) throws -> String? {
        try Self.results().figure(code, levels)?["absent"] as? String
    }

    /// 150 adoptions in 16 of 19 regions, weighted by the inhabitants of 2022.
    @Test func concentrationIsOverInhabitants() throws {
        try check(
            "adoption-concentration", is: 0.3249058891403081,
            further: ["levels": 19, "empty": 3, "largestShare": 29.0 / 150, "elsewhere": 0])
        try check("adoption-concentration", ["helix": "research"], is: 0.8440039009224322)
        try check("adoption-concentration", ["helix": "civil"], is: 0.5821586924444239)
        try check("adoption-top-share", is: 0.37808972694254694)
    }

    @Test func regionsAreReachedOnce() throws {
        try check(
            "regions-reached-share", is: 16, further: ["share": 16.0 / 19, "populationShare": 0.9589115325927351])
        try check("regions-reached-share", ["helix": "business"], is: 10)
        for (month, count, new, share) in [
            ("2021-01", 1.0, 1.0, 0.036759364267), ("2021-02", 1, 0, 0.036759364267),
            ("2021-08", 7, 2, 0.629863928095), ("2022-11", 14, 1, 0.911949561195),
            ("2023-12", 16, 1, 0.958911532593),
        ] {
            try check(
                "regions-reached-monthly", ["period": month], is: count,
                further: ["new": new, "populationShare": share])
        }
    }

    @Test func quotientsCompareAreasWithTheCountry() throws {
        try check("third-sector-quotient", is: 1)
        try check(
            "third-sector-quotient", ["nuts2": "FI1D"], is: 1.746119733924612,
            further: ["count": 21, "share": 21.0 / 41, "wholeShare": 44.0 / 150])
        try check("third-sector-quotient", ["nuts2": "FI1B"], is: 0.4702194357366771)
        try check("third-sector-quotient", ["region": "04"], is: 1.1363636363636362)
        #expect(try absence("third-sector-quotient", ["nuts2": "FI20"]) == "no-observations")
    }

    @Test func distancesAreOverBordersOnLand() throws {
        try check(
            "distance-to-adopter", is: 0.03582759973550725,
            further: ["levels": 19, "withAdopter": 16, "withoutWay": 1, "farthest": 1])
        try check("distance-to-adopter", ["helix": "research"], is: 0.7939936508005351)
        try check("distance-to-adopter", ["region": "10"], is: 1)
        try check("distance-to-adopter", ["region": "16"], is: 1)
        try check("distance-to-adopter", ["region": "01"], is: 0)
        // No land border leads to Åland.
        #expect(try absence("distance-to-adopter", ["region": "21"]) == "not-reached")
    }

    /// Against EXPECTED.json, and the counties of municipalities by their key.
    @Test func municipalitiesCountriesAndThemesAreCounted() throws {
        let expected = try SampleYearTests.Expected()
        let results = try Self.results()
        #expect(agrees(results.value("municipalities-reached"), expected.number("reach/municipalities")))
        try check("counties-reached", is: 19, further: ["levels": 23])
        try check("nuts3-reached", is: 16)
        #expect(agrees(results.value("partners"), expected.number("partners/organisations")))
        #expect(agrees(results.value("partner-countries"), expected.number("partners/countries")))
        for (country, name) in [("FI", "Suomi"), ("SE", "Ruotsi"), ("IS", "Islanti"), ("CZ", "Tšekki")] {
            let wanted = expected.number("partners/by_country/\(name)")
            #expect(agrees(results.value("partners", ["country": country]), wanted), "\(name)")
        }
        for (group, name) in [("families", "perheet"), ("homeless", "asunnottomat"), ("older-people", "ikääntyneet")] {
            let wanted = expected.number("themes/actor_user_groups/\(name)")
            #expect(agrees(results.value("actors-by-user-group", ["user_group": group]), wanted), "\(name)")
        }
        // No theme is so much more common at one time that it would not be chance.
        #expect(results.value("phenomenon-bursts", ["phenomenon": "food-aid"]) == 0)
        #expect(results.value("adoptions-by-year", ["year": "2022"]) == 62)
    }
}
