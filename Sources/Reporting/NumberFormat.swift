/// How a number is shown; rounding happens here, once, in the writer.
public enum NumberFormat: Sendable, Hashable {
    /// A whole number with thousands separated.
    case integer
    /// A fixed number of decimals.
    case decimal(Int)
    /// A share 0...1 as a percentage.
    case percent(Int)
    /// A difference of shares as percentage points.
    case percentagePoints(Int)
    /// A recommendation score −1...1 as −100...100, with sign.
    case score
    /// A difference, with sign.
    case signed(Int)
    case euros(Int)
    /// A p value: three decimals, `< 0,001` below that.
    case probability
    /// Days since 1970-01-01.
    case day
    /// Seconds since 1970-01-01.
    case moment
}
