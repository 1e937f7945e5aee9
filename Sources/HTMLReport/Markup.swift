/// A text as character data or as the value of a quoted attribute, in HTML and XML alike.
///
/// What XML does not allow (control characters) becomes U+FFFD, so that text of a source can neither end the page early nor
/// hide something in it.
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
        case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Bytes that may be a part of what ``escaped(_:)`` changes: most texts have none, and are handed back as they are.
private let needsEscaping: [Bool] = (0..<256).map { byte in
    byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF || [0x22, 0x26, 0x27, 0x3C, 0x3E].contains(byte)
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
