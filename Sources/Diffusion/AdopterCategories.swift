public import Statistics

/// Rogers' categories of adopters, from the first to the last to adopt.
public enum AdopterCategory: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Before mean − 2 sd.
    case innovator
    /// From mean − 2 sd, before mean − sd.
    case earlyAdopter = "early-adopter"
    /// From mean − sd, before the mean.
    case earlyMajority = "early-majority"
    /// From the mean, before mean + sd.
    case lateMajority = "late-majority"
    /// From mean + sd.
    case laggard

    /// The share of the category when times of adoption are normal, as Rogers rounds it: 2.5, 13.5, 34, 34 and 16 %.
    public var normalShare: Double {
        switch self {
        case .innovator: 0.025
        case .earlyAdopter: 0.135
        case .earlyMajority, .lateMajority: 0.34
        case .laggard: 0.16
        }
    }

    public static func < (left: AdopterCategory, right: AdopterCategory) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .innovator: 0
        case .earlyAdopter: 1
        case .earlyMajority: 2
        case .lateMajority: 3
        case .laggard: 4
        }
    }
}

/// How adopters are divided into categories.
public enum AdopterScheme: String, Sendable, Hashable, Codable, CaseIterable {
    /// Rogers' five, cut at mean − 2 sd, mean − sd, mean and mean + sd.
    case rogersFive = "rogers-five"
    /// The four of the program netdiffuseR, cut at mean − sd, mean and mean + sd: its early adopters are Rogers' innovators too.
    case netdiffuseRFour = "netdiffuser-four"

    /// Its categories, from the first to the last to adopt.
    public var categories: [AdopterCategory] {
        self == .rogersFive ? AdopterCategory.allCases : Array(AdopterCategory.allCases.dropFirst())
    }

    /// The limits between the categories.
    func limits(mean: Double, standardDeviation sd: Double) -> [Double] {
        let cuts = [mean - 2 * sd, mean - sd, mean, mean + sd]
        return self == .rogersFive ? cuts : Array(cuts.dropFirst())
    }

    /// The category of a time by its limits.
    func category(_ time: Double, _ limits: [Double]) -> AdopterCategory {
        let passed = limits.count { time >= $0 }
        return categories[min(passed, categories.count - 1)]
    }
}

/// Adopters divided into Rogers' five categories, or netdiffuseR's four, by the mean and standard deviation of their times.
///
/// A time on a limit belongs to the later category, and the standard deviation has n − 1 in the denominator. Where the
/// first adopters come within two standard deviations of the mean there are no innovators: with a fixed first period that
/// is common. The categories describe those who have adopted so far, so they move while an innovation still spreads.
///
/// No adopters give ``Statistics/Unavailable/noObservations``, a single one ``Statistics/Unavailable/tooFew``, and times
/// that are all the same ``Statistics/Unavailable/noVariation``: then nobody is early or late.
///
/// - SeeAlso: E. M. Rogers (2003), *Diffusion of Innovations*, 5th ed., chapter 7; T. W. Valente (1995), *Network Models of
///   the Diffusion of Innovations*; the R package netdiffuseR 1.25.0, `classify_adopters`,
///   for the four.
public struct AdopterCategories: Sendable, Hashable {
    /// How they are divided.
    public let scheme: AdopterScheme
    /// The adopters.
    public let n: Int
    /// The mean time of adoption, without interval.
    public let meanTime: Estimate
    /// The sample standard deviation of the times.
    public let standardDeviation: Estimate
    /// The limits between the categories, such as mean − sd, mean, mean + sd, in the unit of the times; nil when they cannot be
    /// told.
    public let limits: [Double]?
    /// Why the categories cannot be told.
    public let reason: Unavailable?
    private let counts: [AdopterCategory: Int]

    /// The categories of a distribution of times of adoption, in any unit and from any origin.
    public init(timesOfAdoption times: Distribution, scheme: AdopterScheme = .rogersFive) {
        self.scheme = scheme
        let moments = times.moments
        n = times.n
        meanTime = n > 0 ? Estimate(moments.mean, n: n) : Estimate(unavailable: .noObservations, n: 0)
        guard let sd = moments.standardDeviation, sd > 0 else {
            let why: Unavailable = n == 0 ? .noObservations : n == 1 ? .tooFew : .noVariation
            standardDeviation =
                why == .noVariation ? Estimate(0, n: n) : Estimate(unavailable: why, n: n)
            reason = why
            limits = nil
            counts = [:]
            return
        }
        standardDeviation = Estimate(sd, n: n)
        let cuts = scheme.limits(mean: moments.mean, standardDeviation: sd)
        limits = cuts
        reason = nil
        var counts: [AdopterCategory: Int] = [:]
        for entry in times.entries { counts[scheme.category(entry.value, cuts), default: 0] += entry.count }
        self.counts = counts
    }

    /// The adopters of a category; nil when the categories cannot be told.
    public func count(of category: AdopterCategory) -> Int? {
        reason == nil ? counts[category] ?? 0 : nil
    }

    /// The share of a category among the adopters, without interval: it is a count of all of them, not a sample.
    public func share(of category: AdopterCategory) -> Estimate {
        if let reason { return Estimate(unavailable: reason, n: n) }
        return quotient(counts[category] ?? 0, n, empty: .noObservations)
    }

    /// The category of a time of adoption; nil when the categories cannot be told.
    public func category(of time: Double) -> AdopterCategory? {
        limits.map { scheme.category(time, $0) }
    }
}
