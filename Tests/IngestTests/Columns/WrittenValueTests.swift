import Records
import Testing

@testable import Ingest

@Suite struct WrittenValueTests {
    /// Calls with the text's bytes between other bytes, which must not be looked at.
    private func with<Value>(_ text: String, _ body: (UnsafePointer<UInt8>, Int, Int) -> Value?) -> Value? {
        let bytes = Array("9,".utf8) + Array(text.utf8) + Array("9:9.9 pm".utf8) + [UInt8](repeating: 0x39, count: 128)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { body($0, 2, 2 + text.utf8.count) }
        }
    }

    @Test(arguments: [
        ("0", 0, "0"), ("12", 0, "12"), ("-12", 0, "-12"), ("+7", 0, "7"), ("−3", 0, "-3"), (" 42 ", 0, "42"),
        ("1 234", 0, "1234"), ("1\u{A0}234\u{A0}567", 0, "1234567"), ("12\u{202F}345", 0, "12345"), ("3,0", 0, "3"),
        ("12,5", 2, "12.50"), ("0,05", 2, "0.05"), ("-1 234,50 €", 2, "-1234.50"), ("1,50 EUR", 2, "1.50"),
        ("7", 2, "7.00"), ("1,2300", 2, "1.23"), ("00012", 0, "12"), (",5", 1, "0.5"),
    ]) func readsNumbers(_ text: String, _ places: Int, _ expected: String) {
        let reading = with(text) { WrittenNumber.reading($0, $1, $2, places: places, mark: .comma) }
        guard case .number(let number) = reading else {
            Issue.record("'\(text)' is read as \(String(describing: reading))")
            return
        }
        #expect(decimalText(number, places: places) == expected)
    }

    @Test(arguments: [
        ("", WrittenNumber.Reading.notANumber), ("-", .notANumber), ("abc", .notANumber), ("1a", .notANumber),
        ("1 2", .notANumber), ("12 34", .notANumber), ("1 23", .notANumber), ("1.5", .otherMark), ("1,", .notANumber),
        ("1,234", .tooManyDecimals), ("99999999999999999999", .notANumber), ("1e5", .notANumber), ("--1", .notANumber),
        ("1,5 %", .notANumber),
    ]) func refusesOtherText(_ text: String, _ expected: WrittenNumber.Reading) {
        #expect(with(text) { WrittenNumber.reading($0, $1, $2, places: 2, mark: .comma) } == expected)
    }

    @Test(arguments: [
        ("2023-11-07", "2023-11-07"), ("7.11.2023", "2023-11-07"), ("07.11.2023", "2023-11-07"),
        ("2023/11/07", "2023-11-07"), ("ti 7.11.2023", "2023-11-07"), (" 29.2.2024 ", "2024-02-29"),
        ("7. 11. 2023", "2023-11-07"), ("1900-01-01", "1900-01-01"),
    ]) func readsDays(_ text: String, _ expected: String) {
        let reading = with(text) { DateText.reading($0, $1, $2) }
        #expect(reading.map { CalendarDay(number: $0.day).description } == expected)
        #expect(reading?.second == nil)
    }

    @Test(arguments: [
        ("2023-11-07T09:05:01", 32_701), ("2023-11-07 9:05", 32_700), ("7.11.2023 klo 9.05", 32_700),
        ("7.11.2023 9.05.01", 32_701), ("7.11.2023, klo 19:10", 69_000), ("2023-11-07T09:05:01Z", 32_701),
        ("2023-11-07T09:05:01.250+03:00", 32_701), ("2018/06/07 3:33:55 PM GMT+1", 56_035),
        ("2023-11-07 12:00 AM", 0), ("2023-11-07 12:30 pm", 45_000), ("7.11.2023 kl. 9.05", 32_700),
        ("2023-11-07 23:59:59 UTC", 86_399), ("2026/09/08 8:05:35 ap. EEST", 29_135),
        ("2026/09/20 10:19:46 ip. EEST", 80_386), ("2026/09/19 12:00:00 AP. GMT+3", 0), ("7.11.2023 12.00 ip", 43_200),
        ("2023-11-07 2:05 em", 50_700), ("2023-11-07 2:05 FM.", 7_500), ("2023-11-07 9:05 CET", 32_700),
    ]) func readsMoments(_ text: String, _ expected: Int64) {
        #expect(with(text) { DateText.reading($0, $1, $2) }?.second == expected)
    }

    @Test(arguments: [
        "", "31.2.2023", "2023-13-01", "29.2.2023", "7.11.23", "7/11/2023", "2023-11-07x", "2023-11-07 25:00",
        "2023-11-07 9", "2023-11-07 13:00 PM", "20231107", "7.11.", "tänään", "2023-11-7-1", "1.1.2023 klo",
    ]) func refusesOtherDates(_ text: String) {
        #expect(with(text) { DateText.reading($0, $1, $2) } == nil)
    }

    @Test(arguments: [
        ("d.M.yyyy", "7.11.2023", "2023-11-07"), ("MM/dd/yyyy", "11/07/2023", "2023-11-07"),
        ("M/d/yy", "11/7/23", "2023-11-07"), ("M/d/yy", "11/7/85", "1985-11-07"),
        ("yyyyMMdd", "20231107", "2023-11-07"),
        ("'pvm' d.M.yyyy", "pvm  7.11.2023", "2023-11-07"),
    ]) func readsDeclaredForms(_ pattern: String, _ text: String, _ expected: String) throws {
        let pattern = try #require(DatePattern(pattern))
        let reading = with(text) { pattern.reading($0, $1, $2) }
        #expect(reading.map { CalendarDay(number: $0.day).description } == expected)
    }

    @Test func readsDeclaredTimes() throws {
        let pattern = try #require(DatePattern("M/d/yyyy h:mm:ss a z"))
        #expect(with("6/7/2018 3:33:55 PM GMT+1") { pattern.reading($0, $1, $2) }?.second == 56_035)
        #expect(with("6/7/2018 3:33:55") { pattern.reading($0, $1, $2) } == nil)
        #expect(with("6/7/2018 13:33:55 PM") { pattern.reading($0, $1, $2) } == nil)
        let strict = try #require(DatePattern("dd.MM.yyyy"))
        #expect(with("7.11.2023") { strict.reading($0, $1, $2) } == nil)
    }

    /// The first and the last hour of each half of the day, in three languages.
    @Test(arguments: [
        ("12:00:00 ap. EEST", 0), ("12:00:00 ip. EEST", 43_200), ("2:00:00 ip. EET", 50_400),
        ("11:59:59 IP GMT+3", 86_399),
        ("11:59:59 Ap. GMT+3", 43_199), ("12:30:00 fm", 1_800), ("12:30:00 em.", 45_000), ("2:00:00 AM", 7_200),
    ]) func readsHalvesOfADay(_ text: String, _ expected: Int64) throws {
        let pattern = try #require(DatePattern("yyyy/MM/dd h:mm:ss a z"))
        let reading = with("2026/09/08 " + text) { pattern.reading($0, $1, $2) }
        #expect(reading?.second == expected)
        #expect(reading?.day == CalendarDay(year: 2026, month: 9, day: 8)?.number)
        #expect(with("2026/09/08 13:00:00 ip.") { pattern.reading($0, $1, $2) } == nil)
    }

    @Test(arguments: ["d.M.yyyy h:mm", "yyyy/MM/dd h:mm:ss 'ap.' z", "d.M.yyyy 'h' hh"])
    func refusesAnHourOfEitherHalf(_ pattern: String) {
        #expect(DatePattern(pattern) == nil && DatePattern.lacksHalf(pattern))
    }

    @Test func takesLettersInQuotesForNoHour() {
        #expect(DatePattern("d.M.yyyy 'h' H:mm") != nil && DatePattern("d.M.yyyy h:mm 'x' a") != nil)
    }

    @Test(arguments: ["", "d.M.", "d.M.yyyy d", "dd.MMM.yyyy", "q", "d.M.yyyy 'x", "yyyyy-MM-dd"])
    func refusesOtherForms(_ pattern: String) { #expect(DatePattern(pattern) == nil) }

    /// What a form reads is shown by an example that it reads.
    @Test(arguments: [
        ("d.M.yyyy", "31.8.2024"), ("dd.MM.yyyy H.mm", "31.08.2024 14.30"),
        ("M/d/yyyy h:mm:ss a z", "8/31/2024 2:30:00 PM"),
        ("yyyy-MM-dd'T'HH:mm:ss", "2024-08-31T14:30:00"), ("d.M.yy 'klo' H:m", "31.8.24 klo 14:30"),
        ("excel-serial", "45535"), ("excel-serial-1904", "44073"),
    ]) func showsAnExample(_ pattern: String, _ example: String) throws {
        let pattern = try #require(DatePattern(pattern))
        #expect(pattern.example == example)
        let reading = with(example) { pattern.reading($0, $1, $2) }
        #expect(reading?.day == CalendarDay(year: 2024, month: 8, day: 31)?.number)
        #expect(DatePattern("usual")?.example == nil)
        #expect(DatePattern([pattern, try #require(DatePattern("usual"))])?.example == nil)
    }

    @Test(arguments: [
        ("24", 24, false), ("24 hlö", 24, false), ("5 kpl", 5, false), ("n. 300", 300, true), ("n.300", 300, true),
        ("noin 60", 60, true), ("noin 90 henkilöä", 90, true), ("~50", 50, true), ("≈ 50", 50, true),
        ("300+", 300, true),
        ("1 200", 1200, false), ("ca 40 personer", 40, true), ("about 25 people", 25, true), ("yli 300", 300, true),
        ("12 hlö.", 12, false), ("0", 0, false), ("N. 30", 30, true),
    ]) func readsHeadcounts(_ text: String, _ count: Int64, _ approximate: Bool) {
        let reading = with(text) { HeadcountText.reading($0, $1, $2) }
        #expect(reading?.count == count)
        #expect(reading?.approximate == approximate)
    }

    @Test(arguments: ["", "monta", "20-30", "noin", "n.", "24 autoa", "-5", "2,5", "noin 10 x"])
    func refusesOtherHeadcounts(_ text: String) {
        #expect(with(text) { HeadcountText.reading($0, $1, $2) } == nil)
    }

    /// Whole numbers are written out without a string in between, and read the same.
    @Test func cellsAreWrittenAsTheirText() {
        let numbers: [Double] = [
            0, -0.0, 1, -1, 9, 10, -10, 99, 100, 45_237, 123_456_789, 999_999_999_999_999, -999_999_999_999_999,
            1_000_000_000_000_000, 9_007_199_254_740_992, -1e15, 1e18, 1e19, -1e300, 0.5, -1234.56, 0.1 + 0.2, 1e-7,
        ]
        let batch = WorkbookRowBatch(columns: 2)
        batch.begin()
        for number in numbers { batch.add(WorkbookRow(rowNumber: 1, cells: [.number(number), .text("x")])) }
        let (first, second) = (
            batch.fields(0, slot: 0, keepingDoubledQuotes: false), batch.fields(1, slot: 1, keepingDoubledQuotes: false)
        )
        for (row, number) in numbers.enumerated() {
            #expect(first.text(row) == WorkbookRowBatch.decimalText(of: number))
            #expect(second.text(row) == "x")
        }
    }

    @Test func writesNumbersOfWorkbooksAsTheyAreShown() {
        #expect(WorkbookRowBatch.decimalText(of: 12) == "12")
        #expect(WorkbookRowBatch.decimalText(of: 0.1 + 0.2) == "0.3")
        #expect(WorkbookRowBatch.decimalText(of: -1234.56) == "-1234.56")
        #expect(WorkbookRowBatch.decimalText(of: 1e-7) == "0.0000001")
        #expect(WorkbookRowBatch.decimalText(of: 45_237) == "45237")
    }
}
