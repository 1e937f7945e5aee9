/// How a cell looks. Equal styles share one format of the workbook.
struct CellStyle: Hashable {
    enum Alignment: Hashable {
        case left, right
        /// On the left, and cut off at the column's edge rather than running over it.
        case cut
    }
    enum Vertical: Hashable { case top, centre, bottom }
    /// Lines below and above a cell.
    enum Rule: Hashable {
        case none
        /// Hair-thin and pale, between the rows of a table.
        case row
        /// Below headings.
        case heading
        /// Above a total.
        case total
        /// Around a cell that is to be filled in.
        case input
    }

    var size = 12.0
    var isBold = false
    var isUnderlined = false
    var colour = Palette.ink
    var alignment = Alignment.left
    var vertical = Vertical.centre
    var wraps = false
    var indent: UInt8 = 0
    var rule = Rule.none
    /// A format code; nil for the general format.
    var format: String?
    /// Whether it may be changed on a protected sheet.
    var isUnlocked = false

    func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
        var style = self
        change(&style)
        return style
    }
}

/// The colours of a workbook, the same as those of the charts in the web report.
///
/// Texts have a contrast of at least 7:1 against white and marks of at least 3:1 (WCAG 2.2, 1.4.6 and 1.4.11).
enum Palette {
    static let ink: UInt32 = 0x14_202B
    static let muted: UInt32 = 0x46_535F
    static let accent: UInt32 = 0x0B_4F6C
    /// What must not be overlooked.
    static let alert: UInt32 = 0x9B_1C1C
    static let axis: UInt32 = 0x7C_8A96
    static let gridline: UInt32 = 0xE1_E6EA
    static let rule: UInt32 = 0xC9_D2D9
    /// Series of a chart, in their order.
    static let series: [UInt32] = [0x0B_4F6C, 0xD8_690F, 0x1F_9A8A, 0x7A_4596, 0xA8_861A, 0xC2_447E, 0x6B_7680]
    /// Likert shares, from strongly negative to strongly positive.
    static let diverging: [UInt32] = [0xA2_3C05, 0xDE_7A2C, 0x8B_959D, 0x3A_8FB0, 0x0B_4F6C]

    /// A colour as six hexadecimal digits.
    static func digits(_ colour: UInt32) -> String {
        let digits = String(colour & 0xFF_FFFF, radix: 16, uppercase: true)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The colours of a scale with a number of points.
    static func scale(_ points: Int) -> [UInt32] {
        guard points > 1 else { return [accent] }
        guard points <= diverging.count else { return (0..<points).map { series[$0 % series.count] } }
        // Two points take the ends, four leave out the middle.
        if points == 4 { return [diverging[0], diverging[1], diverging[3], diverging[4]] }
        return (0..<points).map { diverging[$0 * (diverging.count - 1) / (points - 1)] }
    }

    /// Whether white text is read better on the colour than dark text.
    static func isDark(_ colour: UInt32) -> Bool {
        let (red, green, blue) = (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF)
        return red * 299 + green * 587 + blue * 114 < 118_000
    }
}
