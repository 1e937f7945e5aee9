internal import Microdata
internal import Records

extension SegmentEvaluator {
    /// `a` where the condition is true, else `b`; also where it is unknown.
    func conditional(
        _ condition: TypedExpression, _ a: TypedExpression, _ b: TypedExpression, _ whole: TypedExpression
    ) throws -> Vector {
        let truths = try truths(condition)
        if whole.type == .truth {
            let (x, y) = (try self.truths(a), try self.truths(b))
            return .truth((0..<rows).map { truths[$0] == Vector.isTrue ? x[$0] : y[$0] })
        }
        guard whole.type == .text else {
            let (x, y) = (try numbers(a), try numbers(b))
            return .int64((0..<rows).map { truths[$0] == Vector.isTrue ? x[$0] : y[$0] })
        }
        guard let x = try vector(a).keyed(rows: rows), let y = try vector(b).keyed(rows: rows) else {
            throw otherType(whole, "texts")
        }
        var numbers = Dictionary(
            x.dictionary.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        var dictionary = x.dictionary
        let moved = y.dictionary.map { text -> UInt32 in
            if let known = numbers[text] { return known }
            let number = UInt32(dictionary.count)
            numbers[text] = number
            dictionary.append(text)
            return number
        }
        let keys = (0..<rows).map { row -> UInt32 in
            if truths[row] == Vector.isTrue { return x.keys[row] }
            let key = y.keys[row]
            return key >= Column.firstMissingKey ? key : moved[Int(key)]
        }
        return .keys(keys, dictionary)
    }

    /// Full years from the first day to the second.
    ///
    /// A day is cut into year and month-with-day once for each of the two, and most often the second is one constant.
    func ages(_ a: TypedExpression, _ b: TypedExpression) throws -> Vector {
        let (births, days) = (try numbers(a), try numbers(b))
        var results = [Int32]()
        results.reserveCapacity(rows)
        var lastDay = Int64.min
        var last = (year: 0, month: 0, day: 0)
        for row in 0..<rows {
            let (birth, day) = (births[row], days[row])
            if birth < Int64.leastPresent {
                results.append(Int32.min &+ Int32(truncatingIfNeeded: birth &- Int64.min))
                continue
            }
            if day < Int64.leastPresent {
                results.append(Int32.min &+ Int32(truncatingIfNeeded: day &- Int64.min))
                continue
            }
            if day != lastDay {
                lastDay = day
                last = CalendarDay(clamping: day).parts
            }
            let born = CalendarDay(clamping: birth).parts
            let before = last.month < born.month || (last.month == born.month && last.day < born.day)
            results.append(Int32(last.year - born.year - (before ? 1 : 0)))
        }
        return .int32(results)
    }

    /// A part of a day; computed once for each day between the least and the greatest where there are more rows than days.
    func calendar(_ part: CalendarPart, _ a: TypedExpression) throws -> Vector {
        let values = try numbers(a)
        if part == .day {
            return .int32(
                values.map { value in
                    if value < Int64.leastPresent {
                        return Int32.min &+ Int32(truncatingIfNeeded: value &- Int64.min)
                    }
                    let quotient = value / 86400
                    return Int32(clamping: value % 86400 < 0 ? quotient - 1 : quotient)
                })
        }
        var numbers: [Int64: UInt32] = [:]
        var dictionary = [String]()
        var years = [Int32]()
        var keys = [UInt32]()
        keys.reserveCapacity(rows)
        let least = values.lazy.filter { $0 >= Int64.leastPresent }.min() ?? 0
        let greatest = values.lazy.filter { $0 >= Int64.leastPresent }.max() ?? 0
        let usesTable = greatest - least < Int64(max(rows, 1000))
        var table = [UInt32](repeating: .max, count: usesTable ? Int(greatest - least) + 1 : 0)
        for value in values {
            if value < Int64.leastPresent {
                keys.append(.max - UInt32(truncatingIfNeeded: value &- Int64.min))
                continue
            }
            if usesTable, table[Int(value - least)] != .max {
                keys.append(table[Int(value - least)])
                continue
            }
            let (year, month, _) = CalendarDay(clamping: value).parts
            let period = Int64(part == .year ? year : year * 12 + (part == .month ? month - 1 : (month - 1) / 3))
            let key: UInt32
            if let known = numbers[period] {
                key = known
            } else {
                key = UInt32(dictionary.count)
                numbers[period] = key
                years.append(Int32(year))
                dictionary.append(Self.periodCode(part, year, month))
            }
            if usesTable { table[Int(value - least)] = key }
            keys.append(key)
        }
        guard part == .year else { return .keys(keys, dictionary) }
        return .int32(
            keys.map { $0 >= Column.firstMissingKey ? Int32.min + Int32(UInt32.max - $0) : years[Int($0)] })
    }

    private static func periodCode(_ part: CalendarPart, _ year: Int, _ month: Int) -> String {
        let digits = String(year)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return part == .quarter ? "\(padded)-Q\((month + 2) / 3)" : "\(padded)-\(month < 10 ? "0" : "")\(month)"
    }

    func bands(_ a: TypedExpression, _ bounds: [Int]) throws -> Vector {
        let labels = bandLabels(bounds, places: a.type.places)
        let floor = Int64((bounds.first ?? 0) > 0 ? 0 : Int.min)
        let limits = bounds.map(Int64.init)
        let values = try numbers(a)
        guard labels.count <= Int(Column.firstMissingCode) else { throw TabulationError.tooManyLevels(what: "bands") }
        return .codes(
            values.map { value in
                if value < Int64.leastPresent {
                    return Column.firstMissingCode + UInt8(truncatingIfNeeded: value &- Int64.min)
                }
                if value < floor { return Column.firstMissingCode + MissingReason.notApplicable.rawValue }
                return UInt8(limits.prefix { $0 <= value }.count)
            }, labels)
    }

    /// What each code rolls up to; a code that rolls up to nothing is not applicable.
    func rolledUp(_ a: TypedExpression, _ map: [String: String]) throws -> Vector {
        var targets = [String]()
        var numbers: [String: Int] = [:]
        func number(_ code: String) -> Int? {
            guard let target = map[code] else { return nil }
            if let known = numbers[target] { return known }
            numbers[target] = targets.count
            targets.append(target)
            return targets.count - 1
        }
        if case .codes(let codes, let dictionary) = try vector(a) {
            var table = (0..<256).map { UInt8($0) }
            for (code, text) in dictionary.enumerated().prefix(250) {
                table[code] =
                    number(text).map { UInt8($0) }
                    ?? Column.firstMissingCode + MissingReason.notApplicable.rawValue
            }
            return .codes(looked(up: codes, in: table), targets)
        }
        guard let (keys, dictionary) = try vector(a).keyed(rows: rows) else { throw otherType(a, "codes") }
        let moved = dictionary.map { text in
            number(text).map { UInt32($0) } ?? UInt32.max - UInt32(MissingReason.notApplicable.rawValue)
        }
        return .keys(keys.map { $0 >= Column.firstMissingKey ? $0 : moved[Int($0)] }, targets)
    }

    /// The value of the row of another table whose key this row holds; not applicable where there is no such row.
    func referenced(
        _ key: TypedExpression, _ table: String, _ tableKey: String, _ inner: TypedExpression
    ) throws -> Vector {
        guard let (keys, dictionary) = try vector(key).keyed(rows: rows) else { throw otherType(key, "identifiers") }
        let other = try references.values(of: inner, in: table, by: tableKey)
        let found = dictionary.map { other.levels[$0] ?? .missing(.notApplicable) }
        guard inner.type == .text else {
            let numbers = found.map { level -> Int64 in
                switch level {
                case .number(let number): Int64(number)
                case .missing(let reason): .missing(reason)
                case .code: .missing(.notApplicable)
                }
            }
            let values = keys.map { key -> Int64 in
                key >= Column.firstMissingKey
                    ? Int64.min + Int64(UInt32.max - key) : numbers[Int(key)]
            }
            return .int64(values)
        }
        var texts = [String]()
        var places: [String: UInt32] = [:]
        let moved = found.map { level -> UInt32 in
            switch level {
            case .missing(let reason): return .max - UInt32(reason.rawValue)
            case .number: return .max - UInt32(MissingReason.notApplicable.rawValue)
            case .code(let text):
                if let known = places[text] { return known }
                let place = UInt32(texts.count)
                places[text] = place
                texts.append(text)
                return place
            }
        }
        return .keys(keys.map { $0 >= Column.firstMissingKey ? $0 : moved[Int($0)] }, texts)
    }
}
