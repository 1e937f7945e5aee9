import Glibc

/// With how many decimals weights and values are counted, so that their sums are whole numbers and exact.
public struct DesignScale: Sendable, Hashable, Codable {
    /// The decimals of weights.
    public let weightDecimals: Int
    /// The decimals of the outcome y.
    public let valueDecimals: Int
    /// The decimals of the outcome x that y is divided by; of no effect without one.
    public let denominatorDecimals: Int

    /// - Throws: ``StatisticsError/design(_:)`` unless the decimals are 0 to 15.
    public init(weightDecimals: Int, valueDecimals: Int, denominatorDecimals: Int = 0) throws(StatisticsError) {
        for decimals in [weightDecimals, valueDecimals, denominatorDecimals] where !(0...15).contains(decimals) {
            throw .design(.decimals(decimals))
        }
        self.weightDecimals = weightDecimals
        self.valueDecimals = valueDecimals
        self.denominatorDecimals = denominatorDecimals
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            weightDecimals: try container.decode(Int.self, forKey: .weightDecimals),
            valueDecimals: try container.decode(Int.self, forKey: .valueDecimals),
            denominatorDecimals: try container.decode(Int.self, forKey: .denominatorDecimals))
    }

    /// A weight as a whole number.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow`` beyond 2^53, and
    ///   ``StatisticsError/design(_:)`` for a weight below zero.
    public func weight(_ weight: Double) throws(StatisticsError) -> Int64 {
        guard !(weight < 0) else { throw .design(.negativeWeight(weight)) }
        return try Self.whole(weight, weightDecimals)
    }

    /// A value of y as a whole number.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow`` beyond 2^53.
    public func value(_ value: Double) throws(StatisticsError) -> Int64 { try Self.whole(value, valueDecimals) }

    /// A value of x as a whole number.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow`` beyond 2^53.
    public func denominator(_ value: Double) throws(StatisticsError) -> Int64 {
        try Self.whole(value, denominatorDecimals)
    }

    /// The fewest decimals that hold all the numbers exactly as written, or as many of `most` as 2^53 leaves room for.
    public static func decimals(for numbers: some Sequence<Double>, most: Int = 13) -> Int {
        var needed = 0
        var largest = 0.0
        for number in numbers where number.isFinite {
            largest = max(largest, abs(number))
            while needed < min(15, most), (number * power(needed)).rounded() / power(needed) != number { needed += 1 }
        }
        while needed > 0, largest * power(needed) >= 0x1p53 { needed -= 1 }
        return needed
    }

    private static func whole(_ number: Double, _ decimals: Int) throws(StatisticsError) -> Int64 {
        guard number.isFinite else { throw .valueNotFinite }
        let scaled = (number * power(decimals)).rounded()
        guard abs(scaled) <= 0x1p53, let whole = Int64(exactly: scaled) else { throw .overflow }
        return whole
    }

    /// 10 to a power of 0 to 15, which is exact.
    static func power(_ decimals: Int) -> Double { pow(10, Double(decimals)) }
}
