extension CounterGenerator {
    /// A whole number from 0 to `bound` − 1, each with exactly the same chance.
    ///
    /// The high word of bound times a random word, but for the few low words that would give some numbers one chance more:
    /// then another word is taken. The standard library does the same, but does not promise it for its next release.
    ///
    /// - Parameter bound: Above 0; of 0 it is 0.
    /// - SeeAlso: D. Lemire (2019), *ACM Transactions on Modeling and Computer Simulation* 29(1), 3,
    ///   doi:10.1145/3230636.
    mutating func whole(below bound: Int) -> Int {
        guard let size = UInt64(exactly: bound), size > 0 else { return 0 }
        var product = next().multipliedFullWidth(by: size)
        if product.low < size {
            // 2⁶⁴ mod size: so many of the 2⁶⁴ words are too many.
            let surplus = (0 &- size) % size
            while product.low < surplus { product = next().multipliedFullWidth(by: size) }
        }
        return Int(truncatingIfNeeded: product.high)
    }

    /// The numbers of a seed that belong to a name, whatever other names there are.
    init(seed: UInt64, name: String) {
        // FNV-1a, of 64 bits: the hash of the standard library is another one in every process.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.init(seed: seed, replicate: Int(truncatingIfNeeded: hash))
    }

    /// How many of the units drawn are marked, when `drawn` of `population` are drawn without replacement.
    ///
    /// By as many whole numbers as the least of the four groups (marked or not, drawn or not) has units, so that a rare mark
    /// costs little and a seed gives the same on every machine.
    ///
    /// - Parameters:
    ///   - population: Zero or more.
    ///   - marked: 0 to `population`.
    ///   - drawn: 0 to `population`.
    mutating func hypergeometric(population: Int, marked: Int, drawn: Int) -> Int {
        // The units left undrawn are a draw too, and those without the mark a mark.
        if drawn > population - drawn {
            return marked - hypergeometric(population: population, marked: marked, drawn: population - drawn)
        }
        if marked > population - marked {
            return drawn - hypergeometric(population: population, marked: population - marked, drawn: drawn)
        }
        var (found, left, whole) = (0, max(marked, drawn), population)
        for _ in 0..<max(0, min(marked, drawn)) {
            if self.whole(below: whole) < left {
                found += 1
                left -= 1
            }
            whole -= 1
        }
        return found
    }
}
