internal import Diagnostics
public import Ingest
public import Reporting

/// Fills a funder's workbook from the results of a build.
///
/// Cells are found by defined names that follow a rule (`kaiku.EECO01.gender_group.women`) and by a ``TemplateMap``. Every part of the
/// package that needs no change is kept byte for byte, and so is every byte of a changed sheet that is not a filled cell's.
public struct TemplateFilling {
    /// The template's name in messages.
    private let file: String
    private let package: WorkbookPackage
    private let finder: FigureFinder
    private let map: TemplateMap

    /// Bounds on what a template may make this do: it is changed in memory.
    private static var limits: WorkbookLimits {
        var limits = WorkbookLimits()
        limits.bytesPerPart = 512 << 20
        limits.totalBytes = 2 << 30
        return limits
    }

    /// Opens a template.
    ///
    /// - Parameters:
    ///   - path: Where it is; it is read only.
    ///   - displayName: What to call it in messages.
    ///   - results: The figures.
    ///   - locale: The marks, units and days of the language in which the cells are written.
    ///   - map: Which figures go into which cells, beside the names that follow the rule.
    /// - Throws: `WorkbookReadError` when it is no workbook, encrypted, damaged or too large.
    public init(
        path: String, displayName: String, results: BuildResults, locale: ReportLocale,
        map: TemplateMap = TemplateMap(entries: [])
    ) throws(WorkbookReadError) {
        package = try WorkbookPackage(path: path, displayName: displayName, limits: Self.limits)
        finder = FigureFinder(results, locale: locale, countsFrom1904: package.countsDaysFrom1904)
        file = displayName
        self.map = map
    }

    /// The filled workbook.
    ///
    /// - Throws: `Findings` with everything that is wrong, all at once; `WorkbookReadError` when a part cannot be read.
    public func filled() throws -> FilledTemplate {
        try refuseSigned()
        let workbook = try package.contents(of: package.workbookPart)
        let outline = try WorkbookOutline(package, workbook)
        var targets = TargetFinding(
            file: file, sheets: package.sheets.map(\.name), names: outline.names, finder: finder)
        targets.find(map)
        let sheets = try TemplateSheets(package, wanted: targets.wantedRows, changed: targets.changedSheets)
        let plan = targets.plan(in: sheets)
        let errors = plan.findings.contains { $0.severity >= .error }
        guard !errors else { throw Findings(code: "template.findings", plan.findings) }
        let (contents, recalculates) = try contents(of: plan, sheets, outline, workbook)
        return FilledTemplate(
            bytes: try package.rewritten(replacing: contents), cells: plan.cells, unknownNames: plan.unknownNames,
            emptyCells: plan.emptyCells, changedParts: package.partNames.filter { contents[$0] != nil },
            recalculates: recalculates, findings: plan.findings)
    }

    /// A signature holds for the bytes that were signed.
    private func refuseSigned() throws {
        guard let signature = package.partNames.first(where: { $0.lowercased().hasPrefix("_xmlsignatures/") }) else {
            return
        }
        let finding = Finding.template(
            "signed", at: RecordLocation(file: file), "the workbook is signed",
            cause: "it has the part '\(signature)', and any change would make the signature invalid",
            remedies: [
                "ask the funder for a template without a signature",
                "remove the signature in Excel (File, Info, View Signatures) and save a copy",
            ])
        throw Findings(code: "template.findings", [finding])
    }

    /// The new bytes of every part that changes.
    private func contents(
        of plan: FillingPlan, _ sheets: TemplateSheets, _ outline: WorkbookOutline, _ workbook: [UInt8]
    ) throws -> (contents: [String: [UInt8]], recalculates: Bool) {
        var contents: [String: [UInt8]] = [:]
        for (name, cells) in Dictionary(grouping: plan.cells, by: \.address.sheet) {
            guard let sheet = sheets[name] else { continue }
            contents[try written(sheet.layout.part)] = SheetSplice.filled(
                sheet.layout, sheet.bytes, values: cells.map { ($0.address, $0.content) })
        }
        var replaced: [String: Set<String>] = [:]
        for cell in plan.replacedFormulas {
            if let number = outline.sheetNumbers[cell.sheet] { replaced[number, default: []].insert(cell.place) }
        }
        if !replaced.isEmpty, let part = package.partNames.first(where: { $0.lowercased().hasSuffix("/calcchain.xml") })
        {
            if let chain = try CalculationChain.without(
                replaced, package, part: part, package.contents(of: part))
            {
                guard !chain.isEmpty else { throw Findings(code: "template.findings", [lastFormula(plan)]) }
                contents[part] = chain.bytes
            }
        }
        guard sheets.hasFormulas else { return (contents, false) }
        if let bytes = CalculationSplice.recalculating(outline, workbook) {
            contents[try written(package.workbookPart)] = bytes
        }
        return (contents, true)
    }

    /// A part's name as the package writes it.
    private func written(_ part: String) throws(WorkbookReadError) -> String {
        let name = part.lowercased()
        for known in package.partNames where known.lowercased() == name || known.lowercased() == "/" + name {
            return known
        }
        return part
    }

    private func lastFormula(_ plan: FillingPlan) -> Finding {
        let cell = plan.replacedFormulas.first
        return .template(
            "last-formula", at: cell.map { RecordLocation(file: file, cell: $0) } ?? RecordLocation(file: file),
            "no formula would be left in the workbook",
            cause: "the package keeps a list of formulas (calcChain.xml), which may not be empty",
            remedies: ["delete the formula in Excel, save the template, and fill it again"])
    }
}
