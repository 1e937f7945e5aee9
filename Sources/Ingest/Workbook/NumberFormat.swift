/// What a number format makes of a number: a plain number, a date or time, or elapsed time.
enum NumberFormatKind: UInt8 {
    case number, date, time, dateAndTime, elapsed

    /// The kind of a built-in format that needs no code in the file; number for ids that mean none.
    ///
    /// - SeeAlso: ECMA-376 part 1, 18.8.30 (`numFmt`), with the East Asian ids 27–36 and 50–58.
    init(builtIn id: Int) {
        self =
            switch id {
            case 14...17, 27...31, 36, 50...54, 57, 58: .date
            case 18...21, 32...35, 45, 47: .time
            case 22: .dateAndTime
            case 46: .elapsed
            case 55, 56: .dateAndTime  // a date in Japanese and Korean, a time in Chinese: the value decides
            default: .number
            }
    }

    /// The kind of a custom format code such as `[$-409]d\-mmm\-yyyy hh:mm;@`.
    ///
    /// Quoted text, escaped and padding characters, colours, conditions, locales and `General` are left out.
    /// Only the first section counts, as dates are not negative; the others do too where the first one has a condition.
    /// `m` is a minute after hours or before seconds, and else a month.
    ///
    /// - SeeAlso: ECMA-376 part 1, 18.8.31 (`numFmts`).
    init(code: String) {
        var scanner = FormatScanner(bytes: Array(code.utf8))
        self = scanner.kind()
    }
}

private struct FormatScanner {
    private enum Token { case year, monthOrMinute, month, day, hour, second }

    let bytes: [UInt8]
    private var index = 0
    private var tokens: [Token] = []
    private var isElapsed = false
    private var hasCondition = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func kind() -> NumberFormatKind {
        scan()
        if isElapsed { return .elapsed }
        var hasDate = false
        var hasTime = false
        for (position, token) in tokens.enumerated() {
            switch token {
            case .year, .month, .day: hasDate = true
            case .hour, .second: hasTime = true
            case .monthOrMinute:
                let followsHour = position > 0 && tokens[position - 1] == .hour
                let precedesSecond = position + 1 < tokens.count && tokens[position + 1] == .second
                if followsHour || precedesSecond { hasTime = true } else { hasDate = true }
            }
        }
        return switch (hasDate, hasTime) {
        case (true, true): .dateAndTime
        case (true, false): .date
        case (false, true): .time
        case (false, false): .number
        }
    }

    private mutating func scan() {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index = (bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1) + 1
            case UInt8(ascii: "\\"), UInt8(ascii: "!"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                index += 2
            case UInt8(ascii: "["):
                scanBrackets()
            case UInt8(ascii: ";"):
                if !hasCondition { return }
                index += 1
            default:
                scanLetters(byte | 0x20)
            }
        }
    }

    /// Reads `[h]`, `[mm]`, `[ss]` as elapsed time, `[<1]` as a condition, and skips colours and locales.
    private mutating func scanBrackets() {
        let start = index + 1
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
        let content = bytes[start..<end]
        if let first = content.first {
            let letter = first | 0x20
            if "hms".utf8.contains(letter), content.allSatisfy({ $0 | 0x20 == letter }) { isElapsed = true }
            if "<>=".utf8.contains(first) { hasCondition = true }
        }
        index = min(end + 1, bytes.count)
    }

    private mutating func scanLetters(_ letter: UInt8) {
        if skip("general") || skip("e+") || skip("e-") { return }
        if skip("am/pm") || skip("a/p") {
            tokens.append(.hour)  // a clock; the minutes beside it have their own hour or second
            return
        }
        var length = 0
        while index < bytes.count, bytes[index] | 0x20 == letter, bytes[index] >= 0x40 {
            length += 1
            index += 1
        }
        switch (letter, length) {
        case (_, 0): index += 1
        case (UInt8(ascii: "y"), _), (UInt8(ascii: "e"), _), (UInt8(ascii: "g"), _): tokens.append(.year)
        case (UInt8(ascii: "b"), 2...): tokens.append(.year)  // Buddhist era
        case (UInt8(ascii: "a"), 3...): tokens.append(.day)  // Japanese weekday
        case (UInt8(ascii: "d"), _): tokens.append(.day)
        case (UInt8(ascii: "h"), _): tokens.append(.hour)
        case (UInt8(ascii: "s"), _): tokens.append(.second)
        case (UInt8(ascii: "m"), 3...): tokens.append(.month)
        case (UInt8(ascii: "m"), _): tokens.append(.monthOrMinute)
        default: break
        }
    }

    /// Moves over a word, letter case ignored; false and unmoved when it is not there.
    private mutating func skip(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        let matches = word.withUTF8Buffer { expected in
            for offset in 0..<length {
                let byte = bytes[index + offset]
                let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                if unsafe folded != expected[offset] { return false }
            }
            return true
        }
        if matches { index += length }
        return matches
    }
}
