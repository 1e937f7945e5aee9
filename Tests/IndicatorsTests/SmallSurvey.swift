import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// A survey of a few answers, and what a catalogue makes of it.
struct SmallSurvey {
    /// An answer: person, wave, region, and two items, nil for not answered.
    struct Row {
        let person: UInt64
        let wave: String
        let region: String
        let a: Int?
        let b: Int?
    }

    let rows: [Row]

    init(_ rows: [(UInt64, String, String, Int?, Int?)]) {
        self.rows = rows.map { Row(person: $0.0, wave: $0.1, region: $0.2, a: $0.3, b: $0.4) }
    }

    private static let regions = ["north", "south"]
    private static let waves = ["before", "during", "after"]

    private var segment: Segment {
        func items(_ values: [Int?]) -> Column {
            .integers(.int8(values.map { $0.map { Int8(clamping: $0) } ?? .missing(.notAnswered) }), places: 0)
        }
        func codes(_ values: [String], _ list: [String]) -> Column {
            .codes(values.map { UInt8(list.firstIndex(of: $0) ?? 0) }, dictionary: list)
        }
        return Segment(
            table: "survey", firstRow: 0, rowCount: rows.count,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer,
                    column: .integers(.int32(rows.indices.map { Int32($0) + 2 }), places: 0)),
                NamedColumn(
                    name: "person", type: .person, column: .persons(rows.map { Pseudonym(high: 0, low: $0.person) })),
                NamedColumn(name: "wave", type: .code, column: codes(rows.map(\.wave), Self.waves)),
                NamedColumn(name: "region", type: .code, column: codes(rows.map(\.region), Self.regions)),
                NamedColumn(name: "a", type: .integer, column: items(rows.map(\.a))),
                NamedColumn(name: "b", type: .integer, column: items(rows.map(\.b))),
            ])
    }

    /// The figures of an indicator with a calculation, broken down by region.
    ///
    /// - Parameter further: Further keys of the indicator, a line each.
    func figures(
        _ calculation: String, unit: String = "share", scales: String = "", further: [String] = []
    ) throws -> [Figure] {
        try catalogueFigures(
            calculation, unit: unit, scales: scales, further: further,
            columns: [
                ColumnSchema(name: "person", type: .person), ColumnSchema(name: "wave", type: .code),
                ColumnSchema(name: "region", type: .code), ColumnSchema(name: "a", type: .integer),
                ColumnSchema(name: "b", type: .integer),
            ], segment)
    }
}

extension [Figure] {
    /// The figure at some levels, written as `region=north`; the total without any.
    func at(_ levels: String...) throws -> Figure {
        try #require(
            first { figure in figure.breakdown.map { "\($0.dimension)=\($0.level.name)" } == levels }, "\(levels)")
    }
}

extension Figure {
    /// A further number.
    func further(_ name: String) throws -> Double? { try #require(further.first { $0.name == name }, "\(name)").value }

    /// A count that it gives away.
    func reveals(_ name: String) -> Int? { reveals.first { $0.name == name }?.count }
}

func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    value.map { abs($0 - expected) <= tolerance * max(1e-12, abs(expected)) } ?? false
}
