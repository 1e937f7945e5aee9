/// A signed whole number of 256 bits, for exact sums of products of weights and values.
///
/// A squared weight times a squared value has up to 212 bits when each has up to 53, so `Int128` would not hold a sum
/// of them. Arithmetic is exact, and throws where 256 bits are not enough.
public struct WideInteger: Sendable, Hashable {
    private let high: Int128
    private let low: UInt128

    /// A whole number.
    public init(_ value: Int128) {
        high = value < 0 ? -1 : 0
        low = UInt128(truncatingIfNeeded: value)
    }

    /// The product of two whole numbers, which always fits.
    public init(product first: Int128, _ second: Int128) {
        let product = first.multipliedFullWidth(by: second)
        high = product.high
        low = product.low
    }

    private init(high: Int128, low: UInt128) {
        self.high = high
        self.low = low
    }

    /// Nothing.
    public static let zero = WideInteger(0)

    /// Whether it is below zero.
    public var isNegative: Bool { high < 0 }

    /// The sum of both.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func adding(_ other: WideInteger) throws(StatisticsError) -> WideInteger {
        let (low, carry) = low.addingReportingOverflow(other.low)
        let (sum, first) = high.addingReportingOverflow(other.high)
        let (high, second) = sum.addingReportingOverflow(carry ? 1 : 0)
        // The carry can bring back a sum that was just below the range, so two overflows are none.
        guard first == second else { throw .overflow }
        return WideInteger(high: high, low: low)
    }

    /// This less the other.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func subtracting(_ other: WideInteger) throws(StatisticsError) -> WideInteger {
        let (low, borrow) = low.subtractingReportingOverflow(other.low)
        let (difference, first) = high.subtractingReportingOverflow(other.high)
        let (high, second) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
        guard first == second else { throw .overflow }
        return WideInteger(high: high, low: low)
    }

    /// This times a whole number.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func multiplied(by factor: Int128) throws(StatisticsError) -> WideInteger {
        let (upper, lower) = magnitude
        let bottom = lower.multipliedFullWidth(by: factor.magnitude)
        let top = upper.multipliedFullWidth(by: factor.magnitude)
        let (middle, overflow) = bottom.high.addingReportingOverflow(top.low)
        guard top.high == 0, !overflow, let high = Int128(exactly: middle) else { throw .overflow }
        let product = WideInteger(high: high, low: bottom.low)
        return isNegative == (factor < 0) ? product : try WideInteger.zero.subtracting(product)
    }

    /// The nearest number of double precision, to a rounding or two.
    public var double: Double {
        // From the magnitude: a small number below zero would lose all its digits next to 2^128.
        let (upper, lower) = magnitude
        let size = Double(upper) * 0x1p128 + Double(lower)
        return isNegative ? -size : size
    }

    private var magnitude: (upper: UInt128, lower: UInt128) {
        guard isNegative else { return (UInt128(bitPattern: high), low) }
        let (lower, overflow) = (~low).addingReportingOverflow(1)
        return (~UInt128(bitPattern: high) &+ (overflow ? 1 : 0), lower)
    }
}

extension Int128 {
    /// The sum of both.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    func adding(_ other: Int128) throws(StatisticsError) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw .overflow }
        return sum
    }

    /// This times a whole number.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    func multiplied(by factor: Int128) throws(StatisticsError) -> Int128 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        guard !overflow else { throw .overflow }
        return product
    }
}
