import Indicators

/// What becomes of a figure.
enum FigureState: Sendable {
    case published
    /// Shown without its interval and further numbers, which would tell of counts that are withheld.
    case bare
    case primary, secondary

    var isWithheld: Bool { self == .primary || self == .secondary }
}

extension ProtectedNumber {
    /// A number of a figure, or the mark in its place.
    init(_ value: Double?, absence: Absence?, approximate: Bool, isWithheld: Bool) {
        if isWithheld {
            self.init(.withheld, approximate: false)
        } else if let value, value.isFinite {
            self.init(.value(value), approximate: approximate)
        } else {
            self.init(.absent(reason: (absence ?? .noObservations).rawValue))
        }
    }
}

extension ProtectedFigure {
    /// A figure as it may be shown.
    ///
    /// A withheld one tells nothing but where it stands: also a reason for a missing value, such as too few pairs, would
    /// narrow its count.
    init(_ figure: Figure, unit: Unit, method: String, state: FigureState) {
        func number(_ value: Double?, isDetail: Bool = false) -> ProtectedNumber {
            ProtectedNumber(
                value, absence: figure.absence, approximate: figure.approximate,
                isWithheld: state.isWithheld || (isDetail && state == .bare))
        }
        self.init(
            indicator: figure.indicator, breakdown: figure.breakdown, unit: unit, method: method,
            value: number(figure.value), n: number(Double(figure.n)),
            lower: figure.interval.map { number($0.lowerBound, isDetail: true) },
            upper: figure.interval.map { number($0.upperBound, isDetail: true) },
            further: figure.further.map {
                ProtectedNamedValue(name: $0.name, value: number($0.value, isDetail: true))
            },
            absence: state.isWithheld ? nil : figure.absence)
    }
}

extension ProtectedSet {
    init(_ set: FigureSet, states: [FigureState], without dropped: Set<Int>) {
        self.init(
            indicator: set.indicator, unit: set.unit, population: set.population, method: set.method,
            figures: set.figures.indices.filter { !dropped.contains($0) }.map { index in
                ProtectedFigure(set.figures[index], unit: set.unit, method: set.method, state: states[index])
            })
    }
}
