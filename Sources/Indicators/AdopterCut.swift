internal import Diffusion

/// How adopters are divided into categories by their day of adoption.
public struct AdopterCut: Sendable, Hashable {
    /// How many categories there are.
    enum Classes: String, CaseIterable {
        case five, four

        var scheme: AdopterScheme {
            switch self {
            case .five: .rogersFive
            case .four: .netdiffuseRFour
            }
        }
    }

    /// Whose days the limits are taken from.
    public enum Reach: String, Sendable, Hashable, CaseIterable {
        /// Those of each group.
        case group
        /// Those of all adopters, so that the groups can be compared.
        case whole
    }

    /// The day of adoption, an expression.
    public var day: String
    public var reach: Reach
    let classes: Classes

    /// The stable name of its method.
    var method: String {
        let name = classes == .five ? "rogers-categories" : "netdiffuser-categories"
        return reach == .whole ? "\(name)-whole" : name
    }

    /// The codes of the categories, from the first to the last to adopt.
    var levels: [String] { classes.scheme.categories.map(\.rawValue) }
}
