/// How the answers to several items become the score of a scale.
///
/// ```swift
/// let scale = try ScaleDefinition(
///     items: [.init("calm"), .init("tense", isReversed: true), .init("rested")], low: 1, high: 5,
///     answersNeeded: .count(2), score: .mean)
/// try scale.score(of: [4, 2, nil])?.value  // (4 + (6 − 2)) / 2 = 4
/// ```
public struct ScaleDefinition: Sendable, Hashable {
    /// An item of the scale.
    public struct Item: Sendable, Hashable {
        /// The name of its column.
        public let name: String
        /// Whether its answers run the other way: it then counts low + high − answer.
        public let isReversed: Bool

        public init(_ name: String, isReversed: Bool = false) {
            self.name = name
            self.isReversed = isReversed
        }
    }

    /// What a score is.
    public enum Score: String, Sendable, Hashable, CaseIterable {
        /// The mean of the answers.
        case mean
        /// The sum over all items, missing answers counting as the mean of the others.
        case sum
        /// The mean on a scale where the least answer is 0 and the greatest 100.
        case zeroToHundred = "zero-to-hundred"
    }

    /// How many answers a row needs to have a score.
    public enum AnswersNeeded: Sendable, Hashable {
        /// Every item.
        case all
        /// At least so many items.
        case count(Int)
        /// At least this share of the items, above 0 and at most 1.
        case share(Double)
    }

    /// An instrument whose form is laid down, so that its results can be compared.
    public enum Instrument: String, Sendable, Hashable, CaseIterable {
        /// THL's Experiences of Social Inclusion Scale (ESIS).
        case osallisuusindikaattori
    }

    /// The items in the order of the answers.
    public let items: [Item]
    /// The least answer.
    public let low: Int
    /// The greatest answer.
    public let high: Int
    /// How many answers a row needs, as declared.
    public let answersNeeded: AnswersNeeded
    /// How many answers a row needs.
    public let leastAnswers: Int
    /// What the score is.
    public let score: Score
    /// The instrument that it is; nil for a scale of one's own.
    public let instrument: Instrument?

    /// A definition that can be scored as declared.
    ///
    /// - Throws: ``StatisticsError/scale(_:)`` with ``ScaleProblem/unfit(_:)``, which lists every fault.
    public init(
        items: [Item], low: Int, high: Int, answersNeeded: AnswersNeeded, score: Score, instrument: Instrument? = nil
    ) throws(StatisticsError) {
        var faults = itemFaults(items) + rangeFaults(low: low, high: high)
        let needed = answersNeeded.least(of: items.count)
        if let needed {
            if !items.isEmpty, !(1...items.count).contains(needed) {
                faults.append(.answersNeeded(needed, items: items.count))
            }
        } else if case .share(let share) = answersNeeded {
            faults.append(.shareNeeded(share))
        }
        if let instrument { faults += instrument.faults(items: items, low: low, high: high, score: score) }
        guard faults.isEmpty, let needed else { throw .scale(.unfit(faults)) }
        self.items = items
        self.low = low
        self.high = high
        self.answersNeeded = answersNeeded
        leastAnswers = needed
        self.score = score
        self.instrument = instrument
    }

    /// THL's osallisuusindikaattori, the Experiences of Social Inclusion Scale (ESIS): ten statements answered from 1 to 5, the
    /// score being (mean − 1) / 4 · 100, 100 for the strongest experience of inclusion.
    ///
    /// The statements must be used in their validated form: none is left out, changed or reversed.
    ///
    /// - Parameters:
    ///   - items: The columns of the ten statements in their order.
    ///   - answersNeeded: How many answers a row needs. No rule is published, so that a report has to declare its own.
    /// - Throws: ``StatisticsError/scale(_:)`` unless there are ten different items.
    /// - SeeAlso: L. Leemann, T. Martelin, S. Koskinen, T. Härkänen, A.-M. Isola (2022), *Journal of Human Development and
    ///   Capabilities* 23(3), 400–424, doi:10.1080/19452829.2021.1985440.
    public static func osallisuusindikaattori(
        items: [String], answersNeeded: AnswersNeeded
    ) throws(StatisticsError) -> ScaleDefinition {
        try ScaleDefinition(
            items: items.map { Item($0) }, low: 1, high: 5, answersNeeded: answersNeeded, score: .zeroToHundred,
            instrument: .osallisuusindikaattori)
    }

    /// The positions of the reversed items, as ``CrossMoments/reversing(items:low:high:)`` takes them.
    public var reversedPositions: Set<Int> { Set(items.indices.filter { items[$0].isReversed }) }
}

private func itemFaults(_ items: [ScaleDefinition.Item]) -> [ScaleFault] {
    if items.isEmpty { return [.noItems] }
    if items.count > CrossMoments.mostItems { return [.tooManyItems(items.count)] }
    var seen: Set<String> = []
    var repeated: Set<String> = []
    return items.compactMap { (item) in
        seen.insert(item.name).inserted || !repeated.insert(item.name).inserted ? nil : .repeatedItem(item.name)
    }
}

private func rangeFaults(low: Int, high: Int) -> [ScaleFault] {
    let possible = -1_000_000...1_000_000
    if low >= high { return [.rangeEmpty(low: low, high: high)] }
    return possible.contains(low) && possible.contains(high) ? [] : [.rangeTooFar(low: low, high: high)]
}

extension ScaleDefinition.AnswersNeeded {
    /// The number of answers that is needed of so many items; nil for a share that is none.
    fileprivate func least(of items: Int) -> Int? {
        switch self {
        case .all: items
        case .count(let count): count
        case .share(let share):
            // 0.55 of 20 is 11.000000000000002 in doubles, and means 11.
            share > 0 && share <= 1 ? max(1, Int((share * Double(items) - 1e-9).rounded(.up))) : nil
        }
    }
}

extension ScaleDefinition.Instrument {
    /// Where a definition differs from the laid-down form.
    fileprivate func faults(
        items: [ScaleDefinition.Item], low: Int, high: Int, score: ScaleDefinition.Score
    ) -> [ScaleFault] {
        switch self {
        case .osallisuusindikaattori:
            (items.count == 10 ? [] : [.instrumentItems(self, expected: 10, found: items.count)])
                + (low == 1 && high == 5 ? [] : [.instrumentRange(self, low: low, high: high)])
                + items.filter(\.isReversed).map { .instrumentReversed(self, item: $0.name) }
                + (score == .zeroToHundred ? [] : [.instrumentScore(self, score)])
        }
    }
}
