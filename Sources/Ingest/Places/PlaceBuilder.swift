internal import Diagnostics
internal import Microdata
internal import Records

/// What a column of places is built with.
struct PlacePlan: Sendable {
    let resolver: PlaceResolver
    /// The file's column with the level of each row.
    let levelSource: Int?
    /// The file's column with the day of each row.
    let daySource: Int?
    /// What the mapping says that written values mean, by position in the dictionary; it comes before all names.
    let declared: [(written: String, meaning: Int)]

    /// The columns of the file that the column rests on besides its own.
    var sources: [Int] { [levelSource, daySource].compactMap { $0 } }
}

/// Codes that the names of places lead to.
@safe final class PlaceBuilder: ColumnBuilder {
    /// How many different faults are remembered, so that a column of them is not searched for the nearest name again and again.
    private static let rememberedFaults = 4096

    let plan: ColumnPlan
    private let places: PlacePlan
    private let keys = Buffer<UInt32>(capacity: 1)
    private let words = SpellingTable()
    private let declared: [String: Int64]
    private var faults: [String: PlaceOutcome] = [:]
    private var levels: [(level: Int?, isUnknown: Bool)] = []
    private var days: [(day: CalendarDay?, isWrong: Bool)] = []

    init(_ plan: ColumnPlan, _ places: PlacePlan) {
        self.plan = plan
        self.places = places
        var declared: [String: Int64] = [:]
        for (written, reason) in plan.missing where declared[plainSpelling(written)] == nil {
            declared[plainSpelling(written)] = Self.meaning(reason)
        }
        for (written, meaning) in places.declared where declared[plainSpelling(written)] == nil {
            declared[plainSpelling(written)] = Int64(meaning)
        }
        self.declared = declared
    }

    private static func meaning(_ reason: MissingReason) -> Int64 { Int64(UInt32.max - UInt32(reason.rawValue)) }

    func begin(rows: Int) { keys.grow(to: rows, keeping: 0) }

    /// Reads what other columns of a batch say of its places; comes before the places themselves.
    func prepare(_ batch: some RowBatch, _ failures: inout [RowFailure], label: (Int) -> String) {
        levels.removeAll(keepingCapacity: true)
        days.removeAll(keepingCapacity: true)
        if let source = places.levelSource {
            let fields = batch.fields(source, slot: 0, keepingDoubledQuotes: false)
            for row in 0..<batch.count {
                let text = fields.text(row)
                let level = text.isEmpty ? nil : places.resolver.index.level(text)
                if !text.isEmpty, level == nil {
                    let names = places.resolver.index.levels.map(\.name)
                    failures.append(
                        RowFailure(
                            row: row, column: label(source),
                            problem: .unknownCode(
                                value: PersonalData.first(in: text) == nil ? shortened(text) : nil, codes: names,
                                near: nearestName(to: text, in: names))))
                }
                levels.append((level, !text.isEmpty && level == nil))
            }
        }
        if let source = places.daySource {
            let fields = batch.fields(source, slot: 0, keepingDoubledQuotes: false)
            for row in 0..<batch.count {
                let (start, end) = fields.trimmed(row)
                let reading = unsafe start == end ? nil : DateText.reading(fields.bytes, start, end)
                if start < end, reading == nil {
                    failures.append(
                        RowFailure(
                            row: row, column: label(source),
                            problem: .notOfType(expected: "date", shape: shape(of: fields.text(row)))))
                }
                days.append((reading.map { CalendarDay(number: $0.day) }, start < end && reading == nil))
            }
        }
    }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        let output = unsafe keys.start + row
        let isPlain = levels.isEmpty && days.isEmpty
        for place in 0..<fields.count {
            let (start, end) = fields.trimmed(place)
            if isPlain, let meaning = unsafe words.meaning(fields.bytes + start, end - start) {
                unsafe output[place] = kept(meaning, place, &failures)
            } else if start == end {
                unsafe output[place] = kept(Self.meaning(.notAnswered), place, &failures)
            } else {
                unsafe output[place] = slowly(fields, place, isPlain, &failures)
            }
        }
    }

    private func kept(_ meaning: Int64, _ place: Int, _ failures: inout [RowFailure]) -> UInt32 {
        let key = UInt32(truncatingIfNeeded: meaning)
        if plan.required, key >= Column.firstMissingKey { fail(place, .missingRequired, &failures) }
        return key
    }

    @inline(never)
    private func slowly(_ fields: FieldBatch, _ place: Int, _ isPlain: Bool, _ failures: inout [RowFailure]) -> UInt32 {
        let text = fields.text(place)
        let (start, end) = fields.trimmed(place)
        func remember(_ meaning: Int64) -> UInt32 {
            if isPlain { unsafe words.insert(fields.bytes + start, end - start, meaning: meaning) }
            return kept(meaning, place, &failures)
        }
        if let meaning = declared[plainSpelling(text)] { return remember(meaning) }
        let level = place < levels.count ? levels[place] : (level: nil, isUnknown: false)
        let day = place < days.count ? days[place] : (day: nil, isWrong: false)
        // Such rows have been refused already.
        if level.isUnknown || day.isWrong { return UInt32(truncatingIfNeeded: Self.meaning(.notAnswered)) }
        let key = isPlain ? text : "\(text)\u{1F}\(level.level ?? -1)\u{1F}\(day.day?.number ?? .min)"
        let outcome = faults[key] ?? places.resolver.outcome(of: text, level: level.level, day: day.day)
        switch outcome {
        case .code(let position): return remember(Int64(position))
        case .missing(let reason): return remember(Self.meaning(reason))
        case .refused(let problem): fail(place, .place(problem), &failures)
        case .unknown(let value, let near):
            fail(place, .unknownCode(value: value, codes: plan.dictionary, near: near), &failures)
        }
        if faults.count < Self.rememberedFaults { faults[key] = outcome }
        return UInt32(truncatingIfNeeded: Self.meaning(.notAnswered))
    }

    func keep(_ kept: [Int], from row: Int) { keys.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        if plan.type == .code {
            let codes = (0..<rows).map { row -> UInt8 in
                let key = unsafe keys.start[row]
                return key >= Column.firstMissingKey
                    ? Column.firstMissingCode + UInt8(truncatingIfNeeded: UInt32.max - key)
                    : UInt8(truncatingIfNeeded: key)
            }
            return [NamedColumn(name: plan.name, type: plan.type, column: .codes(codes, dictionary: plan.dictionary))]
        }
        // Of a long list only the codes that occur are stored with a segment.
        var place = [UInt32](repeating: .max, count: plan.dictionary.count)
        var used: [String] = []
        let stored = (0..<rows).map { row -> UInt32 in
            let key = unsafe keys.start[row]
            guard key < Column.firstMissingKey else { return key }
            if place[Int(key)] == .max {
                place[Int(key)] = UInt32(used.count)
                used.append(plan.dictionary[Int(key)])
            }
            return place[Int(key)]
        }
        return [NamedColumn(name: plan.name, type: plan.type, column: .keys(stored, dictionary: used))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        let parts = plan.dictionary.map { spellingHash($0) }
        for row in 0..<rows {
            let key = unsafe Int(keys.start[row])
            unsafe hashes[row] = key >= parts.count || hashes[row] == 0 ? 0 : mixed(hashes[row], parts[key])
        }
    }
}
