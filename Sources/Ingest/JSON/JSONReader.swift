/// Reads JSON files: a list of objects somewhere in one document, or one object a line (JSON Lines).
///
/// The records come one after the other and are not kept; memory holds one of them. Around the list only its edges are parsed, and
/// each record is handed to Jansson whole.
struct JSONReader {
    /// How the records are laid out.
    enum Layout: Sendable, Hashable {
        /// A list of objects; at a path of names joined by points, or at the first place that has one.
        case document(path: String?)
        case lines
    }

    /// What was seen while the records were read.
    struct Ending {
        /// Whether all records were read.
        var isWhole = false
        /// Where the list is; empty when the whole file is one. Nil for JSON Lines.
        var path: String?
        /// Further lists of objects, by their paths.
        var otherLists: [String] = []
    }

    let layout: Layout
    private let file: SourceFile
    private let limits: JSONLimits

    /// Opens a file.
    init(_ file: SourceFile, layout: Layout, limits: JSONLimits = JSONLimits()) throws(IngestError) {
        self.file = file
        self.layout = layout
        self.limits = limits
        let start = try file.start(4096)
        let name = file.displayName
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
            || start.count >= 2 && (start[0] == 0) != (start[1] == 0)
        {
            throw .json(.notUTF8(file: name))
        }
        switch FileSignature(head: start) {
        case .oldExcel, .pdf, .spss, .gzip, .html, .xml, .spreadsheetML2003:
            throw .json(.notJSON(file: name, looksLike: FileSignature(head: start).description))
        case .zip: throw .json(.notJSON(file: name, looksLike: "a workbook or another zip archive"))
        case .delimitedText, .text:
            throw .json(.notJSON(file: name, looksLike: FileSignature(head: start).description))
        default: break
        }
    }

    /// Reads the records in order.
    ///
    /// - Parameter body: Takes each record with its number, which is its line in JSON Lines and else counted from 1, and the bytes
    ///   that it has; returns whether to go on. Records that cannot be read come as faults, in JSON Lines only: in a document they are
    ///   errors. What `body` throws ends the reading.
    func read(
        _ body: (Int, Result<JSONRecord, JSONRecordFault>, Int) throws(IngestError) -> Bool
    ) throws(IngestError) -> Ending {
        let input = JSONInput(file)
        try input.skipByteOrderMark()
        switch layout {
        case .lines: return try readLines(input, body)
        case .document(let path):
            return try withoutActuallyEscaping(body) { (body) throws(IngestError) in
                var document = JSONDocument(
                    input, file: file.displayName, path: path, limits: limits, body: body)
                return try document.read()
            }
        }
    }

    private func readLines(
        _ input: JSONInput, _ body: (Int, Result<JSONRecord, JSONRecordFault>, Int) throws(IngestError) -> Bool
    ) throws(IngestError) -> Ending {
        var parser = JSONRecordParser(limits: limits)
        var bytes: [UInt8] = []
        var isFirst = true
        while true {
            let line = input.line
            guard let fits = try input.nextLine(into: &bytes, limit: limits.bytesPerRecord) else { break }
            if !fits {
                guard try body(line, .failure(JSONRecordFault(.tooLong)), limits.bytesPerRecord) else {
                    return Ending()
                }
                continue
            }
            let filled = bytes.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            if filled.isEmpty { continue }
            // A document spread over lines, or a list: not one of its lines would be a record.
            if isFirst, filled == [UInt8(ascii: "{")] || filled[0] == UInt8(ascii: "[") {
                throw .json(.oneDocument(file: file.displayName))
            }
            isFirst = false
            guard try body(line, parser.parse(bytes), bytes.count) else { return Ending() }
        }
        return Ending(isWhole: true)
    }
}
