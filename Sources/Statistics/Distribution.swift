import Glibc

/// The distinct values of a variable with their counts, sorted by value: all that a rank or a mean needs to know.
public struct Distribution: Sendable, Hashable {
    /// A value and how many have it, one or more.
    public struct Entry: Sendable, Hashable, Codable {
        public let value: Double
        public let count: Int

        public init(value: Double, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// The entries in ascending order of value, each with a count above zero.
    public let entries: [Entry]
    /// The number of observations.
    public let n: Int

    /// A distribution of counted values, in any order; equal values are added up and zero counts left out.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/valueNotFinite``,
    ///   ``StatisticsError/overflow``.
    /// - Complexity: O(k log k) for k entries.
    public init(_ counted: some Sequence<Entry>) throws(StatisticsError) {
        var kept: [Entry] = []
        for entry in counted {
            guard entry.count >= 0 else { throw .negativeCount(entry.count) }
            guard entry.value.isFinite else { throw .valueNotFinite }
            if entry.count > 0 { kept.append(Entry(value: entry.value + 0, count: entry.count)) }  // -0 becomes 0
        }
        kept.sort { $0.value < $1.value }
        var merged: [Entry] = []
        var total = 0
        for entry in kept {
            let (sum, overflow) = total.addingReportingOverflow(entry.count)
            guard !overflow else { throw .overflow }
            total = sum
            if let last = merged.last, last.value == entry.value {
                merged[merged.count - 1] = Entry(value: last.value, count: last.count + entry.count)
            } else {
                merged.append(entry)
            }
        }
        entries = merged
        n = total
    }

    /// A distribution of values, each counted once.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite``.
    public init(values: some Sequence<Double>) throws(StatisticsError) {
        try self.init(values.map { Entry(value: $0, count: 1) })
    }

    /// The distribution of both sets of observations together.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func merging(_ other: Distribution) throws(StatisticsError) -> Distribution {
        try Distribution(entries + other.entries)
    }

    /// The moments of the values, by two passes over the sorted entries.
    ///
    /// - Complexity: O(k) for k distinct values.
    public var moments: Moments {
        guard let first = entries.first, n > 0 else { return Moments() }
        if entries.count == 1 { return Moments(unchecked: n, mean: first.value, sumOfSquaredDeviations: 0) }
        let count = Double(n)
        // Deviations from the first value keep the digits of values far from zero.
        let shift = compensatedSum(entries.lazy.map { Double($0.count) * ($0.value - first.value) }) / count
        let mean = first.value + shift
        let squares = compensatedSum(entries.lazy.map { Double($0.count) * ($0.value - mean) * ($0.value - mean) })
        let residue = compensatedSum(entries.lazy.map { Double($0.count) * ($0.value - mean) })
        return Moments(unchecked: n, mean: mean, sumOfSquaredDeviations: max(0, squares - residue * residue / count))
    }

    /// The mean with its t interval; see ``Moments/meanEstimate(confidence:)``.
    public func meanEstimate(confidence: ConfidenceLevel = .ninetyFive) -> Estimate {
        moments.meanEstimate(confidence: confidence)
    }

    /// The number of observations whose value lies in a range.
    public func count(in range: ClosedRange<Double>) -> Int {
        entries.reduce(0) { $0 + (range.contains($1.value) ? $1.count : 0) }
    }

    /// The observations whose value lies in a range, out of all.
    public func proportion(in range: ClosedRange<Double>) -> Proportion {
        Proportion(unchecked: count(in: range), of: n)
    }

    /// The most frequent value, the lowest among equals; nil when there are no observations.
    public var mode: Double? {
        var best: Entry?
        for entry in entries where entry.count > (best?.count ?? 0) { best = entry }
        return best?.value
    }

    /// The skewness g₁ = m₃ / m₂^1.5: below zero when the longer tail is to the left.
    ///
    /// - Returns: ``Unavailable/noObservations`` when n = 0, ``Unavailable/noVariation`` when all values are equal.
    public var skewness: Estimate {
        guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        guard entries.count > 1 else { return Estimate(unavailable: .noVariation, n: n) }
        let moments = moments
        let third = compensatedSum(
            entries.lazy.map { (entry) in
                let gap = entry.value - moments.mean
                return Double(entry.count) * gap * gap * gap
            })
        let second = moments.sumOfSquaredDeviations / Double(n)
        return Estimate(third / Double(n) / (second * second.squareRoot()), n: n)
    }

    /// The value at a rank, from 0 for the smallest.
    func value(atRank rank: Int) -> Double? {
        guard rank >= 0 else { return nil }
        var below = 0
        for entry in entries {
            below += entry.count
            if rank < below { return entry.value }
        }
        return nil
    }
}

/// A sum that keeps the digits that plain adding loses (Neumaier 1974, *ZAMM* 54(1), 39–51).
func compensatedSum(_ values: some Sequence<Double>) -> Double {
    var sum = 0.0
    var compensation = 0.0
    for value in values {
        let next = sum + value
        compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }
    return compensation.isFinite ? sum + compensation : sum
}
