import Tabulation

/// Random requests and the SQL that answers them.
enum RandomRequests {
    typealias Asked = (request: TabulationRequest, sql: String)

    static func additive(_ expressions: inout RandomExpressions, countsDistinct: Bool) -> Asked {
        let (filter, groupings, from) = frame(&expressions)
        var request = TabulationRequest(
            table: "response", filter: filter?.ours, groupings: named(groupings), measure: .rows)
        var source = from
        if expressions.generator.chance(0.25) {
            request.oncePer = OncePer(key: "person", earliest: "on")
            source = oncePer(filter)
        }
        let columns = groupings.map { $0.sql + ", " }.joined()
        let by = groupings.isEmpty ? "" : " GROUP BY " + groupings.map(\.sql).joined(separator: ", ")
        switch expressions.generator.number(0...(countsDistinct ? 3 : 2)) {
        case 0: return (request, "SELECT \(columns)count(*) \(source)\(by) HAVING count(*) > 0")
        case 1:
            let value = expressions.number()
            request.measure = .moments(value.ours)
            let v = "(\(value.sql))"
            return (
                request,
                """
                SELECT \(columns)count(\(v)), sum(\(v)), sum(\(v) * \(v)), min(\(v)), max(\(v)) \(source)\(by)
                HAVING count(\(v)) > 0
                """
            )
        case 2:
            let value = expressions.grouping()
            request.measure = .distribution(value.ours)
            let all = (groupings + [value]).map(\.sql).joined(separator: ", ")
            return (request, "SELECT \(all), count(*) \(source) GROUP BY \(all)")
        default:
            let value = expressions.grouping()
            request.measure = .distinct(value.ours)
            return (
                request,
                "SELECT \(columns)count(DISTINCT \(value.sql)) \(source)\(by) HAVING count(DISTINCT \(value.sql)) > 0"
            )
        }
    }

    /// Each person's first row in a wave, in the order of rows.
    private static func first(_ rows: String, _ wave: String) -> String {
        """
        (SELECT * FROM (\(rows)) WHERE w = '\(wave)' AND k IS NOT NULL AND r IN
          (SELECT min(r) FROM (\(rows)) WHERE w = '\(wave)' AND k IS NOT NULL GROUP BY k))
        """
    }

    static func keyed(_ expressions: inout RandomExpressions) -> Asked {
        let (filter, groupings, from) = frame(&expressions)
        let key = expressions.generator.chance(0.8) ? "person" : "event"
        var request = TabulationRequest(
            table: "response", filter: filter?.ours, groupings: named(groupings), measure: .distinct(key))
        let groups = groupings.map(\.sql)
        let aliases = groups.indices.map { "g\($0)" }
        let selected = zip(groups, aliases).map { "\($0) AS \($1), " }.joined()
        let outer = aliases.map { $0 + ", " }.joined()
        let by = aliases.isEmpty ? "" : " GROUP BY " + aliases.joined(separator: ", ")
        switch expressions.generator.number(0...5) {
        case 0:
            return (
                request,
                """
                SELECT \(outer)count(DISTINCT k) FROM (SELECT \(selected)t.\(key) AS k \(from))\(by)
                HAVING count(DISTINCT k) > 0
                """
            )
        case 1:
            let item = expressions.grouping()
            request.measure = .transition(
                Pairing(person: key, wave: "wave", from: "before", to: "after"), item: item.ours)
            let rows = "SELECT \(selected)t.\(key) AS k, t.wave AS w, \(item.sql) AS v, t.rowid AS r \(from)"
            let columns = aliases.map { "a.\($0), " }.joined() + "a.v, b.v"
            return (
                request,
                """
                SELECT \(columns), count(*) FROM \(first(rows, "before")) a JOIN \(first(rows, "after")) b
                ON a.k = b.k WHERE a.v IS NOT NULL AND b.v IS NOT NULL GROUP BY \(columns)
                """
            )
        case 4:
            let item = expressions.grouping()
            let waves = ["before", "during", "after"]
            request.measure = .waveValues(person: key, wave: "wave", waves: waves, item: item.ours)
            let rows = "SELECT \(selected)t.\(key) AS k, t.wave AS w, \(item.sql) AS v, t.rowid AS r \(from)"
            let columns = aliases.map { "a.\($0), " }.joined() + "a.v, b.v, c.v"
            return (
                request,
                """
                SELECT \(columns), count(*) FROM \(first(rows, waves[0])) a JOIN \(first(rows, waves[1])) b ON a.k = b.k
                JOIN \(first(rows, waves[2])) c ON a.k = c.k
                WHERE a.v IS NOT NULL AND b.v IS NOT NULL AND c.v IS NOT NULL GROUP BY \(columns)
                """
            )
        case 5:
            let item = expressions.grouping()
            request.measure = .retention(
                Pairing(person: key, wave: "wave", from: "before", to: "after"), of: item.ours)
            let rows = "SELECT \(selected)t.\(key) AS k, t.wave AS w, \(item.sql) AS v, t.rowid AS r \(from)"
            let columns = aliases.map { "a.\($0), " }.joined() + "a.v"
            let found = "CASE WHEN b.k IS NULL THEN 'unmatched' ELSE 'matched' END"
            return (
                request,
                """
                SELECT \(columns), \(found), count(*) FROM \(first(rows, "before")) a
                LEFT JOIN \(first(rows, "after")) b ON a.k = b.k GROUP BY \(columns), \(found)
                """
            )
        case 2:
            request.measure = .wavePatterns(person: key, wave: "wave")
            let pattern = """
                trim(max(CASE w WHEN 'before' THEN 'before+' ELSE '' END)
                  || max(CASE w WHEN 'during' THEN 'during+' ELSE '' END)
                  || max(CASE w WHEN 'after' THEN 'after+' ELSE '' END), '+')
                """
            return (
                request,
                """
                SELECT \(outer)p, count(*) FROM
                  (SELECT \(outer)\(pattern) AS p FROM (SELECT \(selected)t.\(key) AS k, t.wave AS w \(from))
                   WHERE k IS NOT NULL AND w IS NOT NULL GROUP BY \(outer)k)
                GROUP BY \(outer)p
                """
            )
        default:
            let value = expressions.grouping()
            request.measure = .keyFrequency(key: key, of: value.ours)
            return (
                request,
                """
                SELECT \(outer)n, count(*) FROM
                  (SELECT \(outer)count(DISTINCT v) AS n FROM (SELECT \(selected)t.\(key) AS k, \(value.sql) AS v \(from))
                   WHERE k IS NOT NULL AND v IS NOT NULL GROUP BY \(outer)k)
                GROUP BY \(outer)n
                """
            )
        }
    }

    static func timeToEvent(_ expressions: inout RandomExpressions) -> Asked {
        let filter = expressions.generator.chance(0.5) ? expressions.condition() : nil
        let until = 19700
        let unit: TimeToEvent.Unit = .days
        let request = TabulationRequest(
            table: "event", filter: "size > 20", groupings: [Grouping("kind")],
            measure: .timeToEvent(
                TimeToEvent(
                    key: "event", origin: "start", eventTable: "response", eventFilter: filter?.ours,
                    eventKey: "event", eventDay: "on", observedUntil: Int32(until), unit: unit)))
        let condition = filter.map { " AND (\($0.sql))" } ?? ""
        return (
            request,
            """
            SELECT kind, max(0, coalesce(f, \(until)) - start), CASE WHEN f IS NULL THEN 'censored' ELSE 'event' END,
              count(*)
            FROM (SELECT s.kind, s.start,
                (SELECT min(t."on") FROM response t WHERE t.event = s.event AND t."on" <= \(until)\(condition)) AS f
              FROM event s WHERE s.start <= \(until) AND s.size > 20)
            GROUP BY 1, 2, 3
            """
        )
    }

    static func subjects(_ expressions: inout RandomExpressions) -> Asked {
        let (filter, part) = (expressions.condition(1), expressions.condition(1))
        let request = TabulationRequest(
            table: "event",
            measure: .subjects(
                Subjects(
                    key: "event",
                    attributes: [Grouping("kind"), Grouping(name: "r", expression: "rollup(region, 'part')")],
                    eventTable: "response", eventFilter: filter.ours, eventKey: "event",
                    aggregations: [
                        NamedAggregation(name: "n", aggregation: .rows),
                        NamedAggregation(name: "persons", aggregation: .distinct("person")),
                        NamedAggregation(name: "sectors", aggregation: .distinct("sector")),
                        NamedAggregation(name: "first", aggregation: .earliest("on")),
                        NamedAggregation(name: "last", aggregation: .latest("at")),
                        NamedAggregation(name: "part", aggregation: .rowsWhere(part.ours)),
                        NamedAggregation(name: "sum", aggregation: .sum("amount")),
                    ])))
        let rows = "FROM response t WHERE t.event = s.event AND (\(filter.sql))"
        return (
            request,
            """
            SELECT s.event, s.kind,
              CASE s.region WHEN '01' THEN 'south' WHEN '02' THEN 'south' WHEN '04' THEN 'west' WHEN '19' THEN 'north' END,
              (SELECT count(*) \(rows)), (SELECT count(DISTINCT t.person) \(rows)),
              (SELECT count(DISTINCT t.sector) \(rows)), (SELECT min(t."on") \(rows)), (SELECT max(t.at) \(rows)),
              (SELECT count(*) \(rows) AND (\(part.sql))), (SELECT coalesce(sum(t.amount), 0) \(rows)), 1
            FROM event s
            """
        )
    }

    /// Tuples of groupings, of which a row must have the first.
    static func tuples(_ expressions: inout RandomExpressions) -> Asked {
        let (filter, others, _) = frame(&expressions)
        let groupings = [expressions.grouping()] + others
        let request = TabulationRequest(
            table: "response", filter: filter?.ours, groupings: named(groupings),
            measure: .tuples(Tuples(required: ["g0"])))
        let all = groupings.map(\.sql).joined(separator: ", ")
        let condition = ["(\(groupings[0].sql)) IS NOT NULL"] + [filter.map { "(\($0.sql))" }].compactMap(\.self)
        return (
            request,
            "SELECT \(all), count(*) FROM response t WHERE \(condition.joined(separator: " AND ")) GROUP BY \(all)"
        )
    }

    /// What each person did; persons have no names in the answer, so that SQL could not give it.
    static func personTuples(_ expressions: inout RandomExpressions) -> TabulationRequest {
        let (filter, groupings, _) = frame(&expressions)
        return TabulationRequest(
            table: "response", filter: filter?.ours, groupings: [Grouping("event")] + named(groupings),
            measure: .tuples(Tuples(person: "person", required: ["event"])))
    }

    private static func frame(
        _ expressions: inout RandomExpressions
    ) -> (filter: Pair?, groupings: [Pair], from: String) {
        let filter = expressions.generator.chance(0.6) ? expressions.condition() : nil
        let count = expressions.generator.number(0...3)
        var groupings = [Pair]()
        for _ in 0..<count { groupings.append(expressions.grouping()) }
        return (filter, groupings, "FROM response t" + (filter.map { " WHERE \($0.sql)" } ?? ""))
    }

    private static func oncePer(_ filter: Pair?) -> String {
        """
        FROM (SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY person ORDER BY "on" IS NULL, "on", rowid) AS place
          FROM response WHERE person IS NOT NULL) WHERE place = 1) t\(filter.map { " WHERE \($0.sql)" } ?? "")
        """
    }

    private static func named(_ groupings: [Pair]) -> [Grouping] {
        groupings.enumerated().map { Grouping(name: "g\($0)", expression: $1.ours) }
    }
}
