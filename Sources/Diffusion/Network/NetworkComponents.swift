public import Statistics

/// The parts of a network that hang together.
public struct NetworkComponents: Sendable, Hashable {
    /// The component of each node; components are numbered from 0 in the order of their first nodes.
    public let of: [UInt32]
    /// How many nodes each component has, by its number.
    public let sizes: [Int]

    /// Components of nodes that are joined by ties whichever way these go.
    ///
    /// - Complexity: O(nodes + ties), but for a factor that grows too slowly to be seen. No recursion.
    public static func weak(_ network: SparseNetwork) -> NetworkComponents {
        var parent = [UInt32](0..<UInt32(network.nodeCount))
        func root(_ node: UInt32, _ parent: inout [UInt32]) -> UInt32 {
            var node = node
            while parent[Int(node)] != node {
                // Every second step is cut off, so that later walks are short.
                parent[Int(node)] = parent[Int(parent[Int(node)])]
                node = parent[Int(node)]
            }
            return node
        }
        for node in 0..<network.nodeCount {
            for tie in network.ties(of: node) {
                let (first, second) = (root(UInt32(node), &parent), root(network.targets[tie], &parent))
                if first < second { parent[Int(second)] = first } else { parent[Int(first)] = second }
            }
        }
        return NetworkComponents((0..<network.nodeCount).map { root(UInt32($0), &parent) })
    }

    /// Components of nodes that reach each other both ways along the ties' directions; those of ``weak(_:)`` where they have none.
    ///
    /// - Complexity: O(nodes + ties). No recursion.
    /// - SeeAlso: R. Tarjan (1972), *SIAM Journal on Computing* 1(2), 146–160, doi:10.1137/0201010.
    public static func strong(_ network: SparseNetwork) -> NetworkComponents {
        guard network.isDirected else { return weak(network) }
        let count = network.nodeCount
        let unseen = Int.max
        var order = [Int](repeating: unseen, count: count)
        var lowest = order
        var component = [UInt32](repeating: .max, count: count)
        var next = network.offsets
        var (open, path): ([Int], [Int]) = ([], [])
        var seen = 0
        for start in 0..<count where order[start] == unseen {
            path.append(start)
            while let node = path.last {
                if order[node] == unseen {
                    (order[node], lowest[node]) = (seen, seen)
                    seen += 1
                    open.append(node)
                }
                if next[node] < network.offsets[node + 1] {
                    let other = Int(network.targets[next[node]])
                    next[node] += 1
                    if order[other] == unseen {
                        path.append(other)
                    } else if component[other] == .max {
                        lowest[node] = min(lowest[node], order[other])
                    }
                    continue
                }
                path.removeLast()
                if let above = path.last { lowest[above] = min(lowest[above], lowest[node]) }
                guard lowest[node] == order[node] else { continue }
                while let member = open.popLast() {
                    component[member] = UInt32(node)
                    if member == node { break }
                }
            }
        }
        return NetworkComponents(component)
    }

    /// - Parameter marks: A number of its component for each node, whatever the numbers.
    private init(_ marks: [UInt32]) {
        var numbers = [UInt32](repeating: .max, count: marks.count)
        var sizes: [Int] = []
        of = marks.map { mark in
            if numbers[Int(mark)] == .max {
                numbers[Int(mark)] = UInt32(sizes.count)
                sizes.append(0)
            }
            sizes[Int(numbers[Int(mark)])] += 1
            return numbers[Int(mark)]
        }
        self.sizes = sizes
    }

    /// The number of components.
    public var count: Int { sizes.count }

    /// The sizes, the largest first.
    public var sizesInOrder: [Int] { sizes.sorted(by: >) }

    /// The share of nodes that are in the largest component, in `0...1`.
    public var largestShare: Estimate {
        guard let largest = sizes.max() else { return Estimate(unavailable: .noObservations, n: 0) }
        return Estimate(Double(largest) / Double(of.count), n: of.count)
    }
}
