import Disclosure
import Indicators
import Records
import Reporting
import Tabulation

/// Writes `results.json`: every protected value with what it takes to read it. Its schema is
/// `Reports/schemas/results.schema.json`.
struct ResultsFile {
    let pipeline: PipelineDefinition
    let catalogue: Catalogue
    let build: String
    let sets: [ProtectedSet]
    let listings: [Listing]
    let stepUps: [String: [String: String]]

    var bytes: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.string("schema", "https://kaiku.invalid/results/1")
            json.string("pipeline", pipeline.name)
            json.string("build", build)
            json.string("copy", pipeline.copy.rawValue)
            json.object("period") { json in
                json.string("from", pipeline.from.description)
                json.string("to", pipeline.to.description)
            }
            json.string("asOf", pipeline.asOf.description)
            json.integer("threshold", pipeline.disclosure.threshold)
            json.array("indicators") { json in
                for set in sets {
                    guard let indicator = catalogue.indicator(set.indicator) else { continue }
                    write(indicator, set, &json)
                }
            }
            json.array("listings") { json in
                for listing in listings { write(listing, &json) }
            }
        }
        return json.bytes
    }

    private func write(_ indicator: Indicator, _ set: ProtectedSet, _ json: inout JSONText) {
        json.object { json in
            json.string("code", indicator.code)
            json.strings("titles", indicator.titles)
            json.string("unit", set.unit.rawValue)
            json.string("population", set.population.rawValue)
            json.string("method", set.method)
            if !indicator.reference.isEmpty { json.string("reference", indicator.reference) }
            if let rule = indicator.rule {
                json.object("rule") { json in
                    json.string("programme", rule.programme)
                    json.integer("version", rule.version)
                    json.boolean("verified", rule.isVerified)
                }
            }
            if let steps = stepUps[indicator.code] { json.strings("steppedUp", steps) }
            json.integer("withheld", set.withheldCount)
            json.array("values") { json in
                for figure in set.figures { write(figure, &json) }
            }
        }
    }

    private func write(_ figure: ProtectedFigure, _ json: inout JSONText) {
        json.object { json in
            json.object("breakdown") { json in
                for level in figure.breakdown { json.string(level.dimension, level.level.name) }
            }
            write("value", figure.value, &json)
            json.number("n", figure.n.value)
            if let lower = figure.lower, let upper = figure.upper {
                json.array("interval") { json in
                    json.number(nil, lower.value)
                    json.number(nil, upper.value)
                }
            }
            if !figure.further.isEmpty {
                json.object("further") { json in
                    for entry in figure.further { json.number(entry.name, entry.value.value) }
                }
            }
        }
    }

    private func write(_ key: String, _ number: ProtectedNumber, _ json: inout JSONText) {
        json.number(key, number.value)
        json.boolean("withheld", number.isWithheld)
        json.boolean("approximate", number.approximate)
        if case .absent(let reason) = number.content { json.string("absent", reason) }
    }

    private func write(_ listing: Listing, _ json: inout JSONText) {
        json.object { json in
            json.string("code", listing.indicator)
            json.array("columns") { json in
                for column in listing.columns { json.string(nil, column.name) }
            }
            json.array("rows") { json in
                for row in listing.rows {
                    json.array { json in
                        for (axis, level) in zip(listing.columns, row) { write(level, axis, &json) }
                    }
                }
            }
        }
    }

    private func write(_ level: Level, _ axis: Axis, _ json: inout JSONText) {
        switch level {
        case .missing: json.string(nil, nil)
        case .code(let code): json.string(nil, code)
        case .number(let number):
            if case .day = axis.type {
                json.string(nil, CalendarDay(number: Int32(clamping: number)).description)
            } else {
                // Divided once, so that 0.1811 is the nearest number to it.
                json.number(nil, Double(number) / (0..<axis.places).reduce(1.0) { unit, _ in unit * 10 })
            }
        }
    }
}
