public import Definitions

/// A transmission as it was sent: the JSON file of a build, which whoever sends it keeps.
public struct SentTransmission: Sendable {
    /// The file as the user named it.
    public let file: String
    public let programme: String
    /// The version, such as `202306`.
    public let version: String
    public let build: String
    public let asOf: String
    /// The versions of the rules then, by indicator.
    public let rules: [String: Int]
    public let basis: TransmissionBasis
    let rows: [Key: [String: SentValue]]
    /// The keys in the order of the file.
    let order: [Key]

    /// Which row of which table.
    struct Key: Hashable {
        let table: String
        /// Levels by dimension, as `dimension=level`, sorted.
        let cell: [String]
        let indicator: String
    }

    /// Decodes a file that has been checked against its schema.
    ///
    /// - Returns: nil, and a finding, when it is no transmission of this form.
    public static func decode(_ root: Definition, file: String, with reader: DefinitionReader) -> SentTransmission? {
        let programme = reader.string("programme", in: root)
        let version = reader.string("version", in: root)
        var rows: [Key: [String: SentValue]] = [:]
        var order: [Key] = []
        var rules: [String: Int] = [:]
        for table in reader.items("tables", in: root) {
            let id = table["id"]?.string ?? ""
            for row in reader.items("rows", in: table) {
                let cell = (row["cell"]?.mapping ?? DefinitionMapping([])).map { "\($0.key)=\($0.value.string ?? "")" }
                let key = Key(table: id, cell: cell.sorted(), indicator: row["indicator"]?.string ?? "")
                rules[key.indicator] = row["rule"]?.int
                var values: [String: SentValue] = [:]
                for entry in row["values"]?.mapping ?? DefinitionMapping([]) {
                    values[entry.key] = entry.value.double.map(SentValue.number)
                }
                for entry in row["empty"]?.mapping ?? DefinitionMapping([]) { values[entry.key] = .empty }
                if rows.updateValue(values, forKey: key) == nil { order.append(key) }
            }
        }
        guard let programme, let version else { return nil }
        return SentTransmission(
            file: file, programme: programme, version: version, build: reader.string("build", in: root, default: ""),
            asOf: reader.string("asOf", in: root, default: ""), rules: rules,
            basis: TransmissionBasis(
                inputs: reader.items("inputs", in: root).compactMap { node in
                    guard let source = node["source"]?.string, let table = node["table"]?.string,
                        let place = node["place"]?.string, let content = node["content"]?.string
                    else { return nil }
                    return TransmissionInput(source: source, table: table, place: place, content: content)
                }, definitions: reader.stringsByKey("definitions", in: root)), rows: rows, order: order)
    }
}

/// A value as it was sent.
public enum SentValue: Sendable, Hashable {
    case number(Double)
    case empty

    public var count: Double? { if case .number(let value) = self { value } else { nil } }
}

/// What a transmission's figures rest on, so that the next one can say why a figure differs.
///
/// It holds hashes alone: nothing of a row, and no name of a file.
public struct TransmissionBasis: Sendable, Hashable {
    public let inputs: [TransmissionInput]
    /// A hash of each definition that can change a figure, by its name.
    public let definitions: [String: String]

    public init(inputs: [TransmissionInput], definitions: [String: String]) {
        self.inputs = inputs
        self.definitions = definitions
    }
}

/// A file that figures were counted from.
public struct TransmissionInput: Sendable, Hashable {
    /// The pipeline's name of the source, and the table that its rows go to.
    public let source: String
    public let table: String
    /// Hashes of the file's path, as the pipeline names it, and of its content with the corrections of it.
    public let place: String
    public let content: String

    public init(source: String, table: String, place: String, content: String) {
        self.source = source
        self.table = table
        self.place = place
        self.content = content
    }
}
