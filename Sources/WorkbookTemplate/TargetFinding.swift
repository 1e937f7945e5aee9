internal import Diagnostics

/// Finds the cells that a template's names and a map speak of, and their figures.
struct TargetFinding {
    /// A place that is to take a figure.
    struct Target {
        let place: SheetPlace
        let name: String?
        let figure: FoundFigure
        let replacesFormula: Bool
        /// Where it was asked for: in the map, or in the workbook.
        let location: RecordLocation
        let isOfMap: Bool
    }

    /// A name of one place.
    struct NamedPlace {
        let defined: WorkbookOutline.DefinedName
        let place: SheetPlace
    }

    let file: String
    /// The names of the sheets, in the order of tabs.
    let sheets: [String]
    private let names: [WorkbookOutline.DefinedName]
    private let places: [NamedPlace]
    private let placeByName: [String: NamedPlace]
    private let finder: FigureFinder
    private let figureNames: FigureNames

    private(set) var targets: [Target] = []
    private(set) var plan = FillingPlan()
    private var mappedNames: Set<String> = []

    init(file: String, sheets: [String], names: [WorkbookOutline.DefinedName], finder: FigureFinder) {
        self.file = file
        self.sheets = sheets
        // Names that spreadsheet programs keep for themselves, such as print areas, and those that are hidden, are not for filling.
        self.names = names.filter { !$0.isHidden && !$0.name.lowercased().hasPrefix("_xlnm.") }
        self.finder = finder
        figureNames = FigureNames(finder)
        places = self.names.compactMap { name in
            guard let place = SheetPlace(name.formula), let sheet = Self.sheet(place.sheet, among: sheets) else {
                return nil
            }
            return NamedPlace(defined: name, place: SheetPlace(sheet: sheet, box: place.box))
        }
        placeByName = Dictionary(places.map { (Self.key($0.defined), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes in the map, then the names that follow the rule and that the map does not speak of.
    mutating func find(_ map: TemplateMap) {
        for entry in map.entries { find(entry) }
        for name in names where !isMapped(name) { find(name) }
        if targets.isEmpty, plan.findings.isEmpty {
            plan.findings.append(
                .template(
                    "nothing-to-fill", at: RecordLocation(file: file), "no cell of the template asks for a figure",
                    cause: "no defined name begins with 'kaiku.', and no map names a cell",
                    remedies: [
                        "name cells by the rule, such as kaiku.EECO01.gender_group.women",
                        "say in a map which figure goes where, and give it with --map",
                    ]))
        }
    }

    /// The rows to look at, by sheet: those of targets, and those of every named cell.
    var wantedRows: [String: Set<Int>] {
        var rows: [String: Set<Int>] = [:]
        for place in targets.map(\.place) + places.map(\.place) {
            rows[place.sheet, default: []].insert(place.box.rows.lowerBound)
        }
        return rows
    }

    var changedSheets: Set<String> { Set(targets.map(\.place.sheet)) }

    // MARK: The map

    private mutating func find(_ entry: TemplateMap.Entry) {
        let place: SheetPlace?
        var name: String?
        switch entry.target {
        case .cell(let text): place = cell(text, entry)
        case .name(let text):
            let found = named(text, entry)
            place = found?.place
            name = found?.defined.name
            if let found { mappedNames.insert(Self.key(found.defined)) }
        }
        do throws(FigureProblem) {
            let figure = try finder.figure(entry.figure)
            guard let place else { return }
            targets.append(
                Target(
                    place: place, name: name, figure: figure, replacesFormula: entry.replacesFormula,
                    location: entry.location, isOfMap: true))
        } catch {
            plan.findings.append(
                .template(
                    "unknown-figure", at: entry.location, error.summary, cause: error.cause, remedies: error.remedies))
        }
    }

    /// The cell that a map names.
    private mutating func cell(_ text: String, _ entry: TemplateMap.Entry) -> SheetPlace? {
        guard let place = SheetPlace(text), place.box.isSingle else {
            plan.findings.append(
                .template(
                    "bad-cell", at: entry.location, "'\(text)' is no cell",
                    remedies: ["write the sheet and one cell, such as 'Taulu1!C7' or \"'Osa 1'!C7\""]))
            return nil
        }
        guard let sheet = Self.sheet(place.sheet, among: sheets) else {
            plan.findings.append(
                .template(
                    "unknown-sheet", at: entry.location, "the template has no sheet '\(place.sheet)'",
                    cause: "its sheets are \(FigureFinder.listed(sheets))",
                    remedies: nearestName(to: place.sheet, in: sheets).map { ["write '\($0)'"] } ?? []))
            return nil
        }
        return SheetPlace(sheet: sheet, box: place.box)
    }

    /// The place of a name in a map: the workbook's own, else the only one of a sheet.
    private mutating func named(_ text: String, _ entry: TemplateMap.Entry) -> NamedPlace? {
        let (scope, name) = SheetPlace.split(text).map { ($0.sheet, String($0.rest)) } ?? (nil, text)
        let fitting = names.filter {
            $0.name.lowercased() == name.lowercased() && (scope == nil || $0.scope?.lowercased() == scope?.lowercased())
        }
        let own = fitting.filter { $0.scope == nil }
        let found = scope == nil && !own.isEmpty ? own : fitting
        guard let defined = found.first else {
            let near = nearestName(to: name, in: names.map(\.name))
            plan.findings.append(
                .template(
                    "unknown-name", at: entry.location, "the template has no name '\(text)'",
                    cause: names.isEmpty
                        ? "it defines no names" : "it defines \(FigureFinder.listed(names.map(\.name)))",
                    remedies: [near.map { "write '\($0)'" } ?? "name the cell itself, with 'cell:'"]))
            return nil
        }
        guard found.count == 1 else {
            plan.findings.append(
                .template(
                    "ambiguous-name", at: entry.location, "the name '\(text)' is defined on several sheets",
                    cause: "on \(FigureFinder.listed(found.compactMap(\.scope)))",
                    remedies: ["write the sheet before it: '\(found.first?.scope ?? "Sheet")!\(name)'"]))
            return nil
        }
        guard let place = placeByName[Self.key(defined)] else {
            plan.findings.append(notOnePlace(defined, at: entry.location))
            return nil
        }
        return place
    }

    // MARK: Names by the rule

    private mutating func find(_ name: WorkbookOutline.DefinedName) {
        guard FigureNames.isAddressed(name.name) else {
            guard placeByName[Self.key(name)] != nil, let near = figureNames.lookalike(name.name) else { return }
            plan.unknownNames.append(
                FilledTemplate.UnknownName(name: name.name, place: name.formula, near: near))
            return
        }
        let location = RecordLocation(file: file)
        do throws(FigureProblem) {
            let figure = try figureNames.figure(name.name)
            guard let place = placeByName[Self.key(name)] else {
                plan.findings.append(notOnePlace(name, at: location))
                return
            }
            targets.append(
                Target(
                    place: place.place, name: name.name, figure: figure, replacesFormula: false, location: location,
                    isOfMap: false))
        } catch {
            plan.unknownNames.append(
                FilledTemplate.UnknownName(name: name.name, place: name.formula, near: error.near))
            plan.findings.append(
                .template(
                    "unknown-figure", .warning, at: location, error.summary, cause: error.cause,
                    remedies: error.remedies))
        }
    }

    private func notOnePlace(
        _ name: WorkbookOutline.DefinedName, at location: RecordLocation
    ) -> Finding {
        .template(
            "not-one-cell", at: location, "the name '\(name.name)' stands for no cell of this workbook",
            cause: "it stands for '\(name.formula.prefix(80))'",
            remedies: ["let it refer to one cell, in Formulas, Name Manager"])
    }

    // MARK: Into the sheets

    /// The plan, with every target held against the sheet that it is in.
    func plan(in template: TemplateSheets) -> FillingPlan {
        var checking = TargetChecking(self, template, plan)
        return checking.plan(places)
    }

    /// A name within its scope.
    static func key(_ name: WorkbookOutline.DefinedName) -> String {
        "\(name.scope?.lowercased() ?? "")\n\(name.name.lowercased())"
    }

    private func isMapped(_ name: WorkbookOutline.DefinedName) -> Bool { mappedNames.contains(Self.key(name)) }

    /// A sheet by its name, letter case ignored if no name agrees exactly.
    static func sheet(_ name: String, among sheets: [String]) -> String? {
        sheets.first { $0 == name } ?? sheets.first { $0.lowercased() == name.lowercased() }
    }
}
