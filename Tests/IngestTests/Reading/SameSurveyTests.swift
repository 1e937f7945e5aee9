import CReadStat
import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

/// One survey in every kind of file: the same mapping gives the same segments.
@Suite struct SameSurveyTests {
    private struct Answer {
        var code: String?
        var wave: String?
        var moment: String?
        var day: String?
        var q1: String?
        var weight: String?
        var feedback: String?
    }

    private static let long = String(repeating: "Pitkä vastaus. ", count: 20) + "Loppu"
    private static let answers = [
        Answer(
            code: "A1", wave: "ennen", moment: "2024-09-01T09:30:00", day: "2024-09-01", q1: "4", weight: "1.25",
            feedback: "Hyvä päivä, kiitos; \"ihan\" hyvä"),
        Answer(
            code: "A2", wave: "Jälkeen", moment: "2024-11-29T00:00:00", day: "2024-11-29", weight: "0.1", feedback: long
        ),
        Answer(code: "A3", wave: "ennen", q1: "9", weight: "1"), Answer(wave: "ennen", q1: "2", weight: "1"),
        Answer(
            code: "A1", wave: "ennen", moment: "2024-09-02T00:00:59", day: "2024-09-02", q1: "5", feedback: "Kahdesti"),
        Answer(
            code: "A4", wave: "jälkeen", moment: "1999-12-31T23:59:59", day: "1999-12-31", q1: "1", weight: "-3",
            feedback: "a4@example.org"),
        Answer(
            code: "A5", wave: "jälkeen", moment: "2024-02-29T00:01:00", day: "2024-02-29", q1: "5", weight: "12",
            feedback: "Åke & <Öljy>"),
    ]

    private static let names = ["Koodi", "Aalto", "Aika", "Paiva", "K1", "Paino", "Palaute"]

    private static func texts(_ answer: Answer) -> [String?] {
        [answer.code, answer.wave, answer.moment, answer.day, answer.q1, answer.weight, answer.feedback]
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private static func isNumber(_ column: Int) -> Bool { column == 4 || column == 5 }

    /// Days since 1899-12-30, which the serial numbers of sheets count, with the time as a fraction.
    private static func serial(_ iso: String) throws -> Double {
        guard case .date(let day, let second)? = isoCell(Array(iso.utf8).span) else { throw TestFailure("\(iso)") }
        return Double(day + 25_569) + (second ?? 0) / 86_400
    }

    // MARK: Files

    private static func csv() -> [UInt8] {
        let rows = answers.map { answer in
            texts(answer).map { ($0 ?? "").replacing("\"", with: "\"\"") }.map { $0.contains(";") ? "\"\($0)\"" : $0 }
                .joined(separator: ";")
        }
        return Array(([names.joined(separator: ";")] + rows).joined(separator: "\n").utf8)
    }

    private static func xlsx() throws -> [UInt8] {
        func text(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>" }
        let rows = try answers.map { answer in
            try texts(answer).enumerated().map { column, value in
                guard let value else { return "<c/>" }
                if isNumber(column) { return "<c><v>\(value)</v></c>" }
                if column == 2 || column == 3 { return "<c s=\"\(column - 1)\"><v>\(try serial(value))</v></c>" }
                return text(value)
            }.joined()
        }
        let sheet = ([names.map(text).joined()] + rows).map { "<row>\($0)</row>" }.joined()
        return try WorkbookFixture(
            sheet: "<sheetData>\(sheet)</sheetData>",
            styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"14\"/></cellXfs>"
        ).contents()
    }

    private static func ods() throws -> [UInt8] {
        let rows = answers.map { answer in
            texts(answer).enumerated().map { column, value in
                guard let value else { return ODSFixture.empty }
                if isNumber(column) { return ODSFixture.number(value) }
                if column == 2 || column == 3 { return ODSFixture.value("date", "date-value", value) }
                return ODSFixture.text(escaped(value))
            }.joined()
        }
        let sheet = ([names.map { ODSFixture.text($0) }.joined()] + rows).map { ODSFixture.row($0) }.joined()
        return try ODSFixture.sheet(sheet).contents()
    }

    private static func records() -> [String] {
        answers.map { answer in
            let fields = zip(names, texts(answer)).enumerated().compactMap { column, field -> String? in
                guard let value = field.1 else { return column.isMultiple(of: 2) ? nil : "\"\(field.0)\":null" }
                let text = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                return "\"\(field.0)\":\(isNumber(column) ? value : "\"\(text)\"")"
            }
            return "{\(fields.joined(separator: ","))}"
        }
    }

    private static func spss() throws -> [UInt8] {
        let cases = try answers.map { answer in
            try texts(answer).enumerated().map { column, value -> SPSSValue in
                guard let value else { return column < 2 || column == 6 ? .text("") : .missing }
                if isNumber(column) { return Double(value).map { .number($0) } ?? .missing }
                // SPSS counts seconds from 14 October 1582.
                if column == 2 || column == 3 {
                    return .number(((try serial(value) - 25_569 + 141_428) * 86_400).rounded())
                }
                return .text(value)
            }
        }
        return try SPSSFixture.bytes(SPSSSourceTests.variables, cases: cases)
    }

    // MARK: The test

    @Test(arguments: ["kysely.xlsx", "kysely.ods", "kysely.json", "kysely.jsonl", "kysely.sav"])
    func givesTheSegmentsOfTheTextFile(name: String) throws {
        let bytes =
            switch name {
            case "kysely.xlsx": try Self.xlsx()
            case "kysely.ods": try Self.ods()
            case "kysely.json": Array("{\"results\":[\(Self.records().joined(separator: ",\n"))]}".utf8)
            case "kysely.jsonl": Array(Self.records().joined(separator: "\n").utf8)
            default: try Self.spss()
            }
        let text = try read(Self.csv(), SPSSSourceTests.survey, name: "kysely.csv", lists: [SPSSSourceTests.waves])
        let other = try read(bytes, SPSSSourceTests.survey, name: name, lists: [SPSSSourceTests.waves])
        #expect(text.report.rowsRead == 7 && text.report.rowsKept == 3, "\(text.codes)")
        #expect(other.report.rowsRead == 7 && other.report.rowsQuarantined == text.report.rowsQuarantined)
        #expect(other.codes == text.codes)
        #expect(other.segments.count == 1 && text.segments.count == 1)
        for (one, another) in zip(text.segments, other.segments) {
            #expect(one.table == another.table && one.rowCount == another.rowCount)
            #expect(Array(one.columns.dropFirst()) == Array(another.columns.dropFirst()), "\(name)")
        }
    }
}
