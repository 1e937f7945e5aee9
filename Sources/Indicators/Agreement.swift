public import Statistics

/// What raters' agreement on the same things is measured by, and what tells the things and the raters apart.
public struct Agreement: Sendable, Hashable {
    /// The coefficients of agreement.
    public enum Coefficient: Sendable, Hashable {
        /// Krippendorff's alpha; any number of raters, and ratings may be missing.
        case krippendorff(DisagreementMetric)
        /// Fleiss' kappa: as many ratings of each unit, which need not come from the same raters.
        case fleiss
        /// Cohen's kappa of two raters, on the levels of the scale in their order.
        case kappa(CohensKappa.Weights, levels: [BreakdownLevel.Level], Raters)
        /// An intraclass correlation; the raters are nil for the one-way forms, in which each unit has raters of its own.
        case intraclass(Form, Raters?)
    }

    /// Raters who are known by what they are, never by their pseudonym: by their role or their seat in a panel.
    public struct Raters: Sendable, Hashable {
        /// The expression that tells them apart.
        public var of: String
        /// Those who are compared, in their order.
        public var levels: [BreakdownLevel.Level]

        public init(of: String, levels: [BreakdownLevel.Level]) {
            self.of = of
            self.levels = levels
        }
    }

    /// The six intraclass correlations of Shrout and Fleiss (1979), by the names that `kaiku estimate` gives them.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        case icc1, icc2, icc3, icc1k, icc2k, icc3k

        /// Whether each unit has raters of its own.
        public var isOneWay: Bool { self == .icc1 || self == .icc1k }

        /// The coefficient of this form.
        func estimate(of correlation: IntraclassCorrelation) -> Estimate {
            switch self {
            case .icc1: correlation.oneWay.single
            case .icc2: correlation.twoWayRandom.single
            case .icc3: correlation.twoWayMixed.single
            case .icc1k: correlation.oneWay.average
            case .icc2k: correlation.twoWayRandom.average
            case .icc3k: correlation.twoWayMixed.average
            }
        }
    }

    /// The rating, an expression.
    public var of: String
    /// The expressions that tell apart what is rated.
    public var units: [String]
    public var coefficient: Coefficient

    public init(of: String, units: [String], _ coefficient: Coefficient) {
        self.of = of
        self.units = units
        self.coefficient = coefficient
    }

    /// The raters who must be told apart; nil where it does not matter who gave a rating.
    var raters: Raters? {
        switch coefficient {
        case .krippendorff, .fleiss: nil
        case .kappa(_, _, let raters): raters
        case .intraclass(_, let raters): raters
        }
    }

    /// The stable name of its method.
    var method: String {
        switch coefficient {
        case .krippendorff: "krippendorff-alpha"
        case .fleiss: "fleiss-kappa"
        case .kappa: "cohens-kappa"
        case .intraclass: "intraclass-correlation"
        }
    }

    /// Which of a method's coefficients it is, such as `quadratic` or `icc2k`; nil where the method has one only.
    public var variant: String? {
        switch coefficient {
        case .krippendorff, .fleiss: nil
        case .kappa(let weights, _, _): weights.rawValue
        case .intraclass(let form, _): form.rawValue
        }
    }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch coefficient {
        case .krippendorff: ["units", "ratings"]
        case .fleiss, .kappa: ["observed", "expected", "units", "ratings", "leftOut"]
        case .intraclass: ["units", "ratings", "leftOut"]
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        name == "observed" || name == "expected" ? .share : .count
    }
}
