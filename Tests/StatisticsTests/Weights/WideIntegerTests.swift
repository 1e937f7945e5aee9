import Testing

@testable import Statistics

@Suite struct WideIntegerTests {
    private func number(_ bits: Int, _ generator: inout SeededGenerator) -> Int128 {
        let value = Int128.random(in: 0..<(1 << bits), using: &generator)
        return Bool.random(using: &generator) ? value : -value
    }

    @Test(arguments: 0..<300) func agreesWithNarrowArithmeticWhereThatHasRoom(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (a, b, c) = (number(40, &generator), number(40, &generator), number(40, &generator))
        let (first, second) = (WideInteger(product: a, b), WideInteger(c))
        #expect(try first.adding(second) == WideInteger(a * b + c))
        #expect(try first.subtracting(second) == WideInteger(a * b - c))
        #expect(try second.multiplied(by: a).multiplied(by: b) == WideInteger(a * b * c))
        #expect(first.double == Double(a * b))
    }

    @Test(arguments: 0..<300) func obeysTheDistributiveLawBeyond128Bits(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (a, b, c, d) = (
            number(100, &generator), number(100, &generator), number(100, &generator), number(50, &generator)
        )
        // (a + b) · c · d = a·c·d + b·c·d
        let whole = try WideInteger(product: a + b, c).multiplied(by: d)
        let parts = try WideInteger(product: a, c).multiplied(by: d)
            .adding(try WideInteger(product: b, c).multiplied(by: d))
        #expect(whole == parts)
        #expect(isClose(whole.double, (Double(a) + Double(b)) * Double(c) * Double(d), 1e-13))
        #expect(try whole.subtracting(parts) == .zero)
    }

    @Test func smallNumbersBelowZeroKeepTheirDigits() throws {
        #expect(WideInteger(-1).double == -1)
        #expect(
            try WideInteger(product: 1 << 100, 1 << 100).subtracting(WideInteger(product: 1 << 100, 1 << 100)) == .zero)
        #expect(WideInteger(product: -3, 5).double == -15)
        #expect(WideInteger(-1).isNegative && !WideInteger.zero.isNegative)
    }

    @Test func throwsWhereTheRangeEnds() throws {
        let large = WideInteger(product: .max, .max)  // just below 2^254
        let twice = try large.adding(large)
        #expect(throws: StatisticsError.overflow) { try twice.adding(large) }
        #expect(throws: StatisticsError.overflow) { try large.multiplied(by: 4) }
        #expect(throws: StatisticsError.overflow) { try twice.multiplied(by: .min) }
        let negative = try WideInteger.zero.subtracting(twice)
        #expect(throws: StatisticsError.overflow) { try negative.subtracting(large) }
        #expect(try negative.adding(twice) == .zero)
    }
}
