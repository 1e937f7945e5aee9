import Glibc
import Reporting

/// A linear scale from values to places in the drawing.
struct LinearScale {
    let domain: ClosedRange<Double>
    let start: Double
    let end: Double

    init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
        self.domain = domain
        self.start = start
        self.end = end
    }

    /// The place of a value; values outside the domain stand at its edge.
    func callAsFunction(_ value: Double) -> Double {
        let span = domain.upperBound - domain.lowerBound
        guard span > 0, value.isFinite else { return start }
        let share = min(max((value - domain.lowerBound) / span, 0), 1)
        return start + share * (end - start)
    }
}

/// Round values for an axis: multiples of 1, 2 or 5 times a power of ten.
struct AxisTicks {
    let values: [Double]
    let step: Double

    /// The ticks that lie within a domain.
    ///
    /// - Parameters:
    ///   - count: About how many.
    ///   - resolution: The smallest step that the number format can tell apart.
    init(within domain: ClosedRange<Double>, count: Int, resolution: Double) {
        let span = domain.upperBound - domain.lowerBound
        let step = AxisTicks.step(span: span, count: count, resolution: resolution)
        let first = (domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        self.step = step
        guard first.isFinite, last.isFinite, last >= first, last - first <= 50 else {
            values = [domain.lowerBound]
            return
        }
        // Multiples of the step, and not sums of it, so that 0.3 is 0.3; adding 0 turns −0 into 0.
        values = (0...Int(last - first)).map { AxisTicks.multiple(first + Double($0), of: step) + 0 }
    }

    /// The smallest domain of whole steps that holds a span of values.
    static func niceDomain(_ domain: ClosedRange<Double>, count: Int, resolution: Double) -> ClosedRange<Double> {
        let step = step(span: domain.upperBound - domain.lowerBound, count: count, resolution: resolution)
        let low = multiple((domain.lowerBound / step + 1e-9).rounded(.down), of: step)
        let high = multiple((domain.upperBound / step - 1e-9).rounded(.up), of: step)
        return low < high ? low...high : low...(low + step)
    }

    private static func step(span: Double, count: Int, resolution: Double) -> Double {
        let raw = max(span / Double(max(count, 1)), resolution, 1e-9)
        let power = pow(10, log10(raw).rounded(.down))
        let factor = raw / power
        let nice = (factor <= 1 + 1e-9 ? 1 : factor <= 2 + 1e-9 ? 2 : factor <= 5 + 1e-9 ? 5 : 10) * power
        return nice
    }

    /// A multiple of a step; steps below one are inverted first, since 3 / 10 is nearer to 0.3 than 3 × 0.1 is.
    private static func multiple(_ count: Double, of step: Double) -> Double {
        step < 1 ? count / (1 / step).rounded() : count * step
    }
}

extension NumberFormat {
    /// The smallest difference that the format shows.
    var resolution: Double {
        switch self {
        case .integer, .day, .moment: 1
        case .decimal(let places), .signed(let places), .euros(let places): pow(10, -Double(places))
        case .percent(let places), .percentagePoints(let places): pow(10, -Double(places) - 2)
        case .score: 0.01
        case .probability: 0.001
        }
    }
}
