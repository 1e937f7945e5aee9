import Definitions
import Diagnostics
import Testing

struct DefinitionReaderTests {
    enum Format: String, CaseIterable { case csv, xlsx, spss }

    private func root(_ yaml: String) throws -> Definition {
        try DefinitionFile.load(text: yaml, name: "a.yaml").root
    }

    @Test func valuesOfTheRightKindAreRead() throws {
        let node = try root(
            """
            text: a
            whole: 3
            share: 0.5
            flag: true
            format: xlsx
            formats: [csv, spss]
            names: [a, b]
            one: a
            weights: [1, 2.5]
            counts: [1, 2.0]
            titles: {fi: Kysely, sv: Enkät}
            child: {id: x}
            """)
        let reader = DefinitionReader()
        #expect(reader.string("text", in: node) == "a")
        #expect(reader.int("whole", in: node) == 3)
        #expect(reader.double("share", in: node) == 0.5)
        #expect(reader.double("whole", in: node) == 3)
        #expect(reader.bool("flag", in: node) == true)
        #expect(reader.choice("format", in: node, of: Format.self) == .xlsx)
        #expect(reader.choices("formats", in: node, of: Format.self) == [.csv, .spss])
        #expect(reader.strings("names", in: node) == ["a", "b"])
        #expect(reader.strings("one", in: node) == ["a"])
        #expect(reader.doubles("weights", in: node) == [1, 2.5])
        #expect(reader.ints("counts", in: node) == [1, 2])
        #expect(reader.stringsByKey("titles", in: node) == ["fi": "Kysely", "sv": "Enkät"])
        #expect(reader.mapping("child", in: node)?["id"]?.string == "x")
        #expect(reader.reference("text", in: node, to: "a source", among: ["a", "b"]) == "a")
        #expect(reader.findings.isEmpty)
    }

    @Test func absentAndEmptyValuesTakeTheirDefault() throws {
        let node = try root("empty:\nother: 1\n")
        let reader = DefinitionReader()
        for key in ["empty", "absent"] {
            #expect(reader.optionalString(key, in: node) == nil)
            #expect(reader.string(key, in: node, default: "d") == "d")
            #expect(reader.int(key, in: node, default: 4) == 4)
            #expect(reader.double(key, in: node, default: 0.5) == 0.5)
            #expect(reader.bool(key, in: node, default: true))
            #expect(reader.choice(key, in: node, default: Format.csv) == .csv)
            #expect(reader.strings(key, in: node).isEmpty)
            #expect(reader.optionalList(key, in: node) { $0.string }.isEmpty)
            #expect(reader.optionalMapping(key, in: node) == nil)
            #expect(reader.optionalReference(key, in: node, to: "a source", among: []) == nil)
        }
        #expect(reader.findings.isEmpty)
    }

    @Test func everyMistakeIsCollectedOnce() throws {
        let node = try root(
            """
            id: 12
            format: xslx
            source: surveys
            skip: 1.5
            list: [a, {id: b}, {}]
            empty:
            """)
        let reader = DefinitionReader()
        #expect(reader.string("id", in: node) == nil)
        #expect(reader.string("id", in: node) == nil, "asking twice reports once")
        #expect(reader.choice("format", in: node, of: Format.self) == nil)
        #expect(reader.reference("source", in: node, to: "a source", among: ["survey", "workshops"]) == nil)
        #expect(reader.int("skip", in: node, default: 7) == 7)
        #expect(reader.list("list", in: node) { item in reader.string("id", in: item) } == ["b"])
        #expect(reader.string("empty", in: node) == nil)
        #expect(reader.string("absent", in: node) == nil)
        #expect(
            reader.findings.map(\.rendered) == [
                """
                error[definition.wrong-type]: a.yaml:1: 'id' must be text, and is the number 12
                  try: put it in quotes: "12"
                """,
                """
                error[definition.unknown-value]: a.yaml:2: 'xslx' is not a value of 'format'
                  because there are only csv, xlsx and spss
                  try: write 'xlsx'
                """,
                """
                error[definition.unknown-name]: a.yaml:3: 'surveys' is not a source
                  because there are only survey and workshops
                  try: write 'survey'
                """,
                "error[definition.wrong-type]: a.yaml:4: 'skip' must be a whole number, and is the number 1.5",
                """
                error[definition.wrong-type]: a.yaml:5: expected a mapping with the key 'id', found text ('a')
                  try: write 'id: …' on a line of its own
                """,
                """
                error[definition.missing-key]: a.yaml:5: the key 'id' is missing
                  try: add 'id: …'
                """,
                """
                error[definition.missing-key]: a.yaml:1: the key 'empty' is missing
                  because it is there, but has no value
                  try: add 'empty: …'
                """,
                """
                error[definition.missing-key]: a.yaml:1: the key 'absent' is missing
                  try: add 'absent: …'
                """,
            ])
    }

    @Test func keysAndNamesCanBeCheckedWithoutASchema() throws {
        let node = try root("titel: a\nid: b\nitems: [x, y, x]\n")
        let reader = DefinitionReader()
        reader.onlyKeys(["id", "title", "items"], in: node, of: "an indicator")
        reader.requireUnique(
            reader.items("items", in: node).compactMap { item in item.string.map { ($0, item) } }, noun: "an item")
        #expect(
            reader.findings.map(\.rendered) == [
                """
                error[definition.unknown-key]: a.yaml:1: 'titel' is not a key of an indicator
                  because an indicator has id, title and items
                  try: write 'title'
                """,
                """
                error[definition.duplicate-name]: a.yaml:3: 'x' already names an item
                  because the other one is at a.yaml:3
                  try: give one of them another name
                """,
            ])
    }

    @Test func onlyErrorsEndADecoding() throws {
        let node = try root("id: a\n")
        let reader = DefinitionReader()
        reader.report("test.old", at: node, "'id' is an old name", severity: .warning)
        try reader.throwIfErrors()
        reader.report("test.bad", at: node, "'id' is taken")
        #expect(throws: DefinitionError.invalid(findings: reader.findings)) { try reader.throwIfErrors() }
        #expect(reader.hasErrors)
        do { try reader.throwIfErrors() } catch {
            #expect(error.explanation.summary == "1 error in 2 findings")
            #expect(error.findings.count == 2)
        }
    }

    @Test func findingsOfEarlierChecksComeFirst() throws {
        let file = try DefinitionFile.load(text: "a: 1\na: 2\n", name: "a.yaml")
        let reader = DefinitionReader(findings: file.findings)
        _ = reader.string("a", in: file.root)
        #expect(reader.findings.map(\.code) == ["definition.duplicate-key", "definition.wrong-type"])
    }
}
