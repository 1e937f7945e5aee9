/// A regular expression of a schema: `pattern` and the keys of `patternProperties`.
///
/// Definitions are checked at every start, and most patterns are as plain as `^[a-z][a-z0-9-]*$`. For those a small
/// backtracking matcher over Unicode scalars is quicker than compiling a `Regex`, let alone running it; what it does
/// not know (look-around, back references, Unicode properties) is left to `Regex`.
struct SchemaPattern: Sendable {
    let source: String
    private let plain: PlainPattern?

    /// - Returns: nil when the text is no regular expression.
    init?(_ source: String) {
        self.source = source
        plain = PlainPattern(source)
        if plain == nil, (try? Regex(source)) == nil { return nil }
    }

    /// Whether the pattern matches anywhere in a text, as JSON Schema has it.
    func matches(_ text: String) -> Bool {
        if let plain { return plain.matches(text) }
        // Made anew each time, since a Regex cannot be shared between threads; such patterns are rare.
        guard let regex = try? Regex(source) else { return false }
        return text.firstMatch(of: regex.matchingSemantics(.unicodeScalar)) != nil
    }
}

/// The subset of regular expressions with literals, classes, anchors, groups, alternatives and greedy or lazy repetition.
struct PlainPattern: Sendable {
    indirect enum Element: Sendable {
        case set(ScalarSet)
        case start
        case end
        case sequence([Element])
        case alternatives([Element])
        case repetition(Element, ClosedRange<Int>)
    }

    /// Unicode scalars as ranges of their values.
    struct ScalarSet: Sendable {
        var ranges: [ClosedRange<UInt32>]
        var isNegated = false

        func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }

        static let digits = ScalarSet(ranges: [48...57])
        static let words = ScalarSet(ranges: [48...57, 65...90, 95...95, 97...122])
        static let spaces = ScalarSet(ranges: [9...13, 32...32, 0xA0...0xA0, 0x2028...0x2029, 0xFEFF...0xFEFF])
        /// Everything but line ends.
        static let any = ScalarSet(ranges: [10...10, 13...13, 0x2028...0x2029], isNegated: true)

        var complement: ScalarSet {
            var ranges: [ClosedRange<UInt32>] = []
            var next: UInt32 = 0
            for range in self.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                if range.lowerBound > next { ranges.append(next...(range.lowerBound - 1)) }
                next = max(next, range.upperBound + 1)
            }
            return ScalarSet(ranges: ranges + [next...0x10FFFF])
        }
    }

    private let root: Element
    /// Steps after which a match counts as failed, so that no pattern can hang a build.
    private static let stepLimit = 200_000

    init?(_ source: String) {
        var parser = PlainPatternParser(source)
        guard let root = parser.parse() else { return nil }
        self.root = root
    }

    func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map(\.value)
        var steps = 0
        for start in 0...scalars.count {
            if match(root, scalars, start, &steps, { _, _ in true }) { return true }
            // Nothing further on can be the start of the text.
            if startsAtStart { return false }
        }
        return false
    }

    private var startsAtStart: Bool {
        if case .sequence(let elements) = root, case .start? = elements.first { true } else { false }
    }

    private func match(
        _ element: Element, _ text: [UInt32], _ position: Int, _ steps: inout Int, _ then: (Int, inout Int) -> Bool
    ) -> Bool {
        steps += 1
        guard steps < Self.stepLimit else { return false }
        switch element {
        case .set(let set):
            return position < text.count && set.contains(text[position]) && then(position + 1, &steps)
        case .start: return position == 0 && then(position, &steps)
        case .end: return position == text.count && then(position, &steps)
        case .sequence(let elements): return match(elements[...], text, position, &steps, then)
        case .alternatives(let choices):
            for choice in choices where match(choice, text, position, &steps, then) { return true }
            return false
        case .repetition(.set(let set), let range):
            // The common case, without recursion: take all it can, then give back.
            var end = position
            while end < text.count, end - position < range.upperBound, set.contains(text[end]) { end += 1 }
            while end - position >= range.lowerBound {
                if then(end, &steps) { return true }
                end -= 1
            }
            return false
        case .repetition(let element, let range):
            return repeated(element, range, 0, text, position, &steps, then)
        }
    }

    private func match(
        _ elements: ArraySlice<Element>, _ text: [UInt32], _ position: Int, _ steps: inout Int,
        _ then: (Int, inout Int) -> Bool
    ) -> Bool {
        guard let first = elements.first else { return then(position, &steps) }
        return match(first, text, position, &steps) { end, steps in
            match(elements.dropFirst(), text, end, &steps, then)
        }
    }

    private func repeated(
        _ element: Element, _ range: ClosedRange<Int>, _ count: Int, _ text: [UInt32], _ position: Int,
        _ steps: inout Int, _ then: (Int, inout Int) -> Bool
    ) -> Bool {
        if count < range.upperBound {
            let more = match(element, text, position, &steps) { end, steps in
                // A repetition that takes nothing would go on for ever.
                end > position && repeated(element, range, count + 1, text, end, &steps, then)
            }
            if more { return true }
        }
        return count >= range.lowerBound && then(position, &steps)
    }
}
