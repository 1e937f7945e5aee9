import CExpat

/// The texts that the cells of a workbook share, end to end in one buffer.
struct SharedStrings {
    /// Texts as written, their `_xHHHH_` escapes not decoded.
    fileprivate var bytes: [UInt8] = []
    /// Where each text ends.
    fileprivate var ends: [UInt32] = []

    var count: Int { ends.count }

    /// The text at an index; nil when there is none.
    func text(at index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index > 0 ? Int(ends[index - 1]) : 0
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe cellText(UnsafeBufferPointer(rebasing: buffer[start..<Int(ends[index])]))
        }
    }

    /// A workbook without shared strings.
    init() {}

    /// Reads the part with the shared strings.
    init(_ part: String, in archive: PackageArchive) throws {
        let entry = try archive.entry(part)
        var handler = SharedStringsHandler(limits: archive.limits)
        _ = try parsePart(.stream(try archive.open(entry)), part: part, archive: archive, handler: &handler)
        self = handler.strings
    }
}

/// Joins the runs of each shared string and leaves out phonetic guides.
private struct SharedStringsHandler: PartHandler, ~Copyable {
    private enum State { case outside, table, item, run, text }

    var parsing = PartParsing()
    var strings = SharedStrings()
    private let limits: WorkbookLimits
    private var state = State.outside
    private var isInRun = false
    private var skipped = 0
    private(set) var landmark = -1

    init(limits: WorkbookLimits) { self.limits = limits }

    mutating func start(_ name: UnsafePointer<XML_Char>) {
        guard parsing.failure == nil else { return }
        if skipped == 0, let local = unsafe PartNamespace.spreadsheetName(name) {
            switch state {
            case .outside where unsafe isName(local, "sst"):
                state = .table
                landmark = parsing.tagEnd
                return
            case .table where unsafe isName(local, "si"):
                state = .item
                return
            case .item where unsafe isName(local, "t"), .run where unsafe isName(local, "t"):
                isInRun = state == .run
                state = .text
                return
            case .item where unsafe isName(local, "r"):
                state = .run
                return
            default: break
            }
        }
        skipped += 1
        if skipped > limits.depth {
            parsing.stop(.limit("its elements are nested deeper than \(limits.depth), the limit"))
        }
    }

    mutating func end() {
        guard parsing.failure == nil else { return }
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch state {
        case .text: state = isInRun ? .run : .item
        case .run: state = .item
        case .item:
            strings.ends.append(UInt32(strings.bytes.count))  // the limit on bytes is below 4 GiB
            state = .table
            landmark = parsing.tagEnd
        case .table, .outside: state = .outside
        }
    }

    mutating func text(_ bytes: UnsafePointer<XML_Char>, count: Int) {
        guard state == .text, skipped == 0, parsing.failure == nil else { return }
        let start = Int(strings.ends.last ?? 0)
        guard strings.bytes.count - start + count <= limits.bytesPerText else {
            parsing.stop(.limit("shared string \(strings.count) has over \(limits.bytesPerText) bytes, the limit"))
            return
        }
        guard strings.bytes.count + count <= min(limits.sharedStringBytes, Int(UInt32.max)) else {
            parsing.stop(.limit("its texts have over \(limits.sharedStringBytes) bytes in all, the limit"))
            return
        }
        let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        unsafe strings.bytes.append(contentsOf: piece)
    }

    static let plainForm: PlainForm? = PlainForm(opening: "<sst", element: "<si", closing: "</si>")

    /// Reads texts without runs, `<si><t>text</t></si>`, from the start of some bytes.
    mutating func readPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard state == .table, skipped == 0 else { return 0 }
        let room = min(limits.sharedStringBytes, Int(UInt32.max))
        var plain = unsafe PlainText(bytes, isUTF8: parsing.isUTF8)
        var end = 0
        var lines = 0
        while true {
            plain.skipBlanks()
            // What is too long, expat gets too, to refuse it.
            guard plain.skip("<si><t>"), let text = plain.text(), plain.skip("</t></si>"),
                text.count <= limits.bytesPerText, strings.bytes.count + text.count <= room
            else { break }
            unsafe strings.bytes.append(contentsOf: bytes[text])
            strings.ends.append(UInt32(strings.bytes.count))
            (end, lines) = (plain.place, plain.lines)
        }
        parsing.linesPassed += lines
        return end
    }

    static let callbacks = unsafe PartCallbacks(
        start: { context, name, _ in
            guard let context = unsafe context, let name = unsafe name else { return }
            unsafe context.assumingMemoryBound(to: SharedStringsHandler.self).pointee.start(name)
        },
        end: { context, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: SharedStringsHandler.self).pointee.end()
        },
        text: { context, bytes, count in
            guard let context = unsafe context, let bytes = unsafe bytes else { return }
            unsafe context.assumingMemoryBound(to: SharedStringsHandler.self).pointee.text(bytes, count: Int(count))
        },
        doctype: { context, _, _, _, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: SharedStringsHandler.self).pointee.parsing.stop(doctypeRefused)
        })
}
