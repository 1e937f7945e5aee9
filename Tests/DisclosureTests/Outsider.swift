/// What an outsider can work out of a table, in exact fractions: independent of the code under test and of GLPK.
///
/// The unknown counts x satisfy the given sums and are at least their lower bounds. ``interval(of:)`` gives the smallest and
/// largest value by the simplex method with Bland's rule.
struct Outsider {
    /// Counts that are not published, by any number.
    private let unknown: [Int]
    private let lowers: [Int: Int]
    /// The reduced system: one row per basic unknown, `x_basic + Σ coefficient · x_other = value`, in x − lower.
    private var rows: [[Fraction]] = []
    private var values: [Fraction] = []
    private var basis: [Int] = []

    /// - Parameters:
    ///   - counts: All counts.
    ///   - published: Whether each is published.
    ///   - sums: Which counts are the sum of which others.
    ///   - lower: The smallest value of each count that is not published.
    init(counts: [Int], published: [Bool], sums: [(total: Int, parts: [Int])], lower: [Int]) {
        unknown = counts.indices.filter { !published[$0] }
        lowers = Dictionary(uniqueKeysWithValues: unknown.map { ($0, min(lower[$0], counts[$0])) })
        let places = Dictionary(uniqueKeysWithValues: unknown.enumerated().map { ($1, $0) })
        var system: [[Fraction]] = []
        for sum in sums {
            var row = [Fraction](repeating: 0, count: unknown.count + 1)
            for (cell, sign) in [(sum.total, 1)] + sum.parts.map({ ($0, -1) }) {
                if let place = places[cell] {
                    row[place] = row[place] + Fraction(sign)
                    row[unknown.count] = row[unknown.count] - Fraction(sign * (lowers[cell] ?? 0))
                } else {
                    row[unknown.count] = row[unknown.count] - Fraction(sign * counts[cell])
                }
            }
            if row.contains(where: { $0 != 0 }) { system.append(row) }
        }
        reduce(&system)
        makeFeasible()
    }

    /// Gauss–Jordan elimination; leaves one row per pivot.
    private mutating func reduce(_ system: inout [[Fraction]]) {
        var next = 0
        for column in unknown.indices {
            guard let pivot = system.indices.dropFirst(next).first(where: { system[$0][column] != 0 }) else { continue }
            system.swapAt(next, pivot)
            let scale = system[next][column]
            system[next] = system[next].map { $0 / scale }
            for row in system.indices where row != next && system[row][column] != 0 {
                let factor = system[row][column]
                for index in system[row].indices where system[next][index] != 0 {
                    system[row][index] = system[row][index] - factor * system[next][index]
                }
            }
            rows.append([])
            basis.append(column)
            next += 1
        }
        rows = system.prefix(next).map { Array($0.dropLast()) }
        values = system.prefix(next).map { $0[unknown.count] }
    }

    /// Whether a count follows from the sums alone, whatever its bounds: nothing free has a part in it.
    func isDetermined(_ cell: Int) -> Bool {
        guard let place = unknown.firstIndex(of: cell) else { return true }
        guard let row = basis.firstIndex(of: place) else { return false }
        return rows[row].indices.allSatisfy { $0 == place || rows[row][$0] == 0 }
    }

    /// The smallest and largest value of a count; nil stands for no end.
    func interval(of cell: Int) -> (lower: Fraction, upper: Fraction?)? {
        guard let place = unknown.firstIndex(of: cell) else { return nil }
        let shift = Fraction(lowers[cell] ?? 0)
        var problem = self
        let low = problem.largest(place, sign: -1)
        problem = self
        let high = problem.largest(place, sign: 1)
        return (low.map { shift - $0 } ?? shift, high.map { $0 + shift })
    }

    /// The largest value of sign · x over the non-negative solutions; nil when there is no end.
    private mutating func largest(_ place: Int, sign: Int) -> Fraction? {
        while true {
            // Reduced costs of sign · x: what is basic is expressed by what is not.
            var costs = [Fraction](repeating: 0, count: unknown.count)
            var value: Fraction = 0
            if let row = basis.firstIndex(of: place) {
                for column in unknown.indices where !basis.contains(column) {
                    costs[column] = Fraction(-sign) * rows[row][column]
                }
                value = Fraction(sign) * values[row]
            } else {
                costs[place] = Fraction(sign)
            }
            guard let entering = unknown.indices.first(where: { costs[$0] > 0 && !basis.contains($0) }) else {
                return value
            }
            guard let leaving = leavingRow(entering) else { return nil }
            pivot(leaving, entering)
        }
    }

    private func leavingRow(_ entering: Int) -> Int? {
        var best: (row: Int, ratio: Fraction)?
        for row in rows.indices where rows[row][entering] > 0 {
            let ratio = values[row] / rows[row][entering]
            if let found = best, found.ratio < ratio || (found.ratio == ratio && basis[found.row] < basis[row]) {
                continue
            }
            best = (row, ratio)
        }
        return best?.row
    }

    private mutating func pivot(_ row: Int, _ column: Int) {
        let scale = rows[row][column]
        rows[row] = rows[row].map { $0 / scale }
        values[row] = values[row] / scale
        for other in rows.indices where other != row && rows[other][column] != 0 {
            let factor = rows[other][column]
            for index in rows[other].indices where rows[row][index] != 0 {
                rows[other][index] = rows[other][index] - factor * rows[row][index]
            }
            values[other] = values[other] - factor * values[row]
        }
        basis[row] = column
    }

    /// Pivots until no basic value is negative: the dual step with Bland's rule, one infeasible row after the other.
    private mutating func makeFeasible() {
        while let row = values.indices.filter({ values[$0] < 0 }).min(by: { basis[$0] < basis[$1] }) {
            guard let column = unknown.indices.first(where: { rows[row][$0] < 0 }) else { return }
            pivot(row, column)
        }
    }
}

/// A fraction in lowest terms.
struct Fraction: Comparable, ExpressibleByIntegerLiteral {
    let numerator: Int128
    let denominator: Int128

    init(integerLiteral value: Int) { self.init(value) }

    init(_ value: Int) {
        numerator = Int128(value)
        denominator = 1
    }

    private init(_ numerator: Int128, _ denominator: Int128) {
        var (a, b) = (numerator.magnitude, denominator.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = max(1, Int128(a)) * denominator.signum()
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    static func + (left: Self, right: Self) -> Self {
        if left.denominator == 1, right.denominator == 1 { return Self(whole: left.numerator + right.numerator) }
        return Self(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }
    static func - (left: Self, right: Self) -> Self {
        if left.denominator == 1, right.denominator == 1 { return Self(whole: left.numerator - right.numerator) }
        return Self(
            left.numerator * right.denominator - right.numerator * left.denominator,
            left.denominator * right.denominator)
    }
    static func * (left: Self, right: Self) -> Self {
        if left.denominator == 1, right.denominator == 1 { return Self(whole: left.numerator * right.numerator) }
        return Self(left.numerator * right.numerator, left.denominator * right.denominator)
    }
    static func / (left: Self, right: Self) -> Self {
        if right.denominator == 1, right.numerator == 1 { return left }
        return Self(left.numerator * right.denominator, left.denominator * right.numerator)
    }
    static func < (left: Self, right: Self) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }

    private init(whole: Int128) {
        numerator = whole
        denominator = 1
    }

    var double: Double { Double(numerator) / Double(denominator) }
}
