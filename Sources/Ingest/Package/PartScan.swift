import CExpat

extension WorkbookPackage {
    /// Goes through a part and tells of each tag where in the bytes it stands.
    ///
    /// - Parameters:
    ///   - bytes: The part's bytes, as ``contents(of:)`` gives them, or changed since.
    ///   - part: The part's name, for messages.
    ///   - visit: Takes each event; what it throws ends the scan and is thrown on.
    /// - Throws: ``WorkbookReadError`` when the part is no well-formed XML in UTF-8, has a document type, or is nested too
    ///   deeply; or the error of `visit`.
    /// - Complexity: O(bytes).
    public func scan(_ bytes: [UInt8], of part: String, visit: (PartEvent) throws -> Void) throws {
        try withoutActuallyEscaping(visit) { visit in
            var handler = PartScanHandler(maximumDepth: archive.limits.depth, visit: visit)
            _ = try parsePart(.memory(bytes), part: part, archive: archive, handler: &handler)
        }
    }
}

/// Hands every tag and text to a closure.
struct PartScanHandler: PartHandler, ~Copyable {
    var parsing = PartParsing()
    private let visit: (PartEvent) throws -> Void
    private let maximumDepth: Int
    private var depth = 0

    init(maximumDepth: Int, visit: @escaping (PartEvent) throws -> Void) {
        self.maximumDepth = maximumDepth
        self.visit = visit
    }

    private mutating func hand(on event: PartEvent) {
        do { try visit(event) } catch { parsing.stop(.caller(error)) }
    }

    fileprivate mutating func start(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) {
        guard parsing.failure == nil, let bytes = parsing.tagBytes else { return }
        // Places in the bytes are of use only to those who know what the bytes mean.
        guard parsing.isUTF8 else {
            parsing.stop(.malformed("it is not written in UTF-8, as spreadsheet programs write it"))
            return
        }
        depth += 1
        guard depth <= maximumDepth else {
            parsing.stop(.limit("its elements are nested deeper than \(maximumDepth), the limit"))
            return
        }
        var values: [String: String] = [:]
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            values[unsafe String(cString: key)] = unsafe String(cString: value)
            index += 2
        }
        let tag: PartTag
        if let local = unsafe PartNamespace.spreadsheetName(name) {
            tag = PartTag(
                name: unsafe String(cString: local), foreignNamespace: nil, attributes: values, bytes: bytes)
        } else {
            let full = unsafe String(cString: name)
            let separator = full.utf8.lastIndex(of: namespaceSeparator) ?? full.startIndex
            tag = PartTag(
                name: String(full[separator...].dropFirst()), foreignNamespace: String(full[..<separator]),
                attributes: values, bytes: bytes)
        }
        hand(on: .start(tag))
    }

    fileprivate mutating func end() {
        guard parsing.failure == nil, let bytes = parsing.tagBytes else { return }
        depth -= 1
        hand(on: .end(bytes))
    }

    fileprivate mutating func text(_ characters: UnsafePointer<XML_Char>, _ count: Int32) {
        guard parsing.failure == nil, count > 0 else { return }
        let start = unsafe UnsafeRawPointer(characters).assumingMemoryBound(to: UInt8.self)
        let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
        hand(on: .text(text))
    }

    static let callbacks = unsafe PartCallbacks(
        start: { context, name, attributes in
            guard let context = unsafe context, let name = unsafe name, let attributes = unsafe attributes else {
                return
            }
            unsafe context.assumingMemoryBound(to: PartScanHandler.self).pointee.start(name, attributes)
        },
        end: { context, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: PartScanHandler.self).pointee.end()
        },
        text: { context, characters, count in
            guard let context = unsafe context, let characters = unsafe characters else { return }
            unsafe context.assumingMemoryBound(to: PartScanHandler.self).pointee.text(characters, count)
        },
        doctype: { context, _, _, _, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: PartScanHandler.self).pointee.parsing.stop(doctypeRefused)
        })
}
