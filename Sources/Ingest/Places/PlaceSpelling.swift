/// A name of a place as it is compared: as ``plainSpelling(_:)`` has it, with any dash as a hyphen without blanks around it, without
/// characters that take no room, and without the full stop of a sentence.
func placeSpelling(_ text: String) -> String {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x00AD, 0x200B...0x200D, 0x2060, 0xFEFF: break
        case 0x2010...0x2015, 0x2212: cleaned.append("-")
        default: cleaned.append(scalar)
        }
    }
    var plain = plainSpelling(String(cleaned))
    if plain.contains("- ") || plain.contains(" -") {
        plain = plain.replacing(" - ", with: "-").replacing("- ", with: "-").replacing(" -", with: "-")
    }
    while plain.hasSuffix(".") { plain.removeLast() }
    return plain
}

/// The forms that the genitive of a Finnish place name may have.
///
/// More are given than are right, since a name does not tell how it is inflected (`Lahti`, `Vihti`): a wrong one is written by nobody,
/// and one that two names share is dropped by whoever asks.
///
/// - SeeAlso: Iso suomen kielioppi, § 41–48 (gradation) and § 54–75 (stems).
enum FinnishGenitive {
    private static let vowels = Set("aeiouyäöå")
    /// Clusters before the last vowel, in the strong grade and the weak.
    private static let grades: [(strong: String, weak: [String])] = [
        ("kk", ["k"]), ("pp", ["p"]), ("tt", ["t"]), ("nk", ["ng"]), ("nt", ["nn"]), ("mp", ["mm"]), ("lt", ["ll"]),
        ("rt", ["rr"]), ("lp", ["lv"]), ("rp", ["rv"]), ("ht", ["hd"]), ("lk", ["l"]), ("rk", ["r"]), ("hk", ["h"]),
        ("sk", []), ("tk", []), ("st", []), ("k", ["", "v"]), ("p", ["v"]), ("t", ["d"]),
    ]

    /// - Parameter name: The name in small letters.
    static func forms(of name: String) -> Set<String> {
        var forms = endings(of: name)
        for (first, inflected) in [("uusi", "uuden"), ("iso", "ison"), ("vähä", "vähän")] where name.hasPrefix(first) {
            let rest = String(name.dropFirst(first.count))
            if rest.count > 2 { forms.formUnion(endings(of: rest).map { inflected + $0 }) }
        }
        return forms
    }

    private static func endings(of name: String) -> Set<String> {
        guard let last = name.last else { return [] }
        if name.hasSuffix("nen") { return [String(name.dropLast(3)) + "sen", String(name.dropLast(3)) + "sten"] }
        guard vowels.contains(last) else { return last == "s" ? [name.dropLast() + "ksen"] : [name + "in"] }
        var forms: Set<String> = [name + "n"]
        let stem = String(name.dropLast())
        var stems = [stem]
        if let grade = grades.first(where: { stem.hasSuffix($0.strong) }) {
            let start = stem.dropLast(grade.strong.count)
            stems += grade.weak.map { start + $0 }
        }
        for stem in stems {
            forms.insert(stem + String(last) + "n")
            if last == "i" { forms.insert(stem + "en") }
            if last == "e" { forms.insert(stem + "een") }
        }
        if name.hasSuffix("si") { forms.insert(name.dropLast(2) + "den") }
        return forms
    }
}
