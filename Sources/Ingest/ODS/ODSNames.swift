import CExpat

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A name of an OpenDocument file taken apart: which of its vocabularies it is from, and the name in it.
@safe struct ODSName {
    enum Vocabulary { case office, table, text, style, number, calc, other }

    let vocabulary: Vocabulary
    let local: UnsafePointer<XML_Char>

    private static let common: StaticString = "urn:oasis:names:tc:opendocument:xmlns:"
    private static let calc: StaticString = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\n"

    /// - Parameter name: A name as expat hands it over, with its namespace and the separator in front.
    @inline(__always)
    init(_ name: UnsafePointer<XML_Char>) {
        var vocabulary = Vocabulary.other
        var local = unsafe name
        if let rest = unsafe Self.remainder(of: name, after: Self.common) {
            // The first letters tell the vocabularies apart; the rest is compared once.
            if let found = unsafe Self.remainder(of: rest, after: "table:1.0\n") {
                vocabulary = .table
                unsafe local = found
            } else if let found = unsafe Self.remainder(of: rest, after: "text:1.0\n") {
                vocabulary = .text
                unsafe local = found
            } else if let found = unsafe Self.remainder(of: rest, after: "office:1.0\n") {
                vocabulary = .office
                unsafe local = found
            } else if let found = unsafe Self.remainder(of: rest, after: "style:1.0\n") {
                vocabulary = .style
                unsafe local = found
            } else if let found = unsafe Self.remainder(of: rest, after: "datastyle:1.0\n") {
                vocabulary = .number
                unsafe local = found
            }
        } else if let found = unsafe Self.remainder(of: name, after: Self.calc) {
            vocabulary = .calc
            unsafe local = found
        }
        self.vocabulary = vocabulary
        unsafe self.local = local
    }

    /// Whether this is a certain name.
    @inline(__always)
    func isName(_ vocabulary: Vocabulary, _ expected: StaticString) -> Bool {
        unsafe self.vocabulary == vocabulary && Ingest.isName(local, expected)
    }

    @inline(__always)
    private static func remainder(
        of name: UnsafePointer<XML_Char>, after prefix: StaticString
    ) -> UnsafePointer<XML_Char>? {
        let length = prefix.utf8CodeUnitCount
        let start = unsafe UnsafeRawPointer(prefix.utf8Start).assumingMemoryBound(to: CChar.self)
        return unsafe strncmp(name, start, length) == 0 ? name + length : nil
    }
}

/// How often something repeats or how far it spans, as OpenDocument writes it: at least once, and never over 2^31, however large the
/// number that is written.
///
/// - Returns: nil when the text is no whole number.
func odsCount(_ text: UnsafePointer<XML_Char>) -> Int? {
    unsafe withBytes(of: text) { bytes in
        guard bytes.count > 0 else { return nil }
        var value = 0
        for place in 0..<bytes.count {
            let digit = bytes[place] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = min(value * 10 + Int(digit), 1 << 31)
        }
        return max(1, value)
    }
}
