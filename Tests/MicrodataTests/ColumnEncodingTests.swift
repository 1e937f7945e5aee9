import Microdata
import Records
import Testing

/// Every kind of column comes back from the store exactly as it was put in.
@Suite struct ColumnEncodingTests {
    @Test(arguments: UInt64(0)..<60)
    func randomColumnsComeBackAsTheyWere(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = [0, 1, 2, 3, 7, 8, 9, 100, 1000][Int(seed % 9)]
        let segment = Segment(
            table: "t", firstRow: 0, rowCount: rows, columns: randomColumns(rows: rows, using: &generator))
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            try store.run { try $0.addSource(sourceDescription(table: "t"), [segment]) }
            let stored = try #require(try store.segments(of: "t").first)
            for column in segment.columns {
                #expect(try store.column(column.name, of: stored) == column.column, "\(column.name)")
            }
            #expect(try store.columns(of: stored).map(\.type) == segment.columns.map(\.type))
            #expect(try store.column("none", of: stored) == nil)
        }
    }

    @Test func fiveAnswersTakeFourBits() throws {
        // 1–5 and not answered: six values, so four bits; 1000 rows are 500 bytes and a header of 32.
        let scores = (0..<1000).map { Int8($0 % 5 + 1) }.enumerated().map { $0 % 25 == 0 ? .missing(.notAnswered) : $1 }
        let encoded = try EncodedSegment(smallSegment(scores: scores))
        #expect(encoded.columns[1].byteCount == 532)
        // Line numbers rise by one: their differences are all equal and take no bits at all.
        #expect(encoded.columns[0].byteCount == 32)
    }

    @Test func equalRowsHaveEqualHashes() throws {
        let one = try EncodedSegment(smallSegment(scores: [1, 2, 3]))
        #expect(try EncodedSegment(smallSegment(scores: [1, 2, 3])).hash == one.hash)
        #expect(try EncodedSegment(smallSegment(scores: [1, 2, 4])).hash != one.hash)
    }

    @Test func extentsTellWhatAColumnReaches() throws {
        let segment = smallSegment(scores: [3, -2, .missing(.refused), 5])
        let extent = try EncodedSegment(segment).columns[1].extent
        #expect(extent == ColumnExtent(minimum: -2, maximum: 5, missingReasons: 0b100))
    }

    @Test func unequalLengthsAreRefused() {
        let segment = Segment(
            table: "t", firstRow: 0, rowCount: 2, columns: [NamedColumn(name: "d", type: .day, column: .days([1]))])
        let error = explanation { _ = try EncodedSegment(segment) }
        #expect(error?.code == "microdata.segment-not-encoded")
    }

    private func randomColumns(rows: Int, using generator: inout SeededGenerator) -> [NamedColumn] {
        func numbers<Number: ColumnInteger>(_ type: Number.Type, _ span: Int, missing: Bool) -> [Number] {
            (0..<rows).map { _ in
                if missing, Int.random(in: 0..<5, using: &generator) == 0 {
                    return .missing(MissingReason.allCases.randomElement(using: &generator) ?? .notAsked)
                }
                let wide = Int64.random(in: -Int64(span)...Int64(span), using: &generator)
                return max(.leastPresent, Number(clamping: wide))
            }
        }
        let missing = Bool.random(using: &generator)
        let span = [0, 1, 3, 100, 40000, 3_000_000_000].randomElement(using: &generator) ?? 1
        let dictionary = (0..<Int.random(in: 0...250, using: &generator)).map { "k\($0)-ä" }
        let codes = (0..<rows).map { _ -> UInt8 in
            if dictionary.isEmpty || (missing && Int.random(in: 0..<4, using: &generator) == 0) {
                return Column.firstMissingCode + UInt8.random(in: 0..<6, using: &generator)
            }
            return UInt8.random(in: 0..<UInt8(dictionary.count), using: &generator)
        }
        let keys = codes.map { $0 >= 250 ? UInt32.max - UInt32($0 - 250) : UInt32($0) }
        let persons = (0..<rows).map { _ in
            Pseudonym(high: generator.next() % 3, low: generator.next())
        }
        let texts = (0..<rows).map { _ in
            String(repeating: "x", count: Int.random(in: 0...(missing ? 300 : 3), using: &generator))
        }
        var rising: [Int64] = []
        var last = Int64(1_699_000_000)
        for _ in 0..<rows {
            last += Int64.random(in: -2...60, using: &generator)
            rising.append(last)
        }
        var offsets: [UInt32] = [0]
        for text in texts { offsets.append((offsets.last ?? 0) + UInt32(text.utf8.count)) }
        return [
            NamedColumn(name: "codes", type: .code, column: .codes(codes, dictionary: dictionary)),
            NamedColumn(name: "keys", type: .identifier, column: .keys(keys, dictionary: dictionary)),
            NamedColumn(
                name: "i8", type: .integer,
                column: .integers(.int8(numbers(Int8.self, min(span, 1000), missing: missing)), places: 0)),
            NamedColumn(
                name: "i16", type: .decimal(places: 2),
                column: .integers(.int16(numbers(Int16.self, span, missing: missing)), places: 2)),
            NamedColumn(
                name: "i32", type: .integer,
                column: .integers(.int32(numbers(Int32.self, span, missing: missing)), places: 0)),
            NamedColumn(
                name: "i64", type: .decimal(places: 6),
                column: .integers(.int64(numbers(Int64.self, .max, missing: missing)), places: 6)),
            NamedColumn(name: "days", type: .day, column: .days(numbers(Int32.self, span, missing: missing))),
            NamedColumn(name: "rising", type: .moment, column: .moments(rising)),
            NamedColumn(name: "persons", type: .person, column: .persons(persons)),
            NamedColumn(
                name: "texts", type: .text, column: .texts(bytes: texts.flatMap { Array($0.utf8) }, offsets: offsets)),
        ]
    }
}
