public import Indicators
import Records

/// What an outsider can work out of one withheld count.
public struct AuditedInterval: Sendable, Hashable {
    public let indicator: String
    /// The count's name, such as `n` or `part`.
    public let count: String
    public let breakdown: [BreakdownLevel]
    /// The smallest possible value; nil when it lies so far away that it was not looked for.
    public let lower: Double?
    /// The largest possible value; nil when it lies so far away that it was not looked for.
    public let upper: Double?

    /// Largest minus smallest possible value; infinite when either is open.
    public var width: Double {
        if let lower, let upper { upper - lower } else { .infinity }
    }

    /// The cell by its codes, such as `participants (count) region=04, sector=public`.
    public var cell: String {
        let levels = breakdown.map { "\($0.dimension)=\($0.level.text)" }.joined(separator: ", ")
        return "\(indicator) (\(count)) \(levels.isEmpty ? "total" : levels)"
    }
}

extension BreakdownLevel.Level {
    /// The level as written in messages.
    var text: String {
        switch self {
        case .code(let code): code
        case .number(let number): String(number)
        case .missing(let reason): "(\(reason.name))"
        }
    }
}

/// What was withheld of one indicator, and how well it is hidden.
public struct TableAudit: Sendable, Hashable {
    public let indicator: String
    /// Figures in the set, after stepping up.
    public let figures: Int
    /// Figures withheld because a count that they give away is small.
    public let primary: Int
    /// Figures withheld so that the others cannot be worked out.
    public let secondary: Int
    /// Figures shown without their interval and further numbers, which would tell of withheld ones.
    public let bare: Int
    /// Among the withheld counts of this indicator the one that can be narrowed most; nil when none is withheld.
    public let narrowest: AuditedInterval?
}

/// A breakdown that gave way to a coarser one because most of it would have been withheld.
public struct StepUp: Sendable, Hashable {
    public let indicator: String
    /// All dimensions of the breakdown that was dropped.
    public let breakdown: [String]
    /// The dimension that was too fine, and the one that stands in its place.
    public let from: String
    public let to: String
    /// The part of the dropped breakdown that would have been withheld, among its figures that are not zero; 0...1.
    public let withheldShare: Double
}

/// A breakdown of which most is withheld, and that has no coarser one to give way to.
public struct MostlyWithheld: Sendable, Hashable {
    public let indicator: String
    public let breakdown: [String]
    /// The withheld part of its figures that are not zero; 0...1.
    public let withheldShare: Double
}

/// Figures that may be published, with the proof that nothing withheld can be worked out from them.
public struct ProtectionResult: Sendable, Hashable {
    /// One set per set that came in, in order.
    public let sets: [ProtectedSet]
    /// One record per set that came in, in order.
    public let audits: [TableAudit]
    /// Breakdowns that are left out of the sets, in favour of coarser ones that are in them.
    public let steppedUp: [StepUp]
    /// Breakdowns that are published although most of them is withheld: advice to publish something coarser.
    public let mostlyWithheld: [MostlyWithheld]

    /// Figures withheld because a count that they give away is small.
    public var primaryCount: Int { audits.reduce(0) { $0 + $1.primary } }
    /// Figures withheld so that the others cannot be worked out.
    public var secondaryCount: Int { audits.reduce(0) { $0 + $1.secondary } }
    /// Among all withheld counts the one that can be narrowed most.
    public var narrowest: AuditedInterval? {
        audits.compactMap(\.narrowest).reduce(nil) { best, next in
            if let best, best.width <= next.width { best } else { next }
        }
    }
}
