import Foundation
import Testing

@testable import Ingest

/// How references, numbers, dates, formats and escapes of cells are written.
@Suite struct CellNotationTests {
    @Test(arguments: [("A1", 0, 1), ("Z9", 25, 9), ("AA10", 26, 10), ("xfd1048576", 16_383, 1_048_576), ("$B$2", 1, 2)])
    func decodesReferences(text: String, column: Int, row: Int) {
        let reference = CellReference(Array(text.utf8).span)
        #expect(reference?.column == column)
        #expect(reference?.row == row)
    }

    @Test(arguments: ["", "A", "1", "A0", "ABCD1", "A12345678", "A-1", "A1B", "Ä1", "A 1", "1A"])
    func refusesWhatIsNoReference(text: String) {
        #expect(CellReference(Array(text.utf8).span) == nil)
    }

    @Test func namesColumnsAsSpreadsheetsDo() {
        #expect([0, 25, 26, 701, 702, 16_383].map(columnName) == ["A", "Z", "AA", "ZZ", "AAA", "XFD"])
        for column in stride(from: 0, to: 16_384, by: 7) {
            #expect(CellReference(Array("\(columnName(column))1".utf8).span)?.column == column)
        }
    }

    @Test func decodesRanges() {
        #expect(CellRange(reference: Array("B2:D5".utf8).span) == CellRange(columns: 1...3, rows: 2...5))
        #expect(CellRange(reference: Array("D5:B2".utf8).span)?.description == "B2:D5")
        #expect(CellRange(reference: Array("C3".utf8).span)?.description == "C3:C3")
        for text in ["", ":", "A1:", ":A1", "A1:B2:C3"] { #expect(CellRange(reference: Array(text.utf8).span) == nil) }
    }

    @Test func readsNumbersAsTheStandardLibraryDoes() {
        let texts = [
            "0", "-0", "+7", "1.", ".5", "0.1", "1e3", "1E-3", "-1.5e+2", "1.3333333333333333", "9007199254740993",
            "0.30000000000000004", "1e22", "1e23", "123456789012345678901234567890", "2.2250738585072014E-308",
            "5e-324",
            "1.7976931348623157e308", "0.000000000000000000001", "18446744073709551615e-19", "9999999999999999999e-19",
        ]
        for text in texts { #expect(number(text) == Double(text), "\(text)") }
        #expect(number("-0")?.sign == .minus)
        #expect(number(" 42\n") == 42)
    }

    @Test func readsRandomNumbersToTheLastBit() {
        var generator = SeededGenerator(state: 20_240_917)
        for _ in 0..<20_000 {
            let digits = Int.random(in: 1...20, using: &generator)
            var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            text.insert(".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0...digits, using: &generator)))
            if Bool.random(using: &generator) { text += "E\(Int.random(in: -30...30, using: &generator))" }
            #expect(number(text) == Double(text), "\(text)")
        }
    }

    @Test(arguments: ["", "-", ".", "e5", "1e", "1e+", "nan", "inf", "0x10", "1,5", "1 2", "1e999", "--1", "1.2.3"])
    func refusesWhatIsNoFiniteNumber(text: String) {
        #expect(number(text) == nil)
    }

    private func number(_ text: String) -> Double? { decimalNumber(Array(text.utf8).span) }

    // 1900-01-01 is 25,567 days before 1970-01-01: 70 years of 365 days and 17 leap days (1904 to 1968).
    @Test func countsDaysOfThe1900SystemAroundItsLeapYearError() {
        #expect(SerialDate(serial: 1, system: .from1900)?.dayNumber == -25_567)
        #expect(SerialDate(serial: 59, system: .from1900)?.dayNumber == -25_509)  // 28 February
        #expect(SerialDate(serial: 60, system: .from1900)?.dayNumber == -25_509)  // never was
        #expect(SerialDate(serial: 60, system: .from1900)?.isPhantomLeapDay == true)
        #expect(SerialDate(serial: 61, system: .from1900)?.dayNumber == -25_508)  // 1 March
        #expect(SerialDate(serial: 25_569, system: .from1900)?.dayNumber == 0)
        #expect(SerialDate(serial: 2_958_465.5, system: .from1900)?.dayNumber == 2_932_896)  // 9999-12-31
    }

    @Test func countsDaysOfThe1904SystemFromZero() {
        // 1904-01-01: 66 years of 365 days and 17 leap days before 1970.
        #expect(SerialDate(serial: 0, system: .from1904)?.dayNumber == -24_107)
        #expect(SerialDate(serial: 24_107, system: .from1904)?.dayNumber == 0)
    }

    @Test func refusesDatesThatSpreadsheetsCannotShow() {
        for serial in [-0.5, -1, 2_958_466, 1e18, .infinity, .nan] {
            #expect(SerialDate(serial: serial, system: .from1900) == nil)
        }
        #expect(SerialDate(serial: 2_957_004, system: .from1904) == nil)
    }

    @Test func roundsTimesToTheMillisecondAndOverMidnight() {
        #expect(SerialDate(serial: 45_000.999_999_999_9, system: .from1900)?.millisecondOfDay == 0)
        #expect(SerialDate(serial: 45_000.999_999_999_9, system: .from1900)?.dayNumber == 45_001 - 25_569)
        #expect(SerialDate(serial: 0.75, system: .from1900)?.dayNumber == nil)
        #expect(SerialDate(serial: 0.75, system: .from1900)?.millisecondOfDay == 64_800_000)
    }

    @Test func decodesISODatesAndTimes() {
        #expect(iso("2021-01-01") == .date(dayNumber: 18_628, secondOfDay: nil))
        #expect(iso("2021-01-01T12:00:00") == .date(dayNumber: 18_628, secondOfDay: 43_200))
        #expect(iso("2021-01-01T00:00:01.5Z") == .date(dayNumber: 18_628, secondOfDay: 1.5))
        #expect(iso("10:10:10") == .time(secondOfDay: 36_610))
        for text in ["", "2021", "2021-02-30", "2021-01-01T", "2021-01-01T25:00", "10:61", "10:10:10x", "2021-1-1"] {
            #expect(iso(text) == nil, "\(text)")
        }
    }

    private func iso(_ text: String) -> WorkbookCell? { isoCell(Array(text.utf8).span) }

    @Test(arguments: [
        ("General", NumberFormatKind.number), ("0.00", .number), ("#,##0\\ \"days\"", .number), ("0.00E+00", .number),
        ("@", .number), ("[Red]#,##0;[Blue]-0", .number), ("#,##0 [$kr-41D]", .number), ("\"dd.mm.yyyy\"", .number),
        ("_-* #,##0\\ _€_-", .number), ("0\\d", .number), ("", .number), ("\"", .number), ("[", .number),
        ("\\", .number),
        ("d.m.yyyy", .date), ("yyyy\\-mm\\-dd", .date), ("[$-40B]d\\.\\ mmmm\\ yyyy;@", .date), ("mmm\\-yy", .date),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .date), ("[$-411]ggge\"年\"m\"月\"d\"日\"", .date),
        ("MM/DD/YYYY", .date),
        ("h:mm", .time), ("hh:mm:ss", .time), ("h:mm AM/PM", .time), ("mm:ss.0", .time),
        ("[$-F400]h:mm:ss\\ AM/PM", .time),
        ("d.m.yyyy h:mm", .dateAndTime), ("yyyy-mm-dd\"T\"hh:mm:ss", .dateAndTime), ("m/d/yy h:mm;@", .dateAndTime),
        ("[h]:mm", .elapsed), ("[hh]:mm:ss", .elapsed), ("[mm]:ss", .elapsed), ("[s].000", .elapsed),
        ("0;yyyy", .number), ("[<1]h:mm;yyyy", .dateAndTime), (";;;", .number),
    ]) func classifiesFormats(code: String, kind: NumberFormatKind) {
        #expect(NumberFormatKind(code: code) == kind)
    }

    @Test func classifiesBuiltInFormats() {
        for id in [0, 1, 2, 9, 10, 12, 37, 44, 48, 49, 59, -1, 4000] {
            #expect(NumberFormatKind(builtIn: id) == .number)
        }
        for id in Array(14...22) + Array(27...36) + [45, 46, 47] + Array(50...58) {
            #expect(NumberFormatKind(builtIn: id) != .number)
        }
        #expect(NumberFormatKind(builtIn: 46) == .elapsed)
        #expect(NumberFormatKind(builtIn: 22) == .dateAndTime)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a_x000D_\nb", "a\r\nb"), ("_x005F_x000D_", "_x000D_"), ("_x00e4__x00E4_", "ää"),
        ("_xD83D__xDE00_", "😀"), ("_xD83D_", "_xD83D_"), ("_xDE00__xD83D_", "_xDE00__xD83D_"), ("_x00G0_", "_x00G0_"),
        ("_X000D_", "_X000D_"), ("_x000D", "_x000D"), ("_", "_"), ("__x0041_", "_A"),
    ]) func decodesEscapes(written: String, text: String) {
        let decoded = unsafe Array(written.utf8).withUnsafeBufferPointer { unsafe cellText($0) }
        #expect(decoded == text)
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
