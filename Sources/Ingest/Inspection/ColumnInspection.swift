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
    /// Words among its numbers that are known to stand for missing answers.
    public let missingWords: [String]
    /// Other texts among its numbers or headcounts.
    let strayWords: [String]
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
    /// Whether nearly all values are short and without blanks.
    let isCodeLike: Bool

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
        var codeLike = 0
        for (position, text) in all.enumerated() {
            let value = text.trimmed
            if value.isEmpty || unanswered.contains(value) { continue }
            filled += 1
            if value.utf8.count <= Self.longestCode, !value.contains(where: \.isWhitespace) { codeLike += 1 }
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
        let guess = guesser.guess(
            isRepeated: repeats && isChoice, isProse: isProse && !isChoice, isQuestion: name.contains("?"))
        let isNumber = ["integer", "decimal", "headcount", "boolean"].contains(guess.type)
        let personal = Self.personalData(
            isNumber ? "" : name, title: isNumber ? "" : title ?? "", identityCodes: identityCodes,
            addresses: addresses, phones: phones)
        type = personal != nil && guess.type == "identifier" ? "person" : guess.type
        dateFormat = guess.dateFormat
        places = guess.places
        missingWords = guess.strayWords.filter(StrayWords.standsForMissing)
        strayWords = guess.strayWords.filter { !StrayWords.standsForMissing($0) }
        isCodeLike = filled > 0 && codeLike * 10 >= filled * 9
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
        strayWords = []
        isCodeLike = column.isCodeLike
        notDates = []
        filled = column.filled
        missing = column.missing
        distinct = column.distinct
        least = nil
        greatest = nil
        values = []
        self.personalData = personalData
    }

    /// The letters of a code at most.
    private static let longestCode = 20

    /// Values of a choice come at least so many times each, on average.
    private static let choiceRepeats = 10

    /// Whether a value reads like something that a person wrote, rather than a code or a label: many words, or a sentence.
    static func isProse(_ value: String) -> Bool {
        value.split(whereSeparator: \.isWhitespace).count >= 7 || value.count > 60 || isSentence(value)
    }

    /// Whether a value has several words and ends as sentences do.
    static func isSentence(_ value: String) -> Bool {
        value.split(whereSeparator: \.isWhitespace).count >= 3 && value.last.map { ".!?…".contains($0) } ?? false
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
