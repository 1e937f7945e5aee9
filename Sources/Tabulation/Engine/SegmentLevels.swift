internal import Microdata
internal import Records

/// The level of each row of a segment for each expression, by numbers that are the same in all segments.
struct SegmentLevels {
    let rows: Int
    /// The number of each row's level, by expression.
    let places: [[UInt16]]
    /// How many levels each expression has so far; where these are more than a place holds, places are of no use.
    let widths: [Int]
    /// Places of combinations, by the expressions combined, that several cubes begin with.
    private let shared = Shared()

    private final class Shared {
        var expressions: [Int] = []
        var widths: [Int] = []
        var places: [UInt32] = []
    }

    init(_ expressions: [TypedExpression], _ levels: [Payload.Levels], _ evaluator: SegmentEvaluator) throws {
        rows = evaluator.rows
        var widths = [Int]()
        places = try expressions.enumerated().map { number, expression in
            let vector = try evaluator.levels(expression)
            let numbers = levels[number].numbers(of: vector.levels.map { [$0] }).map {
                UInt16(truncatingIfNeeded: $0)
            }
            widths.append(levels[number].count)
            switch vector.places {
            case nil: return [UInt16](repeating: numbers.first ?? 0, count: evaluator.rows)
            case .byte(let places): return Self.looked(up: places, in: numbers)
            case .word(let places): return Self.looked(up: places, in: numbers)
            }
        }
        self.widths = widths
    }

    private static func looked<Place: FixedWidthInteger & UnsignedInteger>(
        up places: [Place], in numbers: [UInt16]
    ) -> [UInt16] {
        unsafe numbers.withUnsafeBufferPointer { numbers in
            unsafe places.withUnsafeBufferPointer { places in
                unsafe [UInt16](unsafeUninitializedCapacity: places.count) { output, count in
                    for row in 0..<places.count {
                        unsafe output.initializeElement(at: row, to: numbers[Int(places[row])])
                    }
                    count = places.count
                }
            }
        }
    }

    /// The place of each row's combination of expressions, counted like digits; kept for the cube that comes next.
    func combined(_ expressions: [Int], _ widths: [Int]) -> [UInt32] {
        if shared.expressions == expressions, shared.widths == widths { return shared.places }
        var combined = [UInt32](repeating: 0, count: rows)
        unsafe combined.withUnsafeMutableBufferPointer { combined in
            for (expression, width) in zip(expressions, widths) {
                let width = UInt32(width)
                unsafe places[expression].withUnsafeBufferPointer { places in
                    for row in 0..<combined.count {
                        unsafe combined[row] = combined[row] &* width &+ UInt32(places[row])
                    }
                }
            }
        }
        (shared.expressions, shared.widths, shared.places) = (expressions, widths, combined)
        return combined
    }
}
