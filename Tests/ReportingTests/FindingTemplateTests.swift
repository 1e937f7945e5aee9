import Testing

@testable import Indicators
@testable import Reporting

/// Each method of the catalogue has its sentences in each language, made of words that its figures have.
@Suite struct FindingTemplateTests {
    /// Parts of keys that are no method.
    private static let common: Set<String> = [
        "quoted", "range", "list", "withheld", "absent", "value", "parts", "part", "parts-left-out",
        "interval-withheld",
        "p", "adjusted", "shrunken", "compare", "number", "source", "convention", "size", "agreement", "reliability",
        "intraclass", "coefficient", "incomplete", "forecast",
    ]

    private func methods() throws -> [String: Indicator] {
        let indicators = try FindingSample.catalogue().indicators.filter { $0.calculation.listingFields == nil }
        return Dictionary(indicators.map { ($0.method, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func theSampleHasEveryKindOfCalculation() throws {
        let codes = Set(try FindingSample.catalogue().indicators.map(\.code))
        let kinds = Set(CalculationDecoder.Kind.allCases.map(\.rawValue))
        #expect(kinds.subtracting(codes).isEmpty)
        #expect(
            codes.subtracting(kinds) == [
                "reliable-change", "mean-resampled", "monthly-cumulative", "agreement-fleiss", "agreement-kappa",
                "agreement-icc", "rank-difference-pairs", "growth-model-logistic", "network-communities",
                "network-measure-change",
                "concentration-top", "reach-monthly",
                "adoption-curve-new", "adoption-curve-share", "adoption-curve-hazard", "adoption-curve-sum",
                "adoption-curve-total",
                "adopter-categories-whole", "survival-difference-strata", "adopter-categories-four",
                "adopter-categories-four-whole", "aligned-adoption-share", "aligned-adoption-by-innovation",
            ])
        // Each has a method of its own, but for listings, which have no figures, one of groups that are named and not, another curve, and
        // another measure of concentration.
        let figures = try FindingSample.catalogue().indicators.filter { $0.calculation.listingFields == nil }
        #expect(try methods().count == figures.count - 3)
    }

    @Test(arguments: FindingSample.languages) func everyMethodHasItsSentences(language: String) throws {
        let texts = try FindingSample.locale(language).texts
        for (method, indicator) in try methods() {
            var keys = ["finding.\(method)"]
            keys += FindingClaim.possible(for: method).map { "finding.\(method).\($0.rawValue)" }
            if FindingsDefinition.ofParts.contains(method) { keys.append("finding.\(method).parts") }
            if indicator.calculation.isEstimate { keys.append("finding.\(method).limit") }
            for key in keys { #expect(texts[key] != nil, "\(language): no \(key)") }
        }
    }

    @Test(arguments: FindingSample.languages) func everySentenceHasKnownWordsAndIsOfAMethod(language: String) throws {
        let texts = try FindingSample.locale(language).texts
        let methods = try methods()
        for (key, text) in texts where key.hasPrefix("finding.") {
            let parts = key.split(separator: ".").map(String.init)
            guard !Self.common.contains(parts[1]) else { continue }
            let indicator = try #require(methods[parts[1]], "\(key) is of no method")
            let known: Set<String> =
                switch parts.dropFirst(2).first {
                case "parts": FindingsBuilder.namesOfParts
                case "part": FindingsBuilder.namesOfPart
                case "absent": ["name"]
                case "limit": []
                case "pairs": ["pairs"]
                default: FindingsBuilder.commonNames.union(indicator.furtherNames)
                }
            let unknown = Set(FindingTemplate(text).names).subtracting(known)
            #expect(unknown.isEmpty, "\(language): \(key) has \(unknown.sorted())")
            if let last = parts.dropFirst(2).last, !["limit", "pairs", "parts", "none", "untold"].contains(last) {
                let isKnown =
                    FindingClaim(rawValue: last) != nil || parts.contains("absent") || parts.contains("part")
                #expect(isKnown, "\(key) is of no claim")
            }
        }
    }

    @Test(arguments: ["sv", "en"]) func theLanguagesSayTheSame(language: String) throws {
        let (first, other) = (try FindingSample.locale("fi").texts, try FindingSample.locale(language).texts)
        let keys = first.keys.filter { $0.hasPrefix("finding.") }.sorted()
        #expect(keys == other.keys.filter { $0.hasPrefix("finding.") }.sorted())
        for key in keys {
            let (own, theirs) = (FindingTemplate(first[key] ?? ""), FindingTemplate(other[key] ?? ""))
            #expect(Set(own.names) == Set(theirs.names), "\(language): \(key)")
            #expect(Set(own.requiredNames) == Set(theirs.requiredNames), "\(language): \(key)")
        }
    }

    @Test func whatHasNoNumberIsLeftOut() {
        let template = FindingTemplate("{name}: {value}[ ({n})][; {sd}]. Loppu[.]")
        #expect(template.filled(["name": "A", "value": "1", "sd": "2"]) == "A: 1; 2. Loppu.")
        #expect(template.filled(["name": "A", "value": "[c]", "n": "3"]) == "A: [c] (3). Loppu.")
        #expect(template.filled(["name": "A"]) == nil)
        #expect(template.requiredNames == ["name", "value"] && template.names == ["name", "value", "n", "sd"])
    }
}
