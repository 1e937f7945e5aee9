import Diagnostics
import Indicators
import Testing

/// Designs whose weights meet margins, and samples that have no estimate.
@Suite struct WeightCalibrationTests {
    private let mean = "{kind: weighted-mean, table: survey, of: a, design: d}"
    private let report = "{kind: weight-report, table: survey, design: d}"
    private let schoolTypes = "{variable: region, name: type, population: {E: 4421, H: 755, M: 1018}}"

    /// survey 4.1.1: `rake` and `calibrate(calfun = "raking")` of `svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc)`.
    @Test func rakedWeightsAreThoseOfR() throws {
        let survey = try WeightedSurvey(reference: "rake_poststratify_apiclus1")
        let design =
            "{weight: weight, clusters: cluster, population: 757, margins: [\(schoolTypes), "
            + "{variable: kind, population: {'No': 1072, 'Yes': 5122}}]}"
        let total = try survey.figures(mean, design: design).at()
        #expect(isClose(total.value, 641.230320926819, 1e-9))
        #expect(try isClose(total.further("standardError"), 23.7036168879217, 1e-7))
        #expect(try isClose(total.further("weightedN"), 6194, 1e-9))
        #expect(try total.further("degreesOfFreedom") == 14)
        #expect(try isClose(total.further("kish"), 1.05165669560391, 1e-9))
        let weights = try survey.figures(report, design: design).at()
        #expect(isClose(weights.value, 1.05165669560391, 1e-9))
        #expect(try isClose(weights.further("leastWeight"), 29.8706754926805, 1e-9))
        #expect(try isClose(weights.further("greatestWeight"), 67.1255292411997, 1e-9))
        #expect(try weights.further("converged") == 1)
        #expect(try weights.further("largestDifference").map { $0 <= 1e-11 } == true)
        #expect(try isClose(weights.further("effectiveN"), 183 / 1.05165669560391, 1e-9))
        // A weight tells how many rows a level has.
        #expect(weights.reveals("count at type H") == survey.rows.count { $0.region == "H" })
        #expect(weights.reveals("count at kind No") == survey.rows.count { $0.kind == "No" })
    }

    @Test func postStratifiedWeightsAreThoseOfR() throws {
        let survey = try WeightedSurvey(reference: "rake_poststratify_apiclus1")
        let design =
            "{weight: weight, clusters: cluster, population: 757, method: post-stratification, margins: [\(schoolTypes)]}"
        let figures = try survey.figures(mean, design: design)
        #expect(try isClose(figures.at().value, 642.310788211582, 1e-9))
        #expect(try isClose(figures.at().further("standardError"), 23.9204864450904, 1e-7))
        // The weights of a level add up to its population, which is known and not estimated.
        let counted = try survey.figures(
            "{kind: weighted-total, table: survey, of: 'if(a > 0, 1, 0)', design: d}", design: design)
        #expect(try isClose(counted.at("region=H").value, 755, 1e-9))
        #expect(try counted.at("region=H").further("standardError") == 0)
    }

    @Test func trimmingActsOnEachWeight() throws {
        // Median weight 1, upper bound 3: the 9 is cut to 3, and its 6 spread over the others, 1 each: all weigh 3.
        let survey = WeightedSurvey([
            .init(region: "north", weight: 1, a: 0), .init(region: "north", weight: 1, a: 0),
            .init(region: "north", weight: 1, a: 0), .init(region: "north", weight: 9, a: 4),
        ])
        let margins = "margins: [{variable: region, population: {north: 12}}]"
        #expect(try survey.figures(mean, design: "{weight: weight, \(margins)}").at().value == 3)
        let trimmed = "{weight: weight, \(margins), trim: {upper: 3}}"
        #expect(try isClose(survey.figures(mean, design: trimmed).at().value, 1))
        let weights = try survey.figures(report, design: trimmed).at()
        #expect(try weights.further("trimmedRows") == 1)
        #expect(try isClose(weights.further("greatestWeight"), 3) && isClose(weights.value, 1))
    }

    @Test func rowsWithoutWeightAreLeftOutAndCounted() throws {
        let survey = WeightedSurvey([
            .init(region: "north", kind: "F", weight: 2, a: 1), .init(region: "north", kind: "F", weight: 0, a: 9),
            .init(region: "north", kind: "M", weight: nil, a: 9), .init(region: "south", kind: "M", weight: -1, a: 9),
            .init(region: nil, kind: "F", weight: 1, a: 9),
        ])
        let figures = try survey.figures(mean, design: "{weight: weight, strata: region}")
        #expect(try figures.at().value == 1 && figures.at().n == 1)
        #expect(try figures.at("region=south").absence == .noObservations)
        let weights = try survey.figures(report, design: "{weight: weight, strata: region}")
        #expect(try weights.at().further("withoutWeight") == 4 && weights.at().reveals("without-weight") == 4)
        #expect(try weights.at("region=north").further("withoutWeight") == 2)
        #expect(try weights.at("region=south").absence == .noObservations)
        // A missing level counts where the margin gives its population, and a level without people does not.
        func design(_ population: String) -> String {
            "{weight: weight, margins: [{variable: region, population: {\(population)}}]}"
        }
        #expect(try survey.figures(mean, design: design("north: 3, missing:not-answered: 1")).at().value == 3)
        #expect(try survey.figures(mean, design: design("north: 3")).at().value == 1)
        let without = try survey.figures(report, design: design("north: 0, missing:not-answered: 1")).at()
        #expect(try without.n == 1 && without.further("withoutWeight") == 4)
    }

    @Test func marginsThatCannotBeMetAreTold() throws {
        let survey = WeightedSurvey([
            .init(region: "north", weight: 1, a: 1), .init(region: "south", weight: 1, a: 2),
        ])
        // Nobody is of the west; the population says nothing of the south.
        for population in ["north: 10, south: 10, west: 5", "north: 10"] {
            let design = "{margins: [{variable: region, population: {\(population)}}]}"
            let total = try survey.figures(mean, design: design).at()
            #expect(total.value == nil && total.absence == .notApplicable && total.n == 2)
            let weights = try survey.figures(report, design: design).at()
            #expect(weights.value == nil && weights.absence == .notApplicable)
            #expect(try weights.further("converged") == 0)
        }
    }

    @Test func samplesWithoutSpreadHaveNoInterval() throws {
        let none = try WeightedSurvey([.init(region: "north", weight: 1, a: 1)]).figures(
            "{kind: weighted-mean, table: survey, where: 'a > 1', of: a, design: d}", design: "{weight: weight}"
        ).at()
        #expect(none.value == nil && none.absence == .noObservations && none.n == 0)
        // One row in each stratum says nothing of the spread within it.
        let single = WeightedSurvey([
            .init(region: "north", weight: 1, a: 1), .init(region: "south", weight: 3, a: 5),
        ])
        let one = try single.figures(mean, design: "{weight: weight, strata: region}").at()
        #expect(one.value == 4 && one.interval == nil)
        #expect(try one.further("standardError") == nil && one.further("degreesOfFreedom") == 0)
        // Unless it is the whole stratum.
        let whole = try single.figures(
            mean, design: "{weight: weight, strata: region, population: {north: 1, south: 1}}"
        ).at()
        #expect(try whole.further("standardError") == 0)
        // More units than the population has.
        let crowded = WeightedSurvey([.init(region: "north", a: 1), .init(region: "north", a: 2)])
        let problem = try crowded.figures(mean, design: "{strata: region, population: {north: 1}}").at()
        #expect(problem.absence == .notApplicable && problem.n == 2)
    }

    @Test(arguments: [
        ("design: e", "{}", "definition.unknown-name"),
        ("design: d", "{method: post-stratification}", "indicators.post-stratification"),
        ("design: d", "{trim: {upper: 3}}", "indicators.trimming"),
        ("design: d", "{margins: [{variable: region, population: {n: 1}}], trim: {upper: 1}}", "indicators.trimming"),
        (
            "design: d", "{margins: [{variable: region, population: {n: 1}}, {variable: kind, population: {F: 2}}]}",
            "indicators.margin-totals"
        ),
        ("design: d", "{margins: [{variable: region, population: {n: -1, s: 1}}]}", "indicators.population"),
        ("design: d", "{margins: [{variable: region, population: {n: 0}}]}", "indicators.population"),
        ("design: d", "{strata: region, population: {n: 0}}", "indicators.population"),
        ("design: d", "{strata: region, population: 10}", "indicators.population"),
        ("design: d", "{population: {n: 1}}", "indicators.population"),
        ("design: d", "{method: racking}", "definition.unknown-value"),
    ])
    func mistakesAreFoundBeforeRowsAreRead(reference: String, design: String, code: String) throws {
        let (_, findings) = try WeightedSurvey.catalogue(
            "{kind: weighted-mean, table: survey, of: a, \(reference)}", design: design)
        #expect(findings.map(\.code) == [code])
    }
}
