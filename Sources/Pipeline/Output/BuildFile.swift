import Indicators
import Records
import Reporting

/// Writes and reads `build.json`: what a build was made of.
///
/// It holds no clock time: equal inputs give equal bytes.
enum BuildFile {
    static func bytes(_ summary: RunSummary, _ pipeline: LoadedPipeline) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.string("build", summary.build)
            json.string("pipeline", pipeline.definition.name)
            json.string("version", kaikuVersion)
            json.string("definitions", pipeline.hash)
            json.string("asOf", pipeline.definition.asOf.description)
            json.string("copy", summary.copy.rawValue)
            json.array("reports") { json in for name in summary.reports { json.string(nil, name) } }
            json.object("rows") { json in
                json.integer("read", summary.rowsRead)
                json.integer("kept", summary.rowsKept)
                json.integer("quarantined", summary.rowsQuarantined)
                json.integer("excluded", summary.rowsExcluded)
            }
            json.object("withheld") { json in
                json.integer("primary", summary.withheldPrimary)
                json.integer("secondary", summary.withheldSecondary)
            }
            json.integer("indicators", summary.indicators)
            json.integer("values", summary.values)
            json.array("inputs") { json in
                for source in summary.sources {
                    json.object { json in
                        json.string("source", source.source)
                        json.string("file", FilePath.name(of: source.file))
                        json.string("sha256", source.contentHash)
                        json.integer("read", source.read)
                        json.integer("kept", source.kept)
                        json.integer("quarantined", source.quarantined)
                        json.integer("excluded", source.excluded)
                        json.string("dialect", source.dialect)
                    }
                }
            }
            if !summary.changes.isEmpty {
                json.object("changes") { json in
                    names("new", summary.changes.new, &json)
                    names("changed", summary.changes.changed, &json)
                    names("vanished", summary.changes.vanished, &json)
                }
            }
            if !pipeline.definition.corrections.isEmpty {
                json.object("corrections") { json in
                    json.integer("files", summary.corrections.files)
                    json.integer("applied", summary.corrections.applied)
                    json.integer("refused", summary.corrections.refused)
                    json.integer("stale", summary.corrections.stale)
                    json.integer("conflicting", summary.corrections.conflicting)
                }
            }
            json.array("keyFigures") { json in
                for figure in summary.keyFigures {
                    json.object { json in
                        json.string("label", figure.label)
                        json.string("text", figure.text)
                    }
                }
            }
            json.array("outputs") { json in
                for output in summary.outputs { json.string(nil, FilePath.name(of: output)) }
            }
        }
        return json.bytes
    }

    private static func names(_ key: String, _ files: [String], _ json: inout JSONText) {
        json.array(key) { json in for file in files { json.string(nil, FilePath.name(of: file)) } }
    }
}
