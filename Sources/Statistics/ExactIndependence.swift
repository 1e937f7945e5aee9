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

/// A number of tables that there are at least with these margins; there are commonly many more.
///
/// Some table has in each cell the expected count rounded down or up. Its cells, but for those of the row and the column with the
/// largest sums, may change each by itself up or down as long as no cell, and none of what balances them in that row and that
/// column, falls below 0.
func leastTables(rows: [Int], columns: [Int], n: Int) -> Double {
    guard n > 0, let lastRow = rows.indices.max(by: { rows[$0] < rows[$1] }),
        let lastColumn = columns.indices.max(by: { columns[$0] < columns[$1] })
    else { return 1 }
    let (height, width) = (max(1, rows.count - 1), max(1, columns.count - 1))
    func expected(_ row: Int, _ column: Int) -> Int { rows[row] * columns[column] / n }
    var tables = 1.0
    for row in rows.indices where row != lastRow {
        for column in columns.indices where column != lastColumn {
            let room = min(
                expected(row, column), expected(row, lastColumn) / width, expected(lastRow, column) / height,
                expected(lastRow, lastColumn) / (width * height))
            tables *= Double(2 * room + 1)
        }
    }
    return tables
}

/// The logarithm of about how many tables there are with these margins.
///
/// Each row is taken to be any of its compositions with the same chance; what the columns then add up to is nearly normal.
///
/// - SeeAlso: M. Gail, N. Mantel (1977), *Journal of the American Statistical Association* 72(360), 859–862,
///   doi:10.1080/01621459.1977.10479971.
func logTables(rows: [Int], columns: [Int]) -> Double {
    guard rows.count > 1, columns.count > 1 else { return 0 }
    let width = Double(columns.count)
    var (log, variance, n) = (0.0, 0.0, 0.0)
    for row in rows.map(Double.init) {
        log += GSL.logGamma(row + width) - GSL.logGamma(row + 1) - GSL.logGamma(width)
        variance += row * (row + width) * (width - 1) / (width * width * (width + 1))
        n += row
    }
    guard variance > 0 else { return 0 }
    let scale = (width - 1) / (width * variance)
    var distance = 0.0
    for column in columns { distance += (Double(column) - n / width) * (Double(column) - n / width) }
    let density = (width - 1) / 2 * Glibc.log(scale / (2 * Double.pi)) + Glibc.log(width) / 2
    return log + density - scale * distance / 2
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
        // Each table takes a step: where there are surely too many, none is gone through.
        guard leastTables(rows: rows, columns: columns, n: n) < Double(steps) else { return nil }
        // Nor where there are about four times as many by either side: to go through a part of them is in vain.
        let about = min(logTables(rows: rows, columns: columns), logTables(rows: columns, columns: rows))
        guard about < Glibc.log(4 * Double(steps)) else { return nil }
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
