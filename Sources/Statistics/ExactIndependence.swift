import Glibc

/// The chance, given the margins, of tables that are no more probable than the one seen, by going through all of them.
///
/// Probabilities within a factor of 1 + 1e-7 count as equal, as in R.
///
/// - Parameters:
///   - table: Rows of equal length, without empty rows and columns.
///   - steps: How many cells may be filled in before giving up.
/// - Returns: p; nil when it takes more steps.
/// - SeeAlso: G. H. Freeman, J. H. Halton (1951), *Biometrika* 38(1–2), 141–149.
func exactIndependence(of table: [[Int]], steps: Int) -> Double? {
    // Fewer columns than rows: the columns branch, and the last cell of each is given by the rest.
    let width = table.first?.count ?? 0
    let turned = table.count > width ? (0..<width).map { (j) in table.map { $0[j] } } : table
    var search = TableSearch(turned, steps: steps)
    return search?.p()
}

/// Goes through the tables with given margins, column by column.
private struct TableSearch {
    private let columns: [Int]
    private let logFactorials: [Double]
    private let marginTerm: Double
    private let limit: Double
    private var left: [Int]
    private var steps: Int
    private var extreme = 0.0

    init?(_ table: [[Int]], steps: Int) {
        let rows = table.map { $0.reduce(0, +) }
        let n = rows.reduce(0, +)
        // A larger n has more tables than steps in nearly all cases, and its logarithms alone would take longer.
        guard n <= 100_000, let first = table.first else { return nil }
        columns = first.indices.map { (j) in table.reduce(0) { $0 + $1[j] } }
        var factorials = [0.0]
        factorials.reserveCapacity(n + 1)
        for k in 0..<n { factorials.append(GSL.logGamma(Double(k) + 2)) }
        logFactorials = factorials
        marginTerm = compensatedSum((rows + columns).lazy.map { factorials[$0] }) - factorials[n]
        limit = -compensatedSum(table.joined().lazy.map { factorials[$0] }) + 1e-7
        left = rows
        self.steps = steps
    }

    mutating func p() -> Double? {
        guard fill(column: 0, row: 0, rest: columns[0], term: 0) else { return nil }
        return min(1, extreme)
    }

    /// Fills the cells from this one on in all ways; false when the steps run out.
    private mutating func fill(column: Int, row: Int, rest: Int, term: Double) -> Bool {
        steps -= 1
        guard steps > 0 else { return false }
        if column == columns.count - 1 {
            var sum = term
            for count in left { sum -= logFactorials[count] }
            if sum <= limit { extreme += exp(sum + marginTerm) }
            return true
        }
        if row == left.count - 1 {
            guard rest <= left[row] else { return true }
            left[row] -= rest
            let inTime = fill(
                column: column + 1, row: 0, rest: columns[column + 1], term: term - logFactorials[rest])
            left[row] += rest
            return inTime
        }
        var below = 0
        for later in left[(row + 1)...] { below += later }
        let least = max(0, rest - below)
        let most = min(rest, left[row])
        guard least <= most else { return true }
        for count in least...most {
            left[row] -= count
            let inTime = fill(
                column: column, row: row + 1, rest: rest - count, term: term - logFactorials[count])
            left[row] += count
            guard inTime else { return false }
        }
        return true
    }
}
