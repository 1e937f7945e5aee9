internal import Microdata

/// Finds the codes that are one person's although they differ a little.
///
/// Two codes can be of one person only when no wave has both. Codes that are as near as declared are joined when each is the only one
/// near the other: precisely, when a group of near codes is complete, all of it near to all of it and in different waves. Any other
/// group is ambiguous, and nothing in it is joined; so no chain of small differences ever leads from one person to another. The same
/// code comes before one change, and one change before two. The result depends neither on the order of rows nor on that of waves.
public struct CodeMatching: Sendable {
    /// In a larger crowd of codes with a common pattern no pairs are formed: whoever could be paired is ambiguous.
    static let crowd = 16

    /// The code that stands for each code that was joined with others.
    private let standIn: [Pseudonym: Pseudonym]
    private let matches: [Pseudonym: CodeMatch]
    /// How many pairs of codes were looked at.
    let comparisons: Int

    /// - Parameters:
    ///   - sightings: Which codes are in which waves.
    ///   - variants: Their patterns.
    public init(_ sightings: CodeSightings, _ variants: CodeVariants) {
        var groups = CodeGroups(sightings)
        let near = NearCodes(groups, variants)
        comparisons = near.comparisons
        for changes in stride(from: 1, through: variants.changes, by: 1) { groups.join(near, within: changes) }
        var standIn: [Pseudonym: Pseudonym] = [:]
        var matches: [Pseudonym: CodeMatch] = [:]
        for group in groups.all {
            let first = groups.representative(of: group)
            let match: CodeMatch =
                group.members.count > 1
                ? .tolerant : group.waves.count > 1 ? .exact : group.isAmbiguous ? .ambiguous : .unmatched
            for member in group.members {
                matches[groups.codes[member]] = match
                if groups.codes[member] != first { standIn[groups.codes[member]] = first }
            }
        }
        self.standIn = standIn
        self.matches = matches
    }

    /// The code that a code is counted as.
    func code(for code: Pseudonym) -> Pseudonym { standIn[code] ?? code }

    /// How a code was found in other waves; nil for one that was in none.
    func match(of code: Pseudonym) -> CodeMatch? { matches[code] }
}

/// Codes that are taken for one person's.
struct CodeGroups {
    struct Group {
        var members: [Int]
        var waves: CodeSightings.Waves
        var isAmbiguous = false
        /// Whether it has become part of another.
        var isJoined = false
    }

    /// In the order of their pseudonyms, so that nothing depends on that of rows.
    let codes: [Pseudonym]
    let waves: [CodeSightings.Waves]
    private var groups: [Group]
    private var groupOf: [Int]

    init(_ sightings: CodeSightings) {
        let sorted = sightings.waves.sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }
        codes = sorted.map(\.key)
        waves = sorted.map(\.value)
        groups = sorted.enumerated().map { Group(members: [$0.offset], waves: $0.element.value) }
        groupOf = Array(codes.indices)
    }

    var all: [Group] { groups.filter { !$0.isJoined } }

    /// The code of a group that was seen in the most waves, the first among equals.
    func representative(of group: Group) -> Pseudonym {
        let best = group.members.max { (waves[$0].count, $1) < (waves[$1].count, $0) }
        return codes[best ?? 0]
    }

    /// Joins the groups whose codes are all within so many changes of each other, where that is unambiguous.
    mutating func join(_ near: NearCodes, within changes: Int) {
        struct Link: Hashable {
            let left: Int
            let right: Int
        }
        var links: [Link: Int] = [:]
        for pair in near.pairs where pair.distance <= changes {
            let (a, b) = (groupOf[pair.left], groupOf[pair.right])
            guard a != b, !groups[a].isAmbiguous, !groups[b].isAmbiguous,
                groups[a].waves.isDisjoint(with: groups[b].waves)
            else { continue }
            links[Link(left: min(a, b), right: max(a, b)), default: 0] += 1
        }
        // A code that is near to some of a group only is not near to the group.
        let whole = links.filter { groups[$0.key.left].members.count * groups[$0.key.right].members.count == $0.value }
            .keys
        var parts = Array(groups.indices)
        func root(_ group: Int) -> Int {
            var group = group
            while parts[group] != group { group = parts[group] }
            return group
        }
        for link in whole {
            let (a, b) = (root(link.left), root(link.right))
            // The lower number stays the root, and the path is kept short.
            parts[max(a, b)] = min(a, b)
            parts[link.left] = min(a, b)
            parts[link.right] = min(a, b)
        }
        var components: [Int: [Int]] = [:]
        for group in groups.indices where !groups[group].isJoined { components[root(group), default: []].append(group) }
        let linked = Dictionary(whole.map { (root($0.left), 1) }, uniquingKeysWith: +)
        for (root, members) in components {
            let isCrowded = members.contains { group in
                !groups[group].isAmbiguous
                    && groups[group].members.contains { near.crowded[$0].map { $0 <= changes } ?? false }
            }
            if isCrowded || linked[root, default: 0] != members.count * (members.count - 1) / 2 {
                for member in members { groups[member].isAmbiguous = true }
            } else if members.count > 1 {
                for member in members.dropFirst() { merge(member, into: members[0]) }
            }
        }
    }

    private mutating func merge(_ group: Int, into other: Int) {
        for member in groups[group].members { groupOf[member] = other }
        groups[other].members = (groups[other].members + groups[group].members).sorted()
        groups[other].waves.formUnion(groups[group].waves)
        groups[group].isJoined = true
    }
}

/// Pairs of codes that are near and in no wave together.
struct NearCodes {
    struct Pair: Hashable {
        let left: Int
        let right: Int
        var distance: Int
    }

    private struct Entry {
        let pattern: CodePattern
        let code: Int
    }

    private(set) var pairs: [Pair] = []
    /// Codes with too many near ones to tell apart, with the fewest changes to one of them.
    private(set) var crowded: [Int: Int] = [:]
    private(set) var comparisons = 0

    init(_ groups: CodeGroups, _ variants: CodeVariants) {
        guard variants.changes > 0 else { return }
        let every = groups.waves.reduce(into: CodeSightings.Waves()) { $0.formUnion($1) }
        var entries: [Entry] = []
        // Who is in every wave is missing in none.
        for code in groups.codes.indices where groups.waves[code] != every {
            for pattern in variants.patterns(of: groups.codes[code]) {
                entries.append(Entry(pattern: pattern, code: code))
            }
        }
        entries.sort { ($0.pattern.hash, $0.code) < ($1.pattern.hash, $1.code) }
        var distances: [Pair: Int] = [:]
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].pattern.hash == entries[start].pattern.hash { end += 1 }
            if end - start > 1 { compare(entries[start..<end], groups.waves, variants.changes, &distances) }
            start = end
        }
        pairs = distances.map { Pair(left: $0.key.left, right: $0.key.right, distance: $0.value) }
    }

    /// Forms the pairs of codes with a common pattern.
    private mutating func compare(
        _ entries: ArraySlice<Entry>, _ waves: [CodeSightings.Waves], _ changes: Int, _ distances: inout [Pair: Int]
    ) {
        struct Kind: Hashable {
            let waves: CodeSightings.Waves
            let left: UInt8
        }
        func distance(_ marks: UInt8, _ left: UInt8, _ right: UInt8) -> Int { Int(marks) + Int(left) + Int(right) }
        let marks = entries[entries.startIndex].pattern.marks
        // Whether there is a partner follows from the kinds, of which there are few, so that a crowd costs no more than its size.
        let kinds = Set(entries.map { Kind(waves: waves[$0.code], left: $0.pattern.left) })
        let nearest = Dictionary(
            kinds.map { kind in
                comparisons += kinds.count
                return (
                    kind,
                    kinds.filter { $0.waves.isDisjoint(with: kind.waves) }.map { distance(marks, kind.left, $0.left) }
                        .filter { $0 <= changes }.min()
                )
            }, uniquingKeysWith: { first, _ in first })
        let able = entries.filter { entry in
            nearest[Kind(waves: waves[entry.code], left: entry.pattern.left)].flatMap { $0 } != nil
        }
        if able.count > CodeMatching.crowd {
            for entry in able {
                guard let least = nearest[Kind(waves: waves[entry.code], left: entry.pattern.left)].flatMap({ $0 })
                else {
                    continue
                }
                crowded[entry.code] = min(crowded[entry.code] ?? .max, least)
            }
            return
        }
        for (place, left) in able.enumerated() {
            for right in able[(able.startIndex + place + 1)...] where left.code != right.code {
                comparisons += 1
                let changed = distance(marks, left.pattern.left, right.pattern.left)
                guard changed <= changes, waves[left.code].isDisjoint(with: waves[right.code]) else { continue }
                let pair = Pair(left: min(left.code, right.code), right: max(left.code, right.code), distance: 0)
                distances[pair] = min(distances[pair] ?? .max, changed)
            }
        }
    }
}
