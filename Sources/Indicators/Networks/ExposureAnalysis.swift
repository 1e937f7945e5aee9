import Diffusion
import Statistics

/// What is asked of how an innovation spread along the ties of a network.
public struct ExposureAnalysis: Sendable, Hashable {
    public enum Quantity: Sendable, Hashable {
        /// The mean share of adopters around those who have not adopted, by period.
        case exposure
        /// The mean share of adopters around a node when it adopted.
        case threshold
        /// Whether those who are tied to each other adopt at like times: Moran's I.
        case moran(ChanceTest)
        /// Whether thresholds or exposure are other than in networks that are rewired.
        case structureDependence(Dependent, ChanceTest)
        /// How soon those who look to an adopter follow it.
        case infectiousness(Contagion)
        /// How soon an adopter followed those whom it looks to.
        case susceptibility(Contagion)
    }

    /// What may depend on the structure of the network.
    public enum Dependent: String, Sendable, Hashable, CaseIterable {
        case threshold, exposure
    }

    /// How contagion is measured.
    public struct Contagion: Sendable, Hashable {
        /// How many periods after the adoption, or before it, are looked at.
        public var periods: Int
        /// Whether it is divided by all adoptions of those periods.
        public var isNormalised: Bool
    }

    public var network: NetworkDefinition
    public var spread: SpreadDefinition
    /// Which rows of the spread count besides its own condition.
    public var filter: String?
    public var period: GrowthSeries.Period
    /// The periods between what is seen and when it counts.
    public var lag: Int
    /// The expression of the day since when a tie is there, so that the network grows; nil where all ties are there at all times.
    public var tiesDay: String?
    public var quantity: Quantity

    /// The stable name of the method.
    var method: String {
        switch quantity {
        case .exposure: "network-exposure"
        case .threshold: "adoption-threshold"
        case .moran: "moran-index"
        case .structureDependence: "structure-dependence"
        case .infectiousness: "infectiousness"
        case .susceptibility: "susceptibility"
        }
    }

    /// Which of the method's means it is.
    var variant: String? {
        if case .structureDependence(let of, _) = quantity { of.rawValue } else { nil }
    }

    var furtherNames: [String] {
        switch quantity {
        case .exposure: ["adopters"]
        case .threshold: ["sd"] + Self.classNames.map(\.name)
        case .moran: ["expected", "ties", "p"]
        case .structureDependence: ["nodes", "ties"] + ChanceTest.furtherNames
        case .infectiousness, .susceptibility: ["comparable"]
        }
    }

    /// The classes of thresholds and the names of their shares.
    static let classNames: [(class: ThresholdClass, name: String)] = [
        (.veryLow, "veryLow"), (.low, "low"), (.high, "high"), (.veryHigh, "veryHigh"),
    ]

    var addedDimensions: [String] {
        if case .exposure = quantity { ["period"] } else { [] }
    }

    /// Whether figures have an interval. Nodes of one network are no independent sample of exposures; thresholds are each an adopter's
    /// own, and have one as adopters of a wider world.
    var hasInterval: Bool {
        if case .threshold = quantity { true } else { false }
    }

    var testedName: String? { furtherNames.contains("p") ? "p" : nil }

    func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "adopters", "nodes", "ties", "comparable": .count
        case "p": .probability
        case "sd", "expected": .statistic
        case "veryLow", "low", "high", "veryHigh": .share
        default: .value
        }
    }
}
