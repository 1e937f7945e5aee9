import Definitions
import Diagnostics
import Testing

struct DefinitionFileTests {
    @Test func everyValueAndKeyKnowsItsPlace() throws {
        let text = """
            # A comment
            name: survey
            sources:
              - id: a
                files: [x.csv, "y.csv"]
              - id: b
                empty:
            """
        let root = try DefinitionFile.load(text: text, name: "Pipelines/a.yaml").root
        #expect(root.location == RecordLocation(file: "Pipelines/a.yaml", line: 2))
        let second = try #require(root["sources"]?[0]?["files"]?[1])
        #expect((second.line, second.column) == (5, 20))
        let entry = try #require(root["sources"]?[1]?.mapping?.entry("id"))
        #expect((entry.keyLine, entry.keyColumn, entry.value.column) == (6, 5, 9))
        #expect(root["sources"]?[1]?["empty"]?.line == 7)
        #expect(entry.keyLocation.description == "Pipelines/a.yaml:6")
    }

    @Test func keysKeepTheOrderOfTheFile() throws {
        let keys = (0..<40).map { "k\(($0 * 7) % 40)" }
        let root = try DefinitionFile.load(text: keys.map { "\($0): 1\n" }.joined(), name: "a.yaml").root
        #expect(root.mapping?.keys == keys)
        #expect(root["k21"]?.int == 1)
        #expect(root["k40"] == nil)
    }

    @Test func jsonIsRead() throws {
        let root = try DefinitionFile.load(
            text: "{\n\t\"a\": [1, 2.5, \"\\u00e4\", null, true],\n\t\"b\": {\"c\": \"\\/\"}\n}", name: "a.json"
        ).root
        #expect(root["a"]?.sequence?.count == 5)
        #expect(root["a"]?[2]?.string == "ä")
        #expect(root["b"]?["c"]?.string == "/")
    }

    // MARK: Duplicate keys

    @Test func everyDuplicateKeyIsAFinding() throws {
        let text = """
            id: a
            list:
              - {x: 1, y: 2, x: 3}
              - "k: 1": 1
                'k: 1': 2
            id: b
            id: c
            """
        let file = try DefinitionFile.load(text: text, name: "a.yaml")
        #expect(
            file.findings.map(\.rendered) == [
                """
                error[definition.duplicate-key]: a.yaml:3: the key 'x' is given twice
                  because it is already on line 3, and only one of the two can count
                  try: delete one of the two
                """,
                """
                error[definition.duplicate-key]: a.yaml:5: the key 'k: 1' is given twice
                  because it is already on line 4, and only one of the two can count
                  try: delete one of the two
                """,
                """
                error[definition.duplicate-key]: a.yaml:6: the key 'id' is given twice
                  because it is already on line 1, and only one of the two can count
                  try: delete one of the two
                """,
                """
                error[definition.duplicate-key]: a.yaml:7: the key 'id' is given twice
                  because it is already on line 1, and only one of the two can count
                  try: delete one of the two
                """,
            ])
        #expect(file.root["id"]?.string == "a", "the first one counts")
        let y = try #require(file.root["list"]?[0]?.mapping?.entry("y"))
        #expect((y.keyColumn, y.value.column) == (12, 15), "columns are those of the file")
    }

    @Test func tooManyDuplicateKeysEndTheReading() {
        let text = (0..<150).map { "k\($0): 1\n" }.joined()
        #expect(loadError(text + text)?.code == "definition.syntax")
    }

    @Test func keysThatAreNotTextAreFindings() throws {
        let file = try DefinitionFile.load(text: "? [a, b]\n: 1\n? {c: d}\n: 2\ne: 3\n", name: "a.yaml")
        #expect(file.findings.map(\.code) == ["definition.key-not-text", "definition.key-not-text"])
        #expect(file.root.mapping?.keys == ["e"])
    }

    @Test func numbersAsKeysAreText() throws {
        let root = try DefinitionFile.load(text: "01: a\n1: b\ntrue: c\n", name: "a.yaml").root
        #expect(root.mapping?.keys == ["01", "1", "true"])
    }

    // MARK: Anchors, aliases, merge keys

    @Test func aliasesStandForAnchoredValues() throws {
        let root = try DefinitionFile.load(
            text: "a: &levels [never, weekly]\nb: *levels\nc: {d: *levels, e: [*levels]}\n", name: "a.yaml"
        ).root
        #expect(root["b"]?[1]?.string == "weekly")
        #expect(root["c"]?["d"]?[0]?.string == "never")
        #expect(root["c"]?["e"]?[0]?[1]?.string == "weekly")
        #expect(root["b"]?.line == 1, "an aliased value is where its anchor is")
    }

    @Test func theLatestAnchorOfANameCounts() throws {
        let root = try DefinitionFile.load(text: "a: &v 1\nb: *v\nc: &v 2\nd: *v\n", name: "a.yaml").root
        #expect(root["b"]?.int == 1)
        #expect(root["d"]?.int == 2)
    }

    @Test func asterisksInTextAreText() throws {
        let text = """
            files: survey-*.csv
            quoted: "*"
            formula: count * 2  # not * this
            note: |
              * first
              ** second
            key*: 1
            """
        let file = try DefinitionFile.load(text: text, name: "a.yaml")
        #expect(file.findings.isEmpty)
        #expect(file.root["files"]?.string == "survey-*.csv")
        #expect(file.root["quoted"]?.string == "*")
        #expect(file.root["formula"]?.string == "count * 2")
        #expect(file.root["note"]?.string == "* first\n** second\n")
        #expect(file.root["key*"]?.int == 1)
    }

    @Test func mergeKeysTakeInAMapping() throws {
        let text = """
            base: &base {format: csv, skip: 1}
            other: &other {skip: 2, encoding: utf-8}
            a:
              id: x
              <<: *base
              skip: 9
              last: y
            b:
              <<: [*base, *other]
            """
        let file = try DefinitionFile.load(text: text, name: "a.yaml")
        #expect(file.findings.isEmpty)
        #expect(file.root["a"]?.mapping?.keys == ["id", "format", "skip", "last"])
        #expect(file.root["a"]?["skip"]?.int == 9, "own keys win")
        #expect(file.root["b"]?.mapping?.keys == ["format", "skip", "encoding"])
        #expect(file.root["b"]?["skip"]?.int == 1, "of two merged mappings the first wins")
        #expect(file.root["a"]?.mapping?.entry("format")?.keyLine == 1)
    }

    @Test func aliasesAndMergesThatCannotBeAreFindings() throws {
        let text = "a: &levels [x]\nb: *level\nc: *\nd: *zebra\ne: {<<: *levels}\nf: {*levels : 1}\n"
        let file = try DefinitionFile.load(text: text, name: "a.yaml")
        #expect(
            file.findings.map(\.rendered) == [
                """
                error[definition.merge]: a.yaml:1: '<<' needs a mapping, and this is text
                  because the merge key takes in the keys of another mapping
                  try: write '<<: *name' with the anchor of a mapping
                """,
                """
                error[definition.alias]: a.yaml:2: the alias *level has no anchor before it
                  because an alias stands for a value marked &level further up in the file
                  try: write *levels
                """,
                """
                error[definition.alias]: a.yaml:3: '*' starts with '*'
                  because an unquoted '*' asks for the value of an anchor
                  try: put the text in quotes
                """,
                """
                error[definition.alias]: a.yaml:4: the alias *zebra has no anchor before it
                  because an alias stands for a value marked &zebra further up in the file
                  try: mark a value above with &zebra, or put the text in quotes
                """,
                """
                error[definition.key-not-text]: a.yaml:6: a key that is not plain text
                  because each key of a definition is a name; lists, mappings and aliases cannot be keys
                  try: put the key in quotes if it is meant as text
                """,
            ])
    }

    @Test func anAnchorInsideItselfIsUnknown() throws {
        let file = try DefinitionFile.load(text: "a: &a [*a]\n", name: "a.yaml")
        #expect(file.findings.map(\.code) == ["definition.alias"])
    }

    // MARK: Limits

    /// Nine lines that stand for a billion values ("billion laughs").
    static func bomb(key: Bool) -> String {
        let lines = (1...9).map { level in
            "l\(level): &l\(level) ["
                + (0..<10).map { _ in level == 1 ? "ha" : "*l\(level - 1)" }.joined(separator: ", ") + "]"
        }
        return lines.joined(separator: "\n") + (key ? "\n? *l9\n: 1\n" : "\n")
    }

    @Test(.timeLimit(.minutes(30)), arguments: [true, false])
    func nestedAliasesStopAtTheLimit(asKey: Bool) {
        guard case .tooManyValues(let location, let limit)? = loadError(Self.bomb(key: asKey)) else {
            Issue.record("the bomb was read")
            return
        }
        #expect(location.line == 6, "some 10⁵ values up to line 5 fit into 200,000; line 6 stands for 10⁶")
        #expect(limit == 200_000)
    }

    @Test func deepNestingStopsAtTheLimit() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
        }
        #expect(loadError(nested(63)) == nil)
        #expect(loadError(nested(64))?.code == "definition.too-deep")
        #expect(loadError(nested(900))?.code == "definition.too-deep")
        #expect(loadError(nested(5000))?.code == "definition.syntax", "the parser has a limit of its own")
    }

    @Test func deepNestingThroughAliasesStopsAtTheLimit() {
        let text = "a0: &a0 x\n" + (1...200).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(loadError(text)?.code == "definition.too-deep")
    }

    // MARK: Errors

    @Test func errorsExplainThemselves() {
        #expect(
            loadError("a: 1\nb: [1, 2\nc: 3\n")?.rendered() == """
                error[definition.syntax]: a.yaml:3: not valid YAML: did not find expected ',' or ']'
                  because this came up while parsing a flow sequence that starts on line 2
                  try: check the indentation, and put text with special characters in quotes
                """)
        #expect(
            loadError("title: Before: after\n")?.rendered() == """
                error[definition.syntax]: a.yaml:1: not valid YAML: mapping values are not allowed in this context
                  try: put text that contains ': ' in quotes, and check the indentation
                """)
        #expect(
            loadError("# nothing\n\n")?.rendered() == """
                error[definition.empty]: a.yaml: the file is empty
                  because it holds nothing but white space and comments
                  try: write the definition, or delete the file
                """)
        #expect(
            loadError("a: 1\n---\nb: 2\n")?.rendered() == """
                error[definition.syntax]: a.yaml:2: not valid YAML: but found another document
                  because a file holds one definition, without '---' inside
                  try: check the indentation, and put text with special characters in quotes
                """)
    }

    @Test func otherBrokenTextsNameTheirLine() {
        #expect(loadError("a: 1\nb:\n\t- 2\n")?.location?.line == 3)
        #expect(loadError("a: 1\nb: 'open\n")?.code == "definition.syntax")
        #expect(loadError("a: 1\nb: \u{1}\n")?.location?.line == 2)
        #expect(loadError("a: 1\nb: \u{E001}\n")?.location?.line == 2)
        #expect(loadError("")?.code == "definition.empty")
        #expect(loadError("---\n")?.code == "definition.empty")
    }

    @Test func missingFilesFoldersAndOtherEncodingsAreExplained() throws {
        let folder = try TemporaryFolder()
        func error(_ name: String) -> DefinitionError? {
            do {
                _ = try DefinitionFile.load(path: folder.path + "/" + name, displayName: name)
                return nil
            } catch {
                return error
            }
        }
        try folder.write([0xEF, 0xBB, 0xBF] + Array("a: ä\n".utf8), to: "mark.yaml")
        try folder.write(Array("a: 1\nb: ".utf8) + [0xE4, 0x0A], to: "latin.yaml")
        try folder.write(Array(repeating: UInt8(ascii: "#"), count: (8 << 20) + 1), to: "large.yaml")

        #expect(error("none.yaml") == .notFound(file: "none.yaml"))
        #expect(error("mark.yaml") == nil)
        #expect(error("latin.yaml") == .notUTF8(at: RecordLocation(file: "latin.yaml", line: 2)))
        #expect(error("large.yaml") == .tooLarge(file: "large.yaml", bytes: 8_388_609, limit: 8_388_608))
        #expect(error(".") == .notReadable(file: ".", reason: "it is a folder"))
    }
}
