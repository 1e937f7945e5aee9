internal import Records

/// What a column of a file seems to hold.
public struct ColumnInspection: Sendable, Hashable {
    /// The name in the header.
    public let name: String
    /// What an SPSS file calls the variable at length, such as the question asked; nil when it does not.
    public let title: String?
    /// The type that fits every value looked at, as definitions name it.
    public let type: String
    /// The form of its dates, when it is neither ISO nor Finnish.
    public let dateFormat: String?
    /// The decimals of its numbers.
    public let places: Int
    /// Words among its numbers, which are likely to stand for missing answers.
    public let missingWords: [String]
    /// Rows with a value, and without.
    public let filled: Int
    public let missing: Int
    /// Different values, at most ``distinctLimit``.
    public let distinct: Int
    /// The least and greatest number or date; nil for text.
    public let least: String?
    public let greatest: String?
    /// The values of a column with few of them, the most frequent first.
    public let values: [String]
    /// The labelled values of an SPSS variable, such as `1 = yes`, unless it is likely to identify people.
    public let labels: [String]
    /// Of a column of dates, the lines whose value is none, at most ``exceptionLimit``; what stands there is not kept.
    public let notDates: [Int]
    /// Why the column is likely to identify people; nil when nothing speaks for it.
    public let personalData: String?

    /// Different values are counted up to this number.
    public static let distinctLimit = 1000
    /// A column with at most so many different values may be one of codes.
    private static let codeLimit = 30
    /// Lines without a date are listed up to this number.
    public static let exceptionLimit = 12

    /// - Parameter unanswered: What stands for a missing answer in the tool's files: it is no value.
    init(
        name: String, title: String? = nil, labels: [String] = [], values all: [String], lines: [Int],
        decimalMark: CSVDialect.DecimalMark?, unanswered: Set<String> = []
    ) {
        self.name = PersonalData.masked(name)
        self.title = title.map(PersonalData.masked)
        let isNamedAfterPhones = PersonalData.isNamedAfterPhones(name)
        var counts: [String: Int] = [:]
        var guesser = TypeGuesser(decimalMark: decimalMark)
        var identityCodes = 0
        var addresses = 0
        var phones = 0
        var filled = 0
        var notDates: [Int] = []
        for (position, text) in all.enumerated() {
            let value = text.trimmed
            if value.isEmpty || unanswered.contains(value) { continue }
            filled += 1
            if counts.count < Self.distinctLimit || counts[value] != nil { counts[value, default: 0] += 1 }
            if !guesser.look(at: value), notDates.count < Self.exceptionLimit {
                notDates.append(position < lines.count ? lines[position] : position + 1)
            }
            switch PersonalData.first(in: value, isNamedAfterPhones: isNamedAfterPhones) {
            case .personalIdentityCode: identityCodes += 1
            case .emailAddress: addresses += 1
            case .phoneNumber: phones += 1
            case nil: break
            }
        }
        self.filled = filled
        missing = all.count - filled
        distinct = counts.count
        let repeats = counts.count <= Self.codeLimit && filled >= 2 * counts.count
        let isProse = counts.keys.contains(where: Self.isProse)
        // Answers to choose from come again and again, also long ones; what people write themselves does not.
        let isChoice = !isProse || filled >= Self.choiceRepeats * counts.count
        let guess = guesser.guess(isRepeated: repeats && isChoice, isProse: isProse && !isChoice)
        let isNumber = ["integer", "decimal", "headcount", "boolean"].contains(guess.type)
        let personal = Self.personalData(
            isNumber ? "" : name, title: isNumber ? "" : title ?? "", identityCodes: identityCodes,
            addresses: addresses, phones: phones)
        type = personal != nil && guess.type == "identifier" ? "person" : guess.type
        dateFormat = guess.dateFormat
        places = guess.places
        missingWords = guess.missingWords
        self.notDates = guess.isDate && personal == nil ? notDates : []
        least = personal == nil ? guess.least : nil
        greatest = personal == nil ? guess.greatest : nil
        personalData = personal
        let showsLabels =
            personal == nil && labels.count <= Self.codeLimit && !labels.contains { PersonalData.first(in: $0) != nil }
        self.labels = showsLabels ? labels.map(shortened) : []
        // A column of sentences is never quoted, however few of them there are.
        let showsValues = personal == nil && !isProse && (guess.type == "code" || guess.type == "boolean")
        values =
            showsValues
            ? counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map { shortened($0.key) } : []
    }

    /// The same column without its values, as it is likely to hold a record's persons.
    func identifying(_ field: String) -> ColumnInspection {
        ColumnInspection(self, personalData: personalData ?? "it is likely the record's '\(field)'")
    }

    /// The same column without its values, as a preset drops it.
    var withoutValues: ColumnInspection { ColumnInspection(self, personalData: personalData) }

    private init(_ column: ColumnInspection, personalData: String?) {
        name = column.name
        title = column.title
        labels = []
        type = personalData == nil ? column.type : "person"
        dateFormat = nil
        places = 0
        missingWords = []
        notDates = []
        filled = column.filled
        missing = column.missing
        distinct = column.distinct
        least = nil
        greatest = nil
        values = []
        self.personalData = personalData
    }

    /// Values of a choice come at least so many times each, on average.
    private static let choiceRepeats = 10

    /// Whether a value reads like something that a person wrote, rather than a code or a label: many words, or a sentence.
    private static func isProse(_ value: String) -> Bool {
        let words = value.split(whereSeparator: \.isWhitespace).count
        let endsSentence = value.last.map { ".!?…".contains($0) } ?? false
        return words >= 7 || value.count > 60 || words >= 3 && endsSentence
    }

    private static func personalData(
        _ name: String, title: String, identityCodes: Int, addresses: Int, phones: Int
    ) -> String? {
        if identityCodes > 0 { return quantity(identityCodes, "Finnish personal identity code") }
        if addresses > 0 { return quantity(addresses, "e-mail address", "e-mail addresses") }
        if phones > 0 { return quantity(phones, "phone number") }
        return personalWord(in: name).map { "its name has '\($0)'" }
            ?? personalWord(in: title).map { "its label has '\($0)'" }
    }

    private static func personalWord(in text: String) -> String? {
        let found = text.lowercased().split { !$0.isLetter }
        guard !found.isEmpty else { return nil }
        return personalWords.first { word in
            found.contains { $0 == word || word.count > 5 && $0.hasPrefix(word) }
        }
    }

    /// Words in the names of columns that identify people, in Finnish, Swedish and English.
    private static let personalWords = [
        "henkilötunnus", "hetu", "etunimi", "sukunimi", "sähköposti", "sähköpostiosoite", "puhelin", "puhelinnumero",
        "lähiosoite", "syntymäaika", "personbeteckning", "personnummer", "förnamn", "efternamn", "telefon", "epost",
        "födelsedatum", "email", "mail", "phone", "firstname", "lastname", "surname", "address", "ipaddress", "ip",
        "birthdate", "vastaajakoodi", "osallistujakoodi", "respondent", "vastaaja", "henkilö", "participant",
    ]
}

/// A number with its noun, in the singular for one; the plural has an s when left out.
func quantity(_ number: Int, _ one: String, _ several: String? = nil) -> String {
    "\(number) \(number == 1 ? one : several ?? one + "s")"
}

/// Keeps the types that fit all values seen so far.
private struct TypeGuesser {
    struct Guess {
        var type: String
        var dateFormat: String?
        var places = 0
        var missingWords: [String] = []
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
            if unsafe HeadcountText.reading(start, 0, bytes.count) != nil { headcounts += 1 }
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
    func guess(isRepeated: Bool, isProse: Bool) -> Guess {
        guard seen > 0 else { return Guess(type: "text") }
        if booleans == seen { return Guess(type: "boolean") }
        // A few words among many numbers say why an answer is missing, unless they are headcounts or dates.
        let others = headcounts + days + moments == 0 && words.count <= Self.wordLimit && numbers * 5 >= seen * 4
        if numbers == seen || others, padded == 0 {
            return Guess(
                type: places == 0 ? "integer" : "decimal", places: places, missingWords: words.sorted(),
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
