import Indicators
import Records
import Tabulation
import Testing

/// Measures of networks against networkx 3.6 (attribute measures over the nodes whose group is known).
@Suite struct NetworkFigureTests {
    private static let register = NetworkRegister.twoYears

    private func measure(_ measure: String, year: Int = 2023, _ options: String = "") throws -> Figure {
        try Self.register.figures(
            "{kind: network, network: cooperation, where: year = \(year), measure: \(measure)\(options)}"
        ).at()
    }

    @Test(arguments: [
        ("nodes", 12.0, 12.0), ("ties", 9, 12), ("density", 0.13636363636363635, 0.18181818181818182),
        ("mean-degree", 1.5, 2), ("isolates", 4, 2), ("components", 5, 3),
        ("largest-component-share", 0.6666666666666666, 0.8333333333333334),
        ("transitivity", 0.46153846153846156, 0), ("clustering", 0.3333333333333333, 0),
        ("degree-assortativity", -0.5517241379310331, -0.3333333333333304),
        ("degree-centralisation", 0.16363636363636364, 0.10909090909090909),
        ("mean-distance", 2.4285714285714284, 2.111111111111111), ("diameter", 5, 4),
    ]) func measuresAreThoseOfNetworkx(name: String, before: Double, after: Double) throws {
        let (old, young) = (try measure(name, year: 2022), try measure(name))
        #expect(isClose(old.value, before) && isClose(young.value, after))
        #expect(old.n == 12 && old.reveals("nodes") == 12 && old.reveals("ties") == 9)
        #expect(try young.further("ties") == 12 && young.interval == nil)
        let change = try Self.register.figures(
            "{kind: network-change, network: cooperation, before: year = 2022, after: year = 2023, measure: \(name)}"
        ).at()
        #expect(isClose(change.value, after - before) || abs(after - before) < 1e-12)
        #expect(try isClose(change.further("before"), before) && isClose(change.further("after"), after))
    }

    @Test(arguments: [
        ("assortativity", 0.7777777777777777, 0.3513513513513512),
        ("modularity", 0.38888888888888884, 0.22569444444444445),
        ("ei-index", -0.7777777777777778, -0.16666666666666666),
    ]) func measuresOfGroupsAreThoseOfNetworkx(name: String, before: Double, after: Double) throws {
        let (old, young) = (
            try measure(name, year: 2022, ", by: group"), try measure(name, year: 2023, ", by: group")
        )
        #expect(isClose(old.value, before) && isClose(young.value, after))
        #expect(try old.further("internal") == 8 && old.further("external") == 1)
        #expect(old.reveals("internal") == 8 && old.reveals("external") == 1)
        #expect(try young.further("internal") == 7 && young.further("external") == 5)
    }

    /// igraph may be missing, and then there is no value, which is no failure.
    @Test func betweennessIsThatOfNetworkx() throws {
        let value = try measure("betweenness-centralisation", year: 2022)
        if value.absence == .notApplicable { return }
        #expect(isClose(value.value, 0.17190082644628102))
    }

    @Test func communitiesComeWithTheirModularity() throws {
        let value = try measure("communities", year: 2022)
        if value.absence == .notApplicable { return }
        // a–b–c–d and e–f–g–h by their one bridge, and four nodes alone.
        #expect(value.value == 6)
        // 8 of 9 ties within; degrees 9 and 9 of 18.
        #expect(isClose(try value.further("modularity"), 8 / 9.0 - 0.5))
    }

    // MARK: What figures give away

    @Test func sharesOfNodesGiveAwayBothParts() throws {
        let isolates = try measure("isolates")
        #expect(isolates.reveals("part") == 2 && isolates.reveals("whole") == 12)
        let largest = try measure("largest-component-share")
        #expect(largest.reveals("part") == 10 && largest.reveals("whole") == 12)
    }

    @Test func centralisationGivesAwayTheLargestDegree() throws {
        #expect(try measure("degree-centralisation").reveals("greatest") == 3)
    }

    // MARK: Chance

    @Test func chanceIsSeededAndTwoSided() throws {
        let options = ", by: group, chance: {replicates: 499, seed: 7}"
        let value = try measure("ei-index", year: 2022, options)
        #expect(value.value == -7 / 9.0)
        let (mean, lower, upper, p) = (
            try value.further("chanceMean") ?? 9, try value.further("chanceLower") ?? 9,
            try value.further("chanceUpper") ?? -9, try value.further("p") ?? 9
        )
        // Eight of nine ties within three groups are many more than random networks have.
        #expect(mean > 0 && lower <= mean && mean <= upper && p < 0.02)
        #expect(try measure("ei-index", year: 2022, options) == value)
        let other = try measure("ei-index", year: 2022, ", by: group, chance: {replicates: 499, seed: 8}")
        #expect(try other.further("chanceMean") != mean)
    }

    @Test func changesAreComparedWithRandomNetworksOfBothTimes() throws {
        let figures = try Self.register.figures(
            "{kind: network-change, network: cooperation, before: year = 2022, after: year = 2023, "
                + "measure: transitivity, chance: {replicates: 199}}")
        let value = try figures.at()
        #expect(isClose(value.value, -0.46153846153846156))
        let mean = try #require(try value.further("chanceMean"))
        #expect(abs(mean) < 0.3)
        #expect(try value.further("p").map { $0 > 0 && $0 <= 1 } == true)
    }

    /// networkx 3.6, `double_edge_swap` with 120 swaps, 6,000 networks: mean 2.384, s 1.18; four of them keep seven.
    @Test func tiesKeptAreComparedWithThoseThatChanceWouldKeep() throws {
        func change(_ measure: String) throws -> Figure {
            try Self.register.figures(
                "{kind: network-change, network: cooperation, before: year = 2022, after: year = 2023, "
                    + "measure: \(measure), chance: {replicates: 1999, seed: 3}}"
            ).at()
        }
        let kept = try change("retained")
        #expect(kept.value == 7)
        #expect(abs(try #require(try kept.further("chanceMean")) - 2.384) < 0.12)
        #expect(try #require(try kept.further("p")) < 0.01)
        // Of twelve ties those that are not kept are new, and of nine lost.
        let (new, lost) = (try change("new"), try change("lost"))
        let mean = try #require(try kept.further("chanceMean"))
        #expect(try isClose(new.further("chanceMean"), 12 - mean) && isClose(lost.further("chanceMean"), 9 - mean))
        #expect(try new.further("p") == kept.further("p") && change("jaccard").further("p") == kept.further("p"))
    }

    @Test func changesOfAttendanceAreComparedWithRandomAttendance() throws {
        var register = NetworkRegister()
        // Six meet in two groups that never mix, at three events of a year and at as many of the next.
        register.attendances = (0..<36).map { index in
            .init(person: UInt64(index % 6 + 1), event: "\(index % 6 / 3)\(index / 6)", group: index < 18 ? "x" : "y")
        }
        func change(_ measure: String) throws -> Figure {
            try register.figures(
                "{kind: network-change, network: persons, before: group = 'x', after: group = 'y', "
                    + "measure: \(measure), chance: {replicates: 199}}"
            ).at()
        }
        let (kept, density) = (try change("retained"), try change("density"))
        #expect(kept.value == 6 && density.value == 0)
        // Random attendance of such events ties nearly all, so that all six are kept and many are new.
        #expect(try #require(try kept.further("chanceMean")) > 4)
        #expect(try abs(#require(try density.further("chanceMean"))) < 0.1)
        #expect(try density.further("p").map { $0 > 0.2 } == true)
        let new = try change("new")
        #expect(try new.value == 0 && #require(try new.further("p")) < 0.05)
    }

    @Test func rowsThatLeadOutOfTheNetworkAreCounted() throws {
        var register = Self.register
        register.ties += [("a", "?"), ("?", "b"), ("?", "!"), ("a", "?")].map { .init(from: $0.0, to: $0.1) }
        register.ties.append(.init(from: "a", to: nil))
        func outside(_ rows: String, _ network: String = "cooperation") throws -> Figure {
            try register.figures("{kind: network, network: \(network), where: \(rows), measure: outside}").at()
        }
        let value = try outside("year = 2023")
        // What names one actor alone is no tie at all.
        #expect(value.value == 4 && value.n == 12 && value.reveals("outside") == 4)
        #expect(try value.further("ties") == 12 && outside("year = 2022").value == 0)
        // Without a table of nodes every end is one.
        #expect(try outside("year = 2023", "bare").value == 0)
        let change = try register.figures(
            "{kind: network-change, network: cooperation, before: year = 2022, after: year = 2023, measure: outside}"
        ).at()
        #expect(change.value == 4)
        register.attendances = ["a", "b", "?", nil].map { .init(person: 1, organisation: $0, event: "e") }
        #expect(try register.figures("{kind: network, network: meetings, measure: outside}").at().value == 1)
    }

    @Test func attendanceIsComparedWithRandomAttendance() throws {
        var register = NetworkRegister()
        // Six go to three events in two groups that never mix.
        register.attendances = (0..<18).map { index in
            .init(person: UInt64(index % 6 + 1), event: "\(index % 6 / 3)\(index / 6)")
        }
        let value = try register.figures(
            "{kind: network, network: persons, measure: density, chance: {replicates: 199}}"
        ).at()
        #expect(isClose(value.value, 6 / 15.0))
        let mean = try #require(try value.further("chanceMean"))
        #expect(mean > 0.5)
        #expect(try value.further("p").map { $0 < 0.05 } == true)
    }

    // MARK: Change

    @Test(arguments: [("retained", 7.0), ("new", 5), ("lost", 2), ("jaccard", 0.5)])
    func tiesAreCompared(name: String, expected: Double) throws {
        let value = try Self.register.figures(
            "{kind: network-change, network: cooperation, before: year = 2022, after: year = 2023, measure: \(name)}"
        ).at()
        #expect(isClose(value.value, expected) && value.n == 12)
        #expect(try value.further("before") == 9 && value.further("after") == 12)
        // Two of the numbers tell the others.
        #expect(value.reveals("retained") == 7 && value.reveals("new") == 5 && value.reveals("lost") == 2)
    }

    // MARK: Brokerage

    /// Counted by all ordered pairs of neighbours without a tie.
    @Test(arguments: [
        ("coordinator", 8.0, 4.0, 1.9636363636363636), ("consultant", 0, 0, 7.8545454545454545),
        ("gatekeeper", 13, 9, 7.8545454545454545), ("representative", 13, 9, 7.8545454545454545),
        ("liaison", 2, 1, 10.472727272727273),
    ]) func rolesAreThoseOfGouldAndFernandez(role: String, count: Double, brokers: Double, expected: Double) throws {
        let value = try Self.register.figures(
            "{kind: brokerage, network: cooperation, where: year = 2023, by: group, chance: {replicates: 1999}}"
        ).at("role=\(role)")
        #expect(value.value == count && value.n == 11)
        #expect(try value.further("brokers") == brokers && value.reveals("brokers") == Int(brokers))
        #expect(isClose(try value.further("expected"), expected))
        #expect(try isClose(value.further("ratio"), count / expected) || count == 0)
        // The p values of 20,000 deals in Python.
        let p = try #require(try value.further("p"))
        let drawn = ["coordinator": 0.0478, "consultant": 0.0728, "liaison": 0.0389][role] ?? 0.0496
        #expect(abs(p - drawn) < 0.02)
    }

    // MARK: Actors

    @Test func onlyPublicActorsAreListed() throws {
        var register = Self.register
        register.organisations = register.organisations.map {
            .init(key: $0.key, group: $0.group, isPublic: $0.key != "a")
        }
        let (result, _) = try register.evaluated(
            "{kind: network-actors, network: cooperation, where: year = 2023, by: group, order: degree, limit: 3}")
        let listing = try #require(result.listings.first)
        #expect(result.sets.isEmpty)
        #expect(
            listing.columns.map(\.name) == [
                "subject", "title", "group", "degree", "betweenness", "closeness", "eigenvector", "brokerage",
            ])
        #expect(listing.rows.map { $0[0] } == [.code("c"), .code("f"), .code("i")])
        #expect(listing.rows.first?[1] == .code("c") && listing.rows.first?[2] == .code("x"))
        // The tie of c to a, who is not named, counts.
        #expect(listing.rows.first?[3] == .number(3))
        if listing.rows.first?[4] != .missing(.notApplicable) {
            #expect(listing.rows.first?[4] == .number(1424) && listing.rows.first?[5] == .number(5294))
        }
        #expect(listing.rows.first?[6] == .number(9161))
    }

    @Test func actorsAreInTheOrderAskedFor() throws {
        let (result, _) = try Self.register.evaluated(
            "{kind: network-actors, network: cooperation, where: year = 2023, order: eigenvector}")
        let listing = try #require(result.listings.first)
        let expected = ["a", "c", "f", "i", "b", "j", "d", "e", "g", "h", "k", "l"]
        #expect(listing.rows.map { $0[0] } == expected.map { .code($0) })
        // Without groups nothing is known of brokerage.
        #expect(listing.rows.first?.last == .missing(.notApplicable))
    }
}
