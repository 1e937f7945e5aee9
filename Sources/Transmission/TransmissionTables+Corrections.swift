import Disclosure
import Indicators
import Records
public import Reporting

extension TransmissionTables {
    /// What differs from what was sent: a sentence, and a table where something does.
    public func blocks(of comparison: TransmissionComparison?) -> [Block] {
        guard let comparison else { return [.paragraph(text("none-sent"))] }
        let sentence = locale.text(
            "transmission.compared",
            [
                "version": comparison.sent.version, "compared": count(comparison.compared),
                "changed": count(comparison.changes.count),
            ])
        guard !comparison.changes.isEmpty else { return [.paragraph(sentence)] }
        var blocks: [Block] = [.paragraph(sentence)]
        let open = comparison.changes.count(where: \.isUnexplained)
        if open > 0 {
            blocks.append(.notice(locale.text("transmission.unexplained", ["count": count(open)])))
        }
        return blocks + [.table(table(of: comparison))]
    }

    /// The cells that differ, with what was sent, what is now, and why; values that fell first.
    public func table(of comparison: TransmissionComparison) -> Table {
        let columns = [
            ("table", nil), ("cell", nil), ("indicator", nil), ("column", nil), ("sent", NumberFormat.integer),
            ("now", .integer), ("difference", .signed(0)), ("cause", nil), ("explanation", nil),
        ]
        return Table(
            id: "\(prefix)-corrections",
            title: locale.text(
                "transmission.corrections",
                ["version": comparison.sent.version, "programme": transmission.programme.title(in: locale.language)]),
            shortTitle: text("corrections.short"), introduction: text("corrections.introduction"),
            columns: columns.map { id, format in
                TableColumn(id: id, title: text("corrections.\(id)"), format: format)
            }, rows: (comparison.changes.filter(\.falls) + comparison.changes.filter { !$0.falls }).map(row),
            rowHeaders: 4)
    }

    private func row(_ change: CellChange) -> [Cell] {
        let table = layout.tables.first { $0.id == change.table }
        let column = table?.columns.first { $0.id == change.column }
        // Codes: the titles of four dimensions would make a row ten lines high.
        let cell = (table?.grain ?? []).map { change.cell[$0] ?? "" }.joined(separator: " · ")
        let none = Cell.absent(reason: Emptiness.notObserved.rawValue)
        let sent: Cell =
            change.sent?.count.map { .number(.unrestricted($0, because: "it was sent to the authority before")) }
            ?? none
        let now: Cell = change.now.map { self.cell($0) } ?? none
        let difference: Cell =
            change.difference.map {
                .number(.unrestricted($0, because: "both numbers that it is the difference of stand beside it"))
            } ?? none
        return [
            .text(own(table?.shortTitles ?? [:])), .text(cell), .text(title(of: change.indicator)),
            .text(own(column?.titles ?? [:])), sent, now, difference,
            .text(change.causes.map(words).joined(separator: "; ")), .text(explanation(change)),
        ]
    }

    func words(_ cause: ChangeCause) -> String {
        var what = cause.what
        if cause.kind == .laterDay {
            what = what.split(separator: " ").map { part in
                CalendarDay(iso: String(part)).map(locale.day) ?? String(part)
            }.joined(separator: " ")
        }
        return locale.text("transmission.cause.\(cause.kind.rawValue)", ["what": what])
    }

    private func explanation(_ change: CellChange) -> String {
        guard change.falls else { return text("corrections.none-needed") }
        guard let correction = change.correction else { return text("corrections.needed") }
        let reason = correction.reason(in: locale.language)
        return correction.date.map { "\(reason) (\(locale.day($0)))" } ?? reason
    }

    private func count(_ value: Int) -> String { locale.text(Double(value), .integer) }
}
