import Diagnostics
import Disclosure
import Indicators

/// What the checks of programmes gave, ready to be told.
struct ProgrammeFacts: Sendable {
    /// Each check of the catalogue with its result, in their order.
    var checks: [JudgedCheck] = []
    /// Findings on those that do not hold, one for each.
    var findings: [Finding] = []

    /// What ends the build.
    var gates: [Finding] { findings.filter { $0.severity >= .stop } }
    /// What is told besides.
    var told: [Finding] { findings.filter { $0.severity < .stop } }
}

/// A check with its result as it may be shown.
struct JudgedCheck: Sendable {
    let check: ProgrammeCheck
    /// The comparisons that hold.
    let held: Int
    /// Those that there is something to say of.
    let cells: [JudgedCell]

    var broken: [JudgedCell] { cells.filter { $0.cell.state == .broken } }
    var wasMade: Bool { held > 0 || !cells.isEmpty }
}

/// A comparison with its numbers as they may be shown, and the rows to look at.
struct JudgedCell: Sendable {
    let cell: CheckedCell
    let left: JudgedSide
    let right: JudgedSide
    /// Places of rows, up to a limit, and how many there are.
    let rows: [RecordLocation]
    let rowCount: Int
    /// The figure that `kaiku explain` tells more of; nil where it is not computed.
    let explained: String?

    /// Whether it may be told one by one: that a sum is broken tells of the numbers in it, so that none of them may be withheld.
    var isShown: Bool { left.number?.isWithheld != true && right.number?.isWithheld != true }
}

/// One side of a comparison with its sum as it may be shown.
struct JudgedSide: Sendable {
    let side: CheckedSide
    /// nil where the side has no figure.
    let number: ProtectedNumber?
}
