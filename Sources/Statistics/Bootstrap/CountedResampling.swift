/// Counted samples and a statistic of their counts: all that a bootstrap needs to resample.
///
/// Drawing n persons with replacement from a table gives multinomial counts, which are binomial draws cell by cell, each out
/// of what the cells before have left. A resample so costs as much for millions of persons as for a hundred.
struct CountedResampling {
    /// The counts of all cells, the samples one after the other, each above zero.
    let counts: [Int]
    /// The cells of each independent sample; a resample keeps the size of each.
    let samples: [Range<Int>]
    /// The statistic of counts in the order of the cells; nil where it is undefined.
    let statistic: ([Int]) -> Double?

    init(_ samples: [[Int]], statistic: @escaping ([Int]) -> Double?) {
        counts = samples.flatMap { $0 }
        var ranges: [Range<Int>] = []
        var start = 0
        for sample in samples {
            ranges.append(start..<start + sample.count)
            start += sample.count
        }
        self.samples = ranges
        self.statistic = statistic
    }

    /// The number of persons of a sample.
    func size(of sample: Range<Int>) -> Int {
        counts[sample].reduce(0, +)
    }

    /// The statistic of the resamples with these numbers; a replicate depends on the seed and its own number only.
    ///
    /// - Complexity: O(k) a replicate for k cells.
    func replicates(_ numbers: Range<Int>, seed: UInt64) -> [Double?] {
        var drawn = counts
        let sizes = samples.map(size)
        return numbers.map { (number) in
            var generator = CounterGenerator(seed: seed, replicate: number)
            for (sample, size) in zip(samples, sizes) {
                var (persons, whole) = (size, size)
                for cell in sample {
                    let own = counts[cell]
                    let share = generator.binomial(trials: persons, successes: own, of: whole)
                    drawn[cell] = share
                    persons -= share
                    whole -= own
                }
            }
            return statistic(drawn)
        }
    }

    /// The acceleration: a sixth of the skewness of each person's influence on the statistic, from the jackknife.
    ///
    /// All persons of a cell have the same influence, so one is left out of each cell and the result weighs as much as the
    /// cell has persons. Samples are left out of one at a time, their influence divided by their size.
    ///
    /// - Returns: nil where leaving one out makes the statistic undefined; 0 where no person has any influence.
    /// - Complexity: O(k²) for k cells.
    func acceleration() -> Double? {
        var (cubes, squares): ([Double], [Double]) = ([], [])
        var left = counts
        for sample in samples {
            let size = Double(size(of: sample))
            guard size > 1 else { return nil }
            var values: [(count: Double, value: Double)] = []
            for cell in sample {
                left[cell] -= 1
                guard let value = statistic(left) else { return nil }
                left[cell] += 1
                values.append((Double(counts[cell]), value))
            }
            let mean = compensatedSum(values.lazy.map { $0.count * $0.value }) / size
            for (count, value) in values {
                let influence = (size - 1) * (mean - value) / size
                squares.append(count * influence * influence)
                cubes.append(count * influence * influence * influence)
            }
        }
        let spread = compensatedSum(squares)
        guard spread > 0 else { return 0 }
        return compensatedSum(cubes) / (6 * spread * spread.squareRoot())
    }
}
