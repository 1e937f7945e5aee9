public import Indicators

/// A figure after protection: each of its numbers shown, withheld or absent.
public struct ProtectedFigure: Sendable, Hashable {
    public let indicator: String
    public let breakdown: [BreakdownLevel]
    public let unit: Unit
    public let method: String
    public let value: ProtectedNumber
    public let n: ProtectedNumber
    /// The limits of the 95 % interval; nil when the figure has none.
    public let lower: ProtectedNumber?
    public let upper: ProtectedNumber?
    /// Further numbers in their stable order.
    public let further: [ProtectedNamedValue]
    public let absence: Absence?

    /// A further number by its name.
    public func further(_ name: String) -> ProtectedNumber? { further.first { $0.name == name }?.value }
}

/// A further number of a figure, protected.
public struct ProtectedNamedValue: Sendable, Hashable {
    public let name: String
    public let value: ProtectedNumber
}

/// The figures of one indicator after protection.
public struct ProtectedSet: Sendable, Hashable {
    public let indicator: String
    public let unit: Unit
    public let population: Population
    public let method: String
    public let figures: [ProtectedFigure]
    /// Positions of figures by the names of their levels, sorted: a report asks for each cell on its own, and names a level as it
    /// is written, whether it is a code or a number.
    private let positions: [[String]: Int]

    init(indicator: String, unit: Unit, population: Population, method: String, figures: [ProtectedFigure]) {
        self.indicator = indicator
        self.unit = unit
        self.population = population
        self.method = method
        self.figures = figures
        positions = Dictionary(
            figures.enumerated().map { (Self.ordered($1.breakdown), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The figure at exactly these levels, in any order of dimensions.
    ///
    /// - Complexity: O(levels).
    public func figure(at breakdown: [BreakdownLevel]) -> ProtectedFigure? {
        positions[Self.ordered(breakdown)].map { figures[$0] }
    }

    /// How many of its figures have a withheld value.
    public var withheldCount: Int { figures.count { $0.value.isWithheld } }

    private static func ordered(_ breakdown: [BreakdownLevel]) -> [String] {
        let names = breakdown.map { "\($0.dimension)=\($0.level.name)" }
        return names.count < 2 ? names : names.sorted()
    }
}
