/// Walks through a JSON document to its list of records, hands them over, and goes on to the end.
///
/// What lies outside the list is looked at for its edges only: brackets, texts and names.
struct JSONDocument {
    private let input: JSONInput
    private let file: String
    private let path: String?
    private let limits: JSONLimits
    private let body: (Int, Result<JSONRecord, JSONRecordFault>, Int) throws(IngestError) -> Bool
    private var parser: JSONRecordParser
    private var ending = JSONReader.Ending()
    private var isFound = false
    private var hasEnough = false
    private var records = 0
    private var bytes: [UInt8] = []

    /// Lists beside the one that is read are listed up to this number.
    private static let listLimit = 100

    init(
        _ input: JSONInput, file: String, path: String?, limits: JSONLimits,
        body: @escaping (Int, Result<JSONRecord, JSONRecordFault>, Int) throws(IngestError) -> Bool
    ) {
        self.input = input
        self.file = file
        self.path = path
        self.limits = limits
        self.body = body
        parser = JSONRecordParser(limits: limits)
    }

    mutating func read() throws(IngestError) -> JSONReader.Ending {
        guard let first = try input.peekAfterBlanks() else { throw truncated }
        let isObject = first == UInt8(ascii: "{")
        try value(at: "", depth: 0)
        if hasEnough { return ending }
        if let more = try input.peekAfterBlanks() {
            if isObject, more == UInt8(ascii: "{") { throw .json(.oneRecordALine(file: file)) }
            throw wrong(.syntax)
        }
        guard isFound else {
            throw .json(.noRecords(file: file, path: path, lists: ending.otherLists))
        }
        ending.isWhole = true
        return ending
    }

    // MARK: Around the records

    /// Goes through a value outside the list of records.
    private mutating func value(at place: String, depth: Int) throws(IngestError) {
        guard depth <= limits.depth else { throw wrong(.tooDeep) }
        switch try input.peekAfterBlanks() {
        case nil: throw truncated
        case UInt8(ascii: "{"): try object(at: place, depth: depth)
        case UInt8(ascii: "["): try array(at: place, depth: depth)
        default:
            try take(limit: limits.bytesPerRecord)
            try checkScalar()
        }
    }

    private mutating func object(at place: String, depth: Int) throws(IngestError) {
        _ = try input.next()
        if try input.peekAfterBlanks() == UInt8(ascii: "}") {
            _ = try input.next()
            return
        }
        while true {
            guard let quote = try input.peekAfterBlanks() else { throw truncated }
            guard quote == UInt8(ascii: "\"") else { throw wrong(.syntax) }
            try take(limit: limits.bytesPerRecord)
            guard let name = JSONRecordParser.text(ofString: bytes) else { throw wrong(.syntax) }
            guard let colon = try input.peekAfterBlanks() else { throw truncated }
            guard colon == UInt8(ascii: ":") else { throw wrong(.syntax) }
            _ = try input.next()
            try value(at: place.isEmpty ? name : "\(place).\(name)", depth: depth + 1)
            if hasEnough { return }
            let isLast = try isEnd(UInt8(ascii: "}"))
            if isLast { return }
        }
    }

    /// Whether a list or an object ends here; moves over its end, or over the comma.
    private func isEnd(_ closing: UInt8) throws(IngestError) -> Bool {
        guard let byte = try input.peekAfterBlanks() else { throw truncated }
        guard byte == closing || byte == UInt8(ascii: ",") else { throw wrong(.syntax) }
        _ = try input.next()
        return byte == closing
    }

    private mutating func array(at place: String, depth: Int) throws(IngestError) {
        _ = try input.next()
        guard let first = try input.peekAfterBlanks() else { throw truncated }
        let isWanted = path.map { $0 == place } ?? (!isFound && first == UInt8(ascii: "{"))
        if isWanted, !isFound {
            isFound = true
            ending.path = place
            if first == UInt8(ascii: "]") { _ = try input.next() } else { try readRecords() }
            return
        }
        if first == UInt8(ascii: "{"), ending.otherLists.count < Self.listLimit { ending.otherLists.append(place) }
        if first == UInt8(ascii: "]") {
            _ = try input.next()
            return
        }
        while true {
            try skip(depth: depth + 1)
            let isLast = try isEnd(UInt8(ascii: "]"))
            if isLast { return }
        }
    }

    /// Moves over a value whatever it holds.
    private mutating func skip(depth: Int) throws(IngestError) {
        var open = 0
        repeat {
            guard let byte = try input.peekAfterBlanks() else { throw truncated }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open += 1
                guard depth + open <= limits.depth else { throw wrong(.tooDeep) }
                _ = try input.next()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                open -= 1
                guard open >= 0 else { throw wrong(.syntax) }
                _ = try input.next()
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard open > 0 else { throw wrong(.syntax) }
                _ = try input.next()
            case UInt8(ascii: "\""): try take(limit: limits.bytesPerRecord)
            default:
                try take(limit: limits.bytesPerRecord)
                try checkScalar()
            }
        } while open > 0
    }

    private func checkScalar() throws(IngestError) {
        if bytes.first == UInt8(ascii: "\"")
            || ["true", "false", "null"].contains(where: { bytes.elementsEqual($0.utf8) })
            || JSONNumber(bytes[...]) != nil
        {
            return
        }
        throw wrong(.syntax)
    }

    // MARK: The records

    private mutating func readRecords() throws(IngestError) {
        while true {
            guard try input.peekAfterBlanks() != nil else { throw truncated }
            let line = input.line
            try take(limit: limits.bytesPerRecord)
            let parsed = parser.parse(bytes)
            if case .failure(let problem) = parsed {
                throw .json(.badRecord(file: file, record: records + 1, line: line, fault: problem.fault))
            }
            records += 1
            guard try body(records, parsed, bytes.count) else {
                hasEnough = true
                return
            }
            let isLast = try isEnd(UInt8(ascii: "]"))
            if isLast { return }
        }
    }

    /// Takes the bytes of one value: a text with its quotes, a list or object up to the bracket that closes it, or anything else up to
    /// what ends it.
    private mutating func take(limit: Int) throws(IngestError) {
        bytes.removeAll(keepingCapacity: true)
        var open = 0
        var isText = false
        var isEscaped = false
        while let byte = try input.peek() {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isText = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if open == 0 { return try checkTaken() }
                    open -= 1
                case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09:
                    if open == 0 { return try checkTaken() }
                default: break
                }
            }
            guard bytes.count < limit else { throw wrong(.tooLong) }
            bytes.append(byte)
            _ = try input.next()
            let closes = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            if open == 0, !isText, closes { return }
        }
        guard open == 0, !isText, !bytes.isEmpty else { throw truncated }
    }

    private func checkTaken() throws(IngestError) { if bytes.isEmpty { throw wrong(.syntax) } }

    // MARK: Errors

    private var truncated: IngestError { .json(.truncated(file: file, records: records, line: input.line)) }

    private func wrong(_ fault: JSONFault) -> IngestError {
        .json(.badStructure(file: file, line: input.line, fault: fault))
    }
}
