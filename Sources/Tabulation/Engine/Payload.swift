internal import Microdata
internal import Records
internal import Synchronization

/// What is kept of each row beside its key while persons are counted: places of levels, packed into words.
final class Payload: Sendable {
    /// One packed value.
    enum Content: Sendable {
        /// Whether the row counts: 1 or 0.
        case selection(filter: TypedExpression?, oncePer: PreparedOncePer?)
        /// The combination of groupings.
        case group([TypedExpression])
        /// The value of an expression, from 1; 0 where it is missing.
        case value(TypedExpression)
        /// 1 in the first of some waves, 2 in the second and so on; 0 in any other.
        case role(TypedExpression, waves: [String])

        var canonical: String {
            switch self {
            case .selection(let filter, let oncePer): "select \(filter?.canonical ?? "") \(oncePer?.canonical ?? "")"
            case .group(let groupings): "group " + groupings.map(\.canonical).joined(separator: "\n")
            case .value(let expression): "value \(expression.canonical)"
            case .role(let wave, let waves):
                "role \(wave.canonical) \(waves.map(\.debugDescription).joined(separator: " "))"
            }
        }

        /// The bits that it needs whatever the levels are; nil where they decide.
        var fixedWidth: Int? {
            switch self {
            case .selection: 1
            case .role(_, let waves): Int.bitWidth - waves.count.leadingZeroBitCount
            case .group, .value: nil
            }
        }
    }

    /// Where a value is found in the payload.
    struct Field: Sendable {
        var word: Int
        var shift: UInt64
        var mask: UInt64

        @inline(__always)
        func callAsFunction(_ payload: UnsafeMutablePointer<UInt64>) -> Int {
            unsafe Int(truncatingIfNeeded: payload[word] >> shift & mask)
        }
    }

    /// The levels of a field by number, the same for all segments and threads; numbers are given as levels appear, and so depend on
    /// chance, but what is counted by them does not.
    final class Levels: Sendable {
        private let state = Mutex<(numbers: [[Level]: UInt32], all: [[Level]])>(([:], []))
        private let persons = Mutex<[Pseudonym: Int]>([:])
        private let texts = Mutex(TextNumbers())

        /// A number for each text, the same in all segments; apart from those of ``numbers(of:)``.
        func numbers(ofTexts dictionary: [String]) -> [UInt32] {
            texts.withLock { known in dictionary.map { known.number(of: $0) } }
        }

        /// A number for each person, the same in all segments.
        func numbers(ofPersons pseudonyms: [Pseudonym]) -> [Int] {
            persons.withLock { known in
                pseudonyms.map { person in
                    let number = known[person] ?? known.count
                    known[person] = number
                    return number
                }
            }
        }

        func numbers(of levels: [[Level]]) -> [UInt32] {
            state.withLock { state in
                levels.map { level in
                    if let known = state.numbers[level] { return known }
                    let number = UInt32(state.all.count)
                    state.numbers[level] = number
                    state.all.append(level)
                    return number
                }
            }
        }

        var all: [[Level]] { state.withLock { $0.all } }
        var count: Int { state.withLock { $0.all.count } }
    }

    let contents: [Content]
    let levels: [Levels]
    let fields: [Field]
    let words: Int

    /// A payload whose fields have the widths given, in bits.
    init(_ contents: [Content], levels: [Levels], widths: [Int]) {
        self.contents = contents
        self.levels = levels
        var fields = [Field]()
        var word = 0
        var used = 0
        for width in widths {
            if used + width > 64 {
                word += 1
                used = 0
            }
            fields.append(Field(word: word, shift: UInt64(used), mask: (UInt64(1) << UInt64(width)) - 1))
            used += width
        }
        self.fields = fields
        words = contents.isEmpty ? 0 : word + 1
    }

    /// The bits that each field needs for the levels known so far.
    func neededWidths() -> [Int] {
        zip(contents, levels).map { content, levels in
            if let width = content.fixedWidth { return width }
            // One number more, since values count from 1.
            var bits = 1
            while 1 << bits < levels.count + 1 { bits += 1 }
            return bits
        }
    }

    /// Packs the rows of a segment.
    ///
    /// - Returns: The words of each row; nil when a level's number no longer fits its field, and all must begin again with wider fields.
    func packed(_ evaluator: SegmentEvaluator, _ selections: RowSelections) throws -> [UInt64]? {
        let rows = evaluator.rows
        var packed = [UInt64](repeating: 0, count: rows * words)
        for (index, content) in contents.enumerated() {
            let field = fields[index]
            switch content {
            case .selection(let filter, let oncePer):
                guard let chosen = try selections.selection(filter, oncePer, evaluator) else {
                    fill(&packed, field, 1)
                    continue
                }
                let table = (0..<256).map { UInt64($0 == Int(Vector.isTrue) ? 1 : 0) << field.shift }
                put(&packed, field, chosen, table)
            case .group(let groupings):
                let vectors = try groupings.map { try evaluator.levels($0) }
                let groups = GroupVector(vectors, selection: nil, rows: rows)
                let numbers = levels[index].numbers(of: groups.groups)
                guard let table = shifted(numbers, field) else { return nil }
                switch groups.places {
                case nil: fill(&packed, field, UInt64(numbers.first ?? 0))
                case .half(let places): put(&packed, field, places, table)
                case .word(let places): put(&packed, field, places, table)
                }
            case .value(let expression):
                let vector = try evaluator.levels(expression)
                let present = vector.levels.filter { if case .missing = $0 { false } else { true } }
                let numbers = Dictionary(
                    zip(present, levels[index].numbers(of: present.map { [$0] })),
                    uniquingKeysWith: { first, _ in first })
                guard let table = shifted(vector.levels.map { (numbers[$0] ?? .max) &+ 1 }, field) else { return nil }
                switch vector.places {
                case nil: fill(&packed, field, (table.first ?? 0) >> field.shift)
                case .byte(let places): put(&packed, field, places, table)
                case .word(let places): put(&packed, field, places, table)
                }
            case .role(let wave, let waves):
                let vector = try evaluator.levels(wave)
                let table = vector.levels.map { level -> UInt64 in
                    guard case .code(let code) = level, let place = waves.firstIndex(of: code) else { return 0 }
                    return UInt64(place + 1) << field.shift
                }
                switch vector.places {
                case nil: fill(&packed, field, (table.first ?? 0) >> field.shift)
                case .byte(let places): put(&packed, field, places, table)
                case .word(let places): put(&packed, field, places, table)
                }
            }
        }
        return packed
    }

    private func shifted(_ numbers: [UInt32], _ field: Field) -> [UInt64]? {
        if numbers.contains(where: { UInt64($0) > field.mask }) { return nil }
        return numbers.map { UInt64($0) << field.shift }
    }

    private func fill(_ packed: inout [UInt64], _ field: Field, _ value: UInt64) {
        if value == 0 { return }
        let words = words
        unsafe packed.withUnsafeMutableBufferPointer { packed in
            var word = field.word
            while word < packed.count {
                unsafe packed[word] |= value << field.shift
                word &+= words
            }
        }
    }

    private func put<Place: FixedWidthInteger & UnsignedInteger>(
        _ packed: inout [UInt64], _ field: Field, _ places: [Place], _ table: [UInt64]
    ) {
        let words = words
        unsafe packed.withUnsafeMutableBufferPointer { packed in
            unsafe places.withUnsafeBufferPointer { places in
                unsafe table.withUnsafeBufferPointer { table in
                    var target = field.word
                    for row in 0..<places.count {
                        unsafe packed[target] |= table[Int(places[row])]
                        target &+= words
                    }
                }
            }
        }
    }
}
