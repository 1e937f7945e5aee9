internal import Diagnostics

/// The names by which a template's cells ask for figures without a map: `kaiku.EECO01.gender_group.women.n`.
///
/// A name is `kaiku`, the indicator's code, each dimension with its level, and the part, joined by full stops; the dimensions may
/// stand in any order, and the value needs no part. Names of spreadsheets hold only letters, digits, `_` and `.`, and know no
/// letter case, so every other character of a code is written `_`, and letter case does not count.
struct FigureNames {
    private let finder: FigureFinder
    private let codes: [String: [Int]]

    init(_ finder: FigureFinder) {
        self.finder = finder
        codes = Dictionary(grouping: finder.results.indicators.indices) { index in
            Self.word(finder.results.indicators[index].code)
        }
    }

    /// A code as a name has it.
    static func word(_ code: String) -> String {
        String(code.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    /// Whether a name is addressed to Kaiku.
    static func isAddressed(_ name: String) -> Bool { name.lowercased().hasPrefix("kaiku.") }

    /// The figure that a name beginning with `kaiku.` asks for.
    func figure(_ name: String) throws(FigureProblem) -> FoundFigure {
        let steps = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map {
            Self.word(String($0))
        }
        guard let code = steps.first else { throw unknown(name, near: nil) }
        if steps.count == 1, let fact = BuildFact.allCases.first(where: { Self.word($0.rawValue) == code }) {
            return finder.found(fact)
        }
        let indicator = finder.results.indicators[try indicator(code, of: name)]
        let rest = Array(steps.dropFirst())
        let levels = Self.pairs(rest)
        let values = indicator.values.filter { Self.pairs($0.breakdown) == levels }
        guard let value = values.first else {
            if rest == ["title"] || rest == ["unit"] {
                return try finder.figure("\(indicator.code):\(rest[0])")
            }
            let names = indicator.values.map { Self.name(indicator, $0) }
            throw unknown(name, near: nearestName(to: name, in: names, most: 6), known: names)
        }
        guard values.count == 1 else {
            throw ambiguous(name, values.map { FigureFinder.reference(indicator, $0) })
        }
        guard rest.count % 2 == 1, let asked = rest.last else { return try finder.figure(indicator, value, part: nil) }
        let parts = FigureFinder.parts(of: indicator)
        let fitting = parts.filter { Self.word($0) == asked }
        guard fitting.count == 1, let part = fitting.first else {
            if fitting.count > 1 { throw ambiguous(name, fitting) }
            let whole = Self.name(indicator, value)
            throw unknown(
                name, near: nearestName(to: asked, in: parts).map { "\(whole).\(Self.word($0))" },
                known: parts.map { "\(whole).\(Self.word($0))" })
        }
        return try finder.figure(indicator, value, part: part)
    }

    /// The name of a value by the rule, in the codes' own letter case.
    static func name(_ indicator: BuildResults.Indicator, _ value: BuildResults.Value) -> String {
        let steps =
            [indicator.code] + value.breakdown.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        return (["kaiku"] + steps.map(cased)).joined(separator: ".")
    }

    /// A figure that a name not addressed to Kaiku may mean, as it begins with an indicator's code: `EECO01_women`.
    ///
    /// - Returns: nil when it does not look like one; else the nearest reference, or the indicator's own code.
    func lookalike(_ name: String) -> String? {
        let word = Self.word(name)
        // The longest code wins, where one begins with another.
        let code = codes.keys.filter { word == $0 || word.hasPrefix($0 + "_") }
            .max { ($0.count, $0) < ($1.count, $1) }
        guard let code, let index = codes[code]?.first else { return nil }
        let indicator = finder.results.indicators[index]
        let rest = String(word.dropFirst(code.count + 1))
        var byLevels: [String: String] = [:]
        for value in indicator.values where !value.breakdown.isEmpty {
            let levels = value.breakdown.sorted { $0.key < $1.key }.map { Self.word($0.value) }
            byLevels[levels.joined(separator: "_")] = FigureFinder.reference(indicator, value)
        }
        let near = byLevels[rest] != nil ? rest : nearestName(to: rest, in: byLevels.keys.sorted())
        return rest.isEmpty ? indicator.code : near.flatMap { byLevels[$0] } ?? indicator.code
    }

    // MARK: Parts of names

    private static func cased(_ code: String) -> String {
        String(code.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    /// Dimensions with their levels, an odd last step left out.
    private static func pairs(_ steps: [String]) -> [String] {
        stride(from: 0, to: steps.count - steps.count % 2, by: 2).map { "\(steps[$0]).\(steps[$0 + 1])" }.sorted()
    }

    private static func pairs(_ breakdown: [String: String]) -> [String] {
        breakdown.map { "\(word($0.key)).\(word($0.value))" }.sorted()
    }

    private func indicator(_ code: String, of name: String) throws(FigureProblem) -> Int {
        let found = codes[code] ?? []
        if found.count > 1 { throw ambiguous(name, found.map { finder.results.indicators[$0].code }) }
        guard let index = found.first else {
            let names = finder.results.indicators.map(\.code) + BuildFact.allCases.map(\.rawValue)
            let near = nearestName(to: code, in: names.map(Self.cased))
            let rest = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst(2)
            throw unknown(name, near: near.map { (["kaiku", $0[...]] + rest).joined(separator: ".") })
        }
        return index
    }

    private func unknown(_ name: String, near: String?, known: [String] = []) -> FigureProblem {
        FigureProblem(
            summary: "the results have no figure '\(name)'",
            cause: known.isEmpty ? nil : "there are \(FigureFinder.listed(known))",
            remedies: near.map { ["name the cell '\($0)'"] } ?? [], near: near)
    }

    private func ambiguous(_ name: String, _ meanings: [String]) -> FigureProblem {
        FigureProblem(
            summary: "the name '\(name)' has several meanings",
            cause: "it may stand for \(FigureFinder.listed(meanings))",
            remedies: ["say in a map which figure the cell takes"])
    }
}
