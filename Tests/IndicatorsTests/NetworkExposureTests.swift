import Indicators
import Testing

/// Exposure along the ties of 2023 to adoptions in quarters 0 to 4, worked by the definitions in Python.
@Suite struct NetworkExposureTests {
    private static let register: NetworkRegister = {
        var register = NetworkRegister.twoYears
        register.ties.removeAll { $0.year != 2023 }
        let quarters = [("a", 0), ("c", 1), ("d", 1), ("e", 2), ("g", 2), ("j", 3), ("f", 4)]
        register.adoptions = quarters.map { .init(adopter: $0, month: 3 * $1 + 1) }
        // Later adoptions of other innovations do not count, nor do adopters who are no node.
        register.adoptions += [
            .init(adopter: "a", month: 12, innovation: "j"), .init(adopter: "zz", month: 5),
        ]
        return register
    }()

    private func figure(_ kind: String, _ options: String = "", _ register: NetworkRegister = register) throws -> Figure
    {
        try register.figures(
            "{kind: \(kind), network: cooperation, spread: adoptions, period: quarter\(options)}"
        ).at()
    }

    @Test(
        arguments: [
            ("2023-Q1", 11, 0.10606060606060605, nil), ("2023-Q2", 9, 0.2037037037037037, 0.09259259259259259),
            ("2023-Q3", 7, 0.35714285714285715, 0.19047619047619047),
            ("2023-Q4", 6, 0.3888888888888889, 0.3333333333333333),
            ("2024-Q1", 5, 0.26666666666666666, 0.26666666666666666),
        ] as [(String, Int, Double, Double?)])
    func exposureIsOfThoseWhoHaveNotAdopted(period: String, n: Int, now: Double, before: Double?) throws {
        let figures = try Self.register.figures(
            "{kind: exposure, network: cooperation, spread: adoptions, period: quarter}", unit: "share")
        let value = try figures.at("period=\(period)")
        #expect(isClose(value.value, now) && value.n == n && value.interval == nil)
        #expect(try value.further("adopters") == Double(12 - n))
        #expect(value.reveals("n") == n && value.reveals("adopters") == 12 - n)
        let lagged = try Self.register.figures(
            "{kind: exposure, network: cooperation, spread: adoptions, period: quarter, lag: 1}")
        let earlier = try lagged.at("period=\(period)")
        if let before { #expect(isClose(earlier.value, before)) } else { #expect(earlier.absence == .notApplicable) }
    }

    @Test func yearsAreNumbersWithoutGaps() throws {
        let figures = try Self.register.figures(
            "{kind: exposure, network: cooperation, spread: adoptions, period: year}")
        #expect(figures.map { $0.breakdown.first?.level } == [.number(2023), .number(2024)])
    }

    @Test func thresholdsHaveAnIntervalAndClasses() throws {
        let value = try figure("threshold")
        #expect(isClose(value.value, 0.4523809523809524) && value.n == 7)
        #expect(isClose(value.interval?.lowerBound, 0.12281372166736965, 1e-8))
        #expect(isClose(value.interval?.upperBound, 0.7819481830945352, 1e-8))
        #expect(isClose(try value.further("sd"), 0.3563483225498992))
        let shares = try ["veryLow", "low", "high", "veryHigh"].map { try value.further($0) ?? 9 }
        #expect(zip(shares, [2, 0, 4, 1]).allSatisfy { isClose($0, Double($1) / 7) || $0 == 0 && $1 == 0 })
        #expect(value.reveals("n") == 7 && value.reveals("veryLow") == 2 && value.reveals("veryHigh") == 1)
    }

    @Test func moranIsOfThoseWhoAdopted() throws {
        let value = try figure("moran", ", chance: {replicates: 199}")
        #expect(isClose(value.value, -0.19736842105263155) && value.n == 7)
        #expect(isClose(try value.further("expected"), -1 / 6.0))
        #expect(try value.further("ties") == 7 && value.further("p").map { $0 > 0.05 } == true)
        #expect(try figure("moran", ", chance: {replicates: 199}") == value)
    }

    @Test func structureIsComparedWithRewiredNetworks() throws {
        let value = try figure("structure-dependence", ", chance: {replicates: 199, seed: 3}")
        #expect(isClose(value.value, 0.4523809523809524) && value.n == 7)
        let (lower, mean, upper) = (
            try #require(try value.further("chanceLower")), try #require(try value.further("chanceMean")),
            try #require(try value.further("chanceUpper"))
        )
        #expect(0 <= lower && lower <= mean && mean <= upper && upper <= 1)
        #expect(try value.further("p").map { $0 > 0 && $0 <= 1 } == true)
        let exposure = try figure("structure-dependence", ", of: exposure, chance: {replicates: 199}")
        // All nodes and periods, adopters too.
        #expect(exposure.n == 12)
    }

    @Test func contagionIsThatOfTheNextPeriod() throws {
        let infectious = try figure("infectiousness")
        #expect(isClose(infectious.value, 0.21428571428571427) && infectious.n == 7)
        #expect(try infectious.further("comparable") == 5 && infectious.reveals("part") == 5)
        let susceptible = try figure("susceptibility")
        #expect(isClose(susceptible.value, 0.2857142857142857))
        #expect(try susceptible.further("comparable") == 4)
    }

    @Test func aSpreadWithoutNodesOrAdoptionsHasADefinedAnswer() throws {
        var register = Self.register
        register.adoptions = [.init(adopter: "zz", month: 1)]
        for kind in ["threshold", "moran", "structure-dependence", "infectiousness", "susceptibility"] {
            let value = try figure(kind, "", register)
            #expect(value.value == nil && value.absence == .noObservations && value.n == 0, "\(kind)")
        }
        #expect(
            try register.figures("{kind: exposure, network: cooperation, spread: adoptions, period: year}").isEmpty)
        register.ties = []
        register.adoptions = Self.register.adoptions
        let alone = try figure("threshold", "", register)
        #expect(alone.value == 0)
        #expect(try figure("moran", "", register).value == nil)
    }

    @Test func innovationsAreToldApart() throws {
        let figures = try Self.register.figures(
            "{kind: threshold, network: cooperation, spread: adoptions, period: quarter}",
            further: ["breakdowns: [[innovation]]"])
        #expect(try figures.at("innovation=i").n == 7)
        #expect(try figures.at("innovation=j").n == 1)
    }
}
