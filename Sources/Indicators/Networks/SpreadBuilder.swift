import Diffusion
import Tabulation

/// Makes the steps of adopters from tuples.
struct SpreadBuilder {
    let definition: SpreadDefinition
    /// The columns before those of steps: the breakdown's.
    let depth: Int
    let steps: TupleTable
    let innovations: TupleTable?
    let adopters: TupleTable?
    let elements: TupleTable?

    /// The steps of each group that has rows; of the whole also when there are none.
    func groups() -> [GroupKey: SpreadData] {
        let innovationNames = Self.names([
            steps["innovation of step"], innovations?["key"], innovations?["derived from"], elements?["innovation"],
        ])
        let actorNames = Self.names([
            steps["adopter of step"], steps["source of step"], innovations?["owner"], adopters?["key"],
            elements?["adopter"],
        ])
        let numbers = Numbers(innovations: Self.numbers(innovationNames), actors: Self.numbers(actorNames))
        let shared = shared(innovationNames, actorNames, numbers)
        let (found, levels, unread) = allSteps(numbers)
        var groups: [GroupKey: [SpreadData.Step]] = depth == 0 ? [[]: []] : [:]
        for (tuple, step) in found {
            groups[steps.columns.prefix(depth).map { BreakdownLevel.Level($0[tuple]) }, default: []].append(step)
        }
        return groups.mapValues { shared($0, levels, steps.incomplete + unread) }
    }

    private struct Numbers {
        let innovations: [String: UInt32]
        let actors: [String: UInt32]
    }

    // MARK: Steps

    private func allSteps(
        _ numbers: Numbers
    ) -> (steps: [(tuple: Int, step: SpreadData.Step)], levels: [[Tabulation.Level]], unread: Int) {
        guard let innovation = steps["innovation of step"], let adopter = steps["adopter of step"],
            let day = steps["day of step"]
        else { return ([], [], 0) }
        let stage = steps["stage of step"]
        let source = steps["source of step"]
        let attributes = definition.attributes.map { attribute in
            AttributeColumns(adopter: steps["adopter \(attribute.name)"], source: steps["source \(attribute.name)"])
        }
        var found: [(tuple: Int, step: SpreadData.Step)] = []
        var unread = 0
        for tuple in 0..<steps.count {
            let place = stage.map { column in column[tuple].text.flatMap(definition.stages.firstIndex(of:)) } ?? 0
            guard let first = innovation[tuple].text.flatMap({ numbers.innovations[$0] }),
                let second = adopter[tuple].text.flatMap({ numbers.actors[$0] }),
                case .number(let number) = day[tuple], let day = Int32(exactly: number), let place
            else {
                unread += Int(steps.counts[tuple])
                continue
            }
            found.append(
                (
                    tuple,
                    SpreadData.Step(
                        innovation: first, adopter: second, stage: place, day: day,
                        source: source.flatMap { $0[tuple].text }.flatMap { numbers.actors[$0] },
                        attributes: attributes.map { $0.adopterPlace(tuple) },
                        sourceAttributes: attributes.map { $0.sourcePlace(tuple) })
                ))
        }
        return (found, attributes.map(\.levels), unread)
    }

    /// An attribute's columns, with one list of levels for both.
    private struct AttributeColumns {
        let levels: [Tabulation.Level]
        private let adopter: TupleTable.Column?
        private let source: TupleTable.Column?
        private let places: [Tabulation.Level: Int]

        init(adopter: TupleTable.Column?, source: TupleTable.Column?) {
            (self.adopter, self.source) = (adopter, source)
            levels = Set([adopter, source].compactMap { $0?.levels }.joined()).filter(\.isPresent).sorted()
            places = Dictionary(zip(levels, levels.indices), uniquingKeysWith: { first, _ in first })
        }

        func adopterPlace(_ tuple: Int) -> Int? { adopter.flatMap { places[$0[tuple]] } }
        func sourcePlace(_ tuple: Int) -> Int? { source.flatMap { places[$0[tuple]] } }
    }

    // MARK: What all groups share

    private func shared(
        _ innovationNames: [String], _ actorNames: [String], _ numbers: Numbers
    ) -> ([SpreadData.Step], [[Tabulation.Level]], Int) -> SpreadData {
        var owners: [UInt32: Set<UInt32>] = [:]
        var published: [UInt32: Int32] = [:]
        var derivedFrom: [UInt32: UInt32] = [:]
        var registered: [UInt32] = []
        var innovationTitles: [UInt32: String] = [:]
        if let table = innovations, let key = table["key"] {
            for tuple in 0..<table.count {
                guard let number = key[tuple].text.flatMap({ numbers.innovations[$0] }) else { continue }
                if registered.last != number { registered.append(number) }
                if let owner = table["owner"].flatMap({ $0[tuple].text }).flatMap({ numbers.actors[$0] }) {
                    owners[number, default: []].insert(owner)
                }
                if case .number(let day)? = table["published"]?[tuple], let day = Int32(exactly: day) {
                    published[number] = min(published[number] ?? day, day)
                }
                if let base = table["derived from"].flatMap({ $0[tuple].text }) {
                    derivedFrom[number] = derivedFrom[number] ?? numbers.innovations[base]
                }
                if let title = table["title"].flatMap({ $0[tuple].text }) {
                    innovationTitles[number] = innovationTitles[number] ?? title
                }
            }
        }
        var actorTitles: [UInt32: String] = [:]
        var publicActors: Set<UInt32> = []
        var otherActors: Set<UInt32> = []
        if let table = adopters, let key = table["key"] {
            for tuple in 0..<table.count {
                guard let number = key[tuple].text.flatMap({ numbers.actors[$0] }) else { continue }
                if let title = table["title"].flatMap({ $0[tuple].text }) {
                    actorTitles[number] = actorTitles[number] ?? title
                }
                if table["public"]?[tuple] == .number(1) {
                    publicActors.insert(number)
                } else {
                    otherActors.insert(number)
                }
            }
        }
        // Of several rows of an actor none may say otherwise.
        publicActors.subtract(otherActors)
        let (elementNames, uses) = elementUses(numbers)
        return { [definition] steps, levels, incomplete in
            SpreadData(
                definition: definition, innovations: innovationNames, actors: actorNames, steps: steps, levels: levels,
                owners: owners, published: published, derivedFrom: derivedFrom, registered: registered,
                innovationTitles: innovationTitles, actorTitles: actorTitles, publicActors: publicActors,
                elementUses: uses, elements: elementNames, incomplete: incomplete)
        }
    }

    private func elementUses(_ numbers: Numbers) -> ([String], [SpreadData.ElementRow]) {
        guard let table = elements, let innovation = table["innovation"], let adopter = table["adopter"],
            let element = table["element"], let use = table["use"]
        else { return ([], []) }
        let names = Self.names([element])
        let elementNumbers = Self.numbers(names)
        let rows = (0..<table.count).compactMap { tuple -> SpreadData.ElementRow? in
            guard let first = innovation[tuple].text.flatMap({ numbers.innovations[$0] }),
                let second = adopter[tuple].text.flatMap({ numbers.actors[$0] }),
                let third = element[tuple].text.flatMap({ elementNumbers[$0] }),
                let use = use[tuple].text.flatMap(ElementUse.Use.init(rawValue:))
            else { return nil }
            return SpreadData.ElementRow(innovation: first, adopter: second, element: third, use: use)
        }
        return (names, rows)
    }

    // MARK: Names

    private static func names(_ columns: [TupleTable.Column?]) -> [String] {
        Set(columns.compactMap { $0?.levels }.joined().compactMap(\.text))
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func numbers(_ names: [String]) -> [String: UInt32] {
        Dictionary(zip(names, 0..<UInt32(names.count)), uniquingKeysWith: { first, _ in first })
    }
}
