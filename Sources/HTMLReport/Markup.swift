import Reporting

/// A text as character data or as the value of a quoted attribute, in HTML and XML alike.
func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { needsEscaping[Int($0)] }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Running text with its emphasis and links as elements; runs that lead to the same address are one link.
func markup(of text: RichText) -> String {
    var result = ""
    var open: String?
    for (index, run) in text.runs.enumerated() {
        if run.address != open {
            if open != nil { result += "</a>" }
            if let address = run.address {
                let words = text.runs[index...].prefix { $0.address == address }.map(\.text).joined()
                // In print the address stands after the words, unless they are the address.
                let style = address.hasSuffix(words) ? "" : "class=\"named\" "
                result += "<a \(style)rel=\"noreferrer\" href=\"\(escaped(address))\">"
            }
            open = run.address
        }
        var words = escaped(run.text)
        if run.isEmphasised { words = "<em>\(words)</em>" }
        if run.isStrong { words = "<strong>\(words)</strong>" }
        result += words
    }
    return open == nil ? result : result + "</a>"
}

/// A text in which no line ends between a hyphen and a digit, as in UTF-8, nor after the sign between two bounds, as in 0…+27: a word
/// joiner stands there.
func heldTogether(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == 0xE2 }) else { return text }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
        let isHeld = previous == "-" ? ("0"..."9").contains(scalar) : previous == "…" && scalar != " "
        if isHeld { result.append("\u{2060}") }
        result.append(scalar)
        previous = scalar
    }
    return String(result)
}

/// Escaped text that may end a line after each underscore: the names of files and columns are long words, which would make a table
/// wider than the page.
func breakable(_ markup: String) -> String {
    guard markup.utf8.contains(UInt8(ascii: "_")) else { return markup }
    return markup.replacing("_", with: "_<wbr/>")
}

/// Bytes that ``escaped(_:)`` changes: most texts have none, and are handed back as they are.
private let needsEscaping: [Bool] = (0..<256).map { [0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }

/// A page with U+FFFD in place of each character that may not stand in one: controls and noncharacters, which no escape helps.
///
/// Text of a source may hold them, and it reaches the page by several ways; so they are looked for once, in the end.
func withoutForbiddenCharacters(_ page: String) -> String {
    var page = page
    let isClean = page.withUTF8 { bytes in
        var previous: UInt8 = 0
        for byte in bytes {
            // Controls below U+0020; U+007F; U+0080 to U+009F, in UTF-8 C2 80 to C2 9F; U+FFFE and U+FFFF, EF BF BE and BF.
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
            if byte == 0x7F || previous == 0xC2 && byte < 0xA0 || previous == 0xBF && byte >= 0xBE { return false }
            previous = byte
        }
        return true
    }
    if isClean { return page }
    var result = String.UnicodeScalarView()
    for scalar in page.unicodeScalars {
        switch scalar {
        case "\t", "\n", "\r": result.append(scalar)
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// A text as a string of a style sheet, with its quotes.
///
/// Everything but letters, digits, blanks and plain punctuation is written by its number, so that a title can end neither the
/// string nor the `style` element.
func styleSheetString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        let plain =
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || " .,:;()-–".unicodeScalars.contains(scalar)
        if plain {
            result.unicodeScalars.append(scalar)
        } else {
            result += "\\" + String(scalar.value, radix: 16) + " "
        }
    }
    return result + "\""
}

/// Names of places in a page: ASCII, each used once.
struct Anchors {
    private var used: Set<String> = []

    /// A place's name from the kind of thing and its slug; numbered from 2 when it is taken.
    mutating func anchor(_ kind: String, _ slug: String) -> String {
        let name = kind + "-" + asciiSlug(slug)
        var candidate = name
        var number = 2
        while !used.insert(candidate).inserted {
            candidate = "\(name)-\(number)"
            number += 1
        }
        return candidate
    }

    /// Small ASCII letters and digits, with a hyphen for each run of anything else.
    private func asciiSlug(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
                result.unicodeScalars.append(scalar)
            } else if !result.isEmpty, result.last != "-" {
                result += "-"
            }
        }
        while result.last == "-" { result.removeLast() }
        return result.isEmpty ? "x" : result
    }
}
