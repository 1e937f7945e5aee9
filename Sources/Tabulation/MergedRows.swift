internal import Records

/// A table whose rows are made from those of another: all rows of one key are one row.
///
/// For a person who returned to an operation the first entry and the last exit count, and what was found at an earlier exit is dropped
/// (European Commission, SFC2014 FAQ on participation records, for ESF 2014–2020; carried over to ESF+ by the Commission's toolbox).
public struct MergedRows: Sendable, Hashable {
    /// The table that the rows come from; no merged one itself.
    public var table: String
    /// The columns that together say which rows are one; rows where one of them is missing are left out.
    public var keys: [String]
    /// The day on which a row begins. The row with the earliest gives all columns but those in ``last``; of equal ones the first, and one
    /// without a day only where there is no other.
    public var start: String
    /// The day on which a row ends; missing where it has not ended.
    public var end: String
    /// The columns that the last row gives: that with the latest end, unless the row that began last has none yet.
    ///
    /// An earlier row without an end is one that was never closed, and ends with those after it.
    public var last: [String]
    /// Which rows count; nil for all.
    public var filter: String?
    /// What came after the end.
    public var followUps: [FollowUp]

    /// The column with how many rows became one.
    public static let countName = "entries"

    /// What rows of a further table tell of the time after the end.
    public struct FollowUp: Sendable, Hashable {
        /// The further table; it has columns of the same names as the keys.
        public var table: String
        /// Its day.
        public var day: String
        /// The first and the last day after the end that count, 0 being the day of the end; of several rows the latest counts, of equal
        /// ones the last.
        public var days: ClosedRange<Int>
        /// Its columns, by the names that they have in the merged table.
        public var columns: [String: String]
        /// Which rows count; nil for all.
        public var filter: String?

        public init(
            table: String, day: String, days: ClosedRange<Int>, columns: [String: String], filter: String? = nil
        ) {
            (self.table, self.day, self.days, self.columns, self.filter) = (table, day, days, columns, filter)
        }
    }

    public init(
        table: String, keys: [String], start: String, end: String, last: [String], filter: String? = nil,
        followUps: [FollowUp] = []
    ) {
        (self.table, self.keys, self.start, self.end) = (table, keys, start, end)
        (self.last, self.filter, self.followUps) = (last, filter, followUps)
    }

    /// The tables that it is made from, that of its rows first.
    public var tables: [String] { [table] + followUps.map(\.table) }

    /// The columns of the merged table, from those of the tables that it is made of.
    ///
    /// - Parameter tables: The tables by name.
    public func columns(from tables: [String: TableSchema]) -> [ColumnSchema] {
        var columns = tables[table]?.columns ?? []
        columns.append(ColumnSchema(name: Self.countName, type: .integer))
        for followUp in followUps {
            for (name, own) in followUp.columns.sorted(by: { $0.key < $1.key }) {
                guard var column = tables[followUp.table]?[own] else { continue }
                column.name = name
                columns.append(column)
            }
        }
        return columns
    }

    /// Says the same of equal ones and something else of others, for answers that are kept.
    var canonical: String {
        let further = followUps.map { followUp in
            let columns = followUp.columns.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            return "\(followUp.table) \(followUp.day) \(followUp.days) \(columns) \(followUp.filter ?? "")"
        }
        return "\(table) \(keys) \(start) \(end) \(last) \(filter ?? "") \(further)"
    }
}
