/// Shares a sample out over strata in proportion to their populations.
///
/// Each stratum gets its quota n·N_h/N rounded down, and what is left goes, one by one, to the largest remainders: of equal ones to
/// the larger stratum, then to the name that comes first in the order of code points. A stratum whose quota is below min(2, N_h) gets
/// that many, since its variance takes two answers, and the others share the rest in proportion. No stratum gets more than
/// N_h. Quotas are compared as whole numbers, so that no rounding decides.
///
/// - Parameters:
///   - size: n, the units to share out, 0 to N.
///   - strata: Names, each once, and populations of zero or more.
/// - Returns: The units by stratum in the order given. They add up to n, or to the sum of min(2, N_h) where that is more.
/// - Complexity: O(k²) for k strata at worst, commonly O(k log k).
/// - SeeAlso: W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., Wiley, sections 5.3 and 5.4.
func proportionalAllocation(of size: Int, over strata: [(name: String, population: Int)]) -> [Int] {
    let least = strata.map { min(2, $0.population) }
    var units = least
    var open = Set(strata.indices.filter { strata[$0].population > 0 })
    var left = size
    // Fixing a stratum at its least leaves the others less, which can bring further ones below theirs.
    while true {
        let whole = open.reduce(Int128(0)) { $0 + Int128(strata[$1].population) }
        let below = open.filter { Int128(max(0, left)) * Int128(strata[$0].population) < Int128(least[$0]) * whole }
        if below.isEmpty { break }
        for place in below {
            open.remove(place)
            left -= least[place]
        }
    }
    let whole = open.reduce(Int128(0)) { $0 + Int128(strata[$1].population) }
    guard whole > 0, left > 0 else { return units }
    var remainders: [(place: Int, remainder: Int128)] = []
    var rest = left
    for place in open {
        let (quota, remainder) = (Int128(left) * Int128(strata[place].population)).quotientAndRemainder(
            dividingBy: whole)
        units[place] = Int(quota)  // at most `left`
        rest -= units[place]
        remainders.append((place, remainder))
    }
    remainders.sort { one, other in
        if one.remainder != other.remainder { return one.remainder > other.remainder }
        let (first, second) = (strata[one.place], strata[other.place])
        if first.population != second.population { return first.population > second.population }
        return first.name < second.name
    }
    for (place, _) in remainders.prefix(rest) { units[place] += 1 }
    return units
}
