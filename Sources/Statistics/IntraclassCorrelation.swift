/// The intraclass correlations of Shrout and Fleiss: how much of the spread of scores lies between the subjects.
///
/// From a table with one score of every rater for every subject. A missing score has no defined part in these mean squares,
/// so that everything is then ``Unavailable/incomplete``: leave out the subject or the rater, or take Krippendorff's alpha.
/// Fewer than two subjects or raters are ``Unavailable/tooFew``; equal scores throughout ``Unavailable/noVariation``. Where
/// raters agree entirely there is a value of 1, but no test and no interval (``Unavailable/noVariation``).
///
/// - SeeAlso: P. E. Shrout, J. L. Fleiss (1979), *Psychological Bulletin* 86(2), 420–428, doi:10.1037/0033-2909.86.2.420; the
///   limits of the two-way random model after Satterthwaite as there, p. 424.
public struct IntraclassCorrelation: Sendable, Hashable {
    /// The two forms of a model.
    public struct Forms: Sendable, Hashable {
        /// The reliability of one rater's score, with its interval.
        public let single: Estimate
        /// The reliability of the mean of all raters' scores, with its interval.
        public let average: Estimate
        /// The test that it is zero.
        public let test: FTest
    }

    /// The subjects.
    public let subjects: Int
    /// The raters.
    public let raters: Int
    /// ICC(1,1) and ICC(1,k): each subject has raters of its own.
    public let oneWay: Forms
    /// ICC(2,1) and ICC(2,k): the raters are a sample of many, and their levels count as disagreement.
    public let twoWayRandom: Forms
    /// ICC(3,1) and ICC(3,k): these raters only, and their levels do not count.
    public let twoWayMixed: Forms

    /// The correlations of `scores[i][j]`, the score of rater j for subject i; nil where there is none.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/valueNotFinite``.
    public init(_ scores: [[Double?]], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let width = scores.first?.count ?? 0
        var table: [[Double]] = []
        var given = 0
        for row in scores {
            guard row.count == width else { throw .raggedTable(expected: width, found: row.count) }
            for case let score? in row where !score.isFinite { throw .valueNotFinite }
            table.append(row.compactMap { $0 })
            given += table.last?.count ?? 0
        }
        (subjects, raters) = (scores.count, width)
        let reason: Unavailable? =
            given == 0
            ? .noObservations
            : table.contains { $0.count < width } ? .incomplete : subjects < 2 || raters < 2 ? .tooFew : nil
        if let reason {
            let none = Forms(unavailable: reason, n: subjects)
            (oneWay, twoWayRandom, twoWayMixed) = (none, none, none)
            return
        }
        let squares = MeanSquares(table)
        let level = confidence.upperProbability
        oneWay = Forms(consistency: squares, error: squares.within, errorFreedom: squares.n * (squares.k - 1), level)
        twoWayMixed = Forms(
            consistency: squares, error: squares.error, errorFreedom: (squares.n - 1) * (squares.k - 1), level)
        twoWayRandom = Forms(agreement: squares, test: twoWayMixed.test, level)
    }
}

/// The mean squares of a complete table of subjects by raters.
private struct MeanSquares {
    let n: Double
    let k: Double
    let subjects: Int
    /// Between subjects.
    let between: Double
    /// Within subjects.
    let within: Double
    /// Between raters.
    let raters: Double
    /// What neither the subject nor the rater explains.
    let error: Double

    init(_ table: [[Double]]) {
        let width = table.first?.count ?? 0
        subjects = table.count
        (n, k) = (Double(table.count), Double(width))
        // Deviations from one of the scores keep the digits of scores far from zero.
        let origin = table.first?.first ?? 0
        let shifted = table.map { $0.map { $0 - origin } }
        let subjectMeans = shifted.map { compensatedSum($0) / Double(width) }
        let raterMeans = (0..<width).map { (j) in compensatedSum(shifted.lazy.map { $0[j] }) / Double(table.count) }
        let mean = compensatedSum(subjectMeans) / Double(table.count)
        between = k * compensatedSum(subjectMeans.lazy.map { ($0 - mean) * ($0 - mean) }) / (n - 1)
        raters = n * compensatedSum(raterMeans.lazy.map { ($0 - mean) * ($0 - mean) }) / (k - 1)
        var (inner, rest): ([Double], [Double]) = ([], [])
        for (row, subject) in zip(shifted, subjectMeans) {
            for (score, rater) in zip(row, raterMeans) {
                let gap = score - subject
                let residual = gap - (rater - mean)
                inner.append(gap * gap)
                rest.append(residual * residual)
            }
        }
        // What the means' own rounding leaves of scores that agree exactly is no error of measurement.
        let noise = 1e-28 * compensatedSum(shifted.joined().lazy.map { $0 * $0 })
        func cleared(_ squares: [Double]) -> Double {
            let sum = compensatedSum(squares)
            return sum > noise ? sum : 0
        }
        within = cleared(inner) / (n * (k - 1))
        error = cleared(rest) / ((n - 1) * (k - 1))
    }
}

extension IntraclassCorrelation.Forms {
    fileprivate init(unavailable reason: Unavailable, n: Int) {
        (single, average) = (Estimate(unavailable: reason, n: n), Estimate(unavailable: reason, n: n))
        test = FTest(unavailable: reason, n: n)
    }

    /// ICC(1) with the mean square within subjects as the error, ICC(3) with the residual one.
    fileprivate init(consistency squares: MeanSquares, error: Double, errorFreedom: Double, _ level: Double) {
        let (n, k) = (squares.subjects, squares.k)
        let freedom = squares.n - 1
        let base = squares.between + (k - 1) * error
        guard base > 0 else {
            let none = Estimate(unavailable: .noVariation, n: n)
            (single, average, test) = (none, none, FTest(unavailable: .noVariation, n: n))
            return
        }
        let value = (squares.between - error) / base
        guard error > 0 else {
            single = Estimate(value, n: n, noIntervalBecause: .noVariation)
            average = Estimate(1, n: n, noIntervalBecause: .noVariation)
            test = FTest(unavailable: .noVariation, n: n)
            return
        }
        let ratio = squares.between / error
        test = FTest(ratio, numerator: freedom, denominator: errorFreedom, n: n)
        let lower = ratio / GSL.fQuantile(level, freedom, errorFreedom)
        let upper = ratio * GSL.fQuantile(level, errorFreedom, freedom)
        single = Estimate(
            value, n: n, lower: (lower - 1) / (lower + k - 1), upper: (upper - 1) / (upper + k - 1))
        average =
            squares.between > 0
            ? Estimate((squares.between - error) / squares.between, n: n, lower: 1 - 1 / lower, upper: 1 - 1 / upper)
            : Estimate(unavailable: .noVariation, n: n)
    }

    /// ICC(2), whose limits take an approximate number of degrees of freedom.
    fileprivate init(agreement squares: MeanSquares, test: FTest, _ level: Double) {
        let (n, k, count) = (squares.n, squares.k, squares.subjects)
        let (between, raters, error) = (squares.between, squares.raters, squares.error)
        self.test = test
        let base = between + (k - 1) * error + k * (raters - error) / n
        let averageBase = between + (raters - error) / n
        guard base > 0 else {
            (single, average) = (
                Estimate(unavailable: .noVariation, n: count), Estimate(unavailable: .noVariation, n: count)
            )
            return
        }
        let value = (between - error) / base
        let averageValue = (between - error) / averageBase
        guard error > 0 else {
            single = Estimate(value, n: count, noIntervalBecause: .noVariation)
            average = Estimate(averageValue, n: count, noIntervalBecause: .noVariation)
            return
        }
        let raterRatio = raters / error
        let term = n * (1 + (k - 1) * value) - k * value
        let numerator = (k - 1) * (n - 1) * (k * value * raterRatio + term) * (k * value * raterRatio + term)
        let denominator = (n - 1) * k * k * value * value * raterRatio * raterRatio + term * term
        let freedom = numerator / denominator
        let upperF = GSL.fQuantile(level, n - 1, freedom)
        let lowerF = GSL.fQuantile(level, freedom, n - 1)
        let rest = k * raters + (k * n - k - n) * error
        let lower = n * (between - upperF * error) / (upperF * rest + n * between)
        let upper = n * (lowerF * between - error) / (rest + n * lowerF * between)
        single = Estimate(value, n: count, lower: lower, upper: upper)
        average =
            averageBase > 0
            ? Estimate(
                averageValue, n: count, lower: k * lower / (1 + lower * (k - 1)),
                upper: k * upper / (1 + upper * (k - 1)))
            : Estimate(unavailable: .noVariation, n: count)
    }
}
