import Disclosure

extension ReportLocale {
    /// The chart in words: what kind it is, its title, and its numbers; of many numbers the first, last, least and greatest.
    public func alternativeText(
        _ mark: Chart.Mark, title: String, categories: [ChartCategory], series: [ChartSeries], format: NumberFormat
    ) -> String {
        var sentences = [text("chart.kind.\(mark.name)"), title.hasSuffix(".") ? title : title + "."]
        for line in series {
            let pairs = Array(zip(categories, line.values))
            let shown: [(ChartCategory, ProtectedNumber)]
            var key = "chart.alt.all"
            if pairs.count <= 12 {
                shown = pairs
            } else {
                key = "chart.alt.some"
                shown = notable(pairs)
            }
            let list = shown.map { "\(ChartBuilder.inList($0.0.label)) \(text($0.1, format))" }.joined(separator: "; ")
            sentences.append(
                text(key, ["series": series.count > 1 || categories.isEmpty ? line.label : title, "list": list]))
        }
        return sentences.joined(separator: " ")
    }

    private func notable(_ pairs: [(ChartCategory, ProtectedNumber)]) -> [(ChartCategory, ProtectedNumber)] {
        let valued = pairs.indices.filter { pairs[$0].1.value != nil }
        guard let first = valued.first, let last = valued.last else { return Array(pairs.prefix(3)) }
        let least = valued.min { (pairs[$0].1.value ?? 0) < (pairs[$1].1.value ?? 0) } ?? first
        let most = valued.max { (pairs[$0].1.value ?? 0) < (pairs[$1].1.value ?? 0) } ?? last
        return Set([first, last, least, most]).sorted().map { pairs[$0] }
    }
}
