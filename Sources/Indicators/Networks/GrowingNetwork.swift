import Diffusion
import Records
import Tabulation

/// A network that spreads are looked at along: the same at all times, or one whose ties come one by one.
struct GrowingNetwork: Sendable {
    let nodes: NetworkNodes
    /// The ties of all times.
    let whole: SparseNetwork
    /// The ties up to the end of each period in which any came, in the order of periods; nil where ties have no day.
    let stages: [(period: Int, network: SparseNetwork)]?
    let failure: DiffusionError?

    /// What a spread is looked at along, from its first adoption on.
    func network(over times: AdoptionTimes) throws(DiffusionError) -> DiffusionNetwork {
        guard let stages else { return .constant(whole) }
        let none = try SparseNetwork(
            nodeCount: nodes.count, from: [], to: [], weights: whole.weights.map { _ in [] }, places: whole.places,
            isDirected: whole.isDirected)
        return .byPeriod(times.periods.map { period in stages.last { $0.period <= period }?.network ?? none })
    }

    /// - Parameter parts: The ties that came in each period.
    init(_ whole: NetworkData, parts: [(period: Int, network: NetworkData)]?) {
        nodes = whole.nodes
        self.whole = whole.network
        var (stages, failure): ([(period: Int, network: SparseNetwork)], DiffusionError?) = ([], whole.failure)
        var ties = Ties(isWeighted: whole.network.weights != nil)
        for (period, part) in parts?.sorted(by: { $0.period < $1.period }) ?? [] {
            failure = failure ?? part.failure
            ties.add(part.network)
            do throws(DiffusionError) {
                let network = try SparseNetwork(
                    nodeCount: nodes.count, from: ties.from, to: ties.to, weights: ties.weights,
                    places: whole.network.places, isDirected: whole.network.isDirected)
                stages.append((period, network))
            } catch { failure = failure ?? error }
        }
        self.stages = parts == nil ? nil : stages
        self.failure = failure
    }

    /// Ties by their ends, those of several networks one after another.
    private struct Ties {
        var from: [UInt32] = []
        var to: [UInt32] = []
        var weights: [Int64]?

        init(isWeighted: Bool) { weights = isWeighted ? [] : nil }

        mutating func add(_ network: SparseNetwork) {
            network.forEachTie { first, second, tie in
                from.append(first)
                to.append(second)
                weights?.append(network.weights?[tie] ?? 1)
            }
        }
    }
}

extension Evaluator {
    /// The network that an analysis looks along; nil where nothing is known of it.
    func growingNetwork(_ analysis: ExposureAnalysis, _ scope: Scope) -> GrowingNetwork? {
        let whole = networks(analysis.network, by: [], scope).first?.value
        let parts = analysis.tiesDay.map { day -> [(period: Int, network: NetworkData)] in
            // By a name that no dimension has, so that rows behind a period's figure are those of adoptions.
            let came = Dimension(
                name: "period of tie", titles: [:], expression: analysis.period.expression(day),
                expressionByTable: [:], codeList: nil, showsAllLevels: false, rollUp: nil)
            return networks(analysis.network, by: [came], scope)
                .compactMap { slice, network -> (period: Int, network: NetworkData)? in
                    // A tie without a day is of no period.
                    slice.group.first.flatMap { analysis.period.number($0.tabulated) }.map { ($0, network) }
                }
        }
        return whole.map { GrowingNetwork($0, parts: parts) }
    }
}
