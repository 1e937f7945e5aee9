import Definitions
import Diagnostics
import Testing

/// The core schema of YAML 1.2 (section 10.3.2), and where codes need another reading.
struct ScalarTests {
    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func emptyAndNullAreNull(_ yaml: String) throws {
        #expect(try value(of: yaml).isNull)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func onlyTrueAndFalseAreBooleans(_ yaml: String, _ expected: Bool) throws {
        #expect(try value(of: yaml).bool == expected)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("+3", 3), ("2024", 2024), ("0x1F", 31), ("0o17", 15),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ])
    func wholeNumbers(_ yaml: String, _ expected: Int) throws {
        let found = try value(of: yaml)
        #expect(found.int == expected)
        #expect(found.string == nil)
    }

    @Test(arguments: [
        ("1.5", 1.5), ("-0.25", -0.25), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1.5E-3", 0.0015), ("+2.5", 2.5),
        ("0.0", 0), (".inf", Double.infinity), ("-.INF", -Double.infinity),
    ])
    func otherNumbers(_ yaml: String, _ expected: Double) throws {
        let found = try value(of: yaml)
        #expect(found.double == expected)
        #expect(found.string == nil)
    }

    @Test func notANumberIsANumber() throws {
        #expect(try value(of: ".nan").double?.isNaN == true)
    }

    @Test(arguments: [
        // Words that YAML 1.1 takes for booleans, Norway's code among them.
        "yes", "no", "on", "off", "NO", "y", "n", "tRUE", "nULL", "none",
        // Codes with a leading zero, days, times, versions, and numbers that no Int holds.
        "01", "007", "-01", "01.5", "2023-11-07", "12:30", "1.2.3", "9223372036854775808", "1_000", "1,5", "1 000",
        // What only begins like a number.
        "+", ".", "-.", "1e", "1e+", "0x", "0xZZ", "0o8", "0x-1", ".infinity", "-.nan", "12abc", "+.", "1.5.",
    ])
    func everythingElseIsText(_ yaml: String) throws {
        #expect(try value(of: yaml).string == yaml)
    }

    @Test(arguments: ["\"01\"", "'1'", "\"true\"", "'null'", "\"~\"", "'1.5'", "\"\""])
    func whatIsQuotedIsText(_ yaml: String) throws {
        #expect(try value(of: yaml).string == String(yaml.dropFirst().dropLast()))
    }

    @Test func blockTextIsText() throws {
        #expect(try value(of: "|\n  12\n").string == "12\n")
        #expect(try value(of: ">\n  a\n  b\n").string == "a b\n")
    }

    @Test func tagsSayWhatAScalarIs() throws {
        #expect(try value(of: "!!str 12").string == "12")
        #expect(try value(of: "! 12").string == "12")
        #expect(try value(of: "!!float 12").double == 12)
        #expect(try value(of: "!!int 12").int == 12)
    }

    @Test func aTagThatDoesNotFitIsAFinding() throws {
        let file = try DefinitionFile.load(text: "a: !!int twelve\nb: !colour red\nc: !table {d: 1}\n", name: "a.yaml")
        #expect(
            file.findings.map(\.explanation.summary) == [
                "a.yaml:1: the tag '!!int' does not fit the value 'twelve'",
                "a.yaml:2: the tag '!colour' does not fit the value 'red'",
                "a.yaml:3: the tag '!table' has no meaning here",
            ])
        #expect(file.root["c"]?["d"]?.int == 1)
    }

    @Test func wholeDoublesCountAsWholeNumbers() throws {
        #expect(try value(of: "3.0").int == 3)
        #expect(try value(of: "3.5").int == nil)
        #expect(try value(of: "3").double == 3)
        #expect(try value(of: ".inf").int == nil)
    }

    @Test func equalityIgnoresPlacesSpellingAndOrderOfKeys() throws {
        let file = try DefinitionFile.load(
            text: "a: {p: 1, q: [x, 2.0]}\nb: {q: [x, 2], p: 1.0}\nc: {p: 1}\nd: {q: [x, 2], p: '1'}\n", name: "a.yaml")
        let (a, b, c, d) = (file.root["a"], file.root["b"], file.root["c"], file.root["d"])
        #expect(try #require(a).hasSameValue(as: #require(b)))
        #expect(try !#require(a).hasSameValue(as: #require(c)))
        #expect(try !#require(b).hasSameValue(as: #require(d)))
    }
}
