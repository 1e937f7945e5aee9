import Diagnostics
import Indicators
import Testing

/// What is wrong with what is asked of a network, told where it is written.
@Suite struct NetworkDecodingTests {
    @Test(arguments: [
        ("kind: network, network: cooperation, measure: ei-index", "'ei-index' looks at groups of nodes"),
        ("kind: network, network: cooperation, measure: ei-index, by: sector", "'sector'"),
        ("kind: network, network: cooperations, measure: density", "'cooperations'"),
        ("kind: network, network: cooperation, measure: events-per-actor", "is of who was at which event"),
        ("kind: network, network: cooperation, measure: reciprocity", "says nothing of the network"),
        ("kind: network, network: directed, measure: degree-centralisation", "says nothing of the network"),
        ("kind: network, network: cooperation, measure: density, chance: {seed: 1}", "cannot be compared with chance"),
        ("kind: network, network: cooperation, measure: ties, chance: {seed: 1}", "cannot be compared with chance"),
        (
            "kind: network, network: cooperation, measure: transitivity, chance: {replicates: 3}",
            "'replicates' is a whole number"
        ),
        (
            "kind: network-change, network: cooperation, before: year = 1, after: year = 2, measure: kept",
            "a measure of a change"
        ),
        (
            "kind: network-change, network: cooperation, before: year = 1, after: year = 2, measure: ties, chance: {seed: 1}",
            "cannot be compared with chance"
        ),
        (
            "kind: network-change, network: persons, before: year = 1, after: year = 2, measure: outside, chance: {seed: 1}",
            "cannot be compared with chance"
        ),
        ("kind: brokerage, network: cooperation", "'brokerage' looks at groups"),
        ("kind: network-actors, network: persons", "is of persons, who are never listed"),
        ("kind: network-actors, network: weighted", "does not say whose participation is public"),
        ("kind: network-actors, network: cooperation, order: brokerage", "looks at groups of nodes"),
        ("kind: network-actors, network: cooperation, limit: 0", "'limit' is a whole number"),
        ("kind: exposure, network: persons, spread: adoptions", "who are no adopters"),
        ("kind: threshold, network: cooperation, spread: adoption", "'adoption'"),
        ("kind: threshold, network: cooperation, spread: adoptions, lag: -1", "'lag' is a whole number"),
        ("kind: infectiousness, network: cooperation, spread: adoptions, periods: 0", "'periods' is a whole number"),
    ]) func mistakesAreTold(calculation: String, words: String) throws {
        let (catalogue, findings) = try NetworkRegister.catalogue("{\(calculation)}")
        #expect(catalogue.indicators.isEmpty && findings.count == 1)
        let summary = findings.first?.explanation.summary ?? ""
        #expect(summary.contains(words), "\(summary)")
    }
}
