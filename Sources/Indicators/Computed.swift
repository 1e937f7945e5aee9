import Statistics

/// The levels of a figure, one per dimension of its breakdown.
typealias GroupKey = [BreakdownLevel.Level]

/// A value on its way to becoming a ``Figure``.
struct Computed {
    var value: Double?
    var absence: Absence?
    var n = 0
    var interval: ClosedRange<Double>?
    var approximate = false
    var further: [NamedValue] = []
    var reveals: [RevealedCount] = []

    /// A plain count.
    static func count(_ count: Int) -> Computed {
        Computed(value: Double(count), n: count, reveals: [RevealedCount("count", count)])
    }

    static func absent(_ absence: Absence, n: Int = 0) -> Computed { Computed(absence: absence, n: n) }

    /// An estimate, multiplied by `factor` where the unit of the catalogue is another one.
    init(_ estimate: Estimate, times factor: Double = 1) {
        let scaled = factor == 1 ? estimate : estimate.scaled(by: factor)
        value = scaled.value
        absence = scaled.reason.map(Absence.init)
        n = scaled.n
        interval = scaled.interval
        reveals = [RevealedCount("n", scaled.n)]
    }

    init(
        value: Double? = nil, absence: Absence? = nil, n: Int = 0, interval: ClosedRange<Double>? = nil,
        approximate: Bool = false, further: [NamedValue] = [], reveals: [RevealedCount] = []
    ) {
        self.value = value
        self.absence = absence
        self.n = n
        self.interval = interval
        self.approximate = approximate
        self.further = further
        self.reveals = reveals
    }
}

extension Absence {
    init(_ reason: Unavailable) {
        self =
            switch reason {
            case .noObservations, .zeroDenominator: .noObservations
            case .tooFew: .tooFew
            case .noVariation, .noChange: .noVariation
            case .notReached: .notReached
            case .beforeInflection: .beforeInflection
            case .notRepresentable, .incomplete, .tooLarge, .singular, .notConverged, .improperSolution: .notApplicable
            }
    }
}
