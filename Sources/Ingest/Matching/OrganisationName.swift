/// A name of an organisation, reduced to what two spellings of it share.
///
/// Case, punctuation, blanks and the place of the legal form do not count: `Kielopolku r.y.`, `KIELOPOLKU RY` and `Kielopolku,
/// rekisteröity yhdistys` are one name. The form itself does: `Kielopolku ry` and `Kielopolku Oy` are two organisations, and
/// `Kielopolku` may be either.
struct OrganisationName: Sendable, Hashable {
    /// What an organisation is by law, as its name says, in Finnish or Swedish.
    enum Form: Sendable, Hashable {
        case association, company, foundation, cooperative, partnership, trader, municipality
    }

    /// The words without the legal form, in small letters.
    let words: [String]
    let form: Form?

    /// The words with a blank between them.
    var plain: String { words.joined(separator: " ") }
    /// The same without blanks, and without the marks above letters: what a form that knows no ä keeps of the name.
    var folded: String { Self.folded(words.joined()) }
    /// Whether nothing is left to compare.
    var isEmpty: Bool { words.isEmpty }

    init(_ text: String) {
        var words = Self.words(of: text)
        var form: Form?
        // From the end first, where the form usually stands; the last word is never taken for a form.
        while let (length, found) = Self.formAtEnd(of: words), words.count > length, form == nil || form == found {
            words.removeLast(length)
            form = found
        }
        while let first = words.first, words.count > 1, let found = Self.leading[first], form == nil || form == found {
            words.removeFirst()
            form = found
        }
        if form == nil || form == .foundation, let last = words.last {
            for ending in ["säätiö", "stiftelsen", "stiftelse"]
            where last.hasSuffix(ending) && last.count > ending.count + 2 {
                words[words.count - 1] = String(last.dropLast(ending.count))
                form = .foundation
                break
            }
        }
        self.words = words
        self.form = form
    }

    /// Whether two names can be of one organisation as far as their legal forms go.
    func agreesInForm(with other: OrganisationName) -> Bool {
        form == nil || other.form == nil || form == other.form
    }

    // MARK: Words

    /// The words of a text in small letters: letters and digits, and `&` for any "and".
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(conjunctions.contains(word) ? "&" : word) }
            word = ""
        }
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if character == "&" || character == "+" {
                end()
                words.append("&")
            } else if !silent.contains(character) {
                end()
            }
        }
        end()
        return words
    }

    private static let conjunctions: Set<String> = ["ja", "och", "and"]
    /// Signs within a word, as in `r.y.` and `Sotainvalidien Veljesliitto'n`; a soft hyphen shows only where a line ends.
    private static let silent: Set<Character> = [".", "'", "’", "´", "`", "\u{AD}", "\u{200B}", "\u{FEFF}"]

    // MARK: Legal forms

    private static func formAtEnd(of words: [String]) -> (length: Int, form: Form)? {
        if words.count > 2, let form = pairs[words[words.count - 2] + " " + words[words.count - 1]] { return (2, form) }
        return words.last.flatMap { endings[$0] }.map { (1, $0) }
    }

    private static let pairs: [String: Form] = [
        "rekisteröity yhdistys": .association, "registrerad förening": .association,
        "rekisteröity säätiö": .foundation, "registrerad stiftelse": .foundation,
        "julkinen osakeyhtiö": .company, "publikt aktiebolag": .company, "avoin yhtiö": .partnership,
        "öppet bolag": .partnership,
    ]

    private static let endings: [String: Form] = [
        "ry": .association, "rf": .association,
        "oy": .company, "oyj": .company, "ab": .company, "abp": .company, "osakeyhtiö": .company,
        "aktiebolag": .company,
        "ltd": .company, "inc": .company,
        "sr": .foundation, "säätiö": .foundation, "stiftelse": .foundation, "stiftelsen": .foundation,
        "osk": .cooperative, "osuuskunta": .cooperative, "anl": .cooperative, "andelslag": .cooperative,
        "ky": .partnership, "kb": .partnership, "ay": .partnership, "kommandiittiyhtiö": .partnership,
        "kommanditbolag": .partnership,
        "tmi": .trader, "toiminimi": .trader,
        "kunta": .municipality, "kaupunki": .municipality, "kommun": .municipality, "stad": .municipality,
    ]

    /// Forms that also stand before a name.
    private static let leading: [String: Form] = [
        "oy": .company, "ab": .company, "osakeyhtiö": .company, "aktiebolag": .company, "tmi": .trader,
        "toiminimi": .trader, "osuuskunta": .cooperative, "andelslag": .cooperative, "stiftelsen": .foundation,
        "säätiö": .foundation,
    ]

    // MARK: Letters

    /// A text whose letters have no marks: ä becomes a, as where a keyboard has none.
    static func folded(_ text: String) -> String {
        var result = ""
        for character in text {
            if character.isASCII {
                result.append(character)
            } else if let plain = letters[character] {
                result += plain
            } else {
                // A mark that follows its letter; characters compare by canonical equivalence, so a decomposed ä is above.
                for scalar in character.unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    private static let letters: [Character: String] = {
        var letters: [Character: String] = [
            "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        ]
        for (plain, marked) in [
            ("a", "åäàáâãāăą"), ("c", "çćč"), ("d", "ď"), ("e", "èéêëēėęě"), ("g", "ğģ"), ("i", "ìíîïīį"), ("k", "ķ"),
            ("l", "ĺļľ"), ("n", "ñńņň"), ("o", "öòóôõōő"), ("r", "ŕř"), ("s", "śšş"), ("t", "ťţ"), ("u", "üùúûūůűų"),
            ("y", "ýÿ"), ("z", "źżž"),
        ] {
            for letter in marked { letters[letter] = plain }
        }
        return letters
    }()
}
