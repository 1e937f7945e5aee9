import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// What is asked of the network of each group.
    func networkFigures(
        _ analysis: NetworkAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        switch analysis.quantity {
        case .measure(let figure, let chance):
            return wholes(analysis, dimensions, scope).mapValues { data in
                Self.measured(figure, data, analysis, chance).computed
            }
        case .change(let figure, let windows, let chance):
            return changes(analysis, figure, windows, chance, dimensions, scope)
        case .brokerage(let chance):
            var result: [GroupKey: Computed] = [:]
            for (key, data) in wholes(analysis, dimensions, scope) {
                for (role, value) in Self.brokered(data, analysis.attribute, chance) {
                    result[key + [.code(role.rawValue)]] = value
                }
            }
            return result
        // A listing has no figures.
        case .actors: return [:]
        }
    }

    /// The network of each group.
    func wholes(_ analysis: NetworkAnalysis, _ dimensions: [Dimension], _ scope: Scope) -> [GroupKey: NetworkData] {
        let found = networks(analysis.network, where: analysis.filter, by: dimensions, scope)
        return Dictionary(found.map { ($0.group, $1) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Measures

    /// A measure on its way to a figure, and the counts of nodes and ties that its value gives away by itself.
    struct MeasuredNetwork {
        var computed: Computed
        /// Besides the numbers of nodes and ties.
        var own: [RevealedCount] = []
    }

    static func measured(
        _ figure: NetworkFigure, _ data: NetworkData, _ analysis: NetworkAnalysis, _ chance: ChanceTest? = nil
    ) -> MeasuredNetwork {
        let nodes = data.nodes.count
        var found = MeasuredNetwork(computed: .absent(.notApplicable, n: nodes))
        var further = [NamedValue("nodes", Double(nodes)), NamedValue("ties", Double(data.network.tieCount))]
        var comparison: NullComparison?
        do throws(DiffusionError) {
            if let failure = data.failure { throw failure }
            switch figure {
            case .nodes: found.computed = .count(nodes)
            case .ties: found.computed = .count(data.network.tieCount)
            case .outside:
                found.computed = .count(data.outside)
                found.own = [RevealedCount("outside", data.outside)]
            case .communities:
                let communities = try LeidenCommunities(data.network)
                found.computed =
                    communities.modularity.reason == .noObservations
                    ? .absent(.noObservations) : Computed(value: Double(communities.groups.count))
                further.append(NamedValue("modularity", communities.modularity.value))
            case .eventsPerActor, .bipartiteDensity:
                guard let twoMode = data.twoMode else { break }
                found.computed = Computed(figure == .eventsPerActor ? twoMode.meanEventsPerActor : twoMode.density)
                further[1] = NamedValue("events", Double(twoMode.eventCount))
                further.append(NamedValue("attendances", Double(twoMode.attendanceCount)))
                found.own = [RevealedCount("attendances", twoMode.attendanceCount)]
            default:
                guard let measure = figure.measure else { break }
                let groups = try data.groups(by: analysis.attribute)
                let summary = try NetworkSummary(data.network, groups: groups, measures: [measure])
                found.computed = summary[measure].map { Computed($0) } ?? .absent(.notApplicable)
                found.own = try counts(givenAwayBy: figure, found.computed.value, data, groups)
                if let chance {
                    comparison = try Self.comparison(chance, measure, data, groups, analysis.network)
                }
            }
        } catch { found.computed = .absent(.notApplicable) }
        if figure.needsGroups {
            further += ["internal", "external"].map { name in
                NamedValue(name, found.own.first { $0.name == name }.map { Double($0.count) })
            }
        }
        if chance != nil { further += ChanceTest.further(comparison) }
        found.computed.n = nodes
        found.computed.further = further
        found.computed.reveals =
            [RevealedCount("nodes", nodes), RevealedCount("ties", data.network.tieCount)] + found.own
        return found
    }

    private static func comparison(
        _ chance: ChanceTest, _ measure: NetworkMeasure, _ data: NetworkData, _ groups: NodeGroups?,
        _ definition: NetworkDefinition
    ) throws(DiffusionError) -> NullComparison? {
        if case .attendance(let attendance) = definition.source, let twoMode = data.twoMode {
            return try chance.model.comparison(
                of: twoMode, groups: groups, measures: [measure], least: attendance.least
            ).first?.comparison
        }
        return try chance.model.comparison(of: data.network, groups: groups, measures: [measure]).first?.comparison
    }

    /// The counts that follow from a value where the numbers of nodes and ties are known.
    ///
    /// What is a share of the nodes tells those of the other share as well. A centralisation tells the degree of the most central
    /// node, which is a number of its neighbours.
    private static func counts(
        givenAwayBy figure: NetworkFigure, _ value: Double?, _ data: NetworkData, _ groups: NodeGroups?
    ) throws(DiffusionError) -> [RevealedCount] {
        let nodes = data.nodes.count
        func parts(_ count: Int) -> [RevealedCount] { [RevealedCount("part", count), RevealedCount("whole", nodes)] }
        switch figure {
        case .isolates: return parts(value.map { Int($0) } ?? 0)
        case .largestComponentShare: return parts(NetworkComponents.weak(data.network).sizesInOrder.first ?? 0)
        case .degreeCentralisation, .inCentralisation, .outCentralisation:
            let degrees = try NetworkDegrees(data.network)
            let list =
                figure == .inCentralisation
                ? degrees.incoming : figure == .outCentralisation ? degrees.outgoing : degrees.all
            return [RevealedCount("greatest", list.max() ?? 0)]
        case .reciprocity:
            return [RevealedCount("mutual", data.network.answeredTies)]
        case .assortativity, .modularity, .eiIndex:
            guard let groups else { return [] }
            let ties = try GroupMixing(data.network.withoutWeights, groups).all
            return [RevealedCount("internal", ties.within), RevealedCount("external", ties.between)]
        default: return []
        }
    }
}
