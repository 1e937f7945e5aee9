import Statistics

extension Evaluator {
    /// Adds to the levels of one dimension, item by item, their estimates drawn towards the common mean.
    ///
    /// A missing level is no group: those whose region is not known share nothing but that.
    func shrink(_ computed: inout [(levels: [BreakdownLevel], value: Computed)]) {
        var groups: [[BreakdownLevel]: [Int]] = [:]
        for index in computed.indices {
            guard let last = computed[index].levels.last else { continue }
            if case .missing = last.level { continue }
            groups[Array(computed[index].levels.dropLast()), default: []].append(index)
        }
        for places in groups.values {
            let estimates = places.map { index -> Estimate in
                let value = computed[index].value
                guard let mean = value.value, value.n > 1,
                    let sd = value.further.first(where: { $0.name == "sd" })?.value
                else { return Estimate(unavailable: .tooFew, n: value.n) }
                return Estimate(mean, n: value.n, standardError: sd / Double(value.n).squareRoot())
            }
            for (index, estimate) in zip(places, SubgroupShrinkage(estimates).shrunken) {
                computed[index].value.further += [
                    NamedValue("shrunken", estimate.value), NamedValue("shrunkenLower", estimate.interval?.lowerBound),
                    NamedValue("shrunkenUpper", estimate.interval?.upperBound),
                ]
            }
        }
    }
}
