import Glibc

/// Tests of a square table of before by after: whether the levels are as frequent after as before, and whether moves between
/// any two levels balance.
///
/// Stuart and Maxwell's test: the differences d of row and column totals against their covariance under equal margins,
/// χ² = dᵀ S⁻¹ d. A level without any move in or out tells nothing and is left out. Levels that exchange only among themselves are a
/// block of their own, whose differences add up to zero, so each block gives one degree of freedom fewer than it has levels.
///
/// Bowker's test: Σ (nᵢⱼ − nⱼᵢ)² / (nᵢⱼ + nⱼᵢ) over the pairs of levels between which anybody moved; the others give no degree
/// of freedom.
///
/// No pairs give ``Unavailable/noObservations``; a table in which nobody moved ``Unavailable/noChange``; one of more than
/// ``levelLimit`` levels, which are measurements rather than a scale, ``Unavailable/tooLarge``.
///
/// - SeeAlso: A. Stuart (1955), *Biometrika* 42(3/4), 412–416; A. E. Maxwell (1970), *British Journal of Psychiatry* 116,
///   651–655; A. H. Bowker (1948), *JASA* 43(244), 572–574.
public struct MarginalHomogeneity: Sendable, Hashable {
    /// The levels that occur, in ascending order; none where there are too many.
    public let levels: [Double]
    /// For each level, how many more have it after than before.
    public let shifts: [Int]
    /// Stuart and Maxwell's test of equal margins.
    public let stuartMaxwell: TestOutcome
    /// Bowker's test of symmetry.
    public let bowker: TestOutcome

    /// The largest number of levels that are compared.
    public static let levelLimit = 500

    /// The tests of a transition table.
    ///
    /// - Complexity: O(k³) for k levels.
    public init(_ table: TransitionTable) {
        let found = Set(table.cells.flatMap { [$0.before, $0.after] }).sorted()
        guard found.count <= Self.levelLimit else {
            let none = TestOutcome(unavailable: .tooLarge, n: table.n)
            (levels, shifts, stuartMaxwell, bowker) = ([], [], none, none)
            return
        }
        let moves = Moves(table, levels: found)
        levels = moves.levels
        shifts = moves.shifts
        let blocks = moves.blocks
        guard !blocks.isEmpty else {
            let none = TestOutcome(unavailable: table.n == 0 ? .noObservations : .noChange, n: table.n)
            (stuartMaxwell, bowker) = (none, none)
            return
        }
        bowker = moves.symmetry
        var statistics: [Double] = []
        var freedom = 0.0
        for block in blocks {
            let used = Array(block.dropLast())
            let gaps = used.map { Double(moves.shifts[$0]) }
            guard let solved = solution(of: moves.covariance(used), gaps) else {
                stuartMaxwell = TestOutcome(unavailable: .notRepresentable, n: table.n)
                return
            }
            statistics.append(contentsOf: zip(gaps, solved).map { $0 * $1 })
            freedom += Double(used.count)
        }
        let statistic = max(0, compensatedSum(statistics))
        stuartMaxwell = TestOutcome(
            statistic: statistic, degreesOfFreedom: freedom,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: freedom), n: table.n)
    }
}

/// How many moved between the levels of a table.
private struct Moves {
    let levels: [Double]
    /// `counts[i][j]` from i to j; the diagonal is zero.
    private(set) var counts: [[Int]]
    private let n: Int

    init(_ table: TransitionTable, levels found: [Double]) {
        let places = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($0.element, $0.offset) })
        levels = found
        n = table.n
        counts = [[Int]](repeating: [Int](repeating: 0, count: found.count), count: found.count)
        for cell in table.cells where cell.before != cell.after {
            if let i = places[cell.before], let j = places[cell.after] { counts[i][j] = cell.count }
        }
    }

    var shifts: [Int] {
        levels.indices.map { (i) in levels.indices.reduce(0) { $0 + counts[$1][i] - counts[i][$1] } }
    }

    /// The levels that exchange with one another, directly or through others, by ascending level; levels without moves are in none.
    var blocks: [[Int]] {
        var block = [Int?](repeating: nil, count: levels.count)
        var found: [[Int]] = []
        for start in levels.indices where block[start] == nil {
            var (members, next) = ([start], 0)
            block[start] = found.count
            while next < members.count {
                let level = members[next]
                next += 1
                for other in levels.indices where block[other] == nil && counts[level][other] + counts[other][level] > 0
                {
                    block[other] = found.count
                    members.append(other)
                }
            }
            found.append(members.sorted())
        }
        return found.filter { $0.count > 1 }
    }

    /// The covariance of the shifts of some levels under equal margins.
    func covariance(_ used: [Int]) -> [[Double]] {
        used.map { (i) in
            used.map { (j) in
                i == j
                    ? Double(levels.indices.reduce(0) { $0 + counts[$1][i] + counts[i][$1] })
                    : -Double(counts[i][j] + counts[j][i])
            }
        }
    }

    /// Bowker's test.
    var symmetry: TestOutcome {
        var terms: [Double] = []
        for i in levels.indices {
            for j in levels.indices where j > i && counts[i][j] + counts[j][i] > 0 {
                let (up, down) = (Double(counts[i][j]), Double(counts[j][i]))
                terms.append((up - down) * (up - down) / (up + down))
            }
        }
        let (statistic, freedom) = (compensatedSum(terms), Double(terms.count))
        return TestOutcome(
            statistic: statistic, degreesOfFreedom: freedom,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: freedom), n: n)
    }
}
