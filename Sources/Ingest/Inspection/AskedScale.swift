/// The scale that a question names in its own text, such as (0–10).
enum AskedScale {
    /// The steps of a scale at most.
    private static let greatest = 100
    private static let joints = ["–", "—", "-", "−", "...", "…", "..", "to"]

    /// The scale in the first of the texts that names one; nil when none does, or one names several that are not within each other.
    static func range(in texts: [String?]) -> ClosedRange<Int>? {
        for case .some(let text) in texts {
            if let range = scale(named: text) { return range }
        }
        return nil
    }

    /// A scale starts at 0 or 1, so that ages and years are none.
    private static func scale(named text: String) -> ClosedRange<Int>? {
        var found: [ClosedRange<Int>] = []
        var rest = text[...]
        // The two characters before the rest.
        var before: (Character, Character) = (" ", " ")
        while let first = rest.first {
            if first.isASCIIDigit, !isWithinWord(before), let (range, end) = scale(startingAt: rest) {
                found.append(range)
                rest = rest[end...]
                before = ("0", "0")
            } else {
                before = (before.1, first)
                rest.removeFirst()
            }
        }
        guard let widest = found.max(by: { $0.count < $1.count }) else { return nil }
        return found.allSatisfy { widest.lowerBound <= $0.lowerBound && $0.upperBound <= widest.upperBound }
            && (0...1).contains(widest.lowerBound) ? widest : nil
    }

    /// Whether a digit after these characters goes on with a number, a time, a date or a name.
    private static func isWithinWord(_ before: (Character, Character)) -> Bool {
        before.1.isLetter || before.1.isNumber || before.1 == "_" || ".,/:-–".contains(before.1) && before.0.isNumber
    }

    /// Two whole numbers with a joint between them, at the start of a text; where they end.
    private static func scale(startingAt text: Substring) -> (ClosedRange<Int>, Substring.Index)? {
        guard let (least, joint) = number(text) else { return nil }
        var rest = text[joint...].drop { $0 == " " || $0 == "\u{A0}" }
        guard let found = joints.first(where: { rest.starts(with: $0) }) else { return nil }
        rest = rest.dropFirst(found.count).drop { $0 == " " || $0 == "\u{A0}" }
        guard let (greatest, end) = number(rest), least < greatest, greatest <= Self.greatest else { return nil }
        // 1-5-2024 and 1-5.2 are no scales; a full stop may end a sentence.
        let after = rest[end...]
        if let next = after.first, "-–./,:".contains(next), after.dropFirst().first?.isASCIIDigit ?? false {
            return nil
        }
        return (least...greatest, end)
    }

    private static func number(_ text: Substring) -> (Int, Substring.Index)? {
        let digits = text.prefix { $0.isASCIIDigit }
        guard digits.count <= 3, let number = Int(digits) else { return nil }
        return (number, digits.endIndex)
    }

    /// The range to propose for answers, with what a person has to decide, as a comment.
    static func proposed(_ least: Int, _ greatest: Int, texts: [String?]) -> (range: String, decision: String) {
        let answered = "range: [\(least), \(greatest)]"
        guard let asked = range(in: texts) else {
            return (answered, "  # Decide: the whole scale, not only what was answered; the range is from the file.")
        }
        let scale = "\(asked.lowerBound)–\(asked.upperBound)"
        guard asked.contains(least), asked.contains(greatest) else {
            return (
                answered,
                "  # Decide: the question says \(scale), and some answers are outside of it; the range is from the file."
            )
        }
        return (
            "range: [\(asked.lowerBound), \(asked.upperBound)]",
            "  # Decide: is this the whole scale? The question says \(scale)."
        )
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
