import Reporting

/// A sheet as it will be written: everything decided but sizes and formats.
struct SheetPlan {
    enum Kind: Hashable {
        /// The first sheet, with a larger title.
        case cover
        /// Running text only, in one wide column.
        case text
        /// Lines, charts, and one marked table.
        case table
    }

    var kind: Kind
    /// The unique name on the tab.
    var name: String
    var title: String
    /// The part of the document that it belongs to, for the contents.
    var section: String
    /// Lines below the title.
    var lines: [SheetLine] = []
    var charts: [Chart] = []
    /// The number of the first chart, counted over the workbook from 1.
    var firstFigure = 1
    /// Lines between the charts and the table.
    var tableLines: [SheetLine] = []
    var table: TablePlan?
}

/// A line of text on a sheet.
struct SheetLine {
    enum Style: Hashable { case subtitle, heading, body, bullet, notice, alert, small }

    var style: Style
    var text: String
    /// What stands before the text in bold.
    var label = ""
    /// The sheet that the line is a link to.
    var link: String?

    init(_ style: Style, _ text: String, label: String = "", link: String? = nil) {
        self.style = style
        self.text = text
        self.label = label
        self.link = link
    }
}

/// The one marked table of a sheet.
struct TablePlan {
    var name: String
    var id: String
    var columns: [PlannedColumn]
    var rows: [[Cell]]
    /// How many leading columns head their rows.
    var rowHeaders: Int
    /// Ids of the columns, by which charts name them.
    var columnIDs: [String] = []
    /// Sheets that the cells of a column lead to, by column and row.
    var links: [Int: [String?]] = [:]
    /// Which rows are totals, by their place.
    var totals: Set<Int> = []
    /// How wide it may grow, in pixels, before its texts are squeezed: a page of A4 on its side, unless it is mostly texts.
    var widest = 1000.0
    /// Whether cells with nothing in them are empty rather than marked.
    var leavesEmpty = false
}

/// A column of a marked table.
struct PlannedColumn {
    /// Unique in the table.
    var title: String
    var format: NumberFormat?
    /// The widest it may grow, in pixels, before its texts wrap.
    var widest: Double
    /// The least that it is, however short what stands in it.
    var narrowest: Double
    /// Whether it is for programs rather than readers: grey, and cut off at the column's edge.
    var isTechnical: Bool

    init(
        title: String, format: NumberFormat? = nil, widest: Double = 340, narrowest: Double = 84,
        isTechnical: Bool = false
    ) {
        self.title = title
        self.format = format
        self.widest = widest
        self.narrowest = narrowest
        self.isTechnical = isTechnical
    }

    /// Headings made fit for a marked table: on one line, at most 255 characters, unique whatever their case.
    static func unique(_ columns: [PlannedColumn]) -> [PlannedColumn] {
        var seen: Set<String> = []
        return columns.map { column in
            var made = column
            var base = CellText.line(column.title)
            if base.utf16.count > SheetLimits.headingLength - 8 {
                base = CellText.shortened(base, bytes: SheetLimits.headingLength - 8)
            }
            made.title = base
            var number = 2
            while !seen.insert(made.title.lowercased()).inserted {
                made.title = "\(base) (\(number))"
                number += 1
            }
            return made
        }
    }
}
