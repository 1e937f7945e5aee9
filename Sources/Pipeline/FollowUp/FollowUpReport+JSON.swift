import Records
import Statistics

extension FollowUpReport {
    /// The same as ``text``, for programs.
    var json: String {
        var json = JSONText()
        json.object { json in
            json.string("note", Self.mark)
            json.boolean("publishable", false)
            json.string("pipeline", pipeline)
            json.string("asOf", state.day.description)
            json.integer("months", state.definition.months)
            json.object("rows") { json in
                json.integer("due", state.standings[.due] ?? 0)
                json.integer("notDue", state.standings[.notDue] ?? 0)
                json.integer("notLeft", state.standings[.notLeft] ?? 0)
                json.integer("outside", state.standings[.outside] ?? 0)
            }
            json.array("samples") { json in
                for sample in state.samples { json.object { write(sample, to: &$0) } }
            }
            json.string("drawsFile", draws)
            json.array("draws") { json in
                let byDraw = Dictionary(grouping: state.register.entries, by: \.draw).sorted { $0.key < $1.key }
                for (number, entries) in byDraw { json.object { write(number, entries, to: &$0) } }
            }
            json.object("nextDraw") { json in
                json.boolean("made", isDrawn && !next.entries.isEmpty)
                write(next.number, next.entries, to: &json)
            }
            json.array("months") { json in
                for month in state.months {
                    json.object { json in
                        json.string("due", month.month)
                        json.integer("drawn", month.drawn)
                        json.integer("answered", month.answered)
                        json.integer("refused", month.refused)
                        json.integer("open", month.open)
                        json.integer("overdue", month.overdue)
                    }
                }
            }
            json.integer("movedStratum", state.moved)
            json.array("lost") { json in
                for lost in state.lost {
                    json.object { json in
                        json.string("pseudonym", lost.id.pseudonym)
                        json.string("participation", lost.id.participation)
                        json.string("reason", lost.reason.rawValue)
                    }
                }
            }
        }
        return json.text
    }

    private func write(_ number: Int, _ entries: [DrawRegister.Entry], to json: inout JSONText) {
        let drawn = entries.count { $0.role == .drawn }
        json.integer("number", number)
        if let first = entries.first {
            json.string("asOf", first.day.description)
            json.string("seed", String(first.seed))
        }
        json.integer("drawn", drawn)
        json.integer("reserve", entries.count - drawn)
    }

    private func write(_ sample: FollowUpSample, to json: inout JSONText) {
        let size = sample.size
        json.string("group", sample.group)
        json.number("margin", size.precision.margin)
        json.number("confidence", size.precision.confidence.share)
        json.number("expectedShare", size.precision.expectedShare)
        json.number("responseRate", size.responseRate)
        json.integer("population", size.population)
        json.integer("needed", size.needed)
        json.integer("neededWithoutStrata", size.neededWithoutStrata)
        json.integer("contacts", size.contacts)
        json.integer("drawn", sample.strata.reduce(0) { $0 + $1.drawn })
        json.integer("answered", size.answers)
        json.integer("answeredWithoutBeingDrawn", sample.answersOfOthers)
        json.integer("stillNeeded", size.stillNeeded)
        json.number("marginNow", size.marginNow.value)
        json.number("stratifiedMarginNow", size.stratifiedMarginNow.value)
        json.array("strata") { json in
            for stratum in sample.strata { json.object { write(stratum, to: &$0) } }
        }
        json.array("representativity") { json in
            for (test, adjusted) in zip(sample.representativity.tests, sample.representativity.adjusted) {
                json.object { write(test, adjusted, to: &$0) }
            }
        }
        json.array("results") { json in
            for result in sample.results { json.object { write(result, to: &$0) } }
        }
    }

    private func write(_ stratum: FollowUpSample.Stratum, to json: inout JSONText) {
        json.integer("sample", stratum.number)
        json.string("stratum", stratum.place.stratum)
        json.integer("population", stratum.part.stratum.population)
        json.integer("needed", stratum.part.needed)
        json.integer("contacts", stratum.part.contacts)
        json.integer("drawn", stratum.drawn)
        json.integer("answered", stratum.part.stratum.answers)
        json.integer("refused", stratum.refused)
        json.integer("open", stratum.open)
        json.integer("stillNeeded", stratum.part.stillNeeded)
        json.integer("reserve", stratum.reserve)
        json.integer("reserveToAsk", stratum.toCall)
        json.boolean("withinReach", stratum.part.isWithinReach)
    }

    private func write(_ test: RepresentativityTest, _ adjusted: Double?, to json: inout JSONText) {
        json.string("characteristic", test.characteristic.name)
        json.number("chiSquare", test.test.statistic)
        json.number("degreesOfFreedom", test.test.degreesOfFreedom)
        json.number("p", test.p)
        json.number("adjustedP", adjusted)
        json.string("method", test.smallSampleMethod?.rawValue ?? "chi-square")
        json.array("categories") { json in
            for category in test.categories {
                json.object { json in
                    json.string("category", category.category.name)
                    json.integer("population", category.category.population)
                    json.integer("answered", category.category.respondents)
                    json.number("expected", category.expected)
                    json.number("differencePoints", category.difference)
                }
            }
        }
    }

    private func write(_ result: FollowUpSample.Result, to json: inout JSONText) {
        json.string("result", result.name)
        json.integer("population", result.estimate.population)
        json.integer("answers", result.answers)
        json.integer("observed", result.observed)
        for (name, estimate) in [("share", result.estimate.share), ("total", result.estimate.total)] {
            json.object(name) { json in
                json.number("value", estimate.value)
                json.number("standardError", estimate.standardError)
                json.number("lower", estimate.interval?.lowerBound)
                json.number("upper", estimate.interval?.upperBound)
                if let reason = estimate.reason ?? estimate.intervalReason { json.string("why", reason.rawValue) }
            }
        }
        json.integer("degreesOfFreedom", result.estimate.degreesOfFreedom)
        json.array("strataJoined") { json in
            for group in result.estimate.groups where group.strata.count > 1 {
                json.array { json in for stratum in group.strata { json.string(nil, stratum.name) } }
            }
        }
    }
}
