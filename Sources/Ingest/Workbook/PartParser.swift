import CExpat

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a handler stopped the parsing of a part; the parser adds the part and the line.
enum PartFailure: Error {
    /// The part is XML but not what it should be.
    case malformed(String)
    /// The part exceeds a limit.
    case limit(String)
    /// The caller's own error, to be passed on as it is.
    case caller(any Error)
    /// The caller has had enough; no error.
    case finished
}

/// What every handler keeps for its parser.
@safe struct PartParsing {
    fileprivate var parser: OpaquePointer?
    private(set) var failure: PartFailure?
    /// Whether the part is known to be in UTF-8; else only ASCII is read without expat.
    var isUTF8 = false
    /// Lines of what was read without expat, which counts only those it gets.
    var linesPassed = 0

    /// How many of the bytes that expat was given end with the tag that it tells of.
    var tagEnd: Int {
        guard let parser = unsafe parser else { return -1 }
        return unsafe Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
    }

    /// Which of the bytes that expat was given are those of the tag that it tells of.
    var tagBytes: Range<Int>? {
        guard let parser = unsafe parser else { return nil }
        let start = unsafe Int(XML_GetCurrentByteIndex(parser))
        let count = unsafe Int(XML_GetCurrentByteCount(parser))
        return start >= 0 && count >= 0 ? start..<(start + count) : nil
    }

    /// Keeps the first failure and stops the parser; callbacks that expat still makes must do nothing.
    mutating func stop(_ reason: PartFailure) {
        guard failure == nil else { return }
        failure = reason
        if let parser = unsafe parser { _ = unsafe XML_StopParser(parser, 0) }
    }
}

/// Takes the elements and the text of one part.
///
/// A C callback knows no generics, so each handler makes its own with ``PartCallbacks``; they get the handler's
/// address, not a copy.
@unsafe protocol PartHandler: ~Copyable {
    var parsing: PartParsing { get set }
    static var callbacks: PartCallbacks { get }
    /// The elements that are read from the bytes themselves where they are written plainly; nil for none.
    static var plainForm: PlainForm? { get }
    /// ``PartParsing/tagEnd`` of the last tag after which plain elements may follow.
    var landmark: Int { get }
    /// Reads plain elements from the start of some bytes, which follow the tag of the landmark.
    ///
    /// - Returns: How many bytes they take up; the first byte after them begins something else, or an element that is cut off.
    mutating func readPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Int
}

extension PartHandler where Self: ~Copyable {
    static var plainForm: PlainForm? { nil }
    var landmark: Int { -1 }
    mutating func readPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Int { 0 }
}

/// The functions that expat calls; the first argument is the handler's address.
@safe struct PartCallbacks: Sendable {
    let start:
        @convention(c) @Sendable (
            UnsafeMutableRawPointer?, UnsafePointer<XML_Char>?, UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
        ) -> Void
    let end: @convention(c) @Sendable (UnsafeMutableRawPointer?, UnsafePointer<XML_Char>?) -> Void
    let text: @convention(c) @Sendable (UnsafeMutableRawPointer?, UnsafePointer<XML_Char>?, Int32) -> Void
    let doctype:
        @convention(c) @Sendable (
            UnsafeMutableRawPointer?, UnsafePointer<XML_Char>?, UnsafePointer<XML_Char>?, UnsafePointer<XML_Char>?,
            Int32
        ) -> Void
}

/// Why workbooks with a document type are refused.
let doctypeRefused = PartFailure.malformed("it declares a document type, which may define entities")

/// Where a part's bytes come from.
enum PartSource {
    case stream(PartStream)
    case memory([UInt8])
}

/// Sends a part through expat, piece by piece, to a handler.
///
/// - Returns: False when the handler said that it had finished before the end.
/// - Throws: ``WorkbookReadError``, or the error that the caller's closure threw.
func parsePart<Handler: PartHandler & ~Copyable>(
    _ source: PartSource, part: String, archive: PackageArchive, handler: inout Handler
) throws -> Bool {
    guard let parser = unsafe XML_ParserCreateNS(nil, XML_Char(namespaceSeparator)) else {
        throw WorkbookReadError.cannotOpen(file: archive.file, reason: "there is too little memory")
    }
    defer { unsafe XML_ParserFree(parser) }
    return try unsafe withUnsafeMutablePointer(to: &handler) { context in
        unsafe context.pointee.parsing.parser = parser
        defer { unsafe context.pointee.parsing.parser = nil }
        let callbacks = unsafe Handler.callbacks
        unsafe XML_SetUserData(parser, context)
        unsafe XML_SetElementHandler(parser, callbacks.start, callbacks.end)
        unsafe XML_SetCharacterDataHandler(parser, callbacks.text)
        unsafe XML_SetStartDoctypeDeclHandler(parser, callbacks.doctype)
        var feeder = unsafe PartFeeder(parser: parser, part: part, archive: archive)
        let isComplete =
            switch source {
            case .stream(let stream): unsafe try feeder.feed(stream, to: context)
            case .memory(let bytes): unsafe try feeder.feed(bytes, to: context)
            }
        if isComplete { return true }
        let line = unsafe Int(clamping: XML_GetCurrentLineNumber(parser)) + context.pointee.parsing.linesPassed
        switch unsafe context.pointee.parsing.failure {
        case .finished: return false
        case .caller(let error): throw error
        case .limit(let limit): throw WorkbookReadError.tooLarge(file: archive.file, part: part, limit: limit)
        case .malformed(let reason):
            throw WorkbookReadError.badXML(file: archive.file, part: part, line: line, reason: reason)
        case nil:
            let message = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) }
            throw WorkbookReadError.badXML(
                file: archive.file, part: part, line: line,
                reason: "the XML is not well-formed: \(message ?? "unknown error")")
        }
    }
}
