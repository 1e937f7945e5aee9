import Diffusion
import Tabulation

/// The steps of all groups together: who learned from whom is known across groups, and each adoption counts in one of them.
struct SpreadPool {
    /// An innovation in an adopter's hands.
    struct Pair: Hashable {
        let innovation: UInt32
        let adopter: UInt32
    }

    /// What all groups share.
    let data: SpreadData
    /// The groups in the order of their levels.
    let groups: [GroupKey]
    /// The steps until the as-of day, and the group of each.
    let steps: [SpreadData.Step]
    let groupOfStep: [Int]
    /// The steps that are adoptions, which are the rows of the forest.
    let adoptions: [Int]
    let forest: AdoptionForest

    /// - Returns: nil where there are no groups.
    init?(_ found: [GroupKey: SpreadData], until asOf: Int32) {
        let sorted = found.sorted { first, second in
            first.key.map(\.tabulated).lexicographicallyPrecedes(second.key.map(\.tabulated))
        }
        guard let data = sorted.first?.value else { return nil }
        self.data = data
        groups = sorted.map(\.key)
        let numbered = sorted.enumerated().flatMap { group, entry in
            entry.value.steps.filter { $0.day <= asOf }.map { (group: group, step: $0) }
        }
        let steps = numbered.map(\.step)
        self.steps = steps
        groupOfStep = numbered.map(\.group)
        let adopted = data.adoptedStage
        let hasStages = data.definition.stage != nil
        adoptions = steps.indices.filter { !hasStages || steps[$0].stage == adopted }
        forest = AdoptionForest(
            adoptions.map {
                Adoption(
                    innovation: steps[$0].innovation, adopter: steps[$0].adopter, source: steps[$0].source,
                    day: steps[$0].day)
            }, owners: data.owners)
    }

    /// The step that tells of an adopter in the forest.
    func step(of node: AdoptionForest.Node) -> SpreadData.Step { steps[adoptions[node.row]] }

    func group(of node: AdoptionForest.Node) -> Int { groupOfStep[adoptions[node.row]] }

    /// The entries of each group, a pair being in the group of its first step.
    var entries: [[StageEntry<Pair>]] {
        var first: [Pair: Int] = [:]
        func isEarlier(_ one: Int, _ other: Int) -> Bool {
            let (a, b) = (steps[one], steps[other])
            return (a.day, a.stage, groupOfStep[one]) < (b.day, b.stage, groupOfStep[other])
        }
        for place in steps.indices {
            let pair = Pair(innovation: steps[place].innovation, adopter: steps[place].adopter)
            if let known = first[pair], !isEarlier(place, known) { continue }
            first[pair] = place
        }
        var entries = [[StageEntry<Pair>]](repeating: [], count: groups.count)
        for step in steps {
            let pair = Pair(innovation: step.innovation, adopter: step.adopter)
            guard let place = first[pair] else { continue }
            entries[groupOfStep[place]].append(StageEntry(subject: pair, stage: step.stage, day: Int(step.day)))
        }
        return entries
    }

    /// The stages in order; nil where the spread has none.
    var scheme: StageScheme? {
        guard let adopted = data.definition.adopted else { return nil }
        return StageScheme(data.definition.stages, adopted: adopted, abandoned: data.definition.abandoned)
    }

    /// The place of an attribute among those of the spread.
    func place(ofAttribute name: String) -> Int? { data.definition.attributes.firstIndex { $0.name == name } }
}
