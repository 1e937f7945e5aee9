import Disclosure
import Records
public import Reporting
import Workers

/// Writes each table of the documents as comma-separated values, for whoever works on with its numbers.
///
/// For a table `events` of the Finnish document `funder-summary` the file is `funder-summary.events.fi.csv`: the row of headings,
/// and the rows as the table has them. Days are written as 2023-11-07, as all spreadsheets read them.
///
/// - Parameters:
///   - documents: The document in each of its languages.
///   - folder: The folder of the files, made when it is not there.
///   - threads: How many tables are written at a time; the files do not depend on it.
/// - Returns: The names of the files written, sorted.
/// - Throws: ``FigurePackError``; the first in the order of documents and tables, whatever the number of threads.
@discardableResult
public func writeTables(
    of documents: [Document], to folder: String, threads: Int = 2
) throws(FigurePackError) -> [String] {
    var jobs: [(name: String, table: Table, locale: ReportLocale)] = []
    var taken: Set<String> = []
    for document in documents {
        let (report, language) = (document.information.name, document.locale.language)
        for section in document.sections {
            for case .table(let table) in section.blocks {
                for name in [report, table.id, language] where !isFileName(name) { throw .unusableName(name) }
                let name = FigurePaths.name(
                    ofTable: table.id, report: report, language: language, copy: document.information.copy)
                guard taken.insert(name).inserted else {
                    throw .duplicateTable(id: table.id, report: report, language: language)
                }
                jobs.append((name, table, document.locale))
            }
        }
    }
    let target = try FigureFolder(folder)
    let all = jobs
    _ = try inParallel(all.count, threads: threads) { index throws(FigurePackError) in
        let text = TableFile(table: all[index].table, locale: all[index].locale).text
        try target.write(Array(text.utf8), to: all[index].name)
    }
    return jobs.map(\.name).sorted()
}

/// The cells of a table as comma-separated values. A column with approximate numbers has the locale's word in a column beside it.
struct TableFile {
    let table: Table
    let locale: ReportLocale

    private var values: SeparatedValues { SeparatedValues(locale: locale) }

    var text: String {
        let approximate = table.columns.indices.filter { column in
            table.rows.contains { $0.indices.contains(column) && isApproximate($0[column]) }
        }
        var header: [String] = []
        for (index, column) in table.columns.enumerated() {
            header.append(values.text(column.title))
            if approximate.contains(index) {
                header.append(values.text(locale.text("chart.approximate-column", ["series": column.title])))
            }
        }
        let rows = table.rows.map { row -> [String] in
            var fields: [String] = []
            for (index, column) in table.columns.enumerated() {
                let cell = row.indices.contains(index) ? row[index] : .text("")
                fields.append(field(cell, column.format))
                if approximate.contains(index) {
                    fields.append(isApproximate(cell) ? values.text(locale.approximateWord) : "")
                }
            }
            return fields
        }
        return values.file([header] + rows)
    }

    private func field(_ cell: Cell, _ format: NumberFormat?) -> String {
        switch cell {
        case .text(let text), .sourceText(let text): values.text(text)
        case .number(let number): self.number(number, format ?? .decimal(2))
        case .formatted(let number, let format): self.number(number, format)
        case .day(let day): day.description
        case .absent(let reason):
            values.text(locale.absenceMarks[reason] ?? locale.absenceMarks["other"] ?? "\u{2013}")
        }
    }

    /// Days as days, and moments as the table shows them: as numbers they would be counts of days and of seconds.
    private func number(_ number: ProtectedNumber, _ format: NumberFormat) -> String {
        if format == .moment { return values.text(locale.text(number, format)) }
        guard format == .day, let value = number.value else { return values.number(number, format) }
        return CalendarDay(number: Int32(clamping: Int(exactly: value.rounded()) ?? 0)).description
    }

    private func isApproximate(_ cell: Cell) -> Bool {
        switch cell {
        case .number(let number), .formatted(let number, _): number.approximate
        case .text, .sourceText, .day, .absent: false
        }
    }
}
