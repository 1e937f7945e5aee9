internal import Diagnostics
internal import Records

// How a mapping finds its columns in a file, and what it says of the file's rows.
extension ReadingPlanner {
    /// What stands for a missing answer in a column: what it says itself goes before what is said of all.
    func missing(_ column: ColumnMapping) -> [(written: String, reason: MissingReason)] {
        let own = Set(column.missing.map(\.written) + column.values.map(\.written))
        return column.missing.map { (written: $0.written, reason: $0.reason) }
            + everywhereMissing.filter { !own.contains($0.written) }
    }

    /// What stands for a missing answer in every column.
    var everywhereMissing: [(written: String, reason: MissingReason)] {
        mapping.shapes.missing.map { (written: $0.written, reason: $0.reason) }
            + mapping.missing.filter { !$0.isEmpty }.map { (written: $0, reason: .notAnswered) }
    }

    /// Of names that a column may have, the first that the file has, as a list of none or one.
    func present(_ names: [String]) -> [String] {
        names.first { knownPosition(of: $0) != nil }.map { [$0] } ?? []
    }

    /// The column of an optional source that the file lacks: nobody was asked. A record cannot be without its key columns.
    mutating func lacking(
        _ column: ColumnMapping, _ field: RecordField?, _ type: FieldType, _ location: RecordLocation
    ) -> ColumnPlan? {
        guard column.required ?? field?.required ?? false else {
            return constant(column.name, type, .missing(.notAsked))
        }
        report(
            "ingest.required-column", at: location,
            "\(file) has none of the columns that '\(column.name)' could be: \(Self.listed(column.sources))",
            cause: "its columns are \(Self.listed(header)); without '\(column.name)' a row cannot be used",
            remedies: ["add '\(column.name): {from: …}' under `columns:`"])
        return nil
    }

    /// What messages call a source column.
    func label(_ position: Int) -> String {
        switch position {
        case rowPosition: Self.rowName
        case header.count + 1: Self.nameName
        case header.count + 2: Self.valueName
        default: header[position].isEmpty ? "#\(position + 1)" : header[position]
        }
    }

    /// The sources that are no columns of the file: the number of a row, and what unpivoting makes of columns.
    static let (rowName, nameName, valueName) = ("#row", "#name", "#value")
    var rowPosition: Int { header.count }
    var namePosition: Int { header.count + 1 }
    var valuePosition: Int { header.count + 2 }

    /// The place of the first of some names that the file has; a finding about the first name when it has none.
    mutating func position(ofAny names: [String], _ location: RecordLocation) -> Int? {
        guard let name = present(names).first ?? names.first else { return nil }
        return position(of: name, location)
    }

    /// The place of a source column by its name, whatever its case, else by its text or its place.
    func knownPosition(of name: String) -> Int? {
        let plain = Self.headerName(name)
        if let position = positions[plain] { return position }
        let lower = plain.lowercased()
        if let position = header.firstIndex(where: { $0.lowercased() == lower }) { return position }
        // A text that two columns have names neither.
        for names in aliases {
            if let position = names.firstIndex(of: lower), names.lastIndex(of: lower) == position { return position }
        }
        switch plain {
        case Self.rowName: return rowPosition
        case Self.nameName:
            return mapping.shapes.unpivot.flatMap { $0.separator == nil ? namePosition : nil }
        case Self.valueName: return mapping.shapes.unpivot == nil ? nil : valuePosition
        default: return namelessPosition(plain)
        }
    }

    // MARK: Rows

    mutating func unpivotPlan() -> UnpivotPlan? {
        guard let unpivot = mapping.shapes.unpivot else { return nil }
        let location = unpivot.location ?? RecordLocation(file: mapping.file)
        var columns: [(position: Int, name: String)] = []
        for item in unpivot.items {
            guard let position = position(of: item.source, location) else { continue }
            if position < header.count {
                columns.append((position, item.name))
            } else {
                report(
                    "ingest.unknown-column", at: location, "'\(item.source)' is no column of a file",
                    remedies: ["name the columns that become rows under `unpivot:`"])
            }
        }
        guard !columns.isEmpty else { return nil }
        return UnpivotPlan(
            columns: columns, separator: unpivot.separator, namePosition: namePosition, valuePosition: valuePosition)
    }

    mutating func exclusionPlans(_ unpivot: UnpivotPlan?) -> [ExclusionPlan] {
        let missing = everywhereMissing.map(\.written)
        var plans: [ExclusionPlan] = []
        for rule in mapping.shapes.exclusions {
            if rule.isOptional, present(rule.sources).isEmpty { continue }
            let location = rule.location ?? RecordLocation(file: mapping.file)
            guard let position = position(ofAny: rule.sources, location) else { continue }
            plans.append(
                ExclusionPlan(position: position, condition: rule.condition, reason: rule.reason, missing: missing))
        }
        if let unpivot, mapping.shapes.unpivot?.keepsEmpty == false {
            plans.append(
                ExclusionPlan(
                    position: unpivot.valuePosition, condition: .empty, reason: Unpivot.emptyReason, missing: []))
        }
        return plans
    }
}
