import Disclosure
import Indicators

/// What may be read from the numbers of a figure that are shown.
extension ProtectedFigure {
    /// The interval where both limits are shown.
    var shownInterval: ClosedRange<Double>? {
        guard let lower = lower?.value, let upper = upper?.value, lower <= upper else { return nil }
        return lower...upper
    }

    /// The p value of a test without an interval: that adjusted for several tests, where there is one.
    var testedP: ProtectedNumber? { further("adjustedP") ?? further("p") }

    /// The numbers of observations of its two groups, or its own where it has no groups.
    ///
    /// One by one: in an expression they crash the optimiser of Swift 6.3.1.
    var sizes: [Double] {
        var sizes: [Double] = []
        for name in ["firstN", "secondN"] {
            if let number = further(name), let size = number.value { sizes.append(size) }
        }
        if sizes.isEmpty, let n = n.value { sizes.append(n) }
        return sizes
    }

    /// How many pairs, or people in each group, a test needs, where it has fewer; nil where it has enough, or where there is no test.
    func missedMinimum(of calculation: Calculation) -> Int? {
        guard let minimum = calculation.minimumForTests else { return nil }
        return sizes.contains { $0 < Double(minimum) } ? minimum : nil
    }
}
