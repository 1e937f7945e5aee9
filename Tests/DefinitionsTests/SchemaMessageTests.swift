import Definitions
import Diagnostics
import Testing

/// What people read: these texts are the interface of the schema check.
struct SchemaMessageTests {
    static let pipeline = ##"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Pipeline",
          "type": "object",
          "additionalProperties": false,
          "required": ["version", "sources"],
          "properties": {
            "version": {"const": 1},
            "sources": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/source"}},
            "titles": {
              "type": "object", "patternProperties": {"^[a-z]{2}$": {"type": "string"}}, "additionalProperties": false
            }
          },
          "$defs": {
            "source": {
              "title": "Source",
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "files", "record"],
              "properties": {
                "id": {"$ref": "#/$defs/slug"},
                "files": {
                  "description": "The files to read, as a glob, e.g. survey-*.csv. Relative to the pipeline.",
                  "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "uniqueItems": true}]
                },
                "record": {"enum": ["survey-response", "event", "attendance"]},
                "format": {
                  "oneOf": [
                    {
                      "title": "CSV format", "type": "object", "required": ["kind"], "additionalProperties": false,
                      "properties": {"kind": {"const": "csv"}, "separator": {"type": "string", "maxLength": 1}}
                    },
                    {
                      "title": "XLSX format", "type": "object", "required": ["kind"], "additionalProperties": false,
                      "properties": {"kind": {"const": "xlsx"}, "sheet": {"type": "string"}, "skip": {"type": "integer"}}
                    }
                  ]
                },
                "share": {"type": "number", "minimum": 0, "maximum": 1},
                "read": {"type": "boolean"}
              }
            },
            "slug": {
              "description": "A short name in lower case.", "type": "string", "pattern": "^[a-z][a-z0-9-]*$"
            }
          }
        }
        """##

    @Test func unknownKeysNameTheKnownOnesAndTheNearest() throws {
        let yaml = """
            version: 1
            sources:
              - id: survey
                filse: survey-*.csv
                record: event
                comment: none
            """
        #expect(
            try messages(Self.pipeline, yaml) == [
                """
                error[definition.unknown-key]: a.yaml:4: 'filse' is not a key of a source
                  because a source has id, files, record, format, share and read
                  try: write 'files'
                """,
                """
                error[definition.unknown-key]: a.yaml:6: 'comment' is not a key of a source
                  because a source has id, files, record, format, share and read
                  try: delete 'comment'
                """,
            ], "'files' is misspelt, so it is not also missing")
    }

    @Test func everythingIsFoundAtOnceInTheOrderOfTheFile() throws {
        let yaml = """
            version: 2
            sources:
              - id: Survey 1
                record: survey-respons
                share: "0,5"
                read: yes
              - record: event
                id: 12
                share: 1.5
                files: [a.csv, b.csv, a.csv]
            """
        #expect(
            try messages(Self.pipeline, yaml) == [
                """
                error[definition.unknown-value]: a.yaml:1: 'version' must be 1, and is the number 2
                  try: write 1
                """,
                """
                error[definition.missing-key]: a.yaml:3: 'files' is missing from a source
                  because a source must have id, files and record
                  try: add 'files: …' (The files to read, as a glob, e.g. survey-*.csv)
                """,
                """
                error[definition.wrong-form]: a.yaml:3: 'Survey 1' does not have the form of 'id'
                  because it must match ^[a-z][a-z0-9-]*$: A short name in lower case
                """,
                """
                error[definition.unknown-value]: a.yaml:4: 'survey-respons' is not a value of 'record'
                  because it must be one of survey-response, event and attendance
                  try: write 'survey-response'
                """,
                """
                error[definition.wrong-type]: a.yaml:5: 'share' must be a number, and is text ('0,5')
                  try: write 0.5, with a point
                """,
                """
                error[definition.wrong-type]: a.yaml:6: 'read' must be true or false, and is text ('yes')
                  try: write true
                """,
                """
                error[definition.wrong-type]: a.yaml:8: 'id' must be text, and is the number 12
                  because it stands for: A short name in lower case
                  try: put it in quotes: "12"
                """,
                """
                error[definition.out-of-range]: a.yaml:9: 'share' must be at most 1, and is 1.5
                """,
                """
                error[definition.duplicate-item]: a.yaml:10: item 3 of 'files' ('a.csv') is the same as item 1
                  because each item may be there only once
                  try: delete one of the two
                """,
            ])
    }

    @Test func alternativesGiveTheFindingsOfTheOneThatWasMeant() throws {
        func format(_ format: String) throws -> [String] {
            try messages(
                Self.pipeline, "version: 1\nsources:\n  - {id: a, files: x, record: event, format: \(format)}\n")
        }
        #expect(
            try format("{kind: xlsx, shet: Answers}") == [
                """
                error[definition.unknown-key]: a.yaml:3: 'shet' is not a key of an XLSX format
                  because an XLSX format has kind, sheet and skip
                  try: write 'sheet'
                """
            ])
        #expect(
            try format("{kind: xslx, sheet: Answers}") == [
                """
                error[definition.unknown-value]: a.yaml:3: 'xslx' is not a value of 'kind'
                  because it must be one of csv and xlsx
                  try: write 'xlsx'
                """
            ], "a marker that no alternative takes is named with all that would do")
        #expect(
            try format("csv") == [
                "error[definition.wrong-type]: a.yaml:3: 'format' must be a mapping of keys, and is text ('csv')"
            ])
        #expect(
            try format("{kind: csv, separator: ';;'}") == [
                "error[definition.wrong-length]: a.yaml:3: 'separator' must have at most 1 character, and has 2"
            ])
    }

    @Test func aMarkerThatOneAlternativeTakesDecides() throws {
        let schema = #"""
            {"oneOf": [
              {"title": "Count", "additionalProperties": false,
               "properties": {"kind": {"const": "count"}, "unit": {"enum": ["persons", "events"]}}},
              {"title": "Share", "additionalProperties": false,
               "properties": {"kind": {"const": "share"}, "unit": {"enum": ["persons", "answers"]}, "of": {"type": "string"}}}
            ]}
            """#
        #expect(
            try findings(schema, "{kind: share, unit: answer, fo: x}").map(\.explanation) == [
                Explanation(
                    summary: "a.yaml:1: 'answer' is not a value of 'unit'",
                    cause: "it must be one of persons and answers", remedies: ["write 'answers'"]),
                Explanation(
                    summary: "a.yaml:1: 'fo' is not a key of a share", cause: "a share has kind, unit and of",
                    remedies: ["write 'of'"]),
            ])
    }

    @Test func valuesThatFitNoTypeNameAllTypes() throws {
        let yaml = "version: 1\nsources:\n  - {id: a, record: event, files: {a: b}}\n"
        #expect(
            try messages(Self.pipeline, yaml) == [
                """
                error[definition.wrong-type]: a.yaml:3: 'files' must be text or a list, and is a mapping with a
                  because it stands for: The files to read, as a glob, e.g. survey-*.csv
                  try: put '- ' before its first key and indent the others
                """
            ])
    }

    @Test func otherKindsOfMistakeSayWhatWasExpected() throws {
        #expect(
            try messages(Self.pipeline, "version: 1\nsources: []\ntitles: {fin: Kysely}\n") == [
                "error[definition.wrong-count]: a.yaml:2: 'sources' must have at least 1 item, and has none",
                """
                error[definition.unknown-key]: a.yaml:3: 'fin' is not a key of 'titles'
                  because its keys must match ^[a-z]{2}$
                  try: give it another name
                """,
            ])
        #expect(
            try messages(Self.pipeline, "- version: 1\n") == [
                "error[definition.wrong-type]: a.yaml:1: the file must be a mapping of keys, and is a list of 1"
            ])
        #expect(
            try messages(Self.pipeline, "version: 1\nsources:\n") == [
                """
                error[definition.wrong-type]: a.yaml:2: 'sources' must be a list, and is empty
                  try: write [] for an empty list
                """
            ])
        #expect(
            try messages(#"{"dependentRequired": {"from": ["to"]}, "properties": {"old": false}}"#, "from: 1\nold: 2\n")
                == [
                    """
                    error[definition.missing-key]: a.yaml:1: 'from' needs 'to' beside it
                      try: add 'to: …', or delete 'from'
                    """,
                    "error[definition.not-allowed]: a.yaml:2: 'old' is not allowed here",
                ])
        #expect(
            try messages(
                #"{"oneOf": [{"title": "Day", "type": "string"}, {"title": "Period", "minLength": 2}]}"#, "autumn") == [
                    """
                    error[definition.ambiguous]: a.yaml:1: the file fits 2 forms at once
                      because it could be a day or a period, and must be exactly one of them
                    """
                ])
        #expect(
            try messages(
                #"{"properties": {"a": {"not": {"title": "Personal identity code", "pattern": "-"}}}}"#, "a: x-y") == [
                    """
                    error[definition.not-allowed]: a.yaml:1: 'a' is text ('x-y'), which is not allowed here
                      because the schema excludes a personal identity code
                    """
                ])
    }

    @Test func aFormThatSaysNothingAboutAValueFits() throws {
        #expect(try findings(#"{"oneOf": [{"type": "string"}, {"minLength": 2}]}"#, "2024").isEmpty)
    }

    @Test func longListsAndValuesAreCutShort() throws {
        let values = (1...200).map { "\"code-\($0)\"" }.joined(separator: ", ")
        let message = try #require(
            try messages(#"{"properties": {"a": {"enum": [\#(values)]}}}"#, "a: \(String(repeating: "x", count: 90))")
                .first)
        #expect(
            message == """
                error[definition.unknown-value]: a.yaml:1: '\(String(repeating: "x", count: 39))…' is not a value of 'a'
                  because it must be one of \((1...12).map { "code-\($0)" }.joined(separator: ", ")) … (188 more)
                """)
    }

    @Test func theSameFindingComesOnce() throws {
        let schema =
            #"{"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "string"}}}]}"#
        #expect(try findings(schema, "a: 1").count == 1)
    }

    @Test func findingsAreLocated() throws {
        let finding = try #require(try findings(Self.pipeline, "version: 1\nsource: []\n").first)
        #expect(finding.location == RecordLocation(file: "a.yaml", line: 2))
        #expect(finding.severity == .error)
    }
}
