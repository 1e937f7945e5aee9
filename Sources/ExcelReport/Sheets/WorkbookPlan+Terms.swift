import Reporting

extension WorkbookPlan {
    /// A sheet with a row for each term of a section; where there are several lists, their headings have a column before it.
    mutating func termsSheet(_ section: Section, _ parts: SectionParts) -> SheetPlan {
        let first = parts.terms.first?.title ?? ""
        let title = parts.terms.count > 1 || first.isEmpty ? section.title : first
        let short = section.shortTitle.isEmpty ? title : section.shortTitle
        var sheet = SheetPlan(
            kind: .table, name: names.sheet(short, fallback: section.id), title: title, section: section.title)
        sheet.lines = [wayBack] + (parts.tables.isEmpty ? parts.lines : [])
        var columns = [
            PlannedColumn(title: locale.text("excel.column.term"), widest: 230),
            PlannedColumn(title: locale.text("excel.column.meaning"), widest: 620, narrowest: 400),
        ]
        var rows: [[Cell]] = []
        if parts.terms.count > 1 {
            columns.insert(PlannedColumn(title: locale.text("excel.column.subject"), widest: 190), at: 0)
            for list in parts.terms {
                let subject: Cell = list.title.isEmpty ? .absent(reason: "not-applicable") : .text(list.title)
                rows += list.terms.map { [subject, .text($0.name), .text($0.meaning)] }
            }
        } else {
            rows = parts.terms.flatMap(\.terms).map { [.text($0.name), .text($0.meaning)] }
        }
        sheet.table = TablePlan(
            name: names.table("terms"), id: "terms", columns: PlannedColumn.unique(columns), rows: rows,
            rowHeaders: columns.count - 1)
        return sheet
    }
}
