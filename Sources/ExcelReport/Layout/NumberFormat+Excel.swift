import Reporting

extension NumberFormat {
    /// The format code of a cell, in the invariant form that every Excel translates to its reader's language.
    ///
    /// Group and decimal marks are the reader's own; the minus sign, the gap before `%`, the sign of a difference and the
    /// word for "about" are the document's.
    func code(_ locale: ReportLocale, approximate: Bool = false) -> String {
        let about = approximate ? "\"\(Self.literal(locale.approximateWord))\u{A0}\"" : ""
        let minus = "\"\(Self.literal(locale.minus))\""
        func plain(_ digits: String) -> String { "\(about)\(digits);\(about)\(minus)\(digits)" }
        func signed(_ digits: String) -> String { "\(about)+\(digits);\(about)\(minus)\(digits);\(about)\(digits)" }
        switch self {
        case .integer: return plain("#,##0")
        case .decimal(let places): return plain("#,##0" + Self.decimals(places))
        case .percent(let places):
            let gap = locale.percentGap.isEmpty ? "" : "\"\(Self.literal(locale.percentGap))\""
            return plain("0" + Self.decimals(places) + gap + "%")
        case .percentagePoints(let places): return signed("0" + Self.decimals(places))
        case .score: return signed("0")
        case .signed(let places): return signed("#,##0" + Self.decimals(places))
        case .euros(let places):
            let digits = "#,##0" + Self.decimals(places)
            return plain(locale.language == "en" ? "\"€\"" + digits : digits + "\"\u{A0}€\"")
        case .probability: return "[<0.001]\"<\u{A0}0\(Self.literal(locale.decimalMark))001\";0.000"
        case .day: return Self.dayCode(locale)
        case .moment: return Self.dayCode(locale) + "\\ hh:mm:ss"
        }
    }

    /// The number that the cell holds: the value unrounded, in the unit that the format shows.
    ///
    /// Points and scores are shown times a hundred without a percent sign, which no format code can do; days and
    /// moments become Excel's serial days.
    func cellValue(_ value: Double) -> Double {
        switch self {
        case .percentagePoints, .score: value * 100
        case .day: value + ExcelDay.epoch
        case .moment: value / 86_400 + ExcelDay.epoch
        default: value
        }
    }

    /// A day's form in the document's language.
    static func dayCode(_ locale: ReportLocale) -> String {
        // Month names are the document's, not the reader's: 809 is English as written in Britain.
        locale.dayForm == "d MMMM yyyy" ? "[$-809]d\\ mmmm\\ yyyy" : "d\\.m\\.yyyy"
    }

    private static func decimals(_ places: Int) -> String {
        places > 0 ? "." + String(repeating: "0", count: min(places, 15)) : ""
    }

    /// A text that may stand between quotation marks in a format code.
    private static func literal(_ text: String) -> String { String(text.filter { $0 != "\"" && $0 != ";" }) }
}

/// Days as Excel counts them.
enum ExcelDay {
    /// 1970-01-01 as a serial day of the 1900 system.
    static let epoch = 25_569.0
    /// Before 1 March 1900 Excel counts a day that never was; such days are written as text.
    static let first = 61.0
}
