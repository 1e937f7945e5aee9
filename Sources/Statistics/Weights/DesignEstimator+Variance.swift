extension DesignEstimator {
    /// The variance of the total of a linearised variable.
    ///
    /// - Parameter score: The variable's coefficients for the four sums of a ``CentredCell``; the first is 0.
    /// - Returns: ``Unavailable/tooFew`` where a stratum has one unit of several.
    func variance(_ score: SIMD4<Double>) -> Result<Double, Unavailable> {
        let raw = variance([SIMD4<Double>](repeating: score, count: cells.count))
        guard let calibration, case .success(let uncalibrated) = raw else { return raw }
        // The residual of a row takes off what its levels explain, whether or not the row has an outcome.
        var sums = [[Double]](repeating: [], count: calibration.place.count)
        for (cell, place) in zip(cells, places) { sums[place].append((score * cell.sums).sum()) }
        let fitted = calibration.fitted(sums.map { compensatedSum($0) / weightUnit })
        let residual = variance(
            places.map { place in
                var score = score
                score[0] = -fitted[place]
                return score
            })
        // What the margins determine has no variance but rounding.
        return residual.map { $0 <= 1e-20 * uncalibrated ? 0 : $0 }
    }

    private func variance(_ scores: [SIMD4<Double>]) -> Result<Double, Unavailable> {
        var parts: [Double] = []
        for stratum in strata {
            let units = Double(stratum.units)
            let sampled = populations[stratum.id].map { units / Double($0) } ?? 0
            // All units of the stratum are in the sample: nothing is left to chance.
            if sampled >= 1 { continue }
            guard stratum.units > 1 else { return .failure(.tooFew) }
            parts.append((1 - sampled) * units / (units - 1) * squares(stratum, scores))
        }
        return .success(compensatedSum(parts))
    }

    /// The sum of squared deviations of the units' totals from their mean.
    private func squares(_ stratum: DesignTable.Stratum, _ scores: [SIMD4<Double>]) -> Double {
        var totals: [(count: Double, total: Double)] = []
        var within: [Double] = []
        var last: Int?
        for place in stratum.cells {
            let total = cells[place].total(scores[place])
            if let cluster = clusters[place] {
                if cluster == last, let open = totals.last {
                    totals[totals.count - 1].total = open.total + total
                } else {
                    totals.append((1, total))
                }
                last = cluster
            } else {
                let count = Double(cells[place].rows)
                totals.append((count, total))
                within.append(cells[place].spread(scores[place]))
            }
        }
        let mean = compensatedSum(totals.lazy.map(\.total)) / Double(stratum.units)
        let between = totals.lazy.map { part in
            let gap = part.total / part.count - mean
            return part.count * gap * gap
        }
        return compensatedSum(within) + compensatedSum(between)
    }
}
