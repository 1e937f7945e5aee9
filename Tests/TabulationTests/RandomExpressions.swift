/// A random expression in the expression language and in SQL.
struct Pair {
    let ours: String
    let sql: String

    init(_ ours: String, _ sql: String? = nil) {
        self.ours = ours
        self.sql = sql ?? ours
    }
}

/// Random expressions over the table of responses, written twice.
struct RandomExpressions {
    var generator: SeededGenerator

    private static let eventKind = "(SELECT e.kind FROM event e WHERE e.event = t.event)"
    private static let eventSize = "(SELECT e.size FROM event e WHERE e.event = t.event)"
    private static let eventRegion = "(SELECT e.region FROM event e WHERE e.event = t.event)"
    private static let eventStart = "(SELECT e.start FROM event e WHERE e.event = t.event)"

    private static func part(_ region: String) -> String {
        "CASE \(region) WHEN '01' THEN 'south' WHEN '02' THEN 'south' WHEN '04' THEN 'west' WHEN '19' THEN 'north' END"
    }

    private static func oldPart(_ region: String) -> String {
        "CASE \(region) WHEN '01' THEN 'south' WHEN '02' THEN 'west' WHEN '04' THEN 'west' WHEN '19' THEN 'arctic' END"
    }

    /// What a region belonged to on a day, as the versions of `RandomTables` have it.
    private static func part(_ region: String, on day: String) -> String {
        """
        CASE WHEN (\(day)) IS NULL THEN NULL WHEN \(region) = '02' AND (\(day)) <= 19357 THEN 'west'
         WHEN \(region) = '19' AND (\(day)) <= 19508 THEN 'arctic' WHEN \(region) = '19' AND (\(day)) <= 19600 THEN 'east'
         ELSE \(part(region)) END
        """
    }

    private static func iso(_ day: String) -> String { "date((\(day)) * 86400, 'unixepoch')" }

    /// Full years, from the texts of days: the year's difference, less one before the birthday.
    private static func years(_ birth: String, _ day: String) -> String {
        let (a, b) = (iso(birth), iso(day))
        return "(substr(\(b), 1, 4) - substr(\(a), 1, 4) - (substr(\(b), 6) < substr(\(a), 6)))"
    }

    /// Whole months, towards zero.
    private static func months(_ start: String, _ end: String) -> String {
        let (a, b) = (iso(start), iso(end))
        let whole =
            "((substr(\(b), 1, 4) - substr(\(a), 1, 4)) * 12 + substr(\(b), 6, 2) - substr(\(a), 6, 2))"
        return """
            (\(whole) + CASE WHEN \(whole) > 0 AND substr(\(b), 9) < substr(\(a), 9) THEN -1
              WHEN \(whole) < 0 AND substr(\(b), 9) > substr(\(a), 9) THEN 1 ELSE 0 END)
            """
    }

    /// A number without decimals.
    mutating func number(_ depth: Int = 2) -> Pair {
        switch generator.number(0...(depth > 0 ? 10 : 3)) {
        case 0: return Pair("score", "t.score")
        case 1: return Pair("length", "t.length")
        case 2: return Pair("event.size", Self.eventSize)
        case 3:
            let number = generator.number(-3...300)
            // Written as a sum, since a bare number after GROUP BY is the number of a column.
            return Pair("(\(number))", "(\(number) + 0)")
        case 4: return Pair("age_at(birth, on)", Self.years("t.birth", "t.\"on\""))
        case 5: return Pair("days_between(event.start, on)", "(t.\"on\" - \(Self.eventStart))")
        case 9:
            let (a, b, c) = (number(0), number(depth - 1), text())
            return Pair(
                "answered(\(a.ours), \(b.ours), \(c.ours))",
                "((\(a.sql) IS NOT NULL) + (\(b.sql) IS NOT NULL) + (\(c.sql) IS NOT NULL))")
        case 6: return Pair("months_between(birth, on)", Self.months("t.birth", "t.\"on\""))
        case 7: return Pair("year(at)", "CAST(strftime('%Y', t.at, 'unixepoch') AS INTEGER)")
        case 8:
            let (a, b, c) = (condition(depth - 1), number(depth - 1), number(depth - 1))
            return Pair(
                "if(\(a.ours), \(b.ours), \(c.ours))", "(CASE WHEN \(a.sql) THEN \(b.sql) ELSE \(c.sql) END)")
        default:
            let (a, b) = (number(depth - 1), number(0))
            let operation = generator.pick(["+", "-", "*"])
            return Pair("(\(a.ours) \(operation) \(b.ours))", "(\(a.sql) \(operation) \(b.sql))")
        }
    }

    mutating func text() -> Pair {
        switch generator.number(0...13) {
        case 10: return Pair("rollup(region, 'part', 'old')", "(\(Self.oldPart("t.region")))")
        case 11: return Pair("rollup(region, 'part', on)", "(\(Self.part("t.region", on: "t.\"on\"")))")
        case 12:
            return Pair(
                "rollup(event.region, 'part', event.start)", "(\(Self.part(Self.eventRegion, on: Self.eventStart)))")
        case 13: return Pair("rollup(region, 'part', 2023-05-31)", "(\(Self.part("t.region", on: "19508")))")
        case 0: return Pair("region", "t.region")
        case 1: return Pair("sector", "t.sector")
        case 2: return Pair("wave", "t.wave")
        case 3: return Pair("event", "t.event")
        case 4: return Pair("event.kind", Self.eventKind)
        case 5: return Pair("rollup(region, 'part')", "(\(Self.part("t.region")))")
        case 6: return Pair("rollup(event.region, 'part')", "(\(Self.part(Self.eventRegion)))")
        case 7: return Pair("month(on)", "strftime('%Y-%m', t.\"on\" * 86400, 'unixepoch')")
        case 8:
            return Pair(
                "band(length, 18, 19, 300)",
                """
                (CASE WHEN t.length IS NULL THEN NULL WHEN t.length < 18 THEN '0-17' WHEN t.length < 19 THEN '18'
                 WHEN t.length < 300 THEN '19-299' ELSE '300+' END)
                """)
        default: return Pair("coalesce(title, sector)", "coalesce(t.title, t.sector)")
        }
    }

    mutating func condition(_ depth: Int = 2) -> Pair {
        let comparison = generator.pick(["=", "!=", "<", "<=", ">", ">="])
        switch generator.number(0...(depth > 0 ? 18 : 9)) {
        case 0:
            let (a, b) = (number(depth - 1), number(depth - 1))
            return Pair("\(a.ours) \(comparison) \(b.ours)", "(\(a.sql)) \(comparison) (\(b.sql))")
        case 1: return Pair("score \(comparison) 3", "t.score \(comparison) 3")
        case 2: return Pair("score in (1, 2, 7)", "t.score IN (1, 2, 7)")
        case 3: return Pair("sector \(comparison) 'ngo'", "t.sector \(comparison) 'ngo'")
        case 4: return Pair("region in ('01', '19')", "t.region IN ('01', '19')")
        case 5:
            let text = text()
            return Pair("missing(\(text.ours))", "(\(text.sql)) IS NULL")
        case 6: return Pair("amount \(comparison) 250.5", "t.amount \(comparison) 25050")
        case 7:
            return Pair("on between 2022-03-01 and date'2023-12-31'", "t.\"on\" BETWEEN 19052 AND 19722")
        case 8: return Pair("at \(comparison) 2023-09-01", "(t.at / 86400) \(comparison) 19601")
        case 9: return Pair("agreed", "t.agreed")
        case 10:
            let a = condition(depth - 1)
            return Pair("not (\(a.ours))", "NOT (\(a.sql))")
        case 11:
            let (a, b) = (condition(depth - 1), condition(depth - 1))
            return Pair("(\(a.ours)) and (\(b.ours))", "(\(a.sql)) AND (\(b.sql))")
        case 12:
            let (a, b) = (condition(depth - 1), condition(depth - 1))
            return Pair("(\(a.ours)) or (\(b.ours))", "(\(a.sql)) OR (\(b.sql))")
        case 15:
            // Whole thirds at most, so that the mean's rounding is on neither side of a whole number.
            let (a, b) = (number(0), number(0))
            let (x, y) = ("t.score", "(\(a.sql))")
            let sum = "(coalesce(\(x), 0) + coalesce(\(y), 0) + coalesce((\(b.sql)), 0))"
            let count = "((\(x) IS NOT NULL) + (\(y) IS NOT NULL) + ((\(b.sql)) IS NOT NULL))"
            let least = generator.number(1...3)
            return Pair(
                "mean_of(\(least), score, \(a.ours), \(b.ours)) \(comparison) 3",
                "(CASE WHEN \(count) >= \(least) THEN \(sum) ELSE NULL END) \(comparison) 3 * \(count)")
        case 17:
            let number = number(depth - 1)
            let by = generator.number(1...7)
            return Pair("divided(\(number.ours), \(by)) \(comparison) 2", "(\(number.sql)) \(comparison) 2 * \(by)")
        case 16:
            let number = number(depth - 1)
            return Pair("reason(\(number.ours)) = 'answered'", "(\(number.sql)) IS NOT NULL")
        case 13: return Pair("grown", "(\(Self.years("t.birth", "t.\"on\"")) >= 18)")
        case 14:
            let (a, b) = (text(), text())
            return Pair("\(a.ours) \(comparison) \(b.ours)", "(\(a.sql)) \(comparison) (\(b.sql))")
        default: return Pair("on \(comparison) as_of", "t.\"on\" \(comparison) 19782")
        }
    }

    /// Anything that rows can be grouped by.
    mutating func grouping() -> Pair {
        switch generator.number(0...6) {
        case 0: number(1)
        case 1: Pair("agreed", "t.agreed")
        case 2: Pair("amount", "t.amount")
        case 3: Pair("on", "t.\"on\"")
        default: text()
        }
    }
}
