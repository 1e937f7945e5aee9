/// What a tabulation gives for the rows of one cell of a sample: exact sums of weights w and of an outcome y, and of a
/// second outcome x where the ratio y/x is wanted.
///
/// All numbers are whole, in the decimals of a ``DesignScale``. Merging is exact, so its order changes nothing.
public struct DesignSums: Sendable, Hashable {
    /// The sums over the rows that have an outcome. `wwy` is Σw²y, and so on.
    public struct Outcome: Sendable, Hashable {
        /// How many rows.
        public let n: Int
        /// Σw.
        public let w: Int128
        /// Σw².
        public let ww: WideInteger
        /// Σwy.
        public let wy: Int128
        /// Σwy².
        public let wyy: WideInteger
        /// Σw²y.
        public let wwy: WideInteger
        /// Σw²y².
        public let wwyy: WideInteger
        /// Σwx.
        public let wx: Int128
        /// Σw²x.
        public let wwx: WideInteger
        /// Σw²x².
        public let wwxx: WideInteger
        /// Σw²xy.
        public let wwxy: WideInteger

        /// Sums computed elsewhere; those of x are 0 where there is none.
        public init(
            n: Int, w: Int128, ww: WideInteger, wy: Int128, wyy: WideInteger, wwy: WideInteger, wwyy: WideInteger,
            wx: Int128 = 0, wwx: WideInteger = .zero, wwxx: WideInteger = .zero, wwxy: WideInteger = .zero
        ) {
            self.n = n
            self.w = w
            self.ww = ww
            self.wy = wy
            self.wyy = wyy
            self.wwy = wwy
            self.wwyy = wwyy
            self.wx = wx
            self.wwx = wwx
            self.wwxx = wwxx
            self.wwxy = wwxy
        }

        /// The sums over no rows.
        public static let none = Outcome(n: 0, w: 0, ww: .zero, wy: 0, wyy: .zero, wwy: .zero, wwyy: .zero)
    }

    /// How many rows, with and without an outcome.
    public let n: Int
    /// Σw of all rows.
    public let w: Int128
    /// Σw² of all rows.
    public let ww: WideInteger
    /// The least weight of a row; 0 when there are none.
    public let leastWeight: Int64
    /// The greatest weight of a row; 0 when there are none.
    public let greatestWeight: Int64
    /// The sums over the rows with an outcome.
    public let outcome: Outcome

    /// The sums over no rows.
    public init() {
        self.init(unchecked: 0, w: 0, ww: .zero, leastWeight: 0, greatestWeight: 0, outcome: .none)
    }

    /// Sums computed elsewhere, such as by a tabulation.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/successesExceedTotal(successes:total:)`` for more
    ///   rows with an outcome than rows, ``StatisticsError/valueNotFinite`` where no rows have these sums.
    public init(
        n: Int, w: Int128, ww: WideInteger, leastWeight: Int64, greatestWeight: Int64, outcome: Outcome
    ) throws(StatisticsError) {
        guard n >= 0, outcome.n >= 0 else { throw .negativeCount(min(n, outcome.n)) }
        guard outcome.n <= n else { throw .successesExceedTotal(successes: outcome.n, total: n) }
        let squares = [ww, outcome.ww, outcome.wyy, outcome.wwyy, outcome.wwxx]
        guard leastWeight >= 0, leastWeight <= greatestWeight, outcome.w >= 0, outcome.w <= w,
            squares.allSatisfy({ !$0.isNegative }), n > 0 || (w == 0 && ww == .zero && greatestWeight == 0),
            outcome.n > 0 || outcome == .none
        else { throw .valueNotFinite }
        self.init(
            unchecked: n, w: w, ww: ww, leastWeight: leastWeight, greatestWeight: greatestWeight, outcome: outcome)
    }

    init(unchecked n: Int, w: Int128, ww: WideInteger, leastWeight: Int64, greatestWeight: Int64, outcome: Outcome) {
        self.n = n
        self.w = w
        self.ww = ww
        self.leastWeight = leastWeight
        self.greatestWeight = greatestWeight
        self.outcome = outcome
    }

    /// The sums over `count` equal rows.
    ///
    /// - Parameters:
    ///   - weight: The weight, zero or more, as ``DesignScale/weight(_:)`` gives it.
    ///   - value: y; nil when the row has no outcome.
    ///   - denominator: x; 0 where no ratio is wanted. A row that lacks either has no outcome.
    ///   - count: How many such rows.
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``, ``StatisticsError/design(_:)``.
    public init(weight: Int64, value: Int64?, denominator: Int64 = 0, count: Int = 1) throws(StatisticsError) {
        guard count >= 0 else { throw .negativeCount(count) }
        guard weight >= 0 else { throw .design(.negativeWeight(Double(weight))) }
        guard count > 0 else {
            self.init()
            return
        }
        let (times, w) = (Int128(count), Int128(weight))
        let total = try w.multiplied(by: times)
        let ww = WideInteger(product: w, total)
        var outcome = Outcome.none
        if let value {
            let (y, x) = (Int128(value), Int128(denominator))
            // At most 126 bits each, as weights and values have at most 63.
            let (wy, wx) = (w * y, w * x)
            outcome = Outcome(
                n: count, w: total, ww: ww, wy: try wy.multiplied(by: times),
                wyy: try WideInteger(product: wy, y).multiplied(by: times),
                wwy: try WideInteger(product: wy, w).multiplied(by: times),
                wwyy: try WideInteger(product: wy, wy).multiplied(by: times), wx: try wx.multiplied(by: times),
                wwx: try WideInteger(product: wx, w).multiplied(by: times),
                wwxx: try WideInteger(product: wx, wx).multiplied(by: times),
                wwxy: try WideInteger(product: wx, wy).multiplied(by: times))
        }
        self.init(unchecked: count, w: total, ww: ww, leastWeight: weight, greatestWeight: weight, outcome: outcome)
    }

    /// Adds `count` equal rows; see ``init(weight:value:denominator:count:)``.
    public mutating func add(
        weight: Int64, value: Int64?, denominator: Int64 = 0, count: Int = 1
    ) throws(StatisticsError) {
        self = try merging(try DesignSums(weight: weight, value: value, denominator: denominator, count: count))
    }

    /// The sums over both sets of rows, exactly.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func merging(_ other: DesignSums) throws(StatisticsError) -> DesignSums {
        if other.n == 0 { return self }
        if n == 0 { return other }
        let (rows, overflow) = n.addingReportingOverflow(other.n)
        guard !overflow else { throw .overflow }
        return DesignSums(
            unchecked: rows, w: try w.adding(other.w), ww: try ww.adding(other.ww),
            leastWeight: min(leastWeight, other.leastWeight), greatestWeight: max(greatestWeight, other.greatestWeight),
            outcome: try outcome.merging(other.outcome))
    }

    /// The same rows without their outcome.
    var withoutOutcome: DesignSums { replacing(.none) }

    /// The same rows with 1 as the outcome of those that have one.
    var withUnitOutcome: DesignSums {
        let (w, ww) = (outcome.w, outcome.ww)
        return replacing(
            Outcome(n: outcome.n, w: w, ww: ww, wy: w, wyy: WideInteger(w), wwy: ww, wwyy: ww))
    }

    /// The same rows with 0 as the outcome of those that have one.
    var withZeroOutcome: DesignSums {
        replacing(
            Outcome(n: outcome.n, w: outcome.w, ww: outcome.ww, wy: 0, wyy: .zero, wwy: .zero, wwyy: .zero))
    }

    private func replacing(_ outcome: Outcome) -> DesignSums {
        DesignSums(
            unchecked: n, w: w, ww: ww, leastWeight: leastWeight, greatestWeight: greatestWeight, outcome: outcome)
    }
}

extension DesignSums.Outcome {
    /// The sums over both sets of rows.
    fileprivate func merging(_ other: Self) throws(StatisticsError) -> Self {
        if other.n == 0 { return self }
        if n == 0 { return other }
        let (count, overflow) = n.addingReportingOverflow(other.n)
        guard !overflow else { throw .overflow }
        return Self(
            n: count, w: try w.adding(other.w), ww: try ww.adding(other.ww), wy: try wy.adding(other.wy),
            wyy: try wyy.adding(other.wyy), wwy: try wwy.adding(other.wwy), wwyy: try wwyy.adding(other.wwyy),
            wx: try wx.adding(other.wx), wwx: try wwx.adding(other.wwx), wwxx: try wwxx.adding(other.wwxx),
            wwxy: try wwxy.adding(other.wwxy))
    }
}
