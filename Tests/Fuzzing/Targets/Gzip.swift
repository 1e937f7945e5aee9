import Foundation

extension FuzzTarget {
    /// Compressed text: half of the cases are damaged after packing, half before, so that their checksums are right.
    static let gzip = FuzzTarget(
        "gzip", tokens: textTokens,
        seeds: { try textSeeds + files(in: fuzzFolder.appendingPathComponent("Seeds/gzip")).map(\.bytes) },
        generate: { seeds, mutator in
            let seed = mutator.pick(seeds)
            let isPacked = seed.starts(with: [0x1F, 0x8B])
            guard !isPacked, mutator.below(2) == 0 else {
                return mutator.changed(isPacked ? seed : GzipFile.stored(seed))
            }
            let text = mutator.changed(seed)
            let cut = mutator.below(text.count + 1)
            switch mutator.below(4) {
            case 0: return GzipFile.stored(Array(text[..<cut])) + GzipFile.stored(Array(text[cut...]))
            case 1: return GzipFile.stored(text) + [UInt8](repeating: 0, count: mutator.below(600))
            default: return GzipFile.stored(text)
            }
        },
        check: { bytes, workspace in
            // Deflate gives at most 1032 bytes for one.
            try ReaderCheck.run(bytes, name: "case.csv.gz", workspace, unpackedBytes: bytes.count * 1032)
        })
}

/// Files packed without compression, with the right checksums.
enum GzipFile {
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        var place = 0
        repeat {
            let count = min(65_535, bytes.count - place)
            file.append(place + count == bytes.count ? 1 : 0)
            file += littleEndian(UInt64(count), 2) + littleEndian(UInt64(~UInt16(count)), 2)
            file += bytes[place..<(place + count)]
            place += count
        } while place < bytes.count
        return file + littleEndian(UInt64(crc32(bytes)), 4) + littleEndian(UInt64(bytes.count), 4)
    }
}

/// A number as its lowest bytes, the lowest first.
func littleEndian(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

private let crcTable: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
}

/// The checksum of gzip and zip.
func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crcTable[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
}
