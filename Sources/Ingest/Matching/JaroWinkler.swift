/// The Jaro–Winkler similarity of two spellings.
///
/// Jaro counts the characters that both have within half the longer one's length of each other, `m`, and half of how many of these
/// stand in another order, rounded down, `t`: `J = (m/|a| + m/|b| + (m − t)/m) / 3`. Winkler adds to similar spellings a tenth of what is missing to 1
/// for each of up to four first characters that agree, since slips are rarest there: `J + ℓ·0.1·(1 − J)` where `J ≥ 0.7`.
///
/// - SeeAlso: M. A. Jaro (1989), *Journal of the American Statistical Association* 84, 414–420, doi:10.1080/01621459.1989.10478785;
///   W. E. Winkler (1990), "String comparator metrics and enhanced decision rules in the Fellegi–Sunter model of record linkage",
///   *Proceedings of the Section on Survey Research Methods*, American Statistical Association, 354–359.
enum JaroWinkler {
    /// The weight of each first character that agrees, how many count, and from which Jaro similarity on.
    private static let prefixWeight = 0.1
    private static let prefixLength = 4
    private static let prefixFrom = 0.7

    /// The similarity, in `0...1`; 1 for equal spellings, and 0 where either is empty.
    ///
    /// Symmetric in its arguments.
    ///
    /// - Complexity: O(|a|·|b|).
    static func similarity<Sign: Comparable>(_ a: [Sign], _ b: [Sign]) -> Double {
        let jaro = jaro(a, b)
        guard jaro >= prefixFrom else { return jaro }
        let shared = zip(a, b).prefix(prefixLength).prefix { $0 == $1 }.count
        return jaro + Double(shared) * prefixWeight * (1 - jaro)
    }

    /// The similarity without the reward for equal beginnings.
    static func jaro<Sign: Comparable>(_ a: [Sign], _ b: [Sign]) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        // Which characters are taken for which may depend on where one starts: always from the same spelling, then, whichever is given first.
        let isInOrder = a.count == b.count ? !b.lexicographicallyPrecedes(a) : a.count < b.count
        let (short, long) = isInOrder ? (a, b) : (b, a)
        let reach = max(0, long.count / 2 - 1)
        var taken = [Bool](repeating: false, count: long.count)
        var found: [Sign] = []
        for (place, sign) in short.enumerated() {
            let from = max(0, place - reach)
            let to = min(long.count - 1, place + reach)
            guard from <= to, let match = (from...to).first(where: { !taken[$0] && long[$0] == sign }) else { continue }
            taken[match] = true
            found.append(sign)
        }
        guard !found.isEmpty else { return 0 }
        let inOrder = long.indices.filter { taken[$0] }.map { long[$0] }
        let moved = zip(found, inOrder).count { $0 != $1 }
        let matching = Double(found.count)
        // Summed from the shorter one on: adding in another order may give another last digit.
        return
            (matching / Double(short.count) + matching / Double(long.count)
            + (matching - Double(moved / 2)) / matching) / 3
    }
}
