import Definitions
import Diagnostics
import Foundation
import Ingest
import Records
import Tabulation

extension FuzzTarget {
    /// Mappings as YAML: what is wrong is told, and what decodes can be fitted to a file.
    static let mapping = FuzzTarget(
        "mapping",
        tokens: [
            "kaiku: 1\n", "record: ", "survey-response", "columns:", "from: ", "type: ", "values: ", "range: [1, 5]",
            "missing: ",
            "format: ", "&a ", "*a", "<<: ", "!!str ", "? ", "- ", "{", "}", "[", "]", "'", "\"", "|\n", ">\n",
            "%YAML 1.1\n", "---\n",
            "\u{FEFF}", "\t", "yyyy-MM-dd", "(a*)*b", "{unexpected: mask}", "1e999", "0x7FFFFFFFFFFFFFFF", "~",
        ],
        seeds: { mappingSeeds },
        check: { bytes, workspace in
            var budget = FuzzBudget(bytes: bytes.count)
            let file: DefinitionFile
            do throws(DefinitionError) {
                file = try DefinitionFile.load(text: String(decoding: bytes, as: UTF8.self), name: "mapping.yaml")
            } catch {
                return try budget.spend(error.explanation.summary.utf8.count, "an error")
            }
            let reader = DefinitionReader()
            let mapping = Mapping.decode(file.root, codeLists: [:], with: reader)
            for finding in file.findings + reader.findings {
                try budget.spend(finding.rendered.utf8.count, "a finding")
            }
            if mapping == nil, reader.findings.allSatisfy({ $0.severity < .error }) {
                throw FuzzFailure("refused without a reason")
            }
            guard let mapping else { return }
            let path = try workspace.write(Array("Koodi;Aalto;Päivä;a\n1;2;3;4\n".utf8), "case.csv")
            let findings = SourceReader.findings(path: path, displayName: "case.csv", mapping: mapping, codeLists: [:])
            for finding in findings { try budget.spend(finding.rendered.utf8.count, "a finding") }
        })

    private static let mappingSeeds: [[UInt8]] = [
        """
        kaiku: 1
        record: survey-response
        format: {separator: ";", encoding: windows-1252, decimal: ",", header-row: 3}
        personal-data: {unexpected: mask}
        columns:
          respondent: {from: Koodi, normalise: upper}
          wave: {from: Aalto, values: {ennen: before, jälkeen: after}}
          submitted: {from: Aika, format: "d.M.yyyy H:mm"}
          q1: {from: [K1, K1b], type: integer, range: [1, 5], missing: {EOS: does-not-know}}
          note: {from: "#3", type: text, pattern: '[A-Z]{2}.*', personal-data: drop}
        ignore: [Ruokavalio]
        unique: [respondent, wave]
        missing: ["-"]
        limits: {quarantined-share: 0.1}
        """,
        """
        kaiku: 1
        record: expenditure
        columns:
          date: {from: Päivä, range: [2023-01-01, 2023-12-31]}
          amount: &a {from: Summa}
          other: *a
        """,
        "{\"kaiku\": 1, \"record\": \"activity\", \"columns\": {\"date\": {\"from\": \"a\"}, \"channel\": {\"constant\": \"x\"}}}",
    ].map { Array($0.utf8) }

    /// Expressions of rules and indicators.
    static let expression = FuzzTarget(
        "expression",
        tokens: [
            "and ", "or ", "not ", "(", ")", "=", "!=", "<=", ">", "+", "-", "*", "/", "'", "''", "`", "as_of",
            "2023-11-07", "1.5", ",",
            "[", "]", "..", "in ", "between ", "present(", "missing(", "exists(", "count(", "if(", "band(", "age(",
            "event.kind",
            "99999999999999999999", "score", "on", "amount", "code", "true", "#", "\n",
        ],
        seeds: {
            [
                "score = 1 or score = 2 and not agreed", "present(score) and score in (1, 2, 3)", "on <= as_of",
                "on = 2023-11-07", "age(birth, on) >= 18", "code = 'it''s'", "amount * 2 - 1.5 >= score",
                "event.kind = 'x'",
                "((((score))))", "band(score, 1, 3, 5) = '1–2'", "`on` <> date'1999-12-31'",
            ].map { Array($0.utf8) }
        },
        check: { bytes, workspace in
            var budget = FuzzBudget(bytes: bytes.count)
            let found: Result<TypedExpression, Findings>
            do throws(Findings) {
                found = .success(
                    try expressionContext.expression(String(decoding: bytes, as: UTF8.self), in: "response"))
            } catch {
                found = .failure(error)
            }
            switch found {
            case .success(let typed): try budget.spend(typed.canonical.utf8.count, "an expression")
            case .failure(let error):
                for finding in error.all { try budget.spend(finding.rendered.utf8.count, "a finding") }
                if error.all.isEmpty { throw FuzzFailure("refused without a reason") }
            }
        })

    private static var expressionContext: TabulationContext {
        TabulationContext(
            tables: [
                TableSchema(
                    name: "response",
                    columns: [
                        ColumnSchema(name: "person", type: .person), ColumnSchema(name: "score", type: .integer),
                        ColumnSchema(name: "amount", type: .decimal(places: 2)),
                        ColumnSchema(name: "agreed", type: .boolean),
                        ColumnSchema(name: "on", type: .day), ColumnSchema(name: "at", type: .moment),
                        ColumnSchema(name: "birth", type: .day), ColumnSchema(name: "code", type: .code),
                        ColumnSchema(name: "event", type: .identifier, references: "event"),
                    ], derived: [DerivedColumn(name: "grown", expression: "age(birth, on) >= 18")]),
                TableSchema(
                    name: "event",
                    columns: [ColumnSchema(name: "event", type: .identifier), ColumnSchema(name: "kind", type: .code)],
                    key: "event"),
            ], asOf: CalendarDay(iso: "2024-02-29"))
    }
}
