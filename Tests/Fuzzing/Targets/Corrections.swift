import Diagnostics
import Ingest
import Records

extension FuzzTarget {
    /// Lists of problems that came back filled in: the workbook, its keys, and the source read with what they correct.
    static let corrections = FuzzTarget(
        "corrections",
        tokens: keys + [
            "<row>", "</row>", "<c t=\"inlineStr\"><is><t>", "</t></is></c>", "<c/>", "<c><v>5</v></c>",
            "<c s=\"1\"><v>45000</v></c>", "<c t=\"b\"><v>1</v></c>", "<c t=\"e\"><v>#REF!</v></c>", "returned-by",
            "returned-on", "31.12.2024", "99999999999999999999.1.1", "tyhjä", "(empty)", "korjattu tiedostoon", "-",
            "a",
            "-9223372036854775807-", " ", "\n", "&amp;", "\"",
        ],
        seeds: { [ZipFile.stored(list)] },
        generate: { _, mutator in
            if mutator.below(8) == 0 { return mutator.changed(ZipFile.stored(list)) }
            var parts = list
            parts[parts.count - 1].bytes = mutator.changed(parts[parts.count - 1].bytes)
            return ZipFile.stored(parts)
        },
        check: { bytes, workspace in
            var check = ReaderCheck(bytes: bytes.count * 1032, name: "source.csv")
            let words = ReturnedCorrections.Words(
                empty: ["(empty)", "tyhjä"], inFile: ["korjattu tiedostoon"])
            let returned: ReturnedCorrections
            do {
                returned = try ReturnedCorrections(
                    path: workspace.write(bytes, "case.xlsx"), displayName: "case.xlsx", words: words)
            } catch let error as WorkbookReadError {
                return try check.look(at: [error.explanation.summary, error.explanation.cause ?? ""], of: "a refusal")
            }
            if let day = returned.on, CalendarDay(iso: day) == nil { throw FuzzFailure("the day is none") }
            // As a build does, which applies no two to a cell.
            var cells: Set<String> = []
            var corrections: [Correction] = []
            for row in returned.rows {
                let key = row.correction.key
                guard IssueKey("\(key)") == key else { throw FuzzFailure("a key is not what it is written as") }
                if cells.insert("\(key.line) \(key.column)").inserted { corrections.append(row.correction) }
            }
            let choice = checksum(bytes)
            var mapping = mapping(PersonalDataHandling.allCases[choice % 3])
            mapping.corrections = corrections
            let source = try workspace.write(Array(Self.source.utf8), "source.csv")
            let outcomes = try check.read(source, mapping, threads: choice / 3 % 8 == 0 ? 2 : 1)
            let applied = Set(outcomes.map { "\($0.correction.key.line) \($0.correction.key.column)" })
            guard applied.count == outcomes.count, applied.isSubset(of: cells) else {
                throw FuzzFailure("a correction is told twice or was never made")
            }
        })

    private static let source = #"""
        Vastaaja;Hyöty;Aalto;Palaute;Päivä
        A1;4;ennen;hyvä;2024-05-06
        A2;9;jälkeen;"ihan ""hyvä""";2024-05-06
        ;3;ennen;;31.2.2024
        A4;2;enen;040 123 4567;2024-05-06

        """#

    private static func mapping(_ handling: PersonalDataHandling) -> Mapping {
        Mapping(
            file: "mapping.yaml", record: .activity,
            columns: [
                ColumnMapping("channel", constant: "news"), ColumnMapping("date", from: ["Päivä"]),
                ColumnMapping("useful", from: ["Hyöty"], type: .integer, range: 1...5),
                ColumnMapping(
                    "wave", from: ["Aalto"], type: .code, values: [.init("ennen", "before"), .init("jälkeen", "after")]),
                ColumnMapping("feedback", from: ["Palaute"], type: .text),
                ColumnMapping("person", from: ["Vastaaja"], type: .person, required: true),
            ], unexpectedPersonalData: handling)
    }

    /// Keys of all problems that the source has, and of one that it has not.
    private static let keys: [String] = [
        (2, "Palaute", "x"), (3, "Hyöty", "out-of-range"), (4, "Vastaaja", "missing-required"),
        (4, "Päivä", "not-of-type"),
        (5, "Aalto", "unknown-code"), (5, "Palaute", "phone-number"), (9, "Muu", "x"),
    ].map { line, column, code in
        let hash = String(repeating: "3f9a1c04d2b7", count: 6)
        return IssueKey(contentHash: hash, line: line, column: column, code: "ingest.\(code)").description
    }

    /// A list of these problems, the sheet last of its parts.
    private static let list: [(name: String, bytes: [UInt8])] = {
        let values = ["uusi", "5", "A3", "45000", "ennen", "(empty)", "x"]
        let problems = zip(keys, values).enumerated().map { number, problem in
            let value = problem.1.allSatisfy(\.isNumber) ? "<c><v>\(problem.1)</v></c>" : cell(problem.1)
            return "<row r=\"\(number + 2)\">" + cell("source.csv") + "<c/><c/><c/>" + cell("Ongelma") + "<c/>" + value
                + cell(problem.0) + "</row>"
        }
        let sheet =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">"
            + cell("Tiedosto") + "</row>" + problems.joined() + "<row r=\"20\">" + cell("Kuka") + cell("Testi")
            + cell("returned-by") + "</row><row r=\"21\">" + cell("Milloin") + "<c s=\"1\"><v>45000</v></c>"
            + cell("returned-on") + "</row></sheetData></worksheet>"
        return WorkbookParts.all.filter { $0.name != "xl/worksheets/sheet1.xml" }
            + [("xl/worksheets/sheet1.xml", Array(sheet.utf8))]
    }()

    private static func cell(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
}
