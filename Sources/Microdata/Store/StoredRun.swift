/// A run's number in the store; later runs have greater ones.
public struct RunID: Sendable, Hashable, Comparable {
    public let number: Int64

    public init(number: Int64) { self.number = number }

    public static func < (left: RunID, right: RunID) -> Bool { left.number < right.number }
}

/// What a run was of, for the history and for `why`.
public struct RunDescription: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case built, failed
    }

    public var pipeline: String
    /// The moment of the start, ISO 8601; handed in, so that nothing here reads a clock.
    public var started: String
    /// The day that the figures are of, ISO 8601.
    public var asOf: String
    /// The version of Kaiku.
    public var version: String
    /// A hash of the pipeline's definitions.
    public var definitionHash: String
    public var state: State
    /// Whatever the pipeline wants to find again, such as counts and times, as JSON.
    public var summary: String

    public init(
        pipeline: String, started: String, asOf: String, version: String, definitionHash: String, state: State,
        summary: String
    ) {
        self.pipeline = pipeline
        self.started = started
        self.asOf = asOf
        self.version = version
        self.definitionHash = definitionHash
        self.state = state
        self.summary = summary
    }
}

/// A run with its number.
public struct StoredRun: Sendable, Hashable {
    public let id: RunID
    public let description: RunDescription
}

/// One value of a run, as the pipeline wrote it.
public struct ResultRow: Sendable, Hashable {
    /// The indicator's code.
    public var indicator: String
    /// What tells the value from the indicator's other values: period and breakdown.
    public var breakdown: String
    public var json: String

    public init(indicator: String, breakdown: String, json: String) {
        self.indicator = indicator
        self.breakdown = breakdown
        self.json = json
    }
}

/// A request that an indicator's value rests on.
public struct LineageRow: Sendable, Hashable {
    public var indicator: String
    /// The request as the pipeline encodes it.
    public var request: String

    public init(indicator: String, request: String) {
        self.indicator = indicator
        self.request = request
    }
}
