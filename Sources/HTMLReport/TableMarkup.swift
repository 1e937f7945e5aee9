import Disclosure
import Records
import Reporting

/// Rows of tables as markup.
///
/// Made here and not by a template: a table may have thousands of cells, and a template engine looks each of them up by name
/// through a stack of dictionaries, which takes some twenty times as long.
struct TableMarkup {
    let locale: ReportLocale
    /// What a mark means, for those who only hear it.
    let meanings: [String: String]
    /// Marks met since the table began, in order of their first use.
    private(set) var marks: [String] = []

    init(locale: ReportLocale, legend: [LegendEntry]) {
        self.locale = locale
        meanings = Dictionary(legend.map { ($0.mark, $0.meaning) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the table is a list of sentences.
    private(set) var isListing = false

    /// Forgets the marks of the table before.
    mutating func beginTable(_ table: Table) {
        marks = []
        isListing = Self.isListing(table)
    }

    /// Whether a column holds numbers, and is aligned to the right.
    static func isNumeric(_ column: Int, of table: Table) -> Bool {
        if column < table.rowHeaders { return false }
        if table.columns[column].format != nil { return true }
        var hasNumber = false
        for row in table.rows where row.indices.contains(column) {
            switch row[column] {
            case .number, .formatted: hasNumber = true
            case .absent: continue
            case .text, .sourceText, .day: return false
            }
        }
        return hasNumber
    }

    /// Characters of texts that a row has at least, on average, in a table that is read row by row.
    private static let listingLength = 60

    /// Whether a table is a list of sentences, read row by row. On a narrow screen its rows stand below each other, each text after the
    /// title of its column, since nobody reads sentences by scrolling them sideways.
    private static func isListing(_ table: Table) -> Bool {
        let texts = table.columns.indices.filter { $0 >= table.rowHeaders && !isNumeric($0, of: table) }
        guard texts.count >= 2, table.columns.count > 2, !table.rows.isEmpty else { return false }
        let length = table.rows.reduce(0) { sum, row in
            texts.reduce(sum) { sum, column in
                guard row.indices.contains(column) else { return sum }
                switch row[column] {
                case .text(let text), .sourceText(let text): return sum + text.count
                case .number, .formatted, .day, .absent: return sum
                }
            }
        }
        return length >= listingLength * table.rows.count
    }

    /// The header row.
    func head(of table: Table) -> String {
        // What is no table to the eye on a narrow screen stays one for those who hear it.
        let (row, header) = isListing ? (" role=\"row\"", " role=\"columnheader\"") : ("", "")
        var html = "<tr\(row)>"
        for (index, column) in table.columns.enumerated() {
            let alignment = TableMarkup.isNumeric(index, of: table) ? "" : " class=\"t\""
            // A header cell without a text heads nothing.
            html +=
                column.title.isEmpty
                ? "<td\(alignment)></td>" : "<th scope=\"col\"\(header)\(alignment)>\(escaped(column.title))</th>"
        }
        return html + "</tr>"
    }

    /// The rows below it, with the marks they use.
    mutating func body(of table: Table) -> String {
        let numeric = table.columns.indices.map { TableMarkup.isNumeric($0, of: table) }
        let isListing = isListing
        let rowRole = isListing ? " role=\"row\"" : ""
        func label(_ column: Int, _ role: String) -> String {
            isListing ? " role=\"\(role)\" data-label=\"\(escaped(table.columns[column].title))\"" : ""
        }
        var html = ""
        html.reserveCapacity(table.rows.count * table.columns.count * 40)
        let repeats = table.rows.indices.map { index in
            index > 0 ? repeatedHeaders(table.rows[index], table.rows[index - 1], table.rowHeaders) : 0
        }
        // Rows come in groups when a good part of them repeats the header above; then a group's first row is set off.
        let isGrouped = repeats.count { $0 > 0 } * 3 >= max(1, table.rows.count)
        for (number, (row, repeats)) in zip(table.rows, repeats).enumerated() {
            let isTotal = table.totals.contains(number)
            html +=
                "<tr\(rowRole)"
                + (isTotal ? " class=\"total\">" : isGrouped && repeats == 0 ? " class=\"first\">" : ">")
            for column in table.columns.indices {
                let cell = row.indices.contains(column) ? row[column] : .text("")
                let content = markup(cell, format: table.columns[column].format)
                if column < table.rowHeaders, !content.isEmpty {
                    html +=
                        "<th scope=\"row\"\(label(column, "rowheader"))\(column < repeats ? " class=\"again\"" : "")>"
                    html += content + "</th>"
                } else {
                    html += "<td\(label(column, "cell"))" + (numeric[column] ? ">" : " class=\"t\">")
                    html += content
                    html += "</td>"
                }
            }
            html += "</tr>\n"
        }
        return html
    }

    /// A number, or its mark with the meaning for those who only hear it.
    mutating func markup(_ number: ProtectedNumber, _ format: NumberFormat) -> String {
        let text = locale.text(number, format)
        guard number.value == nil else {
            if number.approximate { note(locale.approximateWord) }
            return escaped(text)
        }
        return markup(ofMark: text, isWithheld: number.isWithheld)
    }

    private mutating func markup(_ cell: Cell, format: NumberFormat?) -> String {
        switch cell {
        case .text(let text): breakable(escaped(heldTogether(text)))
        // Text of a source is kept from turning its surroundings round, whatever script it is in.
        case .sourceText(let text): text.isEmpty ? "" : "<bdi>\(breakable(escaped(text)))</bdi>"
        case .number(let number): markup(number, format ?? .decimal(2))
        case .formatted(let number, let format): markup(number, format)
        case .day(let day): "<time datetime=\"\(day.description)\">\(escaped(locale.day(day)))</time>"
        case .absent(let reason):
            markup(ofMark: locale.absenceMarks[reason] ?? locale.absenceMarks["other"] ?? "–", isWithheld: false)
        }
    }

    private mutating func markup(ofMark mark: String, isWithheld: Bool) -> String {
        note(mark)
        let spoken = isWithheld ? locale.text("html.withheld") : meanings[mark] ?? locale.text("html.absent")
        return "<span class=\"m\"><span aria-hidden=\"true\">\(escaped(mark))</span>"
            + "<span class=\"v\">\(escaped(spoken))</span></span>"
    }

    private mutating func note(_ mark: String) {
        if !marks.contains(mark) { marks.append(mark) }
    }

    /// How many leading headers are the same as in the row above.
    private func repeatedHeaders(_ row: [Cell], _ above: [Cell], _ headers: Int) -> Int {
        var count = 0
        while count < headers - 1, row.indices.contains(count), above.indices.contains(count),
            row[count] == above[count]
        {
            count += 1
        }
        return count
    }
}
