import Disclosure

extension ReportLocale {
    /// What a stage of a flow keeps of the stage before it, in words, such as "53 % of the previous stage".
    ///
    /// It follows from two numbers that are both shown, so it tells nothing that they do not. It is approximate where either is.
    ///
    /// - Parameters:
    ///   - stages: The stages in order; each group of them is a course of its own.
    ///   - series: The counts, one per stage.
    /// - Returns: Nil for the first stage of a course, and where either count is withheld, absent or negative, or there is nothing
    ///   to take a share of.
    public func stageShare(_ stages: [ChartCategory], _ series: ChartSeries, at index: Int) -> String? {
        guard index > 0, stages.indices.contains(index), series.values.indices.contains(index),
            stages[index - 1].group == stages[index].group
        else { return nil }
        let (previous, current) = (series.values[index - 1], series.values[index])
        guard let whole = previous.value, let part = current.value, whole > 0, part >= 0 else { return nil }
        let share = part / whole
        guard share.isFinite else { return nil }
        // A loss is not rounded away, nor is what little is left.
        let percent = (share * 100).rounded()
        let isRough = percent == 0 && share > 0 || percent == 100 && share != 1
        let number = text(share, .percent(isRough ? 1 : 0))
        let isApproximate = previous.approximate || current.approximate
        return text("chart.stage-share", ["share": isApproximate ? "\(approximateWord)\u{A0}\(number)" : number])
    }
}
