public import Indicators

/// A drawing that may be shown: nodes whose participation is public by themselves, the others merged or without a name.
public struct ProtectedDrawing: Sendable, Hashable {
    /// A node that is drawn.
    public struct Node: Sendable, Hashable {
        /// The identifier of a public node; of others one that says nothing of who they are.
        public let key: String
        /// nil for nodes without a name and for groups.
        public let title: String?
        public let group: BreakdownLevel.Level?
        /// How many nodes it stands for.
        public let count: Int
        /// How many ties lead to it or from it.
        public let ties: Int
        public let generation: Int?

        /// Whether it stands for several nodes that are not public.
        public var isMerged: Bool { count > 1 }
    }

    /// A tie between two nodes, by their places, and how many ties it stands for.
    public struct Tie: Sendable, Hashable {
        public let from: Int
        public let to: Int
        public let count: Int
    }

    public let indicator: String
    public let form: Drawing.Form
    public let attribute: String?
    public let subject: String?
    public let nodes: [Node]
    public let ties: [Tie]
    /// Nodes that are not drawn, being too few to be a group.
    public let omitted: Int
    /// All nodes that there are.
    public let total: Int
}

/// What of a drawing may be shown.
///
/// A node is named only when its participation is public. In a network the others are merged by group, so that no line leads to one of
/// them; groups below the threshold are merged with each other, and what is still below it is left out with its ties. In a tree, where
/// who came after whom is what is drawn, the others stand without a name and without a group.
///
/// - Parameter threshold: The least number that a group stands for, as of other figures.
public func publishable(_ drawing: Drawing, threshold: Int) -> ProtectedDrawing {
    switch drawing.form {
    case .network: mergedDrawing(drawing, threshold: max(2, threshold))
    case .tree: unnamedDrawing(drawing)
    }
}

private func mergedDrawing(_ drawing: Drawing, threshold: Int) -> ProtectedDrawing {
    var hidden: [BreakdownLevel.Level?: [Int]] = [:]
    for (place, node) in drawing.nodes.enumerated() where !node.isPublic {
        hidden[node.group, default: []].append(place)
    }
    var groups: [(group: BreakdownLevel.Level?, members: [Int])] = []
    var rest: [Int] = []
    for (group, members) in hidden.sorted(by: { rank($0.key) < rank($1.key) }) {
        if members.count >= threshold, group != nil { groups.append((group, members)) } else { rest += members }
    }
    let omitted = rest.count < threshold ? rest.count : 0
    if rest.count >= threshold { groups.append((nil, rest)) }
    var number = [Int?](repeating: nil, count: drawing.nodes.count)
    var count = 0
    for (place, node) in drawing.nodes.enumerated() where node.isPublic {
        number[place] = count
        count += 1
    }
    for group in groups {
        for member in group.members { number[member] = count }
        count += 1
    }
    var ties: [ProtectedDrawing.Tie] = []
    var known: [Drawing.Tie: Int] = [:]
    for tie in drawing.ties {
        guard let from = number[tie.from], let to = number[tie.to], from != to else { continue }
        // Of a tie to a group no direction can be told.
        let pair = Drawing.Tie(from: min(from, to), to: max(from, to))
        known[pair, default: 0] += 1
    }
    for (pair, count) in known { ties.append(ProtectedDrawing.Tie(from: pair.from, to: pair.to, count: count)) }
    ties.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    var degrees = [Int](repeating: 0, count: count)
    for tie in ties {
        degrees[tie.from] += tie.count
        degrees[tie.to] += tie.count
    }
    var nodes: [ProtectedDrawing.Node] = []
    for (place, node) in drawing.nodes.enumerated() where node.isPublic {
        nodes.append(
            ProtectedDrawing.Node(
                key: node.key, title: node.title ?? node.key, group: node.group, count: 1,
                ties: number[place].map { degrees[$0] } ?? 0, generation: nil))
    }
    for group in groups {
        nodes.append(
            ProtectedDrawing.Node(
                key: "group:\(group.group?.name ?? "")", title: nil, group: group.group, count: group.members.count,
                ties: degrees[nodes.count], generation: nil))
    }
    return ProtectedDrawing(
        indicator: drawing.indicator, form: drawing.form, attribute: drawing.attribute, subject: drawing.subject,
        nodes: nodes, ties: ties, omitted: omitted, total: drawing.nodes.count)
}

/// Groups by name, those without one last.
private func rank(_ group: BreakdownLevel.Level?) -> String { group.map { "a\($0.name)" } ?? "b" }

/// The named nodes by their keys, then those without a name in the order of generations and of whom they follow, which tells nothing
/// that the tree does not.
private func unnamedDrawing(_ drawing: Drawing) -> ProtectedDrawing {
    var parents = [Int?](repeating: nil, count: drawing.nodes.count)
    for tie in drawing.ties { parents[tie.to] = tie.from }
    var number = [Int?](repeating: nil, count: drawing.nodes.count)
    var order: [Int] = drawing.nodes.indices.filter { drawing.nodes[$0].isPublic }
    for (place, node) in order.enumerated() { number[node] = place }
    let unnamed = Dictionary(grouping: drawing.nodes.indices.filter { !drawing.nodes[$0].isPublic }) {
        drawing.nodes[$0].generation ?? 0
    }
    for (_, members) in unnamed.sorted(by: { $0.key < $1.key }) {
        let sorted = members.sorted { left, right in
            (parents[left].flatMap { number[$0] } ?? -1) < (parents[right].flatMap { number[$0] } ?? -1)
        }
        for member in sorted {
            number[member] = order.count
            order.append(member)
        }
    }
    var degrees = [Int](repeating: 0, count: drawing.nodes.count)
    for tie in drawing.ties { degrees[tie.from] += 1 }
    let nodes = order.enumerated().map { place, index in
        let node = drawing.nodes[index]
        return ProtectedDrawing.Node(
            key: node.isPublic ? node.key : "unnamed:\(place)", title: node.isPublic ? node.title ?? node.key : nil,
            group: node.isPublic ? node.group : nil, count: 1, ties: degrees[index], generation: node.generation)
    }
    let ties = drawing.ties.compactMap { tie -> ProtectedDrawing.Tie? in
        guard let from = number[tie.from], let to = number[tie.to] else { return nil }
        return ProtectedDrawing.Tie(from: from, to: to, count: 1)
    }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    return ProtectedDrawing(
        indicator: drawing.indicator, form: drawing.form, attribute: drawing.attribute, subject: drawing.subject,
        nodes: nodes, ties: ties, omitted: 0, total: drawing.nodes.count)
}
