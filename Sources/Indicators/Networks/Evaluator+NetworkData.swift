import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// The networks of each group of rows, all over the same nodes.
    ///
    /// - Parameter parts: Conditions that give parts of the rows, of which each row counts with all that hold, such as a tie that was
    ///   there before and after; nil for one network of all rows. At most ten, better a few.
    func networks(
        _ definition: NetworkDefinition, parts: [String]? = nil, where condition: String? = nil,
        by dimensions: [Dimension], _ scope: Scope
    ) -> [NetworkSlice: NetworkData] {
        var request = request(
            definition.rows, by: dimensions, .tuples(Tuples()), and: condition.map(scope.filled), scope)
        let depth = dimensions.count + (parts == nil ? 0 : 1)
        if let parts { request.groupings.append(Grouping(name: "part", expression: Self.partExpression(parts, scope))) }
        request.groupings += Self.groupings(of: definition, scope)
        request.measure = .tuples(Self.tuples(of: definition))
        let table = answer(request).tuples
        let declared = definition.nodes.map { nodes -> TupleTable? in answer(nodesRequest(nodes, scope)).tuples }
        guard let table else { return [:] }
        return shared.networks.value(of: .init(definition: definition, request: request, item: scope.item)) {
            NetworkBuilder(definition: definition, depth: depth, parts: parts?.count, table: table)
                .slices(declared: declared ?? nil)
        }
    }

    /// The numbers of the parts whose conditions hold, one digit each; `-` where none does.
    private static func partExpression(_ parts: [String], _ scope: Scope) -> String {
        func branch(_ place: Int, _ held: String) -> String {
            guard parts.indices.contains(place) else { return "'\(held.isEmpty ? "-" : held)'" }
            let (yes, no) = (branch(place + 1, held + "\(place)"), branch(place + 1, held))
            return "if(\(scope.filled(parts[place])), \(yes), \(no))"
        }
        return branch(0, "")
    }

    private static func groupings(of definition: NetworkDefinition, _ scope: Scope) -> [Grouping] {
        switch definition.source {
        case .ties(let ties):
            [
                Grouping(name: "tie from", expression: scope.filled(ties.from)),
                Grouping(name: "tie to", expression: scope.filled(ties.to)),
            ] + (ties.weight.map { [Grouping(name: "tie weight", expression: scope.filled($0))] } ?? [])
        case .attendance(let attendance):
            [Grouping(name: "attended event", expression: scope.filled(attendance.event))]
                + organisation(attendance).map { Grouping(name: "attending actor", expression: scope.filled($0)) }
                + attendance.attributes.map {
                    Grouping(name: "attribute \($0.name)", expression: scope.filled($0.expression))
                }
        }
    }

    private static func organisation(_ attendance: NetworkDefinition.Attendance) -> [String] {
        if case .organisation(let organisation) = attendance.actor { [organisation] } else { [] }
    }

    private static func tuples(of definition: NetworkDefinition) -> Tuples {
        switch definition.source {
        case .ties: return Tuples(required: ["tie from", "tie to"])
        case .attendance(let attendance):
            if case .person(let person) = attendance.actor {
                return Tuples(person: person, required: ["attended event"])
            }
            return Tuples(required: ["attended event", "attending actor"])
        }
    }

    private func nodesRequest(_ nodes: NetworkDefinition.Nodes, _ scope: Scope) -> TabulationRequest {
        var request = request(nodes.rows, by: [], .tuples(Tuples(required: ["node"])), scope)
        request.groupings =
            [Grouping(name: "node", expression: scope.filled(nodes.key))]
            + (nodes.title.map { [Grouping(name: "title", expression: scope.filled($0))] } ?? [])
            + (nodes.isPublic.map { [Grouping(name: "public", expression: scope.filled($0))] } ?? [])
            + nodes.attributes.map {
                Grouping(name: "attribute \($0.name)", expression: scope.filled($0.expression))
            }
        return request
    }
}
