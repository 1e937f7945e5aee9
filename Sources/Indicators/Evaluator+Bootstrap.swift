import Statistics

/// Intervals from resamples of the counts that an estimate is computed from.
extension Evaluator {
    /// Puts resampled limits in the place of the usual ones; an estimate without a value keeps its reason.
    func resample(
        _ values: inout [GroupKey: Computed], _ calculation: Calculation, _ choice: BootstrapInterval,
        _ dimensions: [Dimension], _ scope: Scope
    ) {
        for (key, interval) in resampled(calculation, choice, dimensions, scope) where values[key]?.value != nil {
            values[key]?.interval = interval
        }
    }

    private func resampled(
        _ calculation: Calculation, _ choice: BootstrapInterval, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: ClosedRange<Double>?] {
        func limits(_ bootstrap: Bootstrap?, times factor: Double = 1) -> ClosedRange<Double>? {
            let estimate = choice.limits == .bca ? bootstrap?.bca : bootstrap?.percentile
            return (factor == 1 ? estimate : estimate?.scaled(by: factor))?.interval
        }
        func limits(
            _ statistic: Bootstrap.DistributionStatistic, _ values: Distribution, times factor: Double = 1
        ) -> ClosedRange<Double>? {
            limits(try? Bootstrap(statistic, of: values, options: choice.options), times: factor)
        }
        switch calculation {
        case .mean(let rows, let of):
            return numbers(rows, of, and: nil, dimensions, scope).mapValues { limits(.mean, $0) }
        case .median(let rows, let of):
            return numbers(rows, of, and: nil, dimensions, scope).mapValues { limits(.median, $0) }
        case .recommendation(let rows, let of):
            // The catalogue's unit is −1...1, the estimator's points of a hundred.
            return numbers(rows, of, and: nil, dimensions, scope).mapValues {
                limits(.recommendationScore, $0, times: 0.01)
            }
        case .pairedChange(let rows, let of, let pairing, _, _):
            return transitions(rows, of, pairing, dimensions, scope).mapValues {
                limits(try? Bootstrap(.meanChange, of: $0, options: choice.options))
            }
        default: return [:]
        }
    }
}
