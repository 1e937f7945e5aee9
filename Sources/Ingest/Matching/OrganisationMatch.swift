/// How a written organisation was found in the register, or why it was not.
public enum OrganisationMatch: String, Sendable, Hashable, CaseIterable {
    /// By its business ID.
    case businessID = "business-id"
    /// The register's key stands there as it is.
    case key
    /// By its name, exactly but for case, punctuation, legal form and the like.
    case name
    /// As a person has decided.
    case reviewed
    /// By a name so near that the pipeline takes it for certain.
    case tolerant
    /// A person has decided that it is none of the register.
    case rejected
    /// There is a name near enough to ask a person about, or several organisations have the name.
    case undecided
    /// Nothing in the register is near.
    case unmatched

    /// Whether the column holds the register's key.
    public var isMatched: Bool {
        switch self {
        case .businessID, .key, .name, .reviewed, .tolerant: true
        case .rejected, .undecided, .unmatched: false
        }
    }

    /// The column that says how each value of a column was found.
    public static func columnName(of column: String) -> String { column + "_match" }
}

/// What a person has decided about a written name.
public enum OrganisationDecision: Sendable, Hashable {
    /// It is the organisation that the text names, a key, business ID or name of the register.
    case organisation(String)
    /// It is the organisation suggested: its key and name at the time.
    case suggested(key: String, name: String)
    /// It is not the organisation suggested, nor any near it.
    case noneNear(suggested: String)

    /// Whether two decisions say the same, as far as that shows without the register.
    func says(_ other: OrganisationDecision) -> Bool {
        func key(_ decision: OrganisationDecision) -> String? {
            switch decision {
            case .organisation(let text): text
            case .suggested(let key, _): key
            case .noneNear: nil
            }
        }
        return key(self) == key(other)
    }
}
