/// ln x from additions, multiplications and one division only, so that every machine gives the same bits.
///
/// The C library's logarithm may differ in the last digit between its versions and between processors, which would now and
/// then accept a random draw on one machine and refuse it on another. Here x = 2ᵉ m with m near 1, and
/// ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1); the relative error is below 1e-15.
///
/// - Parameter x: Above zero, finite and not subnormal; anything else gives NaN.
func reproducibleLogarithm(_ x: Double) -> Double {
    guard x.isNormal, x > 0 else { return .nan }
    var exponent = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
        m /= 2
        exponent += 1
    }
    let s = (m - 1) / (m + 1)
    let square = s * s
    var series = 1.0 / 23
    for denominator in stride(from: 21.0, through: 3, by: -2) { series = series * square + 1 / denominator }
    // ln 2 in two parts, the first with trailing zeros, so that its product with the exponent is exact.
    let high = 0.693_147_180_369_123_816_490
    let low = 1.908_214_929_270_587_700_02e-10
    return exponent * high + (2 * s + (2 * s * square * series + exponent * low))
}
