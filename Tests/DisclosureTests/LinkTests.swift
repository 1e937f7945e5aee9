import Indicators
import Testing

@testable import Disclosure

/// Figures that tell the same count in different places.
struct LinkTests {
    private func level(_ dimension: String, _ number: Int) -> BreakdownLevel {
        BreakdownLevel(dimension: dimension, level: .number(number))
    }

    private func code(_ dimension: String, _ code: String) -> BreakdownLevel {
        BreakdownLevel(dimension: dimension, level: .code(code))
    }

    /// 90, 3 and 87 answers in three waves, told by the mean of a question and by the shares of its answers: when one hides the
    /// 3 behind the 87, the other must not hide it behind the 90.
    @Test func hidesTheSameWaveInMeansAndDistributions() throws {
        let waves = [90, 3, 87]
        let mean = TableMaker.set(
            "mean",
            (0...3).map { wave in
                let n = wave == 0 ? 180 : waves[wave - 1]
                let levels = [code("item", "q1")] + (wave == 0 ? [] : [level("wave", wave)])
                return Figure(indicator: "mean", breakdown: levels, value: 3, n: n, reveals: [RevealedCount("n", n)])
            })
        let answers = [[40, 50], [1, 2], [60, 27]]
        let shares = TableMaker.set(
            "answers",
            (0...3).flatMap { wave in
                (0...1).map { answer in
                    let whole = wave == 0 ? 180 : waves[wave - 1]
                    let part = wave == 0 ? answers.reduce(0) { $0 + $1[answer] } : answers[wave - 1][answer]
                    let levels =
                        [code("item", "q1"), level("answer", answer)] + (wave == 0 ? [] : [level("wave", wave)])
                    return Figure(
                        indicator: "answers", breakdown: levels, value: Double(part) / Double(whole), n: whole,
                        reveals: [RevealedCount("part", part), RevealedCount("whole", whole)])
                }
            })
        for linked in [true, false] {
            let result = try protect([mean, shares], policy: DisclosurePolicy(equalTablesAreLinked: linked))
            let hidden = result.sets[0].figures.filter(\.value.isWithheld).compactMap { $0.breakdown.last }
            #expect(hidden.count == 2 && hidden.contains(level("wave", 2)))
            let told = result.sets[1].figures.filter { !$0.value.isWithheld }.compactMap { $0.breakdown.last }
            #expect(Set(told).isDisjoint(with: hidden) || !linked)
        }
    }

    /// A month's figure carries the running total: 20, 23, 43 would tell that the second month had 3.
    @Test func hidesMonthsBehindTheirRunningTotals() throws {
        func set(_ method: String, _ figure: (Int, Int) -> Figure) -> FigureSet {
            let counts = [20, 3, 20, 20]
            var total = 0
            let figures = counts.map { count -> Figure in
                total += count
                return figure(count, total)
            }
            return FigureSet(
                indicator: "m", unit: .persons, population: .persons, method: method, totals: .unrelated,
                figures: figures)
        }
        func figure(_ month: Int, value: Int, _ name: String, _ further: Int) -> Figure {
            Figure(
                indicator: "m", breakdown: [level("month", month)], value: Double(value), n: value,
                further: [NamedValue(name, Double(further))], reveals: [RevealedCount("count", value)])
        }
        let monthly = set("monthly-count") { figure($1, value: $0, "cumulative", $1) }
        let cumulative = set("cumulative-count") { figure($1, value: $1, "count", $0) }
        // With the month before it: the total after both, 23, is told by the third month.
        let months = try protect([monthly])
        #expect(months.sets[0].figures.map(\.value.isWithheld) == [true, true, false, false])
        #expect(months.sets[0].figures[1].further("cumulative")?.isWithheld == true)
        // Any later total tells, with the counts up to it, what the total was.
        let totals = try protect([cumulative])
        #expect(totals.sets[0].figures.map(\.value.isWithheld) == [false, true, true, true])
    }

    /// A share of those who could adopt carries the running total and the new ones: 20 and 43 with 20 new ones tell the 3 between.
    @Test func hidesPeriodsBehindTheirSharesOfAPotential() throws {
        func periods(_ method: String, _ counts: [Int], of potential: Int) throws -> [Bool] {
            var total = 0
            let figures = counts.map { count -> Figure in
                total += count
                return Figure(
                    indicator: "m", breakdown: [level("period", total)], value: Double(total) / Double(potential),
                    n: potential,
                    further: [NamedValue("new", Double(count)), NamedValue("cumulative", Double(total))],
                    reveals: [
                        RevealedCount("count", count), RevealedCount("part", total), RevealedCount("whole", potential),
                    ])
            }
            let set = FigureSet(
                indicator: "m", unit: .share, population: .persons, method: method, totals: .additive, figures: figures)
            return try protect([set]).sets[0].figures.map(\.value.isWithheld)
        }
        let few = try periods("adoption-share", [20, 3, 20, 20], of: 200)
        #expect(few[1] && (few[0] || few[2]))
        // Of 66 the last 3 would be told by their being left over.
        #expect(try periods("adoption-share", [20, 23, 20], of: 66).last == true)
        #expect(try periods("adoption-hazard", [20, 23, 20], of: 200).allSatisfy { !$0 })
    }

    /// Those who have adopted by the end of each period, 20, 23, 43 and 63, tell that three did in the second one.
    @Test func hidesPeriodsInWhichFewAdopted() throws {
        let figures = [20, 23, 43, 63].enumerated().map { place, adopters in
            Figure(
                indicator: "e", breakdown: [code("period", "2023-Q\(place + 1)")], value: 0.25, n: 100 - adopters,
                further: [NamedValue("adopters", Double(adopters))],
                reveals: [RevealedCount("n", 100 - adopters), RevealedCount("adopters", adopters)])
        }
        let set = FigureSet(
            indicator: "e", unit: .share, population: .organisations, method: "network-exposure", totals: .unrelated,
            figures: figures)
        let withheld = try protect([set]).sets[0].figures.map(\.value.isWithheld)
        // One of the two between which they adopted; from 23 to 43 is no small number.
        #expect(withheld[0] != withheld[1] && withheld[2...] == [false, false])
    }

    /// Long-term unemployed are some of the unemployed: 20 − 17 = 3 others.
    @Test func hidesWhatASubsetLeavesOver() throws {
        let sets = ["EECO02": 20, "EECO03": 17].sorted { $0.key < $1.key }.map { indicator, count in
            TableMaker.set(indicator, [TableMaker.count(indicator, [:], count)])
        }
        #expect(try protect(sets).secondaryCount == 0)
        let subset = CountRelations(identities: [CountIdentity(total: "EECO02", parts: ["EECO03"])])
        #expect(try protect(sets, relations: subset).secondaryCount >= 1)
    }

    /// Workshops and webinars of one indicator make up another one: 3 + 30 = 33.
    @Test func followsIdentitiesOfSomeLevels() throws {
        let kinds = ["a-workshop": 3, "b-webinar": 30, "c-day": 25, "d-forum": 40]
        let attendances = TableMaker.set(
            "attendances",
            [TableMaker.count("attendances", [:], 98)]
                + kinds.keys.sorted().map { TableMaker.count("attendances", ["kind": $0], kinds[$0] ?? 0) })
        let both = TableMaker.set("both", [TableMaker.count("both", [:], 33)])
        let relations = CountRelations(identities: [
            CountIdentity(total: "both", parts: ["attendances[kind=a-workshop]", "attendances[kind=b-webinar]"])
        ])
        let result = try protect([attendances, both], relations: relations)
        // Hidden behind the 25, the 3 would come out as 33 − 30.
        #expect(result.sets[0].figures.map(\.value.isWithheld) == [false, true, true, false, false])
        #expect(result.sets[1].withheldCount == 0)
    }

    @Test func givesTheSameForTheSame() throws {
        for seed in 0..<30 {
            let table = RandomTable(seed: UInt64(1000 + seed))
            let first = try protect([table.set], relations: table.relations)
            #expect(try protect([table.set], relations: table.relations) == first)
        }
    }
}
