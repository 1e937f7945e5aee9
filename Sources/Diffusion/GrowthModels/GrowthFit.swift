import Statistics

/// A growth curve fitted by unweighted least squares to the adopters of consecutive periods.
///
/// The form of Srinivasan and Mason is y(t) = m (F(t) − F(t − 1)) for t = 1, 2, … with F(0) = 0, for all kinds of curves. The
/// market potential m is estimated, or given where it is known who could adopt. Several starting points are tried, for the Bass
/// model first that of Bass's own regression, and the least sum of squares is taken.
///
/// Where m is estimated, data from before the peak do not tell it: see ``Failure/beforeInflection``. Even after the peak the
/// estimate of m tends to lie close to the adopters seen so far, p is too low and q too high (Van den Bulte & Lilien): quote m with
/// its interval.
///
/// - SeeAlso: V. Srinivasan, C. H. Mason (1986), *Marketing Science* 5(2), 169–178, doi:10.1287/mksc.5.2.169; C. Van den Bulte,
///   G. L. Lilien (1997), *Marketing Science* 16(4), 338–353, doi:10.1287/mksc.16.4.338.
public struct GrowthFit: Sendable {
    /// What is fitted to what.
    public enum Form: String, Sendable, Hashable, Codable, CaseIterable {
        /// The adopters of a period by the difference of the curve at its ends: y(t) = m (F(t) − F(t − 1)).
        case discrete
        /// The adopters of a period by the density at its end: y(t) = m f(t). It takes a rate for a count, so it is for
        /// comparison with programs that do so.
        case density
        /// The cumulative adopters: Y(t) = m F(t). Its errors hang together, so its standard errors are too small.
        case cumulative
    }

    /// The kind of curve.
    public let model: GrowthModel
    /// What is fitted to what.
    public let form: Form
    /// The fitted curve.
    public let curve: any GrowthCurve
    /// Whether the market potential was given.
    public let isPotentialGiven: Bool
    /// The covariances from σ² (JᵀJ)⁻¹: of m where it is estimated, then of the two parameters of the shape; nil where the
    /// parameters cannot be told apart.
    public let covariance: [[Double]]?
    /// The adopters by period.
    public let adopters: [Double]
    /// What the form gives for each period.
    public let fitted: [Double]
    /// The sum of squared residuals.
    public let residualSumOfSquares: Double
    /// Periods less parameters.
    public let degreesOfFreedom: Int
    /// 1 − residual over total sum of squares; nil when all periods are equal.
    public let rSquared: Double?

    /// The most periods that are fitted: 100 years of months.
    public static let periodLimit = 1_200

    /// The periods fitted.
    public var periods: Int { adopters.count }
    /// The residual standard deviation.
    public var sigma: Double { (residualSumOfSquares / Double(degreesOfFreedom)).squareRoot() }
    /// The standard error of m; nil where it is given, or cannot be told.
    public var potentialError: Double? { isPotentialGiven ? nil : covariance.map { $0[0][0].squareRoot() } }
    /// The standard errors of the two parameters of the shape; nil where they cannot be told.
    public var shapeErrors: (Double, Double)? {
        let first = isPotentialGiven ? 0 : 1
        return covariance.map { ($0[first][first].squareRoot(), $0[first + 1][first + 1].squareRoot()) }
    }
    /// m where it is estimated, then the two parameters of the shape.
    var parameters: [Double] {
        (isPotentialGiven ? [] : [curve.marketPotential]) + [curve.shape.0, curve.shape.1]
    }

    /// Fits a curve to adopters by period, the first period first and none left out.
    ///
    /// - Parameters:
    ///   - model: The kind of curve.
    ///   - adopters: The adopters of each period, zero or more.
    ///   - potential: Those who could adopt; nil to estimate them.
    ///   - form: What is fitted to what.
    /// - Throws: ``Failure``, checked in the order of its cases.
    /// - Complexity: a few thousand evaluations of the curve per starting point and period.
    public init(
        _ model: GrowthModel, adopters: [Double], potential: Double? = nil, form: Form = .discrete
    ) throws(Failure) {
        let total = try Failure.checkedTotal(adopters, potential: potential)
        let search = GrowthSearch(model: model, form: form, potential: potential, adopters: adopters)
        let isRising = adopters.last == adopters.max()
        guard let found = search.best(from: search.starts(total)), let fit = GrowthFit(search, found) else {
            throw potential == nil && isRising ? .beforeInflection : .notConverged
        }
        if let failure = fit.refusal { throw failure }
        self = fit
    }

    /// The curve of a search; nil where its parameters make none.
    init?(_ search: GrowthSearch, _ found: LeastSquaresFit) {
        guard let curve = search.curve(found.parameters) else { return nil }
        model = search.model
        form = search.form
        self.curve = curve
        isPotentialGiven = search.potential != nil
        covariance = found.covariance
        adopters = search.adopters
        let seen = search.observations
        fitted = seen.indices.map { search.value(curve, period: $0 + 1) }
        residualSumOfSquares = found.residualSumOfSquares
        degreesOfFreedom = found.degreesOfFreedom
        let mean = seen.reduce(0, +) / Double(seen.count)
        let spread = seen.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        rSquared = spread > 0 ? 1 - found.residualSumOfSquares / spread : nil
    }

    /// The adopters of the periods after the last one fitted.
    public func forecast(periods ahead: Int) -> [Double] {
        (0..<max(0, ahead)).map { curve.adopters(inPeriod: periods + $0 + 1) }
    }
}

extension GrowthFit: Equatable {
    public static func == (left: GrowthFit, right: GrowthFit) -> Bool {
        left.model == right.model && left.form == right.form && left.isPotentialGiven == right.isPotentialGiven
            && left.curve.marketPotential == right.curve.marketPotential && left.curve.shape == right.curve.shape
            && left.adopters == right.adopters
    }
}
