import Definitions
import Diagnostics
import Ingest
import Microdata
import Records

/// The matching of organisations with what people have decided so far.
public struct LoadedMatching: Sendable {
    let definition: OrganisationMatchingDefinition
    /// Where the review file is, and what it holds.
    let path: String
    let review: ReviewFile

    /// Everything of it that decides what is found, but for the register: what waits for a decision decides nothing.
    var digest: String {
        Pipeline.digest(
            definition.described + review.decided.flatMap { [$0.written, "\($0.decision)"] })
    }

    /// Whether a table has columns with organisations to match.
    func concerns(_ table: String) -> Bool { definition.columns.contains { $0.column.table == table } }

    /// Reads the review file; there need not be one yet.
    static func load(
        _ definition: OrganisationMatchingDefinition, in folder: String, _ reader: DefinitionReader
    ) -> LoadedMatching {
        let path = FilePath.joined(folder, definition.review)
        var findings: [Finding] = []
        var review = ReviewFile(file: path)
        if FilePath.exists(path) {
            do throws(PipelineError) {
                review = ReviewFile(bytes: try FilePath.bytes(of: path), file: path, findings: &findings)
            } catch {
                findings.append(Finding(error))
            }
        }
        for finding in findings { reader.report(finding) }
        return LoadedMatching(definition: definition, path: path, review: review)
    }
}

extension LoadedMatching {
    /// Reports what does not fit between the definition and the mappings.
    func check(_ mappings: [Mapping], _ reader: DefinitionReader) {
        let tables = Set(mappings.map(\.table)).sorted()
        /// Whether a table has a column of one of some types.
        func check(_ column: String, of table: String, at location: RecordLocation, allows types: [FieldType]?) {
            let own = mappings.filter { $0.table == table }
            guard !own.isEmpty else {
                return reader.reportUnknown(
                    table, at: location, as: "a table", among: tables, code: "matching.unknown-table")
            }
            let known = own.flatMap { $0.columns.map(\.name) }
            guard known.contains(column) else {
                return reader.reportUnknown(
                    column, at: location, as: "a mapped column of '\(table)'", among: known,
                    code: "matching.unknown-column")
            }
            guard let types else { return }
            for mapping in own {
                guard let found = mapping.type(of: column), !types.contains(found) else { continue }
                reader.report(
                    "matching.type", at: location, "'\(column)' of '\(table)' is \(found.name)",
                    cause: "organisations are matched in columns of type identifier",
                    remedies: ["give the column `type: identifier` in \(mapping.file)"])
            }
        }
        check(definition.key, of: definition.table, at: definition.location, allows: nil)
        check(definition.name, of: definition.table, at: definition.location, allows: nil)
        if let id = definition.businessID {
            check(id, of: definition.table, at: definition.location, allows: [.identifier])
        }
        var seen: Set<[String]> = []
        for (column, location) in definition.columns {
            check(column.column, of: column.table, at: location, allows: [.identifier])
            if let id = column.businessID { check(id, of: column.table, at: location, allows: [.identifier]) }
            if column.table == definition.table {
                reader.report(
                    "matching.own-register", at: location, "the register cannot be matched with itself",
                    remedies: ["take '\(column.table)' out of `columns:`"])
            }
            if !seen.insert([column.table, column.column]).inserted {
                reader.report(
                    "matching.twice", at: location, "'\(column.column)' of '\(column.table)' stands here twice",
                    remedies: ["leave one of the two"])
            }
            let name = OrganisationMatch.columnName(of: column.column)
            if mappings.contains(where: { $0.table == column.table && $0.columns.contains { $0.name == name } }) {
                reader.report(
                    "matching.column", at: location, "'\(column.table)' has a column '\(name)' already",
                    cause: "matching makes a column of that name, which says how each row was found",
                    remedies: ["give the other column another name in its mapping"])
            }
        }
    }
}
