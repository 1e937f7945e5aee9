import Reporting
import Testing

@testable import ExcelReport

@Suite struct NumberFormatCodeTests {
    private let fi = FixtureLocale.finnish
    private let en = FixtureLocale.english

    @Test func codesAreInvariantWithTheDocumentsOwnWords() {
        #expect(NumberFormat.integer.code(fi) == "#,##0;\"−\"#,##0")
        #expect(NumberFormat.percent(1).code(en) == "0.0%;\"−\"0.0%")
        #expect(NumberFormat.euros(0).code(fi) == "#,##0\"\u{A0}€\";\"−\"#,##0\"\u{A0}€\"")
        #expect(NumberFormat.euros(0).code(en) == "\"€\"#,##0;\"−\"\"€\"#,##0")
        #expect(NumberFormat.probability.code(fi) == "[<0.001]\"<\u{A0}0,001\";0.000")
        #expect(NumberFormat.day.code(en) == "[$-809]d\\ mmmm\\ yyyy")
    }
}
