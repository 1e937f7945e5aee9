/// The text of a cell, put together from its paragraphs as they are shown: blanks in the file are one blank each time, and none at the
/// start of a paragraph; what is meant as more blanks, a tab or a line break stands as an element.
///
/// A blank at the end of a paragraph stays, though the standard lets it go: LibreOffice writes it and reads it back.
///
/// - SeeAlso: OpenDocument 1.3 part 3, 6.1.2 (white space characters).
struct ODSText: ~Copyable {
    private(set) var buffer = TextBuffer(capacity: 4096)
    private var paragraphs = 0
    private var isBegun = false
    private var hasBlank = false

    mutating func removeAll() {
        buffer.removeAll()
        paragraphs = 0
    }

    /// Starts a paragraph, on a line of its own.
    mutating func beginParagraph() {
        if paragraphs > 0 { add(UInt8(ascii: "\n"), count: 1) }
        paragraphs += 1
        isBegun = false
        hasBlank = false
    }

    mutating func endParagraph() { flushBlank() }

    /// Adds characters of the file.
    mutating func append(_ bytes: UnsafePointer<CChar>, count: Int) {
        var index = 0
        while index < count {
            let start = index
            while index < count, unsafe !Self.isBlank(bytes[index]) { index += 1 }
            if index > start {
                flushBlank()
                unsafe buffer.append(bytes + start, count: index - start)
                isBegun = true
            }
            while index < count, unsafe Self.isBlank(bytes[index]) {
                hasBlank = isBegun
                index += 1
            }
        }
    }

    /// Adds a character that an element stands for, so many times.
    mutating func append(_ character: UInt8, count: Int) {
        flushBlank()
        add(character, count: count)
        isBegun = true
    }

    private mutating func flushBlank() {
        if hasBlank { add(0x20, count: 1) }
        hasBlank = false
    }

    private mutating func add(_ character: UInt8, count: Int) {
        var left = count
        while left > 0 {
            let piece = [CChar](repeating: CChar(bitPattern: character), count: min(left, 256))
            unsafe piece.withUnsafeBufferPointer { piece in
                if let start = piece.baseAddress { unsafe buffer.append(start, count: piece.count) }
            }
            left -= piece.count
        }
    }

    private static func isBlank(_ byte: CChar) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
