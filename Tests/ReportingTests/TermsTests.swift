import Definitions
import Diagnostics
import Indicators
import Testing

@testable import Reporting

/// Blocks that explain terms, and the words they do it with.
@Suite struct TermsTests {
    private static let languages = ["fi", "sv", "en"]

    /// The terms in the order in which a locale explains them.
    private static func terms(_ locale: ReportLocale) -> [String] {
        locale.terms.sorted {
            (locale.places[TermsDefinition.meaning($0)]?.line ?? 0)
                < (locale.places[TermsDefinition.meaning($1)]?.line ?? 0)
        }
    }

    private static func locale(_ language: String) throws -> ReportLocale {
        try ContributionSample.locale(language)
    }

    private static func report(_ block: String) throws -> (definition: ReportDefinition?, findings: [Finding]) {
        let text = "report: a\nsections:\n  - id: a\n    title: section.terms\n    blocks:\n      - terms: \(block)\n"
        let reader = DefinitionReader()
        let root = try DefinitionFile.load(text: text, name: "a.yaml").root
        return (ReportDefinition.decode(root, with: reader), reader.findings)
    }

    private static func check(_ block: String, _ locales: [ReportLocale]) throws -> [Finding] {
        let (definition, decoding) = try report(block)
        let check = ReportCheck(
            catalogue: Catalogue(indicators: [], dimensions: [], identities: []), codeLists: [:], locales: locales)
        return decoding + (definition.map { check.findings(in: $0) } ?? [])
    }

    // MARK: The block

    @Test func explainsTheTermsInTheOrderOfTheReport() throws {
        let locale = try Self.locale("en")
        let builder = DocumentBuilder(
            material: ReportSample.builder.material, locale: locale, occasion: ReportSample.builder.occasion,
            supplements: [:])
        let definition = try #require(
            try Self.report("{title: terms.spread, keys: [innovation, diffusion]}").definition)
        let (document, findings) = builder.document(definition)
        #expect(findings.isEmpty)
        guard case .terms(let list) = try #require(document.sections[0].blocks.first) else {
            Issue.record("no terms")
            return
        }
        #expect(list.title == "An innovation and its adoption")
        #expect(list.terms.map(\.key) == ["innovation", "diffusion"])
        #expect(list.terms.map(\.name) == ["Innovation", "Diffusion"])
        #expect(
            list.terms[0].meaning
                == "An idea, a practice or a model that is new to those who take it up. It need not be new to the world."
        )
    }

    @Test func aPlainListHasNoHeading() throws {
        let definition = try #require(try Self.report("[peak]").definition)
        guard case .terms(let terms) = try #require(definition.sections[0].blocks.first) else {
            Issue.record("no terms")
            return
        }
        #expect(terms.title == nil && terms.keys == ["peak"])
    }

    @Test(arguments: [
        ("[diffusoin]", "report.unknown-term", "'diffusoin'", "'diffusion'"),
        ("{title: terms.sprad, keys: [peak]}", "report.unknown-text", "'terms.sprad'", "'terms.spread'"),
        ("[peak, peak]", "", "peak", "peak"), ("[]", "report.terms", "no terms", "terms: [diffusion"),
        ("{title: terms.spread}", "report.terms", "no terms", "keys:"),
    ])
    func saysWhatIsWrongWithABlock(block: String, code: String, problem: String, remedy: String) throws {
        let findings = try Self.check(block, [try Self.locale("en"), try Self.locale("fi")])
            .filter { $0.location?.line == 6 }
        let finding = try #require(findings.first)
        #expect(findings.count == 1, "\(findings.map(\.explanation.summary))")
        #expect(code.isEmpty || finding.code == code)
        #expect(finding.explanation.summary.contains(problem), "\(finding.explanation.summary)")
        let told = ([finding.explanation.summary] + finding.explanation.remedies).joined(separator: "\n")
        #expect(told.contains(remedy), "\(told)")
    }

    @Test func aTermOfOneLanguageAloneIsTold() throws {
        let whole = try Self.locale("en")
        let texts = whole.texts.filter { $0.key != "term.peak" && $0.key != "term.peak.meaning" }
        let bare = ReportLocale(
            language: "sv", decimalMark: ",", groupMark: " ", percentGap: " ", minus: "-", withheldMark: "[c]",
            absenceMarks: [:], approximateWord: "", dayForm: "d.M.yyyy", monthNames: [], texts: texts)
        let summaries = try Self.check("[peak]", [whole, bare]).map(\.explanation.summary)
        #expect(summaries.contains { $0.contains("'term.peak' in sv") })
        #expect(summaries.contains { $0.contains("'term.peak.meaning' in sv") })
    }

    // MARK: The words

    @Test func theLanguagesExplainTheSameTermsInTheSameOrder() throws {
        let finnish = Self.terms(try Self.locale("fi"))
        #expect(finnish.count >= 60)
        for language in Self.languages {
            let locale = try Self.locale(language)
            #expect(Self.terms(locale) == finnish, "\(language)")
            let names = finnish.map { locale.texts[TermsDefinition.name($0)] ?? "" }
            #expect(names.allSatisfy { !$0.isEmpty }, "\(language)")
            #expect(Set(names).count == names.count, "\(language): two terms have one name")
        }
    }

    @Test(arguments: languages) func eachMeaningIsExactlyTwoSentences(language: String) throws {
        let locale = try Self.locale(language)
        for key in Self.terms(locale) {
            let meaning = locale.text(TermsDefinition.meaning(key))
            #expect(Self.sentences(in: meaning).count == 2, "\(language): \(key): \(meaning)")
            #expect(meaning.hasSuffix("."), "\(language): \(key)")
            #expect(meaning.first?.isUppercase == true, "\(language): \(key)")
        }
    }

    /// The parts that end with a full stop before a space or the end; the stop of a decimal number ends nothing.
    private static func sentences(in text: String) -> [Substring] {
        var sentences: [Substring] = []
        var start = text.startIndex
        for index in text.indices where ".!?".contains(text[index]) {
            let next = text.index(after: index)
            guard next == text.endIndex || text[next].isWhitespace else { continue }
            sentences.append(text[start..<next])
            start = next
        }
        if start < text.endIndex { sentences.append(text[start...]) }
        return sentences
    }

    @Test func countsSentences() {
        #expect(Self.sentences(in: "About 2.5 per cent. They try.").count == 2)
        #expect(Self.sentences(in: "One. Two. Three.").count == 3)
        #expect(Self.sentences(in: "One. And a rest").count == 2)
        #expect(Self.sentences(in: "One only.").count == 1)
    }

    @Test(arguments: languages) func noMeaningUsesATermThatComesLater(language: String) throws {
        let locale = try Self.locale(language)
        let keys = Self.terms(locale)
        for (place, key) in keys.enumerated() {
            let words = Self.words(locale.text(TermsDefinition.meaning(key)))
            for later in keys[(place + 1)...] {
                let name = Self.words(String(locale.text(TermsDefinition.name(later)).prefix { $0 != "(" }))
                guard let first = name.first, first.count > 1 else { continue }
                let isUsed = words.indices.contains { index in words[index...].starts(with: name) }
                #expect(!isUsed, "\(language): \(key) speaks of \(later)")
            }
        }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "–" && $0 != "-" }.map(String.init)
    }
}
