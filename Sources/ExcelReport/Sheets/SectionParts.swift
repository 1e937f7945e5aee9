import Reporting

/// A section taken apart: its running text, and its tables with the text that belongs to each.
struct SectionParts {
    /// A table with what stands before it.
    struct TablePart {
        var table: Table
        /// All text between the table before and this one, notices included.
        var lines: [SheetLine]
        /// Notices that must stand by the table wherever the other text goes.
        var notices: [SheetLine]
    }

    /// All text of the section in its order, without the notices that stay with a table.
    var lines: [SheetLine] = []
    var tables: [TablePart] = []
    var keyFigures: [KeyFigure] = []
    var definitions: [IndicatorDefinition] = []
    var terms: [TermList] = []

    init(_ section: Section) {
        var pending: [SheetLine] = []
        var notices: [SheetLine] = []
        for block in section.blocks {
            switch block {
            case .heading(let text): pending.append(SheetLine(.heading, text))
            case .paragraph(let text):
                // A sheet has no paragraphs: each line feed starts a cell of its own.
                pending += text.split(whereSeparator: \.isNewline).map { SheetLine(.body, String($0)) }
            case .list(let items): pending += items.map { SheetLine(.bullet, $0) }
            case .quotations(let quotations):
                pending += quotations.map { quotation in
                    SheetLine(
                        .bullet,
                        quotation.text + (quotation.attribution.isEmpty ? "" : " – " + quotation.attribution))
                }
            case .notice(let text):
                pending.append(SheetLine(.notice, text))
                notices.append(SheetLine(.notice, text))
            case .keyFigures(let figures): keyFigures += figures
            case .definitions(let all): definitions += all
            case .terms(let list): if !list.terms.isEmpty { terms.append(list) }
            case .chart: break
            case .table(let table):
                tables.append(TablePart(table: table, lines: pending, notices: notices))
                lines += pending.filter { $0.style != .notice }
                pending = []
                notices = []
            }
        }
        if let last = tables.indices.last {
            // Nothing may stand below a table, so what comes after the last one goes above it.
            tables[last].lines += pending
            tables[last].notices += notices
            lines += pending.filter { $0.style != .notice }
        } else {
            lines += pending
        }
    }
}
