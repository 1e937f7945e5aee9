import Disclosure
import Indicators

/// Why a value is not what was sent.
public struct ChangeCause: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The figures are of a later day, or of an earlier one.
        case laterDay = "later-day"
        case newData = "new-data"
        case removedData = "removed-data"
        /// Another version of a file that was there, or corrections of it.
        case correctedData = "corrected-data"
        /// Another version of the programme's rule.
        case rule
        /// Another definition, or the program.
        case definition
        case protection
        case notKnown = "not-known"
    }

    public let kind: Kind
    /// The source, the rule with its versions, or the definition; empty where there is nothing to name.
    public let what: String

    public init(kind: Kind, what: String) {
        self.kind = kind
        self.what = what
    }
}

/// A cell whose value is not what was sent.
public struct CellChange: Sendable, Hashable {
    public let table: String
    /// Levels by dimension.
    public let cell: [String: String]
    public let indicator: String
    /// The column's id.
    public let column: String
    /// nil where nothing was sent, because the row or the column was not there.
    public let sent: SentValue?
    /// nil where there is none any more.
    public let now: TransmissionValue?
    public let causes: [ChangeCause]
    /// Whether it is a cumulative value that fell, which has to be explained.
    public let falls: Bool
    /// The entry of the log that explains it; nil when none does, or none has to.
    public let correction: LoggedCorrection?

    init(
        table: String, cell: [String: String], indicator: String, column: String, sent: SentValue?,
        now: TransmissionValue?, causes: [ChangeCause], falls: Bool, correction: LoggedCorrection?
    ) {
        self.table = table
        self.cell = cell
        self.indicator = indicator
        self.column = column
        self.sent = sent
        self.now = now
        self.causes = causes
        self.falls = falls
        self.correction = correction
    }

    /// A change of which no more is known than where it is, with the entry of a log that explains it.
    public init(
        table: String, cell: [String: String], indicator: String, column: String, falls: Bool, log: [LoggedCorrection]
    ) {
        let change = CellChange(
            table: table, cell: cell, indicator: indicator, column: column, sent: nil, now: nil, causes: [],
            falls: falls, correction: nil)
        let entry = falls ? log.first { $0.explains(change) } : nil
        self = entry.map { change.explained(by: $0) } ?? change
    }

    /// Now minus what was sent, with nothing as nought; nil where a number is withheld.
    public var difference: Double? {
        if case .number(let number)? = now, number.value == nil { return nil }
        return (now?.count ?? 0) - (sent?.count ?? 0)
    }

    /// Whether somebody still has to say why.
    public var isUnexplained: Bool { falls && correction == nil }
}

/// What a cell's change is asked about.
public struct ChangedCell: Sendable {
    public let indicator: String
    /// Levels by dimension, that of the split among them.
    public let levels: [String: String]
    /// Whether it is a figure of the plan, and none that was counted.
    public let isPlanned: Bool
    /// Whether a number is withheld now.
    public let isWithheld: Bool
}

/// A transmission set against the one that was sent before, cell by cell.
public struct TransmissionComparison: Sendable {
    public let sent: SentTransmission
    /// In the order of tables, rows and columns; rows that are gone last.
    public let changes: [CellChange]
    /// How many numbers of cells were looked at.
    public let compared: Int
    /// Entries of the log for this version that explain no value that fell.
    public let unused: [LoggedCorrection]

    /// - Parameters:
    ///   - log: All entries; those of other programmes and versions are passed over.
    ///   - causes: Why a cell may have changed.
    public init(
        _ now: ProgrammeTransmission, against sent: SentTransmission, log: [LoggedCorrection],
        causes: (ChangedCell) -> [ChangeCause]
    ) {
        let log = log.filter { $0.concerns(now.layout.programme, now.version?.id) }
        var (changes, compared) = ([CellChange](), 0)
        var seen: Set<SentTransmission.Key> = []
        func look(
            _ key: SentTransmission.Key, _ column: TransmissionColumnLayout, _ was: SentValue?,
            _ value: TransmissionValue?
        ) {
            if was?.count != nil || value?.isNumber == true { compared += 1 }
            guard Self.differ(was, value) else { return }
            var levels = Self.levels(key.cell)
            let cell = levels
            if let level = column.level { levels[now.layout.split] = level }
            let asked = ChangedCell(
                indicator: key.indicator, levels: levels, isPlanned: column.content.planKind != nil,
                isWithheld: value?.isNumber == true && value?.count == nil)
            let falls = column.isCumulative && (was?.count ?? 0) > (value?.count ?? 0) && !asked.isWithheld
            var change = CellChange(
                table: key.table, cell: cell, indicator: key.indicator, column: column.id, sent: was, now: value,
                causes: causes(asked), falls: falls, correction: nil)
            if falls, let entry = log.first(where: { $0.explains(change) }) { change = change.explained(by: entry) }
            changes.append(change)
        }
        for table in now.tables {
            let columns = table.layout.columns
            for row in table.rows {
                let cell = row.cell.map { "\($0.dimension)=\($0.level.name)" }.sorted()
                let key = SentTransmission.Key(table: table.layout.id, cell: cell, indicator: row.indicator)
                seen.insert(key)
                let then = sent.rows[key]
                for (column, value) in zip(columns, row.values) where column.content.isCount {
                    look(key, column, then?[column.id], value)
                }
            }
            for key in sent.order where key.table == table.layout.id && !seen.contains(key) {
                for column in columns where column.content.isCount {
                    look(key, column, sent.rows[key]?[column.id], nil)
                }
            }
        }
        self.sent = sent
        self.changes = changes
        self.compared = compared
        unused = log.filter { entry in !changes.contains { $0.correction == entry } }
    }

    /// Nothing that was not there and is nought now is no change, nor is a nought that is gone.
    private static func differ(_ was: SentValue?, _ now: TransmissionValue?) -> Bool {
        guard let was else { return (now?.count ?? 0) != 0 || now?.isWithheld == true }
        guard let now else { return (was.count ?? 0) != 0 }
        return was.count != now.count || now.isWithheld
    }

    private static func levels(_ cell: [String]) -> [String: String] {
        let pairs = cell.map { name -> (String, String) in
            let sides = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(sides.first ?? ""), sides.count > 1 ? String(sides[1]) : "")
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}

extension CellChange {
    fileprivate func explained(by entry: LoggedCorrection) -> CellChange {
        CellChange(
            table: table, cell: cell, indicator: indicator, column: column, sent: sent, now: now, causes: causes,
            falls: falls, correction: entry)
    }
}

extension TransmissionValue {
    var isNumber: Bool {
        switch self {
        case .number, .estimate: true
        case .year, .text, .empty: false
        }
    }
    var isWithheld: Bool { if case .number(let number) = self { number.isWithheld } else { false } }
}
