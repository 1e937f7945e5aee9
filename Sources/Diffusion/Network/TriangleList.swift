/// The triangles of a network without directions, each once.
///
/// Every tie is kept with that of its nodes that has fewer ties, so that no row is longer than √(2m): O(m√m) in all.
///
/// - SeeAlso: M. Latapy (2008), *Theoretical Computer Science* 407(1–3), 458–473, doi:10.1016/j.tcs.2008.07.017.
struct TriangleList: Sendable {
    private let offsets: [Int]
    private let targets: [UInt32]
    private let ways: [UInt8]

    /// Three nodes with the ways of their ties: from the first to the second and the third, and from the second to the third.
    struct Triangle {
        let nodes: (Int, Int, Int)
        let ways: (UInt8, UInt8, UInt8)
    }

    init(_ collapsed: CollapsedNetwork) {
        let network = collapsed.network
        var offsets = [0]
        var targets: [UInt32] = []
        var ways: [UInt8] = []
        offsets.reserveCapacity(network.nodeCount + 1)
        targets.reserveCapacity(network.tieCount)
        ways.reserveCapacity(network.tieCount)
        for node in 0..<network.nodeCount {
            let degree = network.degree(of: node)
            for tie in network.ties(of: node) {
                let other = Int(network.targets[tie])
                let otherDegree = network.degree(of: other)
                guard degree < otherDegree || (degree == otherDegree && node < other) else { continue }
                targets.append(network.targets[tie])
                ways.append(collapsed.ways[tie])
            }
            offsets.append(targets.count)
        }
        (self.offsets, self.targets, self.ways) = (offsets, targets, ways)
    }

    /// The number of steps that a walk over all triangles takes.
    var steps: Int {
        var steps = 0
        for node in 0..<(offsets.count - 1) {
            let row = offsets[node]..<offsets[node + 1]
            for tie in row {
                let other = Int(targets[tie])
                steps += row.count + offsets[other + 1] - offsets[other]
            }
        }
        return steps
    }

    /// Walks over the triangles whose node of fewest ties is one of every `stride`, from `start`.
    @inline(__always) func forEach(from start: Int, by stride: Int, _ body: (Triangle) -> Void) {
        for first in Swift.stride(from: start, to: offsets.count - 1, by: stride) {
            let row = offsets[first]..<offsets[first + 1]
            for tie in row {
                let second = Int(targets[tie])
                var (mine, theirs) = (row.lowerBound, offsets[second])
                let end = offsets[second + 1]
                while mine < row.upperBound, theirs < end {
                    let (one, other) = (targets[mine], targets[theirs])
                    if one == other {
                        body(
                            Triangle(
                                nodes: (first, second, Int(one)), ways: (ways[tie], ways[mine], ways[theirs])))
                    }
                    if one <= other { mine += 1 }
                    if other <= one { theirs += 1 }
                }
            }
        }
    }
}
