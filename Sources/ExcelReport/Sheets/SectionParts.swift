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

    /// All text of the section in its order, without the notices that stay with a table, and headings with nothing but a table below.
    var lines: [SheetLine] = []
    /// Whether some of it comes after the last table below a heading of its own, so that it belongs to no table.
    var hasTextOfItsOwn = false
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
            case .paragraph(let passage):
                // A sheet has no paragraphs: each line feed starts a cell of its own.
                pending += passage.text.split(whereSeparator: \.isNewline).map { SheetLine(.body, String($0)) }
            case .list(let items): pending += items.map { SheetLine(.bullet, $0.text) }
            case .prose(.paragraph(let text)): pending.append(SheetLine(.body, text.plain))
            case .prose(.list(let items, start: nil)): pending += items.map { SheetLine(.bullet, $0.plain) }
            case .prose(.list(let items, start: let start?)):
                pending += items.enumerated().map { index, item in
                    SheetLine(.body, "\(start.addingReportingOverflow(index).partialValue). \(item.plain)")
                }
            case .quotations(let quotations):
                pending += quotations.map { quotation in
                    SheetLine(
                        .bullet,
                        quotation.text + (quotation.attribution.isEmpty ? "" : " – " + quotation.attribution))
                }
            case .notice(let passage):
                pending.append(SheetLine(.notice, passage.text))
                notices.append(SheetLine(.notice, passage.text))
            case .keyFigures(let figures): keyFigures += figures
            case .definitions(let all): definitions += all
            case .terms(let list): if !list.terms.isEmpty { terms.append(list) }
            case .citation(let citation):
                if !citation.title.isEmpty {
                    pending.append(SheetLine(.heading, "\(citation.label). \(citation.title)"))
                }
                pending.append(SheetLine(.body, citation.id))
            case .sentences(let sentences):
                pending += sentences.map { SheetLine(.bullet, "\($0.text) (\($0.id))") }
            case .chart: break
            case .table(let table):
                tables.append(TablePart(table: table, lines: pending, notices: notices))
                lines += Self.told(pending.filter { $0.style != .notice })
                pending = []
                notices = []
            }
        }
        guard let last = tables.indices.last else {
            lines += pending
            return
        }
        // Nothing may stand below a table, so what comes after the last one goes above it, up to the next heading.
        let end = pending.firstIndex { $0.style == .heading } ?? pending.endIndex
        let near = pending[..<end]
        let apart = Self.told(Array(pending[end...]))
        tables[last].lines += near
        tables[last].notices += near.filter { $0.style == .notice }
        lines += near.filter { $0.style != .notice } + apart
        hasTextOfItsOwn = !apart.isEmpty
    }

    /// Lines without the headings at their end, below which nothing stands.
    private static func told(_ lines: [SheetLine]) -> [SheetLine] {
        let last = lines.lastIndex { $0.style != .heading }
        return Array(lines[..<(last.map { $0 + 1 } ?? 0)])
    }
}
