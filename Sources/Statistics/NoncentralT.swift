import Glibc

/// The noncentral t distribution, which GSL has only for a noncentrality of zero.
///
/// P(T ≤ t) = ∫ Φ(t s − δ) f(s) ds, where s is a chi variate divided by √ν. The integrand is smooth and has one hump, so
/// Gauss–Legendre panels around the mode of f give twelve digits for every ν; dividing by ∫ f, taken over the same nodes,
/// takes the gamma functions and their rounding out. The panels are narrow enough for f and for Φ, whichever bends faster.
struct NoncentralT {
    private let statistic: Double
    private let degreesOfFreedom: Double
    /// The nodes s and their normalised weights.
    private let nodes: [(s: Double, weight: Double)]

    /// - Parameters:
    ///   - statistic: The t at which the distribution function is wanted.
    ///   - degreesOfFreedom: ν, one or more.
    init(statistic: Double, degreesOfFreedom v: Double) {
        self.statistic = statistic
        degreesOfFreedom = v
        let mode = v > 1 ? ((v - 1) / v).squareRoot() : 0
        // The density falls off as a normal one of standard deviation 1/√(2ν) about its mode.
        let spread = 1 / (2 * v).squareRoot()
        let reach = 12 * spread
        let low = max(0, mode - reach)
        let high = mode + reach
        let panels = Int(min(40, max(12, 12 * abs(statistic) * spread)))
        let width = (high - low) / Double(panels)
        var nodes: [(s: Double, weight: Double)] = []
        nodes.reserveCapacity(panels * gaussLegendre.count)
        for panel in 0..<panels {
            let centre = low + (Double(panel) + 0.5) * width
            for (x, w) in gaussLegendre {
                let s = centre + x * width / 2
                let density =
                    v > 1
                    ? (v - 1) * log(s / mode) - v * (s * s - mode * mode) / 2
                    : -s * s / 2
                nodes.append((s, w * exp(density)))
            }
        }
        let total = compensatedSum(nodes.lazy.map(\.weight))
        // What is far out on the density's sides adds nothing to a sum near 1, and little to the limits sought in the tails.
        self.nodes = nodes.lazy.map { ($0.s, $0.weight / total) }.filter { $0.1 > 1e-22 }
    }

    /// P(T ≤ t) for a noncentrality δ; falls as δ grows.
    func lower(noncentrality: Double) -> Double {
        compensatedSum(nodes.lazy.map { GSL.normalLower(statistic * $0.s - noncentrality) * $0.weight })
    }

    /// The noncentrality under which the statistic is at the given quantile; nil when it cannot be found.
    func noncentrality(whereLowerIs probability: Double) -> Double? {
        // Where T is taken as normal with the spread of large samples, δ is near this; widen until the sign changes.
        let spread = (1 + statistic * statistic / (2 * degreesOfFreedom)).squareRoot()
        let guess = statistic - GSL.normalQuantile(probability) * spread
        var reach = spread / 8
        for _ in 0..<60 {
            let (low, high) = (guess - reach, guess + reach)
            if lower(noncentrality: low) > probability, lower(noncentrality: high) < probability {
                return root(between: low, and: high) { lower(noncentrality: $0) - probability }
            }
            reach *= 2
        }
        return nil
    }
}

/// The root of a continuous function between two points where its signs differ, by Chandrupatla's method.
///
/// - Returns: nil when the signs do not differ or a value is not finite.
/// - SeeAlso: T. R. Chandrupatla (1997), *Advances in Engineering Software* 28(3), 145–149.
func root(between low: Double, and high: Double, of function: (Double) -> Double) -> Double? {
    var (a, b) = (high, low)
    var (fa, fb) = (function(a), function(b))
    guard fa.isFinite, fb.isFinite else { return nil }
    if fa == 0 { return a }
    if fb == 0 { return b }
    guard (fa < 0) != (fb < 0) else { return nil }
    var (c, fc) = (a, fa)
    var t = 0.5
    for _ in 0..<200 {
        let x = a + t * (b - a)
        let fx = function(x)
        guard fx.isFinite else { return nil }
        if fx == 0 { return x }
        if (fx < 0) == (fa < 0) {
            (c, fc) = (a, fa)
        } else {
            (c, b, fc, fb) = (b, a, fb, fa)
        }
        (a, fa) = (x, fx)
        let best = abs(fb) < abs(fa) ? b : a
        let tolerance = 4 * max(best.ulp, Double.leastNormalMagnitude)
        let fraction = tolerance / abs(b - a)
        if fraction > 0.5 || b == a { return best }
        // Inverse quadratic interpolation where it is safe, else bisection.
        let xi = (a - b) / (c - b)
        let phi = (fa - fb) / (fc - fb)
        if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
            t = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
        } else {
            t = 0.5
        }
        t = min(1 - fraction, max(fraction, t))
    }
    return abs(fb) < abs(fa) ? b : a
}

/// The nodes and weights of Gauss–Legendre quadrature with 16 points on −1...1.
private let gaussLegendre: [(x: Double, weight: Double)] = {
    let order = 16
    var points: [(x: Double, weight: Double)] = []
    for index in 0..<order {
        // Newton's iteration on the Legendre polynomial, from Tricomi's first guess.
        var x = cos(Double.pi * (Double(index) + 0.75) / (Double(order) + 0.5))
        var derivative = 1.0
        for _ in 0..<100 {
            var (previous, current) = (1.0, x)
            for degree in 2...order {
                let k = Double(degree)
                (previous, current) = (current, ((2 * k - 1) * x * current - (k - 1) * previous) / k)
            }
            derivative = Double(order) * (x * current - previous) / (x * x - 1)
            let step = current / derivative
            x -= step
            if abs(step) < 1e-16 { break }
        }
        points.append((x, 2 / ((1 - x * x) * derivative * derivative)))
    }
    return points
}()
