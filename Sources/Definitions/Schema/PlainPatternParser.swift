/// Parses the regular expressions that ``PlainPattern`` matches; gives nil for all others.
struct PlainPatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func parse() -> PlainPattern.Element? {
        guard let element = alternatives(), position == scalars.count else { return nil }
        return element
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() -> PlainPattern.Element? {
        guard let first = sequence() else { return nil }
        var choices = [first]
        while take("|") {
            guard let choice = sequence() else { return nil }
            choices.append(choice)
        }
        return choices.count == 1 ? first : .alternatives(choices)
    }

    private mutating func sequence() -> PlainPattern.Element? {
        var elements: [PlainPattern.Element] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = atom() else { return nil }
            guard let element = repetition(of: atom) else { return nil }
            elements.append(element)
        }
        return .sequence(elements)
    }

    private mutating func atom() -> PlainPattern.Element? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .set(.any)
        case "[": return characterClass().map { .set($0) }
        case "\\": return escape().map { .set($0) }
        case "(":
            if take("?"), !take(":") { return nil }
            depth += 1
            guard depth < 50, let group = alternatives(), take(")") else { return nil }
            depth -= 1
            return group
        case "*", "+", "?", "{", "}", "]": return nil
        default: return .set(PlainPattern.ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func repetition(of element: PlainPattern.Element) -> PlainPattern.Element? {
        let range: ClosedRange<Int>
        switch next {
        case "*": range = 0...Int.max
        case "+": range = 1...Int.max
        case "?": range = 0...1
        case "{":
            position += 1
            guard let least = number() else { return nil }
            var most = least
            if take(",") { most = next == "}" ? Int.max : (number() ?? -1) }
            guard next == "}", most >= least else { return nil }
            range = least...most
        default: return element
        }
        position += 1
        switch element {
        case .start, .end: return nil
        default: break
        }
        // Whether a match is greedy, lazy or possessive changes what it takes; only possessive changes whether there is one.
        if take("+") { return nil }
        _ = take("?")
        if let after = next, ["*", "+", "?", "{"].contains(after) { return nil }
        return .repetition(element, range)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, let digit = Int(String(scalar)), (value ?? 0) < 100_000 {
            value = (value ?? 0) * 10 + digit
            position += 1
        }
        return value
    }

    /// What follows a backslash.
    private mutating func escape() -> PlainPattern.ScalarSet? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "d": return .digits
        case "D": return PlainPattern.ScalarSet.digits.complement
        case "w": return .words
        case "W": return PlainPattern.ScalarSet.words.complement
        case "s": return .spaces
        case "S": return PlainPattern.ScalarSet.spaces.complement
        case "t": return single(9)
        case "n": return single(10)
        case "r": return single(13)
        case "a"..."z", "A"..."Z", "0"..."9": return nil
        default: return single(scalar.value)
        }
    }

    private func single(_ value: UInt32) -> PlainPattern.ScalarSet { PlainPattern.ScalarSet(ranges: [value...value]) }

    private mutating func characterClass() -> PlainPattern.ScalarSet? {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = next, scalar != "]" {
            guard let low = classAtom(), scalar != "[" else { return nil }
            if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                guard let high = classAtom(), low.count == 1, high.count == 1 else { return nil }
                guard low[0].lowerBound <= high[0].lowerBound, low[0].count == 1, high[0].count == 1 else { return nil }
                ranges.append(low[0].lowerBound...high[0].lowerBound)
            } else {
                // Set operations of other dialects (`&&`, `--`) are no plain classes.
                if scalar == "&" || scalar == "~", next == scalar { return nil }
                ranges += low
            }
        }
        guard take("]"), !ranges.isEmpty else { return nil }
        return PlainPattern.ScalarSet(ranges: ranges, isNegated: isNegated)
    }

    private mutating func classAtom() -> [ClosedRange<UInt32>]? {
        guard let scalar = next else { return nil }
        position += 1
        if scalar == "\\" { return escape()?.ranges }
        return [scalar.value...scalar.value]
    }
}
