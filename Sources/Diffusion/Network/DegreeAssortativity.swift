public import Statistics

extension SparseNetwork {
    /// Newman's assortativity of degree: the correlation, over ties, of the number of ties at both ends.
    ///
    /// With directions, of the ties that leave the one end and those that come to the other; weights are left aside. Above 0 where
    /// nodes with many ties are tied to each other. Exact sums of whole numbers: no order of nodes or ties changes it.
    ///
    /// - Throws: an overflow of the sums.
    /// - Complexity: O(nodes + ties).
    /// - SeeAlso: M. E. J. Newman (2002), *Physical Review Letters* 89, 208701, doi:10.1103/PhysRevLett.89.208701; (2003), *Physical
    ///   Review E* 67, 026126, for directions.
    public func degreeAssortativity() throws(DiffusionError) -> Estimate {
        let arcs = Int128(targets.count)
        guard arcs > 0 else { return Estimate(unavailable: .zeroDenominator, n: 0) }
        var entering = [Int](repeating: 0, count: nodeCount)
        for target in targets { entering[Int(target)] += 1 }
        var (x, xx, y, yy, xy): (Int128, Int128, Int128, Int128, Int128) = (0, 0, 0, 0, 0)
        for node in 0..<nodeCount {
            let (out, into) = (Int128(degree(of: node)), Int128(entering[node]))
            // Degrees are below 2³², so these products and their sums over fewer than 2³² nodes stay below 2¹²⁸.
            x += out * out
            xx = try exactSum(xx, out * out * out)
            y += into * into
            yy = try exactSum(yy, into * into * into)
            var others: Int128 = 0
            for tie in ties(of: node) { others += Int128(entering[Int(targets[tie])]) }
            xy = try exactSum(xy, exactProduct(out, others))
        }
        let covariance = try exactSum(exactProduct(arcs, xy), -exactProduct(x, y))
        let (first, second) = (
            try exactSum(exactProduct(arcs, xx), -exactProduct(x, x)),
            try exactSum(exactProduct(arcs, yy), -exactProduct(y, y))
        )
        guard first > 0, second > 0 else { return Estimate(unavailable: .noVariation, n: tieCount) }
        return Estimate(
            Double(covariance) / (Double(first).squareRoot() * Double(second).squareRoot()), n: tieCount)
    }
}
