import Disclosure
import Reporting

/// Writes a list of what is to be fixed as a workbook that its receiver fills in and sends back.
///
/// A cover that says what to do, a sheet with a line for each problem, and one for who filled it in. Only the cells that are to be filled
/// in can be changed; the protection has no password. The last column holds what a line is known by, so that rows may be sorted.
///
/// - Throws: ``ExcelReportError`` when the file cannot be written; it is then not to be used.
/// - Complexity: O(problems).
public func writeFixList(_ list: FixList, to path: String) throws(ExcelReportError) {
    let document = Document(information: list.information, locale: list.locale, sections: [])
    let plan = FixListPlan(list)
    let workbook = try Workbook(path: path, size: 1_000_000 + list.problems.count * 1000)
    var formats = FormatBook()
    for (index, sheet) in plan.sheets.enumerated() {
        var region: TableRegion?
        try workbook.addSheet(named: sheet.plan.name) { (native) throws(ExcelReportError) in
            var writer = SheetWriter(sheet: native.name, document: document, options: ExcelReportOptions())
            region = try writer.write(sheet.plan, native, workbook, &formats)
            if let region {
                let style = CellStyle(wraps: true, rule: .input, format: "@", isUnlocked: true)
                let format = formats.format(style, in: workbook)
                for row in sheet.open {
                    try native.writeBlank(row: region.heading + 1 + row, column: sheet.openColumn, format)
                }
                native.freeze(above: region.heading + 1)
            }
            native.protect()
            if index == 0 { native.activate() }
        }
        if let region {
            try workbook.defineName(region.name(sheetNumber: index + 1), range: region.range(on: sheet.plan.name))
        }
    }
    try workbook.setProperty("Build", CellText.shortened(CellText.line(list.information.build), bytes: 255))
    try workbook.close(path: path)
    try WorkbookPackage.replaceProperties(of: path, with: CoreProperties(document).xml)
}

/// The sheets of a list of problems.
struct FixListPlan {
    /// A sheet, and which cells of it are to be filled in.
    struct FilledSheet {
        var plan: SheetPlan
        var openColumn = 0
        /// Rows of the table, from 0.
        var open: [Int] = []
    }

    private(set) var sheets: [FilledSheet] = []

    init(_ list: FixList) {
        var names = SheetNames()
        let locale = list.locale
        let cover = names.sheet(locale.text("fix.sheet.cover"), fallback: "Read this first")
        let problems = names.sheet(locale.text("fix.sheet.problems"), fallback: "What to fix")
        let questions = names.sheet(locale.text("fix.sheet.return"), fallback: "Who fixed it")
        sheets = [
            FilledSheet(plan: Self.cover(list, name: cover, target: problems)),
            Self.problems(list, name: problems, table: names.table("fix_list")),
            Self.questions(list, name: questions, table: names.table("fix_return")),
        ]
    }

    private static func cover(_ list: FixList, name: String, target: String) -> SheetPlan {
        var sheet = SheetPlan(kind: .cover, name: name, title: list.information.title, section: "")
        sheet.lines = [SheetLine(.subtitle, list.information.subtitle)]
        for line in list.cover {
            switch line {
            case .paragraph(let text): sheet.lines.append(SheetLine(.body, text))
            case .heading(let text): sheet.lines.append(SheetLine(.heading, text))
            case .step(let text): sheet.lines.append(SheetLine(.bullet, text))
            case .fact(let fact): sheet.lines.append(SheetLine(.body, fact.text, label: fact.label))
            }
        }
        sheet.lines.append(SheetLine(.body, list.locale.text("fix.go-to-problems"), link: target))
        return sheet
    }

    private static func problems(_ list: FixList, name: String, table: String) -> FilledSheet {
        let locale = list.locale
        // Lists of text files have no sheets to tell.
        let hasSheets = list.problems.contains { $0.sheet != nil }
        func column(_ name: String, _ widest: Double, narrowest: Double = 84) -> PlannedColumn {
            PlannedColumn(title: locale.text("fix.column.\(name)"), widest: widest, narrowest: narrowest)
        }
        var row = column("row", 80, narrowest: 60)
        row.format = .integer
        var key = column("key", 84)
        key.isTechnical = true
        var columns = [column("file", 400)]
        if hasSheets { columns.append(column("sheet", 130)) }
        columns += [row, column("column", 180), column("problem", 420), column("value", 220, narrowest: 220), key]
        var sheet = SheetPlan(kind: .table, name: name, title: locale.text("fix.problems"), section: "")
        sheet.lines = [SheetLine(.body, locale.text("fix.problems.introduction"))]
        let rows = list.problems.map { problem -> [Cell] in
            func text(_ text: String?) -> Cell { text.map { .sourceText($0) } ?? .absent(reason: "not-applicable") }
            let number = problem.row.map { number -> Cell in
                .number(.unrestricted(Double(number), because: "is the number of a row"))
            }
            var cells = [text(problem.file)]
            if hasSheets { cells.append(text(problem.sheet)) }
            cells += [number ?? text(nil), text(problem.column), text(problem.sentence)]
            cells.append(.text(problem.takesValue ? locale.text("fix.column.value") : locale.text("fix.in-file")))
            cells.append(.text(problem.key))
            return cells
        }
        sheet.table = TablePlan(
            name: table, id: "problems", columns: PlannedColumn.unique(columns), rows: rows,
            rowHeaders: hasSheets ? 4 : 3, widest: 1320, leavesEmpty: true)
        return FilledSheet(
            plan: sheet, openColumn: columns.count - 2,
            open: list.problems.indices.filter { list.problems[$0].takesValue })
    }

    private static func questions(_ list: FixList, name: String, table: String) -> FilledSheet {
        let locale = list.locale
        var columns = ["question", "answer", "key"].map {
            PlannedColumn(title: locale.text("fix.column.\($0)"), widest: $0 == "key" ? 84 : 340)
        }
        columns[2].isTechnical = true
        var sheet = SheetPlan(kind: .table, name: name, title: locale.text("fix.return"), section: "")
        sheet.lines = [SheetLine(.body, locale.text("fix.return.introduction"))]
        let rows = list.questions.map { question -> [Cell] in
            [.text(question.label), .text(String(repeating: "m", count: 20)), .text(question.key)]
        }
        sheet.table = TablePlan(
            name: table, id: "return", columns: PlannedColumn.unique(columns), rows: rows, rowHeaders: 1)
        return FilledSheet(plan: sheet, openColumn: 1, open: Array(list.questions.indices))
    }
}
