import Diffusion
import Tabulation

extension Evaluator {
    /// The steps of each group of rows; innovations and actors have the same numbers in all of them.
    func spreads(
        _ definition: SpreadDefinition, where condition: String? = nil, by dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: SpreadData] {
        var request = request(
            definition.rows, by: dimensions,
            .tuples(Tuples(required: ["innovation of step", "adopter of step", "day of step"])),
            and: condition.map(scope.filled), scope)
        request.groupings += Self.groupings(of: definition, scope)
        let steps = answer(request).tuples
        let innovations = definition.innovations.map { answer(self.request($0, scope)).tuples }
        let adopters = definition.adopters.map { answer(self.request($0, scope)).tuples }
        let elements = definition.elements.map { answer(self.request($0, scope)).tuples }
        guard let steps else { return [:] }
        return shared.spreads.value(of: .init(definition: definition, request: request, item: scope.item)) {
            SpreadBuilder(
                definition: definition, depth: dimensions.count, steps: steps, innovations: innovations ?? nil,
                adopters: adopters ?? nil, elements: elements ?? nil
            ).groups()
        }
    }

    private static func groupings(of definition: SpreadDefinition, _ scope: Scope) -> [Grouping] {
        var named: [(String, String?)] = [
            ("innovation of step", definition.innovation), ("adopter of step", definition.adopter),
            ("day of step", definition.day), ("stage of step", definition.stage), ("source of step", definition.source),
        ]
        for attribute in definition.attributes {
            named.append(("adopter \(attribute.name)", attribute.adopter))
            named.append(("source \(attribute.name)", attribute.source))
        }
        return groupings(named, scope)
    }

    private static func groupings(_ named: [(String, String?)], _ scope: Scope) -> [Grouping] {
        named.compactMap { name, expression in
            expression.map { Grouping(name: name, expression: scope.filled($0)) }
        }
    }

    func request(_ innovations: SpreadDefinition.Innovations, _ scope: Scope) -> TabulationRequest {
        var request = request(innovations.rows, by: [], .tuples(Tuples(required: ["key"])), scope)
        request.groupings = Self.groupings(
            [
                ("key", innovations.key), ("owner", innovations.owner), ("published", innovations.published),
                ("derived from", innovations.derivedFrom), ("title", innovations.title),
            ], scope)
        return request
    }

    private func request(_ adopters: SpreadDefinition.Adopters, _ scope: Scope) -> TabulationRequest {
        var request = request(adopters.rows, by: [], .tuples(Tuples(required: ["key"])), scope)
        request.groupings = Self.groupings(
            [("key", adopters.key), ("title", adopters.title), ("public", adopters.isPublic)], scope)
        return request
    }

    private func request(_ elements: SpreadDefinition.Elements, _ scope: Scope) -> TabulationRequest {
        let names = ["innovation", "adopter", "element", "use"]
        var request = request(elements.rows, by: [], .tuples(Tuples(required: names)), scope)
        request.groupings = Self.groupings(
            Array(zip(names, [elements.innovation, elements.adopter, elements.element, elements.use])), scope)
        return request
    }
}
