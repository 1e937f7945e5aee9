public import Diagnostics

/// How a programme's figures are sent to its authority, as a rule pack declares it: when, in which tables, in what grain.
///
/// A layout is data: the columns of an authority's table are corrected by an edit of the pack.
public struct TransmissionLayout: Sendable {
    /// The programme's slug, such as `esf-plus-2021-2027`.
    public let programme: String
    /// The version of the layout, from 1.
    public let version: Int
    public let titles: [String: String]
    /// Where the layout comes from.
    public let source: String
    /// What of it was not seen in its source, by language; empty when all was.
    public let doubts: [String: String]
    public let schedule: TransmissionSchedule
    /// The dimension whose levels stand side by side in columns, such as `gender`.
    public let split: String
    /// The indicator that counts everybody who could be asked: where it counts nobody, what was not asked is nought; nil for none.
    public let everybody: String?
    public let tables: [TransmissionTableLayout]
    /// What is typed for one operation; nil for no such sheets.
    public let operations: OperationSheetLayout?
    public let location: RecordLocation

    /// Whether the wording of the source was seen as a whole.
    public var isVerified: Bool { doubts.isEmpty }

    /// The indicators of all tables, each once, in their order.
    public var indicators: [String] {
        var seen: Set<String> = []
        return tables.flatMap(\.indicators).filter { seen.insert($0).inserted }
    }
}

/// One table of a transmission, such as Table 6 of SFC2021.
public struct TransmissionTableLayout: Sendable, Hashable {
    /// A stable slug such as `table-6`.
    public let id: String
    public let titles: [String: String]
    public let shortTitles: [String: String]
    public let source: String
    public let doubts: [String: String]
    /// The dimensions of which each combination is a cell, such as priority, objective, fund and category of region.
    public let grain: [String]
    /// The codes, in the order of the rows.
    public let indicators: [String]
    public let columns: [TransmissionColumnLayout]
}

/// A column of a transmission's table.
public struct TransmissionColumnLayout: Sendable, Hashable {
    /// What stands in it.
    public enum Content: String, Sendable, Hashable, CaseIterable {
        // What the programme has set and operations have planned.
        case baseline
        /// The year that the baseline is of.
        case baselineYear = "baseline-year"
        case milestone, target, selected
        /// What the figures of this build are.
        case achieved
        /// The outputs that a result is compared with.
        case referenceOutputs = "reference-outputs"
        case unit
        /// Whether it is of personal data, of special categories of them, or of entities.
        case data = "class"

        /// The kind of a plan's figure; nil for what is not taken from the plan.
        public var planKind: PlanFigure.Kind? {
            switch self {
            case .baseline, .baselineYear: .baseline
            case .milestone: .milestone
            case .target: .target
            case .selected: .selected
            case .achieved, .referenceOutputs, .unit, .data: nil
            }
        }

        /// Whether numbers of things or persons stand in it.
        public var isCount: Bool { planKind != nil && self != .baselineYear || self == .achieved }
    }

    /// A stable slug such as `achieved_women`.
    public let id: String
    public let titles: [String: String]
    public let content: Content
    /// The level of the split that it is of, such as `F`; nil for all.
    public let level: String?
    /// The year that a milestone or a target is for; nil for the latest.
    public let year: Int?
    /// Whether a later transmission can have no lower value unless the log of corrections says why.
    public let isCumulative: Bool
    /// The indicators that it is left empty for, since the authority's table asks for none.
    public let notFor: [String]
}

/// The sheet of one operation, in the order in which it is typed into the authority's system.
public struct OperationSheetLayout: Sendable, Hashable {
    /// The dimension whose levels are the operations.
    public let dimension: String
    public let titles: [String: String]
    public let source: String
    public let doubts: [String: String]
    /// The codes, in the order of the rows.
    public let indicators: [String]
    public let columns: [TransmissionColumnLayout]
    /// Indicators that stand below: all records whether complete or not, and what is missing in those that are not.
    public let beside: [String]
}
