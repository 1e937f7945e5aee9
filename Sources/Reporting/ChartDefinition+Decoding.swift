internal import Definitions

extension ChartDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> ChartDefinition? {
        let domain = reader.doubles("domain", in: node)
        let mark = reader.choice("mark", in: node, of: MarkName.self)
        guard let id = reader.string("id", in: node), let title = reader.string("title", in: node),
            let table = reader.string("table", in: node), let mark
        else { return nil }
        let circles = reader.optionalMapping("circles", in: node).flatMap { circles -> CirclesDefinition? in
            guard let indicator = reader.string("indicator", in: circles),
                let dimension = reader.string("dimension", in: circles)
            else { return nil }
            return CirclesDefinition(indicator: indicator, dimension: dimension)
        }
        let small = reader.optionalMapping("small", in: node).flatMap {
            SmallGroupsDefinition.decode($0, with: reader)
        }
        return ChartDefinition(
            id: id, mark: mark.mark, title: title, caption: reader.optionalString("caption", in: node), table: table,
            series: reader.items("series", in: node).compactMap { SeriesDefinition.decode($0, with: reader) },
            lower: reader.strings("lower", in: node),
            upper: reader.strings("upper", in: node), valueTitle: reader.string("value-title", in: node, default: ""),
            format: NumberFormat.decode("format", in: node, with: reader),
            domain: domain.count == 2 && domain[0] < domain[1] ? domain[0]...domain[1] : nil,
            numericAxis: reader.bool("numeric-axis", in: node, default: false),
            tickStep: tickStep(node, with: reader), circles: circles,
            tieTitle: reader.string("tie-title", in: node, default: ""),
            placesOnMap: reader.bool("on-map", in: node, default: false),
            forecast: reader.optionalString("forecast", in: node),
            facets: reader.optionalString("facets", in: node),
            grouped: reader.bool("grouped", in: node, default: false),
            total: reader.optionalChoice("total", in: node, of: TotalPlace.self),
            small: small, reference: reader.optionalDouble("reference", in: node) ?? 0,
            setsNeutralApart: reader.bool("neutral-apart", in: node, default: false), location: node.location)
    }

    private static func tickStep(_ node: Definition, with reader: DefinitionReader) -> Int? {
        let step = reader.optionalInt("tick-every", in: node)
        guard let step, step < 1 else { return step }
        reader.report(
            "report.ticks", at: node["tick-every"] ?? node, "'tick-every' is a whole number from 1",
            remedies: ["write 'tick-every: 12' for a tick each year of an axis in months"])
        return nil
    }

    /// The marks by the names used in definitions.
    private enum MarkName: String, CaseIterable {
        case bars, columns, lines, steps, dumbbells, network, forest, flow, profile, tree
        case stackedBars = "stacked-bars"
        case divergingBars = "diverging-bars"
        case adoptionCurve = "adoption-curve"
        case adopterBell = "adopter-bell"
        case tileMap = "tile-map"

        var mark: Chart.Mark {
            switch self {
            case .bars: .bars
            case .columns: .columns
            case .lines: .lines
            case .steps: .steps
            case .dumbbells: .dumbbells
            case .network: .network
            case .forest: .forest
            case .flow: .flow
            case .tree: .tree
            case .profile: .profile
            case .stackedBars: .stackedBars
            case .divergingBars: .divergingBars
            case .adoptionCurve: .adoptionCurve
            case .adopterBell: .adopterBell
            case .tileMap: .tileMap
            }
        }
    }
}

extension SeriesDefinition {
    /// A column by its id alone, or a mapping with those that belong to it.
    static func decode(_ node: Definition, with reader: DefinitionReader) -> SeriesDefinition? {
        if let column = node.string { return SeriesDefinition(column: column, lower: nil, upper: nil, n: nil) }
        return reader.string("column", in: node).map {
            SeriesDefinition(
                column: $0, lower: reader.optionalString("lower", in: node),
                upper: reader.optionalString("upper", in: node), n: reader.optionalString("n", in: node),
                role: reader.choice("as", in: node, default: ChartSeries.Role.plain),
                atRisk: reader.optionalString("at-risk", in: node),
                censored: reader.optionalString("censored", in: node))
        }
    }
}
