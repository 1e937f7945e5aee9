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
        let feeder = unsafe PartFeeder(parser: parser, part: part, archive: archive)
        let isComplete =
            switch source {
            case .stream(let stream): try feeder.feed(stream)
            case .memory(let bytes): try feeder.feed(bytes)
            }
        if isComplete { return true }
        let line = unsafe Int(clamping: XML_GetCurrentLineNumber(parser))
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

/// Hands bytes to expat in pieces of bounded size.
@safe private struct PartFeeder {
    let parser: OpaquePointer
    let part: String
    let archive: PackageArchive

    static let pieceSize = 64 << 10

    @unsafe init(parser: OpaquePointer, part: String, archive: PackageArchive) {
        unsafe self.parser = parser
        self.part = part
        self.archive = archive
    }

    /// Feeds a stream to its end; false when expat stopped.
    func feed(_ stream: PartStream) throws -> Bool {
        var fed = 0
        while true {
            guard let buffer = unsafe XML_GetBuffer(parser, Int32(Self.pieceSize)) else {
                throw WorkbookReadError.cannotOpen(file: archive.file, reason: "there is too little memory")
            }
            let count = try unsafe stream.read(
                into: UnsafeMutableRawBufferPointer(start: buffer, count: Self.pieceSize))
            let status = unsafe XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
            guard status == XML_STATUS_OK else { return false }
            if count == 0 { return true }
            fed += count
            try checkProgress(fed)
        }
    }

    /// Feeds bytes in memory; false when expat stopped.
    func feed(_ bytes: [UInt8]) throws -> Bool {
        try unsafe bytes.withUnsafeBytes { buffer in
            var fed = 0
            repeat {
                let count = min(Self.pieceSize, buffer.count - fed)
                let isFinal: UInt8 = fed + count == buffer.count ? 1 : 0
                let start = unsafe buffer.baseAddress.map { unsafe $0 + fed }
                let status = unsafe XML_Parse(
                    parser, start?.assumingMemoryBound(to: XML_Char.self), Int32(count), isFinal == 1 ? 1 : 0)
                guard status == XML_STATUS_OK else { return false }
                fed += count
                try checkProgress(fed)
            } while fed < buffer.count
            return true
        }
    }

    /// Refuses an endless tag: expat would keep all of it, and old versions read it again with every piece.
    private func checkProgress(_ fed: Int) throws(WorkbookReadError) {
        let parsed = unsafe Int(XML_GetCurrentByteIndex(parser))
        if parsed >= 0, fed - parsed > archive.limits.bytesPerToken {
            throw .tooLarge(
                file: archive.file, part: part,
                limit: "one of its tags has over \(archive.limits.bytesPerToken) bytes, the limit")
        }
    }
}
