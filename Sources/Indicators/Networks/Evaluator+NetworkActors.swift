import Diffusion
import Records
import Tabulation

extension Evaluator {
    /// The actors whose participation is public, in their order; the others count in the measures and are not named.
    ///
    /// How many are not named is not told: it is a count of organisations, and may be small.
    func actors(_ analysis: NetworkAnalysis, _ actors: NetworkActors, of indicator: Indicator) -> Listing {
        let data = wholes(analysis, [], Scope(item: nil, context: context, catalogue: catalogue))[[]]
        let decimal = { (name: String) in
            Axis(name: name, places: NetworkActors.places, type: .decimal(places: NetworkActors.places))
        }
        let columns =
            [Axis(name: "subject"), Axis(name: "title")] + analysis.network.attributeNames.map { Axis(name: $0) }
            + NetworkActors.Order.allCases.map { order in
                order == .degree || order == .brokerage
                    ? Axis(name: order.rawValue, type: .integer) : decimal(order.rawValue)
            }
        guard let data, data.nodes.isPublic.count == data.nodes.count, data.nodes.keys.count == data.nodes.count else {
            return Listing(indicator: indicator.code, columns: columns, rows: [])
        }
        let numbers = Self.numbers(of: data, analysis.attribute)
        let place = NetworkActors.Order.allCases.firstIndex(of: actors.order) ?? 0
        let unit = power(NetworkActors.places)
        // As shown: what differs in its last digits only is alike, and goes by its key.
        let ranks = numbers[place].map { $0.map { ($0 * unit).rounded() } ?? -1 }
        let named = (0..<data.nodes.count).filter { data.nodes.isPublic[$0] }.sorted { left, right in
            ranks[left] != ranks[right] ? ranks[left] > ranks[right] : left < right
        }
        let rows = named.prefix(actors.limit).map { node -> [Level] in
            let title = data.nodes.titles.isEmpty ? nil : data.nodes.titles[node]
            let attributes = analysis.network.attributeNames.map { name -> Level in
                guard let attribute = data.nodes.attributes[name], let place = attribute.places[node] else {
                    return .missing(.notAnswered)
                }
                return attribute.levels[place]
            }
            let values = zip(NetworkActors.Order.allCases, numbers).map { order, list -> Level in
                guard let value = list[node], value.isFinite else { return .missing(.notApplicable) }
                let isCount = order == .degree || order == .brokerage
                return .number(Int(Int64(clampedTo: isCount ? value : value * unit)))
            }
            return [.code(data.nodes.keys[node]), title.map { .code($0) } ?? .missing(.notAnswered)] + attributes
                + values
        }
        return Listing(indicator: indicator.code, columns: columns, rows: Array(rows))
    }

    /// What is told of each node, in the order of ``NetworkActors/Order``; nil where there is none, such as without igraph.
    private static func numbers(of data: NetworkData, _ attribute: String?) -> [[Double?]] {
        let none = [Double?](repeating: nil, count: data.nodes.count)
        guard data.failure == nil else { return NetworkActors.Order.allCases.map { _ in none } }
        return NetworkActors.Order.allCases.map { order -> [Double?] in
            switch order {
            case .degree: return (try? NetworkDegrees(data.network))?.all.map(Double.init) ?? none
            case .betweenness:
                guard let found = try? Centrality(.betweenness, data.network) else { return none }
                return found.values.indices.map(found.normalisedBetweenness)
            case .closeness: return (try? Centrality(.closeness, data.network))?.values ?? none
            case .eigenvector: return (try? Centrality(.eigenvector, data.network))?.values ?? none
            case .brokerage:
                guard attribute != nil, let groups = try? data.groups(by: attribute),
                    let found = try? Brokerage(data.network, groups)
                else { return none }
                return found.nodes.indices.map { groups.of[$0] < 0 ? nil : Double(found.nodes[$0].total) }
            }
        }
    }
}
