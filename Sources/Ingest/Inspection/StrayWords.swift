/// Words in a column of numbers: those that are known to stand for a missing answer, and others.
enum StrayWords {
    /// Whether a word says that there is no answer, in Finnish, Swedish or English, or by a sign.
    static func standsForMissing(_ word: String) -> Bool {
        let plain = plainSpelling(word)
        return missing.contains(plain) || plain.hasSuffix(".") && missing.contains(String(plain.dropLast()))
    }

    private static let missing: Set<String> = [
        "-", "--", "–", "—", ".", "?", "n/a", "#n/a", "na", "n.a", "nan", "null", "none", "missing", "eos", "e.o.s",
        "en osaa sanoa", "ei osaa sanoa", "en tiedä", "ei tiedä", "ei tietoa", "ei vastausta", "ei vastannut",
        "ei vastattu",
        "ei vastaa", "en vastaa", "en halua vastata", "ei halua vastata", "en halua kertoa", "en halua sanoa",
        "ei kysytty",
        "ei koske minua", "ei sovellu", "puuttuu", "tyhjä", "vet ej", "vet inte", "kan inte säga", "kan ej säga",
        "inget svar",
        "ej svar", "ej besvarad", "inte besvarad", "vill inte svara", "vill ej svara", "vill inte säga",
        "uppgift saknas",
        "saknas", "gäller inte mig", "don't know", "don’t know", "dont know", "do not know", "no answer",
        "not answered",
        "not asked", "not applicable", "prefer not to say", "prefer not to answer", "refused",
    ]

    /// What a person has to decide about the others.
    ///
    /// - Parameter kind: What they are not, such as "number".
    /// - Returns: nil when there are none.
    static func decision(_ words: [String], no kind: String) -> String? {
        guard !words.isEmpty else { return nil }
        // What reads like an answer in words is not repeated.
        let quoted = words.allSatisfy { $0.split(whereSeparator: \.isWhitespace).count <= 2 && $0.count <= 20 }
        let named = quoted ? words.map { "'\($0)'" }.joined(separator: ", ") : quantity(words.count, "text")
        return
            "\(named) \(words.count == 1 ? "is no \(kind)" : "are no \(kind)s"): correct the file, or say under `values:` or "
            + "`missing:` what is meant; until then the row is set aside."
    }
}
