/// How a delimited text file is written.
public struct CSVDialect: Sendable, Hashable {
    /// What ends a line.
    public enum Newline: String, Sendable, Hashable, Codable {
        case lf = "LF"
        case crlf = "CRLF"
        case cr = "CR"
    }

    /// The mark before the decimals of a number.
    public enum DecimalMark: String, Sendable, Hashable, Codable {
        case comma = ","
        case point = "."
    }

    public var encoding: TextEncoding
    public var hasByteOrderMark: Bool
    /// An ASCII byte.
    public var separator: UInt8
    /// An ASCII byte; nil in a file without quoting.
    public var quote: UInt8?
    public var newline: Newline
    public var decimalMark: DecimalMark
    /// The line of the header, from 1; lines above it are titles.
    public var headerRow: Int
    /// The line of the first record; what lies between it and the header is passed over.
    public var dataRow: Int

    public init(
        encoding: TextEncoding = .utf8, hasByteOrderMark: Bool = false, separator: UInt8 = UInt8(ascii: ","),
        quote: UInt8? = UInt8(ascii: "\""), newline: Newline = .lf, decimalMark: DecimalMark = .point,
        headerRow: Int = 1, dataRow: Int? = nil
    ) {
        self.encoding = encoding
        self.hasByteOrderMark = hasByteOrderMark
        self.separator = separator
        self.quote = quote
        self.newline = newline
        self.decimalMark = decimalMark
        self.headerRow = headerRow
        self.dataRow = dataRow ?? headerRow + 1
    }

    /// The byte that ends a line; a CR before an LF belongs to it.
    var newlineByte: UInt8 { newline == .cr ? 0x0D : 0x0A }

    /// The separator as definitions write it.
    public var separatorName: String { separator == 0x09 ? "TAB" : String(UnicodeScalar(separator)) }
}

/// A dialect with how it was found, for a person to check.
public struct DialectVerdict: Sendable, Hashable {
    public let dialect: CSVDialect
    /// One sentence for each part, such as "separator ;: 12 fields in 98 of 100 records".
    public let reasons: [String]
    /// What was contradictory.
    public let doubts: [String]

    public init(dialect: CSVDialect, reasons: [String], doubts: [String] = []) {
        self.dialect = dialect
        self.reasons = reasons
        self.doubts = doubts
    }

    /// The verdict in one line, such as `windows-1252, separator ;, decimal comma, CRLF, header on line 3`.
    public var summary: String {
        let quoting = dialect.quote == nil ? ", no quoting" : ""
        return "\(dialect.encoding.rawValue)\(dialect.hasByteOrderMark ? " with byte order mark" : ""), "
            + "separator \(dialect.separatorName), decimal \(dialect.decimalMark == .comma ? "comma" : "point"), "
            + "\(dialect.newline.rawValue)\(quoting), header on line \(dialect.headerRow)"
    }
}

/// What a mapping declares about a file; every part that is nil is found out.
public struct DeclaredFormat: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable { case csv, xlsx, ods, spss, json, jsonl, innokyla }

    public var kind: Kind?
    public var separator: UInt8?
    /// `.some(nil)` declares that there is no quoting.
    public var quote: UInt8??
    public var encoding: TextEncoding?
    public var decimalMark: CSVDialect.DecimalMark?
    public var headerRow: Int?
    public var dataRow: Int?
    /// The sheet of a workbook; nil for the first that is visible.
    public var sheet: SheetSelector?
    /// Of an SPSS file, whether cells are the labels of values, where they have one, rather than the values.
    public var labels: Bool
    /// Of a sheet, the row with the titles of groups of columns; nil when there is none.
    public var groupRow: Int?
    /// Of a JSON document, where the list of records is: names joined by points; nil for the first list of objects.
    public var records: String?
    /// How the rows of the header are put together.
    public var header = HeaderLayout()
    /// Whether an apostrophe before a formula's first sign is taken off.
    public var guardsFormulas = false
    /// Whether the escapes of LimeSurvey's VV files are undone.
    public var escapes = false

    public init(
        kind: Kind? = nil, separator: UInt8? = nil, quote: UInt8?? = nil, encoding: TextEncoding? = nil,
        decimalMark: CSVDialect.DecimalMark? = nil, headerRow: Int? = nil, dataRow: Int? = nil,
        sheet: SheetSelector? = nil, labels: Bool = false, groupRow: Int? = nil, records: String? = nil
    ) {
        self.kind = kind
        self.separator = separator
        self.quote = quote
        self.encoding = encoding
        self.decimalMark = decimalMark
        self.headerRow = headerRow
        self.dataRow = dataRow
        self.sheet = sheet
        self.labels = labels
        self.groupRow = groupRow
        self.records = records
    }
}
