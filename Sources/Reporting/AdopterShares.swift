/// Rogers' five categories of adopters, and the share that each has by definition.
///
/// They cut a normal distribution of the times of adoption at one and two standard deviations before the mean, at the mean, and at
/// one after it.
///
/// - SeeAlso: E. M. Rogers (2003), *Diffusion of Innovations*, 5th ed., figure 7-3.
public enum AdopterShares {
    /// By the codes of the categories, the first to adopt first; shares are 0...1.
    public static let expected: [(code: String, share: Double)] = [
        ("innovator", 0.025), ("early-adopter", 0.135), ("early-majority", 0.34), ("late-majority", 0.34),
        ("laggard", 0.16),
    ]

    /// Whether categories are these five, in any order.
    public static func are(_ codes: [String]) -> Bool {
        codes.count == expected.count && expected.allSatisfy { codes.contains($0.code) }
    }
}
