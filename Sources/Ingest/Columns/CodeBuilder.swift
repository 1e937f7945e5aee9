internal import Diagnostics
internal import Microdata
internal import Records

/// Codes of a short list, closed (declared) or open (as they come).
@safe final class CodeBuilder: ColumnBuilder {
    /// The most codes of a list; the numbers above stand for missing answers.
    static let limit = 240

    let plan: ColumnPlan
    private let codes = Buffer<UInt8>(capacity: 1)
    private let words = SpellingTable()
    private let plainWords: [String: Int64]
    private var dictionary: [String]

    init(_ plan: ColumnPlan) {
        self.plan = plan
        dictionary = plan.dictionary
        var plain: [String: Int64] = [:]
        for (written, meaning) in Self.meanings(plan) where plain[plainSpelling(written)] == nil {
            plain[plainSpelling(written)] = meaning
        }
        plainWords = plain
        fill()
    }

    /// What is written for what, the strongest first: declared reasons and values before the list's own titles.
    private static func meanings(_ plan: ColumnPlan) -> [(written: String, meaning: Int64)] {
        plan.missing.map { ($0.written, Int64(Column.firstMissingCode) + Int64($0.reason.rawValue)) } + plan.values
    }

    private func fill() {
        words.removeAll()
        for (written, meaning) in Self.meanings(plan).reversed() { words.insert(written, meaning: meaning) }
    }

    func begin(rows: Int) {
        codes.grow(to: rows, keeping: 0)
        if plan.isOpen {
            dictionary = plan.dictionary
            fill()
        }
    }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        let (bytes, starts, ends) = unsafe (fields.bytes, fields.starts, fields.ends)
        let output = unsafe codes.start + row
        let words = words
        let firstMissing = Int64(Column.firstMissingCode)
        for place in 0..<fields.count {
            let start = unsafe Int(starts[place])
            let length = unsafe Int(ends[place]) &- start
            if let meaning = unsafe words.meaning(bytes + start, length), meaning < firstMissing {
                unsafe output[place] = UInt8(truncatingIfNeeded: meaning)
            } else {
                unsafe output[place] = slowly(fields, place, &failures)
            }
        }
    }

    @inline(never)
    private func slowly(_ fields: FieldBatch, _ row: Int, _ failures: inout [RowFailure]) -> UInt8 {
        let (start, end) = fields.trimmed(row)
        if start == end { return missing(row, .notAnswered, &failures) }
        let exact = unsafe words.meaning(fields.bytes + start, end - start)
        let text = exact == nil ? fields.text(row) : ""
        if let meaning = exact ?? plainWords[plainSpelling(text)] {
            if exact == nil { unsafe words.insert(fields.bytes + start, end - start, meaning: meaning) }
            if meaning >= Int64(Column.firstMissingCode),
                let reason = MissingReason(rawValue: UInt8(meaning - Int64(Column.firstMissingCode)))
            {
                return missing(row, reason, &failures)
            }
            return UInt8(truncatingIfNeeded: meaning)
        }
        if plan.keepsUnlisted { return unlisted(text, row, &failures) }
        if plan.isOpen {
            guard dictionary.count < Self.limit else {
                fail(row, .tooManyCodes(limit: Self.limit), &failures)
                return Column.firstMissingCode
            }
            let code = dictionary.count
            dictionary.append(text)
            unsafe words.insert(fields.bytes + start, end - start, meaning: Int64(code))
            return UInt8(code)
        }
        return unknown(text, row, &failures)
    }

    /// A value that the list does not have, kept as a code of its own and told each time; what is no short word is refused.
    private func unlisted(_ text: String, _ row: Int, _ failures: inout [RowFailure]) -> UInt8 {
        let isNamed = PersonalData.isNamedAfterPhones(plan.label)
        guard text.count <= 80, !text.contains(where: \.isNewline),
            PersonalData.first(in: text, isNamedAfterPhones: isNamed) == nil
        else {
            return unknown(text, row, &failures)
        }
        failures.append(
            RowFailure(row: row, column: plan.label, problem: .unlistedCode(value: shortened(text)), severity: .warning)
        )
        let plain = plainSpelling(text)
        if let known = dictionary[plan.dictionary.count...].firstIndex(where: { plainSpelling($0) == plain }) {
            return UInt8(known)
        }
        guard dictionary.count < Self.limit else {
            fail(row, .tooManyCodes(limit: Self.limit), &failures)
            return Column.firstMissingCode
        }
        dictionary.append(text)
        return UInt8(dictionary.count - 1)
    }

    private func unknown(_ text: String, _ row: Int, _ failures: inout [RowFailure]) -> UInt8 {
        let isNamed = PersonalData.isNamedAfterPhones(plan.label)
        let quotable = PersonalData.first(in: text, isNamedAfterPhones: isNamed) == nil
        let names = plan.values.map(\.written)
        fail(
            row,
            .unknownCode(
                value: quotable ? shortened(text) : nil, codes: plan.dictionary.isEmpty ? dictionary : plan.dictionary,
                near: quotable ? nearestName(to: text, in: names) : nil), &failures)
        return Column.firstMissingCode
    }

    private func missing(_ row: Int, _ reason: MissingReason, _ failures: inout [RowFailure]) -> UInt8 {
        if plan.required { fail(row, .missingRequired, &failures) }
        return Column.firstMissingCode + reason.rawValue
    }

    func keep(_ kept: [Int], from row: Int) { codes.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        if plan.isOpen { dropUnused(rows: rows) }
        return [
            NamedColumn(
                name: plan.name, type: plan.type, column: .codes(codes.array(count: rows), dictionary: dictionary))
        ]
    }

    /// Takes out the codes that only rows in quarantine had: they may be anything, and must not reach the store.
    private func dropUnused(rows: Int) {
        var used = [Bool](repeating: false, count: 256)
        for row in 0..<rows { used[unsafe Int(codes.start[row])] = true }
        guard (plan.dictionary.count..<max(plan.dictionary.count, dictionary.count)).contains(where: { !used[$0] })
        else {
            return
        }
        var place = (0...255).map { UInt8($0) }
        var left = plan.dictionary
        for code in plan.dictionary.count..<dictionary.count where used[code] {
            place[code] = UInt8(left.count)
            left.append(dictionary[code])
        }
        for row in 0..<rows { unsafe codes.start[row] = place[Int(codes.start[row])] }
        dictionary = left
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        let parts = dictionary.map { spellingHash($0) }
        for row in 0..<rows {
            let code = unsafe Int(codes.start[row])
            unsafe hashes[row] = code >= parts.count || hashes[row] == 0 ? 0 : mixed(hashes[row], parts[code])
        }
    }
}

/// A value cut to what a message can show.
///
/// What it begins with may only be personal data once what followed is gone.
func shortened(_ text: String) -> String { text.count > 40 ? PersonalData.masked(text.prefix(39) + "…") : text }
