import Definitions
import Diagnostics
import Indicators
import Records
import Testing

/// A small programme: its indicators and checks, and figures made by hand.
struct SmallProgramme {
    static let day = CalendarDay(iso: "2023-12-31") ?? CalendarDay(number: 0)
    static let june = CalendarDay(iso: "2023-06-30") ?? CalendarDay(number: 0)

    /// EECO01 = 02 + 04 + 05 and 09 + 10 + 11; 03 is a part of 02; EECR01 rests on 04, EECR04 on 02 and 04.
    static let indicators = [
        "EECO01", "EECO02", "EECO03", "EECO04", "EECO05", "EECO06", "EECO07", "EECO08", "EECO09", "EECO10", "EECO11",
    ]

    static func catalogue(
        _ checks: String, further: String = ""
    ) throws -> (catalogue: Catalogue, findings: [Finding]) {
        func indicator(_ code: String, _ rule: String, unit: String = "persons") -> String {
            """
              - code: \(code)
                titles: {en: \(code)}
                definition: {en: \(code).}
                unit: \(unit)
                population: persons
                calculation: {kind: count, table: participant}
                rule: {text: {en: T}, \(rule)}

            """
        }
        var text = "kaiku: 1\nprogramme: {id: p, titles: {en: P}, source: S}\nindicators:\n"
        for code in indicators { text += indicator(code, "measured: entry, data: personal") }
        text += indicator("EECO19", "measured: operation, data: entity")
        text += indicator("EECR01", "measured: leaving, data: personal, reference-outputs: [EECO04]")
        text += indicator("EECR04", "measured: leaving, data: personal, reference-outputs: [EECO02, EECO04]")
        text += further + "checks:\n" + checks
        let reader = DefinitionReader()
        let catalogue = Catalogue.decode([try DefinitionFile.load(text: text, name: "p.yaml").root], with: reader)
        return (catalogue, reader.findings)
    }

    static let identities = """
          - {id: labour, kind: sum, total: [EECO01], parts: [EECO02, EECO04, EECO05], text: {en: A}}
          - {id: education, kind: sum, total: [EECO01], parts: [EECO09, EECO10, EECO11], text: {en: B}}
          - {id: long-term, kind: at-most, parts: [EECO03], whole: [EECO02], text: {en: C}}
          - {id: age, kind: at-most, parts: [EECO06, EECO07, EECO08], whole: [EECO01], text: {en: D}}
          - {id: results, kind: result-at-most-output, text: {en: E}}

        """

    /// Of women, men and all: a figure for each, and the total.
    static func sets(_ values: [String: [Double?]]) -> [FigureSet] {
        values.sorted { $0.key < $1.key }.map { code, values in
            var figures = zip(["F", "M"], values).map { gender, value in
                Figure(
                    indicator: code, breakdown: [BreakdownLevel(dimension: "gender", level: .code(gender))],
                    value: value, n: 0)
            }
            let known = values.compactMap(\.self)
            let total = known.count == values.count ? known.reduce(0, +) : nil
            figures.append(Figure(indicator: code, breakdown: [], value: total, n: 0))
            return FigureSet(
                indicator: code, unit: .persons, population: .persons, method: "count", totals: .additive,
                figures: figures)
        }
    }

    /// Five women and four men, by hand: 9 = 4 + 2 + 3 by labour status, and 9 = 1 + 3 + 5 by education.
    static let whole: [String: [Double?]] = [
        "EECO01": [5, 4], "EECO02": [2, 2], "EECO03": [1, 2], "EECO04": [1, 1], "EECO05": [2, 1], "EECO06": [0, 1],
        "EECO07": [2, 1], "EECO08": [1, 0], "EECO09": [1, 0], "EECO10": [1, 2], "EECO11": [3, 2], "EECR01": [1, 0],
        "EECR04": [2, 1],
    ]

    static func outcomes(
        _ checks: String, _ sets: [FigureSet] = [], _ reported: [ReportedFigure] = []
    ) throws -> [String: CheckOutcome] {
        let (catalogue, findings) = try catalogue(checks)
        try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let outcomes = ProgrammeCheckEngine(
            catalogue: catalogue, sets: sets, reported: reported, asOf: day
        ).outcomes()
        return Dictionary(outcomes.map { ($0.check.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static func figure(
        _ code: String, _ value: Double, _ gender: String? = nil, kind: ReportedFigure.Kind = .achieved,
        through: CalendarDay? = day, operation: String? = "OK", correction: String? = nil
    ) -> ReportedFigure {
        let levels = [("operation", operation), ("gender", gender)].compactMap { name, level in
            level.map { BreakdownLevel(dimension: name, level: .code($0)) }
        }
        return ReportedFigure(
            indicator: code, kind: kind, cell: FigureCell(levels), through: through, value: value,
            correction: correction)
    }
}

/// Checks of programmes on figures that are small enough to be worked out by hand.
struct ProgrammeCheckTests {
    private typealias Small = SmallProgramme

    /// The parts that a check does not hold for, such as `gender=F`; `` for the total.
    private static func broken(_ outcome: CheckOutcome?) -> [String] {
        (outcome?.broken ?? []).map { cell in
            cell.cell.levels.map { "\($0.dimension)=\($0.level.name)" }.joined(separator: ",")
        }
    }

    @Test func consistentFiguresBreakNoRule() throws {
        let outcomes = try Small.outcomes(Small.identities, Small.sets(Small.whole))
        #expect(outcomes.values.allSatisfy { $0.broken.isEmpty })
        // Women, men and all of each, and of results the same for both.
        #expect(outcomes["labour"]?.held == 3 && outcomes["age"]?.held == 3 && outcomes["results"]?.held == 6)
    }

    /// Three unemployed women make 3 + 1 + 2 = 6 of 5, and 10 of 9 in total.
    @Test func aSumThatIsTooLargeIsFoundWhereItIs() throws {
        var values = Small.whole
        values["EECO02"] = [3, 2]
        let outcomes = try Small.outcomes(Small.identities, Small.sets(values))
        #expect(Self.broken(outcomes["labour"]) == ["", "gender=F"])
        let total = try #require(outcomes["labour"]?.broken.first)
        #expect(total.left.value == 9 && total.right.value == 10)
        #expect(total.left.terms.map(\.name) == ["EECO01"])
        #expect(Self.broken(outcomes["education"]).isEmpty && Self.broken(outcomes["long-term"]).isEmpty)
    }

    /// Three long-term unemployed men among two unemployed, but 4 ≤ 4 in total: the total hides it.
    @Test func aPartLargerThanItsWholeIsFoundPerGender() throws {
        var values = Small.whole
        values["EECO03"] = [1, 3]
        let outcomes = try Small.outcomes(Small.identities, Small.sets(values))
        #expect(Self.broken(outcomes["long-term"]) == ["gender=M"])
    }

    /// EECO06 and EECO07 are each at most 5 women, though 5 + 2 = 7 are more; four men of EECO07 are as many as all men, and five not.
    @Test func eachPartIsComparedByItself() throws {
        let check = "  - {id: each, kind: each-at-most, parts: [EECO06, EECO07], whole: [EECO01], text: {en: A}}\n"
        var values = Small.whole
        values["EECO06"] = [5, 0]
        values["EECO07"] = [2, 4]
        #expect(try Small.outcomes(check, Small.sets(values))["each"]?.held == 6)
        values["EECO07"] = [2, 5]
        #expect(Self.broken(try Small.outcomes(check, Small.sets(values))["each"]) == ["gender=M"])
    }

    /// EECR01 of women: 2 > 1 inactive; EECR04 may reach 2 + 1 = 3 and does with 3.
    @Test func resultsMayReachTheirReferenceOutputs() throws {
        var values = Small.whole
        values["EECR01"] = [2, 0]
        values["EECR04"] = [3, 1]
        let outcome = try Small.outcomes(Small.identities, Small.sets(values))["results"]
        #expect(Self.broken(outcome) == ["gender=F"])
        #expect(outcome?.broken.first?.left.terms.first?.indicator == "EECR01")
    }

    /// What is not known is compared with nothing; where nothing was counted there is no figure, and it counts as 0.
    @Test func unknownFiguresAreNotCompared() throws {
        var values = Small.whole
        values["EECO02"] = [nil, 2]
        let outcomes = try Small.outcomes(Small.identities, Small.sets(values))
        #expect(outcomes["labour"]?.held == 1 && Self.broken(outcomes["labour"]).isEmpty)
        values = Small.whole
        values["EECO04"] = [1]
        let short = try Small.outcomes(Small.identities, Small.sets(values))["labour"]
        // Men: 4 against 2 + 0 + 1; all: 9 against 4 + 1 + 3.
        #expect(Self.broken(short) == ["", "gender=M"])
    }

    /// An indicator that is a share of all participants.
    static let share = """
          - code: PART
            titles: {en: Part}
            definition: {en: Part.}
            unit: share
            population: persons
            calculation: {kind: share, table: participant, part: "complete"}
            rule: {text: {en: T}, measured: entry, data: personal}

        """

    @Test func sharesAreAtMostOne() throws {
        let (catalogue, findings) = try Small.catalogue(
            "  - {id: shares, kind: share-at-most-1, text: {en: A}}\n", further: Self.share)
        try #require(findings.isEmpty)
        let set = FigureSet(
            indicator: "PART", unit: .share, population: .persons, method: "share", totals: .unrelated,
            figures: [Figure(indicator: "PART", breakdown: [], value: 1.01, n: 0)])
        let reported = [Small.figure("PART", 100, "F"), Small.figure("PART", 104, "M")]
        let outcome = try #require(
            ProgrammeCheckEngine(catalogue: catalogue, sets: [set], reported: reported, asOf: Small.day).outcomes()
                .first)
        // 101 % computed; 104 percent of men; and the 204 percent that a total of genders would be is none of a share.
        #expect(outcome.broken.map { $0.left.value } == [1.01, 104])
        #expect(outcome.held == 1)
    }

    /// A share of all is no sum, may fall, and is typed as a percentage.
    @Test func sharesNeitherAddUpNorOnlyGrow() throws {
        let checks = ["adds-up", "never-falls", "agreement"].map { "  - {id: \($0), kind: \($0), text: {en: A}}\n" }
        let (catalogue, findings) = try Small.catalogue(checks.joined(), further: Self.share)
        try #require(findings.isEmpty)
        let set = FigureSet(
            indicator: "PART", unit: .share, population: .persons, method: "share", totals: .unrelated,
            figures: [Figure(indicator: "PART", breakdown: [], value: 0.5, n: 0)])
        let reported = [
            Small.figure("PART", 80, "F", through: Small.june), Small.figure("PART", 60, "F"),
            Small.figure("PART", 40, "M"), Small.figure("PART", 50),
        ]
        let outcomes = ProgrammeCheckEngine(
            catalogue: catalogue, sets: [set], reported: reported, asOf: Small.day
        ).outcomes()
        #expect(outcomes.allSatisfy { !$0.wasMade })
    }

    @Test func reportedFiguresAreCheckedByDay() throws {
        let rows = [Small.june, Small.day].flatMap { day in
            [
                Small.figure("EECO01", 2, "F", through: day), Small.figure("EECO02", 1, "F", through: day),
                Small.figure("EECO04", 1, "F", through: day),
                Small.figure("EECO05", day == Small.day ? 1 : 0, "F", through: day),
            ]
        }
        let outcome = try Small.outcomes(Small.identities, [], rows)["labour"]
        // June: 2 = 1 + 1 + 0. December: 2 against 3, of women and of all of the operation.
        #expect(outcome?.held == 2)
        #expect(Self.broken(outcome) == ["operation=OK", "gender=F,operation=OK"])
        #expect(outcome?.broken.first?.left.terms.first?.basis == .reported(.achieved, through: Small.day))
    }

    @Test func everyIndicatorIsReportedForEveryGender() throws {
        let check = "  - {id: all, kind: reported, genders: [F, M], except: [EECR01, EECR04], text: {en: A}}\n"
        var rows = Small.indicators.flatMap { [Small.figure($0, 0, "F"), Small.figure($0, 0, "M")] }
        rows.append(Small.figure("EECO19", 0))
        let whole = try Small.outcomes(check, [], rows)["all"]
        #expect(whole?.broken.isEmpty ?? false)
        // 11 indicators of persons by two genders, and one of entities.
        #expect(whole?.held == 23)
        rows.removeAll { $0.indicator == "EECO07" && $0.cell.level(of: "gender") == .code("M") }
        rows.removeAll { $0.indicator == "EECO19" }
        let outcome = try Small.outcomes(check, [], rows)["all"]
        #expect(Self.broken(outcome) == ["gender=M,operation=OK", "operation=OK"])
        #expect(outcome?.broken.map { $0.left.terms[0].indicator } == ["EECO07", "EECO19"])
    }

    @Test func gendersMakeUpWhatIsReportedForAll() throws {
        let check = "  - {id: genders, kind: adds-up, text: {en: A}}\n"
        let rows = [
            Small.figure("EECO01", 9), Small.figure("EECO01", 5, "F"), Small.figure("EECO01", 4, "M"),
            Small.figure("EECO02", 5), Small.figure("EECO02", 2, "F"), Small.figure("EECO02", 2, "M"),
            Small.figure("EECO04", 2),
        ]
        let outcome = try Small.outcomes(check, [], rows)["genders"]
        #expect(outcome?.held == 1 && outcome?.broken.count == 1)
        #expect(outcome?.broken.first?.left.value == 5 && outcome?.broken.first?.right.value == 4)
    }

    @Test func entitiesHaveNoGender() throws {
        let check = "  - {id: entities, kind: without-gender, text: {en: A}}\n"
        let rows = [Small.figure("EECO19", 5), Small.figure("EECO19", 3, "F"), Small.figure("EECO01", 3, "F")]
        let outcome = try Small.outcomes(check, [], rows)["entities"]
        #expect(outcome?.held == 1 && Self.broken(outcome) == ["gender=F,operation=OK"])
    }

    /// 5, 7, 6 without a word; 3, 2 with one; 4, 4 stays.
    @Test func whatWasReportedFallsOnlyWithALoggedCorrection() throws {
        let check = "  - {id: falls, kind: never-falls, text: {en: A}}\n"
        let march = CalendarDay(iso: "2023-03-31")
        let rows = [
            Small.figure("EECO01", 6, "F"), Small.figure("EECO01", 5, "F", through: march),
            Small.figure("EECO01", 7, "F", through: Small.june), Small.figure("EECO02", 3, "F", through: Small.june),
            Small.figure("EECO02", 2, "F", correction: "counted twice"),
            Small.figure("EECO04", 4, "F", through: Small.june), Small.figure("EECO04", 4, "F"),
        ]
        let outcome = try #require(try Small.outcomes(check, [], rows)["falls"])
        #expect(outcome.held == 2 && outcome.broken.count == 1)
        #expect(outcome.broken[0].left.value == 7 && outcome.broken[0].right.value == 6)
        #expect(outcome.cells.contains { $0.state == .corrected("counted twice") })
    }

    @Test func aimsAreBehindOnlyWhenTheyAreDue() throws {
        let checks = "  - {id: m, kind: milestone, text: {en: A}}\n  - {id: t, kind: target, text: {en: B}}\n"
        let later = CalendarDay(iso: "2024-12-31")
        let rows = [
            Small.figure("EECO01", 5, "F"), Small.figure("EECO01", 4, "M"),
            Small.figure("EECO01", 4, "F", through: Small.june),
            Small.figure("EECO02", 3, "F"), Small.figure("EECO04", 3, "F"),
            Small.figure("EECO01", 9, kind: .milestone, operation: nil),
            Small.figure("EECO02", 4, kind: .milestone),
            Small.figure("EECO04", 4, kind: .milestone, through: later),
            Small.figure("EECO01", 10, kind: .target, through: Small.day, operation: nil),
            Small.figure("EECO11", 10, kind: .target),
        ]
        let outcomes = try Small.outcomes(checks, [], rows)
        // 5 + 4 = 9 of 9; 3 of 4 and due; 3 of 4, due a year later; 9 of 10; nothing is known of EECO11.
        #expect(outcomes["m"]?.cells.map(\.state) == [.reached, .broken, .pending])
        #expect(outcomes["t"]?.cells.map(\.state) == [.broken])
        #expect(outcomes["t"]?.cells.first?.right.value == 9)
    }

    @Test func reportedAndComputedFiguresAgree() throws {
        let check = "  - {id: same, kind: agreement, text: {en: A}}\n"
        let rows = [
            Small.figure("EECO01", 5, "F"), Small.figure("EECO01", 4, "M"), Small.figure("EECO02", 2, "F"),
            Small.figure("EECO02", 3, "M"), Small.figure("EECO04", 9, "F", through: Small.june),
        ]
        let outcome = try #require(try Small.outcomes(check, Small.sets(Small.whole), rows)["same"])
        // EECO01 in three parts and women of EECO02 agree; men and all of EECO02 do not: 3 against 2, 5 against 4.
        #expect(outcome.held == 4 && Self.broken(outcome) == ["", "gender=M"])
        #expect(outcome.broken.map(\.left.value) == [5, 3] && outcome.broken.map(\.right.value) == [4, 2])
    }

    @Test func supportCountsForPersonsOrForTheFirm() throws {
        let check = "  - {id: support, kind: not-both, indicators: [EECO05, EECO19], text: {en: A}}\n"
        let rows = [
            Small.figure("EECO05", 3, "F"), Small.figure("EECO19", 2), Small.figure("EECO05", 3, "F", operation: "B"),
            Small.figure("EECO19", 0, operation: "B"),
        ]
        let outcome = try Small.outcomes(check, [], rows)["support"]
        #expect(outcome?.held == 1 && Self.broken(outcome) == ["operation=OK"])
    }

    @Test(arguments: [
        ("  - {id: a, kind: sum, total: [EECO01], text: {en: A}}\n", "needs 'parts'"),
        ("  - {id: a, kind: at-most, parts: [EECO01], whole: [EECO99], text: {en: A}}\n", "EECO99"),
        ("  - {id: a, kind: never-falls, parts: [EECO01], text: {en: A}}\n", "'parts' is of no use"),
        ("  - {id: a, kind: adds, text: {en: A}}\n", "adds"),
        ("  - {id: a, programme: q, kind: adds-up, text: {en: A}}\n", "q"),
        ("  - {id: a, kind: adds-up, text: {en: A}}\n  - {id: a, kind: adds-up, text: {en: A}}\n", "'a'"),
    ])
    func mistakesInChecksAreFound(checks: String, word: String) throws {
        let findings = try Small.catalogue(checks).findings
        #expect(findings.contains { $0.explanation.summary.contains(word) && $0.location?.line != nil }, "\(findings)")
    }
}
