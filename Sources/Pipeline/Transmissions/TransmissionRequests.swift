import Indicators
import Records
import Tabulation
import Transmission

/// What is asked of the tables of programme figures and of operations for the transmissions of a pipeline.
struct TransmissionRequests: Sendable {
    static let figureTable = "programme_figure"
    private static let operationTable = "operation"

    private let figures: TabulationRequest?
    private let operations: TabulationRequest?
    /// The dimensions of grains and splits, which are columns of the same name.
    private let dimensions: [String]

    /// - Parameter layouts: Those of the pipeline; without any nothing is asked.
    init(_ layouts: [TransmissionLayout], _ context: TabulationContext) {
        var dimensions: [String] = []
        for layout in layouts {
            let operation = layout.operations.map { [$0.dimension] } ?? []
            let named = layout.tables.flatMap(\.grain) + [layout.split] + operation
            for name in named where !dimensions.contains(name) {
                dimensions.append(name)
            }
        }
        self.dimensions = dimensions
        func request(_ table: String, _ columns: [String], _ measure: Measure) -> TabulationRequest? {
            guard !layouts.isEmpty, let schema = context.tables[table] else { return nil }
            let known = Set(schema.columns.map(\.name))
            return TabulationRequest(
                table: table, groupings: columns.filter(known.contains).map { Grouping($0) }, measure: measure)
        }
        let columns = ["indicator", "kind", "operation", "programme", "through", "source"]
        figures = request(Self.figureTable, columns + dimensions.filter { $0 != "operation" }, .moments("value"))
        operations = request(
            Self.operationTable, ["operation", "programme"] + dimensions.filter { $0 != "operation" }, .rows)
    }

    var all: [TabulationRequest] { [figures, operations].compactMap(\.self) }

    /// The plan that the answers tell of.
    func plan(_ answers: [TabulationRequest: CrossTabulation]) -> ProgrammePlan {
        ProgrammePlan(
            figures: figures.flatMap { answers[$0] }.map(plannedFigures) ?? [],
            operations: operations.flatMap { answers[$0] }.map(knownOperations) ?? [])
    }

    private func plannedFigures(_ table: CrossTabulation) -> [PlanFigure] {
        let unit = (0..<table.places).reduce(1.0) { power, _ in power * 10 }
        return table.cells.compactMap { cell in
            let levels = Self.present(table.axes, cell)
            guard let code = levels["indicator"], let kind = levels["kind"].flatMap(PlanFigure.Kind.init(rawValue:)),
                cell.aggregate.count > 0
            else { return nil }
            return PlanFigure(
                kind: kind, indicator: code, value: Double(cell.aggregate.sum) / unit,
                levels: levels.filter { dimensions.contains($0.key) }, operation: levels["operation"],
                programme: levels["programme"], through: levels["through"].flatMap { CalendarDay(iso: $0) },
                source: levels["source"])
        }
    }

    private func knownOperations(_ table: CrossTabulation) -> [ProgrammeOperation] {
        table.cells.compactMap { cell in
            let levels = Self.present(table.axes, cell)
            return levels["operation"].map { id in
                ProgrammeOperation(
                    id: id, programme: levels["programme"], levels: levels.filter { dimensions.contains($0.key) })
            }
        }
    }

    /// The levels of a cell that are known, by axis; days as ISO days.
    private static func present(_ axes: [Axis], _ cell: TabulatedCell) -> [String: String] {
        var levels: [String: String] = [:]
        for (axis, level) in zip(axes, cell.levels) {
            switch level {
            case .missing: continue
            case .code(let code): levels[axis.name] = code
            case .number(let number):
                if case .day = axis.type {
                    levels[axis.name] = CalendarDay(number: Int32(clamping: number)).description
                } else {
                    levels[axis.name] = String(number)
                }
            }
        }
        return levels
    }
}
