import CExpat

/// How the value of a cell is stored.
enum ODSCellType {
    case none, number, date, time, boolean, string, error

    /// Reads the attribute `office:value-type`.
    init(_ text: UnsafePointer<XML_Char>) {
        self =
            if unsafe isName(text, "float") || isName(text, "percentage") || isName(text, "currency") { .number }  //
            else if unsafe isName(text, "string") { .string }  //
            else if unsafe isName(text, "date") { .date }  //
            else if unsafe isName(text, "time") { .time }  //
            else if unsafe isName(text, "boolean") { .boolean }  //
            else { .none }
    }
}

/// What the tags of a cell say beside its text.
struct ODSCell {
    var type = ODSCellType.none
    /// Whether there is a stored value beside the text that is shown.
    var hasValue = false
    var hasFormula = false
    /// Whether a merged range hides the cell.
    var isCovered = false
    /// Whether its times go on after a day.
    var isElapsed = false
    var repeated = 1
    var columnsSpanned = 1
    var rowsSpanned = 1

    /// The cell's value.
    ///
    /// - Parameters:
    ///   - value: The stored value.
    ///   - text: The text that is shown.
    /// - Returns: The value, with what is odd about it.
    func decode(value: borrowing TextBuffer, text: borrowing TextBuffer) -> (WorkbookCell, SheetFindings.Kind?) {
        let found: WorkbookCell? =
            switch type {
            case .none, .error: nil
            case .string: hasValue ? Self.textCell(value) : nil
            case .number: value.withSpan { decimalNumber($0) }.map { .number($0) }
            case .date: value.withSpan { isoCell($0) }
            case .time:
                value.withSpan { odsDuration($0) }.map { seconds in
                    isElapsed || seconds < 0 || seconds >= 86_400
                        ? .duration(seconds: seconds) : .time(secondOfDay: seconds)
                }
            case .boolean:
                switch Self.textCell(value) {
                case .text("true"): .boolean(true)
                case .text("false"): .boolean(false)
                default: nil
                }
            }
        if let found { return (found, nil) }
        let shown = Self.textCell(text)
        switch type {
        case .string: return (shown, nil)
        case .error:
            if case .text(let error) = shown { return (.error(error), nil) }
            return (.empty, nil)
        case .none: return (shown, shown == .empty && hasFormula ? .formulaWithoutValue : nil)
        case .number, .date, .time, .boolean: return (shown, shown == .empty && !hasValue ? nil : .unreadableValue)
        }
    }

    private static func textCell(_ text: borrowing TextBuffer) -> WorkbookCell {
        text.count == 0 ? .empty : .text(unsafe text.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) })
    }
}

/// Seconds of a duration such as `PT12H30M15.5S`, to the millisecond.
///
/// - Returns: nil when the text is anything else, or has years or months, whose length is not known.
/// - SeeAlso: W3C XML Schema Part 2, 3.2.6 (`duration`).
func odsDuration(_ text: borrowing Span<UInt8>) -> Double? {
    var index = 0
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    guard index < text.count, text[index] == UInt8(ascii: "P") else { return nil }
    index += 1
    var seconds = 0.0
    var isTime = false
    var parts = 0
    while index < text.count {
        if text[index] == UInt8(ascii: "T"), !isTime {
            isTime = true
            index += 1
            continue
        }
        let start = index
        while index < text.count, text[index] &- 0x30 <= 9 || text[index] == UInt8(ascii: ".") { index += 1 }
        guard index < text.count, index > start, index - start <= 20,
            let number = decimalNumber(text.extracting(start..<index))
        else { return nil }
        switch (text[index], isTime) {
        case (UInt8(ascii: "D"), false): seconds += number * 86_400
        case (UInt8(ascii: "H"), true): seconds += number * 3600
        case (UInt8(ascii: "M"), true): seconds += number * 60
        case (UInt8(ascii: "S"), true): seconds += number
        default: return nil
        }
        parts += 1
        index += 1
    }
    guard parts > 0 else { return nil }
    let rounded = (seconds * 1000).rounded() / 1000
    return isNegative ? -rounded : rounded
}
