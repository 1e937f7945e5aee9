import Foundation
import Testing

/// The three languages have the same texts, and suppliers are told what to do about whatever sets their rows aside.
struct LocaleTests {
    static let languages = ["fi", "sv", "en"]

    /// Issues that no supplier is asked about: what only whoever keeps the mapping can mend, and warnings, whose rows are kept.
    static let ofMappings: Set<String> = ["ingest.too-many-codes", "ingest.too-many-quarantined"]
    static let warnings: Set<String> = ["ingest.ambiguous-choice", "ingest.near-duplicate", "ingest.unlisted-code"]

    /// The texts of a language by key.
    static func texts(_ language: String) throws -> [String: String] {
        let file = try String(contentsOfFile: "\(Workspace.root)/Reports/locales/\(language).yaml", encoding: .utf8)
        var texts: [String: String] = [:]
        for line in file.split(separator: "\n") {
            guard line.hasPrefix("  "), line.hasSuffix("\""), let middle = line.firstRange(of: ": \"") else { continue }
            texts[String(line[..<middle.lowerBound].drop { $0 == " " })] = String(line[middle.upperBound...].dropLast())
        }
        return texts
    }

    /// What stands in braces in a text.
    static func names(in text: String) -> Set<String> {
        Set(text.matches(of: /\{([a-z-]+)\}/).map { String($0.1) })
    }

    /// The codes of issues of rows, as the texts name them.
    static func issues(_ texts: [String: String]) -> Set<String> {
        let parts: Set<String> = ["found", "cause", "cause-more", "cause-elsewhere", "remedy"]
        return Set(
            texts.keys.filter { $0.hasPrefix("issue.ingest.") }.map { key in
                key.split(separator: ".").dropFirst().filter { !parts.contains(String($0)) }.joined(separator: ".")
            })
    }

    @Test(arguments: languages) func aSupplierIsToldWhatToDo(language: String) throws {
        let texts = try Self.texts(language)
        let issues = Self.issues(texts)
        #expect(issues.count > 20, "\(issues)")
        #expect(Self.ofMappings.union(Self.warnings).isSubset(of: issues), "listed here, and no issue any longer")
        let asked = issues.subtracting(Self.ofMappings).subtracting(Self.warnings)
        let without = asked.filter { texts["fix.\($0)"] == nil }
        #expect(without.isEmpty, "\(language): no fix.* for \(without.sorted())")
    }

    @Test(arguments: languages) func aRequestIsAWholeSentence(language: String) throws {
        let requests = try Self.texts(language).filter { $0.key.hasPrefix("fix.ingest.") }
        #expect(requests.count > 30)
        for (key, text) in requests {
            #expect(text.hasSuffix("."), "\(language): \(key) ends without a full stop")
            #expect(text.contains(";"), "\(language): \(key) says what is wrong, but not what to do")
        }
    }

    /// A text of the authority copy takes the place of another one, with the same names in it or fewer.
    @Test(arguments: languages) func wordsOfTheAuthorityCopyStandForOthers(language: String) throws {
        let texts = try Self.texts(language)
        let own = texts.filter { $0.key.hasPrefix("authority.") }
        #expect(own.count > 8)
        for (key, text) in own {
            let other = try #require(texts[String(key.dropFirst("authority.".count))], "\(language): \(key)")
            #expect(Self.names(in: text).isSubset(of: Self.names(in: other)), "\(language): \(key)")
        }
    }

    @Test(arguments: ["sv", "en"]) func fixTextsHaveTheSameNames(language: String) throws {
        let (first, other) = (try Self.texts("fi"), try Self.texts(language))
        for prefix in ["fix.", "issue.", "corrections.", "quality.", "copy.", "authority."] {
            let keys = first.keys.filter { $0.hasPrefix(prefix) }.sorted()
            #expect(keys == other.keys.filter { $0.hasPrefix(prefix) }.sorted())
            for key in keys {
                #expect(
                    Self.names(in: first[key] ?? "") == Self.names(in: other[key] ?? ""), "\(language): \(key)")
            }
        }
    }
}
