internal import Records

/// The group of each row of a segment: a place in a short list of combinations of levels.
///
/// Rows that the filter leaves out have the group ``count``, one beyond the last, so that counting needs no branch.
struct GroupVector {
    /// A group for each row; nil when all rows are in the first and only one.
    let places: Places?
    /// The levels of each group, one for each grouping.
    let groups: [[Level]]

    /// Groups in the narrower form that holds them and the one beyond.
    enum Places {
        case half([UInt16])
        case word([UInt32])
    }

    /// How many groups there are.
    var count: Int { groups.count }

    /// Rows that are left out have a group beyond the last; without a filter there are none.
    init(_ vectors: [LevelVector], selection: [UInt8]?, rows: Int) {
        let varying = vectors.filter { $0.places != nil }
        let product = varying.reduce(1) { product, vector in
            product > 1 << 40 ? product : product * max(1, vector.levels.count)
        }
        guard varying.count == vectors.count || vectors.allSatisfy({ !$0.levels.isEmpty }), rows > 0 else {
            (places, groups) = (nil, [])
            return
        }
        if varying.isEmpty {
            groups = [vectors.map { $0.levels[0] }]
            places = selection.map { selection in
                .half(selection.map { $0 == Vector.isTrue ? 0 : 1 })
            }
            return
        }
        if product <= 1024 {
            places = .half(Self.combined(varying, selection, beyond: product, rows: rows))
            groups = (0..<product).map { Self.levels(of: $0, vectors) }
            return
        }
        let (words, found) = Self.occurring(varying, rows: rows)
        groups = found.map { combination in
            var next = combination.makeIterator()
            return vectors.map { $0.places == nil ? $0.levels[0] : $0.levels[Int(next.next() ?? 0)] }
        }
        let beyond = UInt32(found.count)
        var chosen = words
        if let selection { for row in 0..<rows where selection[row] != Vector.isTrue { chosen[row] = beyond } }
        places = beyond < 65535 ? .half(chosen.map { UInt16(truncatingIfNeeded: $0) }) : .word(chosen)
    }

    /// The combinations that occur, found one grouping after the other, so that there are never more than rows.
    private static func occurring(_ vectors: [LevelVector], rows: Int) -> (places: [UInt32], found: [[UInt32]]) {
        var places = [UInt32](repeating: 0, count: rows)
        var found: [[UInt32]] = [[]]
        for vector in vectors {
            let width = vector.levels.count
            var next = [[UInt32]]()
            func number(_ group: UInt32, _ level: UInt32) -> UInt32 {
                next.append(found[Int(group)] + [level])
                return UInt32(next.count - 1)
            }
            if found.count * width <= max(1 << 16, rows * 4) {
                var table = [UInt32](repeating: .max, count: found.count * width)
                for row in 0..<rows {
                    let level = vector.place(row)
                    let cell = Int(places[row]) * width + Int(level)
                    if table[cell] == .max { table[cell] = number(places[row], level) }
                    places[row] = table[cell]
                }
            } else {
                var known: [UInt64: UInt32] = [:]
                for row in 0..<rows {
                    let level = vector.place(row)
                    let cell = UInt64(places[row]) << 32 | UInt64(level)
                    let place = known[cell] ?? number(places[row], level)
                    known[cell] = place
                    places[row] = place
                }
            }
            found = next
        }
        return (places, found)
    }

    /// The combination of each row, counted like digits.
    private static func combined(
        _ vectors: [LevelVector], _ selection: [UInt8]?, beyond: Int, rows: Int
    ) -> [UInt16] {
        var result = [UInt16](repeating: 0, count: rows)
        unsafe result.withUnsafeMutableBufferPointer { result in
            for vector in vectors {
                let width = UInt16(truncatingIfNeeded: vector.levels.count)
                switch vector.places {
                case nil: break
                case .byte(let places):
                    unsafe places.withUnsafeBufferPointer { places in
                        for row in 0..<rows {
                            unsafe result[row] = result[row] &* width &+ UInt16(truncatingIfNeeded: places[row])
                        }
                    }
                case .word(let places):
                    unsafe places.withUnsafeBufferPointer { places in
                        for row in 0..<rows {
                            unsafe result[row] = result[row] &* width &+ UInt16(truncatingIfNeeded: places[row])
                        }
                    }
                }
            }
            guard let selection else { return }
            let outside = UInt16(truncatingIfNeeded: beyond)
            unsafe selection.withUnsafeBufferPointer { selection in
                for row in 0..<rows { unsafe result[row] = selection[row] == Vector.isTrue ? result[row] : outside }
            }
        }
        return result
    }

    /// The levels of a combination by its place.
    private static func levels(of place: Int, _ vectors: [LevelVector]) -> [Level] {
        var rest = place
        var levels = [Level]()
        for vector in vectors.reversed() {
            guard vector.places != nil else {
                levels.append(vector.levels[0])
                continue
            }
            levels.append(vector.levels[rest % vector.levels.count])
            rest /= vector.levels.count
        }
        return levels.reversed()
    }
}

extension LevelVector {
    /// The place of a row's level.
    func place(_ row: Int) -> UInt32 {
        switch places {
        case nil: 0
        case .byte(let places): UInt32(places[row])
        case .word(let places): places[row]
        }
    }
}
