public import Statistics

/// Where a passage begins or ends.
public enum StageMark<Subject: Hashable & Sendable>: Sendable, Hashable {
    /// When a subject comes to a stage, by its place in the scheme.
    case stage(Int)
    /// A day of each subject that is no stage of its own, such as that on which an innovation was published; subjects without one are
    /// missing.
    case days([Subject: Int])
}

/// The time from one stage to another, whatever comes between: from interest to adoption, from adoption to its end, from the first idea
/// to publication.
///
/// It begins with the first day of the one and ends with the first day of the other on or after it; those who have not come so far are
/// censored on the as-of day, and those who never came to the first are not followed. Histories are read as ``StageTransitions`` reads
/// them, and set aside for the same reasons.
///
/// - SeeAlso: ``Statistics/KaplanMeier``.
public struct StagePassage: Sendable, Hashable {
    /// The share that has not yet come to the end, over time.
    public let curve: KaplanMeier
    /// The subjects whose histories are not in order, by reason.
    public let setAside: [StageFinding: Int]
    /// The subjects whose end came before their beginning, where one of these is no stage: they are not followed.
    public let endedBefore: Int

    /// Follows histories up to a day.
    ///
    /// - Parameters:
    ///   - entries: The stages of all subjects in any order.
    ///   - asOf: The last day seen; what comes later is not known yet.
    ///   - duration: The time between two days, of which the second is not before the first; days unless given.
    /// - Throws: ``DiffusionError/unknownStage(_:known:)`` for a place that the scheme does not have; ``DiffusionError/statistics(_:)``.
    /// - Complexity: O(k log k) for k entries.
    public init<Subject: Hashable & Sendable>(
        _ entries: some Sequence<StageEntry<Subject>>, scheme: StageScheme = .adoption, from: StageMark<Subject>,
        to: StageMark<Subject>, asOf: Int, confidence: ConfidenceLevel = .ninetyFive,
        duration: (_ start: Int, _ end: Int) -> Int = { $1 - $0 }
    ) throws(DiffusionError) {
        for case .stage(let place) in [from, to] where !scheme.stages.indices.contains(place) {
            throw .unknownStage("\(place)", known: scheme.stages)
        }
        var histories: [Subject: [StageHistory.Step]] = [:]
        for entry in entries {
            guard scheme.stages.indices.contains(entry.stage) else {
                throw .unknownStage("\(entry.stage)", known: scheme.stages)
            }
            guard entry.day <= asOf else { continue }
            histories[entry.subject, default: []].append(StageHistory.Step(day: entry.day, stage: entry.stage))
        }
        var setAside: [StageFinding: Int] = [:]
        var rows: [EventTable.Row] = []
        var endedBefore = 0
        // The order of a dictionary is not fixed, but everything below is a count.
        for (subject, steps) in histories {
            let history = StageHistory(steps, scheme: scheme)
            if let finding = history.finding {
                setAside[finding, default: 0] += 1
                continue
            }
            guard let start = beginning(from, of: subject, history), start.day <= asOf else { continue }
            switch ending(to, of: subject, history, after: start) {
            case .before: endedBefore += 1
            case .on(let day) where day <= asOf:
                rows.append(try row(start.day, day, isEvent: true, duration))
            case .on, .never: rows.append(try row(start.day, asOf, isEvent: false, duration))
            }
        }
        self.setAside = setAside
        self.endedBefore = endedBefore
        let table = try estimating { () throws(StatisticsError) in try EventTable(rows) }
        curve = KaplanMeier(table, confidence: confidence)
    }
}

/// The day of a beginning, and where it stands in the history; nil where it is no step of it.
private struct Beginning {
    let day: Int
    let step: Int?
}

private enum Ending {
    case on(Int)
    case before
    case never
}

private func beginning<Subject>(
    _ mark: StageMark<Subject>, of subject: Subject, _ history: StageHistory
) -> Beginning? {
    switch mark {
    case .stage(let place):
        history.steps.firstIndex { $0.stage == place }.map { Beginning(day: history.steps[$0].day, step: $0) }
    case .days(let days): days[subject].map { Beginning(day: $0, step: nil) }
    }
}

private func ending<Subject>(
    _ mark: StageMark<Subject>, of subject: Subject, _ history: StageHistory, after start: Beginning
) -> Ending {
    let days: [Int] =
        switch mark {
        case .stage(let place):
            // A stage that came before may come again: whoever has abandoned may adopt once more.
            history.steps.indices.filter { history.steps[$0].stage == place && $0 > start.step ?? -1 }
                .map { history.steps[$0].day }
        case .days(let days): days[subject].map { [$0] } ?? []
        }
    if let day = days.first(where: { $0 >= start.day }) { return .on(day) }
    return days.isEmpty ? .never : .before
}

private func row(
    _ start: Int, _ end: Int, isEvent: Bool, _ duration: (Int, Int) -> Int
) throws(DiffusionError) -> EventTable.Row {
    guard !end.subtractingReportingOverflow(start).overflow else { throw .statistics(.overflow) }
    return EventTable.Row(time: Double(duration(start, end)), events: isEvent ? 1 : 0, censored: isEvent ? 0 : 1)
}
