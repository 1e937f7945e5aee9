import Foundation
import Testing

/// The sentences of the sample's survey chapter: every number in them is that of the figure they speak of.
@Suite struct FindingsTests {
    private static let decimals = ["fi": ",", "sv": ",", "en": "."]

    @Test func everyNumberOfASentenceIsThatOfItsFigure() throws {
        let workspace = try Workspace()
        try workspace.run()
        let results = try workspace.results()
        for (language, mark) in Self.decimals {
            let page = try workspace.text("build/osaamiskeskus/funder-summary.\(language).html")
            let sentences = try Self.sentences(of: page)
            try #require(sentences.count == 12, "\(language)")
            for (index, sentence) in sentences.enumerated() {
                let item = index < 9 ? "q0\(index + 1)" : "q\(index + 1)"
                let figure = try #require(results.figure("item-change", ["item": item]))
                let value = try #require(figure["value"] as? Double)
                let interval = try #require(figure["interval"] as? [Double])
                let further = try #require(figure["further"] as? [String: Any])
                let n = try #require(figure["n"] as? Double)
                func number(_ name: String) throws -> Double { try #require(further[name] as? Double, "\(name)") }
                let isClear = interval[0] > 0 || interval[1] < 0
                var expected = [
                    try number("before"), try number("after"), isClear ? abs(value) : value, interval[0], interval[1],
                    n,
                ]
                if isClear { expected.append(try number("dz")) }
                // A direction that the tests, adjusted for each other, leave open is cautioned.
                let adjusted = try number("adjustedP")
                if isClear, adjusted >= 0.05 { expected.append(adjusted) }
                let found = Self.numbers(in: sentence, decimalMark: mark)
                try #require(found.count == expected.count, "\(sentence)")
                for (shown, exact) in zip(found, expected) {
                    // Rounded once, to two decimals.
                    #expect(abs(shown - exact) <= 0.005 + 1e-9, "\(sentence): \(shown) for \(exact)")
                }
            }
        }
    }

    /// The points of the first list whose points have an interval.
    private static func sentences(of page: String) throws -> [String] {
        let lists = page.components(separatedBy: "<ul").dropFirst().compactMap {
            $0.components(separatedBy: "</ul>").first
        }
        let list = try #require(lists.first { $0.contains("(95") })
        return list.components(separatedBy: "<li").dropFirst().map { point in
            let text = point.drop { $0 != ">" }.dropFirst()
            return String(text.prefix { $0 != "<" })
        }
    }

    /// The numbers of a sentence, but for its title in quotes and the 95 of the interval.
    private static func numbers(in sentence: String, decimalMark: String) -> [Double] {
        let claim = sentence.split(separator: "”", omittingEmptySubsequences: false).last.map(String.init) ?? sentence
        let plain = claim.replacingOccurrences(of: "−", with: "-").replacingOccurrences(of: "\u{A0}", with: " ")
            .replacingOccurrences(of: "95 %", with: "").replacingOccurrences(of: "95%", with: "")
        let pattern = "[-+]?[0-9]+(\\\(decimalMark)[0-9]+)?"
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
        let whole = NSRange(plain.startIndex..., in: plain)
        return expression.matches(in: plain, range: whole).compactMap { match in
            Range(match.range, in: plain).flatMap {
                Double(plain[$0].replacingOccurrences(of: decimalMark, with: "."))
            }
        }
    }
}
