internal import CScan

/// The numbers and texts of a delimited text file by column, for methods that are run on a file as it is.
public struct NumericTable: Sendable {
    /// A column of text that holds each different text once.
    public struct Texts: Sendable, Hashable {
        /// For each row the place of its text in ``texts``, from 1; 0 where the field is empty.
        public internal(set) var cells: [UInt32] = []
        /// The different texts, in the order in which they first come.
        public internal(set) var texts: [String] = []
    }

    /// The most cells that are read: 2 GB, and what different texts take.
    public static let cellLimit = 100_000_000

    /// The columns of numbers in the order of the file, nil where a field is empty; all have the same length.
    public let numbers: [(name: String, cells: [Double?])]
    /// The columns with other text, by name.
    public let texts: [String: Texts]

    /// Reads a file, in pieces: what is kept is a number a cell, and each different text once.
    ///
    /// - Parameter names: Columns whose fields are names even where they look like numbers, such as those of nodes.
    /// - Throws: ``IngestError``; also for a file of more than ``cellLimit`` cells.
    public static func read(
        path: String, displayName: String, names: Set<String> = []
    ) throws(IngestError) -> NumericTable {
        let source = try SourceFile(path: path, displayName: displayName)
        guard source.size > 0 else { throw .empty(file: displayName) }
        let sample = try source.start(CSVDialect.sampleSize)
        let dialect = CSVDialect.detect(
            sample, isWhole: source.isAll(sample, askedFor: CSVDialect.sampleSize)
        ).dialect
        let header = try CSVHeader(sample, dialect: dialect, file: displayName)
        let records = PlainRecords(file: source, dialect: dialect, firstLine: header.nextLine)
        var columns = Self.columns(header, names)
        // Once for what the columns are: the first text may be in the last row.
        try records.visit { (fields) throws(IngestError) in
            for place in columns.indices where !columns[place].isText {
                guard let field = fields.field(columns[place].position), field.wholeNumber == nil else { continue }
                columns[place].isText = number(field, dialect.decimalMark) == nil
            }
        }
        var cells = 0
        try records.visit { (fields) throws(IngestError) in
            guard !isBlank(fields) else { return }
            cells += columns.count
            guard cells <= cellLimit else {
                throw .notReadable(file: displayName, reason: "it has more than \(cellLimit) cells")
            }
            for place in columns.indices {
                let field = fields.field(columns[place].position)
                if columns[place].isText {
                    columns[place].add(field)
                } else {
                    columns[place].numbers.append(
                        field.flatMap { $0.wholeNumber ?? number($0, dialect.decimalMark) })
                }
            }
        }
        try source.checkUnchanged()
        return NumericTable(
            numbers: columns.filter { !$0.isText }.map { (name: $0.name, cells: $0.numbers) },
            texts: Dictionary(
                columns.filter(\.isText).map { ($0.name, $0.texts) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The columns with a name of their own.
    private static func columns(_ header: CSVHeader, _ names: Set<String>) -> [Column] {
        var columns: [Column] = []
        for (position, name) in header.names.enumerated() {
            let name = ReadingPlanner.headerName(name)
            guard !name.isEmpty, !columns.contains(where: { $0.name == name }) else { continue }
            columns.append(Column(name: name, position: position, isText: names.contains(name)))
        }
        return columns
    }

    private static func isBlank(_ fields: PlainRecords.Fields) -> Bool {
        (0..<fields.count).allSatisfy { fields.field($0) == nil }
    }

    private static func number(
        _ field: PlainRecords.Field, _ mark: CSVDialect.DecimalMark
    ) -> Double? {
        let text = field.text.trimmed
        return Double(mark == .comma ? String(text.map { $0 == "," ? "." : $0 }) : text)
    }

    /// A column while it is read.
    private struct Column {
        let name: String
        let position: Int
        var isText: Bool
        var numbers: [Double?] = []
        var texts = Texts()
        /// The place of each text among the different ones, by its bytes and by those of every way in which it is written.
        private let places = SpellingTable()

        init(name: String, position: Int, isText: Bool) {
            self.name = name
            self.position = position
            self.isText = isText
        }

        mutating func add(_ field: PlainRecords.Field?) {
            guard let field else {
                texts.cells.append(0)
                return
            }
            let isPlain = field.isPlain
            if isPlain, let known = unsafe places.meaning(field.start, field.count) {
                texts.cells.append(UInt32(truncatingIfNeeded: known))
                return
            }
            let text = field.text.trimmed
            let place = known(text) ?? UInt32(truncatingIfNeeded: texts.texts.count + 1)
            if place > texts.texts.count {
                texts.texts.append(text)
                places.insert(text, meaning: Int64(place))
            }
            if isPlain { unsafe places.insert(field.start, field.count, meaning: Int64(place)) }
            texts.cells.append(place)
        }

        /// The place of a text that the field writes otherwise than one before: with doubled quotes, or with further blanks.
        private func known(_ text: String) -> UInt32? {
            let padded = Array(text.utf8) + [UInt8](repeating: 0, count: Int(CSCAN_PADDING))
            return unsafe padded.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return nil }
                return unsafe places.meaning(start, text.utf8.count).map { UInt32(truncatingIfNeeded: $0) }
            }
        }
    }
}
