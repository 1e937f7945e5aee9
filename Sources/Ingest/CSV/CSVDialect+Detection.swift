internal import CScan

extension CSVDialect {
    /// The bytes at the start of a file that are looked at.
    public static let sampleSize = 1 << 20
    /// The most records that are looked at.
    private static let sampleRecords = 300
    /// The most of them that are looked at as text.
    private static let textRecords = 60
    private static let candidates: [UInt8] = [0x3B, 0x09, 0x2C, 0x7C]  // ; TAB , |

    /// Finds out how a file is written.
    ///
    /// The encoding comes from the byte order mark, else from zero bytes (UTF-16), else from whether the sample is valid UTF-8;
    /// the separator is the one that gives the most records the same number of fields; the header is the first record with
    /// that many fields of which at least half are filled.
    ///
    /// - Parameters:
    ///   - sample: The start of the file, at most ``sampleSize`` bytes of it.
    ///   - isWhole: Whether the sample is the whole file.
    ///   - declared: The parts that are known; they are not questioned.
    public static func detect(
        _ sample: [UInt8], isWhole: Bool = true, declared: DeclaredFormat = DeclaredFormat()
    ) -> DialectVerdict {
        var dialect = CSVDialect()
        var reasons: [String] = []
        var doubts: [String] = []
        detectEncoding(sample, isWhole: isWhole, declared: declared, &dialect, &reasons, &doubts)
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        let bytes: [UInt8] =
            if dialect.encoding == .utf8 { Array(sample.dropFirst(mark)) } else {
                Array(Transcoder.text(sample.dropFirst(mark), encoding: dialect.encoding).utf8)
            }
        let isMixed = detectNewline(bytes, &dialect)
        let newlineReason = reasons.count
        if let quote = declared.quote {
            dialect.quote = quote
            reasons.append(quote == nil ? "no quoting: declared" : "quote \(character(quote)): declared")
        }
        let records = detectSeparator(bytes, isWhole: isWhole, declared: declared, &dialect, &reasons, &doubts)
        if isMixed { settleNewline(bytes, &dialect, &doubts) }
        reasons.insert("lines end in \(dialect.newline.rawValue)", at: newlineReason)
        detectHeader(records, declared: declared, &dialect, &reasons)
        detectDecimalMark(records, declared: declared, &dialect, &reasons, &doubts)
        return DialectVerdict(dialect: dialect, reasons: reasons, doubts: doubts)
    }

    private static func character(_ byte: UInt8?) -> String { byte.map { String(UnicodeScalar($0)) } ?? "none" }

    private static func detectEncoding(
        _ sample: [UInt8], isWhole: Bool, declared: DeclaredFormat, _ dialect: inout CSVDialect,
        _ reasons: inout [String],
        _ doubts: inout [String]
    ) {
        let marked = [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian].first {
            sample.starts(with: $0.byteOrderMark)
        }
        if let encoding = declared.encoding {
            dialect.encoding = encoding
            dialect.hasByteOrderMark = marked == encoding
            reasons.append("encoding \(encoding.rawValue): declared")
            if let marked, marked != encoding {
                doubts.append("the file starts with the byte order mark of \(marked.rawValue)")
            }
            return
        }
        if let marked {
            dialect.encoding = marked
            dialect.hasByteOrderMark = true
            reasons.append("encoding \(marked.rawValue): the file starts with its byte order mark")
            return
        }
        let start = sample.prefix(4096)
        let zeros = (0..<2).map { odd in
            stride(from: odd, to: start.count, by: 2).count { start[$0] == 0 }
        }
        if let most = zeros.max(), most * 5 > start.count, most * 2 <= start.count + 1, zeros[0] != zeros[1] {
            dialect.encoding = zeros[1] > zeros[0] ? .utf16LittleEndian : .utf16BigEndian
            reasons.append("encoding \(dialect.encoding.rawValue): every other byte is zero")
            return
        }
        var text = sample[...]
        if !isWhole {
            // The sample may cut the last sequence: leave out up to three continuing bytes and what they continue.
            var tail = 0
            while tail < 3, let last = text.last, last & 0xC0 == 0x80 {
                text.removeLast()
                tail += 1
            }
            if let last = text.last, last >= 0xC0 { text.removeLast() }
        }
        if let line = lineOfInvalidUTF8(text) {
            dialect.encoding = .windows1252
            reasons.append("encoding windows-1252: line \(line) is not UTF-8")
        } else if text.allSatisfy({ $0 < 0x80 }) {
            reasons.append("encoding utf-8: \(isWhole ? "the file" : "its start") is plain ASCII")
        } else {
            reasons.append("encoding utf-8: \(isWhole ? "the file" : "its start") is valid UTF-8")
        }
    }

    /// The line of the first byte that is not UTF-8; nil when all are.
    static func lineOfInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let place = unsafe cscan_invalid_utf8(start, buffer.count)
            guard place < buffer.count else { return nil }
            return unsafe buffer[..<place].count { $0 == 0x0A } + 1
        }
    }

    /// - Returns: Whether there are line breaks of both kinds, at the ends of lines or within quotes.
    private static func detectNewline(_ bytes: [UInt8], _ dialect: inout CSVDialect) -> Bool {
        var plain = 0
        var pairs = 0
        var returns = 0
        var previous: UInt8 = 0
        for byte in bytes.prefix(1 << 16) {
            if byte == 0x0A { if previous == 0x0D { pairs += 1 } else { plain += 1 } }
            if byte == 0x0D { returns += 1 }
            previous = byte
        }
        if plain + pairs == 0 {
            dialect.newline = returns > 0 ? .cr : .lf
        } else {
            dialect.newline = pairs > plain ? .crlf : .lf
        }
        return plain > 0 && pairs > 0
    }

    /// Tells the ends of lines from line breaks within quotes, which tools write in either kind.
    private static func settleNewline(_ bytes: [UInt8], _ dialect: inout CSVDialect, _ doubts: inout [String]) {
        var reader = SimpleCSV(
            bytes.prefix(1 << 16), separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        var plain = 0
        var pairs = 0
        while reader.shape() != nil {
            let end = reader.position
            guard end > bytes.startIndex, bytes[end - 1] == 0x0A else { continue }
            if end > 1, bytes[end - 2] == 0x0D { pairs += 1 } else { plain += 1 }
        }
        guard plain + pairs > 0 else { return }
        dialect.newline = pairs > plain ? .crlf : .lf
        if plain > 0, pairs > 0 {
            doubts.append("\(pairs) lines end in CRLF and \(plain) in LF; both are taken as line ends")
        }
    }

    private static func detectSeparator(
        _ bytes: [UInt8], isWhole: Bool, declared: DeclaredFormat, _ dialect: inout CSVDialect,
        _ reasons: inout [String],
        _ doubts: inout [String]
    ) -> [SimpleCSV.Record] {
        var best: Reading?
        for separator in declared.separator.map({ [$0] }) ?? candidates {
            let reading = Reading(
                bytes, separator: separator, dialect: dialect, isWhole: isWhole, from: declared.headerRow)
            if reading.score > best?.score ?? -1 { best = reading }
        }
        guard let best else { return [] }
        dialect.separator = best.separator
        let name = dialect.separatorName
        if declared.separator != nil {
            reasons.append("separator \(name): declared")
        } else if best.fields < 2 {
            dialect.separator = 0x2C
            reasons.append("separator ,: no separator occurs, so there is one column")
        } else {
            reasons.append(
                "separator \(name): \(best.fields) fields in \(best.agreeing) of \(best.records.count) records")
        }
        if best.records.count > 0, best.agreeing < best.records.count, best.fields > 1 {
            doubts.append(
                "\(best.records.count - best.agreeing) of \(best.records.count) records have another number of fields")
        }
        return records(bytes, dialect: dialect, isWhole: isWhole, from: declared.headerRow)
    }

    /// How well the records agree when a separator cuts them.
    private struct Reading {
        let separator: UInt8
        /// The fields of each record that is not blank, and the line where it starts.
        var records: [(fields: Int, line: Int)] = []
        /// The most common number of fields.
        var fields = 0
        var agreeing = 0
        var score = 0.0

        init(_ bytes: [UInt8], separator: UInt8, dialect: CSVDialect, isWhole: Bool, from headerRow: Int?) {
            self.separator = separator
            var reader = SimpleCSV(bytes[...], separator: separator, quote: dialect.quote, newline: dialect.newlineByte)
            while records.count < CSVDialect.sampleRecords, let record = reader.shape(whole: !isWhole) {
                if !record.isBlank, record.line >= headerRow ?? 1 { records.append((record.fields, record.line)) }
            }
            var counts: [Int: Int] = [:]
            for record in records { counts[record.fields, default: 0] += 1 }
            // Among equals the wider: titles above a short table must not outvote it.
            guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return }
            (fields, agreeing) = (most.key, most.value)
            guard fields > 1 else {
                // A table may be shorter than the titles above it.
                if let wide = counts.filter({ $0.key > 1 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                    (fields, agreeing) = (wide.key, wide.value)
                    score = 0.5 * Double(agreeing) / Double(records.count)
                }
                return
            }
            let titles = records.prefix { $0.fields != fields }.count
            score = (Double(agreeing) / Double(records.count) * 20).rounded() / 20 + (titles == 0 ? 0.5 : 0.3)
        }
    }

    /// The first records as text.
    private static func records(
        _ bytes: [UInt8], dialect: CSVDialect, isWhole: Bool, from headerRow: Int?
    ) -> [SimpleCSV.Record] {
        var reader = SimpleCSV(
            bytes[...], separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        var records: [SimpleCSV.Record] = []
        while records.count < textRecords, let record = reader.next(whole: !isWhole) {
            if !record.isBlank, record.line >= headerRow ?? 1 { records.append(record) }
        }
        return records
    }

    private static func detectHeader(
        _ records: [SimpleCSV.Record], declared: DeclaredFormat, _ dialect: inout CSVDialect, _ reasons: inout [String]
    ) {
        if let row = declared.headerRow {
            dialect.headerRow = row
            reasons.append("header on line \(row): declared")
        } else {
            var counts: [Int: Int] = [:]
            for record in records { counts[record.fields.count, default: 0] += 1 }
            let width = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
            let header = records.first { record in
                let filled = record.fields.count { !$0.allSatisfy(\.isWhitespace) }
                return record.fields.count >= min(width, 2) && filled * 2 >= width && (width == 1 || filled > 1)
            }
            dialect.headerRow = header?.line ?? records.first?.line ?? 1
            let titles = records.prefix { $0.line < dialect.headerRow }.count
            reasons.append(
                titles == 0
                    ? "header on line \(dialect.headerRow): the first line with text"
                    : "header on line \(dialect.headerRow): the "
                        + (titles == 1 ? "line above it is" : "\(titles) lines above it are") + " filled only in part")
        }
        dialect.dataRow = declared.dataRow ?? dialect.headerRow + 1
        if let row = declared.dataRow { reasons.append("records from line \(row): declared") }
    }

    private static func detectDecimalMark(
        _ records: [SimpleCSV.Record], declared: DeclaredFormat, _ dialect: inout CSVDialect, _ reasons: inout [String],
        _ doubts: inout [String]
    ) {
        if let mark = declared.decimalMark {
            dialect.decimalMark = mark
            reasons.append("decimal \(mark.rawValue): declared")
            return
        }
        var commas = 0
        var points = 0
        for record in records where record.line >= dialect.dataRow {
            for field in record.fields {
                switch decimalMark(of: field) {
                case .comma: commas += 1
                case .point: points += 1
                case nil: break
                }
            }
        }
        dialect.decimalMark = commas > points ? .comma : .point
        switch (commas, points) {
        case (0, 0): reasons.append("decimal \(dialect.decimalMark.rawValue): there are no decimals to tell by")
        case (_, 0), (0, _): reasons.append("decimal \(dialect.decimalMark.rawValue): in \(commas + points) numbers")
        default:
            reasons.append("decimal \(dialect.decimalMark.rawValue): in \(max(commas, points)) numbers")
            doubts.append("\(commas) numbers have a decimal comma and \(points) a decimal point")
        }
    }

    /// The mark in a number such as `-12,5` or `45 000,00`, however its thousands are parted; nil when the field is no such number.
    private static func decimalMark(of field: String) -> DecimalMark? {
        var mark: DecimalMark?
        var isAfterDigit = false
        for byte in field.utf8 {
            if byte == 0x2C || byte == 0x2E {
                guard mark == nil, isAfterDigit else { return nil }
                mark = byte == 0x2C ? .comma : .point
            }
            isAfterDigit = (0x30...0x39).contains(byte)
        }
        guard let mark else { return nil }
        let bytes = Array(field.utf8)
        let reading = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { start in
                unsafe WrittenNumber.reading(start, 0, buffer.count, places: 9, mark: mark)
            }
        }
        switch reading {
        case .number, .tooManyDecimals: return mark
        case .notANumber, .otherMark, nil: return nil
        }
    }
}
