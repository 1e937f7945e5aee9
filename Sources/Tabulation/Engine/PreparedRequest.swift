internal import Diagnostics
internal import Records

/// A request with its expressions checked and resolved.
struct PreparedRequest: Sendable {
    enum Kind: Sendable {
        case rows
        case distinct(TypedExpression)
        case moments(TypedExpression)
        case distribution(TypedExpression)
        case transition(PreparedPairing, item: TypedExpression)
        case waveValues(person: TypedExpression, wave: TypedExpression, waves: [String], item: TypedExpression)
        case retention(PreparedPairing, of: TypedExpression)
        case wavePatterns(person: TypedExpression, wave: TypedExpression)
        case keyFrequency(key: TypedExpression, of: TypedExpression)
        case timeToEvent(PreparedTimeToEvent)
        case subjects(PreparedSubjects)
        case tuples(PreparedTuples)
    }

    let table: TableSchema
    let filter: TypedExpression?
    let groupings: [(name: String, expression: TypedExpression)]
    let kind: Kind
    let oncePer: PreparedOncePer?
    /// Written out in one way only: what the answer is kept under.
    let canonical: String
    /// Other tables that it reads.
    let otherTables: Set<String>

    /// Whether the answer for two sets of rows is that of each, merged.
    var mergesByAdding: Bool {
        guard oncePer == nil else { return false }
        switch kind {
        case .rows, .moments, .distribution: return true
        default: return false
        }
    }

    /// The axes of the groupings.
    var groupAxes: [Axis] {
        groupings.map {
            Axis(name: $0.name, places: $0.expression.type.places, type: axisType(of: $0.expression))
        }
    }
}

struct PreparedPairing: Sendable {
    let person: TypedExpression
    let wave: TypedExpression
    let from: String
    let to: String
}

struct PreparedOncePer: Sendable {
    let key: TypedExpression
    let earliest: TypedExpression
    let among: TypedExpression?
    var canonical: String {
        "once per \(key.canonical) earliest \(earliest.canonical)" + (among.map { " among \($0.canonical)" } ?? "")
    }
}

struct PreparedTimeToEvent: Sendable {
    let key: TypedExpression
    let origin: TypedExpression
    let eventTable: TableSchema
    let eventFilter: TypedExpression?
    let eventKey: TypedExpression
    let eventDay: TypedExpression
    let observedUntil: Int32
    let unit: TimeToEvent.Unit
}

struct PreparedSubjects: Sendable {
    enum Aggregation: Sendable {
        case rows
        case distinct(TypedExpression)
        case earliest(TypedExpression)
        case latest(TypedExpression)
        case rowsWhere(TypedExpression)
        case sum(TypedExpression)
    }

    let key: TypedExpression
    let attributes: [(name: String, expression: TypedExpression)]
    let eventTable: TableSchema
    let eventFilter: TypedExpression?
    let eventKey: TypedExpression
    let aggregations: [(name: String, aggregation: Aggregation)]
}

struct PreparedTuples: Sendable {
    let person: TypedExpression?
    /// The places of groupings that a row must have a level of.
    let required: [Int]
}

/// The type that an axis of an expression's values shows: of a plain column its own, so that a title stays a title.
func axisType(of expression: TypedExpression) -> FieldType {
    if case .column(_, let type) = expression.kind { return type }
    return expression.type.axisType
}
