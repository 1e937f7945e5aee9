internal import Records

/// A compact form for keeping tables: whole numbers in as few bytes as they need, texts once.
extension CrossTabulation {
    var encoded: [UInt8] {
        var writer = Writer()
        writer.write(axes)
        writer.write(fields)
        writer.write(places)
        writer.write(cells.count)
        for cell in cells {
            for level in cell.levels { writer.write(level) }
            for level in cell.fields { writer.write(level) }
            writer.write(cell.aggregate.count)
            writer.write(wide: cell.aggregate.sum)
            writer.write(wide: cell.aggregate.sumOfSquares)
            for bound in [cell.aggregate.minimum, cell.aggregate.maximum] {
                writer.write(bound == nil ? 0 : 1)
                if let bound { writer.write(bound) }
            }
        }
        if let tuples { writer.write(tuples) }
        return writer.bytes
    }

    /// The table of encoded bytes; nil when they are not those of a table.
    init?(encoded bytes: [UInt8]) {
        var reader = Reader(bytes)
        guard let axes = reader.axes(), let fields = reader.axes(), let places = reader.int(),
            let count = reader.int(), count >= 0, count <= bytes.count
        else { return nil }
        var cells = [TabulatedCell]()
        cells.reserveCapacity(count)
        for _ in 0..<count {
            var levels = [Level]()
            for _ in axes.indices {
                guard let level = reader.level() else { return nil }
                levels.append(level)
            }
            var values = [Level]()
            for _ in fields.indices {
                guard let level = reader.level() else { return nil }
                values.append(level)
            }
            guard let n = reader.int(), let sum = reader.wide(), let squares = reader.wide() else { return nil }
            var bounds = [Int?]()
            for _ in 0..<2 {
                guard let isThere = reader.int() else { return nil }
                if isThere == 0 {
                    bounds.append(nil)
                } else {
                    guard let bound = reader.int() else { return nil }
                    bounds.append(bound)
                }
            }
            cells.append(
                TabulatedCell(
                    levels: levels,
                    aggregate: Aggregate(
                        count: n, sum: sum, sumOfSquares: squares, minimum: bounds[0], maximum: bounds[1]),
                    fields: values))
        }
        var tuples: TupleTable?
        if !reader.isAtEnd {
            guard let found = reader.tuples(axes) else { return nil }
            tuples = found
        }
        guard reader.isAtEnd else { return nil }
        self.init(axes: axes, fields: fields, places: places, cells: cells, tuples: tuples)
    }

    private struct Writer {
        var bytes = [UInt8]()
        private var texts: [String: Int] = [:]

        /// A sign-folded number, seven bits a byte.
        mutating func write(wide number: Int128) {
            var rest = UInt128(bitPattern: number << 1 ^ number >> 127)
            while rest >= 128 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }

        mutating func write(_ number: Int) { write(wide: Int128(number)) }

        /// A text's number, and after a number for the first time the text.
        mutating func write(_ text: String) {
            if let known = texts[text] {
                write(known)
                return
            }
            write(texts.count)
            texts[text] = texts.count
            let utf8 = Array(text.utf8)
            write(utf8.count)
            bytes += utf8
        }

        mutating func write(_ level: Level) {
            switch level {
            case .number(let number):
                write(0)
                write(number)
            case .code(let code):
                write(1)
                write(code)
            case .missing(let reason):
                write(2)
                write(Int(reason.rawValue))
            }
        }

        mutating func write(_ numbers: [UInt32]) {
            write(numbers.count)
            for number in numbers { write(Int(number)) }
        }

        mutating func write(_ tuples: TupleTable) {
            for column in tuples.columns {
                write(column.levels.count)
                for level in column.levels { write(level) }
                write(column.places)
            }
            write(tuples.counts)
            write(tuples.persons == nil ? 0 : 1)
            write(tuples.persons ?? [])
            write(tuples.personCount)
            write(tuples.incomplete)
        }

        mutating func write(_ axes: [Axis]) {
            write(axes.count)
            for axis in axes {
                write(axis.name)
                write(axis.places)
                var places = 0
                if case .decimal(let declared) = axis.type { places = declared }
                write(axis.type.name)
                write(places)
            }
        }
    }

    private struct Reader {
        private let bytes: [UInt8]
        private var at = 0
        private var texts = [String]()

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { at == bytes.count }

        mutating func wide() -> Int128? {
            var folded: UInt128 = 0
            var shift: UInt128 = 0
            while at < bytes.count, shift < 128 {
                let byte = bytes[at]
                at += 1
                folded |= UInt128(byte & 127) << shift
                if byte < 128 { return Int128(bitPattern: folded >> 1) ^ -Int128(bitPattern: folded & 1) }
                shift += 7
            }
            return nil
        }

        mutating func int() -> Int? { wide().flatMap { Int(exactly: $0) } }

        mutating func text() -> String? {
            guard let number = int(), number >= 0, number <= texts.count else { return nil }
            if number < texts.count { return texts[number] }
            guard let count = int(), count >= 0, count <= bytes.count - at else { return nil }
            let text = String(decoding: bytes[at..<at + count], as: UTF8.self)
            at += count
            texts.append(text)
            return text
        }

        mutating func level() -> Level? {
            switch int() {
            case 0: return int().map { .number($0) }
            case 1: return text().map { .code($0) }
            case 2:
                guard let raw = int(), let byte = UInt8(exactly: raw), let reason = MissingReason(rawValue: byte) else {
                    return nil
                }
                return .missing(reason)
            default: return nil
            }
        }

        private mutating func numbers(below limit: Int) -> [UInt32]? {
            guard let count = int(), count >= 0, count <= bytes.count - at else { return nil }
            var numbers = [UInt32]()
            numbers.reserveCapacity(count)
            for _ in 0..<count {
                guard let number = int(), number >= 0, number < limit else { return nil }
                numbers.append(UInt32(truncatingIfNeeded: number))
            }
            return numbers
        }

        mutating func tuples(_ axes: [Axis]) -> TupleTable? {
            var columns = [TupleTable.Column]()
            for axis in axes {
                guard let count = int(), count >= 0, count <= bytes.count - at else { return nil }
                var levels = [Level]()
                for _ in 0..<count {
                    guard let level = level() else { return nil }
                    levels.append(level)
                }
                guard let places = numbers(below: count) else { return nil }
                columns.append(TupleTable.Column(axis: axis, levels: levels, places: places))
            }
            let limit = Int(UInt32.max) + 1
            guard let counts = numbers(below: limit), let hasPersons = int(), let persons = numbers(below: limit),
                let personCount = int(), let incomplete = int(), personCount >= 0, incomplete >= 0,
                columns.allSatisfy({ $0.places.count == counts.count }),
                hasPersons == 0 ? persons.isEmpty : persons.count == counts.count,
                persons.allSatisfy({ $0 < personCount })
            else { return nil }
            return TupleTable(
                columns: columns, persons: hasPersons == 0 ? nil : persons, personCount: personCount, counts: counts,
                incomplete: incomplete)
        }

        mutating func axes() -> [Axis]? {
            guard let count = int(), count >= 0, count <= bytes.count else { return nil }
            var axes = [Axis]()
            for _ in 0..<count {
                guard let name = text(), let places = int(), let typeName = text(), let typePlaces = int(),
                    let type = FieldType(name: typeName, places: typePlaces)
                else { return nil }
                axes.append(Axis(name: name, places: places, type: type))
            }
            return axes
        }
    }
}

extension FieldType {
    fileprivate init?(name: String, places: Int) {
        let all: [FieldType] = [
            .person, .identifier, .code, .day, .moment, .integer, .decimal(places: places), .boolean, .title, .text,
            .quotation, .textLength, .headcount,
        ]
        guard let type = all.first(where: { $0.name == name }) else { return nil }
        self = type
    }
}
