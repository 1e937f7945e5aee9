public import Statistics

/// How subjects move from stage to stage: who goes on to what, how long it takes, and who leaves again.
///
/// A spell begins when a subject comes to a stage and ends when it comes to the next, or is censored on the as-of day. The share of
/// a move is that of the spells of its stage, with Wilson's interval: those still there may move later. Times in a stage are in
/// days, estimated by Kaplan and Meier, so that spells that still last count for as long as they were seen.
///
/// Of a stage that a subject comes to again without another between, the first day counts. Entries after the as-of day are not known
/// yet and are left out. Several stages on one day are taken in the order of the scheme, as is a history whose first entry is not the
/// first stage. A history out of order is set aside whole and counted under its ``StageFinding``.
///
/// - SeeAlso: ``Statistics/KaplanMeier``; O. O. Aalen, Ø. Borgan, H. K. Gjessing (2008), *Survival and Event History Analysis*,
///   section 3.4, for the moves of several states.
public struct StageTransitions: Sendable, Hashable {
    /// The stages.
    public let scheme: StageScheme
    /// The subjects whose histories are in order.
    public let subjects: Int
    /// The subjects whose histories are not, by reason; those with several count under the first of its cases.
    public let setAside: [StageFinding: Int]
    /// Entries after the as-of day.
    public let afterAsOf: Int
    /// How many histories begin with each stage.
    public let begun: [Int]
    /// The spells of each stage.
    public let entered: [Int]
    /// Those that still last on the as-of day.
    public let remaining: [Int]
    /// The days spent in each stage until the next; the event is any move.
    public let timeInStage: [KaplanMeier]
    /// The days from the first adoption to the first abandonment, whatever came between; nil when the scheme has none.
    public let timeToDisadoption: KaplanMeier?
    private let moves: [[Int]]
    private let confidence: ConfidenceLevel

    /// Follows histories up to a day.
    ///
    /// - Parameters:
    ///   - entries: The stages of all subjects in any order; equal entries count once.
    ///   - asOf: The last day seen.
    /// - Throws: ``DiffusionError/unknownStage(_:known:)`` for a place that the scheme does not have; ``DiffusionError/statistics(_:)``.
    /// - Complexity: O(k log k) for k entries.
    public init<Subject: Hashable & Sendable>(
        _ entries: some Sequence<StageEntry<Subject>>, scheme: StageScheme = .adoption, asOf: Int,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        var histories: [Subject: [StageHistory.Step]] = [:]
        var later = 0
        for entry in entries {
            guard scheme.stages.indices.contains(entry.stage) else {
                throw .unknownStage("\(entry.stage)", known: scheme.stages)
            }
            guard entry.day <= asOf else {
                later += 1
                continue
            }
            histories[entry.subject, default: []].append(StageHistory.Step(day: entry.day, stage: entry.stage))
        }
        var tally = StageTally(stages: scheme.stages.count)
        // The order of a dictionary is not fixed, but everything below is a count.
        for steps in histories.values { try tally.add(StageHistory(steps, scheme: scheme), asOf: asOf) }
        let curves = try tally.spells.map { (rows) throws(DiffusionError) in
            KaplanMeier(
                try estimating { () throws(StatisticsError) in try EventTable(rows) }, confidence: confidence)
        }
        let disadoption = try estimating { () throws(StatisticsError) in try EventTable(tally.disadoption) }
        self.scheme = scheme
        self.confidence = confidence
        subjects = tally.subjects
        setAside = tally.setAside
        afterAsOf = later
        begun = tally.begun
        entered = tally.entered
        remaining = tally.remaining
        moves = tally.moves
        timeInStage = curves
        timeToDisadoption = scheme.disadoption == nil ? nil : KaplanMeier(disadoption, confidence: confidence)
    }

    /// The moves from one stage to another; 0 for stages that the scheme does not have.
    public func count(from: Int, to: Int) -> Int {
        moves.indices.contains(from) && moves.indices.contains(to) ? moves[from][to] : 0
    }

    /// The share of the spells of a stage that moved to another, with Wilson's interval; ``Statistics/Unavailable/noObservations``
    /// when nobody came to the stage.
    public func share(from: Int, to: Int) throws(DiffusionError) -> Estimate {
        guard entered.indices.contains(from) else { return Estimate(unavailable: .noObservations, n: 0) }
        return try Diffusion.share(count(from: from, to: to), entered[from], empty: .noObservations, confidence)
    }

    /// The share of the spells of a stage that still last, with Wilson's interval.
    public func shareRemaining(_ stage: Int) throws(DiffusionError) -> Estimate {
        guard entered.indices.contains(stage) else { return Estimate(unavailable: .noObservations, n: 0) }
        return try Diffusion.share(remaining[stage], entered[stage], empty: .noObservations, confidence)
    }

    /// The median days in a stage, as whole days: the first by which at least half have moved.
    public func medianTime(_ stage: Int) -> SurvivalQuantile? {
        timeInStage.indices.contains(stage) ? timeInStage[stage].median(convention: .firstTime) : nil
    }

    /// The share of those who adopted that has abandoned by the as-of day, with Wilson's interval; nil when the scheme has none.
    ///
    /// The survival of ``timeToDisadoption`` says what it comes to within a time, which this share does not: some have adopted just
    /// now.
    public func shareDisadopted() throws(DiffusionError) -> Estimate? {
        guard let curve = timeToDisadoption else { return nil }
        return try Diffusion.share(curve.events, curve.n, empty: .noObservations, confidence)
    }
}
