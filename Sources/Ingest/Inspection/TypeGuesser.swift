internal import Records

/// Keeps the types that fit all values seen so far.
struct TypeGuesser {
    struct Guess {
        var type: String
        var dateFormat: String?
        var places = 0
        var strayWords: [String] = []
        var least: String?
        var greatest: String?
        var isDate = false
    }

    let decimalMark: CSVDialect.DecimalMark?
    private var seen = 0
    private var numbers = 0
    private var places = 0
    private var least = Int64.max
    private var greatest = Int64.min
    private var days = 0
    private var moments = 0
    private var firstDay = Int32.max
    private var lastDay = Int32.min
    private var headcounts = 0
    private var booleans = 0
    private var padded = 0
    private var patterns: [(pattern: DatePattern, matches: Int)]
    private var letters = 0
    /// What is no number, as long as there is little of it.
    private var words: Set<String> = []
    /// What is neither a number nor a headcount, as long as there is little of it.
    private var uncounted: Set<String> = []
    private var spaced = 0

    /// The most words that may stand among numbers.
    private static let wordLimit = 3
    /// Decimals are compared at this scale.
    private static let scale = 9

    init(decimalMark: CSVDialect.DecimalMark?) {
        self.decimalMark = decimalMark
        patterns = Self.slashPatterns.map { ($0, 0) }
    }

    private static let slashPatterns = [
        "M/d/yyyy", "d/M/yyyy", "M/d/yyyy H:m:s", "M/d/yyyy H:m", "d/M/yyyy H:m:s", "d/M/yyyy H:m",
    ].compactMap { DatePattern($0) }

    /// - Returns: Whether the value is a day or a moment.
    mutating func look(at value: String) -> Bool {
        seen += 1
        letters += value.count
        if value.contains(" ") { spaced += 1 }
        let bytes = Array(value.utf8)
        if bytes.count > 1, bytes[0] == 0x30, bytes[1] &- 0x30 <= 9 { padded += 1 }
        if ReadingPlanner.booleanWords.contains(where: { $0.written == value.lowercased() }) { booleans += 1 }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            if case .number(let number) = unsafe WrittenNumber.reading(
                start, 0, bytes.count, places: Self.scale, mark: decimalMark)
            {
                numbers += 1
                least = min(least, number)
                greatest = max(greatest, number)
                var (rest, used) = (number, Self.scale)
                while used > 0, rest.isMultiple(of: 10) { (rest, used) = (rest / 10, used - 1) }
                places = max(places, used)
                return false
            }
            if words.count <= Self.wordLimit, value.count <= 30 { words.insert(value) }
            if unsafe HeadcountText.reading(start, 0, bytes.count) != nil {
                headcounts += 1
            } else if uncounted.count <= Self.wordLimit {
                uncounted.insert(value)
            }
            var reading = unsafe DateText.reading(start, 0, bytes.count)
            for index in patterns.indices {
                if let match = unsafe patterns[index].pattern.reading(start, 0, bytes.count) {
                    patterns[index].matches += 1
                    reading = reading ?? match
                }
            }
            guard let reading else { return false }
            if reading.second == nil { days += 1 } else { moments += 1 }
            firstDay = min(firstDay, reading.day)
            lastDay = max(lastDay, reading.day)
            return true
        }
    }

    /// Of so many values nearly all must be dates for the others to be mistakes.
    private static let leastDates = 5

    /// - Parameters:
    ///   - isRepeated: Whether there are few different values, as of codes.
    ///   - isProse: Whether there are sentences among the values.
    ///   - isQuestion: Whether one person was asked: numbers are then hardly ever of people.
    func guess(isRepeated: Bool, isProse: Bool, isQuestion: Bool) -> Guess {
        guard seen > 0 else { return Guess(type: "text") }
        if booleans == seen { return Guess(type: "boolean") }
        // A few words among many numbers say why an answer is missing, unless they are headcounts or dates.
        let others = headcounts + days + moments == 0 && words.count <= Self.wordLimit && numbers * 5 >= seen * 4
        if numbers == seen || others, padded == 0 {
            return Guess(
                type: places == 0 ? "integer" : "decimal", places: places, strayWords: words.sorted(),
                least: decimalText(least, places: Self.scale).withoutTrailingZeros,
                greatest: decimalText(greatest, places: Self.scale).withoutTrailingZeros)
        }
        let dates = days + moments
        if dates == seen || dates >= Self.leastDates && dates * 10 >= seen * 9 {
            // Without a pattern when the usual forms already fit: those read neither of the forms with slashes.
            let pattern = patterns.first { $0.matches == dates }?.pattern.description
            return Guess(
                type: moments > 0 ? "moment" : "day", dateFormat: pattern,
                least: CalendarDay(number: firstDay).description, greatest: CalendarDay(number: lastDay).description,
                isDate: true)
        }
        if headcounts > 0, headcounts + numbers == seen { return Guess(type: "headcount") }
        // Most are headcounts, and the few others were meant to be.
        let counted = headcounts + numbers
        if !isQuestion, headcounts > 0, places == 0, padded == 0, uncounted.count <= Self.wordLimit,
            counted * 10 >= seen * 7
        {
            return Guess(type: "headcount", strayWords: uncounted.sorted())
        }
        if isProse { return Guess(type: "text-length") }
        if isRepeated, letters <= 60 * seen { return Guess(type: "code") }
        if spaced == 0, letters <= 40 * seen { return Guess(type: "identifier") }
        if letters > 40 * seen { return Guess(type: "text-length") }
        return Guess(type: "title")
    }
}

extension String {
    /// A decimal number without zeros at its end, and without the point if nothing follows it.
    fileprivate var withoutTrailingZeros: String {
        guard contains(".") else { return self }
        var text = self[...]
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return String(text)
    }
}
