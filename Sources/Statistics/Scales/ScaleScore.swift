/// The score of a row as an exact fraction in lowest terms.
public struct ScaleScore: Sendable, Hashable {
    /// The numerator; has the sign.
    public let numerator: Int
    /// The denominator, one or more.
    public let denominator: Int

    /// A fraction; the denominator is above zero.
    fileprivate init(_ numerator: Int, over denominator: Int) {
        var (a, b) = (abs(numerator), denominator)
        while b > 0 { (a, b) = (b, a % b) }
        self.numerator = numerator / a
        self.denominator = denominator / a
    }

    /// The score as a number.
    public var value: Double { Double(numerator) / Double(denominator) }

    /// The score in millionths, rounded once, halves away from zero: what exact sums of scores are made of.
    public var millionths: Int {
        let scaled = abs(numerator) * 1_000_000  // below 10^17: answers are within ±10^6 and items within 1000
        let rounded = (2 * scaled + denominator) / (2 * denominator)
        return numerator < 0 ? -rounded : rounded
    }

    /// The decimals of ``millionths``.
    public static let places = 6
}

extension ScaleDefinition {
    /// The score of a row.
    ///
    /// - Parameter answers: An answer for each item in their order, nil where there is none.
    /// - Returns: The exact score; nil when fewer items are answered than ``leastAnswers``.
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for an answer outside ``low``...``high``;
    ///   ``StatisticsError/scale(_:)`` for another number of answers than items.
    /// - Complexity: O(k) for k items.
    public func score(of answers: [Int?]) throws(StatisticsError) -> ScaleScore? {
        guard answers.count == items.count else {
            throw .scale(.itemsDiffer(expected: items.count, found: answers.count))
        }
        var (sum, answered) = (0, 0)
        for (item, answer) in zip(items, answers) {
            guard let answer else { continue }
            guard (low...high).contains(answer) else {
                throw .unexpectedValue(
                    Double(answer), column: item.name, allowed: "whole numbers from \(low) to \(high)")
            }
            sum += item.isReversed ? low + high - answer : answer
            answered += 1
        }
        guard answered >= leastAnswers else { return nil }
        return switch score {
        case .mean: ScaleScore(sum, over: answered)
        case .sum: ScaleScore(sum * items.count, over: answered)
        case .zeroToHundred: ScaleScore((sum - answered * low) * 100, over: answered * (high - low))
        }
    }
}
