internal import Microdata
internal import Records

extension SegmentEvaluator {
    func compared(_ comparison: Comparison, _ a: TypedExpression, _ b: TypedExpression) throws -> Vector {
        if a.isConstant, !b.isConstant { return try compared(comparison.mirrored, b, a) }
        switch a.type {
        case .truth:
            // Kept as numbers 0 and 1, so that unknown stays unknown.
            let (x, y) = (try truths(a), try truths(b))
            return .truth(
                zip(x, y).map { x, y in
                    if x == Vector.isUnknown || y == Vector.isUnknown { return Vector.isUnknown }
                    return comparison.holds(less: x < y, equal: x == y) ? Vector.isTrue : Vector.isFalse
                })
        case .text: return try comparedTexts(comparison, a, b)
        case .number, .day, .moment, .person: return try comparedNumbers(comparison, a, b)
        }
    }

    private func comparedNumbers(
        _ comparison: Comparison, _ a: TypedExpression, _ b: TypedExpression
    ) throws -> Vector {
        if case .constant(.number(let number)) = try vector(b) {
            let constant = Int64(number)
            switch try vector(a) {
            case .int8(let values): return .truth(Tabulation.truths(values, comparison, constant))
            case .int16(let values): return .truth(Tabulation.truths(values, comparison, constant))
            case .int32(let values): return .truth(Tabulation.truths(values, comparison, constant))
            case .int64(let values): return .truth(Tabulation.truths(values, comparison, constant))
            case .constant(.number(let left)):
                return .constant(.truth(comparison.holds(less: left < number, equal: left == number)))
            default: break
            }
        }
        let (x, y) = (try numbers(a), try numbers(b))
        return .truth(
            zip(x, y).map { x, y in
                if x < Int64.leastPresent || y < Int64.leastPresent { return Vector.isUnknown }
                return comparison.holds(less: x < y, equal: x == y) ? Vector.isTrue : Vector.isFalse
            })
    }

    private func comparedTexts(
        _ comparison: Comparison, _ a: TypedExpression, _ b: TypedExpression
    ) throws -> Vector {
        if case .constant(.text(let text)) = try vector(b) {
            return try matched(a) { Self.compare($0, text, comparison) }
        }
        guard let x = try vector(a).keyed(rows: rows), let y = try vector(b).keyed(rows: rows) else {
            throw otherType(a, "texts")
        }
        // Equal texts of the two dictionaries get equal ranks, so that rows compare as numbers.
        let all = Set(x.dictionary).union(y.dictionary).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let ranks = Dictionary(all.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let (left, right) = (x.dictionary.map { ranks[$0] ?? 0 }, y.dictionary.map { ranks[$0] ?? 0 })
        return .truth(
            zip(x.keys, y.keys).map { x, y in
                if x >= Column.firstMissingKey || y >= Column.firstMissingKey { return Vector.isUnknown }
                let (p, q) = (left[Int(x)], right[Int(y)])
                return comparison.holds(less: p < q, equal: p == q) ? Vector.isTrue : Vector.isFalse
            })
    }

    private static func compare(_ text: String, _ constant: String, _ comparison: Comparison) -> Bool {
        comparison.holds(less: text.utf8.lexicographicallyPrecedes(constant.utf8), equal: text == constant)
    }

    /// The truth of a condition on texts, asked once for each entry of the dictionary.
    private func matched(_ expression: TypedExpression, _ holds: (String) -> Bool) throws -> Vector {
        switch try vector(expression) {
        case .codes(let codes, let dictionary):
            var table = [UInt8](repeating: Vector.isUnknown, count: 256)
            for (code, text) in dictionary.enumerated().prefix(250) {
                table[code] = holds(text) ? Vector.isTrue : Vector.isFalse
            }
            return .truth(looked(up: codes, in: table))
        case .constant(.text(let text)): return .constant(.truth(holds(text)))
        case let other:
            guard let (keys, dictionary) = other.keyed(rows: rows) else { throw otherType(expression, "texts") }
            let table = dictionary.map { holds($0) ? Vector.isTrue : Vector.isFalse }
            return .truth(keys.map { $0 >= Column.firstMissingKey ? Vector.isUnknown : table[Int($0)] })
        }
    }

    func isIn(_ expression: TypedExpression, _ list: [TypedExpression]) throws -> Vector {
        if expression.type == .text {
            let texts = Set(
                list.compactMap { entry -> String? in
                    if case .text(let text) = entry.kind { text } else { nil }
                })
            return try matched(expression) { texts.contains($0) }
        }
        if expression.type == .truth {
            let wanted = Set(
                list.compactMap { entry -> UInt8? in
                    if case .truth(let truth) = entry.kind { truth ? Vector.isTrue : Vector.isFalse } else { nil }
                })
            return .truth(
                try truths(expression).map { value in
                    value == Vector.isUnknown ? value : wanted.contains(value) ? Vector.isTrue : Vector.isFalse
                })
        }
        let numbers = Set(
            list.compactMap { entry -> Int64? in
                switch entry.kind {
                case .number(let number): Int64(number)
                case .day(let day): Int64(day)
                case .moment(let moment): moment
                default: nil
                }
            })
        if case .int8(let values) = try vector(expression) {
            return .truth(Tabulation.truths(values) { numbers.contains(Int64($0)) })
        }
        return .truth(Tabulation.truths(try self.numbers(expression)) { numbers.contains($0) })
    }

    /// Each byte's entry of a table of 256.
    func looked(up codes: [UInt8], in table: [UInt8]) -> [UInt8] {
        precondition(table.count == 256)
        return unsafe table.withUnsafeBufferPointer { table in
            unsafe [UInt8](unsafeUninitializedCapacity: codes.count) { output, count in
                for row in 0..<codes.count { unsafe output.initializeElement(at: row, to: table[Int(codes[row])]) }
                count = codes.count
            }
        }
    }
}
