import Indicators

extension LevelNumbers {
    /// The numbers of a reference's levels; a level that reads like a number is one unless it is known as a code.
    mutating func numbers(of reference: FigureReference) -> [Int] {
        reference.levels.keys.sorted().map { dimension in
            let text = reference.levels[dimension] ?? ""
            let code = BreakdownLevel(dimension: dimension, level: .code(text))
            guard let whole = Int(text), !isKnown(code) else { return number(of: code) }
            return number(of: BreakdownLevel(dimension: dimension, level: .number(whole)))
        }
    }

    /// The key of a breakdown with a reference's levels more.
    mutating func key(_ key: LevelKey, with reference: FigureReference) -> LevelKey {
        reference.levels.isEmpty ? key : self.key(ofLevels: (levels(of: key) + numbers(of: reference)).sorted())
    }

    /// The key of a breakdown without a reference's levels; nil when it does not have them all.
    mutating func key(_ key: LevelKey, without reference: FigureReference) -> LevelKey? {
        if reference.levels.isEmpty { return key }
        let removed = numbers(of: reference)
        let own = levels(of: key)
        guard removed.allSatisfy(own.contains) else { return nil }
        return self.key(ofLevels: own.filter { !removed.contains($0) })
    }
}
