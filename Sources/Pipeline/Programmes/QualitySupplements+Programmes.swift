import Diagnostics
import Disclosure
import Indicators
import Ingest
import Records
import Reporting
import Transmission

/// The checks of programmes in the report: each with its result, where it does not hold, and how far aims are reached.
extension QualitySupplements {
    var programmeChecks: [Block] {
        let checks = facts.programmes.checks
        guard !checks.isEmpty else { return [.paragraph(text("programme-checks.none"))] }
        // What is only worth a look breaks no rule.
        let broken = checks.count { $0.check.severity > .info && !$0.broken.isEmpty }
        let noted = checks.count { $0.check.severity == .info && !$0.broken.isEmpty }
        let made = checks.count(where: \.wasMade)
        var summary = locale.text(
            broken == 0 ? "programme-checks.all-hold" : "programme-checks.summary",
            ["all": counted(checks.count), "made": counted(made), "broken": counted(broken)])
        if noted > 0 { summary += " " + locale.text("programme-checks.noted", ["noted": counted(noted)]) }
        var blocks: [Block] = [.paragraph(summary), .table(checkTable(checks))]
        let cells = checks.flatMap { judged in judged.cells.map { (check: judged.check, cell: $0) } }
        let odd = cells.filter { !Self.isAim($0.check) && $0.cell.isShown }
        if !odd.isEmpty { blocks.append(.table(oddTable(odd))) }
        let hidden = cells.count { !$0.cell.isShown }
        if hidden > 0 {
            blocks.append(.paragraph(locale.text("programme-checks.not-shown", ["count": counted(hidden)])))
        }
        let aims = cells.filter { Self.isAim($0.check) && $0.cell.isShown }
        if !aims.isEmpty { blocks.append(.table(aimTable(aims))) }
        return blocks
    }

    private static func isAim(_ check: ProgrammeCheck) -> Bool { check.test == .milestone || check.test == .target }

    /// Every check in words: the rule, where it is from, and what came of it.
    private func checkTable(_ checks: [JudgedCheck]) -> Table {
        let rows = checks.map { judged -> [Cell] in
            let check = judged.check
            let programme = pipeline.catalogue.programme(check.programme)
            return [
                .text(check.text(in: locale.language)), .text(programme?.title(in: locale.language) ?? check.programme),
                .text(source(of: check)), .text(result(of: judged)), .text(check.id),
            ]
        }
        return Table(
            id: "programme-checks", title: text("programme-checks.table"),
            shortTitle: text("programme-checks.table.short"), introduction: text("programme-checks.introduction"),
            columns: columns(["check", "programme", "reference", "result", "code"]), rows: rows)
    }

    private func columns(_ ids: [String]) -> [TableColumn] {
        ids.map { TableColumn(id: $0, title: text("programme-checks.column.\($0)")) }
    }

    private func source(of check: ProgrammeCheck) -> String {
        let named = [check.number, check.reference].filter { !$0.isEmpty }.joined(separator: ", ")
        guard !check.isVerified else { return named }
        let doubts = check.doubts[locale.language] ?? check.doubts["en"] ?? ""
        return [named, text("programme-checks.unverified"), doubts].filter { !$0.isEmpty }.joined(separator: ". ")
    }

    private func result(of judged: JudgedCheck) -> String {
        guard judged.wasMade else { return text("programme-checks.result.nothing") }
        let broken = judged.broken.count
        let values = ["broken": counted(broken), "made": counted(judged.held + judged.cells.count)]
        if Self.isAim(judged.check) {
            func count(_ state: CheckedCell.State) -> String { counted(judged.cells.count { $0.cell.state == state }) }
            return locale.text(
                "programme-checks.result.aims",
                ["reached": count(.reached), "pending": count(.pending), "behind": counted(broken)])
        }
        let key = broken == 0 ? "held" : judged.check.severity == .info ? "noted" : "broken"
        return locale.filled(text("programme-checks.result.\(key)"), values)
    }

    /// The comparisons that do not hold, and the falls that are logged: both sides, and the rows to look at.
    private func oddTable(_ cells: [(check: ProgrammeCheck, cell: JudgedCell)]) -> Table {
        let rows = cells.prefix(Self.listedRows).map { check, judged -> [Cell] in
            [
                .text(check.id), .text(place(judged.cell.cell, of: check)), .text(figures(judged.left)),
                number(judged.left),
                .text(relation(judged.cell)), .text(figures(judged.right)), number(judged.right),
                .sourceText(look(judged)),
            ]
        }
        var columns = columns(["code", "cell", "left", "left-value", "relation", "right", "right-value", "rows"])
        for index in [3, 6] { columns[index].format = .integer }
        return Table(
            id: "programme-checks-cells", title: text("programme-checks.cells"),
            shortTitle: text("programme-checks.cells.short"), introduction: text("programme-checks.cells.introduction"),
            columns: columns, rows: Array(rows), rowHeaders: 2)
    }

    private func number(_ side: JudgedSide) -> Cell {
        side.number.map { .number($0) } ?? .absent(reason: "not-applicable")
    }

    private func relation(_ cell: CheckedCell) -> String {
        switch cell.state {
        case .corrected: text("programme-checks.relation.corrected")
        default: text("programme-checks.relation.\(cell.relation.rawValue)")
        }
    }

    private func look(_ judged: JudgedCell) -> String {
        if case .corrected(let reason) = judged.cell.state { return reason }
        let rows = judged.rows.map { row in
            let line = row.line.map { facts.shown.row($0, of: pipeline.place(of: row.file)) }
            return RecordLocation(file: FilePath.name(of: row.file), line: line)
        }
        let more = judged.rowCount - rows.count
        let listed = RecordLocation.listed(rows)
        return more > 0 ? locale.text("programme-checks.more", ["rows": listed, "count": counted(more)]) : listed
    }

    /// Milestones and targets: what is aimed for, what is achieved, and by when. Where all are of one cell, it stands in the title.
    private func aimTable(_ cells: [(check: ProgrammeCheck, cell: JudgedCell)]) -> Table {
        let listed = cells.prefix(Self.listedRows)
        let places = listed.map { place($0.cell.cell.cell, of: $0.check) }
        let isOfOne = Set(places).count == 1
        let rows = zip(listed, places).map { entry, place -> [Cell] in
            let (check, judged) = entry
            let code = judged.cell.left.terms.first?.indicator ?? ""
            var due: Cell = .absent(reason: "not-applicable")
            if case .reported(_, .some(let day)) = judged.cell.due { due = .day(day) }
            let kind = check.test == .milestone ? "milestone" : "target"
            let state = judged.cell.state == .broken ? "behind" : ProgrammeChecksFile.name(of: judged.cell.state)
            return [.text(pipeline.catalogue.indicator(code)?.title(in: locale.language) ?? code)]
                + (isOfOne ? [] : [.text(place)])
                + [
                    .text(text("programme-checks.\(kind)")), due, number(judged.left), number(judged.right),
                    .text(text("programme-checks.state.\(state)")),
                ]
        }
        var columns = columns(
            ["indicator"] + (isOfOne ? [] : ["cell"]) + ["aim", "due", "aimed", "achieved", "state"])
        for index in columns.indices where ["aimed", "achieved"].contains(columns[index].id) {
            columns[index].format = .integer
        }
        let title = text("programme-checks.aims")
        return Table(
            id: "programme-aims", title: isOfOne ? "\(title). \(places.first ?? "")" : title,
            shortTitle: text("programme-checks.aims.short"), introduction: text("programme-checks.aims.introduction"),
            columns: columns, rows: rows, rowHeaders: isOfOne ? 1 : 2)
    }

    // MARK: Words

    /// A cell in words, such as `Gender: Woman`. What makes a cell of the table that is sent stands first, in that table's order and by
    /// its titles alone, which tell what they are.
    private func place(_ cell: FigureCell, of check: ProgrammeCheck) -> String {
        guard !cell.levels.isEmpty else { return text("table.total") }
        let layout = pipeline.transmissions.layouts.first { $0.programme == check.programme }
        let grain = layout?.tables.first?.grain ?? []
        let ofTable = grain.compactMap { name in cell.levels.first { $0.dimension == name } }
        let isWhole = !grain.isEmpty && ofTable.count == grain.count
        let leading = isWhole ? ofTable.map { named($0).title } : []
        let others = cell.levels.filter { !isWhole || !grain.contains($0.dimension) }.map { level in
            let names = named(level)
            return "\(names.dimension): \(names.title)"
        }
        return (leading + others).joined(separator: ", ")
    }

    private func named(_ level: BreakdownLevel) -> (dimension: String, title: String) {
        let dimension = pipeline.catalogue.dimension(level.dimension)
        let name = dimension?.title(in: locale.language) ?? text("programme-checks.dimension.\(level.dimension)")
        return (name, title(level, dimension?.codeList ?? typedList(level.dimension)))
    }

    private func title(_ level: BreakdownLevel, _ list: String?) -> String {
        if case .missing(let reason) = level.level { return text("missing.\(reason.name)") }
        let code = level.level.name
        return list.flatMap { pipeline.codeLists[$0]?[code]?.titles[locale.language] } ?? code
    }

    /// The code list of a column of what was reported.
    private func typedList(_ column: String) -> String? {
        pipeline.sources.lazy.filter { $0.mapping.record == .programmeFigure }.compactMap { source in
            source.mapping.columns.first { $0.name == column }?.codes
        }.first
    }

    /// The figures of a side, such as `EECO02 + EECO04 (computed)`.
    private func figures(_ side: JudgedSide) -> String {
        var codes: [String] = []
        for term in side.side.terms where !codes.contains(term.indicator) { codes.append(term.indicator) }
        guard !codes.isEmpty else { return "" }
        let bases = Set(side.side.terms.map(\.basis)).sorted().map(title).joined(separator: ", ")
        return "\(codes.joined(separator: " + ")) (\(bases))"
    }

    private func title(_ basis: FigureBasis) -> String {
        switch basis {
        case .computed: text("programme-checks.computed")
        case .reported(let kind, let day):
            text("programme-checks.reported.\(kind.rawValue)") + (day.map { " " + locale.day($0) } ?? "")
        }
    }
}
