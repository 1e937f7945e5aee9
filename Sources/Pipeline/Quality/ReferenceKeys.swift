import Diagnostics
import Ingest
import Microdata
import Tabulation

/// The keys that a column may refer to, for saying which file lacks a row's key and which of its keys is nearest.
///
/// Keys of events, innovations and organisations are names that the project gave, and may be told; those of persons are none.
struct ReferenceKeys {
    /// Why a row breaks the rule: where the reference leads, by file and source.
    let cause: String
    private let nearest: [RowLineage.Place: String]

    /// Rows whose nearest key is looked for, and keys among which it is.
    private static let (rowLimit, keyLimit) = (1_000, 20_000)

    init(
        _ reference: RuleDefinition.Reference, of table: String, _ pipeline: LoadedPipeline, _ store: Store,
        _ sources: [SourceReading.ReadSource], _ places: [RowLineage.Place]
    ) throws {
        let targets = sources.filter { $0.summary.table == reference.table }
        let files = targets.map { "\(FilePath.name(of: $0.file.name)) (\($0.summary.source))" }
        let owners = QualityFacts.inOrder(sources.filter { $0.summary.table == table }.map(\.summary.source))
        cause =
            "'\(reference.column)' of \(owners.joined(separator: ", ")) is none of the keys '\(reference.key)' of "
            + (files.isEmpty ? "'\(reference.table)'" : files.joined(separator: ", "))
        var keys: [String] = []
        for segment in try store.segments(of: reference.table) where keys.count < Self.keyLimit {
            keys += try store.dictionary(of: reference.key, in: segment)
        }
        keys = Array(QualityFacts.inOrder(keys).prefix(Self.keyLimit))
        var nearest: [RowLineage.Place: String] = [:]
        var known: [String: String?] = [:]
        let wanted = Dictionary(grouping: places.prefix(Self.rowLimit), by: \.source)
        for (source, rows) in wanted {
            let byLine = Dictionary(
                rows.compactMap { row in row.line.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
            for segment in try store.segments(of: source) {
                guard case .keys(let codes, let dictionary) = try store.column(reference.column, of: segment),
                    case .integers(let numbers, _) = try store.column("_line", of: segment)
                else { continue }
                for (row, line) in numbers.wide.enumerated() {
                    guard let place = byLine[line], dictionary.indices.contains(Int(codes[row])) else { continue }
                    let written = dictionary[Int(codes[row])]
                    let near = known[written] ?? nearestName(to: written, in: keys)
                    known[written] = .some(near)
                    if let near { nearest[place] = near }
                }
            }
        }
        self.nearest = nearest
    }

    /// The key nearest to the one of a row; nil when none is near.
    func near(_ place: RowLineage.Place) -> String? { nearest[place] }
}

extension IntegerValues {
    /// The values in the widest type.
    fileprivate var wide: [Int] {
        switch self {
        case .int8(let values): values.map(Int.init)
        case .int16(let values): values.map(Int.init)
        case .int32(let values): values.map(Int.init)
        case .int64(let values): values.map(Int.init)
        }
    }
}
