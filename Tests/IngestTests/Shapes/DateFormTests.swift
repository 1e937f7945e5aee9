import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct DateFormTests {
    private func read(_ written: [String], format: String? = nil, type: String = "moment") throws -> Reading {
        let mapping = try defined(
            "kaiku: 1\nrecord: activity\ncolumns:\n  date: {constant: 2024-01-01}\n  channel: {constant: news}\n"
                + "  at: {from: at, type: \(type)\(format.map { ", format: \($0)" } ?? "")}\n"
                + "format: {separator: \";\"}\n")
        return try IngestTests.read("at;x\n" + written.map { "\($0);1\n" }.joined(), mapping)
    }

    @Test func readsFinnishTimes() throws {
        let reading = try read([
            "20.3.2026 klo 19.10.37", "20.03.2026 klo 19.10", "20.3.2026 19:10", "7.11.2023 klo 9.05", "20.3.2026",
            "2026-03-20T19:10:37.907+02:00", "2026-03-20 19:10:37", "pe 20.3.2026 klo 19.10",
            "20.3.2026\u{A0}klo\u{A0}19.10",
        ])
        #expect(
            reading.values("at") == [
                "2026-03-20 19:10:37", "2026-03-20 19:10:00", "2026-03-20 19:10:00", "2023-11-07 09:05:00",
                "2026-03-20 00:00:00", "2026-03-20 19:10:37", "2026-03-20 19:10:37", "2026-03-20 19:10:00",
                "2026-03-20 19:10:00",
            ])
    }

    @Test func triesSeveralFormsInTheirOrder() throws {
        let forms = "[usual, \"M/d/yyyy H:mm:ss\", \"M/d/yy H:mm\"]"
        let reading = try read(
            ["3/20/2026 19:10:37", "3/4/26 7:05", "20.3.2026 klo 19.10", "20/3/2026 19:10:37"], format: forms)
        #expect(reading.values("at") == ["2026-03-20 19:10:37", "2026-03-04 07:05:00", "2026-03-20 19:10:00"])
        #expect(reading.codes == ["ingest.not-of-type"])
        #expect(
            reading.report.issues[0].explanation.summary.contains("written as usual or M/d/yyyy H:mm:ss or M/d/yy H:mm")
        )
    }

    @Test func refusesFormsThatContradictEachOther() throws {
        #expect(throws: TestFailure.self) { try read(["1/2/2024"], format: "[\"d/M/yyyy\", \"M/d/yyyy\"]") }
        #expect(throws: TestFailure.self) { try read(["1/2/2024"], format: "[\"dd/MM/yyyy\", \"M/d/yyyy\"]") }
        #expect(throws: TestFailure.self) { try read(["1/2/2024"], format: "[usual, quarter]") }
        _ = try read(["1/2/2024"], format: "[\"d/M/yyyy\", \"M/d/yy\"]")
    }

    @Test func readsSerialNumbersWhereDeclared() throws {
        // 45237 is 7 November 2023; 0.395833… is half past nine.
        let reading = try read(
            ["45237", "45237,39583333333", "45237.5", "60", "7.11.2023"], format: "[excel-serial, usual]")
        #expect(
            reading.values("at") == [
                "2023-11-07 00:00:00", "2023-11-07 09:30:00", "2023-11-07 12:00:00", "2023-11-07 00:00:00",
            ])
        #expect(reading.report.issues[0].location.line == 5)  // 29 February 1900 never was.
        #expect(try read(["43775"], format: "excel-serial-1904", type: "day").values("at") == ["2023-11-07"])
        #expect(try read(["45237"]).codes == ["ingest.not-of-type"])
    }

    @Test func saysWhatADateLacks() throws {
        let reading = try read(
            ["11/2023", "2023-11", "marraskuu 2023", "2023", "7.11.", "7.11", "7.11.23", "31.11.2023"], type: "day")
        #expect(reading.report.rowsKept == 0)
        #expect(
            reading.report.issues.map { $0.explanation.summary.split(separator: ": ").last ?? "" } == [
                "the date has no day", "the date has no day", "the date has no day", "the date has no day and month",
                "the date has no year", "the date has no year", "the date has no century", "the value is no date",
            ])
        #expect(reading.codes.prefix(7).allSatisfy { $0 == "ingest.incomplete-date" })
        #expect(try read(["7.11.23"], format: "d.M.yy", type: "day").values("at") == ["2023-11-07"])
    }
}
