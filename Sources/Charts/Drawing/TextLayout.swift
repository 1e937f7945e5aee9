import Reporting

/// Breaks text into lines of a given width.
struct TextLayout {
    let size: Double
    let weight: FontMetrics.Weight
    /// How much wider than the tables a font may run.
    let allowance: Double

    /// The width of a line, with room to spare.
    func width(_ text: String) -> Double { FontMetrics.width(text, size: size, weight: weight) * allowance }

    /// The greatest width of some lines.
    func width(_ lines: [String]) -> Double { lines.reduce(0) { max($0, width($1)) } }

    /// A piece of text between two places where a line may break.
    private struct Piece {
        var text: String
        /// What follows it when the line goes on: a space, or nothing.
        var space: Bool
        /// What follows it when the line ends there: a hyphen after a soft hyphen.
        var hyphen: Bool
    }

    /// The lines of a text, none wider than `limit` unless a single character is.
    ///
    /// Lines break at spaces, after hyphens and slashes and at soft hyphens; a word longer than a line is divided before a
    /// consonant and vowel, which is where a Finnish syllable starts, or else anywhere.
    ///
    /// - Parameters:
    ///   - limit: The greatest width of a line.
    ///   - maximum: The greatest number of lines; what does not fit gives way to an ellipsis.
    ///   - balanced: Whether lines are made about equally long.
    func lines(_ text: String, within limit: Double, maximum: Int = .max, balanced: Bool = true) -> [String] {
        let pieces = pieces(of: text)
        var lines = fill(pieces, within: limit)
        if lines.count > maximum {
            lines = Array(lines.prefix(max(maximum, 1)))
            if let last = lines.popLast() { lines.append(shortened(last, within: limit)) }
            return lines
        }
        guard balanced, lines.count > 1, !divides(pieces, within: limit, but: .infinity) else { return lines }
        // The narrowest limit that needs no more lines.
        var (low, high) = (limit / Double(lines.count) * 0.8, limit)
        for _ in 0..<7 {
            let middle = (low + high) / 2
            let candidate = fill(pieces, within: middle)
            // A narrower limit must not divide a word.
            if candidate.count <= lines.count, !divides(pieces, within: middle, but: limit) {
                (high, lines) = (middle, candidate)
            } else {
                low = middle
            }
        }
        return lines
    }

    /// Whether every word fits on a line, so that none has to be divided.
    func fitsWords(_ text: String, within limit: Double) -> Bool {
        pieces(of: text).allSatisfy { width($0.text + ($0.hyphen ? "-" : "")) <= limit }
    }

    /// A text cut to a width, with an ellipsis in place of what is cut.
    func shortened(_ text: String, within limit: Double) -> String {
        var kept = text
        while !kept.isEmpty, width(kept + "…") > limit { kept.removeLast() }
        while kept.last == " " || kept.last == "," || kept.last == "-" { kept.removeLast() }
        return kept + "…"
    }

    private func divides(_ pieces: [Piece], within narrow: Double, but wide: Double) -> Bool {
        pieces.contains {
            let width = width($0.text + ($0.hyphen ? "-" : ""))
            return width > narrow && width <= wide
        }
    }

    private func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var current = ""
        func end(space: Bool, hyphen: Bool) {
            if !current.isEmpty {
                pieces.append(Piece(text: current, space: space, hyphen: hyphen))
                current = ""
            } else if space, let last = pieces.indices.last {
                pieces[last].space = true
            }
        }
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0x20, 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x200B: end(space: scalar.value != 0x200B, hyphen: false)
            case 0xAD: end(space: false, hyphen: true)
            case 0x2D, 0x2F, 0x2010, 0x2013, 0x2014:
                current.unicodeScalars.append(scalar)
                // A minus before a number, a date such as 11/2023 and a dash at the start of a word stay whole.
                let isBeforeLetter = index + 1 < scalars.count && scalars[index + 1].properties.isAlphabetic
                if current.unicodeScalars.count > 2, isBeforeLetter { end(space: false, hyphen: false) }
            default: current.unicodeScalars.append(scalar)
            }
        }
        end(space: false, hyphen: false)
        return pieces
    }

    private func fill(_ pieces: [Piece], within limit: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        var pending: Piece?
        func finish() {
            guard !line.isEmpty else { return }
            lines.append(line + (pending?.hyphen == true ? "-" : ""))
            line = ""
            pending = nil
        }
        for piece in pieces {
            let joint = line.isEmpty ? "" : pending?.space == true ? " " : ""
            let candidate = line + joint + piece.text
            if width(candidate + (piece.hyphen ? "-" : "")) <= limit {
                line = candidate
            } else {
                finish()
                var rest = piece.text
                while width(rest) > limit, rest.count > 1 {
                    let (head, tail) = divided(rest, within: limit)
                    lines.append(head)
                    rest = tail
                }
                line = rest
            }
            pending = piece
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// A word divided so that its head, with a hyphen, fits in a line.
    private func divided(_ word: String, within limit: Double) -> (head: String, tail: String) {
        let letters = Array(word)
        var longest = 1
        while longest + 1 < letters.count, width(String(letters[...longest]) + "-") <= limit { longest += 1 }
        var place = longest
        while place >= 3 {
            let isSyllable =
                letters.count - place >= 3 && !TextLayout.isVowel(letters[place])
                && TextLayout.isVowel(letters[place + 1])
                && letters[place].isLetter && letters[place - 1].isLetter
            if isSyllable { return (String(letters[..<place]) + "-", String(letters[place...])) }
            place -= 1
        }
        return (String(letters[..<longest]), String(letters[longest...]))
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiouyåäöAEIOUYÅÄÖ".contains(letter) }
}
