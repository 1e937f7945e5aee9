/// The stages that a subject passes through, in their order.
public struct StageScheme: Sendable, Hashable {
    /// The stages, from the first to the last.
    public let stages: [String]
    /// The stage that ends another, such as `abandoned` that ends `adopted`; nil when no stage does.
    public let disadoption: Disadoption?

    /// A stage that can only follow another, and from which there is a way back to it.
    public struct Disadoption: Sendable, Hashable {
        /// The place of the stage that is ended.
        public let adopted: Int
        /// The place of the stage that ends it.
        public let abandoned: Int
    }

    /// Stages in order; nil unless they differ.
    public init?(_ stages: [String]) {
        guard Set(stages).count == stages.count else { return nil }
        self.stages = stages
        disadoption = nil
    }

    /// Stages in order, one of which is adoption and another, later one its end.
    ///
    /// - Returns: nil unless stages differ and these two are among them in that order.
    public init?(_ stages: [String], adopted: String, abandoned: String?) {
        guard Set(stages).count == stages.count, let first = stages.firstIndex(of: adopted) else { return nil }
        self.stages = stages
        guard let abandoned else {
            disadoption = nil
            return
        }
        guard let last = stages.firstIndex(of: abandoned), last > first else { return nil }
        disadoption = Disadoption(adopted: first, abandoned: last)
    }

    private init(stages: [String], disadoption: Disadoption) {
        self.stages = stages
        self.disadoption = disadoption
    }

    /// Interest, trial, adopted, abandoned.
    ///
    /// - SeeAlso: E. M. Rogers (2003), *Diffusion of Innovations*, 5th ed., chapter 5, for the stages and for discontinuance.
    public static let adoption = StageScheme(
        stages: ["interest", "trial", "adopted", "abandoned"],
        disadoption: Disadoption(adopted: 2, abandoned: 3))

    /// Whether a move from one stage to another is in order: forwards, and back to adopted after abandoning.
    func allows(_ from: Int, _ to: Int) -> Bool {
        if let disadoption {
            if from == disadoption.abandoned { return to == disadoption.adopted }
            if to == disadoption.abandoned { return from == disadoption.adopted }
        }
        return to > from
    }
}

/// A stage that a subject came to on a day.
public struct StageEntry<Subject: Hashable & Sendable>: Sendable, Hashable {
    /// Whose it is, such as an adopter of an innovation.
    public let subject: Subject
    /// The place of the stage in its scheme.
    public let stage: Int
    /// The day, counted from any origin.
    public let day: Int

    public init(subject: Subject, stage: Int, day: Int) {
        self.subject = subject
        self.stage = stage
        self.day = day
    }
}

/// Why a history is set aside: its stages do not follow each other in order, so no times can be taken from it.
public enum StageFinding: String, Sendable, Hashable, Codable, CaseIterable {
    /// Abandoned without having adopted before.
    case abandonedBeforeAdopted = "abandoned-before-adopted"
    /// A stage after a later one of the scheme.
    case backwards
}
