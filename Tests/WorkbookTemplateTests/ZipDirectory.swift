/// The directory of a zip archive, read by the format's description (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16) and not by libzip,
/// which made the archive.
struct ZipDirectory {
    struct Entry: Equatable {
        let name: String
        let method: Int
        /// MS-DOS date and time.
        let stamp: Int
        let checksum: Int
        let unpackedSize: Int
        let attributes: Int
        /// The bytes as they are packed.
        let packed: [UInt8]
    }

    /// In the order of the directory.
    private(set) var entries: [Entry] = []

    init(_ bytes: [UInt8]) {
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
        }
        guard
            let end = stride(from: bytes.count - 22, through: 0, by: -1).first(where: { number($0, 4) == 0x0605_4B50 })
        else { return }
        var place = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) where number(place, 4) == 0x0201_4B50 {
            let name = number(place + 28, 2)
            let local = number(place + 42, 4)
            let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            entries.append(
                Entry(
                    name: String(decoding: bytes[(place + 46)..<(place + 46 + name)], as: UTF8.self),
                    method: number(place + 10, 2), stamp: number(place + 12, 4), checksum: number(place + 16, 4),
                    unpackedSize: number(place + 24, 4), attributes: number(place + 38, 4),
                    packed: Array(bytes[start..<(start + number(place + 20, 4))])))
            place += 46 + name + number(place + 30, 2) + number(place + 32, 2)
        }
    }
}
