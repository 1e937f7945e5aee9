import Definitions
import Diagnostics
import Testing

/// Each keyword with values that are right and values that are not, after the cases of the specification's own text
/// (JSON Schema Core and Validation, draft 2020-12).
struct SchemaKeywordTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let schema: String
        let right: [String]
        let wrong: [String]

        init(_ schema: String, right: [String], wrong: [String]) {
            self.schema = schema
            self.right = right
            self.wrong = wrong
        }

        var testDescription: String { schema }
    }

    static let types = [
        Case(##"{"type": "string"}"##, right: ["a", "'1'", "01", "''"], wrong: ["1", "1.5", "true", "[]", "{}"]),
        Case(##"{"type": "integer"}"##, right: ["1", "-3", "1.0"], wrong: ["1.5", "'1'", ".inf", "x", "[1]"]),
        Case(##"{"type": "number"}"##, right: ["1", "1.5", ".inf"], wrong: ["'1'", "x", "true"]),
        Case(##"{"type": "boolean"}"##, right: ["true", "false"], wrong: ["yes", "0", "'true'"]),
        Case(##"{"type": "array"}"##, right: ["[]", "[1]"], wrong: ["{}", "x"]),
        Case(##"{"type": "object"}"##, right: ["{}", "{a: 1}"], wrong: ["[]", "x"]),
        Case(##"{"type": ["string", "null"]}"##, right: ["x", "''"], wrong: ["1", "[]"]),
        Case(##"{"properties": {"a": {"type": "null"}}}"##, right: ["a:", "a: ~"], wrong: ["a: ''", "a: 0"]),
        Case("true", right: ["x", "[]", "{}"], wrong: []),
        Case("{}", right: ["x", "[]", "{}"], wrong: []),
        Case("false", right: [], wrong: ["x", "[]"]),
        Case(
            ##"{"enum": ["a", 1, [2], {"b": null}]}"##, right: ["a", "1", "1.0", "[2]", "{b: }"],
            wrong: ["b", "'1'", "[3]", "{b: 1}"]),
        Case(##"{"enum": ["a", "b"]}"##, right: ["a", "b"], wrong: ["A", "1", "[a]"]),
        Case(##"{"const": "a"}"##, right: ["a"], wrong: ["b", "[a]"]),
        Case(##"{"const": 2}"##, right: ["2", "2.0"], wrong: ["'2'", "3"]),
        Case(##"{"const": false}"##, right: ["false"], wrong: ["0", "true"]),
    ]

    static let scalars = [
        Case(##"{"minimum": 1.5}"##, right: ["1.5", "2", "x"], wrong: ["1.4", "-1", ".nan"]),
        Case(##"{"maximum": 3}"##, right: ["3", "2.9", "[9]"], wrong: ["3.1", "4"]),
        Case(##"{"exclusiveMinimum": 0}"##, right: ["0.1"], wrong: ["0", "-1"]),
        Case(##"{"exclusiveMaximum": 1}"##, right: ["0.9"], wrong: ["1", "1.0"]),
        Case(##"{"multipleOf": 0.1}"##, right: ["0.3", "0.7", "2"], wrong: ["0.35"]),
        Case(##"{"multipleOf": 3}"##, right: ["0", "9", "-6"], wrong: ["1", "3.5"]),
        Case(##"{"minLength": 2}"##, right: ["ab", "äö", "1"], wrong: ["a", "'😀'", "''"]),
        Case(##"{"maxLength": 2}"##, right: ["ab", "'😀😀'"], wrong: ["abc"]),
        Case(##"{"pattern": "^[a-z]+$"}"##, right: ["abc", "1"], wrong: ["Abc", "a1", "''"]),
        Case(##"{"pattern": "b"}"##, right: ["abc"], wrong: ["ac"]),
        Case(
            ##"{"format": "date"}"##, right: ["2024-02-29", "2023-12-31", "7"],
            wrong: ["2023-02-29", "2023-13-01", "2023-1-1", "7.11.2023", "2023-00-10"]),
    ]

    static let lists = [
        Case(##"{"items": {"type": "integer"}}"##, right: ["[]", "[1, 2]", "x"], wrong: ["[1, x]"]),
        Case(
            ##"{"prefixItems": [{"type": "integer"}, {"type": "string"}]}"##, right: ["[1, a, {}]", "[1]"],
            wrong: ["[a]", "[1, 2]"]),
        Case(##"{"prefixItems": [{"type": "integer"}], "items": false}"##, right: ["[1]", "[]"], wrong: ["[1, 2]"]),
        Case(##"{"minItems": 1}"##, right: ["[1]", "{}"], wrong: ["[]"]),
        Case(##"{"maxItems": 1}"##, right: ["[1]"], wrong: ["[1, 2]"]),
        Case(
            ##"{"uniqueItems": true}"##, right: ["[1, '1', 2]", "[[1], [2]]"],
            wrong: ["[a, b, a]", "[1, 1.0]", "[{a: 1, b: 2}, {b: 2, a: 1}]"]),
        Case(##"{"uniqueItems": false}"##, right: ["[a, a]"], wrong: []),
        Case(##"{"contains": {"const": "x"}}"##, right: ["[a, x]", "x"], wrong: ["[]", "[a]"]),
        Case(
            ##"{"contains": {"const": "x"}, "minContains": 2, "maxContains": 3}"##, right: ["[x, x]", "[x, a, x, x]"],
            wrong: ["[x]", "[x, x, x, x]"]),
        Case(##"{"contains": {"const": "x"}, "minContains": 0}"##, right: ["[]"], wrong: []),
    ]

    static let objects = [
        Case(
            ##"{"properties": {"a": {"type": "string"}}}"##, right: ["{}", "{a: x}", "{b: 1}", "[]"], wrong: ["{a: 1}"]),
        Case(##"{"required": ["a", "b"]}"##, right: ["{a: 1, b: }", "x"], wrong: ["{a: 1}", "{}"]),
        Case(
            ##"{"properties": {"a": true}, "additionalProperties": false}"##, right: ["{}", "{a: 1}"], wrong: ["{b: 1}"]
        ),
        Case(
            ##"{"properties": {"a": true}, "additionalProperties": {"type": "integer"}}"##, right: ["{a: x, b: 1}"],
            wrong: ["{b: x}"]),
        Case(
            ##"{"patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": false}"##,
            right: ["{x-a: 1}"], wrong: ["{x-a: b}", "{y: 1}"]),
        Case(
            ##"{"properties": {"x-a": {"minimum": 2}}, "patternProperties": {"^x-": {"type": "integer"}}}"##,
            right: ["{x-a: 3}"], wrong: ["{x-a: 1}", "{x-a: 2.5}"]),
        Case(##"{"properties": {"a": false}}"##, right: ["{b: 1}"], wrong: ["{a: 1}"]),
        Case(
            ##"{"propertyNames": {"pattern": "^[a-z]+$", "maxLength": 3}}"##, right: ["{abc: 1}"],
            wrong: ["{Abc: 1}", "{abcd: 1}"]),
        Case(##"{"minProperties": 1}"##, right: ["{a: 1}"], wrong: ["{}"]),
        Case(##"{"maxProperties": 1}"##, right: ["{a: 1}"], wrong: ["{a: 1, b: 2}"]),
        Case(##"{"dependentRequired": {"a": ["b"]}}"##, right: ["{}", "{b: 1}", "{a: 1, b: 2}"], wrong: ["{a: 1}"]),
        Case(
            ##"{"dependentSchemas": {"a": {"required": ["b"]}}}"##, right: ["{b: 1}", "{a: 1, b: 2}"], wrong: ["{a: 1}"]
        ),
    ]

    static let combinations = [
        Case(##"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"##, right: ["2"], wrong: ["0", "4"]),
        Case(##"{"anyOf": [{"type": "string"}, {"minimum": 3}]}"##, right: ["x", "4"], wrong: ["2"]),
        Case(##"{"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}]}"##, right: ["2", "9"], wrong: ["6", "7"]),
        Case(##"{"not": {"type": "string"}}"##, right: ["1"], wrong: ["x"]),
        Case(##"{"not": {"required": ["a", "b"]}}"##, right: ["{a: 1}"], wrong: ["{a: 1, b: 2}"]),
        Case(
            ##"{"if": {"properties": {"k": {"const": "a"}}, "required": ["k"]}, "then": {"required": ["x"]}, "else": {"required": ["y"]}}"##,
            right: ["{k: a, x: 1}", "{k: b, y: 1}", "{y: 1}"], wrong: ["{k: a, y: 1}", "{k: b, x: 1}", "{}"]),
        Case(##"{"if": {"type": "string"}, "then": {"minLength": 2}}"##, right: ["ab", "1"], wrong: ["a"]),
        Case(##"{"if": {"type": "string"}, "else": {"minimum": 2}}"##, right: ["a", "2"], wrong: ["1"]),
        Case(
            ##"{"$ref": "#/$defs/n", "minimum": 2, "$defs": {"n": {"type": "integer"}}}"##, right: ["2"],
            wrong: ["1", "2.5"]),
        Case(
            ##"{"$defs": {"tree": {"type": "object", "properties": {"kids": {"items": {"$ref": "#/$defs/tree"}}}}}, "$ref": "#/$defs/tree"}"##,
            right: ["{kids: [{kids: []}, {}]}"], wrong: ["{kids: [{kids: [x]}]}"]),
        Case(
            ##"{"properties": {"a": {"$ref": "#"}}, "additionalProperties": false}"##, right: ["{a: {a: {}}}"],
            wrong: ["{a: {b: 1}}"]),
        Case(
            ##"{"items": {"$ref": "#/$defs/a~1b~0c"}, "$defs": {"a/b~c": {"type": "integer"}}}"##, right: ["[1]"],
            wrong: ["[x]"]),
        Case(
            ##"{"prefixItems": [{"type": "integer"}], "items": {"$ref": "#/prefixItems/0"}}"##, right: ["[1, 2]"],
            wrong: ["[1, x]"]),
        Case(
            ##"{"title": "T", "description": "D", "default": 1, "examples": [2], "deprecated": true, "$comment": "c"}"##,
            right: ["x"], wrong: []),
    ]

    @Test(arguments: types + scalars + lists + objects + combinations)
    func eachKeywordTellsRightFromWrong(_ item: Case) throws {
        for yaml in item.right { #expect(try findings(item.schema, yaml).isEmpty, "\(yaml) is right") }
        for yaml in item.wrong { #expect(try !findings(item.schema, yaml).isEmpty, "\(yaml) is wrong") }
    }

    @Test(arguments: types + scalars + lists + objects + combinations)
    func anAlternativeIsAsStrictAsTheSchemaAlone(_ item: Case) throws {
        // Alternatives are tried by the silent way through the rules, which must agree with the one that reports.
        let schema =
            #"{"anyOf": [\#(item.schema.replacing("\"#/", with: "\"#/anyOf/0/").replacing("\"#\"", with: "\"#/anyOf/0\""))]}"#
        for yaml in item.right { #expect(try findings(schema, yaml).isEmpty, "\(yaml) is right") }
        for yaml in item.wrong { #expect(try !findings(schema, yaml).isEmpty, "\(yaml) is wrong") }
    }

    @Test func referencesReachSiblingFiles() throws {
        let siblings = [
            "common.schema.json": ##"{"$defs": {"slug": {"$ref": "#/$defs/text"}, "text": {"type": "string"}}}"##,
            "item.schema.json":
                ##"{"type": "object", "properties": {"id": {"$ref": "common.schema.json#/$defs/slug"}}}"##,
        ]
        let schema = ##"{"items": {"$ref": "item.schema.json"}}"##
        #expect(try findings(schema, "[{id: a}]", siblings: siblings).isEmpty)
        #expect(try findings(schema, "[{id: 1}]", siblings: siblings).count == 1)
    }

    @Test func schemasAreReadFromTheirFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write(##"{"properties": {"id": {"$ref": "common.schema.json#/$defs/slug"}}}"##, to: "a.schema.json")
        try folder.write(##"{"$defs": {"slug": {"type": "string", "pattern": "^[a-z]+$"}}}"##, to: "common.schema.json")
        try folder.write("id: A\n", to: "a.yaml")
        let schema = try JSONSchema.load(path: folder.path + "/a.schema.json", displayName: "Pipelines/a.schema.json")
        let file = try DefinitionFile.load(
            path: folder.path + "/a.yaml", displayName: "Pipelines/a.yaml", checkedAgainst: schema)
        #expect(
            file.findings.map(\.explanation.summary) == ["Pipelines/a.yaml:1: 'A' does not have the form of 'id'"])
    }
}
