import Indicators

/// An indicator, or some levels of it, by name: `attendances`, `attendances[mode=onsite]`.
struct CountReference {
    let indicator: String
    /// Dimensions and levels as written.
    let levels: [(dimension: String, level: String)]

    init(_ text: String) {
        guard let open = text.firstIndex(of: "["), text.hasSuffix("]") else {
            indicator = text
            levels = []
            return
        }
        indicator = String(text[..<open])
        levels = text[text.index(after: open)..<text.index(before: text.endIndex)].split(separator: ",").compactMap {
            part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            return (Self.trimmed(part[..<equals]), Self.trimmed(part[part.index(after: equals)...]))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension LevelNumbers {
    /// The numbers of a reference's levels; a level that reads like a number is one unless it is known as a code.
    mutating func numbers(of reference: CountReference) -> [Int] {
        reference.levels.map { dimension, text in
            let code = BreakdownLevel(dimension: dimension, level: .code(text))
            guard let whole = Int(text), !isKnown(code) else { return number(of: code) }
            return number(of: BreakdownLevel(dimension: dimension, level: .number(whole)))
        }
    }

    /// The key of a breakdown with a reference's levels more.
    mutating func key(_ key: LevelKey?, with reference: CountReference) -> LevelKey {
        self.key(ofLevels: ((key.map { levels(of: $0) } ?? []) + numbers(of: reference)).sorted())
    }

    /// The key of a breakdown without a reference's levels; nil when it does not have them all.
    mutating func key(_ key: LevelKey, without reference: CountReference) -> LevelKey? {
        if reference.levels.isEmpty { return key }
        let removed = numbers(of: reference)
        let own = levels(of: key)
        guard removed.allSatisfy(own.contains) else { return nil }
        return self.key(ofLevels: own.filter { !removed.contains($0) })
    }
}
