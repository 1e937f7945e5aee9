internal import Microdata
internal import Records

/// Functions over several columns of a row, and of missing values.
extension SegmentEvaluator {
    /// How many of some values are present.
    func answered(_ list: [TypedExpression]) throws -> Vector {
        var counts = [Int32](repeating: 0, count: rows)
        for expression in list {
            let isMissing = try truths(TypedExpression(.isMissing(expression), .truth))
            for row in 0..<rows where isMissing[row] != Vector.isTrue { counts[row] += 1 }
        }
        return .int32(counts)
    }

    /// The mean of the present numbers of each row, rounded once, half to even; where too few are present the reason of the first
    /// that is missing.
    func rowMeans(_ list: [TypedExpression], _ least: Int, _ whole: TypedExpression) throws -> Vector {
        let places = list.map(\.type.places).max() ?? 0
        let factor = Int64(powerOfTen(whole.type.places - places))
        var sums = [Int64](repeating: 0, count: rows)
        var counts = [Int64](repeating: 0, count: rows)
        // The reason of the first column without a value.
        var reasons = [Int64](repeating: 0, count: rows)
        var overflows = false
        // Column by column, so that no more than one is there in its widest form.
        for expression in list {
            let column = try numbers(expression)
            unsafe column.withUnsafeBufferPointer { column in
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    unsafe counts.withUnsafeMutableBufferPointer { counts in
                        unsafe reasons.withUnsafeMutableBufferPointer { reasons in
                            for row in 0..<column.count {
                                let value = unsafe column[row]
                                let isPresent = value >= Int64.leastPresent
                                let (sum, overflow) = unsafe sums[row].addingReportingOverflow(isPresent ? value : 0)
                                unsafe sums[row] = sum
                                unsafe counts[row] &+= isPresent ? 1 : 0
                                unsafe reasons[row] = isPresent || reasons[row] != 0 ? reasons[row] : value
                                overflows = overflows || overflow
                            }
                        }
                    }
                }
            }
        }
        var means = sums
        for row in means.indices {
            if counts[row] < Int64(least), reasons[row] != 0 {
                means[row] = reasons[row]
                continue
            }
            let (scaled, overflow) = sums[row].multipliedReportingOverflow(by: factor)
            means[row] = Self.rounded(scaled, over: max(1, counts[row]))
            overflows = overflows || overflow || means[row] < Int64.leastPresent
        }
        guard !overflows else { throw TabulationError.overflow(expression: whole.canonical) }
        return .int64(means)
    }

    /// Numbers over a whole one, each rounded once, half to even; missing where the number is.
    func quotients(_ number: TypedExpression, _ divisor: Int, _ whole: TypedExpression) throws -> Vector {
        let factor = Int64(powerOfTen(whole.type.places - number.type.places))
        return .int64(
            try numbers(number).map { value in
                guard value >= Int64.leastPresent else { return value }
                let (scaled, overflow) = value.multipliedReportingOverflow(by: factor)
                let quotient = Self.rounded(scaled, over: Int64(divisor))
                guard !overflow, quotient >= Int64.leastPresent else {
                    throw TabulationError.overflow(expression: whole.canonical)
                }
                return quotient
            })
    }

    /// A quotient rounded half to even.
    private static func rounded(_ value: Int64, over divisor: Int64) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        let doubled = remainder.magnitude * 2
        let roundsAway = doubled > divisor.magnitude || (doubled == divisor.magnitude && quotient % 2 != 0)
        return roundsAway ? quotient + (value < 0 ? -1 : 1) : quotient
    }

    /// `answered`, or why there is no value.
    func reasons(_ expression: TypedExpression) throws -> Vector {
        let levels = try levels(expression)
        let codes = levels.levels.map { level -> UInt8 in
            if case .missing(let reason) = level {
                UInt8(reasonCodes.firstIndex(of: reason.name) ?? 0)
            } else {
                0
            }
        }
        return .codes((0..<rows).map { codes[Int(levels.place($0))] }, reasonCodes)
    }
}
