import Testing

@testable import Statistics

/// Numbers of 128 bits are rounded as the standard library's generic conversion rounds them.
@Suite struct WideNumberTests {
    private static func generic<Number: BinaryInteger>(_ number: Number) -> Double { Double(number) }

    @Test func edges() {
        var numbers: [UInt128] = [0, 1, .max, .max - 1]
        for bit in 1..<128 {
            let power = UInt128(1) << UInt128(bit)
            numbers += [power - 1, power, power + 1]
            // Half way between two doubles, to an even and to an odd one, and a unit beside.
            guard bit >= 53 else { continue }
            let step = UInt128(1) << UInt128(bit - 52)
            for tie in [power + step / 2, power + step + step / 2] { numbers += [tie - 1, tie, tie + 1] }
        }
        for number in numbers {
            #expect(Double(number) == Self.generic(number), "\(number)")
            let signed = Int128(truncatingIfNeeded: number)
            #expect(Double(signed) == Self.generic(signed), "\(signed)")
        }
        #expect(Double(Int128.min) == -0x1p127)
    }

    @Test func anyNumbers() {
        var random = SeededGenerator(seed: 128)
        for _ in 0..<20_000 {
            let number = UInt128.random(in: 0...UInt128.max, using: &random) >> UInt128.random(in: 0..<128)
            #expect(Double(number) == Self.generic(number), "\(number)")
            let signed = Int128(truncatingIfNeeded: number)
            #expect(Double(signed) == Self.generic(signed), "\(signed)")
        }
    }
}
