/// Whether a value is there and agrees with an expected one to a relative error.
func near(_ value: Double?, _ expected: Double, within error: Double = 1e-12) -> Bool {
    value.map { abs($0 - expected) <= error * max(1e-9, abs(expected)) } ?? false
}

/// Random numbers of a test: the same each time.
struct TestNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) &* 0x9E37_79B9_7F4A_7C15
    }
}
