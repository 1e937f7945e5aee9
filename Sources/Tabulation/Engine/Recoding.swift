internal import Microdata
internal import Records

/// Answers about a recoded item that follow from those about the item itself: who moved between three groups of answers follows from
/// who moved between the answers.
enum Recoding {
    /// For each request the one about the plain column that its answer follows from; nil where there is none.
    ///
    /// - Parameter isMissingWithColumn: Whether an expression has no value wherever the only column that it looks at has none: a
    ///   person without an answer then does not count in either.
    static func plan(
        _ requests: [PreparedRequest], isMissingWithColumn: (TypedExpression, _ column: TypedExpression) throws -> Bool
    ) rethrows -> [Int?] {
        var plain: [String: [(index: Int, column: TypedExpression)]] = [:]
        for (index, request) in requests.enumerated() {
            guard let item = item(of: request), case .column(_, let type) = item.kind, type != .person else { continue }
            plain[family(of: request), default: []].append((index, item))
        }
        var known: [String: Bool] = [:]
        return try requests.map { request in
            guard request.oncePer == nil, let item = item(of: request), item.columns.count == 1, item.tables.isEmpty,
                let found = plain[family(of: request)]?.first(where: { $0.column.columns == item.columns }),
                found.column.canonical != item.canonical
            else { return nil }
            let isMissing = try known[item.canonical] ?? isMissingWithColumn(item, found.column)
            known[item.canonical] = isMissing
            return isMissing ? found.index : nil
        }
    }

    /// The answer about the recoded item.
    ///
    /// - Parameter levels: The levels of an expression where those of the column are given.
    static func recoded(
        _ answer: CrossTabulation, from plain: PreparedRequest, to request: PreparedRequest,
        levels: (TypedExpression, _ column: TypedExpression, _ given: [Level]) throws -> [Level]
    ) throws -> CrossTabulation {
        guard let item = item(of: request), let column = Self.item(of: plain) else { return answer }
        let groups = request.groupings.count
        let given = Array(Set(answer.cells.flatMap { $0.levels[groups...] })).sorted()
        let found = Dictionary(
            zip(given, try levels(item, column, given)), uniquingKeysWith: { first, _ in first })
        let axes = answer.axes[groups...].map {
            Axis(name: $0.name, places: item.type.places, type: axisType(of: item))
        }
        return CrossTabulation(
            axes: request.groupAxes + axes,
            cells: answer.cells.compactMap { cell in
                let values = cell.levels[groups...].compactMap { level -> Level? in
                    guard let value = found[level] else { return nil }
                    if case .missing = value { return nil }
                    return value
                }
                guard values.count == axes.count else { return nil }
                return TabulatedCell(levels: cell.levels[..<groups] + values, aggregate: cell.aggregate)
            })
    }

    /// What is compared between waves; nil for other measures.
    private static func item(of request: PreparedRequest) -> TypedExpression? {
        switch request.kind {
        case .transition(_, let item), .waveValues(_, _, _, let item): item
        default: nil
        }
    }

    /// What a request has in common with those about other items.
    private static func family(of request: PreparedRequest) -> String {
        var measure = [request.table.name, request.filter?.canonical ?? ""]
        switch request.kind {
        case .transition(let pairing, _):
            measure += [
                pairing.person.canonical, pairing.wave.canonical, "\([pairing.from, pairing.to])", "transition",
            ]
        case .waveValues(let person, let wave, let waves, _):
            measure += [person.canonical, wave.canonical, "\(waves)", "waves"]
        default: break
        }
        return (measure + request.groupings.map(\.expression.canonical)).joined(separator: "\n")
    }
}
