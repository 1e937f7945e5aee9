internal import Diagnostics
internal import Microdata
internal import Records

/// Whole numbers, decimals and booleans.
@safe final class NumberBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let store = NumberStore()
    private let places: Int
    /// What written values mean; missing answers as `Int64.missing`.
    private let words = SpellingTable()
    private let plainWords: [String: Int64]
    /// Bit d: the single digit d is an allowed value that nothing else is written for.
    private let plainDigits: UInt16
    private let least: Int64
    private let greatest: Int64
    private let unit: UnitReader?
    /// Whether two digits are read at once: no word looks like a number.
    private let hasPlainNumbers: Bool
    /// The value that did not fit the width.
    private var wide: Int64 = 0

    init(_ plan: ColumnPlan, places: Int) {
        self.plan = plan
        self.places = places
        unit = plan.unit.map(UnitReader.init)
        var plain: [String: Int64] = [:]
        var numeric = false
        let meanings = plan.missing.map { ($0.written, Int64.missing($0.reason)) } + plan.values
        for (written, meaning) in meanings {
            words.insert(written, meaning: meaning)
            plain[plainSpelling(written)] = meaning
            numeric = numeric || written.utf8.contains { $0 &- 0x30 <= 9 }
        }
        plainWords = plain
        least = max(plan.range?.lowerBound ?? .leastPresent, .leastPresent)
        greatest = plan.range?.upperBound ?? .max
        hasPlainNumbers = !numeric && places == 0
        var digits: UInt16 = 0
        if hasPlainNumbers {
            for digit in 0...9 where Int64(digit) >= least && Int64(digit) <= greatest { digits |= 1 << UInt16(digit) }
        }
        plainDigits = digits
    }

    func begin(rows: Int) { store.begin(rows: rows) }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        read(fields, from: 0, at: row, &failures)
    }

    private func read(_ fields: FieldBatch, from first: Int, at row: Int, _ failures: inout [RowFailure]) {
        var done = first
        while done < fields.count {
            done = readPart(fields, from: done, at: row, &failures)
            if done < fields.count { store.widen(for: wide, rows: row + done) }
        }
    }

    /// Adds the fields of consecutive rows straight from an index of them, which spares most of them a second look.
    ///
    /// - Parameter all: Gives the fields without quotes, for those that are no plain small numbers.
    func append(
        _ index: FieldIndex, count: Int, at row: Int, _ failures: inout [RowFailure], all: () -> FieldBatch
    ) {
        let plain = store.width == .one ? readPlain(index, count: count, at: row) : 0
        if plain < count { read(all(), from: plain, at: row, &failures) }
    }

    /// Reads plain fields, of one allowed digit or none, until the first that is not; returns how far it came.
    private func readPlain(_ index: FieldIndex, count: Int, at row: Int) -> Int {
        let (bytes, firstFields) = unsafe (index.bytes, index.firstFields)
        let ends = unsafe index.ends + index.column
        let output = unsafe store.pointer(Int8.self) + row
        // Bit 10 stands for an empty field.
        let plain = UInt32(plainDigits) | (plan.required ? 0 : 1 << 10)
        let missing = Int8.missing(.notAnswered)
        var place = 0
        while place < count {
            let field = unsafe Int(firstFields[place])
            let end = unsafe Int(ends[field])
            let length = unsafe end &- Int(ends[field &- 1] &+ 1)
            let byte = unsafe bytes[end &- 1] &- 0x30
            let digit = length == 1 && byte <= 9 ? UInt32(byte) : length == 0 ? 10 : 31
            guard plain >> digit & 1 == 1 else { break }
            unsafe output[place] = digit == 10 ? missing : Int8(truncatingIfNeeded: digit)
            place &+= 1
        }
        return place
    }

    private func readPart(
        _ fields: FieldBatch, from first: Int, at row: Int, _ failures: inout [RowFailure]
    ) -> Int {
        switch store.width {
        case .one: read(Int8.self, fields, from: first, at: row, &failures)
        case .two: read(Int16.self, fields, from: first, at: row, &failures)
        case .four: read(Int32.self, fields, from: first, at: row, &failures)
        case .eight: read(Int64.self, fields, from: first, at: row, &failures)
        }
    }

    /// Reads until the end or a value that does not fit `T`; returns how far it came.
    private func read<T: ColumnInteger>(
        _: T.Type, _ fields: FieldBatch, from first: Int, at row: Int, _ failures: inout [RowFailure]
    ) -> Int {
        let (bytes, starts, ends) = unsafe (fields.bytes, fields.starts, fields.ends)
        let output = unsafe store.pointer(T.self) + row
        let plainDigits = plainDigits
        let (least, greatest) = (least, greatest)
        let emptyIsFine = !plan.required
        let two = hasPlainNumbers
        var place = first
        while place < fields.count {
            let start = unsafe Int(starts[place])
            let length = unsafe Int(ends[place]) &- start
            if length == 1 {
                let digit = unsafe bytes[start] &- 0x30
                if digit <= 9, plainDigits >> UInt16(truncatingIfNeeded: digit) & 1 == 1 {
                    unsafe output[place] = T(truncatingIfNeeded: digit)
                    place &+= 1
                    continue
                }
            } else if length == 0 {
                if emptyIsFine {
                    unsafe output[place] = .missing(.notAnswered)
                    place &+= 1
                    continue
                }
            } else if length == 2, two {
                let (tens, ones) = unsafe (bytes[start] &- 0x30, bytes[start &+ 1] &- 0x30)
                let value = Int64(tens) &* 10 &+ Int64(ones)
                if tens <= 9, ones <= 9, value >= least, value <= greatest {
                    unsafe output[place] = T(truncatingIfNeeded: value)
                    place &+= 1
                    continue
                }
            }
            let value = slowly(fields, place, &failures)
            if value < Int64.leastPresent {
                unsafe output[place] = .min &+ T(truncatingIfNeeded: value &- .min)
            } else if value >= Int64(T.leastPresent), value <= Int64(T.max) {
                unsafe output[place] = T(truncatingIfNeeded: value)
            } else {
                wide = value
                return place
            }
            place &+= 1
        }
        return place
    }

    /// Any value, whatever it looks like; a missing answer as `Int64.missing`.
    @inline(never)
    private func slowly(_ fields: FieldBatch, _ row: Int, _ failures: inout [RowFailure]) -> Int64 {
        let (start, end) = fields.trimmed(row)
        if start == end { return missing(row, .notAnswered, &failures) }
        if let meaning = unsafe words.meaning(fields.bytes + start, end - start) {
            return checked(meaning, row, &failures)
        }
        let reading = unsafe number(fields.bytes, start, end)
        if case .number(let value) = reading {
            if value < least || value > greatest {
                fail(row, .outOfRange(value: decimalText(value, places: places), range: plan.rangeText), &failures)
                return .missing(.notAnswered)
            }
            return value
        }
        if let meaning = plainWords[plainSpelling(fields.text(row))] {
            unsafe words.insert(fields.bytes + start, end - start, meaning: meaning)
            return checked(meaning, row, &failures)
        }
        switch reading {
        case .tooManyDecimals where places == 0: fail(row, notOfType(fields, row), &failures)
        case .tooManyDecimals: fail(row, .tooManyDecimals(places: places), &failures)
        case .otherMark: fail(row, .otherDecimalMark(expected: plan.decimalMark ?? .point), &failures)
        case .otherUnit: fail(row, .otherUnit(expected: unit?.unit ?? .piece), &failures)
        case .number, .notANumber: fail(row, unknownWord(fields, row) ?? notOfType(fields, row), &failures)
        }
        return .missing(.notAnswered)
    }

    private func number(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UnitReader.Reading {
        if let unit {
            return unsafe unit.reading(bytes, start, end, places: places, mark: plan.decimalMark)
        }
        return switch unsafe WrittenNumber.reading(bytes, start, end, places: places, mark: plan.decimalMark) {
        case .number(let value): .number(value)
        case .notANumber: .notANumber
        case .tooManyDecimals: .tooManyDecimals
        case .otherMark: .otherMark
        }
    }

    private func notOfType(_ fields: FieldBatch, _ row: Int) -> RowIssue.Problem {
        let expected =
            switch plan.type {
            case .boolean: "yes or no"
            case .decimal: "number"
            default: "whole number"
            }
        return .notOfType(expected: expected, shape: shape(of: fields.text(row)))
    }

    /// Where words stand for all the numbers, another word is one that is not known rather than a number gone wrong.
    private func unknownWord(_ fields: FieldBatch, _ row: Int) -> RowIssue.Problem? {
        guard plan.type != .boolean, plan.values.count > 1, let taken = takenValues else { return nil }
        let text = fields.text(row)
        guard text.contains(where: \.isLetter) else { return nil }
        let isNamed = PersonalData.isNamedAfterPhones(plan.label)
        let isQuotable = PersonalData.first(in: text, isNamedAfterPhones: isNamed) == nil
        let names = plan.values.map(\.written)
        return .unknownCode(
            value: isQuotable ? shortened(text) : nil, codes: taken,
            near: isQuotable ? nearestName(to: text, in: names) : nil)
    }

    /// What the column takes: the words in the order of their numbers, with the numbers that no word stands for. Nil where any number
    /// will do and the words are only some that people write for one, such as "3 v" and "n. 10".
    private var takenValues: [String]? {
        let words = plan.values.map(\.written)
        guard let range = plan.range else {
            // The points of a scale have words, not numbers with something beside them.
            return words.contains { $0.contains(where: \.isNumber) } ? nil : words
        }
        let span = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        guard places == 0, !span.overflow, span.partialValue < 20 else { return nil }
        return range.flatMap { number in
            let words = plan.values.filter { $0.meaning == number }.map(\.written)
            return words.isEmpty ? [String(number)] : words
        } + plan.values.filter { !range.contains($0.meaning) }.map(\.written)
    }

    private func checked(_ meaning: Int64, _ row: Int, _ failures: inout [RowFailure]) -> Int64 {
        if let reason = meaning.missingReason { return missing(row, reason, &failures) }
        return meaning
    }

    private func missing(_ row: Int, _ reason: MissingReason, _ failures: inout [RowFailure]) -> Int64 {
        if plan.required { fail(row, .missingRequired, &failures) }
        return .missing(reason)
    }

    func keep(_ kept: [Int], from row: Int) { store.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        [NamedColumn(name: plan.name, type: plan.type, column: .integers(store.values(rows: rows), places: places))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) { unsafe store.mix(into: hashes, rows: rows) }
}

/// A scaled whole number with its decimals, such as `12.50`.
func decimalText(_ value: Int64, places: Int) -> String {
    guard places > 0 else { return String(value) }
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (value < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
}
