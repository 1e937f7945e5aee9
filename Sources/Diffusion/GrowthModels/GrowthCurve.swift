/// A curve of growth towards a market potential: the share F(t) of those who adopt in the end that has adopted by a time.
///
/// Time is in periods since the start of the first one, so that period t lasts from t − 1 to t. Nobody has adopted at the start:
/// adopters of period 1 are m F(1), also of curves whose F(0) is above zero.
public protocol GrowthCurve: Sendable, Hashable {
    /// Its kind.
    static var model: GrowthModel { get }
    /// The market potential m: those who adopt in the end.
    var marketPotential: Double { get }
    /// The two parameters of its shape, in the order of ``GrowthModel/shapeNames``.
    var shape: (Double, Double) { get }

    /// A curve; nil where the parameters make none.
    init?(marketPotential: Double, shape: (Double, Double))

    /// The share by a time, 0...1; 0 at or before the start.
    func cumulativeShare(at time: Double) -> Double
    /// F(t) with its derivatives by the two parameters of the shape; zeros at or before the start.
    func shareGradient(at time: Double) -> GrowthGradient
    /// The density f(t) = dF/dt with its derivatives by the two parameters of the shape, for a time after the start.
    func densityGradient(at time: Double) -> GrowthGradient
    /// When adoption is fastest, in periods since the start; nil when it is fastest at the start.
    var peakTime: Double? { get }
}

/// A value with its derivatives by the two parameters of a curve's shape.
public struct GrowthGradient: Sendable, Hashable {
    public let value: Double
    public let byFirst: Double
    public let bySecond: Double

    /// Nothing before the start.
    public static let zero = GrowthGradient(value: 0, byFirst: 0, bySecond: 0)

    public init(value: Double, byFirst: Double, bySecond: Double) {
        self.value = value
        self.byFirst = byFirst
        self.bySecond = bySecond
    }
}

extension GrowthCurve {
    /// The adopters by a time, m F(t).
    public func cumulativeAdopters(at time: Double) -> Double { marketPotential * cumulativeShare(at: time) }

    /// The adopters within a period, m (F(t) − F(t − 1)); the first period is 1.
    public func adopters(inPeriod period: Int) -> Double {
        cumulativeAdopters(at: Double(period)) - cumulativeAdopters(at: Double(period) - 1)
    }

    /// Adopters per period when adoption is fastest, m f(t); nil without a peak after the start.
    public var peakRate: Double? { peakTime.map { marketPotential * densityGradient(at: $0).value } }

    /// The adopters by the time when adoption is fastest; nil without a peak after the start.
    public var peakCumulative: Double? { peakTime.map { cumulativeAdopters(at: $0) } }
}

/// The kinds of growth curves.
public enum GrowthModel: String, Sendable, Hashable, Codable, CaseIterable {
    /// Adoption from outside and by word of mouth; see ``BassModel``.
    case bass
    /// Growth that slows down from the start, with its peak at 37 % of the potential; see ``GompertzModel``.
    case gompertz
    /// Growth by word of mouth only, with its peak at half of the potential; see ``LogisticModel``.
    case logistic

    /// The names of the two parameters of its shape, as its literature has them.
    public var shapeNames: (String, String) { self == .bass ? ("p", "q") : ("rate", "inflection") }

    /// The curve of this kind; nil where the parameters make none.
    public func curve(marketPotential m: Double, shape: (Double, Double)) -> (any GrowthCurve)? {
        switch self {
        case .bass: BassModel(marketPotential: m, shape: shape)
        case .gompertz: GompertzModel(marketPotential: m, shape: shape)
        case .logistic: LogisticModel(marketPotential: m, shape: shape)
        }
    }
}
