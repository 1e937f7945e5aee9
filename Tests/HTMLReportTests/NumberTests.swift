import Reporting
import Testing

/// Numbers as the report shows them, worked by hand.
@Suite struct NumberTests {
    @Test(arguments: [
        (1234567.0, NumberFormat.integer, "1\u{A0}234\u{A0}567"), (999, .integer, "999"),
        (1000, .integer, "1\u{A0}000"),
        (999.5, .integer, "1\u{A0}000"), (-0.4, .integer, "0"), (-1234.5, .decimal(1), "\u{2212}1\u{A0}234,5"),
        (0.285, .decimal(2), "0,29"), (0.005, .decimal(2), "0,01"), (0.0049, .decimal(2), "0,00"),
        (9.995, .decimal(2), "10,00"),
        (1e22, .integer, "10\u{A0}000\u{A0}000\u{A0}000\u{A0}000\u{A0}000\u{A0}000\u{A0}000"),
        (1e-7, .decimal(3), "0,000"), (5e-7, .decimal(6), "0,000001"),
        // 0.285 × 100 is 28.499999999999996 in binary: the point is moved in the digits instead.
        (0.285, .percent(0), "29\u{A0}%"), (0.285, .percent(1), "28,5\u{A0}%"), (1, .percent(0), "100\u{A0}%"),
        (0.99995, .percent(1), "100,0\u{A0}%"), (12.5, .percent(0), "1\u{A0}250\u{A0}%"),
        (0, .percent(1), "0,0\u{A0}%"),
        (0.145, .percentagePoints(0), "+15"), (-0.145, .percentagePoints(0), "\u{2212}15"), (0.34, .score, "+34"),
        (0, .score, "0"), (0.004, .signed(2), "0,00"), (0.006, .signed(2), "+0,01"),
        (0.0004, .probability, "<\u{A0}0,001"),
    ])
    func roundsTheDigitsThatAReaderSees(_ value: Double, _ format: NumberFormat, _ expected: String) {
        #expect(Sample.locale().text(value, format) == expected)
    }

    @Test func agreesWithRoundingOfWholeThousandths() {
        // k / 1000 has three decimals at most: half up on integers says what two decimals are.
        for k in 0...30_000 {
            let hundredths = (k + 5) / 10
            let expected = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
            #expect(fixedDecimal(Double(k) / 1000, places: 2) == expected)
            #expect(fixedDecimal(Double(k) / 100_000, places: 2, shift: 2) == expected)
        }
    }
}
