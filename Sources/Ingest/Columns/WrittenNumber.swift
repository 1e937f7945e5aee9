/// Numbers as people write them in files.
enum WrittenNumber {
    enum Reading: Equatable {
        /// The number times 10^places.
        case number(Int64)
        case notANumber
        case tooManyDecimals
        case otherMark
    }

    /// Reads a number: a sign (also U+2212), digits in groups of three parted by spaces (also U+00A0, U+202F, U+2009), a
    /// decimal mark, and a euro sign or `EUR` after it.
    ///
    /// - Parameters:
    ///   - places: The decimals that are kept; further ones must be zero.
    ///   - mark: The file's decimal mark; nil takes either.
    static func reading(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, places: Int, mark: CSVDialect.DecimalMark?
    ) -> Reading {
        var cursor = unsafe ByteCursor(bytes, start, end)
        cursor.skipBlanks()
        let negative = cursor.take("-") || cursor.take("\u{2212}")
        if !negative { _ = cursor.take("+") }
        var value: Int64 = 0
        var digits = 0
        var group = 0
        var grouped = false
        while true {
            if let digit = cursor.digit() {
                guard let next = appending(digit, to: value) else { return .notANumber }
                value = next
                digits += 1
                group += 1
                continue
            }
            guard digits > 0, !grouped && group <= 3 || grouped && group == 3, cursor.atGroupBlank() else { break }
            cursor.skipBlank()
            grouped = true
            group = 0
        }
        if grouped, group != 3 { return .notANumber }
        var decimals = 0
        if let found = cursor.decimalMark() {
            while let digit = cursor.digit() {
                decimals += 1
                if decimals <= places {
                    guard let next = appending(digit, to: value) else { return .notANumber }
                    value = next
                } else if digit != 0 {
                    return .tooManyDecimals
                }
            }
            guard decimals > 0, digits > 0 || places > 0 else { return .notANumber }
            if let mark, mark != found { return .otherMark }
        }
        guard digits + decimals > 0 else { return .notANumber }
        cursor.skipBlanks()
        if !cursor.take("€") { _ = cursor.takeWord("eur") }
        cursor.skipBlanks()
        guard cursor.isAtEnd else { return .notANumber }
        while decimals < places {
            guard let next = appending(0, to: value) else { return .notANumber }
            value = next
            decimals += 1
        }
        return .number(negative ? -value : value)
    }

    private static func appending(_ digit: Int, to value: Int64) -> Int64? {
        let (scaled, over) = value.multipliedReportingOverflow(by: 10)
        let (sum, more) = scaled.addingReportingOverflow(Int64(digit))
        // The lowest values of Int64 stand for missing answers; leaving out a digit keeps clear of them.
        return over || more || sum > Int64.max / 2 ? nil : sum
    }
}

/// A place in bytes, for reading text that is not worth making a `String` of.
@safe struct ByteCursor {
    private let bytes: UnsafePointer<UInt8>
    private(set) var position: Int
    private var end: Int

    init(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
        unsafe self.bytes = bytes
        position = start
        self.end = end
    }

    /// Whether a text in small letters stands at the end, whatever the case of what stands there.
    func endsWith(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard end - length >= position else { return false }
        for at in 0..<length {
            let byte = unsafe bytes[end - length + at]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
            if unsafe lower != text.utf8Start[at] { return false }
        }
        return true
    }

    /// Lets the text end earlier, and before the blanks there.
    mutating func cut(to place: Int) {
        end = max(position, min(end, place))
        while end > position, unsafe bytes[end - 1] == 0x20 { end -= 1 }
    }

    var isAtEnd: Bool { position >= end }

    /// The byte `ahead` places on; 0 beyond the end.
    func peek(_ ahead: Int = 0) -> UInt8 { unsafe position + ahead < end ? bytes[position + ahead] : 0 }

    mutating func advance(_ count: Int = 1) { position = min(end, position + count) }

    /// The digit here, and moves on.
    mutating func digit() -> Int? {
        let value = peek() &- 0x30
        guard value <= 9, position < end else { return nil }
        position += 1
        return Int(value)
    }

    /// Up to `most` digits as a number, with how many there were; nil when there is none.
    mutating func number(most: Int) -> (value: Int, digits: Int)? {
        var value = 0
        var digits = 0
        while digits < most, let digit = digit() {
            value = value * 10 + digit
            digits += 1
        }
        return digits == 0 ? nil : (value, digits)
    }

    /// Moves over a text if it stands here.
    mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position + length <= end else { return false }
        for at in 0..<length where unsafe bytes[position + at] != text.utf8Start[at] { return false }
        position += length
        return true
    }

    /// Moves over a word in any letter case, if it stands here and no letter follows; `word` is in lower case.
    mutating func takeWord(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= end else { return false }
        for at in 0..<length {
            let byte = unsafe bytes[position + at]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
            if unsafe lower != word.utf8Start[at] { return false }
        }
        let next = peek(length)
        guard !(next & 0xDF >= 0x41 && next & 0xDF <= 0x5A) && next < 0xC3 else { return false }
        position += length
        return true
    }

    /// The length of the blank here: a space, tab or line end, or U+00A0, U+2007, U+2009, U+202F; 0 when there is none.
    private var blankLength: Int {
        guard position < end else { return 0 }
        switch peek() {
        case 0x20, 0x09, 0x0A, 0x0D: return 1
        case 0xC2: return peek(1) == 0xA0 ? 2 : 0
        case 0xE2: return peek(1) == 0x80 && (peek(2) == 0x87 || peek(2) == 0x89 || peek(2) == 0xAF) ? 3 : 0
        default: return 0
        }
    }

    mutating func skipBlank() { position += blankLength }

    mutating func skipBlanks() { while blankLength > 0 { position += blankLength } }

    /// Whether a blank stands here with three digits after it.
    func atGroupBlank() -> Bool {
        let length = blankLength
        guard length > 0 else { return false }
        return (0..<3).allSatisfy { peek(length + $0) &- 0x30 <= 9 }
    }

    /// The decimal mark here, with a digit after it, and moves on.
    mutating func decimalMark() -> CSVDialect.DecimalMark? {
        let byte = peek()
        guard byte == 0x2C || byte == 0x2E, peek(1) &- 0x30 <= 9 else { return nil }
        position += 1
        return byte == 0x2C ? .comma : .point
    }
}
