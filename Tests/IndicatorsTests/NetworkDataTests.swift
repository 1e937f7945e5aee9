import Indicators
import Testing

/// What rows of ties and of attendances make of a network, worked by hand.
@Suite struct NetworkDataTests {
    private typealias Tie = NetworkRegister.Tie
    private typealias Attendance = NetworkRegister.Attendance

    private func measure(
        _ measure: String, _ register: NetworkRegister, network: String = "cooperation", _ options: String = ""
    ) throws -> Figure {
        try register.figures("{kind: network, network: \(network), measure: \(measure)\(options)}").at()
    }

    /// Organisations a to d; ties a–b twice, once each way round, c–c, a–e with an unknown end and one without an end.
    private var mixed: NetworkRegister {
        var register = NetworkRegister()
        register.organisations = ["a", "b", "c", "d"].map { .init(key: $0, group: "x") }
        register.ties = [
            Tie(from: "a", to: "b"), Tie(from: "b", to: "a"), Tie(from: "c", to: "c"), Tie(from: "a", to: "e"),
            Tie(from: "a", to: nil),
        ]
        return register
    }

    @Test func aTableOfNodesHasThoseWithoutTies() throws {
        let nodes = try measure("nodes", mixed)
        #expect(nodes.value == 4 && nodes.n == 4 && nodes.reveals("nodes") == 4)
        // a–b both ways is one tie; c–c is none, nor is one to an organisation that is not in the table.
        #expect(try measure("ties", mixed).value == 1)
        #expect(try measure("isolates", mixed).value == 2)
        #expect(try measure("components", mixed).value == 3)
        #expect(isClose(try measure("density", mixed).value, 1 / 6.0))
    }

    @Test func withoutATableOfNodesThoseWithTiesAreAll() throws {
        // a, b, c and e: c has a row, though only to itself.
        #expect(try measure("nodes", mixed, network: "bare").value == 4)
        #expect(try measure("ties", mixed, network: "bare").value == 2)
        #expect(try measure("isolates", mixed, network: "bare").value == 1)
    }

    @Test func directionsAreKept() throws {
        #expect(try measure("ties", mixed, network: "directed").value == 3)
        // a → b and b → a go both ways, a → e does not.
        #expect(isClose(try measure("reciprocity", mixed, network: "directed").value, 2 / 3.0))
        #expect(try measure("reciprocity", mixed, network: "directed").reveals("mutual") == 2)
    }

    @Test func weightsAddUpAndAMissingOneIsOne() throws {
        var register = NetworkRegister()
        register.organisations = ["a", "b", "c", "d"].map { .init(key: $0, group: $0 < "c" ? "x" : "y") }
        register.ties = [
            Tie(from: "a", to: "b", weight: 3), Tie(from: "b", to: "a", weight: nil),
            Tie(from: "c", to: "d", weight: 2), Tie(from: "b", to: "c", weight: 1),
        ]
        #expect(try measure("ties", register, network: "weighted").value == 3)
        // Modularity in the catalogue is without weights: 2/3 − ((3/6)² + (3/6)²).
        let value = try measure("modularity", register, network: "weighted", ", by: group")
        #expect(isClose(value.value, 2 / 3.0 - 0.5))
        #expect(try value.further("internal") == 2 && value.further("external") == 1)
    }

    private static func change(_ measure: String, before: String = "year = 2022", after: String = "year = 2023")
        -> String
    {
        "{kind: network-change, network: cooperation, before: \(before), after: \(after), measure: \(measure)}"
    }

    @Test func emptyTablesHaveADefinedAnswer() throws {
        let empty = NetworkRegister()
        #expect(try measure("nodes", empty).value == 0)
        #expect(try measure("ties", empty).value == 0)
        let density = try measure("density", empty)
        #expect(density.value == nil && density.absence == .noObservations)
        var nodes = NetworkRegister()
        nodes.organisations = [.init(key: "a", group: "x"), .init(key: "b", group: "y")]
        #expect(try measure("density", nodes).value == 0)
        let index = try measure("ei-index", nodes, ", by: group")
        #expect(index.value == nil && index.absence == .noObservations)
        #expect(try nodes.figures(Self.change("lost")).at().value == 0)
        #expect(try nodes.figures("{kind: brokerage, network: cooperation, by: group}").at("role=liaison").value == 0)
    }

    // MARK: Attendance

    private static let visits: [(UInt64, String, String)] = [
        (1, "a", "p"), (2, "b", "p"), (3, "c", "p"), (1, "a", "q"), (2, "b", "q"), (4, "d", "r"), (1, "a", "p"),
    ]

    private var meetings: NetworkRegister {
        var register = NetworkRegister()
        register.organisations = ["a", "b", "c", "d", "e"].map { .init(key: $0, group: $0 < "c" ? "x" : "y") }
        register.attendances = Self.visits.map { Attendance(person: $0, organisation: $1, event: $2) }
        return register
    }

    @Test func attendanceIsAsTheTiesThatComeFromIt() throws {
        var register = meetings
        register.ties = [Tie(from: "a", to: "b"), Tie(from: "c", to: "a"), Tie(from: "b", to: "c")]
        for name in ["nodes", "ties", "density", "transitivity", "isolates", "components"] {
            let (projected, given) = (
                try measure(name, register, network: "meetings"), try measure(name, register)
            )
            #expect(projected.value == given.value && projected.reveals == given.reveals, "\(name)")
        }
        let (projected, given) = (
            try measure("ei-index", register, network: "meetings", ", by: group"),
            try measure("ei-index", register, ", by: group")
        )
        #expect(isClose(given.value, 1 / 3.0) && projected.value == given.value)
    }

    @Test func personsHaveNoNamesButTies() throws {
        #expect(try measure("nodes", meetings, network: "persons").value == 4)
        #expect(try measure("ties", meetings, network: "persons").value == 3)
        // At two events together were a and b alone.
        #expect(try measure("ties", meetings, network: "pairs").value == 1)
    }

    @Test func twoModesAreMeasured() throws {
        let mean = try measure("events-per-actor", meetings, network: "meetings")
        // Six attendances, one of them twice, of five organisations at three events.
        #expect(isClose(mean.value, 6 / 5.0) && mean.n == 5)
        #expect(try mean.further("events") == 3 && mean.further("attendances") == 6)
        #expect(mean.reveals("attendances") == 6)
        #expect(isClose(try measure("bipartite-density", meetings, network: "meetings").value, 6 / 15.0))
    }

    @Test func anActorsAttributeIsThatOfMostOfItsRows() throws {
        var register = NetworkRegister()
        register.attendances = [
            Attendance(person: 1, event: "p", group: "x"), Attendance(person: 1, event: "q", group: "y"),
            Attendance(person: 1, event: "r", group: "y"), Attendance(person: 2, event: "p", group: "x"),
            Attendance(person: 3, event: "q", group: "y"),
        ]
        // The first is y: tied to the second, who is x, and to the third, who is y.
        let index = try measure("ei-index", register, network: "persons", ", by: group")
        #expect(try index.value == 0 && index.further("internal") == 1 && index.further("external") == 1)
    }

    // MARK: Groups and parts

    @Test func groupsHaveTheSameNodes() throws {
        var register = mixed
        register.ties = [
            Tie(from: "a", to: "b", kind: "project"), Tie(from: "b", to: "c", kind: "news"),
            Tie(from: "a", to: "b", kind: "news"),
        ]
        let figures = try register.figures(
            "{kind: network, network: cooperation, measure: ties}", further: ["breakdowns: [[kind]]"])
        #expect(try figures.at().value == 2)
        #expect(try figures.at("kind=news").value == 2 && figures.at("kind=project").value == 1)
        #expect(try figures.at("kind=project").further("nodes") == 4)
        let set = try register.evaluated(
            "{kind: network, network: cooperation, measure: ties}", further: ["breakdowns: [[kind]]"]
        ).result.sets.first
        #expect(set?.totals == .overlapping)
    }

    @Test func aRowOfBothTimesIsOfBoth() throws {
        var register = mixed
        register.ties = [
            Tie(from: "a", to: "b", year: 2022), Tie(from: "b", to: "c", year: 2023),
            Tie(from: "c", to: "d", year: 2021),
        ]
        func value(_ measure: String) throws -> Double? {
            try register.figures(Self.change(measure, before: "year <= 2022", after: "year >= 2022")).at().value
        }
        #expect(try value("retained") == 1)
        #expect(try value("new") == 1)
        #expect(try value("lost") == 1)
        #expect(isClose(try value("jaccard"), 1 / 3.0))
    }

    @Test func orderAndNamesAndThreadsChangeNothing() throws {
        var register = NetworkRegister.twoYears
        // Other names in the reverse order, and rows in the reverse order with their ends turned round.
        let names = Dictionary(
            uniqueKeysWithValues: zip("abcdefghijkl", "zyxwvutsrqpo").map { (String($0), String($1)) })
        var other = register
        other.organisations = register.organisations.reversed().map {
            .init(key: names[$0.key] ?? "", group: $0.group)
        }
        other.ties = register.ties.reversed().map {
            Tie(from: names[$0.to ?? ""], to: names[$0.from ?? ""], year: $0.year)
        }
        let measures = [
            "density", "transitivity", "clustering", "degree-assortativity", "betweenness-centralisation",
            "mean-distance",
        ]
        let calculations =
            measures.map { "{kind: network, network: cooperation, where: year = 2023, measure: \($0)}" }
            + ["{kind: network, network: cooperation, measure: modularity, by: group}", Self.change("jaccard")]
        for calculation in calculations {
            #expect(
                try register.figures(calculation) == other.figures(calculation, threads: 4), "\(calculation)")
        }
        register.ties.reverse()
        let chance = "{kind: network, network: cooperation, measure: ei-index, by: group, chance: {replicates: 99}}"
        #expect(try register.figures(chance) == NetworkRegister.twoYears.figures(chance, threads: 4))
    }
}
