import Testing

@testable import Definitions

/// The small matcher agrees with the standard library's `Regex`, which is the independent result here.
struct SchemaPatternTests {
    static let patterns = [
        "", "^$", "a", "^a", "a$", "^a$", "^[a-z][a-z0-9-]*$", "^[^a-c]+$", "^(a|b)*c$", "^(?:ab|a)(?:c|bc)$",
        "^a{2,3}$",
        "^a{2}$", "^a{2,}b?$", "^\\d{4}-\\d{2}-\\d{2}$", "^\\w+\\s\\w+$", "\\.csv$", "^.{1,3}$", "^[a-z]+(-[a-z]+)*$",
        "^(a*)*b$", "^(a|aa)+$", "^[äöå]+$", "^[a\\-z]$", "^[\\d.]+$", "^x?y?z?$", "b|^a", "(^a|b$)", "^[-a]$",
        "^[a-]$",
        "^\\D+$", "^[^\\s]+$", "^a+?b$", "^\\$\\{[A-Z_]+\\}$",
    ]
    static let texts = [
        "", "a", "b", "c", "ab", "abc", "aab", "aaab", "aaaa", "aa", "aaa", "a-b", "z", "-", "survey-2024", "Survey",
        "2024-01-31",
        "2024-1-31", "two words", "x.csv", "x.csvs", "äö", "a\nb", "acb", "abab", "ababc", "aaaaaaaaaaaaac", "1.5",
        "xz", "${NAME}", "😀",
    ]

    @Test(arguments: patterns)
    func agreesWithRegex(_ source: String) throws {
        let plain = try #require(PlainPattern(source), "the small matcher knows \(source)")
        let regex = try Regex(source).matchingSemantics(.unicodeScalar)
        for text in Self.texts {
            #expect(plain.matches(text) == (text.firstMatch(of: regex) != nil), "\(source) on \(text.debugDescription)")
        }
    }

    @Test(arguments: [
        "(?=a)b", "(?!a)b", "\\p{L}+", "(a)\\1", "\\bword\\b", "a++", "[[a-z]&&[^b]]", "(?i)a", "\\u00e4",
    ])
    func leavesTheRestToRegex(_ source: String) throws {
        #expect(PlainPattern(source) == nil)
        #expect(SchemaPattern(source) != nil)
    }

    @Test func whatRegexReadsMatches() throws {
        let letters = try #require(SchemaPattern("^\\p{L}+$"))
        #expect(letters.matches("Åbo"))
        #expect(!letters.matches("Åbo 1"))
    }

    @Test(arguments: ["(", "[", "a{2,1}", "*a", "a)", "\\"])
    func whatIsNoPatternIsRefused(_ source: String) {
        #expect(SchemaPattern(source) == nil)
    }

    @Test(.timeLimit(.minutes(30)))
    func hardPatternsEnd() throws {
        let pattern = try #require(PlainPattern("^(a+)+$"))
        #expect(!pattern.matches(String(repeating: "a", count: 200) + "b"))
    }
}
