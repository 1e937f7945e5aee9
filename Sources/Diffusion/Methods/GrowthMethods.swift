import Statistics

/// Models of growth.
extension DiffusionMethod {
    static let growthMethods = [bassModel]

    static let bassModel = DiffusionMethod(
        "bass-model", "The Bass model by least squares (Srinivasan & Mason 1986), with peak and Bass's own regression.",
        columns: [MethodColumn("adopters", "adopters by period in order, none left out")]
    ) { (input, _) throws(DiffusionError) in bassValues(input) }

    private static func bassValues(_ input: MethodInput) -> [MethodValue] {
        let adopters = input.cells("adopters").compactMap { $0 }
        let (fit, reason) = fit(adopters)
        let (model, errors) = (fit?.model, fit?.standardErrors)
        let missing = reason ?? .tooFew
        let regression = BassRegression(adopters: adopters)
        return [
            MethodValue("periods", adopters.count),
            MethodValue("m", model?.marketPotential, reason: missing),
            MethodValue("p", model?.innovation, reason: missing), MethodValue("q", model?.imitation, reason: missing),
            MethodValue("m_se", errors?.marketPotential, reason: missing),
            MethodValue("p_se", errors?.innovation, reason: missing),
            MethodValue("q_se", errors?.imitation, reason: missing),
            MethodValue("sse", fit?.residualSumOfSquares, reason: missing),
            MethodValue("sigma", fit?.sigma, reason: missing),
            MethodValue("r2", fit?.rSquared, reason: reason ?? .noVariation),
            MethodValue("peak_time", model?.peakTime, reason: reason ?? .notReached),
            MethodValue("peak_rate", model?.peakRate, reason: reason ?? .notReached),
            MethodValue("regression_m", regression?.model?.marketPotential, reason: .notRepresentable),
            MethodValue("regression_p", regression?.model?.innovation, reason: .notRepresentable),
            MethodValue("regression_q", regression?.model?.imitation, reason: .notRepresentable),
        ]
    }

    /// The fit, or its failure in the words of all methods: a search that runs off has no result that can be stated.
    private static func fit(_ adopters: [Double]) -> (BassFit?, Unavailable?) {
        do {
            return (try BassFit(adopters: adopters), nil)
        } catch {
            return switch error {
            case .tooFewPeriods: (nil, adopters.isEmpty ? .noObservations : .tooFew)
            case .noAdoptions: (nil, .noObservations)
            case .notConverged: (nil, .notRepresentable)
            }
        }
    }
}
