/// What stands for a person: 128 bits of a keyed pseudorandom function of the identifier.
public struct Pseudonym: Sendable, Hashable, BitwiseCopyable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The 128 bits as 32 lower-case hexadecimal digits.
    public var hexadecimal: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// What a row without an identifier holds; the function gives it with a chance of 2⁻¹²⁸.
    public static let missing = Pseudonym(high: 0, low: 0)
}
