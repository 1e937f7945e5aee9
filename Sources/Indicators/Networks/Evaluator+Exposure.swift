import Diffusion
import Records
import Statistics
import Tabulation

extension Evaluator {
    /// What is asked of the spread of each group along the one network.
    func exposureFigures(
        _ analysis: ExposureAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let spreads = spreads(analysis.spread, where: analysis.filter, by: dimensions, scope)
        guard let network = growingNetwork(analysis, scope) else { return [:] }
        var result: [GroupKey: Computed] = [:]
        for (key, spread) in spreads {
            guard network.failure == nil, let times = Self.times(of: spread, among: network.nodes, analysis.period)
            else {
                if analysis.addedDimensions.isEmpty { result[key] = .absent(.notApplicable) }
                continue
            }
            if case .exposure = analysis.quantity {
                for (period, value) in Self.exposures(analysis, network, times) {
                    result[key + [period]] = value
                }
            } else {
                result[key] =
                    (try? Self.figure(analysis, network, times)) ?? .absent(.notApplicable)
            }
        }
        return result
    }

    /// The period in which each node first adopted anything. Adopters that are no node are left out.
    private static func times(
        of spread: SpreadData, among nodes: NetworkNodes, _ period: GrowthSeries.Period
    ) -> AdoptionTimes? {
        let numbers = nodes.numbers
        var days = [Int32?](repeating: nil, count: nodes.count)
        for step in spread.adoptions {
            guard let node = numbers[spread.actors[Int(step.adopter)]].map(Int.init) else { continue }
            days[node] = min(days[node] ?? step.day, step.day)
        }
        return try? AdoptionTimes(days.map { $0.map { period.number(of: CalendarDay(number: $0)) } })
    }

    // MARK: Exposure by period

    /// The mean exposure of those who have not adopted by the end of a period.
    private static func exposures(
        _ analysis: ExposureAnalysis, _ network: GrowingNetwork, _ times: AdoptionTimes
    ) -> [(BreakdownLevel.Level, Computed)] {
        guard let exposure = try? Exposure(in: network.network(over: times), times: times, lag: analysis.lag) else {
            return []
        }
        let adopters = times.cumulativeAdopters
        return times.periods.enumerated().map { place, period in
            var found: [Double] = []
            for node in 0..<times.nodeCount where times.period(of: node).map({ $0 > period }) ?? true {
                if let value = exposure.value(of: node, at: period) { found.append(value) }
            }
            // In order of size, so that the numbering of nodes does not change the last bit.
            let sum = found.sorted().reduce(0, +)
            var value = Computed(
                value: found.isEmpty ? nil : sum / Double(found.count), n: times.nodeCount - adopters[place])
            // The first periods of a lag have nothing before them; in the end there may be nobody left.
            if found.isEmpty { value.absence = value.n == 0 ? .noObservations : .notApplicable }
            value.further = [NamedValue("adopters", Double(adopters[place]))]
            value.reveals = [RevealedCount("n", value.n), RevealedCount("adopters", adopters[place])]
            return (analysis.period.level(of: period), value)
        }
    }

    // MARK: One figure

    private static func figure(
        _ analysis: ExposureAnalysis, _ growing: GrowingNetwork, _ times: AdoptionTimes
    ) throws(DiffusionError) -> Computed {
        let network = growing.whole
        switch analysis.quantity {
        case .exposure: return .absent(.notApplicable)
        case .threshold:
            let exposure = try Exposure(in: growing.network(over: times), times: times, lag: analysis.lag)
            return thresholds(try AdoptionThreshold(exposure))
        case .moran(let chance): return try moran(network, times, chance)
        case .structureDependence(let of, let chance):
            let found = try StructureDependence(
                in: network, times: times, lag: analysis.lag, options: try chance.resampling())
            let compared = of == .threshold ? found.threshold : found.exposure
            var value = Computed(compared.observed)
            let range = compared.rewired.interval
            value.further = [
                NamedValue("nodes", Double(network.nodeCount)), NamedValue("ties", Double(network.tieCount)),
                NamedValue("chanceMean", compared.rewired.value), NamedValue("chanceLower", range?.lowerBound),
                NamedValue("chanceUpper", range?.upperBound), NamedValue("p", compared.test.p),
            ]
            value.reveals += [
                RevealedCount("adopters", times.adopterCount), RevealedCount("nodes", network.nodeCount),
                RevealedCount("ties", network.tieCount),
            ]
            return value
        case .infectiousness(let contagion):
            return mean(
                of: try Infectiousness(
                    in: .constant(network), times: times, periods: contagion.periods,
                    isNormalised: contagion.isNormalised
                ).measure)
        case .susceptibility(let contagion):
            return mean(
                of: try Susceptibility(
                    in: .constant(network), times: times, periods: contagion.periods,
                    isNormalised: contagion.isNormalised
                ).measure)
        }
    }

    private static func thresholds(_ found: AdoptionThreshold) -> Computed {
        var value = Computed(found.mean)
        let classes = ExposureAnalysis.classNames.map { entry in (entry.name, found.count(of: entry.class)) }
        let n = Double(max(1, value.n))
        value.further =
            [NamedValue("sd", found.standardDeviation.value)]
            + classes.map { NamedValue($0.0, $0.1.map { Double($0) / n }) }
        // The classes are all there are, so that none is left over.
        value.reveals += classes.compactMap { name, count in count.map { RevealedCount(name, $0) } }
        return value
    }

    private static func moran(
        _ network: SparseNetwork, _ times: AdoptionTimes, _ chance: ChanceTest
    ) throws(DiffusionError) -> Computed {
        let part = try network.part { times.period(of: $0) != nil }
        let values = (0..<times.nodeCount).compactMap { times.period(of: $0).map { Int64($0) } }
        let weights = try MoranWeights(ties: part)
        let index = try MoranIndex(of: values, weights: weights)
        let test = try MoranPermutationTest(of: values, weights: weights, options: try chance.resampling())
        var value = Computed(index.observed)
        value.further = [
            NamedValue("expected", index.expected.value), NamedValue("ties", Double(part.tieCount)),
            NamedValue("p", test.test.p),
        ]
        value.reveals.append(RevealedCount("ties", part.tieCount))
        return value
    }

    private static func mean(of measure: ContagionMeasure) -> Computed {
        var value = Computed(measure.mean)
        value.further = [NamedValue("comparable", Double(measure.comparable))]
        // Those with nobody to compare with have the value 0, and are told by the two.
        value.reveals = [RevealedCount("part", measure.comparable), RevealedCount("whole", measure.mean.n)]
        return value
    }
}

extension ChanceTest {
    func resampling() throws(DiffusionError) -> BootstrapOptions {
        do { return try BootstrapOptions(replicates: replicates, seed: seed) } catch { throw .statistics(error) }
    }
}
