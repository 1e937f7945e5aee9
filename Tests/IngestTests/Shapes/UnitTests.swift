import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct UnitTests {
    private func values(_ unit: NumberUnit, places: Int, _ written: [String]) throws -> (
        values: [String], codes: [String]
    ) {
        var column = ColumnMapping("n", from: ["n"], type: .decimal(places: places))
        column.shape.unit = unit
        let text = "n;x\n" + written.map { "\"\($0)\";1\n" }.joined()
        let reading = try read(text, mapping([column], format: DeclaredFormat(separator: 0x3B, decimalMark: .comma)))
        return (reading.values("n"), reading.codes)
    }

    @Test func readsUnitsAsPeopleWriteThem() throws {
        let nbsp = "\u{A0}"
        #expect(
            try values(.percent, places: 1, ["45 %", "45%", "4,5\(nbsp)%", "12", "-3 prosenttia"]).values
                == ["45.0", "45.0", "4.5", "12.0", "-3.0"])
        #expect(
            try values(.share, places: 3, ["45 %", "0,45", "12,5\u{202F}%"]).values == ["0.450", "0.450", "0.125"])
        #expect(
            try values(
                .euro, places: 2, ["1\(nbsp)234,50 €", "12 euroa", "3,5 k€", "2 t€", "1,2 milj. €", "\u{2212}5 EUR"]
            ).values
                == ["1234.50", "12.00", "3500.00", "2000.00", "1200000.00", "-5.00"])
        #expect(
            try values(.piece, places: 0, ["5 kpl", "5 kpl.", "5 st", "1\u{2009}000 kpl"]).values == [
                "5", "5", "5", "1000",
            ])
    }

    @Test func convertsTimes() throws {
        #expect(
            try values(.hour, places: 2, ["1,5 h", "90 min", "50 min", "2 tuntia"]).values == [
                "1.50", "1.50", "0.83", "2.00",
            ])
        #expect(try values(.minute, places: 0, ["1,5 h", "90 min", "45"]).values == ["90", "90", "45"])
        #expect(try values(.hour, places: 1, ["-50 min"]).values == ["-0.8"])
    }

    @Test func refusesOtherUnitsAndDecimals() throws {
        #expect(try values(.euro, places: 2, ["12 kpl", "12 %"]).codes == ["ingest.other-unit", "ingest.other-unit"])
        #expect(try values(.euro, places: 0, ["1,2345 k€"]).codes == ["ingest.not-of-type"])
        #expect(try values(.euro, places: 2, ["1,234567 k€"]).codes == ["ingest.too-many-decimals"])
        #expect(try values(.euro, places: 2, ["noin 5 €", "€"]).codes == ["ingest.not-of-type", "ingest.not-of-type"])
        #expect(try values(.euro, places: 2, ["9999999999999999 milj. €"]).codes == ["ingest.not-of-type"])
        #expect(try values(.percent, places: 1, ["4.5 %"]).codes == ["ingest.other-decimal-mark"])
    }

    @Test func isDeclaredForNumbersOnly() throws {
        let head = "kaiku: 1\nrecord: activity\ncolumns:\n  date: {constant: 2024-01-01}\n  channel: {constant: news}\n"
        #expect(try defined(head + "  a: {from: a, type: decimal, unit: euro}\n").columns[2].shape.unit == .euro)
        #expect(throws: TestFailure.self) { try defined(head + "  a: {from: a, type: text, unit: euro}\n") }
        #expect(throws: TestFailure.self) { try defined(head + "  a: {from: a, type: integer, unit: litre}\n") }
    }

    @Test(arguments: [
        ("n. 300", 300, true), ("noin 60", 60, true), ("ca 60", 60, true), ("about 300", 300, true),
        ("5 kpl", 5, false),
        ("Noin 1\u{A0}200 hlöä", 1200, true), ("n.300", 300, true), ("300 (arvio)", 300, true),
        ("vähintään 50 osallistujaa", 50, true), ("60 henkeä (noin)", 60, true), ("at least 20 people", 20, true),
        ("≈ 40", 40, true), ("25 kävijää", 25, false), ("drygt 30 deltagare", 30, true), ("300+", 300, true),
        ("1\u{2009}000 hlö.", 1000, false),
    ])
    func readsHeadcounts(_ text: String, _ count: Int64, _ isApproximate: Bool) {
        let bytes = Array(text.utf8) + [0, 0, 0, 0]
        let reading = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe HeadcountText.reading($0, 0, text.utf8.count) }
        }
        #expect(reading?.count == count && reading?.approximate == isApproximate)
    }

    @Test(arguments: ["alle 50", "300-400", "noin sata", "60 (varma)", "5 kpl 3", "noin", "12,5", "60 hlökohtaista"])
    func refusesWhatIsNoHeadcount(_ text: String) {
        let bytes = Array(text.utf8) + [0, 0, 0, 0]
        let reading = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe HeadcountText.reading($0, 0, text.utf8.count) }
        }
        #expect(reading == nil)
    }
}
