extension SparseNetwork {
    /// The coreness of every node: the largest k such that it is in a part of the network where every node has k ties or more.
    ///
    /// Directions and weights are left aside.
    /// - Complexity: O(nodes + ties). No recursion.
    /// - SeeAlso: V. Batagelj, M. Zaveršnik (2003), *An O(m) algorithm for cores decomposition of networks*, arXiv:cs/0310049.
    public func coreness() -> [Int] {
        let network = isDirected ? collapsed() : self
        var degree = (0..<nodeCount).map { network.degree(of: $0) }
        let greatest = degree.max() ?? 0
        // Nodes by degree, and where each degree begins.
        var begins = [Int](repeating: 0, count: greatest + 2)
        for number in degree { begins[number + 1] += 1 }
        for number in 0...greatest { begins[number + 1] += begins[number] }
        var (next, place) = (begins, [Int](repeating: 0, count: nodeCount))
        var order = [Int](repeating: 0, count: nodeCount)
        for node in 0..<nodeCount {
            place[node] = next[degree[node]]
            order[place[node]] = node
            next[degree[node]] += 1
        }
        for index in 0..<nodeCount {
            let node = order[index]
            for tie in network.ties(of: node) {
                let other = Int(network.targets[tie])
                guard degree[other] > degree[node] else { continue }
                // The other goes to the front of those with its degree, and the front moves past it.
                let front = begins[degree[other]]
                let first = order[front]
                (order[front], order[place[other]]) = (other, first)
                (place[first], place[other]) = (place[other], front)
                begins[degree[other]] += 1
                degree[other] -= 1
            }
        }
        return degree
    }
}
