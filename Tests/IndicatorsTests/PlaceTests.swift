import Diagnostics
import Indicators
import Testing

/// Concentration, location quotients and the nearest adopter. Expected numbers from a program in Python 3.11 that takes each measure by
/// its definition over pairs of places, and distances by Floyd and Warshall.
@Suite struct PlaceTests {
    private let survey = PlaceSurvey()

    // MARK: Concentration

    @Test(arguments: [
        ("measure: gini", 0.5666666666666667), ("measure: gini, weighted-by: people", 0.68),
        ("measure: herfindahl", 0.36), ("measure: top-share", 0.56),
        ("measure: top-share, weighted-by: people", 0.675), ("of: document", 0.5370370370370371),
        ("where: \"group = 'firm'\"", 0.7222222222222222),
        ("where: \"group = 'firm'\", weighted-by: people", 0.7),
    ]) func concentrationCountsPlacesWithoutRows(options: String, expected: Double) throws {
        let total = try survey.figures("kind: concentration, over: place, \(options)").at()
        #expect(isClose(total.value, expected, 1e-12))
        #expect(total.interval == nil)
    }

    @Test func concentrationTellsOfItsPlaces() throws {
        let figures = try survey.figures("kind: concentration, over: place", "[[group]]")
        let total = try figures.at()
        #expect(total.n == 10)
        #expect(try total.further("levels") == 6 && total.further("empty") == 2)
        // Two of no known place, and one of a place that the list does not have.
        #expect(try total.further("elsewhere") == 3 && total.further("largestShare") == 0.5)
        #expect(total.reveals("n") == 10 && total.reveals("elsewhere") == 3)
        #expect(total.reveals("count at place a") == 5 && total.reveals("count at place c") == 0)
        #expect(total.reveals.count == 8)
        let ngo = try figures.at("group=ngo")
        #expect(isClose(ngo.value, 0.5476190476190477, 1e-12) && ngo.n == 7)
    }

    @Test func concentrationOfNothingHasAReason() throws {
        let nowhere = PlaceSurvey([(nil, "2022-08-01", "ngo", "d9"), ("x", "2022-08-01", "ngo", "d9")])
        let figure = try nowhere.figures("kind: concentration, over: place").at()
        #expect(figure.value == nil && figure.absence == .noObservations && figure.n == 0)
        let none = try PlaceSurvey([]).figures("kind: concentration, over: place, weighted-by: people").at()
        #expect(none.absence == .noObservations)
        // The list has no population of one place, nor such an attribute, and a dimension no list.
        for text in ["place, weighted-by: rank", "place, weighted-by: height", "area"] {
            #expect(try survey.figures("kind: concentration, over: \(text)").at().absence == .partMissing)
        }
    }

    // MARK: Location quotients

    @Test func aQuotientComparesAGroupWithTheWhole() throws {
        let figures = try survey.figures("kind: location-quotient, part: \"group = 'ngo'\"", "[[place]]")
        let (a, b, d, x) = (
            try figures.at("place=a"), try figures.at("place=b"), try figures.at("place=d"), try figures.at("place=x")
        )
        #expect(isClose(a.value, 1.3, 1e-12) && a.n == 5)
        #expect(isClose(a.interval?.lowerBound, 0.8458728145568521, 1e-9))
        #expect(isClose(a.interval?.upperBound, 1.9979362983610975, 1e-9))
        #expect(isClose(b.value, 0.5416666666666666, 1e-12))
        #expect(isClose(b.interval?.lowerBound, 0.12693130133979014, 1e-9))
        #expect(isClose(b.interval?.upperBound, 2.311508467027766, 1e-9))
        #expect(isClose(d.interval?.lowerBound, 1.0573410181960652, 1e-9))
        #expect(x.value == 0 && x.interval == nil && x.n == 1)
        #expect(try a.further("count") == 4 && a.further("share") == 0.8)
        #expect(try isClose(a.further("wholeShare"), 8.0 / 13, 1e-12))
        #expect(a.reveals("part") == 4 && a.reveals("whole") == 5)
        #expect(a.reveals("all-part") == 8 && a.reveals("all-whole") == 13)
        let total = try figures.at()
        #expect(total.value == 1 && total.interval == nil && total.n == 13)
        let unknown = try figures.at("place=missing:not-answered")
        #expect(isClose(unknown.value, 0.8125, 1e-12))
    }

    @Test func aPartThatNobodyHasHasNoQuotient() throws {
        let figures = try survey.figures("kind: location-quotient, part: \"group = 'union'\"", "[[place]]")
        #expect(try figures.at("place=a").absence == .noObservations)
        #expect(try PlaceSurvey([]).figures("kind: location-quotient, part: \"1 = 1\"", "[[place]]").at().value == nil)
    }

    // MARK: Nearest adopters

    private let nearest = "kind: nearest-adopter, over: place, neighbours: neighbours"

    @Test func distancesAreInBorders() throws {
        let figures = try survey.figures("\(nearest), where: \"group = 'firm'\"", "[[place]]")
        for (place, distance) in [("a", 0.0), ("b", 0), ("c", 1), ("d", 2), ("e", 3)] {
            let figure = try figures.at("place=\(place)")
            #expect(figure.value == distance && figure.n == 3, "\(place)")
        }
        let island = try figures.at("place=f")
        #expect(island.value == nil && island.absence == .notReached)
        #expect(try figures.at("place=b").reveals("count") == 2 && figures.at("place=c").reveals("count") == 0)
        #expect(
            figures.filter { !$0.breakdown.isEmpty }.map(\.breakdown[0].level.name) == ["a", "b", "c", "d", "e", "f"])
        let total = try figures.at()
        #expect(isClose(total.value, 1.2, 1e-12) && total.n == 3 && total.reveals.map(\.name) == ["n"])
        #expect(try total.further("levels") == 6 && total.further("withAdopter") == 2)
        #expect(try total.further("withoutWay") == 1 && total.further("farthest") == 3)
    }

    @Test func aMeanDistanceMayBeOfInhabitants() throws {
        let weighted = "\(nearest), weighted-by: people"
        #expect(try isClose(survey.figures(weighted).at().value, 1.0 / 3, 1e-12))
        let figures = try survey.figures(weighted, "[[group], [group, place], [place, group]]")
        #expect(try isClose(figures.at("group=firm").value, 1.0555555555555556, 1e-12))
        #expect(try isClose(figures.at("group=ngo").value, 1.0 / 3, 1e-12))
        #expect(try figures.at("group=firm", "place=e").value == 3 && figures.at("group=ngo", "place=e").value == 0)
        #expect(try figures.at("place=e", "group=firm").value == 3)
    }

    @Test func withoutAdoptersNothingIsNear() throws {
        let figures = try PlaceSurvey([("x", "2022-08-01", "ngo", "d9")]).figures(nearest, "[[place]]")
        #expect(try figures.at().absence == .noObservations && figures.at("place=a").absence == .noObservations)
        let none = try PlaceSurvey([]).figures(nearest, "[[place]]")
        #expect(try none.at().absence == .noObservations && none.at("place=f").absence == .noObservations)
        // An attribute that no place has, and one that names a place that is not there.
        for name in ["bridges", "wrong"] {
            let figures = try survey.figures("kind: nearest-adopter, over: place, neighbours: \(name)")
            #expect(try figures.at().absence == .partMissing)
        }
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("kind: concentration, over: plaice", "[]", "definition.unknown-name"),
        ("kind: concentration, over: place, measure: theil", "[]", "definition.unknown-value"),
        ("kind: concentration, over: place, measure: herfindahl, weighted-by: people", "[]", "indicators.weighted-by"),
        ("kind: concentration, over: place", "[[place]]", "indicators.over"),
        ("kind: reach, over: place", "[[group, place]]", "indicators.over"),
        ("kind: reach, over: place, day: day", "[]", "indicators.period"),
        ("kind: reach, over: place, period: month", "[]", "indicators.period"),
        ("kind: location-quotient, part: \"1 = 1\"", "[]", "indicators.quotient"),
        ("kind: nearest-adopter, over: place", "[]", "definition.missing-key"),
        ("kind: bursts, over: group, day: day, ratio: 1", "[]", "indicators.ratio"),
        ("kind: bursts, over: group, day: day, gamma: -1", "[]", "indicators.gamma"),
        ("kind: bursts, over: group, day: day", "[[group]]", "indicators.over"),
    ]) func mistakesAreFound(calculation: String, breakdowns: String, code: String) throws {
        #expect(try PlaceSurvey.catalogue(calculation, breakdowns).findings.map(\.code) == [code])
    }

    @Test(arguments: [
        ("kind: concentration, over: place, weighted-by: people", nil),
        ("kind: nearest-adopter, over: place, neighbours: neighbours, weighted-by: people", nil),
        ("kind: concentration, over: area", "indicators.places"),
        ("kind: reach, over: place, weighted-by: rank", "indicators.places"),
        ("kind: reach, over: place, weighted-by: neighbours", "indicators.places"),
        ("kind: reach, over: place, weighted-by: peopl", "definition.unknown-name"),
        ("kind: nearest-adopter, over: place, neighbours: neighbors", "definition.unknown-name"),
        ("kind: nearest-adopter, over: place, neighbours: wrong", "indicators.places"),
    ]) func whatCodeListsLackIsFound(calculation: String, code: String?) throws {
        let (catalogue, findings) = try PlaceSurvey.catalogue(calculation, "[]")
        #expect(findings.isEmpty)
        let found = catalogue.placeFindings(in: ["places": PlaceSurvey.places])
        #expect(found.map(\.code) == [code].compactMap(\.self), "\(found.map(\.rendered))")
        #expect(
            catalogue.placeFindings(in: [:]).count
                == (code == "indicators.places" && calculation.contains("area") ? 1 : 0))
    }
}
