import CExpat

/// How the value of a cell is written.
enum CellType {
    case number, sharedString, inlineString, formulaText, boolean, error, isoDate

    /// Reads the attribute `t`; anything unknown counts as a number, the default.
    init(_ text: UnsafePointer<XML_Char>) {
        self =
            if unsafe isName(text, "s") { .sharedString }  //
            else if unsafe isName(text, "n") { .number }  //
            else if unsafe isName(text, "str") { .formulaText }  //
            else if unsafe isName(text, "inlineStr") { .inlineString }  //
            else if unsafe isName(text, "b") { .boolean }  //
            else if unsafe isName(text, "e") { .error }  //
            else if unsafe isName(text, "d") { .isoDate }  //
            else { .number }
    }
}

/// What the tags of a cell say beside its value.
struct CellAttributes {
    var type = CellType.number
    var style = 0
    var hasValue = false
    var hasInline = false
    var hasFormula = false
}

/// Decodes the written values of cells with what the workbook defines for them.
struct CellDecoder {
    enum Outcome {
        case success(WorkbookCell, SheetFindings.Kind?)
        case unknownSharedString(String)
    }

    private let strings: SharedStrings
    private let styles: CellStyles
    private let dateSystem: DateSystem
    /// Shared strings lately made, each in the slot of its index's low bits: answers repeat a few texts.
    private var recent: [(index: Int, text: String)]

    init(strings: SharedStrings, styles: CellStyles, dateSystem: DateSystem) {
        self.strings = strings
        self.styles = styles
        self.dateSystem = dateSystem
        recent = Array(repeating: (-1, ""), count: 4096)
    }

    /// Decodes the text of a cell's value.
    mutating func decode(_ text: borrowing Span<UInt8>, _ cell: CellAttributes) -> Outcome {
        if cell.hasInline { return .success(Self.textCell(text), nil) }
        switch cell.type {
        case .number: return decodeNumber(text, style: cell.style)
        case .sharedString: return decodeSharedString(text)
        case .inlineString, .formulaText: return .success(Self.textCell(text), nil)
        case .boolean:
            let digit = text.count == 1 ? text[0] : 0
            if digit == UInt8(ascii: "1") { return .success(.boolean(true), nil) }
            if digit == UInt8(ascii: "0") { return .success(.boolean(false), nil) }
            switch Self.textCell(text) {
            case .text("true"): return .success(.boolean(true), nil)
            case .text("false"): return .success(.boolean(false), nil)
            case .empty: return .success(.empty, nil)
            case let other: return .success(other, .unreadableValue)
            }
        case .error:
            if case .text(let error) = Self.textCell(text) { return .success(.error(error), nil) }
            return .success(.empty, nil)
        case .isoDate:
            if let date = isoCell(text) { return .success(date, nil) }
            let other = Self.textCell(text)
            return .success(other, other == .empty ? nil : .unreadableValue)
        }
    }

    private static func textCell(_ text: borrowing Span<UInt8>) -> WorkbookCell {
        text.count == 0 ? .empty : .text(unsafe text.withUnsafeBufferPointer { unsafe cellText($0) })
    }

    private mutating func decodeSharedString(_ text: borrowing Span<UInt8>) -> Outcome {
        let index = Self.index(text)
        if let index, index < strings.count {
            let slot = index & (recent.count - 1)
            if recent[slot].index != index {
                guard let made = strings.text(at: index) else { return .unknownSharedString("\(index)") }
                recent[slot] = (index, made)
            }
            let text = recent[slot].text
            return .success(text.isEmpty ? .empty : .text(text), nil)
        }
        if text.count == 0 { return .success(.empty, nil) }
        return .unknownSharedString(index.map { "\($0)" } ?? "that is no number")
    }

    /// A whole number without sign of at most ten digits; nil for anything else.
    @inline(__always)
    private static func index(_ text: borrowing Span<UInt8>) -> Int? {
        var value = 0
        guard text.count > 0, text.count <= 10 else { return nil }
        for place in 0..<text.count {
            let digit = text[place] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    private func decodeNumber(_ text: borrowing Span<UInt8>, style: Int) -> Outcome {
        guard let number = decimalNumber(text) else {
            let other = Self.textCell(text)
            return .success(other, other == .empty ? nil : .unreadableValue)
        }
        let kind = styles[style]
        return kind == .number ? .success(.number(number), nil) : date(number, kind)
    }

    /// Reads a number as the date, time or elapsed time that its format shows.
    private func date(_ serial: Double, _ kind: NumberFormatKind) -> Outcome {
        if kind == .elapsed {
            let seconds = serial * 86_400
            return .success(.duration(seconds: (seconds * 1000).rounded() / 1000), nil)
        }
        guard let parts = SerialDate(serial: serial, system: dateSystem) else {
            return .success(.number(serial), .dateOutOfRange)
        }
        let second = Double(parts.millisecondOfDay) / 1000
        guard let day = parts.dayNumber, !(kind == .time && serial < 1) else {
            return .success(.time(secondOfDay: second), nil)
        }
        let hasTime = kind != .date || parts.millisecondOfDay != 0
        return .success(
            .date(dayNumber: day, secondOfDay: hasTime ? second : nil), parts.isPhantomLeapDay ? .phantomLeapDay : nil)
    }
}
