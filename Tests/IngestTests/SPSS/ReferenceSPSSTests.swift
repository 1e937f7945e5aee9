import Foundation
import Testing

@testable import Ingest

/// SPSS files of another project's tests (`MANIFEST-spss.csv` says whose), with what pyreadstat 1.3.7 and haven 2.5.1 both found.
@Suite struct ReferenceSPSSTests {
    static let files = [
        "pyreadstat_hebrews.sav", "pyreadstat_missing_test.sav", "pyreadstat_sample.sav", "pyreadstat_sample.zsav",
        "pyreadstat_sample_missing.sav", "pyreadstat_simple_alltypes.sav",
    ]

    private static let folder = testFolder("Reference/inputs")

    private func expected(_ name: String) throws -> ExpectedSPSS {
        let url = Self.folder.appendingPathComponent("\(name).expected.json")
        return try JSONDecoder().decode(ExpectedSPSS.self, from: Data(contentsOf: url))
    }

    private func reader(_ name: String) throws -> SPSSReader {
        try SPSSReader(SourceFile(path: Self.folder.appendingPathComponent(name).path, displayName: name))
    }

    @Test(arguments: files) func readsTheDictionaryAsOtherReadersDo(name: String) throws {
        let expected = try expected(name)
        let dictionary = try reader(name).dictionary
        #expect(dictionary.variables.map(\.name) == expected.names)
        #expect(dictionary.variables.map(\.title) == expected.labels)
        #expect(dictionary.variables.map(\.format) == expected.names.map { expected.formats[$0] ?? "" })
        #expect(dictionary.cases == expected.rows && dictionary.variables.count == expected.columns)
        #expect(dictionary.encoding?.lowercased() == expected.encoding.lowercased())
        for variable in dictionary.variables {
            let labels = (dictionary.labels(of: variable)?.all ?? []).map { [$0.value, .text($0.label)] }
            #expect(labels == expected.valueLabels[variable.name] ?? [], "\(variable.name)")
            let ranges = (expected.missingRanges[variable.name] ?? []).map { range -> SPSSVariable.MissingRange in
                .numbers(range.lo...range.hi)
            }
            #expect(Set(variable.missing) == Set(ranges), "\(variable.name)")
        }
    }

    @Test(arguments: files) func readsEveryValueAsOtherReadersDo(name: String) throws {
        let expected = try expected(name)
        let reader = try reader(name)
        var cases: [[SPSSValue]] = []
        let isWhole = try reader.readCases { (number, values) throws(IngestError) in
            #expect(number == cases.count + 1)
            cases.append(values)
            return true
        }
        #expect(isWhole)
        #expect(cases.count == expected.rows)
        #expect(Array(cases.prefix(expected.firstRows.count)) == expected.firstRows)
        #expect(cases.last == expected.lastRow)
        for (position, column) in expected.names.enumerated() {
            let values = cases.map { $0[position] }
            #expect(values.count { $0 == .missing } == expected.systemMissing[column])
            guard let sum = expected.numericSums[column] else { continue }
            let found = values.reduce(0.0) { if case .number(let number) = $1 { $0 + number } else { $0 } }
            #expect(abs(found - sum) <= 1e-9 * max(1, abs(sum)), "\(column)")
        }
    }

    /// The cells that the mapping sees, worked out from the raw numbers by other code: Foundation's calendar.
    @Test(arguments: files) func writesCellsAsDelimitedTextWould(name: String) throws {
        let expected = try expected(name)
        let reader = try reader(name)
        var cells = SPSSCells(reader.dictionary, usesLabels: false)
        var labelled = SPSSCells(reader.dictionary, usesLabels: true)
        var texts: [[String]] = []
        var labels: [[String]] = []
        try reader.readCases { (_, values) throws(IngestError) in
            texts.append(cells.cells(values).map(WorkbookRowBatch.text))
            labels.append(labelled.cells(values).map(WorkbookRowBatch.text))
            return true
        }
        let wanted = expected.firstRows + [expected.lastRow]
        for (place, row) in wanted.enumerated() {
            let found = place < expected.firstRows.count ? place : texts.count - 1
            for (position, value) in row.enumerated() {
                let column = expected.names[position]
                let text = expected.text(of: value, column)
                #expect(texts[found][position] == text, "\(column) of case \(found + 1)")
                let label = expected.isDeclaredMissing(value, column) ? nil : expected.label(of: value, column)
                #expect(labels[found][position] == label ?? text, "\(column) of case \(found + 1)")
            }
        }
    }
}

/// What the file beside a reference file says of it.
private struct ExpectedSPSS: Decodable {
    struct Range: Decodable {
        let lo: Double
        let hi: Double
    }

    let names: [String]
    let labels: [String?]
    let formats: [String: String]
    let rows: Int
    let columns: Int
    let encoding: String
    let valueLabels: [String: [[SPSSValue]]]
    let missingRanges: [String: [Range]]
    let firstRows: [[SPSSValue]]
    let lastRow: [SPSSValue]
    let numericSums: [String: Double]
    let systemMissing: [String: Int]

    enum CodingKeys: String, CodingKey {
        case names, labels, formats, rows, columns
        case encoding = "file_encoding"
        case valueLabels = "value_labels"
        case missingRanges = "missing_ranges"
        case firstRows = "first_rows"
        case lastRow = "last_row"
        case numericSums = "numeric_sums"
        case systemMissing = "system_missing"
    }

    func isDeclaredMissing(_ value: SPSSValue, _ column: String) -> Bool {
        guard case .number(let number) = value else { return false }
        return (missingRanges[column] ?? []).contains { $0.lo <= number && number <= $0.hi }
    }

    func label(of value: SPSSValue, _ column: String) -> String? {
        let pair = (valueLabels[column] ?? []).first { $0.first == value }
        if case .text(let label) = pair?.last { return label }
        return nil
    }

    func text(of value: SPSSValue, _ column: String) -> String {
        if isDeclaredMissing(value, column) { return "" }
        switch value {
        case .missing: return ""
        case .text(let text): return text
        case .number(let number):
            let format = formats[column] ?? ""
            if format.hasPrefix("DATETIME") { return Self.time(number, "yyyy-MM-dd'T'HH:mm:ss") }
            if format.hasPrefix("TIME") { return Self.time(number, "HH:mm:ss") }
            if format.contains("DATE") || format.hasPrefix("QYR") { return Self.time(number, "yyyy-MM-dd") }
            return number == number.rounded() ? String(Int(number)) : String(number)
        }
    }

    /// Seconds since 14 October 1582, in the Gregorian calendar.
    private static func time(_ seconds: Double, _ format: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = format
        return formatter.string(from: Date(timeIntervalSince1970: seconds - 12_219_379_200))
    }
}

extension SPSSValue: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .missing
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}
