import Statistics

/// Who was at what, and who is tied through it.
extension DiffusionMethod {
    private static let attendance = [
        MethodColumn("actor", names: true, "a person or an organisation"),
        MethodColumn("event", names: true, "what it was at"),
    ]

    static let twoMode = DiffusionMethod(
        "two-mode", "Actors and events: sizes, density, and the networks of actors with shared events and of events.",
        columns: attendance, options: [.weighting]
    ) { (input, options) throws(DiffusionError) in try twoModeValues(input, options) }

    static let twoModeTest = DiffusionMethod(
        "two-mode-test", "Whether actors meet again more than the sizes of events and their own diligence explain.",
        columns: attendance + [
            MethodColumn("window", required: false, names: true, "the time of it, one of two, for the change of ties")
        ], options: [.seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try testValues(input, options) }

    private static let tested: [NetworkMeasure] = [
        .density, .isolates, .components, .largestComponentShare, .transitivity, .clustering,
    ]

    private static func testValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let given = try AttendanceInput(input)
        let model = NullModel(replicates: options.replicates, seed: options.seed, confidence: options.confidence)
        var values = [
            MethodValue("actors", given.network.actorCount), MethodValue("events", given.network.eventCount),
        ]
        guard input.has("window") else {
            for least in 1...3 {
                let found = try model.comparison(of: given.network, measures: tested, least: least)
                for entry in found {
                    values.append("\(entry.measure.rawValue)_least_\(least)", comparison: entry.comparison)
                }
            }
            return values
        }
        guard given.windows.count <= 2 else { throw .tooManyWindows(given.windows.count, limit: 2) }
        guard given.windows.count == 2 else {
            let reason: Unavailable = given.windows.isEmpty ? .noObservations : .tooFew
            return values + [MethodValue("change", nil, reason: reason)]
        }
        let (before, after) = (try given.network(window: 0), try given.network(window: 1))
        let found = try model.comparison(from: before, to: after, measures: tested)
        for entry in found { values.append("change_\(entry.measure.rawValue)", comparison: entry.comparison) }
        values.append(try model.change(from: before, to: after))
        return values
    }

    private static func twoModeValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let known = ProjectionWeighting.allCases.map(\.rawValue)
        let name = options.weighting ?? ProjectionWeighting.shared.rawValue
        guard let weighting = ProjectionWeighting(rawValue: name) else { throw .unknownWeighting(name, known: known) }
        let given = try AttendanceInput(input)
        let network = given.network
        var values = [
            MethodValue("actors", network.actorCount), MethodValue("events", network.eventCount),
            MethodValue("attendances", network.attendanceCount), MethodValue("duplicates", network.duplicates),
            MethodValue("n_incomplete", given.incomplete),
            MethodValue("mean_events_per_actor", network.meanEventsPerActor),
            MethodValue("mean_actors_per_event", network.meanActorsPerEvent),
            MethodValue("bipartite_density", network.density), MethodValue("returning_share", network.returningShare),
            MethodValue("pairs", network.pairs),
        ]
        let shared = try network.projection(.shared)
        for least in 1...3 {
            let projection = least == 1 ? shared : try network.projection(.shared, least: least)
            let summary = try NetworkSummary(
                projection, measures: [.density, .isolates, .components, .largestComponentShare, .transitivity])
            values.append(MethodValue("ties_least_\(least)", summary.ties))
            for entry in summary.values {
                values.append(MethodValue("\(entry.measure.rawValue)_least_\(least)", entry.value))
            }
        }
        let weighted = weighting == .shared ? shared : try network.projection(weighting)
        let strengths = try NetworkDegrees(weighted)
        values.append(MethodValue("mean_strength_\(weighting.rawValue)", strengths.meanStrength))
        let greatest = weighted.weights?.max().map { Double($0) / NetworkDegrees.unit(weighted.places) }
        values.append(MethodValue("max_\(weighting.rawValue)", greatest, reason: .noObservations))
        let events = try network.turned.projection(.shared)
        values.append(MethodValue("event_ties", events.tieCount))
        guard network.actorCount <= nodesInFull, network.eventCount <= nodesInFull else { return values }
        let (numbers, degrees) = (network.eventsPerActor, strengths.all)
        for (actor, name) in given.actors.enumerated() {
            values.append(MethodValue("events_actor_\(name)", numbers[actor]))
            values.append(MethodValue("degree_actor_\(name)", degrees[actor]))
            values.append(MethodValue("strength_actor_\(name)", strengths.strength(of: actor)))
        }
        for (event, size) in network.eventSizes.enumerated() {
            values.append(MethodValue("size_event_\(given.events[event])", size))
        }
        return values
    }
}

/// Attendances of a method's columns, actors and events numbered in the order of their names' bytes.
private struct AttendanceInput {
    let network: TwoModeNetwork
    let actors: [String]
    let events: [String]
    let incomplete: Int
    /// The names of the times, in order; empty without such a column.
    let windows: [String]
    private let attendances: (actors: [UInt32], events: [UInt32], windows: [Int])

    init(_ input: MethodInput) throws(DiffusionError) {
        let hasWindow = input.has("window")
        let (rows, incomplete) = try estimating { () throws(StatisticsError) in
            try input.completeRows(["actor", "event"] + (hasWindow ? ["window"] : []))
        }
        self.incomplete = incomplete
        func numbered(_ column: String, _ place: Int) throws(DiffusionError) -> (names: [String], numbers: [UInt32]) {
            var table = ColumnNames(column)
            for row in rows { table.add(row.values[place], input) }
            let names = Set(table.names.values).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            guard names.count < Int(UInt32.max) else { throw .tooManyNodes(names.count, limit: Int(UInt32.max)) }
            var known: [String: UInt32] = [:]
            for (number, name) in names.enumerated() { known[name] = UInt32(number) }
            let numbers = table.numbers(known)
            return (names, rows.map { numbers[$0.values[place]] ?? .max })
        }
        let (actors, events) = (try numbered("actor", 0), try numbered("event", 1))
        network = try TwoModeNetwork(
            actorCount: actors.names.count, eventCount: events.names.count, actors: actors.numbers,
            events: events.numbers)
        (self.actors, self.events) = (actors.names, events.names)
        let times = hasWindow ? rows.map { $0.values[2] } : []
        let different = Set(times).sorted()
        windows = different.map { input.label($0, of: "window") }
        var places: [Double: Int] = [:]
        for (place, time) in different.enumerated() { places[time] = place }
        attendances = (actors.numbers, events.numbers, times.map { places[$0] ?? 0 })
    }

    /// Who was at what in one of the times.
    func network(window: Int) throws(DiffusionError) -> TwoModeNetwork {
        let rows = attendances.windows.indices.filter { attendances.windows[$0] == window }
        return try TwoModeNetwork(
            actorCount: actors.count, eventCount: events.count, actors: rows.map { attendances.actors[$0] },
            events: rows.map { attendances.events[$0] })
    }
}
