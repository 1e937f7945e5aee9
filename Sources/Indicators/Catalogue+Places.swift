import Definitions
public import Diagnostics
public import Records

extension Catalogue {
    /// What analyses of places ask of code lists that these do not have: a list, the inhabitants of a place, its neighbours.
    ///
    /// - Parameter lists: The code lists by name. A dimension whose list is not among them is passed over.
    public func placeFindings(in lists: [String: CodeList]) -> [Finding] {
        let reader = DefinitionReader()
        for indicator in indicators {
            for analysis in Self.analyses(of: indicator.calculation) {
                guard let place = analysis.places, let dimension = dimension(place.over) else { continue }
                guard let name = dimension.codeList else {
                    reader.report(
                        "indicators.places", at: indicator.location,
                        "'\(indicator.code)' is of the places of '\(dimension.name)', which has no code list",
                        cause: "places without rows are known from a code list only",
                        remedies: ["give the dimension a 'code-list'", "name another dimension"])
                    continue
                }
                guard let list = lists[name] else { continue }
                if let weight = place.weight { checkInhabitants(weight, list, indicator, reader) }
                if let neighbours = place.neighbours { checkNeighbours(neighbours, list, indicator, reader) }
            }
        }
        return reader.findings
    }

    private static func analyses(of calculation: Calculation) -> [PlaceAnalysis] {
        switch calculation {
        case .place(_, let analysis): [analysis]
        case .ratio(let part, let whole, _): analyses(of: part) + analyses(of: whole)
        default: []
        }
    }

    private func checkInhabitants(
        _ name: String, _ list: CodeList, _ indicator: Indicator, _ reader: DefinitionReader
    ) {
        guard isKnown(name, list, indicator, reader) else { return }
        let wrong = list.codes.first { code in
            guard let number = code.attributes[name].flatMap(Double.init) else { return true }
            return !(number > 0 && number.isFinite)
        }
        guard let wrong else { return }
        reader.report(
            "indicators.places", at: indicator.location,
            "'\(indicator.code)' is weighted by '\(name)', which '\(wrong.code)' of '\(list.name)' has not above zero",
            remedies: ["give every code of the list its '\(name)'", "leave out 'weighted-by'"])
    }

    private func checkNeighbours(
        _ name: String, _ list: CodeList, _ indicator: Indicator, _ reader: DefinitionReader
    ) {
        guard isKnown(name, list, indicator, reader) else { return }
        for code in list.codes {
            for neighbour in (code.attributes[name] ?? "").split(separator: " ").map(String.init)
            where list.index(of: neighbour) == nil {
                reader.report(
                    "indicators.places", at: indicator.location,
                    "'\(neighbour)', a neighbour of '\(code.code)' for '\(indicator.code)', is no code of '\(list.name)'",
                    remedies: ["correct '\(name)' of '\(code.code)' in the code list"])
                return
            }
        }
    }

    private func isKnown(_ name: String, _ list: CodeList, _ indicator: Indicator, _ reader: DefinitionReader) -> Bool {
        let names = Set(list.codes.flatMap(\.attributes.keys)).sorted()
        if names.contains(name) { return true }
        reader.reportUnknown(
            name, at: indicator.location, as: "an attribute of the code list '\(list.name)'", among: names)
        return false
    }
}

extension PlaceAnalysis {
    /// The dimension whose code list has the places, and the attributes that are asked of it.
    fileprivate var places: (over: String, weight: String?, neighbours: String?)? {
        switch self {
        case .concentration(let concentration): (concentration.over, concentration.weight, nil)
        case .nearest(let neighbourhood): (neighbourhood.over, neighbourhood.weight, neighbourhood.neighbours)
        case .reach(let reached): (reached.over, reached.weight, nil)
        case .quotient, .bursts: nil
        }
    }
}
