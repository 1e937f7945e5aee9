internal import Records

/// The names of places of several levels, with the places that have them.
struct PlaceIndex: Sendable {
    /// A code list that gives names.
    struct Level: Sendable {
        let list: CodeList
        /// Whether no code of the list leads to one of the wanted list: it is broader, such as the whole country.
        let isBroader: Bool

        var name: String { list.name }
    }

    /// A place that a name may be of.
    struct Place: Sendable, Hashable {
        /// The level's position.
        let level: Int
        /// The code's position in the level's list.
        let code: Int
        /// Whether what was written is the code.
        var isCode = false
    }

    let levels: [Level]
    private let names: [String: [Place]]
    private let genitives: [String: [Place]]
    private let words: [String: Int]
    private let ambiguous: Set<String>

    /// - Parameter target: The list that places lead to; nil when only their level is wanted.
    init(levels lists: [CodeList], target: CodeList?, reading: PlaceReading) {
        levels = lists.map { list in
            Level(
                list: list,
                isBroader: target.map { target in
                    list.name != target.name && !list.codes.contains { $0.attributes[target.name] != nil }
                } ?? false)
        }
        var names: [String: [Place]] = [:]
        var genitives: [String: [Place]] = [:]
        var words: [String: Int] = [:]
        for (level, list) in lists.enumerated() {
            for word in [list.name] + list.words where words[placeSpelling(word)] == nil {
                words[placeSpelling(word)] = level
            }
            for (position, code) in list.codes.enumerated() {
                let place = Place(level: level, code: position)
                Self.add(code.code, Place(level: level, code: position, isCode: true), to: &names)
                if reading.isUnpadded, code.code.hasPrefix("0") {
                    let digits = String(code.code.drop { $0 == "0" })
                    if !digits.isEmpty, digits.allSatisfy(\.isNumber) {
                        Self.add(digits, Place(level: level, code: position, isCode: true), to: &names)
                    }
                }
                for language in code.titles.keys.sorted() {
                    guard let title = code.titles[language] else { continue }
                    Self.add(title, place, to: &names)
                    guard reading.isInflected else { continue }
                    let plain = placeSpelling(title)
                    let forms = language == "fi" ? FinnishGenitive.forms(of: plain) : [plain + "s"]
                    for form in forms.union([plain]).sorted() { Self.add(form, place, to: &genitives) }
                }
                for alias in code.aliases { Self.add(alias, place, to: &names) }
            }
        }
        self.names = names
        self.genitives = genitives
        self.words = words
        ambiguous = lists.count > 1 ? Set(lists.flatMap(\.ambiguous).map(placeSpelling)) : []
    }

    private static func add(_ name: String, _ place: Place, to names: inout [String: [Place]]) {
        let plain = placeSpelling(name)
        // A name is kept before the same spelling as a code.
        if names[plain]?.contains(where: { $0.level == place.level && $0.code == place.code }) != true {
            names[plain, default: []].append(place)
        }
    }

    /// Every spelling that is understood, for suggestions.
    var spellings: [String] {
        levels.flatMap { level in level.list.codes.flatMap { $0.titles.sorted { $0.key < $1.key }.map(\.value) } }
    }

    /// The level of a word such as `kunta`.
    func level(_ word: String) -> Int? { words[placeSpelling(word)] }

    /// Whether a name needs its level.
    func isAmbiguous(_ name: String) -> Bool { ambiguous.contains(placeSpelling(name)) }

    /// The places of a name, and the level that stands beside it: `Satakunta (maakunta)`, `Rauman kaupunki`.
    func places(of text: String) -> (places: [Place], level: Int?) {
        let plain = placeSpelling(text)
        if let places = names[plain] { return (places, nil) }
        if plain.hasSuffix(")"), let open = plain.lastIndex(of: "(") {
            let inside = plain[plain.index(after: open)...].dropLast()
            let name = placeSpelling(String(plain[..<open]))
            if let level = words[String(inside)] {
                if let places = names[name] { return (within(level, places), level) }
                return ([], level)
            }
        }
        guard !genitives.isEmpty else { return ([], nil) }
        for (word, level) in words.sorted(by: { ($0.key.count, $0.key) > ($1.key.count, $1.key) }) {
            guard plain.hasSuffix(" " + word), let found = genitives[String(plain.dropLast(word.count + 1))] else {
                continue
            }
            let places = found.filter { $0.level == level }
            if !places.isEmpty { return (places, level) }
        }
        return ([], nil)
    }

    /// Those places that are of a level; else the codes of the level that lie where a place of another is.
    func within(_ level: Int, _ places: [Place]) -> [Place] {
        let own = places.filter { $0.level == level }
        guard own.isEmpty else { return own }
        let list = levels[level].list
        var others: [Place] = []
        for place in places where !place.isCode {
            guard let code = levels[place.level].list.codes[place.code].attributes[list.name],
                let position = list.index(of: code)
            else { continue }
            let other = Place(level: level, code: position)
            if !others.contains(other) { others.append(other) }
        }
        return others
    }
}
