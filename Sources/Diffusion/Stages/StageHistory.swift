import Statistics

/// The stages of one subject in their order.
struct StageHistory {
    /// A stage with the day of its beginning.
    struct Step: Hashable {
        let day: Int
        let stage: Int
    }

    /// The stages, none twice in a row.
    let steps: [Step]
    /// Why no times can be taken from it.
    let finding: StageFinding?
    /// The day of the first adoption, and of the first abandonment after it.
    let adopted: Int?
    let abandoned: Int?

    init(_ entries: [Step], scheme: StageScheme) {
        let sorted = entries.sorted { ($0.day, $0.stage) < ($1.day, $1.stage) }
        var steps: [Step] = []
        for step in sorted where steps.last?.stage != step.stage { steps.append(step) }
        self.steps = steps
        let disadoption = scheme.disadoption
        adopted = steps.first { $0.stage == disadoption?.adopted }?.day
        let first = steps.first { $0.stage == disadoption?.abandoned }
        abandoned = first?.day
        if let first, let disadoption,
            !steps.prefix(while: { $0 != first }).contains(where: { $0.stage == disadoption.adopted })
        {
            finding = .abandonedBeforeAdopted
        } else if zip(steps, steps.dropFirst()).contains(where: { !scheme.allows($0.stage, $1.stage) }) {
            finding = .backwards
        } else {
            finding = nil
        }
    }
}

/// Moves and spells, counted over histories.
struct StageTally {
    private(set) var subjects = 0
    private(set) var setAside: [StageFinding: Int] = [:]
    private(set) var begun: [Int]
    private(set) var entered: [Int]
    private(set) var remaining: [Int]
    private(set) var moves: [[Int]]
    private(set) var spells: [[EventTable.Row]]
    private(set) var disadoption: [EventTable.Row] = []

    init(stages: Int) {
        begun = [Int](repeating: 0, count: stages)
        entered = begun
        remaining = begun
        moves = [[Int]](repeating: begun, count: stages)
        spells = [[EventTable.Row]](repeating: [], count: stages)
    }

    /// - Throws: ``DiffusionError/statistics(_:)`` for days so far apart that their difference is no number.
    mutating func add(_ history: StageHistory, asOf: Int) throws(DiffusionError) {
        if let finding = history.finding {
            setAside[finding, default: 0] += 1
            return
        }
        subjects += 1
        for (place, step) in history.steps.enumerated() {
            if place == 0 { begun[step.stage] += 1 }
            entered[step.stage] += 1
            let next = place + 1 < history.steps.count ? history.steps[place + 1] : nil
            if let next { moves[step.stage][next.stage] += 1 } else { remaining[step.stage] += 1 }
            spells[step.stage].append(try row(step.day, next?.day, asOf))
        }
        if let adopted = history.adopted { disadoption.append(try row(adopted, history.abandoned, asOf)) }
    }

    private func row(_ start: Int, _ end: Int?, _ asOf: Int) throws(DiffusionError) -> EventTable.Row {
        let (days, overflow) = (end ?? asOf).subtractingReportingOverflow(start)
        guard !overflow else { throw .statistics(.overflow) }
        return EventTable.Row(time: Double(days), events: end == nil ? 0 : 1, censored: end == nil ? 1 : 0)
    }
}
