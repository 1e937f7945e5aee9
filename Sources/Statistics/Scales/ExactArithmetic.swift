/// a·b − c·d, subtracted in 256 bits so that nothing cancels, then rounded once.
///
/// The sign is exact: the result is 0 only when the products are equal.
func differenceOfProducts(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) -> Double {
    let left = a.multipliedFullWidth(by: b)
    let right = c.multipliedFullWidth(by: d)
    let (low, borrow) = left.low.subtractingReportingOverflow(right.low)
    let high = left.high &- right.high &- (borrow ? 1 : 0)
    if high >= 0 { return Double(high) * 0x1p128 + Double(low) }
    // A small negative number is −1 · 2^128 plus nearly 2^128, which would cancel in doubles: its magnitude is taken first.
    let opposite = 0 &- low
    let magnitude = UInt128(truncatingIfNeeded: ~high) &+ (opposite == 0 ? 1 : 0)
    return -(Double(magnitude) * 0x1p128 + Double(opposite))
}

extension Int128 {
    /// The sum.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    func plus(_ other: Int128) throws(StatisticsError) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw .overflow }
        return sum
    }

    /// The difference.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    func minus(_ other: Int128) throws(StatisticsError) -> Int128 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        guard !overflow else { throw .overflow }
        return difference
    }

    /// The product.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    func times(_ other: Int128) throws(StatisticsError) -> Int128 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        guard !overflow else { throw .overflow }
        return product
    }
}

extension Int {
    /// The sum.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    func plus(_ other: Int) throws(StatisticsError) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw .overflow }
        return sum
    }
}

/// 10 to a power from 0 to 36, exactly.
func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<max(0, min(36, exponent)) { power *= 10 }
    return power
}
