internal import Diagnostics

/// Holds targets against the sheets that they are in: what can be filled, what cannot and why.
struct TargetChecking {
    private let finding: TargetFinding
    private let sheets: TemplateSheets
    private var plan: FillingPlan
    private var taken: [CellAddress: TargetFinding.Target] = [:]

    init(_ finding: TargetFinding, _ sheets: TemplateSheets, _ plan: FillingPlan) {
        self.finding = finding
        self.sheets = sheets
        self.plan = plan
    }

    /// - Parameter named: Every name of one place.
    mutating func plan(_ named: [TargetFinding.NamedPlace]) -> FillingPlan {
        for target in finding.targets { check(target) }
        let order = Dictionary(
            uniqueKeysWithValues: Set(finding.sheets).map { ($0, finding.sheets.firstIndex(of: $0) ?? 0) })
        plan.cells.sort { left, right in
            let (a, b) = (left.address, right.address)
            return (order[a.sheet] ?? 0, a.row, a.column) < (order[b.sheet] ?? 0, b.row, b.column)
        }
        for name in named {
            // A single cell, or one merged of several.
            guard let layout = sheets[name.place.sheet]?.layout,
                name.place.box.isSingle || layout.merged.contains(name.place.box), let address = name.place.upperLeft,
                taken[address] == nil
            else { continue }
            let cell = layout.cell(address)
            if cell?.hasValue != true, cell?.formula == nil {
                plan.emptyCells.append(FilledTemplate.EmptyCell(name: name.defined.name, address: address))
            }
        }
        return plan
    }

    private mutating func check(_ target: TargetFinding.Target) {
        guard let address = address(of: target), let layout = layout(of: target, address) else { return }
        if let other = taken[address] {
            guard other.figure.reference != target.figure.reference else { return }
            // A map has the last word on what a name by the rule asks for.
            if other.isOfMap, !target.isOfMap { return }
            report(
                "conflict", target, address, "the cell is to take two figures",
                cause: "'\(other.figure.reference)' and '\(target.figure.reference)'",
                remedies: ["name the cell once"])
            return
        }
        taken[address] = target
        let isFree = isUpperLeft(address, target, layout)
        let replaces = formula(address, target, layout)
        guard isFree, let replaces, isShortEnough(address, target) else { return }
        if replaces { plan.replacedFormulas.append(address) }
        let figure = target.figure
        var absence: String?
        if case .absent(let reason) = figure.mark { absence = reason }
        plan.cells.append(
            FilledTemplate.Cell(
                address: address, name: target.name, figure: figure.reference, content: figure.content,
                isWithheld: figure.mark == .withheld, absence: absence, isApproximate: figure.isApproximate))
        if figure.isApproximate {
            report(
                "approximate", severity: .warning, target, address, "'\(figure.reference)' is approximate",
                cause: "a figure marked approximate in its source has entered it, and the cell shows the bare number",
                remedies: ["say so beside the cell, if the form has room for it"])
        }
    }

    /// The cell that a place means: its own, or the upper left one of a place that is merged as a whole.
    private mutating func address(of target: TargetFinding.Target) -> CellAddress? {
        let place = target.place
        if place.box.isSingle || sheets[place.sheet]?.layout.merged.contains(place.box) == true {
            return place.upperLeft
        }
        plan.findings.append(
            .template(
                "not-one-cell", at: target.location,
                "the name '\(target.name ?? place.box.text)' stands for several cells",
                cause: "it stands for \(place.sheet)!\(place.box.text), which is not merged",
                remedies: ["let it refer to one cell, in Formulas, Name Manager"]))
        return nil
    }

    private mutating func layout(of target: TargetFinding.Target, _ address: CellAddress) -> SheetLayout? {
        guard let layout = sheets[address.sheet]?.layout else {
            report(
                "not-a-worksheet", target, address, "the sheet '\(address.sheet)' has no cells",
                cause: "it is a chart or another sheet without rows", remedies: ["name a cell of a worksheet"])
            return nil
        }
        guard layout.data != nil else {
            report(
                "no-cells", target, address, "the sheet '\(address.sheet)' is damaged",
                cause: "its part has no sheetData element, which every worksheet has",
                remedies: ["open the template in Excel, let it repair the file, and save it"])
            return nil
        }
        return layout
    }

    private mutating func isUpperLeft(
        _ address: CellAddress, _ target: TargetFinding.Target, _ layout: SheetLayout
    ) -> Bool {
        guard let box = layout.merged.first(where: { $0.contains(address) }), !box.isUpperLeft(address) else {
            return true
        }
        report(
            "merged", target, address, "the cell is covered by a merged one",
            cause: "\(box.text) are merged, and only \(box.upperLeft) shows a value",
            remedies: ["name \(box.upperLeft) instead"])
        return false
    }

    /// Whether a formula gives way; nil when one stands in the way.
    private mutating func formula(
        _ address: CellAddress, _ target: TargetFinding.Target, _ layout: SheetLayout
    ) -> Bool? {
        if let range = layout.formulaRanges.first(where: { $0.box.contains(address) }) {
            report(
                "formula", target, address, "the cell belongs to a formula of several cells",
                cause: "\(range.box.text) take their values from the formula in \(range.anchor)",
                remedies: ["name another cell", "remove that formula in Excel and save the template"])
            return nil
        }
        guard let formula = layout.cell(address)?.formula else { return false }
        if let others = formula.others {
            report(
                "formula", target, address, "the cell has a formula that other cells share",
                cause: "\(others.text) take their formula from it, and would lose it",
                remedies: ["name another cell", "remove the formula in Excel and save the template"])
            return nil
        }
        guard target.replacesFormula else {
            report(
                "formula", target, address, "the cell has a formula, which is not overwritten",
                cause: "a template's formulas are the funder's",
                remedies: [
                    "name the cell that the formula takes its value from",
                    "write 'replace-formula: true' beside the cell in the map, if the formula is to go",
                ])
            return nil
        }
        return true
    }

    private mutating func isShortEnough(_ address: CellAddress, _ target: TargetFinding.Target) -> Bool {
        guard case .text(let text) = target.figure.content, text.utf16.count > CellMarkup.longestText else {
            return true
        }
        report(
            "text-too-long", target, address, "'\(target.figure.reference)' is too long for a cell",
            cause: "it has \(text.utf16.count) characters, and a cell takes \(CellMarkup.longestText)",
            remedies: ["shorten it in the catalogue and build again"])
        return false
    }

    /// A finding about a cell; where a map asked for it, the map's line is named as well.
    private mutating func report(
        _ code: String, severity: Severity = .error, _ target: TargetFinding.Target, _ address: CellAddress,
        _ problem: String, cause: String, remedies: [String]
    ) {
        let asked =
            target.isOfMap ? " (asked for in \(target.location))" : target.name.map { " (named \($0))" } ?? ""
        plan.findings.append(
            .template(
                code, severity, at: RecordLocation(file: finding.file, cell: address), problem + asked, cause: cause,
                remedies: remedies))
    }
}
