import Definitions
import Diffusion
import Tabulation

/// Decodes the networks of a catalogue file.
struct NetworkDecoder {
    let reader: DefinitionReader

    /// A network; nil when something is missing, which is reported.
    func network(_ entry: DefinitionMapping.Entry) -> NetworkDefinition? {
        let node = entry.value
        let titles = reader.stringsByKey("titles", in: node)
        let nodes = reader.optionalMapping("nodes", in: node)
        let declared = nodes.flatMap(self.nodes)
        if nodes != nil, declared == nil { return nil }
        let source: NetworkDefinition.Source?
        switch (reader.optionalMapping("ties", in: node), reader.optionalMapping("attendance", in: node)) {
        case (let ties?, nil): source = self.ties(ties).map { .ties($0) }
        case (nil, let attendance?): source = self.attendance(attendance).map { .attendance($0) }
        default:
            reader.report(
                "indicators.network", at: node, "'\(entry.key)' needs either 'ties' or 'attendance'",
                cause: "a network is made from rows of ties, or from who was at the same events",
                remedies: [
                    "write 'ties: {table: tie, from: organisation, to: other}'",
                    "write 'attendance: {table: attendance, organisation: organisation, event: event}'",
                ])
            return nil
        }
        guard let source else { return nil }
        let network = NetworkDefinition(name: entry.key, titles: titles, source: source, nodes: declared)
        guard !(network.isOfPersons && declared != nil) else {
            reader.report(
                "indicators.network", at: node, "'\(entry.key)' is of persons, of whom there is no table of nodes",
                cause: "persons have no names in a network", remedies: ["leave out 'nodes'", "name an 'organisation'"])
            return nil
        }
        let names = network.attributeNames
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            reader.report(
                "indicators.network", at: node, "'\(entry.key)' has two attributes '\(twice)'",
                remedies: ["declare it with the nodes or with the attendance, not with both"])
            return nil
        }
        return network
    }

    private func ties(_ node: Definition) -> NetworkDefinition.Ties? {
        guard let rows = rows(node), let from = reader.string("from", in: node), let to = reader.string("to", in: node)
        else { return nil }
        return NetworkDefinition.Ties(
            rows: rows, from: from, to: to, isDirected: reader.bool("directed", in: node, default: false),
            weight: reader.optionalString("weight", in: node))
    }

    private func attendance(_ node: Definition) -> NetworkDefinition.Attendance? {
        let person = reader.optionalString("person", in: node)
        let organisation = reader.optionalString("organisation", in: node)
        guard let rows = rows(node), let event = reader.string("event", in: node) else { return nil }
        let actor: NetworkDefinition.Attendance.Actor
        switch (person, organisation) {
        case (let person?, nil): actor = .person(person)
        case (nil, let organisation?): actor = .organisation(organisation)
        default:
            reader.report(
                "indicators.network", at: node, "an attendance is that of a 'person' or of an 'organisation'",
                remedies: ["name one of the two columns"])
            return nil
        }
        return NetworkDefinition.Attendance(
            rows: rows, actor: actor, event: event,
            weighting: reader.optionalChoice("weighting", in: node, of: ProjectionWeighting.self) ?? .shared,
            least: max(1, reader.int("least", in: node, default: 1)), attributes: attributes(node))
    }

    private func nodes(_ node: Definition) -> NetworkDefinition.Nodes? {
        guard let rows = rows(node), let key = reader.string("key", in: node) else { return nil }
        return NetworkDefinition.Nodes(
            rows: rows, key: key, title: reader.optionalString("title", in: node),
            isPublic: reader.optionalString("public", in: node), attributes: attributes(node))
    }

    func attributes(_ node: Definition) -> [Grouping] {
        reader.entries("attributes", in: node) { entry in
            entry.value.string.map { Grouping(name: entry.key, expression: $0) }
        }
    }

    func rows(_ node: Definition) -> RowSelection? {
        reader.string("table", in: node).map {
            RowSelection(table: $0, filter: reader.optionalString("where", in: node))
        }
    }
}
