import Statistics

/// The eigenvector of the largest eigenvalue by power iteration, largest entry 1.
///
/// ARPACK would need fewer rounds, but keeps random numbers from call to call, so that two runs differ in their last digits. Each round
/// multiplies by A + 1: the added one keeps networks of two sides, such as stars, from swinging to and fro.
struct EigenvectorCentrality {
    let values: [Double]
    /// Nil when the rounds settled.
    let reason: Unavailable?

    /// - Parameters:
    ///   - network: A network with ties, none of them directed.
    ///   - limit: The steps, rounds × (nodes + ties), after which it gives up, as on a chain of thousands.
    init(_ network: SparseNetwork, limit: Int = 2_000_000_000) {
        let count = network.nodeCount
        var current = (0..<count).map { Double(network.degree(of: $0)) }
        Self.scale(&current)
        for _ in 0..<max(1, limit / max(1, count + network.targets.count)) {
            var next = current
            for node in 0..<count {
                var sum = 0.0
                for tie in network.ties(of: node) { sum += current[Int(network.targets[tie])] }
                next[node] += sum
            }
            let eigenvalue = next.max() ?? 1
            // ‖(A + 1)x − λx‖ against λ, x having the largest entry 1.
            var residual = 0.0
            for node in 0..<count { residual = max(residual, abs(next[node] - eigenvalue * current[node])) }
            Self.scale(&next)
            current = next
            if residual <= 1e-13 * eigenvalue {
                (values, reason) = (current, nil)
                return
            }
        }
        (values, reason) = ([Double](repeating: .nan, count: count), .notConverged)
    }

    private static func scale(_ values: inout [Double]) {
        let greatest = values.max() ?? 0
        guard greatest > 0 else { return }
        for index in values.indices { values[index] /= greatest }
    }
}
