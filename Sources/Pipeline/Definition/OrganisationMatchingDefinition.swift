import Definitions
public import Diagnostics
public import Ingest

/// That organisations written in tables are found in the register of another table.
public struct OrganisationMatchingDefinition: Sendable {
    /// The table of the register, and its columns with keys, names and business IDs.
    public let table: String
    public let key: String
    public let name: String
    public let businessID: String?
    /// Where organisations are written, each with its place in the definition.
    public let columns: [(column: OrganisationColumn, location: RecordLocation)]
    public let thresholds: NameThresholds
    /// The file in which people decide what a build cannot, relative to the pipeline.
    public let review: String
    public let location: RecordLocation

    /// Everything of it that decides what is found, as texts.
    var described: [String] {
        [table, key, name, businessID ?? "", "\(thresholds.similar)", thresholds.certain.map { "\($0)" } ?? ""]
            + columns.flatMap { [$0.column.table, $0.column.column, $0.column.businessID ?? ""] }
    }

    /// The key `matching:` of a pipeline.
    static func decode(_ root: Definition, _ reader: DefinitionReader) -> OrganisationMatchingDefinition? {
        guard let matching = reader.optionalMapping("matching", in: root),
            let node = reader.mapping("organisations", in: matching),
            let register = reader.mapping("register", in: node)
        else { return nil }
        let table = reader.string("table", in: register)
        let key = reader.string("key", in: register)
        let name = reader.string("name", in: register)
        let review = reader.string("review", in: node)
        let columns = reader.list("columns", in: node) { item -> (OrganisationColumn, RecordLocation)? in
            let table = reader.string("table", in: item)
            let column = reader.string("column", in: item)
            let businessID = reader.optionalString("business-id", in: item)
            guard let table, let column else { return nil }
            return (OrganisationColumn(table: table, column: column, businessID: businessID), item.location)
        }
        let similar = reader.double("similar", in: node, default: 0.8)
        let certain = reader.optionalDouble("certain", in: node)
        if let certain, certain < similar {
            reader.report(
                "matching.thresholds", at: node["certain"] ?? node, "'certain' is below 'similar'",
                cause: "what is near enough to be taken without asking is near enough to ask about",
                remedies: ["write a 'certain' of \(similar) to 1, or leave it out"])
        }
        guard let table, let key, let name, let review else { return nil }
        return OrganisationMatchingDefinition(
            table: table, key: key, name: name, businessID: reader.optionalString("business-id", in: register),
            columns: columns.map { (column: $0.0, location: $0.1) },
            thresholds: NameThresholds(similar: similar, certain: certain), review: review, location: node.location)
    }
}
