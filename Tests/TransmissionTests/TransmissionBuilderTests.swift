import Definitions
import Diagnostics
import Disclosure
import Indicators
import Records
import Testing

@testable import Transmission

/// The cells of ``TransmissionSample``, each against the count by hand.
@Suite struct TransmissionBuilderTests {
    @Test func outputsStandByCellAndGender() throws {
        let table = try TransmissionSample.transmission().tables[0]
        #expect(table.rows.count == 8, "two cells with four indicators each")
        #expect(
            table.texts("EECO01", "more") == [
                "milestone": "38", "target": "120",
                // What A planned last by the end of 2023, 36, and what B planned, 5; for men A's 18.
                "selected_women": "41", "selected_total": "59", "women": "3", "men": "2", "nonbinary": "1",
                "total": "6",
            ])
        #expect(
            table.texts("EECO01", "transition") == [
                "milestone": "not-planned", "target": "not-planned", "selected_women": "not-planned",
                "selected_total": "not-planned", "women": "4", "men": "0", "nonbinary": "0", "total": "4",
            ])
    }

    /// A count of nothing is 0; what nobody was asked has no value, and what has no gender none by gender.
    @Test func zeroIsNotAbsent() throws {
        let table = try TransmissionSample.transmission().tables[0]
        let asked = table.texts("EECO12", "more")
        #expect(asked["women"] == "not-observed" && asked["total"] == "not-observed")
        #expect(asked["men"] == "not-observed", "there were two men, and they were not asked")
        #expect(asked["milestone"] == "not-wanted")
        let some = table.texts("EECO12", "transition")
        #expect(some["women"] == "2" && some["total"] == "2")
        #expect(some["men"] == "0" && some["nonbinary"] == "0", "there was nobody to ask")
        let firms = table.texts("EECO19", "more")
        #expect(firms["women"] == "not-by-gender" && firms["selected_women"] == "not-by-gender")
        #expect(firms["total"] == "5")
        #expect(table.texts("EECO19", "transition")["total"] == "0", "counted, and there was none")
        #expect(table.texts("late", "more")["total"] == "not-valid")
    }

    @Test func resultsAreAddedUpWhereThereIsNoTotal() throws {
        let table = try TransmissionSample.transmission().tables[1]
        #expect(
            table.texts("EECR04", "more") == [
                "baseline": "12", "baseline_year": "year 2020", "reference": "EECO01", "women": "1", "total": "1",
            ])
        #expect(table.texts("EECR04", "transition")["total"] == "0")
        let ofNothing = try TransmissionSample.transmission([TransmissionSample.set("EECO01", [([:], 0)])])
        #expect(ofNothing.tables[1].texts("EECR04", "more")["total"] == "not-computed")
    }

    /// An operation where nobody took part yet has zeros, and what stands in another programme's cell is told and not sent.
    @Test func cellsAreThoseOfThePlanTheOperationsAndTheCounts() throws {
        let empty = try TransmissionSample.transmission([TransmissionSample.set("EECO01", [([:], 0)])])
        #expect(empty.tables[0].rows.map { $0.cell.map(\.level.name) }.count == 8)
        #expect(empty.tables[0].texts("EECO01", "transition")["women"] == "0")
        let figures = [
            TransmissionSample.set("EECO01", [(TransmissionSample.at("less"), 7), (TransmissionSample.at("more"), 1)])
        ]
        let foreign = try TransmissionSample.transmission(figures).tables[0]
        #expect(foreign.row("EECO01", "less") == nil)
        #expect(foreign.ofOthers == [["4.3", "less"]])
        let alone = try TransmissionSample.transmission(figures, plan: ProgrammePlan()).tables[0]
        #expect(alone.texts("EECO01", "less")["total"] == "7")
    }

    /// A figure that leaves a dimension out is placed by its operation, or by the one cell that it can be of.
    @Test func figuresOfThePlanFindTheirCells() throws {
        func plan(_ levels: [String: String], _ operation: String? = nil) -> ProgrammePlan {
            let figure = PlanFigure(
                kind: .target, indicator: "EECO01", value: 50, levels: levels, operation: operation, programme: "plus")
            return ProgrammePlan(figures: [figure], operations: TransmissionSample.plan.operations)
        }
        func target(_ plan: ProgrammePlan, _ category: String) throws -> String? {
            try TransmissionSample.transmission(plan: plan).tables[0].texts("EECO01", category)["target"]
        }
        #expect(try target(plan([:], "B"), "transition") == "50")
        #expect(try target(plan([:], "B"), "more") == "not-planned")
        #expect(try target(plan(["region_category": "transition"]), "transition") == "50")
        let open = try TransmissionSample.transmission(plan: plan(["objective": "4.3"])).tables[0]
        #expect(open.unplaced == 1 && open.texts("EECO01", "more")["target"] == "not-planned")
        #expect(try TransmissionSample.transmission().tables[0].unplaced == 0)
    }

    /// What was asked of nobody is estimated: by gender, for all, or for one gender beside a count of the others.
    @Test func anInformedEstimateStandsInPlaceOfACount() throws {
        func estimate(
            _ value: Double, _ gender: String?, _ day: String = "2023-12-31", _ code: String = "EECO12",
            of operation: String = "B"
        ) -> PlanFigure {
            PlanFigure(
                kind: .estimate, indicator: code, value: value, levels: gender.map { ["gender": $0] } ?? [:],
                operation: operation, programme: "plus", through: CalendarDay(iso: day), source: "by home municipality")
        }
        func table(_ figures: [PlanFigure]) throws -> TransmissionTable {
            let plan = ProgrammePlan(figures: figures, operations: TransmissionSample.plan.operations)
            return try TransmissionSample.transmission(plan: plan).tables[0]
        }
        let counted = try table([]).texts("EECO12", "transition")
        #expect(counted["women"] == "2" && counted["total"] == "2")
        // The latest up to the day of the build counts.
        let by = try table([
            estimate(3, "F", "2023-06-30"), estimate(4, "F"), estimate(9, "F", "2024-06-30"), estimate(1, "M"),
        ])
        let row = by.texts("EECO12", "transition")
        #expect(row["women"] == "4" && row["men"] == "1" && row["total"] == "5")
        let all = try table([estimate(6, nil)])
        #expect(all.texts("EECO12", "transition")["total"] == "6")
        // Men are estimated, and two women were counted.
        let men = try table([estimate(1, "M")])
        #expect(men.texts("EECO12", "transition")["total"] == "3")
        let listed = try #require(men.estimates.first { men.layout.columns[$0.column].level == nil })
        #expect(listed.value == 3 && listed.counted.count == 2 && listed.sources == ["by home municipality"])
        // Two men were neither asked nor estimated: how many there are in all is not known.
        let women = try table([estimate(3, "F", of: "A")]).texts("EECO12", "more")
        #expect(women["women"] == "3" && women["men"] == "not-observed" && women["total"] == "not-observed")
        // One woman was counted, three are estimated: a total of one would contradict them.
        let asked =
            TransmissionSample.figures.filter { $0.indicator != "EECO12" } + [
                TransmissionSample.set(
                    "EECO12", [(TransmissionSample.at("more"), 1), (TransmissionSample.at("more", "F"), 1)])
            ]
        let plan = ProgrammePlan(figures: [estimate(3, "F", of: "A")], operations: TransmissionSample.plan.operations)
        let partly = try TransmissionSample.transmission(asked, plan: plan).tables[0].texts("EECO12", "more")
        #expect(partly["women"] == "3" && partly["total"] == "not-observed")
        // What is counted person by person takes no estimate.
        let refused = try table([estimate(90, nil, "2023-12-31", "EECO01")])
        #expect(refused.refused == ["EECO01"] && refused.estimates.isEmpty)
        #expect(refused.texts("EECO01", "transition") == (try table([]).texts("EECO01", "transition")))
    }

    @Test func cellsStandInTheOrderOfTheirCodeLists() throws {
        let cells = try TransmissionSample.transmission().tables[0].rows.map { $0.cell[1].level.name }
        #expect(cells == ["more", "more", "more", "more", "transition", "transition", "transition", "transition"])
    }

    @Test func anOperationHasASheetWithAllItsRecordsBelow() throws {
        let sheets = try TransmissionSample.transmission().sheets
        #expect(sheets.map(\.operation.level.name) == ["A", "B"])
        #expect(sheets[0].rows.map(\.indicator) == ["EECO01", "EECO12", "EECO19", "late", "EECR04"])
        #expect(sheets[0].rows[0].values.map(\.written) == ["3", "2", "6"])
        #expect(sheets[0].rows[2].values.map(\.written) == ["not-by-gender", "not-by-gender", "5"])
        #expect(sheets[0].rows[4].values.map(\.written) == ["1", "0", "1"])
        #expect(sheets[0].beside.map { $0.values.map(\.written) } == [["8"]])
    }

    @Test func theVersionIsTheNextThatIsDue() throws {
        let schedule = try TransmissionSample.layout().schedule
        func version(_ day: String) throws -> TransmissionVersion? {
            schedule.version(asOf: try #require(CalendarDay(iso: day)))
        }
        let december = try #require(try version("2023-12-31"))
        #expect(december.id == "202312")
        #expect(december.through == CalendarDay(iso: "2023-12-31") && december.due == CalendarDay(iso: "2024-01-31"))
        #expect(try version("2024-01-31") == december)
        #expect(try version("2023-08-01") == december)
        let june = try #require(try version("2024-02-01"))
        #expect(june.id == "202406" && june.due == CalendarDay(iso: "2024-07-31"))
        #expect(try version("2020-03-01")?.id == "202112", "the first one")
        #expect(try version("2030-02-01") == nil, "after the last one")
    }

    @Test func whatTheCatalogueDoesNotBreakDownIsTold() throws {
        let reader = DefinitionReader()
        try TransmissionSample.layout().check(try TransmissionSample.catalogue(), with: reader)
        #expect(reader.findings.map(\.code) == ["transmission.no-breakdown"])
        #expect(reader.findings[0].explanation.summary.hasSuffix("the table 'table-6' has nothing to show of late"))
    }

    @Test func theLayoutsMistakesAreFound() throws {
        for (old, new, code) in [
            ("split: gender", "split: sex", "definition.unknown-name"), ("\"12-31\"", "\"13-31\"", "transmission.day"),
            ("show: milestone", "show: milestones", "definition.unknown-value"),
            ("indicators: [EECR04]", "indicators: [EECR40]", "definition.unknown-name"),
            ("id: table-10", "id: table-6", "definition.duplicate-name"),
            ("programme: plus", "programme: minus", "definition.unknown-name"),
        ] {
            let text = TransmissionSample.layoutText
            #expect(text.contains(old))
            #expect(throws: (any Error).self, "\(code)") {
                _ = try TransmissionSample.layout(text.replacing(old, with: new, maxReplacements: 1))
            }
        }
    }
}
