import Foundation
import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// A survey of several items, and of the region that each row is of.
struct ItemSurvey {
    let items: [String]
    /// The answers of each row to the items, nil for not answered.
    let rows: [[Int?]]
    let regions: [String]
    /// The decimals of the answers, which are whole numbers of 10^−places.
    let places: Int

    /// - Parameter regions: The region of each row; `north` for all when left out.
    init(_ items: [String], _ rows: [[Int?]], regions: [String]? = nil, places: Int = 0) {
        self.items = items
        self.rows = rows
        self.regions = regions ?? rows.map { _ in "north" }
        self.places = places
    }

    private var segment: Segment {
        let list = Array(Set(regions)).sorted()
        let columns = items.enumerated().map { place, item in
            NamedColumn(
                name: item, type: type,
                column: .integers(
                    .int16(rows.map { $0[place].map { Int16(clamping: $0) } ?? .missing(.notAnswered) }), places: places
                ))
        }
        return Segment(
            table: "survey", firstRow: 0, rowCount: rows.count,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer,
                    column: .integers(.int32(rows.indices.map { Int32($0) + 2 }), places: 0)),
                NamedColumn(
                    name: "region", type: .code,
                    column: .codes(regions.map { UInt8(list.firstIndex(of: $0) ?? 0) }, dictionary: list)),
            ] + columns)
    }

    private var type: FieldType { places == 0 ? .integer : .decimal(places: places) }

    private var columns: [ColumnSchema] {
        [ColumnSchema(name: "region", type: .code)] + items.map { ColumnSchema(name: $0, type: type) }
    }

    /// An engine over the rows, as the table `survey`.
    func engine() throws -> TabulationEngine {
        TabulationEngine(
            context: TabulationContext(
                tables: [TableSchema(name: "survey", columns: columns)], asOf: CalendarDay(number: 19_782)),
            source: MemorySegments([(SourceID(number: 1), segment)]), threads: 1)
    }

    func figures(
        _ calculation: String, unit: String = "ratio", scales: String = "", further: [String] = []
    ) throws -> [Figure] {
        try catalogueFigures(
            calculation, unit: unit, scales: scales, further: further,
            columns: columns, segment)
    }
}

/// A reference case of the statistics tests: its table, and the numbers that R found.
struct SurveyCase {
    let header: [String]
    let rows: [[String]]
    private let expected: [String: Any]

    /// - Parameter area: The folder of the cases that it is one of.
    init(_ name: String, table: String, of area: String = "survey") throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("StatisticsTests/Reference/\(area)/\(name)")
        let text = try String(contentsOf: folder.appendingPathComponent(table), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        header = try #require(lines.first)
        rows = Array(lines.dropFirst())
        let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        expected = try #require(json["expected"] as? [String: Any])
    }

    /// The number at a path such as `kruskal.H`.
    func number(_ path: String) throws -> Double {
        var place: Any? = expected
        for key in path.split(separator: ".") { place = (place as? [String: Any])?[String(key)] }
        return try #require(place as? NSNumber, "\(path)").doubleValue
    }
}
