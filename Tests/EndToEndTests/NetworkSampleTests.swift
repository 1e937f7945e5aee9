import Foundation
import Testing

/// The sample's network against figures that another program computed from the same files, and against networkx 3.6.
@Suite(.serialized) struct NetworkSampleTests {
    private static let built = Result { () throws -> Data in
        let workspace = try SampleYearTests.open().workspace
        return try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/build/osaamiskeskus/results.json"))
    }

    private static func results() throws -> Results {
        Results(object: try #require(try JSONSerialization.jsonObject(with: built.get()) as? [String: Any]))
    }

    @Test func measuresAgreeWithAnIndependentProgram() throws {
        let expected = try SampleYearTests.Expected()
        let results = try Self.results()
        for (figure, path) in [
            ("network-nodes", "during/nodes"), ("network-ties", "during/ties"), ("network-density", "during/density"),
            ("network-mean-degree", "during/mean_degree"), ("network-components", "during/components"),
            ("network-largest-component", "during/largest_share"), ("network-transitivity", "during/transitivity"),
            ("network-degree-centralisation", "during/degree_centralisation"),
            ("network-ei-sector", "during/external_internal_helix/index"),
            ("network-ei-region", "during/external_internal_region/index"),
            ("network-ties-retained", "change/retained"), ("network-ties-new", "change/new"),
        ] {
            let wanted = expected.number("network/\(path)")
            #expect(wanted != nil, "EXPECTED.json has no network/\(path)")
            #expect(agrees(results.value(figure), wanted), "\(figure)")
        }
        let (before, during) = (expected.number("network/before/density"), expected.number("network/during/density"))
        #expect(agrees(results.value("network-density-change"), during.flatMap { now in before.map { now - $0 } }))
        #expect(agrees(results.further("internal", of: "network-ei-sector"), 23))
        // Of 3,000 networks by networkx 3.6, `double_edge_swap`: 5.888 ties on average, 2 to 10 in 95 % of them, 15 at most.
        let kept = try #require(results.further("chanceMean", of: "network-ties-retained"))
        #expect(abs(kept - 5.888) < 0.3 && results.further("p", of: "network-ties-retained") == 0.002)
        #expect(agrees(results.further("chanceMean", of: "network-ties-new"), 96 - kept))
        #expect(results.value("network-outside") == 0)
    }

    @Test func brokerageAndExposureAgreeWithNetworkx() throws {
        let results = try Self.results()
        let roles = ["coordinator": 42.0, "consultant": 130, "gatekeeper": 138, "representative": 138, "liaison": 254]
        for (role, count) in roles { #expect(results.value("network-brokerage", ["role": role]) == count, "\(role)") }
        #expect(agrees(results.value("network-modularity-sector"), -0.028971354166666644))
        #expect(agrees(results.value("network-threshold"), 0.5135172798216276))
        #expect(agrees(results.further("sd", of: "network-threshold"), 0.33865020945249286))
        #expect(agrees(results.value("network-moran"), 0.14555097043878557))
    }

    @Test func onlyThoseWhoTakePartInPublicAreNamed() throws {
        let results = try Self.results()
        let listings = results.object["listings"] as? [[String: Any]] ?? []
        let listing = try #require(listings.first { $0["code"] as? String == "network-public-actors" })
        let rows = try #require(listing["rows"] as? [[Any]])
        // The five with most ties, those with as many in the order of their names.
        #expect(
            rows.prefix(5).map { $0[0] as? String } == [
                "Työllisyyspalvelut Salokataja", "Naapuriapu Tuulenpesä ry", "Puolukkakangas ry",
                "Räystäspääsky-yliopisto", "Orvokkiniitty Muotoilu Oy",
            ])
        #expect(rows.first?[4] as? Double == 11 && rows.count == 20)
    }
}
