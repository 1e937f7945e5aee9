import Diagnostics
import Disclosure
import Indicators
import Records

/// A column after the dimension across is applied.
struct Column {
    var id: String
    var title: String
    var indicator: String?
    var at: [String: String]
    var show: String
    var format: NumberFormat?
}

extension TableBuilder {
    /// The columns, repeated for the levels of the dimension across.
    func expanded(_ definition: TableDefinition, _ state: inout DocumentBuilder.BuildState) -> [Column] {
        var columns: [Column] = []
        for column in definition.columns {
            let indicator = column.indicator.flatMap(material.catalogue.indicator)
            if let code = column.indicator, indicator == nil {
                _ = report.figure(code, &state, at: definition.location)
            }
            // What one name is called may depend on the method: seen may be agreement or adopters.
            let own = indicator.flatMap { locale.texts["column.\($0.method).\(column.show)"] }
            let title =
                column.title.map(text) ?? (column.show == "value" ? indicator?.title(in: locale.language) : nil)
                ?? own ?? text("column.\(column.show)")
            let format = column.format ?? usualFormat(column.show, indicator)
            let plain = Column(
                id: column.id, title: title, indicator: column.indicator, at: column.at, show: column.show,
                format: format)
            guard let across = definition.across else {
                columns.append(plain)
                continue
            }
            for name in acrossLevels(across, indicator, definition) {
                let label = levelTitle(BreakdownLevel(dimension: across.dimension, level: level(name)))
                var repeated = plain
                repeated.id = "\(plain.id)-\(slug(name))"
                repeated.title = definition.columns.count > 1 ? "\(label): \(title)" : label
                repeated.at[across.dimension] = name
                columns.append(repeated)
            }
            if across.total {
                var whole = plain
                whole.title = definition.columns.count > 1 ? "\(text("table.all")): \(title)" : text("table.all")
                columns.append(whole)
            }
        }
        return columns
    }

    private func acrossLevels(_ across: AcrossDefinition, _ indicator: Indicator?, _ definition: TableDefinition)
        -> [String]
    {
        if !across.levels.isEmpty { return across.levels }
        var codes = [indicator?.code].compactMap { $0 }
        if case .indicators(let rows) = definition.rows { codes += rows }
        var names: [String] = []
        for code in codes {
            for figure in material.sets[code]?.figures ?? [] {
                for level in figure.breakdown
                where level.dimension == across.dimension && !names.contains(level.level.name) {
                    names.append(level.level.name)
                }
            }
        }
        if across.symmetric { names = pairedLevels(across, codes, names, definition) }
        guard let list = material.catalogue.dimension(across.dimension)?.codeList.flatMap({ material.codeLists[$0] })
        else {
            return names
        }
        return names.sorted { (list.index(of: $0) ?? .max, $0) < (list.index(of: $1) ?? .max, $1) }
    }

    private func usualFormat(_ show: String, _ indicator: Indicator?) -> NumberFormat? {
        switch show {
        case "status", "unit": return nil
        case "n": return .integer
        case "value", "lower", "upper": return indicator.map(report.format)
        default:
            return indicator.map { report.format(ofFurther: show, of: $0) }
                ?? (show == "achievedShare" || show == "elapsedShare" ? .percent(0) : nil)
        }
    }

    /// An empty table with its headings.
    func start(
        _ definition: TableDefinition, _ columns: [Column], _ heads: [(id: String, title: String)],
        _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable {
        var titles: Set<String> = []
        func unique(_ title: String) -> String {
            var result = title
            var number = 2
            while !titles.insert(result).inserted {
                result = "\(title) (\(number))"
                number += 1
            }
            return result
        }
        let headColumns = heads.map { TableColumn(id: $0.id, title: unique($0.title)) }
        let valueColumns = columns.map { TableColumn(id: $0.id, title: unique($0.title), format: $0.format) }
        let codes = columns.compactMap(\.indicator) + rowIndicators(definition.rows)
        var sources: [String] = []
        for code in codes {
            guard let indicator = material.catalogue.indicator(code) else { continue }
            for table in DocumentBuilder.tables(of: indicator.calculation) {
                if let source = material.sources[table], !sources.contains(source) { sources.append(source) }
            }
        }
        var numbers: [Int] = []
        for key in definition.notes { numbers.append(state.note(text(key))) }
        var levels: [String: String] = [:]
        for column in columns {
            if let across = definition.across, let level = column.at[across.dimension] { levels[column.id] = level }
        }
        let table = Table(
            id: definition.id, title: report.sentence(definition.title, &state),
            shortTitle: text(definition.shortTitle),
            introduction: definition.introduction.map { report.sentence($0, &state) } ?? "",
            columns: headColumns + valueColumns,
            rows: [], rowHeaders: heads.count, notes: numbers, source: sources.joined(separator: "; "))
        return BuiltTable(
            table: table, rowLevels: [], isTotal: [], figures: [], dimension: nil, notice: nil,
            across: definition.across.map { ($0, levels) })
    }

    private func rowIndicators(_ rows: TableDefinition.Rows) -> [String] {
        switch rows {
        case .indicators(let codes): codes
        case .figures(let figures): figures.compactMap { FigureReference($0.figure)?.indicator }
        case .targets(let code), .listing(let code, _, _): [code]
        case .dimensions, .subgroups: []
        }
    }

    // MARK: Cells

    /// A figure's number for a column; with `mixed` in the format of the row's own indicator.
    func cell(_ figure: ProtectedFigure?, _ column: Column, mixed: Bool = false) -> Cell {
        guard let figure else { return .absent(reason: "not-applicable") }
        let indicator = material.catalogue.indicator(figure.indicator)
        if column.show == "unit" { return .text(text("unit.\(figure.unit.rawValue)")) }
        if column.show == "status", case .budget(_, let use) = indicator?.calculation {
            return .text(text("budget.status.\(BudgetStatus(figure, margin: use.margin).rawValue)"))
        }
        if column.show == "status", figure.method == "target-comparison" {
            let name = figure.breakdown.first { $0.dimension == "indicator" }?.level.name
            let compared = name.flatMap(FigureReference.init).flatMap { material.catalogue.indicator($0.indicator) }
            return .text(report.words(TargetProgress(figure, of: compared, asOf: report.occasion.asOf)))
        }
        let number: ProtectedNumber? =
            switch column.show {
            case "value": figure.value
            // What is counted is its own n; the rows behind a sum would only confuse.
            case "n": ["count", "sum", "distinct-count"].contains(figure.method) ? nil : figure.n
            case "lower": figure.lower
            case "upper": figure.upper
            default: figure.further(column.show)
            }
        guard let number else { return .absent(reason: figure.absence?.rawValue ?? "not-applicable") }
        guard mixed, column.format == nil, let indicator else { return .number(number) }
        switch column.show {
        case "value", "lower", "upper": return .formatted(number, report.format(of: indicator))
        case "n": return .formatted(number, .integer)
        default: return .formatted(number, report.format(ofFurther: column.show, of: indicator))
        }
    }

    // MARK: Titles

    func dimensionTitle(_ name: String) -> String {
        material.catalogue.dimension(name)?.title(in: locale.language) ?? locale.texts["dimension.\(name)"] ?? name
    }

    /// A level's title; one that is a sentence stands in quotes, without its full stop.
    func quotedTitle(_ level: BreakdownLevel) -> String {
        let title = levelTitle(level)
        guard let last = title.last, ".?!".contains(last) else { return title }
        return report.locale.text("finding.quoted", ["text": last == "." ? String(title.dropLast()) : title])
    }

    /// A level's title from its code list, as a month or quarter, or as a number.
    func levelTitle(_ level: BreakdownLevel) -> String {
        let list =
            material.catalogue.dimension(level.dimension)?.codeList ?? (level.dimension == "item" ? "items" : nil)
        switch level.level {
        case .missing(let reason): return text("missing.\(reason.name)")
        case .number(let number):
            if let title = list.flatMap({ material.codeLists[$0]?[String(number)]?.titles[locale.language] }) {
                return title
            }
            return level.dimension == "period" ? String(number) : locale.text(Double(number), .integer)
        case .code(let code):
            if let title = list.flatMap({ material.codeLists[$0]?[code]?.titles[locale.language] }) { return title }
            if ["month", "period"].contains(level.dimension), let title = periodTitle(code) { return title }
            if level.dimension == "due", let day = CalendarDay(iso: code) { return locale.day(day) }
            return locale.texts["level.\(level.dimension).\(code)"] ?? code
        }
    }

    /// A month or a quarter in words; nil for what is neither, such as a year.
    private func periodTitle(_ code: String) -> String? {
        let parts = code.split(separator: "-")
        guard parts.count == 2, let year = Int(parts[0]) else { return nil }
        if parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()) {
            return locale.text("period.quarter", ["quarter": String(quarter), "year": String(year)])
        }
        guard let month = Int(parts[1]) else { return nil }
        return locale.language == "en" ? code : "\(month)/\(year)"
    }

    /// A level as a definition writes it: a number stays a number only where figures have numbers.
    func level(_ name: String) -> BreakdownLevel.Level {
        if let reason = name.hasPrefix("missing:") ? MissingReason(name: String(name.dropFirst(8))) : nil {
            return .missing(reason)
        }
        return .code(name)
    }
}
