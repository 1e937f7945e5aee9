import Statistics

/// The search for the curve that fits a series best.
struct GrowthSearch: Sendable {
    let model: GrowthModel
    let form: GrowthFit.Form
    let potential: Double?
    let adopters: [Double]
    /// What the form is fitted to: adopters by period, or cumulative ones.
    let observations: [Double]

    init(model: GrowthModel, form: GrowthFit.Form, potential: Double?, adopters: [Double]) {
        self.model = model
        self.form = form
        self.potential = potential
        self.adopters = adopters
        var sum = 0.0
        observations =
            form == .cumulative
            ? adopters.map { (value) in
                sum += value
                return sum
            } : adopters
    }

    /// The curve of parameters, m first where it is not given; nil where they make none.
    func curve(_ parameters: [Double]) -> (any GrowthCurve)? {
        guard parameters.count == (potential == nil ? 3 : 2) else { return nil }
        return model.curve(
            marketPotential: potential ?? parameters[0],
            shape: (parameters[parameters.count - 2], parameters[parameters.count - 1]))
    }

    /// What the form gives for a period.
    func value(_ curve: any GrowthCurve, period: Int) -> Double {
        switch form {
        case .discrete: curve.adopters(inPeriod: period)
        case .density: curve.marketPotential * curve.densityGradient(at: Double(period)).value
        case .cumulative: curve.cumulativeAdopters(at: Double(period))
        }
    }

    /// The best fit from several starting points; nil when none settles.
    func best(from starts: [[Double]]) -> LeastSquaresFit? {
        switch model {
        case .bass: best(BassModel.self, starts)
        case .gompertz: best(GompertzModel.self, starts)
        case .logistic: best(LogisticModel.self, starts)
        }
    }

    private func best<Curve: GrowthCurve>(_ kind: Curve.Type, _ starts: [[Double]]) -> LeastSquaresFit? {
        let total = adopters.reduce(0, +)
        var best: LeastSquaresFit?
        for start in starts {
            let fit = leastSquaresFit(observations, start: start) { (index, parameters) in
                gradient(kind, period: index + 1, parameters)
            }
            guard let fit, potential != nil || fit.parameters[0] < 1e6 * total else { continue }
            if let found = best, found.residualSumOfSquares <= fit.residualSumOfSquares * (1 + 1e-9) { continue }
            best = fit
        }
        return best
    }

    /// What the form gives for a period, with its gradient by the parameters; nil where they make no curve.
    private func gradient<Curve: GrowthCurve>(
        _ kind: Curve.Type, period: Int, _ parameters: [Double]
    ) -> (value: Double, gradient: [Double])? {
        let count = parameters.count
        let m = potential ?? parameters[0]
        guard let curve = Curve(marketPotential: m, shape: (parameters[count - 2], parameters[count - 1])) else {
            return nil
        }
        let end = Double(period)
        let unit: GrowthGradient
        switch form {
        case .cumulative: unit = curve.shareGradient(at: end)
        case .density: unit = curve.densityGradient(at: end)
        case .discrete:
            let (late, early) = (curve.shareGradient(at: end), curve.shareGradient(at: end - 1))
            unit = GrowthGradient(
                value: late.value - early.value, byFirst: late.byFirst - early.byFirst,
                bySecond: late.bySecond - early.bySecond)
        }
        let shape = [m * unit.byFirst, m * unit.bySecond]
        return (m * unit.value, potential == nil ? [unit.value] + shape : shape)
    }

    /// Starting points: for Bass his regression where it is valid, then a grid of shapes, each with the m that fits it best.
    func starts(_ total: Double) -> [[Double]] {
        var starts: [[Double]] = []
        if model == .bass, let bass = BassRegression(adopters: adopters)?.model {
            starts.append((potential == nil ? [bass.marketPotential] : []) + [bass.innovation, bass.imitation])
        }
        var ranked: [(start: [Double], squares: Double)] = []
        for shape in shapes {
            guard let unit = model.curve(marketPotential: 1, shape: shape) else { continue }
            let values = observations.indices.map { value(unit, period: $0 + 1) }
            let weight = values.reduce(0) { $0 + $1 * $1 }
            guard weight > 0 else { continue }
            let m = potential ?? zip(observations, values).reduce(0) { $0 + $1.0 * $1.1 } / weight
            let squares = zip(observations, values).reduce(0) { $0 + ($1.0 - m * $1.1) * ($1.0 - m * $1.1) }
            if m > 0 { ranked.append(((potential == nil ? [m] : []) + [shape.0, shape.1], squares)) }
        }
        ranked.sort { $0.squares < $1.squares }
        return starts + ranked.prefix(4).map(\.start)
    }

    /// A grid of shapes: for the curves with an inflection, rates by inflections within and beyond the data.
    private var shapes: [(Double, Double)] {
        if model == .bass {
            return [0.0005, 0.003, 0.01, 0.03, 0.1].flatMap { (p) in [0.05, 0.2, 0.4, 0.7, 1.0].map { (p, $0) } }
        }
        let n = Double(adopters.count)
        let highest = adopters.indices.max { adopters[$0] < adopters[$1] } ?? 0
        let inflections = [0.25, 0.5, 0.75, 1, 1.3].map { $0 * n } + [Double(highest) + 0.5]
        return [1.0, 3, 6, 12, 24].flatMap { (slope) in inflections.map { (slope / n, $0) } }
    }
}
