/// Changes bytes at random, the same way for the same seed.
struct Mutator: RandomNumberGenerator {
    /// Personal data that must not come out again: an artificial identity code, addresses and phone numbers.
    static let personalData = ["010190-999W", "311299A900V", "etu.suku@example.org", "040 123 4567", "+358401234567"]
        .map {
            Array($0.utf8)
        }

    private var state: UInt64
    private let tokens: [[UInt8]]

    init(seed: UInt64, tokens: [[UInt8]]) {
        state = seed
        self.tokens = tokens
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number in `0..<bound`.
    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

    mutating func pick(_ items: [[UInt8]]) -> [UInt8] { items.randomElement(using: &self) ?? [] }

    /// One to eight changes.
    mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(8) { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = pick(tokens)
            return
        }
        let place = below(bytes.count)
        let length = min(1 + below(1 << below(8)), bytes.count - place)
        switch below(14) {
        case 0, 1: bytes[place] ^= 1 << UInt8(below(8))
        case 2: bytes[place] = UInt8(below(256))
        case 3: for offset in 0..<min(4, length) { bytes[place + offset] = [0, 0xFF, 0x7F, 0x80][below(4)] }
        case 4: bytes.removeSubrange(place..<(place + length))
        case 5: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
        case 6: bytes.removeSubrange(place...)
        case 7:
            let other = below(bytes.count - length + 1)
            for offset in 0..<length { bytes.swapAt(place + offset, other + offset) }
        case 8: bytes.insert(contentsOf: repeatElement(bytes[place], count: 1 << below(11)), at: place)
        case 9:
            let token = pick(tokens)
            let end = min(bytes.count, place + token.count)
            bytes.replaceSubrange(place..<end, with: token)
        default: bytes.insert(contentsOf: pick(tokens), at: place)
        }
    }
}
