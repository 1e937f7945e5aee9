import Disclosure
import Indicators
import Records

/// How far a target is reached, as it may be told.
///
/// It looks at numbers that are shown, at the day of the report and at days that everybody knows: of a withheld value it says nothing but
/// that it is withheld.
enum TargetProgress: Hashable {
    case reached
    /// It is reached, and its day has passed: whether it was reached by then, nobody can say from a figure of today.
    case reachedByNow
    /// The forecast at the present pace is at least the target, or less.
    case onPace, behind
    /// The day has come, and less was achieved.
    case notReached
    /// Nothing has been achieved, and the day has not come.
    case notBegun
    /// Of a share or a mean before the day: where it is today.
    case atTarget, belowTarget
    /// Less was achieved, and no day is set.
    case open
    case unknown(Reason)

    /// Why nothing can be told.
    enum Reason: String, CaseIterable {
        case withheld
        /// There is no figure of the name, or it has no value.
        case noValue = "no-value"
        /// The table has several targets for the same day.
        case severalTargets = "several-targets"
        /// Of a target that is not above zero no share can be reached.
        case noTarget = "no-target"
        /// The value is below zero.
        case negative
        /// Less of the time has passed than a forecast needs.
        case tooEarly = "too-early"
        /// The time would end before it starts.
        case wrongTime = "wrong-time"
    }

    /// - Parameters:
    ///   - figure: A figure of a comparison with targets.
    ///   - indicator: What the target is set for; nil where the catalogue has no such indicator.
    ///   - asOf: The day of the report.
    init(_ figure: ProtectedFigure, of indicator: Indicator?, asOf: CalendarDay) {
        self.init(
            achieved: figure.value, target: figure.further("target"), projected: figure.further("projected"),
            elapsed: figure.further("elapsedShare"), due: figure.day("due"), of: indicator, asOf: asOf)
    }

    init(
        achieved: ProtectedNumber, target: ProtectedNumber?, projected: ProtectedNumber? = nil,
        elapsed: ProtectedNumber? = nil, due: CalendarDay? = nil, of indicator: Indicator?, asOf: CalendarDay
    ) {
        if achieved.isWithheld {
            self = .unknown(.withheld)
            return
        }
        guard let value = achieved.value else {
            self = .unknown(.noValue)
            return
        }
        guard let goal = target?.value else {
            self = .unknown(.severalTargets)
            return
        }
        guard goal > 0 else {
            self = .unknown(.noTarget)
            return
        }
        guard let due, asOf < due else {
            self = value >= goal ? (due.map { $0 < asOf } ?? false ? .reachedByNow : .reached) : Self.late(value, due)
            return
        }
        guard indicator?.calculation.grows ?? false else {
            self = value >= goal ? .atTarget : .belowTarget
            return
        }
        self = value >= goal ? .reached : Self.underway(value, goal, projected?.value, elapsed?.value, indicator)
    }

    /// Less than the target, and its day has come or there is none.
    private static func late(_ value: Double, _ due: CalendarDay?) -> TargetProgress {
        guard due == nil else { return .notReached }
        return value == 0 ? .notBegun : .open
    }

    /// Less than the target so far. A forecast is judged as it is shown: one that is rounded to the target has reached it.
    private static func underway(
        _ value: Double, _ goal: Double, _ projected: Double?, _ elapsed: Double?, _ indicator: Indicator?
    ) -> TargetProgress {
        if value == 0 { return .notBegun }
        if value < 0 { return .unknown(.negative) }
        guard elapsed != nil else { return .unknown(.wrongTime) }
        guard let projected else { return .unknown(.tooEarly) }
        let unit = (0..<max(0, indicator?.decimals ?? 0)).reduce(1.0) { unit, _ in unit * 10 }
        return (projected * unit).rounded() / unit >= goal ? .onPace : .behind
    }

    /// Its name in the keys of the locales.
    var name: String {
        switch self {
        case .reached: "reached"
        case .reachedByNow: "reached-by"
        case .onPace: "on-pace"
        case .behind: "behind"
        case .notReached: "not-reached"
        case .notBegun: "not-begun"
        case .atTarget: "at-target"
        case .belowTarget: "below-target"
        case .open: "open"
        case .unknown(let reason): "unknown.\(reason.rawValue)"
        }
    }

    /// Every name, for the check of texts.
    static let names =
        [
            "reached", "reached-by", "on-pace", "behind", "not-reached", "not-begun", "at-target", "below-target",
            "open",
        ] + Reason.allCases.map { "unknown.\($0.rawValue)" }
}

extension ProtectedFigure {
    /// A further number that is a day.
    func day(_ name: String) -> CalendarDay? {
        guard let number = further(name), let value = number.value, let days = Int32(exactly: value) else { return nil }
        return CalendarDay(number: days)
    }
}

extension DocumentBuilder {
    /// How far a target is reached, in words.
    func words(_ progress: TargetProgress) -> String {
        locale.text("target.\(progress.name)", ["day": locale.day(occasion.asOf)])
    }

    /// The target that a figure is measured by today: the next one whose day has not passed, or else the last one; one without a day
    /// only where there is no other.
    func currentTarget(of figure: ProtectedFigure) -> ProtectedFigure? {
        var best: (figure: ProtectedFigure, rank: (Int, Int32))?
        for set in material.sets.values.sorted(by: { $0.indicator < $1.indicator })
        where set.method == "target-comparison" {
            for row in set.figures {
                guard let name = row.breakdown.first(where: { $0.dimension == "indicator" })?.level.name,
                    let parsed = FigureReference(name), parsed.indicator == figure.indicator,
                    parsed.matches(figure.breakdown)
                else { continue }
                let rank = rank(ofTargetDue: row.day("due"))
                if best.map({ rank < $0.rank }) ?? true { best = (row, rank) }
            }
        }
        return best?.figure
    }

    private func rank(ofTargetDue due: CalendarDay?) -> (Int, Int32) {
        guard let due else { return (2, 0) }
        return due >= occasion.asOf ? (0, due.number) : (1, -due.number)
    }
}
