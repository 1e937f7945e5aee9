internal import Diagnostics
internal import Microdata
internal import Records

/// What becomes of the columns of the file: their personal data, and those that nothing reads.
extension ReadingPlanner {
    mutating func policies(
        _ columns: [ColumnPlan], _ unpivot: UnpivotPlan?
    ) -> [ReadingPlan.PersonalDataPolicy] {
        let ignored = Set(mapping.ignored.map { Self.headerName($0).lowercased() })
        for name in mapping.ignored
        where !header.contains(where: { $0.lowercased() == Self.headerName(name).lowercased() }) {
            let near = nearestName(to: Self.headerName(name), in: header.filter { !$0.isEmpty })
            report(
                "ingest.unknown-column", at: RecordLocation(file: mapping.file),
                "\(file) has no column '\(name)' to ignore",
                remedies: near.map { ["did you mean '\($0)'?"] } ?? ["take it out of `ignore:`"], severity: .warning)
        }
        return header.indices.map { position in
            let place = unpivot?.columns.contains { $0.position == position } ?? false ? valuePosition : position
            let users = columns.filter { $0.sources.contains(place) || $0.sources.contains(position) }
            if users.isEmpty {
                if mapping.shapes.drops(header[position]) { return .expected }
                let isLeftOut =
                    ignored.contains(header[position].lowercased()) || mapping.unexpectedPersonalData != .quarantine
                return isLeftOut ? .warn : .refuse
            }
            return ReadingPlan.policy(users.map { ($0, handling(of: $0)) })
        }
    }

    private func handling(of column: ColumnPlan) -> PersonalDataHandling {
        mapping.columns.first { $0.name == column.name }?.personalData ?? mapping.unexpectedPersonalData
    }

    /// - Parameter others: Columns that are read without being one of the table.
    mutating func unmappedColumns(_ columns: [ColumnPlan], _ others: [Int]) -> [String] {
        let ignored = Set(mapping.ignored.map { Self.headerName($0).lowercased() })
        let used = Set(columns.flatMap(\.allSources) + others)
        let names = header.indices.filter { position in
            !header[position].isEmpty && !used.contains(position) && !ignored.contains(header[position].lowercased())
                && !mapping.shapes.drops(header[position])
        }.map { header[$0] }
        if !names.isEmpty {
            report(
                "ingest.unmapped-columns", at: headerLocation,
                "\(names.count) \(names.count == 1 ? "column is" : "columns are") neither mapped nor ignored: "
                    + Self.listed(names),
                remedies: ["map what is needed under `columns:`, and list the rest under `ignore:`"],
                severity: mapping.unmapped)
        }
        return names
    }
}
