/// The solution of a small system of linear equations by elimination with row pivots.
///
/// - Returns: nil when a pivot is not above `relativePivot` times the largest coefficient: the matrix counts as singular.
func solution(of matrix: [[Double]], _ right: [Double], relativePivot: Double = 1e-13) -> [Double]? {
    var rows = matrix
    var values = right
    let size = values.count
    let scale = rows.joined().reduce(0) { max($0, abs($1)) }
    for column in 0..<size {
        guard let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
            abs(rows[pivot][column]) > relativePivot * scale
        else { return nil }
        rows.swapAt(column, pivot)
        values.swapAt(column, pivot)
        for row in 0..<size where row != column {
            let factor = rows[row][column] / rows[column][column]
            if factor == 0 { continue }
            for other in column..<size { rows[row][other] -= factor * rows[column][other] }
            values[row] -= factor * values[column]
        }
    }
    return (0..<size).map { values[$0] / rows[$0][$0] }
}
