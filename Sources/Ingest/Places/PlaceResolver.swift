internal import Diagnostics
internal import Records

/// What a field with the names of places stands for.
enum PlaceOutcome: Sendable, Hashable {
    /// A code, by its position in the column's dictionary.
    case code(Int)
    case missing(MissingReason)
    case refused(PlaceProblem)
    /// A name that no list has.
    case unknown(value: String?, near: String?)
}

/// Finds out which code the places of a field lead to.
struct PlaceResolver: Sendable {
    let index: PlaceIndex
    let reading: PlaceReading
    /// The list that places lead to; nil when only their level is wanted.
    let target: CodeList?
    /// The codes of the column.
    let dictionary: [String]
    /// The level that a name is of when it may be of several.
    private let usualLevel: Int?
    private let positions: [String: Int]

    init(index: PlaceIndex, reading: PlaceReading, target: CodeList?, dictionary: [String]) {
        self.index = index
        self.reading = reading
        self.target = target
        self.dictionary = dictionary
        usualLevel = reading.level.flatMap { name in index.levels.firstIndex { $0.name == name } }
        positions = Dictionary(dictionary.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    ///   - text: The field, not empty.
    ///   - level: The level that another column gives.
    ///   - day: The day that another column gives.
    func outcome(of text: String, level: Int?, day: CalendarDay?) -> PlaceOutcome {
        let whole = single(text, level, day)
        guard case .unknown = whole else { return whole }
        let parts = Self.parts(text) { !index.places(of: $0).places.isEmpty }
        // A separator at the end separates nothing.
        guard parts.count > 1 else { return parts.first.map { single($0, level, day) } ?? whole }
        var outcomes: [PlaceOutcome] = []
        for part in parts {
            let outcome = single(part, level, day)
            switch outcome {
            case .refused, .unknown: return outcome
            case .code, .missing: if !outcomes.contains(outcome) { outcomes.append(outcome) }
            }
        }
        guard let first = outcomes.first else { return whole }
        if outcomes.count == 1 { return first }
        switch reading.several {
        case .first: return first
        case .missing: return .missing(.notApplicable)
        case .quarantine: return .refused(.several(count: parts.count))
        }
    }

    /// The names in a field, with `;`, `,`, `/`, `|` or a line break between them, or, where that gives no known names, words for *and*.
    static func parts(_ text: String, isKnown: (String) -> Bool) -> [String] {
        func trimmed(_ part: some StringProtocol) -> String {
            var part = Substring(part)
            while let first = part.first, first.isWhitespace || first == "•" || first == "*" { part.removeFirst() }
            while part.last?.isWhitespace == true { part.removeLast() }
            return String(part)
        }
        let parts = text.split { ";,/|".contains($0) || $0.isNewline }.map(trimmed).filter { !$0.isEmpty }
        return parts.flatMap { part -> [String] in
            if isKnown(part) { return [part] }
            var words: [[Substring]] = [[]]
            for word in part.split(whereSeparator: \.isWhitespace) {
                if ["ja", "sekä", "och", "samt", "and", "&", "+"].contains(word.lowercased()) {
                    words.append([])
                } else {
                    words[words.count - 1].append(word)
                }
            }
            return words.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
        }
    }

    private func single(_ text: String, _ given: Int?, _ day: CalendarDay?) -> PlaceOutcome {
        let (found, beside) = index.places(of: text)
        guard !found.isEmpty else { return unknown(text) }
        let level = beside ?? given
        let known = level.map { index.within($0, found) } ?? found
        guard !known.isEmpty else { return unknown(text) }
        let inUse = known.filter { code($0).isValid(on: day) }
        guard let first = inUse.first else {
            return .refused(.outOfUse(value: quotable(text), days: known.first.map { code($0).validity.text } ?? "…"))
        }
        var places = inUse
        if level == nil, let usualLevel, places.count > 1 || index.isAmbiguous(text) {
            let usual = index.within(usualLevel, places)
            if !usual.isEmpty { return agreed(usual, text, day) }
        }
        if level == nil, index.isAmbiguous(text) || places.count > 1 && places.contains(where: \.isCode) {
            // Names come before spellings that are codes of another list.
            let names = places.filter { !$0.isCode }
            if names.isEmpty || index.isAmbiguous(text) { return ambiguous(text, inUse) }
            places = names
        }
        return places.count == 1 ? outcome(of: first, text, day) : agreed(places, text, day)
    }

    /// What places lead to, when that is one and the same.
    private func agreed(_ places: [PlaceIndex.Place], _ text: String, _ day: CalendarDay?) -> PlaceOutcome {
        let outcomes = places.map { outcome(of: $0, text, day) }
        guard let first = outcomes.first, outcomes.allSatisfy({ $0 == first }) else { return ambiguous(text, places) }
        return first
    }

    private func outcome(of place: PlaceIndex.Place, _ text: String, _ day: CalendarDay?) -> PlaceOutcome {
        let level = index.levels[place.level]
        if reading.kept == .level {
            return positions[level.name].map { .code($0) } ?? .missing(.notApplicable)
        }
        guard let target else { return .missing(.notApplicable) }
        let code = code(place)
        let wanted =
            level.name == target.name ? code.code : code.attribute(target.name, vintage: reading.vintage, on: day)
        if let position = wanted.flatMap({ positions[$0] }) { return .code(position) }
        return level.isBroader
            ? .missing(.notApplicable) : .refused(.tooBroad(value: quotable(text), list: target.name))
    }

    private func code(_ place: PlaceIndex.Place) -> Code { index.levels[place.level].list.codes[place.code] }

    private func ambiguous(_ text: String, _ places: [PlaceIndex.Place]) -> PlaceOutcome {
        guard let value = quotable(text) else { return .refused(.ambiguous(value: nil, choices: [])) }
        let choices = index.levels.indices.filter { !index.within($0, places).isEmpty }.map { level in
            "\(value) (\(index.levels[level].list.words.first ?? index.levels[level].name))"
        }
        return .refused(.ambiguous(value: value, choices: choices))
    }

    private func unknown(_ text: String) -> PlaceOutcome {
        guard let value = quotable(text) else { return .unknown(value: nil, near: nil) }
        // Among hundreds of places a short word is always near some: "Ruotsi" is no "Ruovesi".
        let most = text.count <= 6 ? 1 : text.count <= 9 ? 2 : 3
        return .unknown(value: value, near: nearestName(to: text, in: index.spellings, most: most))
    }

    private func quotable(_ text: String) -> String? {
        PersonalData.first(in: text) == nil ? shortened(text) : nil
    }
}
