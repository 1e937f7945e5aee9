import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct CSVPropertyTests {
    /// Pieces that make odd fields.
    private static let pieces = [
        "a", "ä", "€", "👍", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", " ", "'", "0", "12,5", "=1+1", "-", "text",
        "\\",
    ]

    /// A field as RFC 4180 writes it; quoted where it must be, and sometimes where it need not.
    private static func written(
        _ field: String, _ separator: Character, always: Bool
    ) -> String {
        let mustQuote = field.contains { $0 == "\"" || $0 == separator || $0.isNewline }
        guard mustQuote || always || field.first == " " else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    @Test(arguments: 0..<150) func readsBackWhatWasWritten(_ seed: Int) throws {
        var generator = TestGenerator(seed: UInt64(seed))
        let separators: [Character] = [",", ";", "\t", "|"]
        let separator = separators[seed % 4]
        let newline = seed % 3 == 0 ? "\r\n" : "\n"
        let columns = Int.random(in: 2...6, using: &generator)
        var records = [(0..<columns).map { "column \($0)" }]
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            records.append(
                (0..<columns).map { column in
                    // The first field has text, so that no row is blank.
                    let text = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                        Self.pieces.randomElement(using: &generator) ?? ""
                    }.joined()
                    let isBlank = text.allSatisfy(\.isWhitespace)
                    return column == 0 ? "x" + text : isBlank ? "" : text
                })
        }
        var text = ""
        for record in records {
            text +=
                record.map { Self.written($0, separator, always: Bool.random(using: &generator)) }
                .joined(separator: String(separator)) + newline
        }
        if Bool.random(using: &generator) { text.removeLast() }
        let declared = DeclaredFormat(separator: separator.asciiValue, headerRow: 1)
        for chunkSize in [1, 13, 70, 1 << 14] {
            let found = try cells(Array(text.utf8), declared: declared, threads: 1 + seed % 3, chunkSize: chunkSize)
            #expect(found.records == records, "seed \(seed), chunks of \(chunkSize)")
            #expect(found.log.total == 0)
        }
    }

    /// Bytes that no table has, between those of one.
    private static func dirty(_ seed: Int) -> [UInt8] {
        var generator = TestGenerator(seed: UInt64(seed) + 1_000_000)
        let pieces = [
            "\"", "\"", "\"\"", ";", ";", ";", "\n", "\n", "\r\n", "\r", "1", "23", "abc", "ä", " ", "\u{0}", "a@b.fi",
            "010190-999W", "\"x;y\"", "\"x\ny\"", "\";\"", ";\"", "\"\n",
        ]
        var text = "a;b;c\n"
        for _ in 0..<Int.random(in: 0...400, using: &generator) {
            text += pieces.randomElement(using: &generator) ?? ""
        }
        return Array(text.utf8)
    }

    @Test(arguments: 0..<200) func losesNoRowOfDirtyInput(_ seed: Int) throws {
        let format = DeclaredFormat(separator: UInt8(ascii: ";"), encoding: .utf8, decimalMark: .comma, headerRow: 1)
        let columns = [
            ColumnMapping("a", from: ["a"], type: .text),
            ColumnMapping("b", from: ["b"], type: .integer, range: 0...100),
            ColumnMapping("c", from: ["c"], type: .identifier),
        ]
        let bytes = Self.dirty(seed)
        var first: (Reading, [[String]])?
        for (threads, chunkSize) in [(1, 1 << 20), (2, 1), (3, 31), (1, 200)] {
            let reading = try read(
                bytes, mapping(columns, format: format, unique: ["a", "c"]), threads: threads, chunkSize: chunkSize)
            let report = reading.report
            #expect(report.rowsRead == report.rowsKept + report.rowsQuarantined + report.rowsExcluded)
            #expect(report.rowsKept == reading.segments.reduce(0) { $0 + $1.rowCount })
            let values = ["_line", "a", "b", "c"].map { reading.values($0) }
            #expect(values.allSatisfy { $0.count == report.rowsKept })
            let refused = Set(report.issues.filter { $0.severity >= .error }.compactMap(\.location.line))
            #expect(refused.isDisjoint(with: values[0].compactMap { Int($0) }))
            #expect(refused.count == report.rowsQuarantined)
            if let (other, otherValues) = first {
                #expect(values == otherValues, "seed \(seed): \(threads) threads, chunks of \(chunkSize)")
                #expect(Array(report.issues) == Array(other.report.issues))
                #expect(report.sha256 == other.report.sha256)
                #expect(report.rowsExcluded == other.report.rowsExcluded)
            } else {
                first = (reading, values)
            }
        }
    }

    @Test func findsTheFieldsThatASimpleReaderFinds() throws {
        for seed in 0..<100 {
            let bytes = Self.dirty(seed).filter { $0 != 0 }
            var simple = SimpleCSV(bytes[...], separator: UInt8(ascii: ";"), quote: UInt8(ascii: "\""), newline: 0x0A)
            var expected: [Int: [String]] = [:]
            while let record = simple.next() { expected[record.line] = record.fields }
            let columns = ["a", "b", "c"].map { ColumnMapping($0, from: [$0], type: .text) }
            let reading = try read(
                bytes,
                mapping(columns, format: DeclaredFormat(separator: UInt8(ascii: ";"), encoding: .utf8, headerRow: 1)))
            // Rows before the first wrong quote are cut in the same places.
            let wrong =
                reading.report.issues.filter {
                    ["ingest.unclosed-quote", "ingest.text-after-quote"].contains($0.code)
                }.compactMap(\.location.line).min() ?? .max
            let values = ["a", "b", "c"].map { reading.values($0) }
            for (row, line) in reading.values("_line").compactMap({ Int($0) }).enumerated() where line < wrong {
                let fields = (expected[line] ?? []).prefix(3).map { $0.allSatisfy { $0.isWhitespace } ? "" : $0 }
                #expect(values.map { $0[row] } == fields, "seed \(seed), line \(line)")
            }
        }
    }
}
