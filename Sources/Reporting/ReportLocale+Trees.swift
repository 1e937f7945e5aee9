import Disclosure

/// Trees and networks of single actors in words.
extension ReportLocale {
    /// What a category of a tree comes from, as a column of its data says it: a label, that it is unknown, or nothing.
    public func source(of index: Int, in chart: Chart) -> String {
        guard chart.parents.indices.contains(index) else { return text("chart.unknown-source") }
        switch chart.parents[index] {
        case .origin: return ""
        case .unknown: return text("chart.unknown-source")
        case .category(let parent):
            return chart.categories.indices.contains(parent)
                ? chart.categories[parent].label : text("chart.unknown-source")
        }
    }

    /// A generation of a tree by its number, 0 being where it begins.
    public func generationTitle(_ generation: Int) -> String {
        generation == 0
            ? text("chart.origin") : text("chart.generation", ["number": text(Double(generation), .integer)])
    }

    /// A tree in words: how many there are in each generation and from unknown sources, and from whom most came.
    public func alternativeText(ofTree chart: Chart) -> String {
        let found = self.generations(of: chart)
        var generations = [Int](repeating: 0, count: (found.compactMap(\.self).max() ?? -1) + 1)
        for case let generation? in found { generations[generation] += 1 }
        let unknown = found.count { $0 == nil }
        var offspring = Array(repeating: 0, count: chart.categories.count)
        for index in chart.categories.indices {
            if let parent = parent(of: index, in: chart) { offspring[parent] += 1 }
        }
        var counts = generations.enumerated().map { "\(generationTitle($0)) \(text(Double($1), .integer))" }
        if unknown > 0 { counts.append("\(text("chart.unknown-source")) \(text(Double(unknown), .integer))") }
        let list = counts.joined(separator: "; ")
        return opening(chart) + text("chart.alt.all", ["series": text("chart.generations"), "list": list])
            + most(offspring, "chart.most-offspring", chart)
    }

    /// A network of single actors in words: how many there are in each group, the number of ties, and who has the most of them.
    public func alternativeText(ofNetwork chart: Chart) -> String {
        var degrees = Array(repeating: 0, count: chart.categories.count)
        var ties = 0
        for tie in chart.ties where degrees.indices.contains(tie.from) && degrees.indices.contains(tie.to) {
            degrees[tie.from] += 1
            degrees[tie.to] += 1
            ties += 1
        }
        var counts: [String] = []
        for series in chart.series where !series.isObservations {
            var members = 0
            for number in series.values where number.isWithheld || number.value != nil { members += 1 }
            counts.append("\(series.label) \(text(Double(members), .integer))")
        }
        let list = counts.joined(separator: "; ")
        return opening(chart) + text("chart.alt.all", ["series": text("chart.actors"), "list": list]) + " "
            + text("chart.tie-count", ["count": text(Double(ties), .integer)]) + most(degrees, "chart.most-ties", chart)
    }

    private func opening(_ chart: Chart) -> String {
        let title = chart.title.hasSuffix(".") ? chart.title : chart.title + "."
        return "\(text("chart.kind.\(chart.mark.name)")) \(title) "
    }

    /// The first few with the greatest numbers, as a sentence after others.
    private func most(_ numbers: [Int], _ key: String, _ chart: Chart) -> String {
        let order = numbers.indices.filter { numbers[$0] > 0 }.sorted {
            numbers[$0] == numbers[$1] ? $0 < $1 : numbers[$0] > numbers[$1]
        }
        guard !order.isEmpty else { return "" }
        let list = order.prefix(10).map { index in
            "\(ChartBuilder.inList(chart.categories[index].label)) \(text(Double(numbers[index]), .integer))"
        }
        return " " + text("chart.alt.all", ["series": text(key), "list": list.joined(separator: "; ")])
    }

    private func parent(of index: Int, in chart: Chart) -> Int? {
        guard chart.parents.indices.contains(index), case .category(let parent) = chart.parents[index],
            chart.categories.indices.contains(parent), parent != index
        else { return nil }
        return parent
    }

    /// How many steps each category is from where its tree begins; nil where that is not known, as in a circle.
    private func generations(of chart: Chart) -> [Int?] {
        var children: [Int: [Int]] = [:]
        for index in chart.categories.indices {
            if let parent = parent(of: index, in: chart) { children[parent, default: []].append(index) }
        }
        var found = [Int?](repeating: nil, count: chart.categories.count)
        var (row, generation) = (
            found.indices.filter { chart.parents.indices.contains($0) && chart.parents[$0] == .origin }, 0
        )
        while !row.isEmpty {
            for index in row { found[index] = generation }
            (row, generation) = (row.flatMap { children[$0] ?? [] }, generation + 1)
        }
        return found
    }
}
