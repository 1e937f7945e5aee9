import Indicators
import Testing

@testable import Disclosure

/// Who is drawn by name, and what is left of the others.
@Suite struct ProtectedDrawingTests {
    /// Numbers from a seed, the same on every machine.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func node(_ key: String, _ group: String?, isPublic: Bool) -> Drawing.Node {
        Drawing.Node(key: key, title: "Title \(key)", group: group.map { .code($0) }, isPublic: isPublic)
    }

    @Test func onlyThePublicAreNamedAndTheOthersMerged() {
        // Two public nodes, five hidden of `ngo`, two of `city`.
        let nodes =
            [node("a", "ngo", isPublic: true), node("b", "city", isPublic: true)]
            + (0..<5).map { node("n\($0)", "ngo", isPublic: false) }
            + (0..<2).map { node("c\($0)", "city", isPublic: false) }
        let ties = [(0, 1), (0, 2), (0, 3), (2, 3), (1, 7), (7, 8)].map { Drawing.Tie(from: $0.0, to: $0.1) }
        let drawing = Drawing(indicator: "x", form: .network, attribute: "helix", nodes: nodes, ties: ties)
        let shown = publishable(drawing, threshold: 5)
        #expect(shown.nodes.map(\.title) == ["Title a", "Title b", nil])
        #expect(shown.nodes.map(\.count) == [1, 1, 5] && shown.nodes[2].group == .code("ngo"))
        // The two of `city` are too few, also together.
        #expect(shown.omitted == 2 && shown.total == 9)
        // Ties within a group, and those of what is left out, are not drawn.
        #expect(shown.ties.map { [$0.from, $0.to, $0.count] } == [[0, 1, 1], [0, 2, 2]])
        #expect(shown.nodes.map(\.ties) == [3, 1, 2])
        // With a lower threshold they are a group of their own.
        let lower = publishable(drawing, threshold: 2)
        #expect(lower.nodes.map(\.count) == [1, 1, 2, 5] && lower.omitted == 0)
    }

    @Test func smallGroupsAreMergedWithEachOther() {
        let nodes = ["x", "y", "z"].flatMap { (group: String) in
            (0..<2).map { node("\(group)\($0)", group, isPublic: false) }
        }
        let drawing = Drawing(indicator: "x", form: .network, attribute: "helix", nodes: nodes, ties: [])
        let shown = publishable(drawing, threshold: 5)
        #expect(shown.nodes.map(\.count) == [6] && shown.nodes[0].group == nil && shown.omitted == 0)
    }

    @Test(arguments: UInt64(1)..<40)
    func nobodyHiddenIsFoundInADrawing(seed: UInt64) {
        var random = Generator(state: seed)
        let count = Int.random(in: 0...40, using: &random)
        let nodes = (0..<count).map { index in
            node(
                "key\(index)", ["ngo", "city", "firm", nil].randomElement(using: &random) ?? nil,
                isPublic: Bool.random(using: &random))
        }
        var ties: Set<Drawing.Tie> = []
        if count > 1 {
            for _ in 0..<count * 2 {
                let (a, b) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
                if a != b { ties.insert(Drawing.Tie(from: min(a, b), to: max(a, b))) }
            }
        }
        for form in [Drawing.Form.network, .tree] {
            let drawing = Drawing(indicator: "x", form: form, attribute: "helix", nodes: nodes, ties: Array(ties))
            let shown = publishable(drawing, threshold: 5)
            let hidden = nodes.filter { !$0.isPublic }
            for node in shown.nodes {
                #expect(!hidden.contains { $0.key == node.key || $0.title == node.title })
                if form == .network { #expect(node.title != nil || node.count >= 5) }
                if form == .tree, node.title == nil { #expect(node.group == nil) }
            }
            #expect(shown.nodes.reduce(0) { $0 + $1.count } + shown.omitted == count)
            #expect(shown.omitted < 5)
            #expect(
                shown.ties.allSatisfy { shown.nodes.indices.contains($0.from) && shown.nodes.indices.contains($0.to) })
            // The order of ties is that of the drawing's nodes, whatever order they came in.
            let again = Drawing(
                indicator: "x", form: form, attribute: "helix", nodes: nodes, ties: ties.shuffled(using: &random))
            if form == .network { #expect(publishable(again, threshold: 5) == shown) }
        }
    }
}
