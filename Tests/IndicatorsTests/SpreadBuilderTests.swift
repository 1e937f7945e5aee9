import Records
import Tabulation
import Testing

@testable import Indicators

/// How adopters' steps are made from rows.
@Suite struct SpreadBuilderTests {
    private func whole(_ survey: SpreadSurvey) throws -> SpreadData { try #require(try survey.spreads()[[]]) }

    /// Steps by names, so that they can be compared whatever the numbers.
    private func named(_ data: SpreadData) -> Set<String> {
        Set(
            data.steps.map { step in
                let source = step.source.map { data.actors[Int($0)] } ?? "-"
                let sector = step.attributes[0].map { "\(data.levels[0][$0])" } ?? "-"
                return [
                    data.innovations[Int(step.innovation)], data.actors[Int(step.adopter)],
                    data.definition.stages[step.stage], "\(step.day)", source, sector,
                ].joined(separator: " ")
            })
    }

    @Test func rowsBecomeSteps() throws {
        let data = try whole(.example)
        #expect(data.innovations == ["A", "B", "C", "D"] && data.steps.count == 11 && data.incomplete == 0)
        #expect(data.actors == ["O", "P", "V", "W", "X", "Y", "Z"])
        #expect(data.adoptions.count == 6 && data.adoptedStage == 2)
        let day = SpreadSurvey.asOf.number - 160
        #expect(named(data).contains("A Y adopted \(day) X code(\"s2\")"))
        #expect(named(data).contains("A V adopted \(day + 20) - -"))
        #expect(data.levels == [[.code("s1"), .code("s2"), .code("s9")], [.code("north"), .code("south")]])
    }

    @Test func ownersPublicationAndTitlesAreOfTheirTables() throws {
        var survey = SpreadSurvey.example
        // A second owner, and a later day of publication.
        survey.innovations.append(("A", "P", 5, nil))
        let data = try whole(survey)
        #expect(data.registered.map { data.innovations[Int($0)] } == ["A", "B", "C", "D"])
        #expect(data.owners[0]?.sorted() == [0, 1] && data.owners[1] == [1] && data.owners[3] == nil)
        #expect(data.published[0] == SpreadSurvey.asOf.number - 200 && data.published[3] == nil)
        #expect(data.derivedFrom == [1: 0, 2: 1])
        #expect(data.publicActors == [0, 4] && data.actorTitles[4] == "Xenon" && data.actorTitles[2] == nil)
    }

    @Test func unknownStagesAndMissingDaysAreCountedAndLeftOut() throws {
        var survey = SpreadSurvey.example
        survey.steps += [
            SpreadSurvey.step("A", "Q", "rumour", 30), SpreadSurvey.step("A", "Q", "adopted", nil),
            SpreadSurvey.step(nil, "Q", "adopted", 30), SpreadSurvey.step("A", nil, "adopted", 30),
            SpreadSurvey.step("A", "Q", "rumour", 30),
        ]
        let data = try whole(survey)
        #expect(data.steps.count == 11 && data.incomplete == 5)
        #expect(named(data) == named(try whole(.example)))
    }

    @Test func groupsShareNumbersAndPartSteps() throws {
        let groups = try SpreadSurvey.example.spreads(by: "region")
        #expect(Set(groups.keys) == [[.code("north")], [.code("south")]])
        let (north, south) = (try #require(groups[[.code("north")]]), try #require(groups[[.code("south")]]))
        #expect(north.actors == south.actors && north.innovations == south.innovations)
        #expect(north.steps.count == 6 && south.steps.count == 5)
        #expect(named(north).union(named(south)) == named(try whole(.example)))
        #expect(north.owners == south.owners)
    }

    @Test func orderAndRepetitionOfRowsChangeNothing() throws {
        var turned = SpreadSurvey.example
        turned.steps = turned.steps.reversed() + turned.steps
        turned.innovations.reverse()
        turned.uses.reverse()
        let (first, second) = (try whole(.example), try whole(turned))
        #expect(first.actors == second.actors && first.elements == second.elements)
        #expect(named(first) == named(second) && second.steps.count == 11)
        for kind in SpreadSurvey.kinds {
            #expect(try SpreadSurvey.example.figures(kind) == turned.figures(kind), "\(kind)")
        }
    }

    @Test func emptyTablesGiveNoFigures() throws {
        let empty = SpreadSurvey(steps: [])
        #expect(try empty.spreads()[[]]?.steps.isEmpty == true)
        for kind in SpreadSurvey.kinds {
            #expect(try empty.figures(kind).allSatisfy { $0.value == nil && $0.absence != nil }, "\(kind)")
        }
        #expect(try empty.figures("{kind: reuse, spread: v}", isPlain: true).first?.absence == .noObservations)
        #expect(try empty.listing("{kind: spreaders, spread: v}").rows.isEmpty)
    }

    /// Names that sort in another order.
    @Test func relabellingChangesNoFigure() throws {
        func other(_ name: String?) -> String? { name.map { String($0.utf8.map { 255 - Int($0) }.reduce(0, +)) + $0 } }
        var survey = SpreadSurvey.example
        for place in survey.steps.indices {
            survey.steps[place].innovation = other(survey.steps[place].innovation)
            survey.steps[place].adopter = other(survey.steps[place].adopter)
            survey.steps[place].source = other(survey.steps[place].source)
        }
        survey.innovations = survey.innovations.map { (other($0.0) ?? "", other($0.1), $0.2, other($0.3)) }
        survey.uses = survey.uses.map { (other($0.0) ?? "", other($0.1) ?? "", $0.2, $0.3) }
        for kind in SpreadSurvey.kinds {
            #expect(try SpreadSurvey.example.figures(kind) == survey.figures(kind), "\(kind)")
        }
    }
}

extension SpreadSurvey {
    /// Kinds that can be broken down.
    static let kinds = [
        "{kind: generations, spread: v}", "{kind: adoption-depth, spread: v}", "{kind: stage-transitions, spread: v}",
        "{kind: stage-time, spread: v, from: interest, to: adopted, unit: days}",
        "{kind: stage-survival, spread: v, from: adopted, to: abandoned, unit: days}",
        "{kind: disadoption, spread: v}", "{kind: reproduction-number, spread: v}",
        "{kind: reproduction-number, spread: v, by: sector, by-period: quarter}",
        "{kind: spreading-share, spread: v, top: 0.25}", "{kind: crossing-share, spread: v, by: sector}",
        "{kind: crossing-flows, spread: v, by: sector}", "{kind: fidelity, spread: v}",
        "{kind: fidelity-by-generation, spread: v}", "{kind: fidelity-trend, spread: v}",
        "{kind: element-use, spread: v}", "{kind: element-change, spread: v}",
        "{kind: aligned-adoption, spread: v}", "{kind: aligned-adoption, spread: v, value: share, period: quarter}",
    ]
}
