import Diagnostics
import Reporting

@testable import WorkbookTemplate

/// Results and words that the tests share.
enum Samples {
    static let finnish = ReportLocale(
        language: "fi", decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
        withheldMark: "[c]",
        absenceMarks: ["no-observations": "[x]", "too-few": "[low]", "other": "[x]"], approximateWord: "n.",
        dayForm: "d.M.yyyy", monthNames: [], texts: ["unit.persons": "henkilöä"])

    /// One indicator of each kind of trouble.
    static func results() throws -> BuildResults {
        try BuildResults.load(Array(json.utf8), file: "results.json")
    }

    static let json = """
        {
          "schema": "https://kaiku.invalid/results/1", "pipeline": "osaamiskeskus", "build": "04c6125a6502e1c2",
          "period": {"from": "2023-02-01", "to": "2023-12-31"}, "asOf": "2023-12-31", "threshold": 5,
          "indicators": [
            {"code": "EECO01", "titles": {"en": "Participants", "fi": "Osallistujat & <muut>"}, "unit": "persons",
             "population": "persons", "method": "count", "withheld": 1, "values": [
              {"breakdown": {}, "value": 40, "withheld": false, "approximate": false, "n": 40},
              {"breakdown": {"gender_group": "women"}, "value": 23, "withheld": false, "approximate": false, "n": 24},
              {"breakdown": {"gender_group": "non-binary"}, "value": null, "withheld": true, "approximate": false, "n": null},
              {"breakdown": {"gender_group": "women", "region": "01"}, "value": 7, "withheld": false, "approximate": false, "n": 7},
              {"breakdown": {"gender_group": "missing:refused"}, "value": 6, "withheld": false, "approximate": false, "n": null}]},
            {"code": "match-rate", "titles": {"fi": "Vastaajat"}, "unit": "share", "population": "persons", "method": "wilson-share",
             "withheld": 0, "values": [
              {"breakdown": {}, "value": 0.12345678901234568, "withheld": false, "approximate": false, "n": 81,
               "interval": [0.0625, 0.25], "further": {"count": 10, "adjusted-p": null}},
              {"breakdown": {"wave": "after"}, "value": null, "withheld": false, "approximate": false, "n": 2, "absent": "too-few"}]},
            {"code": "attendances", "titles": {"fi": "Osallistumiset"}, "unit": "attendances", "population": "persons",
             "method": "sum", "withheld": 0, "values": [
              {"breakdown": {}, "value": 363, "withheld": false, "approximate": true, "n": 214}]},
            {"code": "first-day", "titles": {"fi": "Ensimmäinen"}, "unit": "day", "population": "events", "method": "earliest",
             "withheld": 0, "values": [
              {"breakdown": {}, "value": 19668, "withheld": false, "approximate": false, "n": 3}]}
          ],
          "listings": []
        }
        """

    static func cell(_ cell: String, _ figure: String, replacing: Bool = false, line: Int = 3) -> TemplateMap.Entry {
        TemplateMap.Entry(
            target: .cell(cell), figure: figure, replacesFormula: replacing,
            location: RecordLocation(file: "kartta.yaml", line: line))
    }

    static func name(_ name: String, _ figure: String, line: Int = 3) -> TemplateMap.Entry {
        TemplateMap.Entry(
            target: .name(name), figure: figure, location: RecordLocation(file: "kartta.yaml", line: line))
    }
}
