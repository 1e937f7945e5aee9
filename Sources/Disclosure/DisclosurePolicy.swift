/// How wide the interval of a withheld small count must stay for an outsider who knows everything published.
///
/// An outsider who takes the published cells, all sums between them and the rules of protection can narrow a withheld count
/// to an interval. That interval must be at least `width` wide and reach at least `upper`.
public struct ProtectionLevel: Sendable, Hashable {
    /// The least difference between the largest and the smallest possible value.
    public let width: Int
    /// The least that the largest possible value must be.
    public let upper: Int

    public init(width: Int, upper: Int) {
        self.width = max(1, width)
        self.upper = max(0, upper)
    }

    /// The usual level: the interval holds 1 up to the threshold, so that it does not even tell that the count is small.
    public static func standard(threshold: Int) -> ProtectionLevel {
        ProtectionLevel(width: threshold - 1, upper: threshold)
    }

    /// The weakest level: no withheld count can be worked out exactly.
    public static let notExact = ProtectionLevel(width: 1, upper: 0)
}

/// What may be shown of small counts of persons and organisations.
public struct DisclosurePolicy: Sendable, Hashable {
    /// The smallest count that may be shown, persons or organisations; 5 by default.
    public let threshold: Int
    /// Whether a count of zero is shown; where it is not, zeros are withheld like other small counts.
    public let zerosAreShown: Bool
    /// How uncertain a withheld small count must stay.
    public let protectionLevel: ProtectionLevel
    /// Whether counts of organisations are protected like those of persons.
    public let organisationsAreProtected: Bool
    /// Indicators whose small counts are public, by code, each with the reason.
    public let exemptions: [String: String]
    /// Whether tables that agree in every common cell are taken to count the same units, and so share one pattern.
    public let equalTablesAreLinked: Bool
    /// A breakdown of which more than this share would be withheld gives way to the next coarser one; 0...1.
    public let stepUpShare: Double

    /// A policy.
    ///
    /// - Parameters:
    ///   - threshold: The smallest count that may be shown, 1...10,000; 1 withholds nothing as long as zeros are shown.
    ///   - protectionLevel: nil for ``ProtectionLevel/standard(threshold:)``.
    ///   - exemptions: A reason per indicator code; none may be empty.
    ///   - stepUpShare: 0...1.
    /// - Throws: ``DisclosureError/policy(_:)`` when a setting is out of its range.
    public init(
        threshold: Int = 5, zerosAreShown: Bool = true, protectionLevel: ProtectionLevel? = nil,
        organisationsAreProtected: Bool = true, exemptions: [String: String] = [:], equalTablesAreLinked: Bool = true,
        stepUpShare: Double = 0.5
    ) throws(DisclosureError) {
        guard (1...10_000).contains(threshold) else {
            throw .policy("the threshold \(threshold) is not within 1...10000")
        }
        guard stepUpShare >= 0, stepUpShare <= 1 else {
            throw .policy("the share \(stepUpShare) for stepping up is not within 0...1")
        }
        if let code = exemptions.keys.sorted().first(where: { exemptions[$0]?.contains { !$0.isWhitespace } != true }) {
            throw .policy("the exemption of \(code) gives no reason")
        }
        self.init(
            threshold: threshold, zerosAreShown: zerosAreShown,
            level: protectionLevel ?? .standard(threshold: threshold),
            organisationsAreProtected: organisationsAreProtected, exemptions: exemptions,
            equalTablesAreLinked: equalTablesAreLinked, stepUpShare: stepUpShare)
    }

    private init(
        threshold: Int, zerosAreShown: Bool, level: ProtectionLevel, organisationsAreProtected: Bool,
        exemptions: [String: String], equalTablesAreLinked: Bool, stepUpShare: Double
    ) {
        self.threshold = threshold
        self.zerosAreShown = zerosAreShown
        self.protectionLevel = level
        self.organisationsAreProtected = organisationsAreProtected
        self.exemptions = exemptions
        self.equalTablesAreLinked = equalTablesAreLinked
        self.stepUpShare = stepUpShare
    }

    /// Threshold 5, zeros shown, organisations protected, no exemption.
    public static let standard = DisclosurePolicy(
        threshold: 5, zerosAreShown: true, level: .standard(threshold: 5), organisationsAreProtected: true,
        exemptions: [:], equalTablesAreLinked: true, stepUpShare: 0.5)

    /// Whether a count may not be shown.
    func isSensitive(_ count: Int) -> Bool {
        count < threshold && (count > 0 || (count == 0 && !zerosAreShown))
    }
}
