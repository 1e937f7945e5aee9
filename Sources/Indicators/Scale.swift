public import Statistics

/// A scale of the catalogue: items of a table whose answers become one score.
public struct Scale: Sendable, Hashable {
    public let name: String
    /// Titles by language.
    public let titles: [String: String]
    public let definition: ScaleDefinition

    public init(name: String, titles: [String: String] = [:], definition: ScaleDefinition) {
        self.name = name
        self.titles = titles
        self.definition = definition
    }

    /// The title in a language; the name where there is none.
    public func title(in language: String) -> String { titles[language] ?? titles["en"] ?? name }

    /// The columns of the items, in their order.
    public var items: [String] { definition.items.map(\.name) }

    /// The columns as they stand in expressions.
    var columns: [String] { items.map(Self.written) }

    /// An expression that gives a row's score, missing with fewer answers than the scale needs.
    ///
    /// Reversing and rescaling come before the mean over the row, in whole numbers, so that scores are rounded to nine decimals once;
    /// only those from 0 to 100 whose steps do not divide 100 are rounded again, and are then within a billionth. A score that has at
    /// most nine decimals is exact.
    public var expression: String {
        let (low, high) = (definition.low, definition.high)
        let items = zip(definition.items, columns)
        func mean(_ parts: [String]) -> String {
            "mean_of(\(definition.leastAnswers), \(parts.joined(separator: ", ")))"
        }
        switch definition.score {
        case .mean: return mean(items.map { item, column in item.isReversed ? "\(low + high) - \(column)" : column })
        case .sum:
            let count = definition.items.count
            return mean(
                items.map { item, column in
                    item.isReversed ? "(\(low + high) - \(column)) * \(count)" : "\(column) * \(count)"
                })
        case .zeroToHundred:
            let steps = high - low
            let isWhole = 100 % steps == 0
            let factor = isWhole ? 100 / steps : 100
            let scaled = mean(
                items.map { item, column in
                    "(\(item.isReversed ? "\(high) - \(column)" : "\(column) - \(low)")) * \(factor)"
                })
            return isWhole ? scaled : "divided(\(scaled), \(steps))"
        }
    }

    /// A column's name, in backquotes where it is a word of the expression language.
    private static func written(_ column: String) -> String {
        ["and", "or", "not", "in", "between", "true", "false"].contains(column.lowercased()) ? "`\(column)`" : column
    }
}
