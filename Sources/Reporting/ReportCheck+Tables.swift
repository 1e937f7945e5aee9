import Definitions
import Diagnostics
import Indicators
import Tabulation

/// A table as charts see it.
struct CheckedTable {
    /// The columns as written, and as they are once a dimension across has repeated them.
    var columns: [String] = []
    var repeated: [String] = []
    /// Whether columns are repeated for levels that are known only from the rows.
    var isOpen = false

    /// Whether there is this column, which may be repeated across.
    func has(_ name: String) -> Bool {
        columns.contains(name) || repeated.contains(name)
            || isOpen && columns.contains { name.hasPrefix($0 + "-") }
    }
}

extension ReportCheck {
    /// Checks a table; what charts may draw of it.
    func table(_ node: Definition) -> CheckedTable {
        sentence(node["title"])
        text(node["short-title"])
        sentence(node["introduction"])
        for note in reader.items("notes", in: node) { text(note) }
        guard let rows = node["rows"], let kind = rows.mapping?.first?.key else { return CheckedTable() }
        let columns = node["columns"]?.sequence ?? []
        for column in columns { text(column["title"]) }
        switch kind {
        case "listing": listing(rows, columns)
        case "targets":
            if let code = rows["targets"], let name = code.string, let indicator = indicator(name, at: code.location) {
                for column in columns { number(of: column, [indicator], besides: ["unit"]) }
            }
        case "figures":
            let figures = rows["figures"]?.sequence ?? []
            for figure in figures { keyFigure(figure, sections: nil) }
            let indicators = figures.compactMap { $0.string ?? $0["figure"]?.string }
                .compactMap { FigureReference($0).flatMap { catalogue.indicator($0.indicator) } }
            for column in columns { number(of: column, indicators, besides: ["unit"]) }
        case "subgroups": bySubgroups(node, rows, columns)
        case "indicators": byIndicators(node, rows, columns)
        default: byDimensions(node, rows, columns)
        }
        return drawable(node, rows, columns)
    }

    // MARK: Rows

    private func byIndicators(_ node: Definition, _ rows: Definition, _ columns: [Definition]) {
        let indicators = reader.items("indicators", in: rows).compactMap { item in
            item.string.flatMap { indicator($0, at: item.location) }
        }
        across(node, indicators)
        for column in columns {
            number(of: column, indicators, besides: ["unit"])
            let fixed = fixedLevels(of: column, indicators).union(acrossDimension(node))
            // A row whose indicator lacks the breakdown has no number, which may be meant; a column without any is not.
            if let first = indicators.first,
                !indicators.contains(where: { shapes(of: $0).contains { Set($0) == fixed } })
            {
                _ = has(first, fixed, at: column.location)
            }
        }
    }

    private func byDimensions(_ node: Definition, _ rows: Definition, _ columns: [Definition]) {
        let nodes = reader.items("dimension", in: rows) + reader.items("dimensions", in: rows)
        let names = nodes.compactMap(\.string)
        let indicators = columns.compactMap { $0["indicator"]?.string }.compactMap(catalogue.indicator)
        var allExist = true
        for (name, place) in zip(names, nodes) where !isDimension(name, indicators) {
            reportDimension(name, indicators, at: place.location)
            allExist = false
        }
        allExist = across(node, indicators) && allExist
        if let order = rows["order"], let name = order.string {
            let ids = columns.compactMap { ColumnDefinition.decode($0, with: DefinitionReader())?.id }
            if !ids.contains(name) {
                reader.reportUnknown(
                    name, at: order, as: "a column of this table", among: ids, code: "report.unknown-column")
            }
            ranking(by: name, at: order, columns)
        }
        for column in columns {
            guard let code = column["indicator"], let name = code.string else {
                reader.report(
                    "report.no-indicator", at: column, "the column names no indicator",
                    cause: "rows of a dimension do not say which", remedies: ["add 'indicator: …'"])
                continue
            }
            guard let indicator = indicator(name, at: code.location) else { continue }
            number(of: column, [indicator], besides: ["unit"])
            let fixed = fixedLevels(of: column, [indicator]).union(acrossDimension(node))
            guard allExist, !isShown(indicator, names, fixed, total: rows["total"]?.bool ?? false) else { continue }
            _ = has(indicator, fixed.union(names), at: code.location)
        }
    }

    /// Rows in the order of estimates would be ranked, whether or not their intervals overlap.
    private func ranking(by name: String, at order: Definition, _ columns: [Definition]) {
        let decoded = columns.compactMap { ColumnDefinition.decode($0, with: DefinitionReader()) }
        guard let column = decoded.first(where: { $0.id == name }), column.show != "n", column.show != "count",
            let indicator = column.indicator.flatMap(catalogue.indicator), indicator.calculation.isEstimate
        else { return }
        reader.report(
            "report.ranking", at: order, "rows are put in the order of '\(name)', an estimate",
            cause: "groups would be ranked that chance may have ordered: '\(indicator.code)' has an uncertainty",
            remedies: [
                "leave 'order' out, and rows stand in the order of their code list",
                "order by a count or a day; a findings block with 'compare: groups' says which groups are apart",
            ])
    }

    private func bySubgroups(_ node: Definition, _ rows: Definition, _ columns: [Definition]) {
        let names = reader.items("subgroups", in: rows)
        let indicators = columns.compactMap { $0["indicator"]?.string }.compactMap(catalogue.indicator)
        guard across(node, indicators) else { return }
        for column in columns {
            guard let code = column["indicator"], let name = code.string else {
                reader.report(
                    "report.no-indicator", at: column, "the column names no indicator",
                    cause: "rows of subgroups do not say which", remedies: ["add 'indicator: …'"])
                continue
            }
            guard let indicator = indicator(name, at: code.location) else { continue }
            number(of: column, [indicator], besides: ["unit"])
            let fixed = fixedLevels(of: column, [indicator]).union(acrossDimension(node))
            for dimension in names {
                if let name = dimension.string { _ = has(indicator, fixed.union([name]), at: dimension.location) }
            }
        }
    }

    /// Whether an indicator has figures for rows by dimensions at fixed levels of others; with totals, also by the leading ones only.
    private func isShown(_ indicator: Indicator, _ names: [String], _ fixed: Set<String>, total: Bool) -> Bool {
        shapes(of: indicator).contains { shape in
            let shape = Set(shape)
            if shape == fixed.union(names) { return true }
            guard total, fixed.isSubset(of: shape) else { return false }
            let rest = shape.subtracting(fixed)
            return rest == Set(names.prefix(rest.count)) && !rest.isEmpty
        }
    }

    private func listing(_ rows: Definition, _ columns: [Definition]) {
        guard let code = rows["listing"], let name = code.string, let indicator = indicator(name, at: code.location)
        else { return }
        guard let fields = indicator.calculation.listingFields else {
            reader.report(
                "report.no-listing", at: code, "'\(name)' is no listing",
                remedies: ["show it as rows of a dimension", "name an indicator of kind listing"])
            return
        }
        // The strength of evidence is no field, but what the report's own chapter on contribution finds for a field's level.
        let known = contributionDimensions.contains(where: fields.contains) ? fields + ["evidence"] : fields
        for column in columns {
            field(column["show"], or: "value", at: column, known, name)
            usualTitle(of: column)
        }
        for order in reader.items("order", in: rows) { field(order, or: "", at: rows, fields, name) }
    }

    private func field(
        _ node: Definition?, or usual: String, at parent: Definition, _ fields: [String], _ listing: String
    ) {
        let shown = node?.string ?? usual
        guard !fields.contains(shown) else { return }
        reader.reportUnknown(
            shown, at: node ?? parent, as: "a column of the listing '\(listing)'", among: fields,
            code: "report.unknown-column")
    }

    // MARK: Columns

    /// Which number a column shows.
    private func number(of column: Definition, _ indicators: [Indicator], besides further: [String]) {
        usualTitle(of: column)
        guard let show = column["show"], let name = show.string, !indicators.isEmpty else { return }
        var known = ["value", "n", "lower", "upper"] + further
        for name in indicators.flatMap(\.furtherNames) where !known.contains(name) { known.append(name) }
        if indicators.contains(where: \.calculation.hasStatus) {
            known.append("status")
            if name == "status" { statusTexts(of: indicators, at: show.location) }
        }
        if !known.contains(name) {
            let of = indicators.count == 1 ? "'\(indicators[0].code)'" : "these indicators"
            reader.reportUnknown(
                name, at: show, as: "a number of \(of)", among: known, code: "report.unknown-part")
        }
    }

    /// The words that a status may have.
    private func statusTexts(of indicators: [Indicator], at location: RecordLocation) {
        for indicator in indicators {
            switch indicator.calculation {
            case .targets: for name in TargetProgress.names { require("target.\(name)", at: location) }
            case .budget:
                for status in BudgetStatus.allCases { require("budget.status.\(status.rawValue)", at: location) }
            default: break
            }
        }
    }

    /// A column without a title of its own is called by a text for what it shows, unless that is an indicator's value.
    private func usualTitle(of column: Definition) {
        let show = column["show"]?.string ?? "value"
        guard column["title"] == nil, show != "value" || column["indicator"] == nil else { return }
        require("column.\(show)", at: (column["show"] ?? column).location)
    }

    /// The dimensions at fixed levels, after their levels are checked.
    private func fixedLevels(of column: Definition, _ indicators: [Indicator]) -> Set<String> {
        var dimensions: Set<String> = []
        for entry in column["at"]?.mapping ?? DefinitionMapping([]) {
            guard isDimension(entry.key, indicators) else {
                reportDimension(entry.key, indicators, at: entry.keyLocation)
                continue
            }
            dimensions.insert(entry.key)
            if let level = entry.value.string {
                self.level(level, of: entry.key, indicators, at: entry.value.location)
            }
        }
        return dimensions
    }

    private func acrossDimension(_ node: Definition) -> Set<String> {
        Set([node["across"]?["dimension"]?.string].compactMap { $0 })
    }

    /// Whether the dimension across exists, after its levels are checked.
    @discardableResult
    private func across(_ node: Definition, _ indicators: [Indicator]) -> Bool {
        guard let across = node["across"], let dimension = across["dimension"], let name = dimension.string else {
            return true
        }
        guard isDimension(name, indicators) else {
            reportDimension(name, indicators, at: dimension.location)
            return false
        }
        for level in reader.items("levels", in: across) {
            if let text = level.string { self.level(text, of: name, indicators, at: level.location) }
        }
        return true
    }

    private func drawable(_ node: Definition, _ rows: Definition, _ columns: [Definition]) -> CheckedTable {
        let decoded = columns.compactMap { ColumnDefinition.decode($0, with: DefinitionReader()) }
        var table = CheckedTable(columns: decoded.map(\.id))
        guard let across = node["across"], let dimension = across["dimension"]?.string else { return table }
        let written = reader.items("levels", in: across).compactMap(\.string)
        let indicators =
            decoded.compactMap(\.indicator).compactMap(catalogue.indicator)
            + reader.items("indicators", in: rows).compactMap(\.string).compactMap(catalogue.indicator)
        let levels = written.isEmpty ? self.levels(of: dimension, indicators) : written
        table.isOpen = levels == nil
        table.repeated = (levels ?? []).flatMap { level in table.columns.map { "\($0)-\(slug(level))" } }
        return table
    }

    // MARK: Charts

    func chart(_ node: Definition, _ tables: [String: CheckedTable]) {
        sentence(node["title"])
        sentence(node["caption"])
        text(node["value-title"])
        text(node["tie-title"])
        text(node["small"]?["note"])
        if let circles = node["circles"], let code = circles["indicator"], let name = code.string,
            let indicator = indicator(name, at: code.location), let dimension = circles["dimension"],
            let dimensionName = dimension.string
        {
            _ = has(indicator, [dimensionName], at: dimension.location)
        }
        if let domain = node["domain"] {
            let ends = (domain.sequence ?? []).compactMap(\.double)
            if ends.count == 2, ends[0] >= ends[1] {
                reader.report(
                    "report.domain", at: domain, "the axis ends at \(ends[1]), and does not start below that",
                    remedies: ["write the least value first"])
            }
        }
        if let facets = node["facets"], node["mark"]?.string != "tile-map" {
            reader.report(
                "report.facets", at: facets, "only a tile map has `facets:`",
                remedies: ["write `mark: tile-map`, or leave `facets:` out"])
        }
        guard let drawn = node["table"], let id = drawn.string else { return }
        guard let table = tables[id] else {
            reader.reportUnknown(
                id, at: drawn, as: "a table above this chart", among: tables.keys.sorted(), code: "report.unknown-table"
            )
            return
        }
        var names = reader.items("series", in: node) + reader.items("lower", in: node)
        names += reader.items("upper", in: node)
        // A series may be a mapping of its columns.
        names += reader.items("forecast", in: node)
        for item in names.flatMap({ item in item.mapping?.filter { $0.key != "as" }.map(\.value) ?? [item] }) {
            if let name = item.string, !table.has(name) { report(name, at: item, id, table) }
        }
    }

    private func report(_ name: String, at node: Definition, _ id: String, _ table: CheckedTable) {
        reader.reportUnknown(
            name, at: node, as: "a column of the table '\(id)'", among: table.columns + table.repeated,
            code: "report.unknown-column")
    }
}
