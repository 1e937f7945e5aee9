import Disclosure
import Indicators

/// How money spent stands beside its budget and the time, as it may be told.
enum BudgetStatus: String, CaseIterable {
    /// More was spent than the budget has.
    case over
    /// The time is over, and no more was spent than the budget has.
    case within
    /// The share of the budget that is used is beyond the share of the time, or short of it, by more than the margin.
    case faster, slower
    /// It is within the margin of it.
    case inStep = "in-step"
    /// The time has not begun.
    case ahead
    case noBudget = "no-budget"
    case withheld
    /// There is no amount, or a time that ends before it starts.
    case unknown

    /// - Parameter margin: How far the two shares may be from each other.
    init(_ figure: ProtectedFigure, margin: Double) {
        if figure.value.isWithheld {
            self = .withheld
            return
        }
        guard let budget = Self.number("budget", of: figure), budget > 0 else {
            self = .noBudget
            return
        }
        guard let spent = figure.value.value, let used = Self.number("usedShare", of: figure) else {
            self = .unknown
            return
        }
        if spent > budget {
            self = .over
            return
        }
        guard let time = Self.number("timeShare", of: figure) else {
            self = .unknown
            return
        }
        if time >= 1 {
            self = .within
        } else if time <= 0 {
            self = .ahead
        } else {
            // A difference of shares that is the margin but for the last digits of a binary number is the margin.
            let difference = ((used - time) * 1e9).rounded() / 1e9
            self = difference > margin ? .faster : difference < -margin ? .slower : .inStep
        }
    }

    private static func number(_ name: String, of figure: ProtectedFigure) -> Double? {
        guard let number = figure.further(name) else { return nil }
        return number.value
    }
}
