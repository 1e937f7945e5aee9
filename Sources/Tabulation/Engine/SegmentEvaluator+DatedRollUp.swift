internal import Microdata
internal import Records

extension SegmentEvaluator {
    /// What each code belonged to on the day of its row; a code that then belonged to nothing is not applicable.
    func rolledUp(_ a: TypedExpression, on day: TypedExpression, _ periods: [RollUpPeriod]) throws -> Vector {
        guard let (keys, dictionary) = try vector(a).keyed(rows: rows) else { throw otherType(a, "codes") }
        let days = try numbers(day)
        var targets = [String]()
        var numbers: [String: UInt32] = [:]
        let moved = periods.map { period in
            dictionary.map { text -> UInt32 in
                guard let target = period.targets[text] else {
                    return UInt32.max - UInt32(MissingReason.notApplicable.rawValue)
                }
                if let known = numbers[target] { return known }
                let number = UInt32(targets.count)
                numbers[target] = number
                targets.append(target)
                return number
            }
        }
        let starts = periods.dropFirst().map { Int64($0.from) }
        let results = (0..<rows).map { row -> UInt32 in
            let (key, day) = (keys[row], days[row])
            if key >= Column.firstMissingKey { return key }
            if day < Int64.leastPresent { return UInt32.max - UInt32(truncatingIfNeeded: day &- Int64.min) }
            // There are few periods: a list's versions are of a handful of days.
            let period = starts.prefix { $0 <= day }.count
            return moved[period][Int(key)]
        }
        return .keys(results, targets)
    }
}
