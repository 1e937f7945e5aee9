/// Draws from the binomial distribution in constant time, whatever the number of trials.
///
/// Small means (below 10) by inversion, larger ones by Hörmann's transformed rejection with squeeze, BTRS. Only arithmetic
/// that IEEE 754 rounds the same everywhere is used, so a seed gives the same draws on every machine. GSL's own sampler does
/// not promise that: it takes logarithms and powers of the C library, and counts no further than 2³².
///
/// - SeeAlso: W. Hörmann (1993), *Journal of Statistical Computation and Simulation* 46(1–2), 101–110,
///   doi:10.1080/00949659308811496; V. Kachitvichyanukul, B. W. Schmeiser (1988), *Communications of the ACM* 31(2),
///   216–222, for the inversion.
extension CounterGenerator {
    /// How many of `trials` succeed, when `successes` out of `whole` is the chance of each.
    ///
    /// - Parameters:
    ///   - trials: Zero or more.
    ///   - successes: Zero to `whole`.
    ///   - whole: Above zero.
    mutating func binomial(trials: Int, successes: Int, of whole: Int) -> Int {
        if trials == 0 || successes == 0 { return 0 }
        if successes >= whole { return trials }
        // Both samplers want a chance of at most one half: the rarer side is drawn.
        let failures = whole - successes
        if successes > failures { return trials - rare(trials, Double(failures) / Double(whole)) }
        return rare(trials, Double(successes) / Double(whole))
    }

    private mutating func rare(_ trials: Int, _ p: Double) -> Int {
        Double(trials) * p < 10 ? inverted(trials, p) : transformed(trials, p)
    }

    /// Walks up the distribution function; about as many steps as the mean.
    private mutating func inverted(_ trials: Int, _ p: Double) -> Int {
        let n = Double(trials)
        let q = 1 - p
        let odds = p / q
        let none = power(q, trials)
        while true {
            var left = nextUniform()
            var probability = none
            var k = 0
            while left > probability {
                left -= probability
                k += 1
                // Rounding can leave a crumb of probability beyond the last value: then draw again.
                guard k <= trials, probability > 0 else { break }
                probability *= (n - Double(k) + 1) / Double(k) * odds
            }
            if left <= probability, k <= trials { return k }
        }
    }

    private mutating func transformed(_ trials: Int, _ p: Double) -> Int {
        let n = Double(trials)
        let q = 1 - p
        let spread = (n * p * q).squareRoot()
        let b = 1.15 + 2.53 * spread
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let centre = n * p + 0.5
        let squeeze = 0.92 - 4.2 / b
        let alpha = (2.83 + 5.1 / b) * spread
        let mode = ((n + 1) * p).rounded(.down)
        while true {
            let u = nextUniform() - 0.5
            let v = nextUniform()
            let edge = 0.5 - abs(u)
            let k = ((2 * a / edge + b) * u + centre).rounded(.down)
            guard k >= 0, k <= n else { continue }
            if edge >= 0.07, v <= squeeze { return Int(exactly: k) ?? trials }
            let height = reproducibleLogarithm(v * alpha / (a / (edge * edge) + b))
            if height <= logRatio(k, mode: mode, n: n, odds: p / q) { return Int(exactly: k) ?? trials }
        }
    }

    /// The logarithm of the probability of k over that of the mode.
    private func logRatio(_ k: Double, mode: Double, n: Double, odds: Double) -> Double {
        let above = n - k + 1
        return (mode + 0.5) * reproducibleLogarithm((mode + 1) / (odds * (n - mode + 1)))
            + (n + 1) * reproducibleLogarithm((n - mode + 1) / above)
            + (k + 0.5) * reproducibleLogarithm(odds * above / (k + 1))
            + stirlingTail(mode) + stirlingTail(n - mode) - stirlingTail(k) - stirlingTail(n - k)
    }
}

/// What Stirling's formula leaves out of ln k!, for (k + 1) as its argument.
private func stirlingTail(_ k: Double) -> Double {
    if k < Double(smallTails.count) { return smallTails[Int(k)] }
    let next = k + 1
    let square = next * next
    return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / next
}

/// ln k! − [ln √(2π) + (k + ½) ln(k + 1) − (k + 1)] for k = 0…9.
private let smallTails = [
    0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
    0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.008330563433362871,
]

/// base to a whole exponent of zero or more, by squaring.
private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, exponent)
    while left > 0 {
        if left & 1 == 1 { result *= square }
        square *= square
        left >>= 1
    }
    return result
}
