/// Walks through the records before the cases of an SPSS file, for those that ReadStat does not hand over.
///
/// The file has been read by ReadStat before, so that whatever does not fit here ends the walk and is no error.
///
/// - SeeAlso: GNU PSPP Developers' Guide, "System File Format".
struct SPSSHeader {
    private let file: SourceFile
    private var place = 176
    private let isBigEndian: Bool

    /// The largest record that is looked into, and the most records.
    private static let recordBytes = 1 << 20
    private static let records = 1 << 20

    init(_ file: SourceFile) throws(IngestError) {
        self.file = file
        // The layout code, at byte 64, is 2 or 3 in the file's own byte order.
        let start = try file.start(72)
        isBigEndian = start.count == 72 && start[64] == 0 && start[67] != 0
    }

    /// The texts of the records with multiple-response sets, and the long names of variables by their short ones, in small letters.
    mutating func choiceRecords() throws(IngestError) -> (sets: [[UInt8]], longNames: [String: String]) {
        var sets: [[UInt8]] = []
        var longNames: [String: String] = [:]
        for _ in 0..<Self.records {
            guard let kind = try integer() else { break }
            switch kind {
            case 2: guard try skipVariable() else { return (sets, longNames) }
            case 3: guard try skipLabels() else { return (sets, longNames) }
            case 4:
                guard let count = try integer(), count >= 0 else { return (sets, longNames) }
                place += 4 * count
            case 6:
                guard let lines = try integer(), lines >= 0 else { return (sets, longNames) }
                place += 80 * lines
            case 7:
                guard let subtype = try integer(), let size = try integer(), let count = try integer(), size >= 0,
                    count >= 0
                else { return (sets, longNames) }
                // Both have 31 bits.
                let length = size * count
                if [7, 13, 19].contains(subtype), length <= Self.recordBytes {
                    let bytes = try self.bytes(length)
                    if subtype == 13 { Self.addNames(bytes, to: &longNames) } else { sets.append(bytes) }
                } else {
                    place += length
                }
            default: return (sets, longNames)
            }
        }
        return (sets, longNames)
    }

    /// Pairs such as `SHORT=LongName`, with tabs between.
    private static func addNames(_ bytes: [UInt8], to names: inout [String: String]) {
        for pair in bytes.split(separator: 0x09) {
            guard let mark = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let short = String(decoding: pair[..<mark], as: UTF8.self).lowercased()
            names[short] = String(decoding: pair[(mark + 1)...].prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    private mutating func skipVariable() throws(IngestError) -> Bool {
        guard try integer() != nil, let hasLabel = try integer(), let missing = try integer(), abs(missing) <= 3 else {
            return false
        }
        place += 16
        if hasLabel != 0 {
            guard let length = try integer(), length >= 0 else { return false }
            place += (length + 3) / 4 * 4
        }
        place += 8 * abs(missing)
        return true
    }

    private mutating func skipLabels() throws(IngestError) -> Bool {
        guard let count = try integer(), count >= 0, count <= Self.records else { return false }
        for _ in 0..<count {
            place += 8
            guard let length = try bytes(1).first else { return false }
            // With the byte of the length, a multiple of eight.
            place += (Int(length) + 8) / 8 * 8 - 1
        }
        return true
    }

    private mutating func integer() throws(IngestError) -> Int? {
        let bytes = try bytes(4)
        guard bytes.count == 4 else { return nil }
        let ordered = isBigEndian ? bytes : bytes.reversed()
        return Int(Int32(bitPattern: ordered.reduce(0) { $0 << 8 | UInt32($1) }))
    }

    /// The next bytes; fewer at the end of the file.
    private mutating func bytes(_ count: Int) throws(IngestError) -> [UInt8] {
        guard count > 0, place < file.size else { return [] }
        let buffer = Buffer<UInt8>(capacity: count)
        let got = try unsafe file.readFile(at: place, count: count, into: buffer.start)
        place += got
        return buffer.array(count: got)
    }
}
