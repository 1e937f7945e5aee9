internal import Diagnostics
internal import Indicators
internal import Records
internal import Reporting

/// Finds figures in a build's results, and says how a cell shows them.
struct FigureFinder {
    let results: BuildResults
    /// The words and marks of the cells' language.
    let locale: ReportLocale
    /// Whether the workbook counts days from 1904.
    let countsFrom1904: Bool
    private let places: [String: Int]

    init(_ results: BuildResults, locale: ReportLocale, countsFrom1904: Bool) {
        self.results = results
        self.locale = locale
        self.countsFrom1904 = countsFrom1904
        places = Dictionary(
            results.indicators.enumerated().map { ($0.element.code, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    // MARK: By reference

    /// The figure that a reference names, written as in reports: `code[dimension=level]:part`, or a fact about the build.
    func figure(_ text: String) throws(FigureProblem) -> FoundFigure {
        if let fact = BuildFact(rawValue: text) { return found(fact) }
        let placeholder = FigurePlaceholder(text)
        guard let reference = FigureReference(placeholder.reference) else {
            throw FigureProblem(
                summary: "'\(text)' is no reference to a figure",
                remedies: ["write it as in reports: 'code', 'code[dimension=level]' or 'code[dimension=level]:n'"])
        }
        guard let place = places[reference.indicator] else {
            let near = nearestName(
                to: reference.indicator, in: results.indicators.map(\.code) + BuildFact.allCases.map(\.rawValue))
            throw FigureProblem(
                summary: "the results have no indicator '\(reference.indicator)'",
                remedies: [near.map { "write '\($0)'" } ?? "add the indicator to the catalogue and build again"])
        }
        let indicator = results.indicators[place]
        guard let value = indicator.values.first(where: { $0.breakdown == reference.levels }) else {
            // The title and the unit are the indicator's, whatever values it has.
            if reference.levels.isEmpty, let part = placeholder.part, let text = try words(part, of: indicator) {
                return text
            }
            let references = indicator.values.map { Self.reference(indicator, $0) }
            let near = nearestName(to: placeholder.reference, in: references, most: 6)
            throw FigureProblem(
                summary: "'\(indicator.code)' has no value '\(placeholder.reference)'",
                cause: references.isEmpty
                    ? "it has no values" : "it has \(Self.listed(references))",
                // The nearest in letters may be far in meaning, as women from men, so that it is not simply prescribed.
                remedies: [
                    near.map { "write one of these; the nearest in letters is '\($0)'" }
                        ?? "add the breakdown to the indicator and build again"
                ])
        }
        return try figure(indicator, value, part: placeholder.part)
    }

    /// A part of a value: nil for the value itself.
    func figure(
        _ indicator: BuildResults.Indicator, _ value: BuildResults.Value, part: String?
    ) throws(FigureProblem) -> FoundFigure {
        let part = part ?? "value"
        if let text = try words(part, of: indicator) { return text }
        let name = Self.reference(indicator, value) + (part == "value" ? "" : ":\(part)")
        let limit = value.interval.flatMap { ends -> Double?? in
            guard ends.count == 2 else { return nil }
            return part == "lower" ? .some(ends[0]) : part == "upper" ? .some(ends[1]) : nil
        }
        switch part {
        case "value": return shown(value.value, of: value, name, isTime: isTime(indicator), ofItsOwn: true)
        case "n": return shown(value.n, of: value, name, isTime: false, ofItsOwn: true)
        default: break
        }
        if let limit { return shown(limit, of: value, name, isTime: isTime(indicator), ofItsOwn: true) }
        if let further = value.further?[part] { return shown(further, of: value, name, isTime: false, ofItsOwn: false) }
        let known = Self.parts(of: indicator)
        // Where there is no value, it has no further numbers either: its mark stands in their place.
        if value.value == nil, known.contains(part) {
            return shown(nil, of: value, name, isTime: false, ofItsOwn: false)
        }
        let near = part == "interval" ? "lower' or 'upper" : nearestName(to: part, in: known)
        throw FigureProblem(
            summary: "'\(Self.reference(indicator, value))' has no number '\(part)'",
            cause: "it has \(Self.listed(known))",
            remedies: near.map { ["write '\($0)'"] } ?? [])
    }

    // MARK: What a cell shows

    /// A number, or the mark in its place: what is withheld or absent is never a number.
    ///
    /// - Parameter ofItsOwn: Whether null means withheld where the value itself is shown. Of further numbers it may also mean
    ///   absent, and the results do not tell which.
    private func shown(
        _ number: Double?, of value: BuildResults.Value, _ name: String, isTime: Bool, ofItsOwn: Bool
    ) -> FoundFigure {
        if value.withheld {
            return FoundFigure(reference: name, content: .text(locale.withheldMark), mark: .withheld)
        }
        if let number, number.isFinite {
            return FoundFigure(
                reference: name, content: isTime ? time(number) : .number(number), mark: nil,
                isApproximate: value.approximate)
        }
        if value.absent == nil, value.value != nil, ofItsOwn {
            return FoundFigure(reference: name, content: .text(locale.withheldMark), mark: .withheld)
        }
        let reason = value.absent ?? "other"
        let mark = locale.absenceMarks[reason] ?? locale.absenceMarks["other"] ?? locale.withheldMark
        return FoundFigure(reference: name, content: .text(mark), mark: .absent(reason))
    }

    private func isTime(_ indicator: BuildResults.Indicator) -> Bool {
        indicator.unit == "day" || indicator.unit == "moment"
    }

    /// A day or a moment as spreadsheets count it; in words where they cannot.
    private func time(_ value: Double) -> CellContent {
        // 25,569 is 1 January 1970 in Excel's count, which is right from 1 March 1900, its day 61, on.
        let serial = value + 25_569 - (countsFrom1904 ? 1_462 : 0)
        if serial >= (countsFrom1904 ? 0 : 61), serial < 2_958_466 { return .number(serial) }
        guard let day = Int32(exactly: value.rounded(.down)) else { return .number(value) }
        return .text(locale.day(CalendarDay(number: day)))
    }

    /// A title or a unit; nil for a part that is a number.
    private func words(_ part: String, of indicator: BuildResults.Indicator) throws(FigureProblem) -> FoundFigure? {
        switch part {
        case "title":
            guard let title = indicator.titles[locale.language] else {
                throw FigureProblem(
                    summary: "'\(indicator.code)' has no title in '\(locale.language)'",
                    cause: "it has titles in \(Self.listed(indicator.titles.keys.sorted()))",
                    remedies: ["choose one of them with --language", "add the title to the catalogue and build again"])
            }
            return FoundFigure(reference: "\(indicator.code):title", content: .text(title))
        case "unit":
            let unit = locale.texts["unit.\(indicator.unit)"] ?? indicator.unit
            return FoundFigure(reference: "\(indicator.code):unit", content: .text(unit))
        default: return nil
        }
    }

    /// A fact about the build, as text; the threshold is a number.
    func found(_ fact: BuildFact) -> FoundFigure {
        func day(_ iso: String) -> String { CalendarDay(iso: iso).map(locale.day) ?? iso }
        let content: CellContent =
            switch fact {
            case .asOf: .text(day(results.asOf))
            case .period: .text("\(day(results.period.from))–\(day(results.period.to))")
            case .periodFrom: .text(day(results.period.from))
            case .periodTo: .text(day(results.period.to))
            case .pipeline: .text(results.pipeline)
            case .build: .text(results.build)
            case .threshold: .number(Double(results.threshold))
            }
        return FoundFigure(reference: fact.rawValue, content: content)
    }

    // MARK: Names

    /// The reference of a value, its dimensions in order of their names.
    static func reference(_ indicator: BuildResults.Indicator, _ value: BuildResults.Value) -> String {
        guard !value.breakdown.isEmpty else { return indicator.code }
        let levels = value.breakdown.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return "\(indicator.code)[\(levels.joined(separator: ","))]"
    }

    /// What may stand behind the colon.
    static func parts(of indicator: BuildResults.Indicator) -> [String] {
        var parts = ["value", "n", "title", "unit"]
        if indicator.values.contains(where: { $0.interval != nil }) { parts += ["lower", "upper"] }
        let further = Set(indicator.values.flatMap { ($0.further ?? [:]).keys })
        return parts + further.subtracting(parts).sorted()
    }

    static func listed(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}
