internal import Microdata
internal import Records

/// Whole numbers in the narrowest width so far, widened when one does not fit.
@safe final class NumberStore {
    enum Width: Int, Comparable {
        case one = 1
        case two = 2
        case four = 4
        case eight = 8

        static func < (left: Width, right: Width) -> Bool { left.rawValue < right.rawValue }

        /// The narrowest width that holds a value.
        init(holding value: Int64) {
            if value >= Int64(Int8.leastPresent), value <= Int64(Int8.max) {
                self = .one
            } else if value >= Int64(Int16.leastPresent), value <= Int64(Int16.max) {
                self = .two
            } else if value >= Int64(Int32.leastPresent), value <= Int64(Int32.max) {
                self = .four
            } else {
                self = .eight
            }
        }
    }

    private(set) var width = Width.one
    private var rowRoom = 0
    private let memory = Buffer<Int64>(capacity: 1)

    /// Starts a column of at most `rows` rows; the width stays, as the next segment is most likely like the last.
    func begin(rows: Int) {
        rowRoom = max(1, rows)
        reserve(keeping: 0)
    }

    private func reserve(keeping rows: Int) {
        memory.grow(to: (rowRoom * width.rawValue + 7) / 8 + 1, keeping: (rows * width.rawValue + 7) / 8 + 1)
    }

    /// The values at the present width, which `T` must be of.
    @inline(__always)
    func pointer<T: ColumnInteger>(_ type: T.Type) -> UnsafeMutablePointer<T> {
        unsafe UnsafeMutableRawPointer(memory.start).assumingMemoryBound(to: T.self)
    }

    /// Makes room for a value after `rows` rows that does not fit.
    func widen(for value: Int64, rows: Int) {
        let next = max(width, Width(holding: value))
        guard next > width else { return }
        let old = width
        width = next
        memory.grow(to: (rowRoom * width.rawValue + 7) / 8 + 1, keeping: (rows * old.rawValue + 7) / 8 + 1)
        switch (old, next) {
        case (.one, .two): spread(Int8.self, Int16.self, rows)
        case (.one, .four): spread(Int8.self, Int32.self, rows)
        case (.one, _): spread(Int8.self, Int64.self, rows)
        case (.two, .four): spread(Int16.self, Int32.self, rows)
        case (.two, _): spread(Int16.self, Int64.self, rows)
        default: spread(Int32.self, Int64.self, rows)
        }
    }

    private func spread<From: ColumnInteger, To: ColumnInteger>(_: From.Type, _: To.Type, _ rows: Int) {
        let from = unsafe pointer(From.self)
        let to = unsafe pointer(To.self)
        var row = rows - 1  // backwards: the wider values lie over the narrower ones
        while row >= 0 {
            unsafe to[row] = converted(from[row])
            row -= 1
        }
    }

    /// The value, or the reason that it stands for, in another width.
    @inline(__always)
    private func converted<From: ColumnInteger, To: ColumnInteger>(_ value: From) -> To {
        value < From.leastPresent ? .min &+ To(truncatingIfNeeded: value &- .min) : To(truncatingIfNeeded: value)
    }

    /// Sets rows from `row` on to values, of which those below `Int64.leastPresent` are missing.
    func set(_ values: UnsafePointer<Int64>, count: Int, at row: Int) {
        var least: Int64 = 0
        var greatest: Int64 = 0
        for place in 0..<count {
            let value = unsafe values[place]
            let present = value < Int64.leastPresent ? 0 : value
            least = min(least, present)
            greatest = max(greatest, present)
        }
        widen(for: least, rows: row)
        widen(for: greatest, rows: row)
        switch width {
        case .one: unsafe copy(Int8.self, values, count, row)
        case .two: unsafe copy(Int16.self, values, count, row)
        case .four: unsafe copy(Int32.self, values, count, row)
        case .eight: unsafe copy(Int64.self, values, count, row)
        }
    }

    private func copy<T: ColumnInteger>(_: T.Type, _ values: UnsafePointer<Int64>, _ count: Int, _ row: Int) {
        let to = unsafe pointer(T.self) + row
        for place in 0..<count { unsafe to[place] = converted(values[place]) }
    }

    /// Leaves only the rows at the offsets `kept` after `row`.
    func keep(_ kept: [Int], from row: Int) {
        func move<T: ColumnInteger>(_: T.Type) {
            let values = unsafe pointer(T.self) + row
            for (place, offset) in kept.enumerated() { unsafe values[place] = values[offset] }
        }
        switch width {
        case .one: move(Int8.self)
        case .two: move(Int16.self)
        case .four: move(Int32.self)
        case .eight: move(Int64.self)
        }
    }

    /// The values in the narrowest width that holds all of them.
    func values(rows: Int) -> IntegerValues {
        func bounds<T: ColumnInteger>(_: T.Type) -> (Int64, Int64) {
            let values = unsafe pointer(T.self)
            var least: T = 0
            var greatest: T = 0
            for row in 0..<rows {
                let value = unsafe values[row]
                let present = value < T.leastPresent ? 0 : value
                least = min(least, present)
                greatest = max(greatest, present)
            }
            return (Int64(least), Int64(greatest))
        }
        func array<T: ColumnInteger>(_: T.Type) -> [T] {
            switch width {
            case .one: narrowed(Int8.self, rows)
            case .two: narrowed(Int16.self, rows)
            case .four: narrowed(Int32.self, rows)
            case .eight: narrowed(Int64.self, rows)
            }
        }
        let (least, greatest) =
            switch width {
            case .one: (Int64(0), Int64(0))
            case .two: bounds(Int16.self)
            case .four: bounds(Int32.self)
            case .eight: bounds(Int64.self)
            }
        switch max(Width(holding: least), Width(holding: greatest)) {
        case .one: return .int8(array(Int8.self))
        case .two: return .int16(array(Int16.self))
        case .four: return .int32(array(Int32.self))
        case .eight: return .int64(array(Int64.self))
        }
    }

    private func narrowed<From: ColumnInteger, To: ColumnInteger>(_: From.Type, _ rows: Int) -> [To] {
        unsafe Array(unsafeUninitializedCapacity: rows) { output, count in
            let from = unsafe pointer(From.self)
            for row in 0..<rows { unsafe output.initializeElement(at: row, to: converted(from[row])) }
            count = rows
        }
    }

    /// Adds the values to the hashes of keys.
    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        func add<T: ColumnInteger>(_: T.Type) {
            let values = unsafe pointer(T.self)
            for row in 0..<rows {
                let value = unsafe values[row]
                unsafe hashes[row] =
                    value < T.leastPresent || hashes[row] == 0
                    ? 0 : mixed(hashes[row], UInt64(bitPattern: Int64(value)))
            }
        }
        switch width {
        case .one: add(Int8.self)
        case .two: add(Int16.self)
        case .four: add(Int32.self)
        case .eight: add(Int64.self)
        }
    }
}
