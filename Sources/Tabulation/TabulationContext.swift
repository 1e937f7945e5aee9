public import Records
import Synchronization

/// A column of a table, as expressions see it.
public struct ColumnSchema: Sendable, Hashable {
    public var name: String
    public var type: FieldType
    /// The code list that its codes are from; nil when any code may occur.
    public var codeList: String?
    /// The table whose key the column holds, so that `event.kind` can be written.
    public var references: String?

    public init(name: String, type: FieldType, codeList: String? = nil, references: String? = nil) {
        self.name = name
        self.type = type
        self.codeList = codeList
        self.references = references
    }
}

/// A column that is computed from others wherever its name is used.
public struct DerivedColumn: Sendable, Hashable {
    public var name: String
    public var expression: String

    public init(name: String, expression: String) {
        self.name = name
        self.expression = expression
    }
}

/// A table's columns: what expressions over it are checked against.
public struct TableSchema: Sendable, Hashable {
    public var name: String
    public var columns: [ColumnSchema]
    public var derived: [DerivedColumn]
    /// The column that tells the rows apart, which references from other tables hold; nil when nothing refers to it.
    public var key: String?
    /// What its rows are made from; nil where they are those of sources.
    public var merged: MergedRows?

    public init(
        name: String, columns: [ColumnSchema], derived: [DerivedColumn] = [], key: String? = nil,
        merged: MergedRows? = nil
    ) {
        self.name = name
        self.columns = columns
        self.derived = derived
        self.key = key
        self.merged = merged
    }

    /// The column of a name; derived ones are not among them.
    public subscript(name: String) -> ColumnSchema? { columns.first { $0.name == name } }
}

/// Everything that expressions may speak of: tables, code lists, and the as-of day as `as_of`.
public struct TabulationContext: Sendable {
    public let tables: [String: TableSchema]
    public let codeLists: [String: CodeList]
    /// What `as_of` stands for; nil when it cannot be used.
    public let asOf: CalendarDay?
    /// The expressions that were checked before; a catalogue asks for the same few again and again.
    let checked = CheckedExpressions()

    public init(tables: [TableSchema], codeLists: [CodeList] = [], asOf: CalendarDay? = nil) {
        self.tables = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.codeLists = Dictionary(codeLists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.asOf = asOf
    }
}

extension TabulationContext {
    /// The same with other tables.
    public func with(tables: [TableSchema]) -> TabulationContext {
        TabulationContext(tables: tables, codeLists: codeLists.values.sorted { $0.name < $1.name }, asOf: asOf)
    }
}

/// Expressions by table and text, with what checking them gave; shared by all copies of a context, which never changes.
final class CheckedExpressions: Sendable {
    private let known = Mutex<[String: [String: Result<TypedExpression, ExpressionProblems>]]>([:])

    /// What checking gave for a text over a table, checked at the first time only.
    func expression(
        _ text: String, in table: TableSchema, _ context: TabulationContext
    ) throws(ExpressionProblems) -> TypedExpression {
        if let result = known.withLock({ $0[table.name]?[text] }) { return try result.get() }
        let result = Result { () throws(ExpressionProblems) in
            try ExpressionChecker.checked(text, in: table, context)
        }
        known.withLock { $0[table.name, default: [:]][text] = result }
        return try result.get()
    }
}
