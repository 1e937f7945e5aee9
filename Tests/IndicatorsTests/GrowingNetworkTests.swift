import Diagnostics
import Testing

@testable import Indicators

/// Exposure along ties that come one by one, by hand: of a and b from the first quarter, of b and c from the second, of c and d from
/// the third, and of a and c on a day that nobody knows. a adopts in the first quarter, b in the second, c in the third, d never.
@Suite struct GrowingNetworkTests {
    private static let register: NetworkRegister = {
        var register = NetworkRegister()
        register.organisations = "abcd".map { .init(key: String($0), group: "x") }
        register.ties = [("a", "b", 0), ("b", "c", 4), ("c", "d", 7), ("a", "c", nil)].map {
            .init(from: $0, to: $1, since: $2)
        }
        register.adoptions = [("a", 1), ("b", 4), ("c", 7)].map { .init(adopter: $0, month: $1) }
        return register
    }()

    private func figures(
        _ kind: String, _ options: String = "", network: String = "cooperation",
        _ register: NetworkRegister = register
    ) throws -> [Figure] {
        try register.figures("{kind: \(kind), network: \(network), spread: adoptions, period: quarter\(options)}")
    }

    @Test func thresholdsAreOfTheTiesOfThen() throws {
        // a: 0 of b; b: a of a and c; c: b of b and d.
        let growing = try figures("threshold", ", ties-day: since").at()
        #expect(isClose(growing.value, 1.0 / 3) && growing.n == 3)
        // With all ties at all times a has c too, and c has a.
        #expect(isClose(try figures("threshold").at().value, (1.0 / 2 + 2.0 / 3) / 3))
        // A quarter before its adoption b had a alone, and c had b alone.
        let lagged = try figures("threshold", ", lag: 1, ties-day: since").at()
        #expect(lagged.value == 1 && lagged.n == 2)
    }

    @Test func exposureIsOfTheTiesOfThen() throws {
        let now = try figures("exposure", ", ties-day: since")
        // b has a, c and d have nobody; then c has b, d nobody; then d has c.
        #expect(try isClose(now.at("period=2023-Q1").value, 1.0 / 3) && now.at("period=2023-Q1").n == 3)
        #expect(try now.at("period=2023-Q2").value == 0.5 && now.at("period=2023-Q3").value == 1)
        let before = try figures("exposure", ", lag: 1, ties-day: since")
        #expect(try before.at("period=2023-Q1").absence == .notApplicable)
        #expect(try before.at("period=2023-Q2").value == 0 && before.at("period=2023-Q3").value == 0)
    }

    @Test(arguments: ["cooperation", "weighted", "directed"])
    func tiesFromBeforeTheFirstAdoptionAreThereAtAllTimes(network: String) throws {
        var register = NetworkRegister.twoYears
        for place in register.ties.indices { register.ties[place].weight = place % 3 + 1 }
        register.adoptions = [("a", 5), ("c", 8), ("d", 8), ("e", 12)].map { .init(adopter: $0, month: $1) }
        for kind in ["exposure", "threshold"] {
            for lag in ["", ", lag: 1"] {
                let constant = try figures(kind, lag, network: network, register)
                #expect(try figures(kind, "\(lag), ties-day: since", network: network, register) == constant)
                var turned = register
                turned.ties.reverse()
                #expect(try figures(kind, "\(lag), ties-day: since", network: network, turned) == constant)
            }
        }
    }

    @Test func withoutTiesNobodyIsExposed() throws {
        var register = Self.register
        for place in register.ties.indices { register.ties[place].since = nil }
        #expect(try figures("threshold", ", ties-day: since", register).at().value == 0)
        register.ties = []
        #expect(try figures("threshold", ", ties-day: since", register).at().value == 0)
        #expect(try figures("exposure", ", ties-day: since", register).at("period=2023-Q3").value == 0)
    }

    @Test func onlyExposureAndThresholdsOfTiesGrow() throws {
        func findings(_ kind: String, _ network: String) throws -> [String] {
            try NetworkRegister.catalogue("{kind: \(kind), network: \(network), spread: adoptions, ties-day: since}")
                .findings.map(\.explanation.summary)
        }
        #expect(try findings("exposure", "cooperation").isEmpty && findings("threshold", "bare").isEmpty)
        let moran = try findings("moran", "cooperation")
        #expect(moran.count == 1 && moran[0].hasSuffix("'moran' is of one network, and of none that grows"))
        let shared = try findings("threshold", "meetings")
        #expect(
            shared.count == 1
                && shared[0].hasSuffix("'meetings' is of shared events, whose ties have no day of their own"))
    }
}
