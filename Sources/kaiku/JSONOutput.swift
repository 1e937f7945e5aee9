import Diagnostics
import Indicators
import Pipeline
import Reporting

/// The JSON form of what commands print.
enum FindingsJSON {
    static func text(_ findings: [Finding]) -> String {
        var json = JSONText()
        write(findings, to: &json)
        return json.text
    }

    static func write(_ findings: [Finding], _ key: String? = nil, to json: inout JSONText) {
        json.array(key) { json in
            for finding in findings {
                json.object { json in
                    json.string("code", finding.code)
                    json.string("severity", finding.severity.rawValue)
                    json.string("summary", finding.explanation.summary)
                    if let cause = finding.explanation.cause { json.string("cause", cause) }
                    json.array("remedies") { json in
                        for remedy in finding.explanation.remedies { json.string(nil, remedy) }
                    }
                    if let location = finding.location {
                        json.string("file", location.file)
                        json.integer("line", location.line)
                    }
                }
            }
        }
    }
}

enum CatalogueJSON {
    static func text(_ catalogue: Catalogue) -> String {
        var json = JSONText()
        json.array { json in
            for indicator in catalogue.indicators {
                json.object { json in
                    json.string("code", indicator.code)
                    json.strings("titles", indicator.titles)
                    json.strings("definition", indicator.definitions)
                    json.string("unit", indicator.unit.rawValue)
                    json.string("population", indicator.population.rawValue)
                    json.string("reference", indicator.reference)
                    json.array("breakdowns") { json in
                        for breakdown in indicator.breakdowns where !breakdown.isEmpty {
                            json.array { json in for name in breakdown { json.string(nil, name) } }
                        }
                    }
                }
            }
        }
        return json.text
    }
}

extension RunSummary {
    /// - Parameter findings: Those to be told.
    func json(findings: [Finding]) -> String {
        var json = JSONText()
        json.object { json in
            json.string("build", build)
            json.boolean("unchanged", isUnchanged)
            json.string("copy", copy.rawValue)
            json.array("reports") { json in for name in reports { json.string(nil, name) } }
            json.object("rows") { json in
                json.integer("read", rowsRead)
                json.integer("kept", rowsKept)
                json.integer("quarantined", rowsQuarantined)
                json.integer("excluded", rowsExcluded)
            }
            json.integer("indicators", indicators)
            json.integer("values", values)
            json.object("withheld") { json in
                json.integer("primary", withheldPrimary)
                json.integer("secondary", withheldSecondary)
            }
            json.array("sources") { json in
                for source in sources {
                    json.object { json in
                        json.string("source", source.source)
                        json.string("file", source.file)
                        json.boolean("read", source.wasRead)
                        json.integer("rows", source.read)
                        json.integer("kept", source.kept)
                        json.integer("quarantined", source.quarantined)
                        json.string("dialect", source.dialect)
                    }
                }
            }
            json.object("files") { json in
                json.array("new") { json in for file in changes.new { json.string(nil, file) } }
                json.array("changed") { json in for file in changes.changed { json.string(nil, file) } }
                json.array("vanished") { json in for file in changes.vanished { json.string(nil, file) } }
            }
            json.object("corrections") { json in
                json.integer("files", corrections.files)
                json.integer("applied", corrections.applied)
                json.integer("refused", corrections.refused)
                json.integer("stale", corrections.stale)
                json.integer("conflicting", corrections.conflicting)
            }
            FindingsJSON.write(findings, "findings", to: &json)
            json.array("outputs") { json in for output in outputs { json.string(nil, output) } }
        }
        return json.text
    }
}

extension IndicatorExplanation {
    var json: String {
        var json = JSONText()
        json.object { json in
            json.string("figure", figure)
            json.string("code", code)
            json.string("title", title)
            json.string("definition", definition)
            json.string("unit", unit)
            json.string("method", method)
            json.string("formula", formula)
            json.string("reference", reference)
            json.string("value", value)
            json.string("n", n)
            json.array("breakdowns") { json in for text in breakdowns { json.string(nil, text) } }
            json.array("tabulations") { json in for text in tabulations { json.string(nil, text) } }
            json.integer("rowCount", rowCount)
            json.array("rows") { json in
                for row in rows {
                    json.object { json in
                        json.string("file", row.file)
                        json.integer("line", row.line)
                    }
                }
            }
        }
        return json.text
    }
}
