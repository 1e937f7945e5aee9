public import Statistics

extension GrowthFit {
    /// Why there is no fit.
    public enum Failure: String, Error, Sendable, Hashable, Codable {
        /// Periods that are fewer than the parameters and one more: four, or three where the potential is given.
        case tooFewPeriods = "too-few-periods"
        /// More periods than ``GrowthFit/periodLimit``.
        case tooManyPeriods = "too-many-periods"
        /// No adoptions at all, or numbers of adopters that are below zero or not finite.
        case noAdoptions = "no-adoptions"
        /// A given potential that is below the adopters seen.
        case potentialBelowAdopters = "potential-below-adopters"
        /// The search runs off or does not settle: the series has no shape of the model.
        case notConverged = "not-converged"
        /// The best curve has its peak after the last period, or there is none and the last period is the highest.
        ///
        /// Then the data say how growth began and not where it ends. Srinivasan and Mason (1986) found estimates stable only where
        /// the peak of the adopters per period is in the data, and Heeler and Hustad (1980) where it is and there are ten years;
        /// Van den Bulte and Lilien (1997) trace it to ill-conditioning. A given potential lifts the refusal.
        ///
        /// - SeeAlso: R. M. Heeler, T. P. Hustad (1980), *Management Science* 26(10), 1007–1020, doi:10.1287/mnsc.26.10.1007;
        ///   V. Mahajan, E. Muller, F. M. Bass (1990), *Journal of Marketing* 54(1), 1–26, doi:10.1177/002224299005400101.
        case beforeInflection = "before-inflection"
        /// The standard error of the potential is above half of it, so that an interval of two standard errors reaches down to
        /// nothing; or the parameters cannot be told apart at all.
        case illConditioned = "ill-conditioned"

        /// The reason in the words of all methods.
        public var unavailable: Unavailable {
            switch self {
            case .tooFewPeriods: .tooFew
            case .tooManyPeriods: .tooLarge
            case .noAdoptions: .noObservations
            case .potentialBelowAdopters: .notRepresentable
            case .notConverged: .notConverged
            case .beforeInflection: .beforeInflection
            case .illConditioned: .singular
            }
        }

        /// The sum of a series that can be fitted.
        static func checkedTotal(_ adopters: [Double], potential: Double?) throws(Failure) -> Double {
            let total = adopters.reduce(0, +)
            guard !adopters.isEmpty else { throw .noAdoptions }
            guard adopters.count <= GrowthFit.periodLimit else { throw .tooManyPeriods }
            guard adopters.allSatisfy({ $0 >= 0 && $0.isFinite }), total > 0, total.isFinite else {
                throw .noAdoptions
            }
            guard adopters.count >= (potential == nil ? 4 : 3) else { throw .tooFewPeriods }
            if let potential {
                // Shares add up to 1 but for rounding.
                guard potential.isFinite, potential >= total * (1 - 1e-12) else { throw .potentialBelowAdopters }
            }
            return total
        }
    }

    /// Why the data cannot carry the fitted curve; nil when they can.
    var refusal: Failure? {
        guard !isPotentialGiven else { return nil }
        if let peak = curve.peakTime, peak > Double(periods) { return .beforeInflection }
        guard let error = potentialError, error <= curve.marketPotential / 2 else { return .illConditioned }
        return nil
    }
}
