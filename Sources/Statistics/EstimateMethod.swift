/// The methods that can be run by name over the columns of any CSV, so that they can be checked from outside.
///
/// The raw values are stable: scripts and methods sections cite them. Each is the same code that the reports use.
public enum EstimateMethod: String, Sendable, Hashable, Codable, CaseIterable {
    case mean
    case quantiles
    case wilsonShare = "wilson-share"
    case wilsonCorrectedShare = "wilson-corrected-share"
    case clopperPearsonShare = "clopper-pearson-share"
    case agrestiCoullShare = "agresti-coull-share"
    case twoProportions = "two-proportions"
    case recommendationScore = "recommendation-score"
    case pairedChange = "paired-change"
    case wilcoxonSignedRank = "wilcoxon-signed-rank"
    case signTest = "sign-test"
    case mcNemar = "mcnemar"
    case twoGroups = "two-groups"
    case mannWhitney = "mann-whitney"
    case chiSquare = "chi-square"
    case cohensKappa = "cohens-kappa"
    case krippendorffAlpha = "krippendorff-alpha"
    case bonferroni
    case holm
    case hochberg
    case benjaminiHochberg = "benjamini-hochberg"
    case benjaminiYekutieli = "benjamini-yekutieli"
    case kaplanMeier = "kaplan-meier"
    case logRank = "log-rank"
    case petoPeto = "peto-peto"
    case evenness
    case gini

    /// The method of a name.
    ///
    /// - Throws: ``StatisticsError/unknownMethod(_:known:)``.
    public init(named name: String) throws(StatisticsError) {
        guard let method = EstimateMethod(rawValue: name) else {
            throw .unknownMethod(name, known: Self.allCases.map(\.rawValue))
        }
        self = method
    }

    /// What it computes, in a sentence.
    public var summary: String {
        switch self {
        case .mean: "The mean with its t interval, and the standard deviation."
        case .quantiles: "Least, quartiles (type 7), greatest, and the most frequent value."
        case .wilsonShare: "A share with Wilson's score interval."
        case .wilsonCorrectedShare: "A share with Wilson's score interval and a continuity correction."
        case .clopperPearsonShare: "A share with the exact interval of Clopper and Pearson."
        case .agrestiCoullShare: "A share with the adjusted Wald interval of Agresti and Coull."
        case .twoProportions:
            "The difference of two independent shares with Newcombe's interval, and the pooled z test."
        case .recommendationScore: "Share of answers 9–10 minus share of 0–6, in points, with its interval."
        case .pairedChange: "The change of paired values: means, t interval and test, standardised effects, directions."
        case .wilcoxonSignedRank: "Wilcoxon's signed-rank test of paired values, exact and approximate."
        case .signTest: "The exact sign test of paired values."
        case .mcNemar: "McNemar's test of a paired yes/no answer, in its usual forms."
        case .twoGroups: "The difference of two unpaired groups: Welch's and Student's t, Cohen's d, Hedges' g."
        case .mannWhitney: "The Mann–Whitney test of two unpaired groups, with Cliff's delta."
        case .chiSquare: "Pearson's test of independence of rows and columns, with Cramér's V."
        case .cohensKappa: "The agreement of two raters beyond chance: unweighted, linear and quadratic."
        case .krippendorffAlpha: "The agreement of any number of raters: nominal, ordinal, interval and ratio."
        case .bonferroni: "p-values adjusted by Bonferroni."
        case .holm: "p-values adjusted by Holm's step-down procedure."
        case .hochberg: "p-values adjusted by Hochberg's step-up procedure."
        case .benjaminiHochberg: "p-values adjusted for the false discovery rate by Benjamini and Hochberg."
        case .benjaminiYekutieli: "p-values adjusted for the false discovery rate under any dependence."
        case .kaplanMeier: "The share still without the event over time, and the median time with its limits."
        case .logRank: "The log-rank test that groups have the same time to the event."
        case .petoPeto: "Peto and Peto's test, which weighs early events more."
        case .evenness: "Shannon, Simpson and their kin, and Pielou's evenness, of counts by category."
        case .gini: "Gini's coefficient and its kin, of amounts by holder."
        }
    }

    /// The columns that it takes, in the order of its arguments.
    public var columns: [MethodColumn] {
        let count = MethodColumn("count", required: false, "how many rows this row stands for; 1 without the column")
        switch self {
        case .mean, .quantiles:
            return [MethodColumn("value", "numbers; empty cells are left out"), count]
        case .wilsonShare, .wilsonCorrectedShare, .clopperPearsonShare, .agrestiCoullShare:
            return [
                MethodColumn("value", required: false, "1 for yes and 0 for no; or else:"),
                MethodColumn("successes", required: false, "how many have the property, a row per share"),
                MethodColumn("n", required: false, "out of how many"),
            ]
        case .twoProportions:
            return [
                MethodColumn("successes", "how many have the property, in two rows: the group and its reference"),
                MethodColumn("n", "out of how many"),
            ]
        case .recommendationScore:
            return [MethodColumn("answer", "whole numbers from 0 to 10"), count]
        case .pairedChange, .wilcoxonSignedRank, .signTest:
            return [
                MethodColumn("before", "the value before; a row with an empty cell is left out"),
                MethodColumn("after", "the value after"), count,
            ]
        case .mcNemar:
            return [MethodColumn("before", "1 for yes, 0 for no"), MethodColumn("after", "1 for yes, 0 for no"), count]
        case .twoGroups, .mannWhitney:
            return [
                MethodColumn("value", "numbers; a row with an empty cell is left out"),
                MethodColumn("group", "two numbers; the larger is the reference"), count,
            ]
        case .chiSquare:
            return [
                MethodColumn("row", "a number for each row"), MethodColumn("column", "a number for each column"), count,
            ]
        case .cohensKappa:
            return [
                MethodColumn("rater1", "the first rater's category, a number in the order of the scale"),
                MethodColumn("rater2", "the second rater's category"), count,
            ]
        case .krippendorffAlpha:
            return [
                MethodColumn("unit", "a number for what is rated"),
                MethodColumn("value", "a rater's value; an empty cell is a value not given"), count,
            ]
        case .bonferroni, .holm, .hochberg, .benjaminiHochberg, .benjaminiYekutieli:
            return [MethodColumn("p", "the p-values of the family; an empty cell is a test that was not made")]
        case .kaplanMeier:
            return [
                MethodColumn("time", "time to the event or to the last time seen"),
                MethodColumn("status", "1 for the event, 0 for censored"), count,
            ]
        case .logRank, .petoPeto:
            return [
                MethodColumn("time", "time to the event or to the last time seen"),
                MethodColumn("status", "1 for the event, 0 for censored"),
                MethodColumn("group", "a number for each group"), count,
            ]
        case .evenness:
            return [MethodColumn("count", "counts by category")]
        case .gini:
            return [MethodColumn("value", "amounts of zero or more"), count]
        }
    }

    /// Runs the method.
    ///
    /// ```swift
    /// let results = try EstimateMethod.mean.evaluate(["value": [1, 2, nil, 3]])
    /// // n 3, n_missing 1, mean 2, sd 1, …
    /// ```
    ///
    /// - Parameters:
    ///   - columns: Parsed numbers by column name, nil for an empty cell; columns that the method does not take are ignored.
    ///   - options: Confidence level and conventions.
    /// - Returns: Named values in a fixed order, each with a reason where there is no value.
    /// - Throws: ``StatisticsError/missingColumn(_:method:available:)``, ``StatisticsError/unequalColumns(_:)``,
    ///   ``StatisticsError/unexpectedValue(_:column:allowed:)`` and what the method's own type throws.
    public func evaluate(
        _ columns: [String: [Double?]], options: EstimateOptions = EstimateOptions()
    ) throws(StatisticsError) -> [MethodValue] {
        let input = try MethodInput(columns, wanted: self.columns, method: rawValue)
        return switch self {
        case .mean: try meanValues(input, options)
        case .quantiles: try quantileValues(input)
        case .wilsonShare: try shareValues(input, .wilson, options)
        case .wilsonCorrectedShare: try shareValues(input, .wilsonCorrected, options)
        case .clopperPearsonShare: try shareValues(input, .clopperPearson, options)
        case .agrestiCoullShare: try shareValues(input, .agrestiCoull, options)
        case .twoProportions: try twoProportionValues(input, options)
        case .recommendationScore: try recommendationValues(input, options)
        case .pairedChange: try pairedChangeValues(input, options)
        case .wilcoxonSignedRank: try wilcoxonValues(input)
        case .signTest: try signTestValues(input)
        case .mcNemar: try mcNemarValues(input, options)
        case .twoGroups: try twoGroupValues(input, options)
        case .mannWhitney: try mannWhitneyValues(input, options)
        case .chiSquare: try chiSquareValues(input)
        case .cohensKappa: try kappaValues(input, options)
        case .krippendorffAlpha: try alphaValues(input)
        case .bonferroni: try adjustedValues(input, .bonferroni)
        case .holm: try adjustedValues(input, .holm)
        case .hochberg: try adjustedValues(input, .hochberg)
        case .benjaminiHochberg: try adjustedValues(input, .benjaminiHochberg)
        case .benjaminiYekutieli: try adjustedValues(input, .benjaminiYekutieli)
        case .kaplanMeier: try kaplanMeierValues(input, options)
        case .logRank: try logRankValues(input, .logRank)
        case .petoPeto: try logRankValues(input, .petoPeto)
        case .evenness: try evennessValues(input)
        case .gini: try giniValues(input)
        }
    }
}
