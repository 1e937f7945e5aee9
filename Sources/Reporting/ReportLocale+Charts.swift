import Disclosure

extension ReportLocale {
    /// The chart in words: what kind it is, its title, and its numbers; of many numbers the first, last, least and greatest.
    ///
    /// A category is named with its group, and an estimate of a forest plot or a profile with its limits. Numbers of
    /// observations stand with the estimates of a forest plot, and in a list of their own elsewhere. A forecast is said to begin
    /// at the category `forecastStart`.
    public func alternativeText(
        _ mark: Chart.Mark, title: String, categories: [ChartCategory], series: [ChartSeries], format: NumberFormat,
        forecastStart: Int? = nil
    ) -> String {
        let drawn = series.filter { !$0.isObservations }
        // A single series goes by the title, which is then not said before.
        func isNamed(_ line: ChartSeries) -> Bool { drawn.count > 1 || line.isObservations || categories.isEmpty }
        let plainTitle = ChartBuilder.inList(title)
        var sentences = [text("chart.kind.\(mark.name)")]
        if series.first.map(isNamed) ?? true { sentences.append(plainTitle + ".") }
        for line in mark == .forest ? drawn : series.filter({ !$0.id.hasSuffix(".censored") }) {
            let count = min(categories.count, line.values.count)
            let isLong = count > 12
            let shown = isLong ? notable(line, count) : Array(0..<count)
            let list = shown.map { index in
                entry(categories[index], words(mark, line, series, index, categories, format))
            }.joined(separator: "; ")
            sentences.append(
                text(
                    isLong ? "chart.alt.some" : "chart.alt.all",
                    ["series": isNamed(line) ? line.label : plainTitle, "list": list]))
        }
        if let start = forecastStart, categories.indices.contains(start) {
            sentences.append(text("chart.alt.forecast", ["period": categories[start].label]))
        }
        return sentences.joined(separator: " ")
    }

    /// A category and its number, kept apart by a colon where the name ends in a number itself.
    private func entry(_ category: ChartCategory, _ words: String) -> String {
        let name = name(category)
        return name.last?.isNumber == true ? "\(name): \(words)" : "\(name) \(words)"
    }

    /// The category after its group, unless its own name begins with that.
    private func name(_ category: ChartCategory) -> String {
        let label = ChartBuilder.inList(category.label)
        guard let group = category.group.map(ChartBuilder.inList), !label.hasPrefix(group) else { return label }
        return "\(group), \(label)"
    }

    /// A number of a series as it stands in the list.
    private func words(
        _ mark: Chart.Mark, _ line: ChartSeries, _ series: [ChartSeries], _ index: Int, _ categories: [ChartCategory],
        _ format: NumberFormat
    ) -> String {
        guard !line.isObservations else { return text(line.values[index], .integer) }
        switch mark {
        case .forest:
            let observations = series.first { $0.id == line.id + ".n" } ?? series.first { $0.id == "n" }
            let n = observations.flatMap { $0.values.indices.contains(index) ? text($0.values[index], .integer) : nil }
            let estimate = estimate(estimate(line, at: index, format), observations: n ?? "")
            return categories[index].note.map { "\(estimate) (\($0))" } ?? estimate
        case .profile, .adoptionCurve: return estimate(line, at: index, format)
        case .adopterBell:
            let observed = text(line.values[index], format)
            let zone = AdopterShares.expected.first { $0.code == categories[index].code }
            guard let zone else { return observed }
            return text("chart.alt.expected", ["value": observed, "expected": text(zone.share, .percent(1))])
        case .flow:
            let number = text(line.values[index], format)
            return stageShare(categories, line, at: index).map { "\(number) (\($0))" } ?? number
        default: return text(line.values[index], format)
        }
    }

    private func notable(_ line: ChartSeries, _ count: Int) -> [Int] {
        let valued = (0..<count).filter { line.values[$0].value != nil }
        guard let first = valued.first, let last = valued.last else { return Array(0..<min(count, 3)) }
        let value = { (index: Int) in line.values[index].value ?? 0 }
        let least = valued.min { value($0) < value($1) } ?? first
        let most = valued.max { value($0) < value($1) } ?? last
        return Set([first, last, least, most]).sorted()
    }
}
