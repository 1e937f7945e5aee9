import Indicators
import Microdata
import Records
import Tabulation

/// Things with a day, whether an event happened on it, and the region of each.
///
/// For times to an event the day is that of the event, or the as-of day where there was none.
struct TimeSurvey {
    /// The as-of day of catalogueFigures, 2024-02-29.
    static let asOf = CalendarDay(number: 19_782)

    /// A thing's days from its origin, and what happened then.
    struct Row {
        let origin: Int32
        let day: Int32
        let isEvent: Bool
        let region: String
    }

    let rows: [Row]

    /// Times in days, each until the as-of day; status 1 for an event.
    init(times: [(time: Int, status: Int, region: String)]) {
        rows = times.map {
            Row(
                origin: Self.asOf.number - Int32(clamping: $0.time), day: Self.asOf.number, isEvent: $0.status == 1,
                region: $0.region)
        }
    }

    /// Adoptions on some days.
    init(adoptions: [(day: CalendarDay?, region: String)]) {
        rows = adoptions.compactMap { adoption in
            adoption.day.map {
                Row(origin: $0.number, day: $0.number, isEvent: true, region: adoption.region)
            }
        }
    }

    private var segment: Segment {
        let regions = Array(Set(rows.map(\.region))).sorted()
        return Segment(
            table: "survey", firstRow: 0, rowCount: rows.count,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer,
                    column: .integers(.int32(rows.indices.map { Int32(clamping: $0) + 2 }), places: 0)),
                NamedColumn(
                    name: "thing", type: .identifier,
                    column: .keys(rows.indices.map { UInt32($0) }, dictionary: rows.indices.map { "t\($0)" })),
                NamedColumn(name: "origin", type: .day, column: .days(rows.map(\.origin))),
                NamedColumn(name: "day", type: .day, column: .days(rows.map(\.day))),
                NamedColumn(
                    name: "status", type: .integer,
                    column: .integers(.int8(rows.map { $0.isEvent ? 1 : 0 }), places: 0)),
                NamedColumn(
                    name: "stratum", type: .integer,
                    column: .integers(.int8(rows.indices.map { Int8($0 % 3) }), places: 0)),
                NamedColumn(
                    name: "region", type: .code,
                    column: .codes(rows.map { UInt8(regions.firstIndex(of: $0.region) ?? 0) }, dictionary: regions)),
            ])
    }

    /// The figures of an indicator, broken down by region.
    func figures(
        _ calculation: String, unit: String = "number", further: [String] = [], codeLists: [CodeList] = []
    ) throws -> [Figure] {
        try catalogueFigures(
            calculation, unit: unit, scales: "", further: further,
            columns: [
                ColumnSchema(name: "thing", type: .identifier), ColumnSchema(name: "origin", type: .day),
                ColumnSchema(name: "day", type: .day), ColumnSchema(name: "status", type: .integer),
                ColumnSchema(name: "region", type: .code), ColumnSchema(name: "stratum", type: .integer),
            ], codeLists: codeLists, segment)
    }
}
