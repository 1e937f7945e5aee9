/// Whole numbers of 128 bits as the nearest number of double precision, ties to even, as the generic conversion gives it, which takes
/// a hundred times as long.
extension Double {
    init(_ value: UInt128) {
        let high = UInt64(truncatingIfNeeded: value >> 64)
        guard high != 0 else {
            self = Double(UInt64(truncatingIfNeeded: value))
            return
        }
        let shift = 64 - high.leadingZeroBitCount
        let kept = UInt64(truncatingIfNeeded: value >> UInt128(shift))
        // Of 64 bits 53 remain: of what was cut off it matters only whether it is nothing.
        let rest = value & (UInt128(1) << UInt128(shift) - 1)
        self = Double(sign: .plus, exponent: shift, significand: Double(rest == 0 ? kept : kept | 1))
    }

    init(_ value: Int128) {
        let size = Double(value.magnitude)
        self = value < 0 ? -size : size
    }
}
