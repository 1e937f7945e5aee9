internal import Microdata
internal import Records

/// Persons: each identifier becomes a pseudonym straight from the file's bytes, and is kept nowhere.
@safe final class PersonBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let persons = Buffer<Pseudonym>(capacity: 1)
    private let pseudonymiser: Pseudonymiser
    private let missingWords = SpellingTable()
    private let upper: Bool
    private let capitals = Buffer<UInt8>(capacity: 256)
    /// What takes down the patterns of codes, in a first reading, and the codes that it has.
    private let variants: CodeVariants?
    private var collected: Set<Pseudonym> = []
    private let scope: [UInt8]?

    init(_ plan: ColumnPlan, upper: Bool, pseudonymiser: Pseudonymiser, variants: CodeVariants? = nil) {
        self.plan = plan
        self.upper = upper
        scope = plan.personScope.map { Array($0.utf8) }
        self.pseudonymiser = pseudonymiser
        self.variants = variants
        for (written, _) in plan.missing { missingWords.insert(written, meaning: 0) }
    }

    func begin(rows: Int) { persons.grow(to: rows, keeping: 0) }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        let output = unsafe persons.start + row
        let pseudonymiser = pseudonymiser
        for place in 0..<fields.count {
            let (start, end) = fields.trimmed(place)
            if unsafe start == end || missingWords.meaning(fields.bytes + start, end - start) != nil {
                if plan.required { fail(place, .missingRequired, &failures) }
                unsafe output[place] = .missing
            } else if let scope {
                unsafe output[place] = scoped(scope, fields.bytes + start, end - start)
            } else if upper {
                unsafe output[place] = capitalised(fields.bytes + start, end - start)
            } else {
                unsafe output[place] = pseudonymiser.pseudonym(
                    of: UnsafeRawBufferPointer(start: fields.bytes + start, count: end - start))
            }
            if let variants, unsafe output[place] != .missing {
                unsafe collect(
                    output[place], upper ? UnsafePointer(capitals.start) : fields.bytes + start, end - start, variants)
            }
        }
    }

    /// Takes down the patterns of a code, once.
    private func collect(
        _ person: Pseudonym, _ start: UnsafePointer<UInt8>, _ length: Int, _ variants: CodeVariants
    ) {
        guard collected.insert(person).inserted else { return }
        let code = unsafe String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
        variants.add(code, person, pseudonymiser)
    }

    /// The pseudonym of an identifier that is one person's only within its file.
    private func scoped(_ scope: [UInt8], _ start: UnsafePointer<UInt8>, _ length: Int) -> Pseudonym {
        var text = scope
        unsafe text.append(contentsOf: UnsafeBufferPointer(start: start, count: length))
        return unsafe text.withUnsafeBytes { unsafe pseudonymiser.pseudonym(of: $0) }
    }

    /// The pseudonym of an identifier with its letters made capital, so that `maku07` and `MAKU07` are one person: ASCII and
    /// the letters of Latin-1, which Finnish and Swedish need.
    private func capitalised(_ start: UnsafePointer<UInt8>, _ length: Int) -> Pseudonym {
        capitals.grow(to: length, keeping: 0)
        var previous: UInt8 = 0
        for place in 0..<length {
            let byte = unsafe start[place]
            let isSmall =
                byte >= 0x61 && byte <= 0x7A || previous == 0xC3 && byte >= 0xA0 && byte <= 0xBE && byte != 0xB7
            unsafe capitals.start[place] = isSmall ? byte - 0x20 : byte
            previous = byte
        }
        return unsafe pseudonymiser.pseudonym(of: UnsafeRawBufferPointer(start: capitals.start, count: length))
    }

    func keep(_ kept: [Int], from row: Int) { persons.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        [NamedColumn(name: plan.name, type: plan.type, column: .persons(persons.array(count: rows)))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        for row in 0..<rows {
            let person = unsafe persons.start[row]
            unsafe hashes[row] =
                person == .missing || hashes[row] == 0 ? 0 : mixed(mixed(hashes[row], person.high), person.low)
        }
    }
}
