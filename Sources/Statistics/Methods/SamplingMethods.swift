/// Samples of a known population by name: how many, whom, who they were, and what they stand for.
extension EstimateMethod {
    static let samplingMethods = [sampleSize, stratifiedDraw, representativity, stratifiedShare]

    static let sampleSize = EstimateMethod(
        "sample-size", "The answers that a share takes at a margin of error, by stratum, and what is still missing.",
        columns: [
            MethodColumn("population", "how many units each stratum has, a row per stratum"),
            MethodColumn("stratum", required: false, names: true, "a name or number for each stratum"),
            MethodColumn("answers", required: false, "how many have answered so far; 0 without the column"),
        ], options: [.margin, .expectedShare, .responseRate]
    ) { (input, options) throws(StatisticsError) in try sampleSizeValues(input, options) }

    static let stratifiedDraw = EstimateMethod(
        "stratified-draw", "A random sample from each stratum of a list, and the reserve in its order.",
        columns: [
            MethodColumn("unit", names: true, "an identifier for each unit, such as a pseudonym"),
            MethodColumn("stratum", required: false, names: true, "a name or number for each stratum"),
            MethodColumn(
                "size", required: false,
                "how many to draw of the row's stratum; as many as sample-size would contact without the column"),
        ], options: [.seed, .margin, .expectedShare, .responseRate]
    ) { (input, options) throws(StatisticsError) in try stratifiedDrawValues(input, options) }

    static let representativity = EstimateMethod(
        "representativity",
        "Whether those who answered are like the population: chi-square by characteristic, adjusted by Holm.",
        columns: [
            MethodColumn(
                "category", names: true, "a name or number for each category of a characteristic, a row per category"),
            MethodColumn("population", "how many of the population are in it"),
            MethodColumn("respondents", "how many of those who answered are in it"),
            MethodColumn("characteristic", required: false, names: true, "a name or number for each characteristic"),
        ], options: [.seed, .replicates]
    ) { (input, options) throws(StatisticsError) in try representativityValues(input, options) }

    static let stratifiedShare = EstimateMethod(
        "stratified-share", "A share and a total of the population, each stratum weighted to its population.",
        columns: [
            MethodColumn("population", "how many units each stratum has, a row per stratum"),
            MethodColumn("answers", "how many of them answered"),
            MethodColumn("successes", "how many of those have the property"),
            MethodColumn("stratum", required: false, names: true, "a name or number for each stratum"),
        ]
    ) { (input, options) throws(StatisticsError) in try stratifiedShareValues(input, options) }
}
