import Diagnostics
import Foundation
import Records
import Testing

@testable import Tabulation

@Suite struct ExpressionTests {
    private let context = RandomTables.context

    private func canonical(_ text: String) throws -> String {
        try context.expression(text, in: "response").canonical
    }

    private func problems(_ text: String, in table: String = "response", _ other: TabulationContext? = nil) -> [String]
    {
        do {
            let typed = try (other ?? context).expression(text, in: table)
            return ["none: \(typed.canonical)"]
        } catch {
            return error.all.map { finding in
                let summary = finding.explanation.summary
                let start = summary.range(of: "`: ")?.upperBound ?? summary.startIndex
                return ([String(summary[start...])] + finding.explanation.remedies).joined(separator: " | ")
            }
        }
    }

    @Test func bindsByPrecedence() throws {
        #expect(
            try canonical("score = 1 or score = 2 and not agreed")
                == "(or (= [score:integer] 1) (and (= [score:integer] 2) (not [agreed:boolean])))")
        #expect(try canonical("score + 2 * score - 1") == canonical("(score + (2 * score)) - 1"))
        #expect(try canonical("not not agreed") == "(not (not [agreed:boolean]))")
        #expect(try canonical("NOT agreed AND agreed") == canonical("(not agreed) and agreed"))
        #expect(try canonical("-3") == "-3")
        #expect(try canonical("score - -3") == "(- [score:integer] -3)")
    }

    @Test func readsLiterals() throws {
        #expect(try canonical("on = 2023-11-07") == "(= [on:day] day 19668)")
        #expect(try canonical("on = date'2023-11-07'") == canonical("on = '2023-11-07'"))
        #expect(try canonical("at >= moment'1970-01-01T00:01:00'") == "(>= [at:moment] moment 60)")
        #expect(try canonical("sector = 'it''s'") == "(= [sector:code] 'it''s')")
        #expect(try canonical("amount = 2.5") == "(= [amount:decimal] 250)")
        #expect(try canonical("amount = 2.505") == "(= (scale [amount:decimal] 1) 2505)")
        #expect(try canonical("`on` <> 1999-12-31") == canonical("on != 1999-12-31"))
        #expect(try canonical("on <= as_of") == "(<= [on:day] day 19782)")
    }

    @Test func comparesMomentsWithDaysByTheDay() throws {
        #expect(try canonical("at <= 2023-11-07") == "(<= (day [at:moment]) day 19668)")
    }

    @Test func putsDerivedColumnsIn() throws {
        #expect(try canonical("grown") == "(>= (age [birth:day] [on:day]) 18)")
        #expect(try context.expression("grown", in: "response").type == .truth)
    }

    @Test func bandsAreNamedByTheirEnds() {
        #expect(bandLabels([18, 30, 55], places: 0) == ["0-17", "18-29", "30-54", "55+"])
        #expect(bandLabels([0, 10, 11], places: 0) == ["<0", "0-9", "10", "11+"])
        #expect(bandLabels([150, 300], places: 2) == ["0.00-1.49", "1.50-2.99", "3.00+"])
        #expect(bandLabels([-150], places: 2) == ["<-1.50", "-1.50+"])
    }

    @Test(arguments: [
        ("", "character 1: the expression is empty"),
        ("score >", "character 8: the end stands where a value: a column, a number, a day or a 'text' should be"),
        (
            "score = 1 2",
            "character 11: a number stands where the end of the expression, or `and`, `or` or an operator should be"
        ),
        (
            "1 < score < 5",
            "character 11: comparisons cannot be chained | write x between 1 and 5, or 1 <= x and x <= 5"
        ),
        ("sector = 'ngo", "character 10: the quote is not closed | close it with '"),
        (
            "on = 2023-02-30",
            "character 6: there is no day 2023-02-30 | write a day as year-month-day, such as 2023-11-07"
        ),
        (
            "score / 2",
            "character 7: '/' means nothing here | divide in the indicator's calculation, so that rounding stays in one place"
        ),
        (
            "04a = 1",
            "character 1: a name cannot start with a digit | write texts in single quotes, 'like this'; a column of such a name in backquotes"
        ),
        ("score in 1", "character 10: a number stands where a list in parentheses, such as ('a', 'b') should be"),
        ("99999999999999999999 = 1", "character 1: the number is too long"),
    ])
    func saysWhatIsNotUnderstood(text: String, expected: String) {
        #expect(problems(text) == [expected])
    }

    @Test(arguments: [
        ("sectr = 'ngo'", ["character 1: table response has no column 'sectr' | did you mean 'sector'?"]),
        ("region = 04", ["character 10: a text cannot be compared with a whole number | write codes in quotes: '4'"]),
        ("region = '05'", ["character 10: '05' is no code that can occur here | did you mean '01'?"]),
        (
            "wave in ('before', 'affter')",
            ["character 20: 'affter' is no code that can occur here | did you mean 'after'?"]
        ),
        ("score and agreed", ["character 1: true or false should stand here, and this is a whole number"]),
        (
            "scor > 1 or sector > 1 or agreed",
            [
                "character 1: table response has no column 'scor' | did you mean 'score'?",
                "character 22: a text cannot be compared with a whole number | write codes in quotes: '1'",
            ]
        ),
        (
            "person = 'x'",
            [
                "character 10: a person cannot be compared with a text | of persons only missing(…) and present(…) can be asked"
            ]
        ),
        ("on + 1 > 2", ["character 1: a day cannot be calculated with | use days_between, months_between or age_at"]),
        ("agee_at(birth, on) > 1", ["character 1: there is no function 'agee_at' | did you mean 'age_at'?"]),
        ("age_at(birth) > 1", ["character 1: age_at takes other arguments | write age_at(birth, day)"]),
        (
            "rollup(region, 'prt') = 'x'",
            ["character 16: the code list region has no attribute 'prt' | did you mean 'part'?"]
        ),
        (
            "rollup(region, 'part', 'odl') = 'west'",
            ["character 24: the code list region has no vintage 'odl' | did you mean 'old'?"]
        ),
        (
            "rollup(region, 'part', score) = 'west'",
            ["character 24: a day should stand here, and this is a whole number"]
        ),
        (
            "rollup(region, 'other', on) = 'x'",
            [
                "character 25: 'other' of the code list region is the same on all days | leave the day out, or give the codes versions with days"
            ]
        ),
        (
            "rollup(region, 'part', on) = 'wst'",
            ["character 30: 'wst' is no code that can occur here | did you mean 'west'?"]
        ),
        (
            "rollup(region, 'part', on, 1) = 'west'",
            [
                "character 1: rollup takes other arguments | write rollup(code, 'attribute') or rollup(code, 'attribute', day)"
            ]
        ),
        (
            "rollup(sector, 'part') = 'x'",
            ["character 8: only codes of a code list can be rolled up | declare the column's code list in the mapping"]
        ),
        (
            "rollup(region, 'part') = 'sout'",
            ["character 26: 'sout' is no code that can occur here | did you mean 'south'?"]
        ),
        ("sector.kind = 'x'", ["character 1: 'sector' does not refer to another table | columns that do are event"]),
        ("event.kinds = 'x'", ["character 7: table event has no column 'kinds' | did you mean 'kind'?"]),
        ("band(score, 30, 18) = '0-29'", ["character 17: the bounds of band must rise"]),
        ("if(agreed, 1, 'x') = 1", ["character 15: a whole number and a text cannot be in one column"]),
        (
            "mean_of(3, score, length) > 1",
            ["character 9: mean_of begins with the least number of answers | write a whole number from 1 to 2"]
        ),
        (
            "divided(score, 0) > 1",
            ["character 16: divided takes a whole number to divide by | write a whole number from 1 to 2000000"]
        ),
        ("divided(region, 3) > 1", ["character 9: a whole number should stand here, and this is a text"]),
        ("divided(score) > 1", ["character 1: divided takes other arguments | write divided(x, 3)"]),
        ("mean_of(1, region) > 1", ["character 12: a whole number should stand here, and this is a text"]),
        ("answered() > 1", ["character 1: answered takes other arguments | write answered(a, b, …)"]),
        (
            "reason(score) = 'refuse'",
            ["character 17: 'refuse' is no code that can occur here | did you mean 'refused'?"]
        ),
        ("score in (1, region)", ["character 14: a whole number cannot be compared with a text"]),
        ("score in (1, length)", ["character 14: a list after `in` holds numbers, days and 'texts' only"]),
        ("agreed < true", ["character 1: true and false have no order"]),
    ])
    func saysWhatIsWrong(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }

    @Test func derivedColumnsMayNotRestOnThemselves() {
        let table = TableSchema(
            name: "t", columns: [ColumnSchema(name: "x", type: .integer)],
            derived: [
                DerivedColumn(name: "a", expression: "b + 1"), DerivedColumn(name: "b", expression: "a * 2"),
                DerivedColumn(name: "c", expression: "x +"),
            ])
        let context = TabulationContext(tables: [table])
        #expect(problems("a > 1", in: "t", context).first?.contains("the derived column 'a' rests on itself") == true)
        #expect(
            problems("c", in: "t", context).first?.contains("the derived column 'c': character 4: the end stands")
                == true)
    }

    @Test func derivedColumnsMayNotGrowBeyondBounds() {
        // Each is twice the one before: written out the last would have a million million characters.
        let derived = (0..<40).map { number in
            DerivedColumn(
                name: "d\(number)", expression: number == 0 ? "x" : "d\(number - 1) + d\(number - 1)")
        }
        let table = TableSchema(name: "t", columns: [ColumnSchema(name: "x", type: .integer)], derived: derived)
        let found = problems("d39 > 1", in: "t", TabulationContext(tables: [table]))
        #expect(found.first?.contains("grows beyond bounds") == true)
    }

    @Test func deepNestingIsRefusedAndNotACrash() {
        let deep = String(repeating: "(", count: 5000) + "score" + String(repeating: ")", count: 5000)
        #expect(problems(deep).first?.contains("more than 100 parentheses are nested") == true)
        let nots = String(repeating: "not ", count: 20000) + "agreed"
        #expect(problems(nots) == ["none: (not (not [agreed:boolean]))"])
        let signs = String(repeating: "-", count: 20000) + "1"
        #expect(problems(signs).count == 1)
    }

    /// Whatever is written, the answer is an expression or findings, never a trap.
    @Test(arguments: UInt64(0)..<300)
    func anyTextIsAnswered(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "score", "sector", "on", "at", "agreed", "person", "event", ".", "kind", "(", ")", ",", "and", "or", "not",
            "in", "between", "=", "<", ">=", "+", "-", "*", "1", "2.50", "'ngo'", "2023-11-07", "date'2020-01-01'",
            "if", "band", "rollup", "'part'", "missing", "age_at", "month", "true", "`", "é", "\u{0}", "as_of",
        ]
        let text = (0..<generator.number(1...14)).map { _ in generator.pick(pieces) }.joined(separator: " ")
        #expect(!problems(text).isEmpty)
    }

    @Test func longChainsOfOperatorsAreRefusedAndNotACrash() {
        let sum = "score" + String(repeating: " + 1", count: 50000) + " > 1"
        #expect(problems(sum).first?.contains("more than 300 operators are chained") == true)
        let any = "sector = 'x'" + String(repeating: " or sector = 'x'", count: 50000)
        #expect(problems(any).first?.contains("more than 300 operators are chained") == true)
    }
}
