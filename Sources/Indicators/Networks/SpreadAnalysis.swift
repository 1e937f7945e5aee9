public import Tabulation

extension SpreadAnalysis {
    /// The tables whose rows its figures tell of: those of elements and of names only where these are asked for.
    public var tables: [String] {
        let (innovations, adopters) = (spread.innovations?.rows.table, spread.adopters?.rows.table)
        let elements = spread.elements?.rows.table
        let further: [String?] =
            switch quantity {
            case .transitions, .disadoption: []
            case .passage(let passage), .passageCurve(let passage, _):
                [passage.from, passage.to].contains(.published) ? [innovations] : []
            case .generations, .depth, .reproduction, .concentration, .crossingShare, .crossingFlows: [innovations]
            case .aligned: [innovations]
            case .spreaders: [innovations, adopters]
            case .reuse, .reuseDepth, .mostReused: [innovations]
            case .fidelity, .elementUse, .elementChange: [elements]
            case .fidelityByGeneration, .fidelityTrend: [innovations, elements]
            }
        return [spread.rows.table] + further.compactMap(\.self)
    }

    /// The table whose rows its figures rest on, where that is not the steps'.
    var tableBehind: String? {
        switch quantity {
        case .reuse, .reuseDepth, .mostReused: spread.innovations?.rows.table
        case .elementUse, .elementChange: spread.elements?.rows.table
        default: nil
        }
    }

    /// What holds for steps that are adoptions, where its figures are of these alone; nil where all steps count.
    var conditionOfAdoptions: String? {
        switch quantity {
        case .transitions, .passage, .passageCurve, .disadoption: return nil
        default:
            guard let stage = spread.stage, let adopted = spread.adopted else { return nil }
            return "(\(stage)) = '\(adopted)'"
        }
    }
}

/// What is asked of how innovations spread.
public struct SpreadAnalysis: Sendable, Hashable {
    public enum Quantity: Sendable, Hashable {
        /// Of those who came to each stage the share that went on to each other one; adds dimensions of these names.
        case transitions(from: String, to: String)
        /// The median time from one stage to another.
        case passage(Passage)
        /// The share that has not come from one stage to another, over time; adds the dimension `time`.
        case passageCurve(Passage, every: Int?)
        /// The share of adoptions that were given up.
        case disadoption
        /// The share of adoptions in each generation: how many links they are from an innovation's owner.
        case generations
        /// The number of generations: how far the longest chain of learning reaches from an innovation's owner.
        case depth
        /// How many each adopter brings to adopt, by period and by an attribute where these are given; adds dimensions of their names.
        case reproduction(Period?, by: String?)
        /// The share of adoptions that a top share of adopters brought about.
        case concentration(top: Double)
        /// The actors whom most learned from, of those who may be named.
        case spreaders(limit: Int)
        /// The share of adoptions that were learned from the other side of a border, by an attribute.
        case crossingShare(by: String)
        /// The share of adoptions on each way between the sides of a border; adds dimensions of these names.
        case crossingFlows(by: String, from: String, to: String)
        /// The share of innovations that were made from another, by the year of publication where that is asked for.
        case reuse(byYear: Bool)
        /// The most innovations in a chain in which each was made from the one before.
        case reuseDepth
        /// The innovations that most were made from.
        case mostReused(limit: Int)
        /// The mean share of core elements that adoptions keep, an adapted one counting for so much.
        case fidelity(adaptedWeight: Double)
        /// The same by generation.
        case fidelityByGeneration(adaptedWeight: Double)
        /// How fidelity goes with the generation: Kendall's τ.
        case fidelityTrend(adaptedWeight: Double)
        /// The share of adoptions that kept, adapted and dropped each element.
        case elementUse
        /// The share of adoptions that changed each element, most changed first.
        case elementChange
        /// How far innovations have spread by the time since their publication.
        case aligned(SpreadAlignment)
    }

    /// A time from one stage to another.
    public struct Passage: Sendable, Hashable {
        public enum Mark: Sendable, Hashable {
            /// The place of a stage among those of the spread.
            case stage(Int)
            /// The day of the innovation's publication.
            case published
        }

        public var from: Mark
        public var to: Mark
        public var unit: TimeToEvent.Unit
    }

    /// A calendar period.
    public enum Period: String, Sendable, Hashable, CaseIterable {
        case quarter, year

        /// The same among all calendar periods.
        var calendar: GrowthSeries.Period { self == .quarter ? .quarter : .year }
    }

    public var spread: SpreadDefinition
    /// Which of its rows count besides its own condition.
    public var filter: String?
    public var quantity: Quantity

    /// Whether it is of innovations alone, and not of who adopted them.
    var isOfInnovations: Bool {
        switch quantity {
        case .reuse, .reuseDepth, .mostReused: true
        default: false
        }
    }

    /// The fields of its listing, which names actors or innovations one by one; nil where it is none.
    var listingFields: [String]? {
        switch quantity {
        case .spreaders: ["subject", "title", "adoptions", "innovations"]
        case .mostReused: ["subject", "title", "direct", "all"]
        default: nil
        }
    }
}
