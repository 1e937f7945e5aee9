import Glibc

/// A finished workbook as a ZIP package, of which one part is replaced.
///
/// The file ends with the parts that the library writes last, of which the core properties are one; only they and the
/// directory are written again. A file whose directory cannot be followed was not written whole, and is refused.
///
/// - SeeAlso: PKWARE, APPNOTE.TXT 6.3.10, 4.3 (the layout of a ZIP file).
enum WorkbookPackage {
    private static let part = "docProps/core.xml"

    static func replaceProperties(of path: String, with text: String) throws(ExcelReportError) {
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .notSaved(path: path, reason: SystemReason.text(errno)) }
        var isOpen = true
        defer { if isOpen { close(descriptor) } }
        let bytes = try contents(of: descriptor, path: path)
        guard let edit = ZipEdit(bytes, replacing: part, with: Array(text.utf8)) else {
            throw .notSaved(path: path, reason: "what was written is not a whole workbook")
        }
        try write(edit.tail, at: edit.offset, to: descriptor, path: path)
        guard ftruncate(descriptor, off_t(edit.offset + edit.tail.count)) == 0 else {
            throw .notSaved(path: path, reason: SystemReason.text(errno))
        }
        isOpen = false
        guard close(descriptor) == 0 else { throw .notSaved(path: path, reason: SystemReason.text(errno)) }
    }

    private static func contents(of descriptor: Int32, path: String) throws(ExcelReportError) -> [UInt8] {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else { throw .notSaved(path: path, reason: SystemReason.text(errno)) }
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            while count < Int(size) {
                let got = unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: count), Int(size) - count, off_t(count))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = got < 0 ? errno : EIO
                    break
                }
                count += got
            }
        }
        guard failure == 0 else { throw .notSaved(path: path, reason: SystemReason.text(failure)) }
        return bytes
    }

    private static func write(
        _ bytes: [UInt8], at offset: Int, to descriptor: Int32, path: String
    ) throws(ExcelReportError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written,
                    off_t(offset + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .notSaved(path: path, reason: SystemReason.text(count < 0 ? errno : ENOSPC)) }
            written += count
        }
    }
}

/// A ZIP file from one of its entries on, with that entry's content replaced by plain bytes.
struct ZipEdit {
    /// Where the entry starts; everything before stays.
    let offset: Int
    /// The bytes from there to the end of the file.
    let tail: [UInt8]

    /// Nil when the bytes are no ZIP file of the plain kind that the workbook library writes, or lack the entry.
    init?(_ bytes: [UInt8], replacing name: String, with content: [UInt8]) {
        guard let end = Self.endRecord(bytes), let count = bytes.number(end + 10, 2),
            let directory = bytes.number(end + 16, 4), directory <= end
        else { return nil }
        var entries: [(header: Range<Int>, offset: Int, isPart: Bool)] = []
        var position = directory
        for _ in 0..<count {
            guard bytes.number(position, 4) == 0x0201_4B50, let nameLength = bytes.number(position + 28, 2),
                let extra = bytes.number(position + 30, 2), let comment = bytes.number(position + 32, 2),
                let offset = bytes.number(position + 42, 4), position + 46 + nameLength + extra + comment <= end
            else { return nil }
            let next = position + 46 + nameLength + extra + comment
            let isPart = bytes[(position + 46)..<(position + 46 + nameLength)].elementsEqual(name.utf8)
            entries.append((position..<next, offset, isPart))
            position = next
        }
        guard let part = entries.first(where: \.isPart) else { return nil }
        let start = part.offset
        let after = entries.map(\.offset).filter { $0 > start }.min() ?? directory
        guard bytes.number(start, 4) == 0x0403_4B50, let nameLength = bytes.number(start + 26, 2),
            let extra = bytes.number(start + 28, 2), start + 30 + nameLength + extra <= after, after <= directory
        else { return nil }
        // The entry is stored as it is: it is shorter than a disk block, and needs no compression.
        let checksum = Self.checksum(content)
        var tail = Array(bytes[start..<(start + 30 + nameLength)])
        tail.set(0, at: 6, 2)
        tail.set(0, at: 8, 2)
        tail.set(checksum, at: 14, 4)
        tail.set(content.count, at: 18, 4)
        tail.set(content.count, at: 22, 4)
        tail.set(0, at: 28, 2)
        tail += content
        let shift = tail.count - (after - start)
        tail += bytes[after..<directory]
        let newDirectory = start + tail.count
        for entry in entries {
            var header = Array(bytes[entry.header])
            if entry.offset > start { header.set(entry.offset + shift, at: 42, 4) }
            if entry.isPart {
                header.set(0, at: 8, 2)
                header.set(0, at: 10, 2)
                header.set(checksum, at: 16, 4)
                header.set(content.count, at: 20, 4)
                header.set(content.count, at: 24, 4)
            }
            tail += header
        }
        var record = Array(bytes[end...])
        record.set(newDirectory, at: 16, 4)
        tail += record
        self.tail = tail
        offset = start
    }

    /// The record that ends a ZIP file; the library writes no comment after it.
    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        let start = bytes.count - 22
        return bytes.number(start, 4) == 0x0605_4B50 ? start : nil
    }

    /// The cyclic redundancy check of ZIP, CRC-32 with the reversed polynomial EDB88320.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return Int(~value)
    }
}

extension [UInt8] {
    /// A little-endian number; nil outside the bytes.
    fileprivate func number(_ start: Int, _ size: Int) -> Int? {
        guard start >= 0, start <= count - size else { return nil }
        return (0..<size).reduce(0) { $0 | Int(self[start + $1]) << (8 * $1) }
    }

    fileprivate mutating func set(_ value: Int, at start: Int, _ size: Int) {
        for index in 0..<size { self[start + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }
}
