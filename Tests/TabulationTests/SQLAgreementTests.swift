import GRDB
import Microdata
import Records
import Testing

@testable import Tabulation

/// SQLite answers the same requests in SQL, and must agree.
@Suite struct SQLAgreementTests {
    @Test(arguments: UInt64(0)..<400)
    func agreesWithSQLite(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Groups that differ by the reason of a missing value are one group in SQL. Counts of rows can be added up over
        // them, counts of persons cannot: those are compared where there is one reason only.
        let reasons = seed % 3 == 0 ? MissingReason.allCases : [.notApplicable]
        let responses = RandomTables.responses(reasons: reasons, using: &generator)
        let events = RandomTables.events(using: &generator)
        let database = try DatabaseQueue()
        try database.write { database in
            try responses.create(in: database)
            try events.create(in: database)
        }
        var requests: [(request: TabulationRequest, sql: String)] = []
        var expressions = RandomExpressions(generator: generator)
        for _ in 0..<6 {
            requests.append(RandomRequests.additive(&expressions, countsDistinct: reasons.count == 1))
        }
        for _ in 0..<(reasons.count == 1 ? 6 : 0) { requests.append(RandomRequests.keyed(&expressions)) }
        requests.append(RandomRequests.timeToEvent(&expressions))
        requests.append(RandomRequests.subjects(&expressions))
        requests.append(RandomRequests.tuples(&expressions))
        generator = expressions.generator

        var engine = TabulationEngine(
            context: RandomTables.context,
            source: MemorySegments(responses.segments(using: &generator) + events.segments(using: &generator)),
            threads: generator.number(1...3))
        if seed % 2 == 0 {
            engine.tuning = EngineTuning(
                rowsPerThread: 1, rowsPerPartition: 4, rowsWorthPacking: 0, rowsWorthCubes: 0, rowsPerJoinedPlace: 0,
                rowsWorthKeeping: 0)
        }
        let answers = try engine.tabulations(for: requests.map(\.request))
        for (answer, asked) in zip(answers, requests) {
            let expected = try database.read { database in
                try Row.fetchAll(database, sql: asked.sql).map { row in Array(row.databaseValues).map(text(of:)) }
            }
            #expect(rows(of: answer) == expected.sorted { $0.lexicographicallyPrecedes($1) }, "\(asked)")
        }
    }

    /// The cells as SQL would give them: levels, and what the measure counts; missing values alike, whatever their reason.
    private func rows(of table: CrossTabulation) -> [[String]] {
        if let tuples = table.tuples { return rows(of: tuples) }
        // Levels that differ by reason only are one NULL in SQL.
        let merged = CrossTabulation(
            axes: table.axes, fields: table.fields, places: table.places,
            cells: table.cells.map { cell in
                TabulatedCell(
                    levels: cell.levels.map { if case .missing = $0 { .missing(.notAnswered) } else { $0 } },
                    aggregate: cell.aggregate, fields: cell.fields)
            })
        return merged.cells.map { cell in
            var row = (cell.levels + cell.fields).map(text(of:))
            let aggregate = cell.aggregate
            if aggregate.minimum != nil || aggregate.sum != 0 || aggregate.sumOfSquares != 0 {
                row += [
                    "\(aggregate.count)", "\(aggregate.sum)", "\(aggregate.sumOfSquares)",
                    "\(aggregate.minimum ?? 0)", "\(aggregate.maximum ?? 0)",
                ]
            } else {
                row.append("\(aggregate.count)")
            }
            return row
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func rows(of tuples: TupleTable) -> [[String]] {
        var counts: [[String]: Int] = [:]
        for tuple in 0..<tuples.count {
            counts[tuples.columns.map { text(of: $0[tuple]) }, default: 0] += Int(tuples.counts[tuple])
        }
        return counts.map { $0.key + ["\($0.value)"] }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func text(of level: Level) -> String {
        switch level {
        case .number(let number): "\(number)"
        case .code(let code): "'\(code)'"
        case .missing: "–"
        }
    }

    private func text(of value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "–"
        case .int64(let number): "\(number)"
        case .double(let number): "\(number)"
        case .string(let text): "'\(text)'"
        case .blob: "blob"
        }
    }
}
