import Reporting

/// The widths of texts in Arial at 12 points, 16 CSS pixels, so that columns and rows can be sized without a font.
///
/// Exact for ASCII, near enough for the rest; a small allowance covers what programs draw differently.
///
/// - SeeAlso: ``FontMetrics``, for the advance widths.
enum TextMeasure {
    /// How much wider a program may draw a text.
    private static let allowance = 1.03
    static let bold = 1.08
    private static let pixelsPerUnit = 16.0 / 2048.0

    /// The width of a text on one line, in pixels at 100 per cent.
    static func width(_ text: String, isBold: Bool = false) -> Double {
        var units = 0
        for byte in text.utf8 { units += Int(advance(byte)) }
        return Double(units) * pixelsPerUnit * allowance * (isBold ? bold : 1)
    }

    /// The width of the longest word.
    static func longestWord(_ text: String, isBold: Bool = false) -> Double {
        var longest = 0
        var word = 0
        for byte in text.utf8 {
            if isGap(byte) {
                longest = max(longest, word)
                word = 0
            } else {
                word += Int(advance(byte))
            }
        }
        return Double(max(longest, word)) * pixelsPerUnit * allowance * (isBold ? bold : 1)
    }

    /// How many lines a text takes in a cell that wraps, breaking between words, and within one that is too long.
    static func lineCount(_ text: String, width available: Double, isBold: Bool = false) -> Int {
        let limit = Int(max(available, 20) / (pixelsPerUnit * allowance * (isBold ? bold : 1)))
        var lines = 1
        var line = 0
        var word = 0
        for byte in text.utf8 {
            if byte == 0x0A {
                lines += 1
                line = 0
                word = 0
                continue
            }
            let step = Int(advance(byte))
            line += step
            // A space may hang over the edge.
            word = isGap(byte) ? 0 : word + step
            if line > limit, !isGap(byte) {
                lines += 1
                if word >= limit { word = step }
                line = word
            }
        }
        return lines
    }

    /// A text broken into lines of at most a width: whole sentences while they fit, else whole words.
    static func lines(_ text: String, width available: Double) -> [String] {
        var result: [String] = []
        for paragraph in text.split(whereSeparator: \.isNewline) {
            var line = ""
            for sentence in sentences(String(paragraph)) {
                if line.isEmpty {
                    line = sentence
                } else if width(line + " " + sentence) <= available {
                    line += " " + sentence
                } else {
                    result += wordLines(line, width: available)
                    line = sentence
                }
            }
            if !line.isEmpty { result += wordLines(line, width: available) }
        }
        return result
    }

    private static func wordLines(_ text: String, width available: Double) -> [String] {
        guard width(text) > available else { return [text] }
        var result: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if width(line + " " + word) <= available {
                line += " " + word
            } else {
                result.append(line)
                line = String(word)
            }
        }
        if !line.isEmpty { result.append(line) }
        return result
    }

    /// Parts that end in a full stop, question mark or exclamation mark before a capital letter.
    private static func sentences(_ text: String) -> [String] {
        var result: [String] = []
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if ".?!".contains(text[index]), next < text.endIndex, text[next] == " " {
                let capital = text.index(after: next)
                if capital < text.endIndex, text[capital].isUppercase {
                    result.append(String(text[start...index]))
                    start = capital
                }
            }
            index = next
        }
        if start < text.endIndex { result.append(String(text[start...])) }
        return result
    }

    private static func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == UInt8(ascii: "-") }

    /// The advance width that a byte of UTF-8 adds, in 2048ths of the font size; continuation bytes add none.
    private static func advance(_ byte: UInt8) -> UInt16 {
        switch byte {
        case 0x20..<0x7F: ascii[Int(byte) - 0x20]
        case 0xC2: 700  // no-break space, section sign, middle dot
        case 0xC3..<0xE0: 1180  // accented letters
        case 0xE0..<0xF0: 1200  // dashes, minus, quotation marks; wide scripts are cut short by this, and wrap
        case 0xF0...: 2048
        default: 0
        }
    }

    /// Kept here: it is asked for once for each byte of a workbook.
    private static let ascii = FontMetrics.asciiWidths
}
