import CExpat

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What expat puts between a namespace and a local name; it cannot occur in either.
let namespaceSeparator = UInt8(ascii: "\n")

/// Namespaces of workbooks, each with the separator that expat writes behind it.
enum PartNamespace {
    static let spreadsheet: StaticString = "http://schemas.openxmlformats.org/spreadsheetml/2006/main\n"
    static let strictSpreadsheet: StaticString = "http://purl.oclc.org/ooxml/spreadsheetml/main\n"

    /// The local part of a name in the spreadsheet namespace, transitional or strict.
    ///
    /// A name without any namespace counts as well, as some programs leave the declaration out.
    /// - Returns: nil for a name of another namespace.
    @inline(__always)
    static func spreadsheetName(_ name: UnsafePointer<XML_Char>) -> UnsafePointer<XML_Char>? {
        if let local = unsafe remainder(of: name, after: spreadsheet) { return unsafe local }
        if let local = unsafe remainder(of: name, after: strictSpreadsheet) { return unsafe local }
        return unsafe strchr(name, Int32(namespaceSeparator)) == nil ? name : nil
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

/// Whether a name that expat handed over is this one.
@inline(__always)
func isName(_ name: UnsafePointer<XML_Char>, _ expected: StaticString) -> Bool {
    let start = unsafe UnsafeRawPointer(expected.utf8Start).assumingMemoryBound(to: CChar.self)
    return unsafe strcmp(name, start) == 0
}

/// Whether an attribute's value means true.
func isTrue(_ value: UnsafePointer<XML_Char>) -> Bool {
    unsafe isName(value, "1") || isName(value, "true") || isName(value, "on")
}

/// A whole number without sign of at most nine digits; nil for anything else.
@inline(__always)
func wholeNumber(_ text: UnsafePointer<XML_Char>) -> Int? {
    var value = 0
    var index = 0
    while true {
        let byte = unsafe UInt8(bitPattern: text[index])
        if byte == 0 { return index > 0 ? value : nil }
        let digit = byte &- UInt8(ascii: "0")
        guard digit <= 9, index < 9 else { return nil }
        value = value &* 10 &+ Int(digit)
        index += 1
    }
}

/// Runs a body on the bytes of a C string, its terminator left out.
@inline(__always)
func withBytes<Result>(of text: UnsafePointer<XML_Char>, _ body: (borrowing Span<UInt8>) -> Result) -> Result {
    let start = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    let span = unsafe Span(_unsafeStart: start, count: strlen(text))
    return body(span)
}
