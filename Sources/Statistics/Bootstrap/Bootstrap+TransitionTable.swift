extension Bootstrap {
    /// A statistic of paired values.
    public enum ChangeStatistic: String, Sendable, Hashable, CaseIterable {
        /// The mean change, after minus before.
        case meanChange = "mean-change"
        /// Cohen's dz, the mean change over the standard deviation of the changes.
        case cohensDz = "dz"
        /// The mean change over √((s²before + s²after)/2).
        case dAv = "d-av"
        /// The matched-pairs rank-biserial correlation; see ``WilcoxonSignedRank``.
        case matchedRankBiserial = "matched-rank-biserial"
    }

    /// Resamples the pairs of a transition table.
    ///
    /// Changes are rounded as ``TransitionTable/change()`` does, so equal changes tie.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite`` when a change is beyond double precision.
    public init(
        _ statistic: ChangeStatistic, of table: TransitionTable, options: BootstrapOptions = .standard,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let change = try table.change()
        let values = change.entries.map(\.value)
        let resampling =
            // But for d_av, pairs of the same change are alike, so the changes are resampled: fewer cells, the same law.
            switch statistic {
            case .meanChange:
                CountedResampling([change.entries.map(\.count)]) { countedMean(values, $0) }
            case .cohensDz:
                CountedResampling([change.entries.map(\.count)]) { standardisedMean(values, $0) }
            case .matchedRankBiserial:
                CountedResampling([change.entries.map(\.count)], statistic: matchedRankBiserial(values))
            case .dAv:
                CountedResampling([table.cells.map(\.count)], statistic: averageStandardised(table.cells))
            }
        self.init(
            resampling, n: table.n,
            undefined: statistic == .matchedRankBiserial ? .noChange : table.n > 1 ? .noVariation : .tooFew,
            options: options, confidence: confidence)
    }
}

/// The mean over the sample standard deviation; nil where there is no spread.
private func standardisedMean(_ values: [Double], _ counts: [Int]) -> Double? {
    guard counts.count(where: { $0 > 0 }) > 1, let mean = countedMean(values, counts) else { return nil }
    var (total, squares) = (0, 0.0)
    for (value, count) in zip(values, counts) {
        total += count
        squares += Double(count) * (value - mean) * (value - mean)
    }
    return mean / (squares / Double(total - 1)).squareRoot()
}

/// (W+ − W−)/(W+ + W−) of counts of distinct changes.
private func matchedRankBiserial(_ values: [Double]) -> ([Int]) -> Double? {
    // The cells of each size of change, smallest first: at most one up and one down.
    let order = values.indices.filter { values[$0] != 0 }.sorted { abs(values[$0]) < abs(values[$1]) }
    var groups: [(size: Double, cells: [(index: Int, sign: Double)])] = []
    for index in order {
        let cell = (index, values[index] > 0 ? 1.0 : -1.0)
        if groups.last?.size == abs(values[index]) {
            groups[groups.count - 1].cells.append(cell)
        } else {
            groups.append((abs(values[index]), [cell]))
        }
    }
    return { (counts) in
        var (start, difference, sum) = (0.0, 0.0, 0.0)
        for group in groups {
            var (size, balance) = (0.0, 0.0)
            for (index, sign) in group.cells {
                size += Double(counts[index])
                balance += sign * Double(counts[index])
            }
            let rank = start + (size + 1) / 2
            difference += balance * rank
            sum += size * rank
            start += size
        }
        return sum > 0 ? difference / sum : nil
    }
}

/// The mean change over the root of the mean of both variances; nil where neither side has any spread.
private func averageStandardised(_ cells: [TransitionTable.Cell]) -> ([Int]) -> Double? {
    let (before, after) = (cells.map(\.before), cells.map(\.after))
    return { (counts) in
        guard hasSpread(before, counts) || hasSpread(after, counts),
            let first = countedMean(before, counts), let second = countedMean(after, counts)
        else { return nil }
        var (total, squares) = (0, 0.0)
        for (index, count) in counts.enumerated() {
            let (low, high) = (before[index] - first, after[index] - second)
            total += count
            squares += Double(count) * (low * low + high * high)
        }
        return (second - first) / (squares / Double(total - 1) / 2).squareRoot()
    }
}

private func hasSpread(_ values: [Double], _ counts: [Int]) -> Bool {
    var seen: Double?
    for (value, count) in zip(values, counts) where count > 0 {
        if let seen, seen != value { return true }
        seen = value
    }
    return false
}
