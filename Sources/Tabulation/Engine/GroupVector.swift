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
        if product < 65535 {
            let halves = Self.combined(varying, selection, beyond: product, rows: rows, as: UInt16.self)
            places = .half(halves)
            groups = (0..<product).map { Self.levels(of: $0, vectors) }
            return
        }
        if product <= 4 * rows, product < 1 << 30 {
            places = .word(Self.combined(varying, selection, beyond: product, rows: rows, as: UInt32.self))
            groups = (0..<product).map { Self.levels(of: $0, vectors) }
            return
        }
        // Too many combinations to have a place each: only those that occur get one.
        var known: [[UInt32]: UInt32] = [:]
        var found = [[Level]]()
        var words = [UInt32]()
        words.reserveCapacity(rows)
        for row in 0..<rows {
            guard selection.map({ $0[row] == Vector.isTrue }) ?? true else {
                words.append(.max)
                continue
            }
            let key = varying.map { $0.place(row) }
            if let group = known[key] {
                words.append(group)
            } else {
                let group = UInt32(found.count)
                known[key] = group
                found.append(vectors.map { $0[row] })
                words.append(group)
            }
        }
        let beyond = UInt32(found.count)
        if selection != nil { for row in 0..<rows where words[row] == .max { words[row] = beyond } }
        places = .word(words)
        groups = found
    }

    private static func combined<Place: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ vectors: [LevelVector], _ selection: [UInt8]?, beyond: Int, rows: Int, as: Place.Type
    ) -> [Place] {
        var result = [Place](repeating: 0, count: rows)
        unsafe result.withUnsafeMutableBufferPointer { result in
            for vector in vectors {
                let width = Place(truncatingIfNeeded: vector.levels.count)
                switch vector.places {
                case nil: break
                case .byte(let places):
                    unsafe places.withUnsafeBufferPointer { places in
                        for row in 0..<rows {
                            unsafe result[row] = result[row] &* width &+ Place(truncatingIfNeeded: places[row])
                        }
                    }
                case .word(let places):
                    unsafe places.withUnsafeBufferPointer { places in
                        for row in 0..<rows {
                            unsafe result[row] = result[row] &* width &+ Place(truncatingIfNeeded: places[row])
                        }
                    }
                }
            }
            guard let selection else { return }
            let outside = Place(truncatingIfNeeded: beyond)
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
