internal import Microdata
internal import Records

/// Identifiers of what is no person, each kept once a segment.
@safe final class IdentifierBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let keys = Buffer<UInt32>(capacity: 1)
    private let words = SpellingTable()
    private var dictionary: [String] = []

    init(_ plan: ColumnPlan) { self.plan = plan }

    func begin(rows: Int) {
        keys.grow(to: rows, keeping: 0)
        dictionary.removeAll(keepingCapacity: true)
        words.removeAll()
        for (code, meaning) in plan.values { words.insert(code, meaning: meaning) }
        dictionary.append(contentsOf: plan.dictionary)
        for (written, reason) in plan.missing {
            words.insert(written, meaning: Int64(UInt32.max - UInt32(reason.rawValue)))
        }
    }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        let output = unsafe keys.start + row
        for place in 0..<fields.count {
            let (start, end) = fields.trimmed(place)
            if let meaning = unsafe words.meaning(fields.bytes + start, end - start) {
                let key = UInt32(truncatingIfNeeded: meaning)
                if plan.required, key >= Column.firstMissingKey { fail(place, .missingRequired, &failures) }
                unsafe output[place] = key
            } else if start == end {
                if plan.required { fail(place, .missingRequired, &failures) }
                unsafe output[place] = .max - UInt32(MissingReason.notAnswered.rawValue)
            } else {
                let key = UInt32(dictionary.count)
                dictionary.append(
                    unsafe String(
                        decoding: UnsafeBufferPointer(start: fields.bytes + start, count: end - start), as: UTF8.self))
                unsafe words.insert(fields.bytes + start, end - start, meaning: Int64(key))
                unsafe output[place] = key
            }
        }
    }

    func keep(_ kept: [Int], from row: Int) { keys.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        // Rows that went to quarantine may have been the only ones with their identifier: such must not reach the store.
        var used = [Bool](repeating: false, count: dictionary.count)
        for row in 0..<rows {
            let key = unsafe keys.start[row]
            if key < Column.firstMissingKey { used[Int(key)] = true }
        }
        if used.contains(false) {
            var place = [UInt32](repeating: 0, count: dictionary.count)
            var left: [String] = []
            for (key, text) in dictionary.enumerated() where used[key] {
                place[key] = UInt32(left.count)
                left.append(text)
            }
            for row in 0..<rows {
                let key = unsafe keys.start[row]
                if key < Column.firstMissingKey { unsafe keys.start[row] = place[Int(key)] }
            }
            dictionary = left
        }
        return [
            NamedColumn(
                name: plan.name, type: plan.type, column: .keys(keys.array(count: rows), dictionary: dictionary))
        ]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        let parts = dictionary.map { spellingHash($0) }
        for row in 0..<rows {
            let key = unsafe Int(keys.start[row])
            unsafe hashes[row] = key >= parts.count || hashes[row] == 0 ? 0 : mixed(hashes[row], parts[key])
        }
    }
}
