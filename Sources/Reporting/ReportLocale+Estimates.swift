import Disclosure

extension ReportLocale {
    /// A number of a chart with its interval, such as "0,42 (0,10–0,74)", or its mark alone.
    ///
    /// Where a format or a limit has a sign, words or dots stand between the limits: a dash beside a minus would be misread.
    public func estimate(_ series: ChartSeries, at index: Int, _ format: NumberFormat) -> String {
        guard series.values.indices.contains(index) else { return "" }
        let value = text(series.values[index], format)
        guard let limits = limits(of: series, at: index) else { return value }
        let key = hasSigns(series, format) ? "chart.estimate-signed" : "chart.estimate"
        return text(
            key, ["value": value, "lower": text(limits.lower, format), "upper": text(limits.upper, format)])
    }

    /// An estimate and the number of observations behind it, such as "0,42 (0,10–0,74), n = 38".
    public func estimate(_ estimate: String, observations: String) -> String {
        guard !observations.isEmpty else { return estimate }
        return text("chart.estimate-n", ["estimate": estimate, "n": observations])
    }

    /// The limits of a number that is shown; nil unless both are numbers in their order.
    private func limits(of series: ChartSeries, at index: Int) -> (lower: Double, upper: Double)? {
        guard series.values[index].value != nil, series.lower.indices.contains(index),
            series.upper.indices.contains(index), let lower = series.lower[index]?.value,
            let upper = series.upper[index]?.value, lower <= upper
        else { return nil }
        return (lower, upper)
    }

    /// Whether any limit of a series has a sign, so that all are written alike.
    private func hasSigns(_ series: ChartSeries, _ format: NumberFormat) -> Bool {
        switch format {
        case .signed, .score, .percentagePoints: true
        default: series.values.indices.contains { limits(of: series, at: $0).map { $0.lower < 0 } ?? false }
        }
    }
}
