/// Cuts a cell with several options into them, by the declared list.
///
/// Of two options that start alike the longer one is taken, as long as the whole cell still comes out even: labels may hold what
/// stands between them.
struct DelimitedChoice {
    struct Reading: Equatable {
        /// The options, in the order of the list.
        var options: [Int] = []
        /// What is none of them, in the order of the cell.
        var rest: [String] = []
        /// Whether the cell can be cut into other options as well.
        var isAmbiguous = false
    }

    private struct Spelling {
        let characters: [String]
        let option: Int
    }

    private let spellings: [Spelling]
    /// Nothing where a cell holds one option.
    private let separator: [String]

    init(_ choice: Choice) {
        var spellings: [Spelling] = []
        for (index, option) in choice.options.enumerated() {
            for spelling in Set(option.spellings + [option.code]).sorted() {
                let characters = Self.characters(spelling).map(\.folded)
                if !characters.isEmpty { spellings.append(Spelling(characters: characters, option: index)) }
            }
        }
        self.spellings = spellings.sorted { ($1.characters.count, $0.option) < ($0.characters.count, $1.option) }
        separator =
            choice.shape == .single ? [] : Self.characters(choice.separator, keepsEnds: true).map(\.folded)
    }

    private struct Part {
        let original: Character
        let folded: String
    }

    /// The characters of a text, blanks run together.
    private static func characters(_ text: String, keepsEnds: Bool = false) -> [Part] {
        var parts: [Part] = []
        for character in text {
            if character.isWhitespace {
                if keepsEnds ? parts.last?.original != " " : parts.last.map({ $0.original != " " }) ?? false {
                    parts.append(Part(original: " ", folded: " "))
                }
            } else {
                parts.append(Part(original: character, folded: String(character).lowercased()))
            }
        }
        if !keepsEnds, parts.last?.original == " " { parts.removeLast() }
        return parts
    }

    /// Longer cells are no list of options, and cutting them would take time for nothing.
    private static let longest = 8192

    func read(_ cell: String) -> Reading {
        guard cell.utf8.count <= Self.longest else { return Reading(rest: [cell]) }
        let parts = Self.characters(cell)
        let folded = parts.map(\.folded)
        // From the end: in how many ways what follows a place can be cut, and the longest option that begins the first of them.
        var ways = [Int](repeating: 0, count: folded.count + 1)
        var next = [Int?](repeating: nil, count: folded.count + 1)
        ways[folded.count] = 1
        for place in stride(from: folded.count - 1, through: 0, by: -1) {
            for (index, spelling) in spellings.enumerated() where matches(spelling.characters, folded, place) {
                guard let after = afterSeparator(folded, place + spelling.characters.count), ways[after] > 0 else {
                    continue
                }
                if next[place] == nil { next[place] = index }
                ways[place] = min(2, ways[place] + ways[after])
            }
            // Nothing between two separators, or after the last.
            if next[place] == nil, !separator.isEmpty, let after = skippedSeparator(folded, place) {
                ways[place] = ways[after]
            }
        }
        var reading = Reading()
        if ways[0] > 0 {
            reading.isAmbiguous = ways[0] > 1 && isCutOtherwise(folded, next)
            var place = 0
            while place < folded.count {
                if let index = next[place] {
                    reading.options.append(spellings[index].option)
                    place = afterSeparator(folded, place + spellings[index].characters.count) ?? folded.count
                } else {
                    place = skippedSeparator(folded, place) ?? folded.count
                }
            }
        } else {
            cutWithRest(parts, folded, &reading)
        }
        reading.options = Set(reading.options).sorted()
        return reading
    }

    /// Takes the longest option at each place, and what is none up to the next separator.
    private func cutWithRest(_ parts: [Part], _ folded: [String], _ reading: inout Reading) {
        var place = 0
        while place < folded.count {
            if let after = skippedSeparator(folded, place) {
                place = after
                continue
            }
            let found = spellings.first { spelling in
                matches(spelling.characters, folded, place)
                    && afterSeparator(folded, place + spelling.characters.count) != nil
            }
            if let found {
                reading.options.append(found.option)
                place = afterSeparator(folded, place + found.characters.count) ?? folded.count
                continue
            }
            var end = place
            while end < folded.count, skippedSeparator(folded, end) == nil { end += 1 }
            let text = String(parts[place..<end].map(\.original)).trimmed
            if !text.isEmpty { reading.rest.append(text) }
            place = end
        }
    }

    /// Whether another way to cut the cell gives other options than the longest first.
    ///
    /// Two spellings of one option, such as a code that is its label too, make two ways with the same options.
    private func isCutOtherwise(_ folded: [String], _ next: [Int?]) -> Bool {
        var sets: [Int: Set<Set<Int>>] = [folded.count: [[]]]
        for place in stride(from: folded.count - 1, through: 0, by: -1) {
            var found: Set<Set<Int>> = []
            for spelling in spellings where matches(spelling.characters, folded, place) {
                guard let after = afterSeparator(folded, place + spelling.characters.count) else { continue }
                for rest in sets[after] ?? [] where found.count < Self.mostWays {
                    found.insert(rest.union([spelling.option]))
                }
            }
            if next[place] == nil, let after = skippedSeparator(folded, place) { found.formUnion(sets[after] ?? []) }
            sets[place] = found
        }
        return (sets[0] ?? []).count > 1
    }

    private static let mostWays = 8

    private func matches(_ spelling: [String], _ text: [String], _ place: Int) -> Bool {
        guard place + spelling.count <= text.count else { return false }
        for at in spelling.indices where spelling[at] != text[place + at] { return false }
        return true
    }

    /// The place after the separator that must follow an option; the end when nothing follows, nil when something else does.
    private func afterSeparator(_ text: [String], _ place: Int) -> Int? {
        var place = place
        while place < text.count, text[place] == " ", !separator.allSatisfy({ $0 == " " }) { place += 1 }
        return place >= text.count ? text.count : skippedSeparator(text, place)
    }

    /// The place after a separator that stands here, and the blanks after it; nil when none does.
    private func skippedSeparator(_ text: [String], _ place: Int) -> Int? {
        guard !separator.isEmpty, place < text.count else { return nil }
        var wanted = separator
        let endsInBlank = wanted.count > 1 && wanted.last == " "
        if endsInBlank { wanted.removeLast() }
        guard matches(wanted, text, place) else { return nil }
        var after = place + wanted.count
        // At the end of the cell it may have lost its blank.
        if endsInBlank, after < text.count, text[after] != " " { return nil }
        while after < text.count, text[after] == " " { after += 1 }
        return after
    }
}
