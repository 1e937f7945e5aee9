internal import Records

/// A checked expression: every name resolved, every type known.
public final class TypedExpression: Sendable {
    indirect enum Kind: Sendable {
        case column(String, FieldType)
        /// A value of the row of another table whose key this row holds.
        case reference(key: TypedExpression, table: String, tableKey: String, TypedExpression)
        case number(Int)
        case text(String)
        case day(Int32)
        case moment(Int64)
        case truth(Bool)
        case arithmetic(Arithmetic, TypedExpression, TypedExpression)
        /// The same number with more decimal places.
        case scaled(TypedExpression, by: Int)
        case comparison(Comparison, TypedExpression, TypedExpression)
        case isIn(TypedExpression, [TypedExpression])
        case not(TypedExpression)
        case and(TypedExpression, TypedExpression)
        case or(TypedExpression, TypedExpression)
        case isMissing(TypedExpression)
        case conditional(TypedExpression, TypedExpression, TypedExpression)
        /// Full years from the first day to the second.
        case age(TypedExpression, TypedExpression)
        case months(TypedExpression, TypedExpression)
        case days(TypedExpression, TypedExpression)
        /// The day so many calendar months later.
        case laterMonths(TypedExpression, months: Int)
        case calendar(CalendarPart, TypedExpression)
        case band(TypedExpression, bounds: [Int])
        case rollUp(TypedExpression, [String: String])
        /// What a code belonged to on a day.
        case datedRollUp(TypedExpression, TypedExpression, [RollUpPeriod])
        /// How many of some values are present.
        case answered([TypedExpression])
        /// The mean of the present ones of some numbers, where at least so many are present.
        case rowMean([TypedExpression], least: Int)
        /// A number over a whole one, rounded once.
        case divided(TypedExpression, by: Int)
        /// Why there is no value, or that there is one.
        case reason(TypedExpression)
    }

    let kind: Kind
    /// What its values are.
    public let type: ValueType
    /// The expression written out in one way only, derived columns and code lists put in: equal texts give equal values.
    public let canonical: String
    /// The codes that can occur; nil when they are not known.
    let codes: [String]?
    /// The columns of its own table that it reads, and the tables that it refers to.
    public let columns: Set<String>
    let tables: Set<String>
    /// How many parts lie inside one another.
    let depth: Int

    init(_ kind: Kind, _ type: ValueType, codes: [String]? = nil) {
        self.kind = kind
        self.type = type
        self.codes = codes
        canonical = Self.written(kind)
        var columns = Set<String>()
        var tables = Set<String>()
        var depth = 0
        for part in Self.parts(of: kind) {
            depth = max(depth, part.depth)
            columns.formUnion(part.columns)
            tables.formUnion(part.tables)
        }
        switch kind {
        case .column(let name, _): columns.insert(name)
        case .reference(_, let table, _, let inner):
            tables.insert(table)
            tables.formUnion(inner.tables)
            depth = max(depth, inner.depth)
        default: break
        }
        self.columns = columns
        self.tables = tables
        self.depth = depth + 1
    }

    /// The value, when it is the same for every row.
    var isConstant: Bool {
        switch kind {
        case .number, .text, .day, .moment, .truth: true
        default: false
        }
    }

    /// A column of free text whose values would be those of the expression; nil when there is none.
    var freeText: String? {
        switch kind {
        case .column(let name, let type): type == .text || type == .quotation ? name : nil
        case .reference(_, _, _, let inner): inner.freeText
        case .conditional(_, let a, let b): a.freeText ?? b.freeText
        default: nil
        }
    }

    /// Whether it is a column of quotations, of which only what a person has released was kept.
    var isReleasedText: Bool {
        if case .column(_, .quotation) = kind { true } else { false }
    }

    /// The parts that are evaluated over the same table.
    private static func parts(of kind: Kind) -> [TypedExpression] {
        switch kind {
        case .column, .number, .text, .day, .moment, .truth: []
        case .reference(let key, _, _, _): [key]
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b),
            .age(let a, let b), .months(let a, let b), .days(let a, let b), .datedRollUp(let a, let b, _):
            [a, b]
        case .scaled(let a, _), .not(let a), .isMissing(let a), .calendar(_, let a), .band(let a, _), .rollUp(let a, _),
            .reason(let a), .divided(let a, _), .laterMonths(let a, _):
            [a]
        case .answered(let list), .rowMean(let list, _): list
        case .isIn(let a, let list): [a] + list
        case .conditional(let a, let b, let c): [a, b, c]
        }
    }

    private static func written(_ kind: Kind) -> String {
        switch kind {
        case .column(let name, let type): "[\(name):\(type.name)]"
        case .reference(let key, let table, let tableKey, let inner):
            "(ref \(key.canonical) \(table).\(tableKey) \(inner.canonical))"
        case .number(let value): "\(value)"
        case .text(let text): quoted(text)
        case .day(let day): "day \(day)"
        case .moment(let moment): "moment \(moment)"
        case .truth(let truth): "\(truth)"
        case .arithmetic(let operation, let a, let b): "(\(operation.rawValue) \(a.canonical) \(b.canonical))"
        case .scaled(let a, let by): "(scale \(a.canonical) \(by))"
        case .comparison(let comparison, let a, let b): "(\(comparison.rawValue) \(a.canonical) \(b.canonical))"
        case .isIn(let a, let list): "(in \(a.canonical) \(list.map(\.canonical).sorted().joined(separator: " ")))"
        case .not(let a): "(not \(a.canonical))"
        case .and(let a, let b): "(and \(a.canonical) \(b.canonical))"
        case .or(let a, let b): "(or \(a.canonical) \(b.canonical))"
        case .isMissing(let a): "(missing \(a.canonical))"
        case .conditional(let a, let b, let c): "(if \(a.canonical) \(b.canonical) \(c.canonical))"
        case .age(let a, let b): "(age \(a.canonical) \(b.canonical))"
        case .months(let a, let b): "(months \(a.canonical) \(b.canonical))"
        case .laterMonths(let a, let months): "(later \(a.canonical) \(months))"
        case .days(let a, let b): "(days \(a.canonical) \(b.canonical))"
        case .calendar(let part, let a): "(\(part.rawValue) \(a.canonical))"
        case .band(let a, let bounds): "(band/\(a.type.places) \(a.canonical) \(bounds))"
        case .answered(let list): "(answered \(list.map(\.canonical).joined(separator: " ")))"
        case .rowMean(let list, let least): "(mean \(least) \(list.map(\.canonical).joined(separator: " ")))"
        case .divided(let a, let by): "(divide/\(a.type.places) \(a.canonical) \(by))"
        case .reason(let a): "(reason \(a.canonical))"
        case .rollUp(let a, let map): "(rollup \(a.canonical) \(written(map)))"
        case .datedRollUp(let a, let b, let periods):
            "(rollup \(a.canonical) \(b.canonical)\(periods.map { " \($0.from) \(written($0.targets))" }.joined()))"
        }
    }

    private static func written(_ map: [String: String]) -> String {
        map.sorted { $0.key < $1.key }.map { quoted($0.key) + quoted($0.value) }.joined()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

/// A part of a day or moment.
enum CalendarPart: String, Sendable, CaseIterable {
    /// The day of a moment.
    case day
    /// The month as a code, `2023-11`.
    case month
    /// The quarter as a code, `2023-Q4`.
    case quarter
    /// The year as a whole number.
    case year
}
