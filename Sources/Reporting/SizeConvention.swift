/// From when on a number is called small, medium and large, or what else a convention says of it.
public struct SizeConvention: Sendable, Hashable {
    /// What the words are about.
    public enum Scale: String, Sendable, Hashable, CaseIterable {
        /// How large a difference or association is, either way.
        case size
        /// Whether groups are alike: a single bound, either way.
        case likeness
        /// How far raters agree.
        case agreement
        /// How consistently the statements of a scale measure.
        case reliability
        /// How much of the spread of ratings lies between what is rated.
        case intraclass

        /// The words, from the least; the first is for what is below the first bound.
        var names: [String] {
            switch self {
            case .size: ["negligible", "small", "medium", "large"]
            case .likeness: ["alike", "unlike"]
            case .agreement: ["poor", "slight", "fair", "moderate", "substantial", "almost-perfect"]
            case .reliability: ["low", "modest", "fairly-high", "high"]
            case .intraclass: ["poor", "moderate", "good", "excellent"]
            }
        }
    }

    /// `value`, or the name of a further number such as `dz`.
    public let number: String
    /// From where each word but the first is used, rising.
    public let bounds: [Double]
    public let scale: Scale
    /// Whose convention it is, as the end of a key `finding.source.…`; nil for one that the report declares.
    public let source: String?

    public init(number: String, bounds: [Double], scale: Scale = .size, source: String? = nil) {
        self.number = number
        self.bounds = bounds
        self.scale = scale
        self.source = source
    }

    /// The usual convention for the figures of a method; nil where there is none.
    ///
    /// None of them is a law, and none says what an effect is worth. Landis and Koch made theirs for kappa, and Nunnally gave bounds
    /// by what a scale is for (first research, basic research, decisions on persons): the words between them are Kaiku's.
    ///
    /// - SeeAlso: J. Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, 2nd ed., Erlbaum: d and h 0.2, 0.5, 0.8
    ///   (pp. 25–27, 184–185), w, which is V for two classes, 0.1, 0.3, 0.5 (pp. 224–227), f 0.1, 0.25, 0.4 (pp. 285–287), which is
    ///   0.01, 0.06, 0.14 of the variance, here of ranks; M. Tomczak, E. Tomczak (2014), *Trends in Sport Sciences* 1(21), 19–25, for
    ///   Kendall's W by Cohen's bounds of r; P. C. Austin (2009), *Statistics in Medicine* 28(25), 3083–3107; J. R. Landis,
    ///   G. G. Koch (1977), *Biometrics* 33(1), 159–174; J. C. Nunnally (1978), *Psychometric Theory*, 2nd ed., McGraw-Hill,
    ///   pp. 245–246; T. K. Koo, M. Y. Li (2016), *Journal of Chiropractic Medicine* 15(2), 155–163, for intraclass correlations.
    static func usual(for method: String) -> SizeConvention? {
        switch method {
        case "paired-change": SizeConvention(number: "dz", bounds: [0.2, 0.5, 0.8], source: "cohen")
        case "mean-difference": SizeConvention(number: "g", bounds: [0.2, 0.5, 0.8], source: "cohen")
        case "newcombe-difference": SizeConvention(number: "h", bounds: [0.2, 0.5, 0.8], source: "cohen")
        case "cramers-v": SizeConvention(number: "value", bounds: [0.1, 0.3, 0.5], source: "cohen")
        case "kruskal-wallis": SizeConvention(number: "value", bounds: [0.01, 0.06, 0.14], source: "cohen")
        case "friedman": SizeConvention(number: "value", bounds: [0.1, 0.3, 0.5], source: "tomczak")
        case "standardised-difference", "retention-difference":
            SizeConvention(number: "value", bounds: [0.1], scale: .likeness, source: "austin")
        case "krippendorff-alpha", "cohens-kappa", "fleiss-kappa":
            SizeConvention(number: "value", bounds: [0, 0.2, 0.4, 0.6, 0.8], scale: .agreement, source: "landis-koch")
        case "intraclass-correlation":
            SizeConvention(number: "value", bounds: [0.5, 0.75, 0.9], scale: .intraclass, source: "koo-li")
        case "scale-reliability":
            SizeConvention(number: "value", bounds: [0.7, 0.8, 0.9], scale: .reliability, source: "nunnally")
        default: nil
        }
    }

    /// The name of the size of a number, such as `small`.
    ///
    /// Sizes begin at their bound. Landis and Koch's classes end at theirs (0.00–0.20 is slight), and likeness does so too.
    func name(of value: Double) -> String {
        let passed =
            switch scale {
            case .size: bounds.prefix { $0 <= abs(value) }.count
            case .likeness: bounds.prefix { $0 < abs(value) }.count
            case .reliability, .intraclass: bounds.prefix { $0 <= value }.count
            case .agreement: value < (bounds.first ?? 0) ? 0 : 1 + bounds.dropFirst().prefix { $0 < value }.count
            }
        return scale.names[min(passed, scale.names.count - 1)]
    }
}
