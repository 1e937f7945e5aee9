/// That self-made codes of a column may differ a little between the waves of a survey.
public struct CodeMatchRule: Sendable, Hashable {
    /// The column with the persons' codes.
    public let column: String
    /// The column that says to which wave a row belongs: a person is there once in each.
    public let within: String
    /// How many signs may be another, missing or too many, 0–2.
    public let changes: Int

    public init(column: String, within: String, changes: Int) {
        self.column = column
        self.within = within
        self.changes = changes
    }

    /// The column that says how each row's person was found in other waves.
    public static func columnName(of column: String) -> String { column + "_match" }
}

/// How the person of a row was found in other waves.
public enum CodeMatch: String, Sendable, Hashable, CaseIterable {
    /// The same code is in another wave.
    case exact
    /// A code that differs a little is the only one near, from both sides.
    case tolerant
    /// Several codes are near, so that none is taken.
    case ambiguous
    /// No code is near.
    case unmatched
}
