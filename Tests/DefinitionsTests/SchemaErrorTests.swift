import Definitions
import Diagnostics
import Testing

/// A schema is obeyed in full or refused.
struct SchemaErrorTests {
    private func mistakes(_ schema: String, siblings: [String: String] = [:]) -> [String] {
        do {
            _ = try JSONSchema.load(text: schema, name: "a.schema.json", siblings: siblings)
            return []
        } catch {
            return error.findings.map(\.rendered)
        }
    }

    @Test func keywordsThatCannotBeCheckedAreRefused() {
        #expect(
            mistakes(#"{"unevaluatedProperties": false, "requried": ["a"], "$dynamicRef": "\#("#")a"}"#) == [
                """
                error[definition.unknown-keyword]: a.schema.json:1: 'unevaluatedProperties' is not a keyword that can be checked
                  because a schema is obeyed in full or refused
                  try: express it with other keywords, or delete it
                """,
                """
                error[definition.unknown-keyword]: a.schema.json:1: 'requried' is not a keyword that can be checked
                  because a schema is obeyed in full or refused
                  try: write 'required'
                """,
                """
                error[definition.unknown-keyword]: a.schema.json:1: '$dynamicRef' is not a keyword that can be checked
                  because a schema is obeyed in full or refused
                  try: express it with other keywords, or delete it
                """,
            ])
    }

    @Test(arguments: [
        (
            #"{"type": "text"}"#,
            "'text' is not a type; there are string, integer, number, boolean, array, object and null"
        ),
        (#"{"minLength": -1}"#, "'minLength' must be a whole number, 0 or more, and is the number -1"),
        (#"{"pattern": "["}"#, "'[' is not a regular expression"),
        (#"{"patternProperties": {"(": {}}}"#, "'(' is not a regular expression"),
        (#"{"multipleOf": 0}"#, "'multipleOf' must be a number above 0, and is the number 0"),
        (#"{"required": "a"}"#, "'required' must be a list of texts, and is text ('a')"),
        (#"{"enum": "a"}"#, "'enum' must be a list, and is text ('a')"),
        (#"{"format": "email"}"#, "'format' must be one of date, and is text ('email')"),
        (#"{"properties": []}"#, "'properties' must be a mapping, and is an empty list"),
        (#"{"items": 3}"#, "a schema must be a mapping, true or false, and is the number 3"),
        (#"{"then": {"type": "string"}}"#, "'then' and 'else' need an 'if' beside them"),
        (#"{"uniqueItems": "yes"}"#, "'uniqueItems' must be true or false, and is text ('yes')"),
        (#"{"dependentRequired": {"a": "b"}}"#, "'dependentRequired' must list keys, and has text ('b')"),
        (
            #"{"$schema": "http://json-schema.org/draft-07/schema"}"#,
            "the schema is of 'http://json-schema.org/draft-07/schema'"
        ),
        (
            #"{"$ref": "https://example.org/x.json"}"#,
            "the reference 'https://example.org/x.json' leads out of the folder"
        ),
        (#"{"$ref": "none.schema.json"}"#, "the reference 'none.schema.json' cannot be followed"),
        (#"{"$ref": 3}"#, "'$ref' must be text, and is the number 3"),
        (##"{"$ref": "#"}"##, "the schema refers to itself without end"),
        (
            ##"{"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}}"##,
            "the schema refers to itself without end"
        ),
        (#"{"$defs": {"unused": {"typ": "string"}}}"#, "'typ' is not a keyword that can be checked"),
    ])
    func eachMistakeIsNamed(_ schema: String, _ expected: String) {
        let found = mistakes(schema).map { String($0.split(separator: "\n")[0]) }
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("]: a.schema.json:1: \(expected)") == true, "\(found)")
    }

    @Test func referencesThatLeadNowhereNameTheNearest() {
        #expect(
            mistakes(##"{"$ref": "#/$defs/slugg", "$defs": {"slug": {}, "day": {}}}"##) == [
                """
                error[definition.unresolved-reference]: a.schema.json:1: the reference '#/$defs/slugg' leads nowhere
                  because '$defs' has slug and day
                  try: write '#/$defs/slug'
                """
            ])
    }

    @Test func mistakesOfSiblingsAreFoundToo() {
        let found = mistakes(#"{"$ref": "b.schema.json"}"#, siblings: ["b.schema.json": #"{"typo": 1}"#])
        #expect(found.count == 1)
        #expect(found.first?.contains("b.schema.json:1: 'typo'") == true)
    }

    @Test func aRefusedSchemaCountsItsMistakes() {
        #expect(throws: DefinitionError.self) { try JSONSchema.load(text: #"{"a": 1, "b": 2}"#, name: "a.schema.json") }
        do {
            _ = try JSONSchema.load(text: #"{"a": 1, "b": 2}"#, name: "a.schema.json")
        } catch {
            #expect(error.code == "definition.invalid-schema")
            #expect(error.explanation.summary == "a.schema.json: the schema has 2 mistakes")
        }
    }
}
