/// A column that a method takes.
public struct MethodColumn: Sendable, Hashable, Codable {
    /// The header that it looks for.
    public let name: String
    /// Whether the method stops without it.
    public let isRequired: Bool
    /// Whether its cells may be names, such as those of groups; they become numbers in the order of the names.
    public let takesNames: Bool
    /// What its cells hold.
    public let meaning: String

    public init(_ name: String, required: Bool = true, names: Bool = false, _ meaning: String) {
        self.name = name
        self.isRequired = required
        self.takesNames = names
        self.meaning = meaning
    }

    /// The column of counts that most methods take.
    static let count = MethodColumn(
        "count", required: false, "how many rows this row stands for; 1 without the column")
}

/// One result of a method: a value under a stable name, or why there is none.
public struct MethodValue: Sendable, Hashable, Codable {
    /// A stable name such as `mean_change_lower`.
    public let name: String
    /// The value; nil where there is none.
    public let value: Double?
    /// Why there is no value.
    public let reason: Unavailable?

    public init(_ name: String, _ value: Double?, reason: Unavailable? = nil) {
        self.name = name
        self.value = value.flatMap { $0.isFinite ? $0 : nil }
        self.reason = value == nil ? reason : value?.isFinite == true ? nil : .notRepresentable
    }

    public init(_ name: String, _ count: Int) {
        self.init(name, Double(count))
    }

    public init(_ name: String, _ estimate: Estimate) {
        self.init(name, estimate.value, reason: estimate.reason)
    }
}

extension [MethodValue] {
    /// Adds an estimate with its limits.
    public mutating func append(_ name: String, withInterval estimate: Estimate) {
        let missing = estimate.reason ?? estimate.intervalReason
        append(MethodValue(name, estimate))
        append(MethodValue("\(name)_lower", estimate.interval?.lowerBound, reason: missing))
        append(MethodValue("\(name)_upper", estimate.interval?.upperBound, reason: missing))
    }

    /// Adds a test: its statistic and degrees of freedom where it has them, and p.
    public mutating func append(_ name: String, test: TestOutcome, statistic: String? = nil) {
        if let statistic {
            // A test with p and without a statistic has an infinite one, such as the t of r = 1.
            append(MethodValue("\(name)_\(statistic)", test.statistic, reason: test.reason ?? .notRepresentable))
        }
        if let freedom = test.degreesOfFreedom { append(MethodValue("\(name)_df", freedom)) }
        append(MethodValue("\(name)_p", test.p, reason: test.reason))
    }
}

/// The columns of a file, checked for what a method takes.
public struct MethodInput: Sendable {
    private let columns: [String: [Double?]]
    private let labels: [String: [String]]
    /// The columns that the method does not name, in the order of the file; empty when it has no use for them.
    public let furtherColumns: [String]
    /// The number of rows.
    public let rowCount: Int

    /// - Parameter takesFurther: Whether the columns that are not wanted by name are part of the input.
    /// - Throws: ``StatisticsError/missingColumn(_:method:available:)``, ``StatisticsError/textInColumn(_:method:)``,
    ///   ``StatisticsError/unequalColumns(_:)``.
    public init(
        _ table: MethodTable, wanted: [MethodColumn], takesFurther: Bool = false, method: String
    ) throws(StatisticsError) {
        var kept: [String: [Double?]] = [:]
        for column in wanted {
            if let cells = table.columns[column.name] {
                guard column.takesNames || table.labels[column.name] == nil else {
                    throw .textInColumn(column.name, method: method)
                }
                kept[column.name] = cells
            } else if column.isRequired {
                throw .missingColumn(column.name, method: method, available: table.names)
            }
        }
        furtherColumns = takesFurther ? table.names.filter { kept[$0] == nil } : []
        for name in furtherColumns {
            guard table.labels[name] == nil else { throw .textInColumn(name, method: method) }
            kept[name] = table.columns[name]
        }
        guard Set(kept.values.map(\.count)).count < 2 else { throw .unequalColumns(kept.keys.sorted()) }
        columns = kept
        labels = table.labels
        rowCount = kept.values.first?.count ?? 0
    }

    /// The name that a number of a column stands for; the number itself where the column holds numbers.
    public func label(_ value: Double, of column: String) -> String {
        if let names = labels[column], let index = Int(exactly: value), names.indices.contains(index - 1) {
            return names[index - 1]
        }
        return Int(exactly: value).map(String.init) ?? String(value)
    }

    /// The names that the numbers of a column stand for, from 1; nil where the column holds numbers.
    public func names(of column: String) -> [String]? { labels[column] }

    /// Whether a column that may be missing is there.
    public func has(_ name: String) -> Bool { columns[name] != nil }

    /// The cells of a column; empty when it is not there.
    public func cells(_ name: String) -> [Double?] { columns[name] ?? [] }

    /// The rows with a value in each of the named columns, with how many they stand for, and how many rows are left out.
    public func completeRows(_ names: String...) throws(StatisticsError) -> (rows: [Row], incomplete: Int) {
        try completeRows(names)
    }

    /// The rows with a value in each of the named columns, with how many they stand for, and how many rows are left out.
    public func completeRows(_ names: [String]) throws(StatisticsError) -> (rows: [Row], incomplete: Int) {
        let wanted = names.map { cells($0) }
        let counts = columns["count"]
        var rows: [Row] = []
        var incomplete = 0
        for index in 0..<rowCount {
            let values = wanted.compactMap { index < $0.count ? $0[index] : nil }
            let count = counts.map { index < $0.count ? $0[index] : nil } ?? 1
            guard values.count == names.count, let count else {
                incomplete += 1
                continue
            }
            for value in values where !value.isFinite { throw .valueNotFinite }
            rows.append(Row(values: values, count: try Self.whole(count, column: "count")))
        }
        return (rows, incomplete)
    }

    /// A row without empty cells, in the order of the columns asked for, and how many it stands for.
    public struct Row: Sendable, Hashable {
        public let values: [Double]
        public let count: Int
    }

    /// The distribution of a column, and how many of its cells are empty.
    public func distribution(_ name: String) throws(StatisticsError) -> (Distribution, missing: Int) {
        let (rows, incomplete) = try completeRows(name)
        return (try Distribution(rows.map { Distribution.Entry(value: $0.values[0], count: $0.count) }), incomplete)
    }

    /// The transition table of `before` and `after`, and how many rows lack one of them.
    public func transitions() throws(StatisticsError) -> (TransitionTable, missing: Int) {
        let (rows, incomplete) = try completeRows("before", "after")
        let cells = rows.map { TransitionTable.Cell(before: $0.values[0], after: $0.values[1], count: $0.count) }
        return (try TransitionTable(cells), incomplete)
    }

    /// A count written as a number.
    ///
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` unless it is whole and zero or more.
    public static func whole(_ value: Double, column: String) throws(StatisticsError) -> Int {
        guard let count = Int(exactly: value), count >= 0 else {
            throw .unexpectedValue(value, column: column, allowed: "whole numbers from 0")
        }
        return count
    }
}

/// A yes or no written as 1 or 0.
func yesNo(_ value: Double, column: String) throws(StatisticsError) -> Bool {
    guard value == 0 || value == 1 else { throw .unexpectedValue(value, column: column, allowed: "0 and 1") }
    return value == 1
}
