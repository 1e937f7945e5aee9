public import Diagnostics

/// A template with its cells filled, and what there is to say about it.
public struct FilledTemplate: Sendable {
    /// A cell that was filled.
    public struct Cell: Sendable, Hashable {
        public let address: CellAddress
        /// The defined name that led to it, if one did.
        public let name: String?
        /// The figure, as reports write it.
        public let figure: String
        public let content: CellContent
        /// Whether the figure is withheld, and its mark stands in the cell.
        public let isWithheld: Bool
        /// Why there is no value, such as `too-few`; nil when there is one, or when it is withheld.
        public let absence: String?
        /// Whether a figure marked approximate in its source has entered the value, which the cell cannot show.
        public let isApproximate: Bool
    }

    /// A name that looks as if a figure were meant, and that no figure has.
    public struct UnknownName: Sendable, Hashable {
        public let name: String
        /// What the name stands for, as the workbook writes it.
        public let place: String
        /// What may have been meant: a name by the rule, or a figure for a map.
        public let near: String?
    }

    /// A named cell that has nothing in it, and got nothing.
    public struct EmptyCell: Sendable, Hashable {
        public let name: String
        public let address: CellAddress
    }

    /// The new file.
    public let bytes: [UInt8]
    /// By sheet, in the order of tabs, then by row and column.
    public let cells: [Cell]
    public let unknownNames: [UnknownName]
    public let emptyCells: [EmptyCell]
    /// The names of the parts that differ from the template's.
    public let changedParts: [String]
    /// Whether the workbook has formulas, which are computed anew when it is opened.
    public let recalculates: Bool
    /// What is worth knowing though it stops nothing.
    public let findings: [Finding]
}
