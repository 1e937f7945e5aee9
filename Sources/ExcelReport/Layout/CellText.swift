/// Texts made fit for a cell: whatever a source holds, what is written is a plain string that XML and Excel accept.
enum CellText {
    /// A text without what a workbook cannot hold.
    ///
    /// Control characters but line feeds go (tabs become spaces), `_xHHHH_`, which Excel would read as an escaped
    /// character, is escaped itself, and a text of more than 32,767 UTF-16 units is cut and ends in `cutNotice`.
    ///
    /// - Complexity: O(length); texts that need no change are returned as they are.
    static func clean(_ text: String, cutNotice: String) -> String {
        var needsWork = text.utf8.count > SheetLimits.textLength
        var previous: UInt8 = 0
        for byte in text.utf8 where !needsWork {
            // 0xEF starts U+FFFE and U+FFFF among others, which XML refuses.
            if (byte < 0x20 && byte != 0x0A) || byte == 0xEF || (byte == UInt8(ascii: "x") && previous == 0x5F) {
                needsWork = true
            }
            previous = byte
        }
        return needsWork ? rewritten(text, cutNotice: cutNotice) : text
    }

    /// A text on one line, for headings, sheet names and properties.
    static func line(_ text: String) -> String {
        clean(text, cutNotice: "…").split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// As much of a text as fits in a number of UTF-8 bytes, cut between words and marked with an ellipsis.
    static func shortened(_ text: String, bytes limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.startIndex
        var lastGap: String.Index?
        var used = 0
        for index in text.indices {
            let size = text[index].utf8.count
            guard used + size + "…".utf8.count <= limit else { break }
            used += size
            end = text.index(after: index)
            if text[index] == " " { lastGap = index }
        }
        return text[..<(lastGap ?? end)] + "…"
    }

    /// Whether a spreadsheet would take the text for a formula if a person typed it.
    ///
    /// Strings are never read as formulas in the file; cells with such a text get the format "text" as well, so that
    /// they stay text when someone edits them.
    static func looksLikeFormula(_ text: String) -> Bool {
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        default: false
        }
    }

    private static func rewritten(_ text: String, cutNotice: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09: scalars.append(" ")
            case 0x0A: scalars.append("\n")
            case 0..<0x20, 0xFFFE, 0xFFFF: continue
            default: scalars.append(scalar)
            }
        }
        let escaped = escapingEscapes(String(scalars))
        guard escaped.utf16.count > SheetLimits.textLength else { return escaped }
        let ending = " " + cutNotice
        var room = SheetLimits.textLength - ending.utf16.count
        var kept = String.UnicodeScalarView()
        for scalar in escaped.unicodeScalars {
            room -= UTF16.width(scalar)
            guard room >= 0 else { break }
            kept.append(scalar)
        }
        return String(kept) + ending
    }

    /// `_xHHHH_` with its first underscore written as `_x005F_`, so that a reader of the workbook sees it as it is.
    private static func escapingEscapes(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
                bytes[(index + 2)...(index + 5)].allSatisfy(isHexadecimal), bytes[index + 6] == UInt8(ascii: "_")
            {
                result.append(contentsOf: "_x005F_".utf8)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
