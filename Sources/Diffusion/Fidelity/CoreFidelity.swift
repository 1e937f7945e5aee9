public import Statistics

/// How faithfully adopters keep the core of a model: which of its elements are kept, adapted or dropped.
///
/// The index of an adoption is the share of its elements that are kept, an adapted element counting as a part of one. How large a
/// part is a convention, not a finding: fidelity and adaptation are different things, and an adaptation may or may not touch what makes
/// the model work. Kaiku takes one half unless told otherwise; 0 counts only what was kept unchanged, 1 all that was not dropped.
/// Show the shares of the three uses beside the index.
///
/// Elements of one adoption are alike, so intervals take the adoption as the unit: ``mean`` has the t interval over adoptions, each
/// counting alike; ``pooled`` weighs adoptions by their elements, with the linearised (cluster-robust) standard error of a ratio.
///
/// - SeeAlso: C. Carroll and others (2007), *Implementation Science* 2:40, doi:10.1186/1748-5908-2-40 (adherence as the core of
///   fidelity); C. H. Blakely and others (1987), *American Journal of Community Psychology* 15(3), 253–268 (fidelity against
///   adaptation); W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., 9A.2 and 6.3 (clusters as a ratio).
public struct CoreFidelity: Sendable, Hashable {
    /// The fidelity of one adoption.
    public struct Index: Sendable, Hashable {
        public let adoption: UInt32
        public let kept: Int
        public let adapted: Int
        public let dropped: Int
        /// From 0, all dropped, to 1, all kept.
        public let value: Double

        public var elements: Int { kept + adapted + dropped }
    }

    /// What adopters did with one element.
    public struct Element: Sendable, Hashable {
        public let element: UInt32
        /// The adoptions that tell of it.
        public let adoptions: Int
        /// The shares that kept, adapted and dropped it, with Wilson's intervals: one adoption counts once.
        public let kept: Estimate
        public let adapted: Estimate
        public let dropped: Estimate
        /// The share that adapted or dropped it.
        public let changed: Estimate
        fileprivate let tally: Tally

        /// The adoptions that did one thing with it.
        public func count(of use: ElementUse.Use) -> Int { tally.count(of: use) }
    }

    /// The indices, in order of the adoptions' numbers.
    public let indices: [Index]
    /// The mean index of adoptions with its t interval; one adoption, or equal indices, have none.
    public let mean: Estimate
    /// The index of all elements together, its interval respecting that they come by adoption.
    public let pooled: Estimate
    /// The elements, in order of their numbers.
    public let elements: [Element]
    /// What an adapted element counts.
    public let adaptedWeight: Double
    /// Rows that repeat another one of the same adoption and element, in ascending order.
    public let repetitions: [Int]
    /// Rows of an adoption and element that contradict each other, in ascending order; such an element is left out of the adoption.
    public let contradictions: [Int]

    /// The fidelity of some adoptions; the order of the rows does not matter.
    ///
    /// - Parameter adaptedWeight: What an adapted element counts, from 0 to 1.
    /// - Throws: ``DiffusionError/statistics(_:)`` for a weight outside 0...1.
    /// - Complexity: O(n log n) for n rows.
    public init(
        _ uses: [ElementUse], adaptedWeight: Double = 0.5, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        guard adaptedWeight >= 0, adaptedWeight <= 1 else { throw .statistics(.notAProbability(adaptedWeight)) }
        self.adaptedWeight = adaptedWeight
        let told = Told(uses)
        (repetitions, contradictions) = (told.repetitions.sorted(), told.contradictions.sorted())
        var indices: [Index] = []
        var start = 0
        while start < told.uses.count {
            var end = start + 1
            while end < told.uses.count, told.uses[end].adoption == told.uses[start].adoption { end += 1 }
            let tally = Tally(told.uses[start..<end])
            indices.append(
                Index(
                    adoption: told.uses[start].adoption, kept: tally.kept, adapted: tally.adapted,
                    dropped: tally.dropped, value: tally.value(adaptedWeight)))
            start = end
        }
        self.indices = indices
        let byElement = told.uses.sorted { ($0.element, $0.adoption) < ($1.element, $1.adoption) }
        (mean, pooled, elements) = try estimating { () throws(StatisticsError) in
            var elements: [Element] = []
            var start = 0
            while start < byElement.count {
                var end = start + 1
                while end < byElement.count, byElement[end].element == byElement[start].element { end += 1 }
                let tally = Tally(byElement[start..<end])
                elements.append(try tally.element(byElement[start].element, confidence))
                start = end
            }
            let values = try Distribution(values: indices.map(\.value))
            return (
                values.meanEstimate(confidence: confidence), try Self.pooled(indices, adaptedWeight, confidence),
                elements
            )
        }
    }

    /// The elements that were changed by the largest share of adopters, then by most, then in order of their numbers.
    public var mostChanged: [Element] {
        elements.sorted { (first, second) in
            let (left, right) = (first.changed.value ?? 0, second.changed.value ?? 0)
            if left != right { return left > right }
            return first.adoptions == second.adoptions
                ? first.element < second.element : first.adoptions > second.adoptions
        }
    }

    /// Σ points / Σ elements: the mean of R + (points − R · elements) / mean elements, whose spread is that of the ratio.
    private static func pooled(
        _ indices: [Index], _ weight: Double, _ confidence: ConfidenceLevel
    ) throws(StatisticsError) -> Estimate {
        let elements = indices.reduce(0) { $0 + $1.elements }
        guard elements > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        let kept = indices.reduce(0) { $0 + $1.kept }
        let adapted = indices.reduce(0) { $0 + $1.adapted }
        let ratio = (Double(kept) + weight * Double(adapted)) / Double(elements)
        let size = Double(elements) / Double(indices.count)
        let spread = try Distribution(
            values: indices.map { ratio + ($0.value - ratio) * Double($0.elements) / size })
        let estimate = spread.meanEstimate(confidence: confidence)
        guard let interval = estimate.interval else {
            return Estimate(ratio, n: indices.count, noIntervalBecause: estimate.intervalReason)
        }
        return Estimate(
            ratio, n: indices.count, standardError: estimate.standardError, interval: interval)
    }
}

/// Rows sorted by adoption and element, each pair once.
private struct Told {
    var uses: [ElementUse] = []
    var repetitions: [Int] = []
    var contradictions: [Int] = []

    init(_ rows: [ElementUse]) {
        let order = rows.indices.sorted {
            (rows[$0].adoption, rows[$0].element, $0) < (rows[$1].adoption, rows[$1].element, $1)
        }
        var start = 0
        while start < order.count {
            let first = rows[order[start]]
            var (end, isContradicted) = (start + 1, false)
            while end < order.count, rows[order[end]].adoption == first.adoption,
                rows[order[end]].element == first.element
            {
                isContradicted = isContradicted || rows[order[end]].use != first.use
                end += 1
            }
            if isContradicted {
                contradictions += order[start..<end]
            } else {
                uses.append(first)
                repetitions += order[(start + 1)..<end]
            }
            start = end
        }
    }
}

private struct Tally: Hashable {
    var (kept, adapted, dropped) = (0, 0, 0)

    init(_ uses: ArraySlice<ElementUse>) {
        for use in uses {
            switch use.use {
            case .kept: kept += 1
            case .adapted: adapted += 1
            case .dropped: dropped += 1
            }
        }
    }

    func count(of use: ElementUse.Use) -> Int {
        switch use {
        case .kept: kept
        case .adapted: adapted
        case .dropped: dropped
        }
    }

    func value(_ weight: Double) -> Double {
        min(1, (Double(kept) + weight * Double(adapted)) / Double(kept + adapted + dropped))
    }

    func element(_ number: UInt32, _ confidence: ConfidenceLevel) throws(StatisticsError) -> CoreFidelity.Element {
        let all = kept + adapted + dropped
        return CoreFidelity.Element(
            element: number, adoptions: all, kept: try Proportion(kept, of: all).share(confidence: confidence),
            adapted: try Proportion(adapted, of: all).share(confidence: confidence),
            dropped: try Proportion(dropped, of: all).share(confidence: confidence),
            changed: try Proportion(adapted + dropped, of: all).share(confidence: confidence), tally: self)
    }
}
