/// A cell's value as a worksheet writes it.
enum CellMarkup {
    /// The most characters (UTF-16) that a cell's text may have.
    static let longestText = 32_767

    /// The elements within a `c` element.
    static func content(_ content: CellContent, prefix: String) -> String {
        switch content {
        case .number(let number): "<\(prefix)v>\(text(of: number))</\(prefix)v>"
        case .text(let text):
            "<\(prefix)is><\(prefix)t\(keepsBlanks(text) ? " xml:space=\"preserve\"" : "")>\(escaped(text))"
                + "</\(prefix)t></\(prefix)is>"
        }
    }

    /// The cell's `t` attribute; nil for numbers, whose type needs no saying.
    static func type(_ content: CellContent) -> String? {
        if case .text = content { "inlineStr" } else { nil }
    }

    /// A whole cell that was not there.
    static func cell(_ address: CellAddress, _ content: CellContent, style: String?, prefix: String) -> String {
        var tag = "<\(prefix)c r=\"\(address.place)\""
        if let style, style.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { tag += " s=\"\(style)\"" }
        if let type = type(content) { tag += " t=\"\(type)\"" }
        return "\(tag)>\(Self.content(content, prefix: prefix))</\(prefix)c>"
    }

    /// The shortest text that reads back as the same number.
    static func text(of number: Double) -> String {
        if number == number.rounded(), number.magnitude < 9e15 { return String(Int64(number)) }
        return number.description
    }

    private static func keepsBlanks(_ text: String) -> Bool {
        text.contains { $0.isNewline || $0 == "\t" } || text.first?.isWhitespace == true
            || text.last?.isWhitespace == true || text.contains("  ")
    }

    /// A text with what XML and spreadsheets read otherwise written in their escapes.
    ///
    /// Control characters are no XML at all; spreadsheets write `_x000D_`, so a text that holds just such letters has its
    /// first `_` written in the same way (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    static func escaped(_ text: String) -> String {
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0x26: result += "&amp;"
            case 0x3C: result += "&lt;"
            case 0x3E: result += "&gt;"
            case 0x5F where isEscape(scalars[index...]): result += "_x005F_"
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0..<0x20, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let next = Array(scalars.prefix(7))
        return next.count == 7 && next[1] == "x" && next[6] == "_"
            && next[2...5].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
