import Records
import Reporting

/// Writes `figure-book.json`: every figure, table and quotable sentence with its identifier, files and references. Its schema is
/// `Reports/schemas/figure-book.schema.json`.
struct FigureBookFile {
    let book: FigureBook
    let pipeline: String
    let build: String
    let asOf: CalendarDay
    let copy: Copy
    let locales: [String: ReportLocale]

    var bytes: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.string("schema", "https://kaiku.invalid/figure-book/1")
            json.string("pipeline", pipeline)
            json.string("build", build)
            json.string("asOf", asOf.description)
            json.string("copy", copy.rawValue)
            texts("languages", book.languages, &json)
            json.array("reports") { json in
                for report in book.reports {
                    json.object { json in
                        json.string("name", report.name)
                        json.strings("titles", report.titles)
                    }
                }
            }
            json.array("exhibits") { json in
                for exhibit in book.exhibits { write(exhibit, &json) }
            }
            json.array("sentences") { json in
                for sentence in book.sentences { write(sentence, &json) }
            }
        }
        return json.bytes
    }

    private func write(_ exhibit: Exhibit, _ json: inout JSONText) {
        json.object { json in
            json.string("id", exhibit.id)
            json.string("kind", exhibit.kind.rawValue)
            json.string("report", exhibit.report)
            json.string("section", exhibit.section)
            json.integer("number", exhibit.number)
            json.strings("labels", byLanguage { locales[$0]?.label(of: exhibit) })
            json.strings("titles", byLanguage { exhibit.title(in: $0) })
            if exhibit.kind == .figure {
                json.strings("captions", byLanguage { exhibit.charts[$0]?.caption })
                json.strings("alternativeTexts", byLanguage { exhibit.charts[$0]?.alternativeText })
            }
            json.object("files") { json in
                for language in book.languages.sorted() {
                    json.object(language) { json in
                        for file in exhibit.files(in: language) { json.string(file.use.rawValue, file.path) }
                    }
                }
            }
            texts("references", exhibit.references, &json)
            texts("sentences", exhibit.sentences, &json)
        }
    }

    private func write(_ sentence: QuotableSentence, _ json: inout JSONText) {
        json.object { json in
            json.string("id", sentence.id)
            json.string("report", sentence.report)
            json.string("section", sentence.section)
            json.strings("texts", sentence.texts)
            texts("references", sentence.references, &json)
            json.string("explain", explainCommand(sentence.references))
            texts("exhibits", sentence.exhibits, &json)
        }
    }

    private func byLanguage(_ text: (String) -> String?) -> [String: String] {
        var texts: [String: String] = [:]
        for language in book.languages { texts[language] = text(language) }
        return texts
    }

    private func texts(_ key: String, _ all: [String], _ json: inout JSONText) {
        json.array(key) { json in for text in all { json.string(nil, text) } }
    }
}
