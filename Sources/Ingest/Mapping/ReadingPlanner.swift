internal import Diagnostics
internal import Microdata
internal import Records

/// Fits a mapping to a file's header, and collects everything that does not fit.
struct ReadingPlanner {
    let mapping: Mapping
    let codeLists: [String: CodeList]
    let file: String
    let header: [String]
    /// Where the header is; without a line in a file that has none.
    let headerLocation: RecordLocation
    /// The file's decimal mark; nil takes either.
    let decimalMark: CSVDialect.DecimalMark?
    private var findings: [Finding] = []
    var positions: [String: Int] = [:]
    private var doubled: Set<String> = []
    /// What else the columns may be called, in lists of their own: the texts of questions, or codes before them.
    let aliases: [[String]]

    init(
        mapping: Mapping, codeLists: [String: CodeList], file: String, header: [String], headerLocation: RecordLocation,
        decimalMark: CSVDialect.DecimalMark?, aliases: [[String]] = []
    ) {
        self.aliases = aliases.map { $0.map { Self.headerName($0).lowercased() } }
        self.mapping = mapping
        self.codeLists = codeLists
        self.file = file
        self.header = header.map(Self.headerName)
        self.headerLocation = headerLocation
        self.decimalMark = decimalMark
        for (position, name) in self.header.enumerated() where !name.isEmpty {
            if positions[name] == nil { positions[name] = position } else { doubled.insert(name) }
        }
    }

    /// A column name without the blanks around it and with line breaks as spaces, which mappings need not repeat.
    ///
    /// Personal data in it is masked: a file without a header has a person's data in its place, and messages name columns.
    static func headerName(_ text: String) -> String {
        PersonalData.masked(text.onOneLine)
    }

    mutating func plan() throws(IngestError) -> ReadingPlan {
        var columns: [ColumnPlan] = []
        for field in mapping.record.fields {
            if let column = mapping.columns.first(where: { $0.name == field.name }) {
                if let plan = plan(for: column, field: field) { columns.append(plan) }
            } else {
                columns.append(absent(field))
            }
        }
        for column in mapping.columns where !mapping.record.fields.contains(where: { $0.name == column.name }) {
            if let plan = plan(for: column, field: nil) { columns.append(plan) }
        }
        let unpivot = unpivotPlan()
        let exclusions = exclusionPlans(unpivot)
        let policies = policies(columns, unpivot)
        let unmapped = unmappedColumns(columns, (unpivot?.columns.map(\.position) ?? []) + exclusions.map(\.position))
        let key = mapping.unique.compactMap { name in columns.firstIndex { $0.name == name } }
        if findings.contains(where: { $0.severity >= .error }) {
            throw .mappingDoesNotFit(file: file, findings: findings)
        }
        var plan = ReadingPlan(
            table: mapping.table, columns: columns, header: header, policies: policies, unmapped: unmapped, key: key,
            keyIsSymmetric: mapping.uniqueIsSymmetric, keyNames: mapping.uniqueWords, findings: findings,
            decimalMark: decimalMark, format: mapping.format,
            unpivot: unpivot, exclusions: exclusions, rowPosition: rowPosition)
        if let rule = mapping.codeMatch, let variants = mapping.variants { plan.variants = (rule.column, variants) }
        plan.corrections = FittedCorrections(mapping.corrections, header: header, decimalMark: decimalMark)
        plan.namedAfterPhones = header.map(PersonalData.isNamedAfterPhones)
        return plan
    }

    // MARK: Names of columns

    /// The place of a source column; a finding with the nearest name when there is none.
    mutating func position(of name: String, _ location: RecordLocation) -> Int? {
        let plain = Self.headerName(name)
        guard let position = knownPosition(of: name) else {
            if plain == Self.nameName || plain == Self.valueName {
                report(
                    "ingest.not-unpivoted", at: location, "'\(plain)' is read, and no columns are turned into rows",
                    remedies: ["add `unpivot:` with the columns to the mapping"])
                return nil
            }
            let near = nearestName(to: plain, in: header.filter { !$0.isEmpty })
            let onLine = headerLocation.line.map { " on line \($0)" }
            report(
                "ingest.unknown-column", at: location, "\(file) has no column '\(name)'",
                cause: "its columns\(onLine ?? "") are \(Self.listed(header))",
                remedies: (near.map { ["did you mean '\($0)'?"] } ?? []) + ["correct `from:` in the mapping"]
                    + (onLine == nil ? [] : ["check `header-row:` and `separator:` under `format:`"]))
            return nil
        }
        if position < header.count, doubled.contains(header[position]) {
            report(
                "ingest.doubled-column", at: location, "\(file) has more than one column '\(name)'",
                cause: "the first one is read", remedies: ["give the columns different names in the file"],
                severity: .warning)
        }
        return position
    }

    /// The place of a column that the file gives no name, written as `#1` for the first column.
    func namelessPosition(_ name: String) -> Int? {
        guard name.hasPrefix("#"), let number = Int(name.dropFirst()), header.indices.contains(number - 1),
            header[number - 1].isEmpty
        else { return nil }
        return number - 1
    }

    // MARK: Findings

    mutating func report(
        _ code: String, at location: RecordLocation, _ problem: String, cause: String? = nil, remedies: [String] = [],
        severity: Severity = .error
    ) {
        let finding = Finding(
            code: code, severity: severity,
            explanation: Explanation(summary: "\(location): \(problem)", cause: cause, remedies: remedies),
            location: location)
        // The columns of one question look for the same columns of the file.
        if !findings.contains(finding) { findings.append(finding) }
    }

    static func listed(_ names: [String]) -> String {
        let shown = names.filter { !$0.isEmpty }
        let first = shown.prefix(12).map { "'\(shortened($0))'" }.joined(separator: ", ")
        return shown.isEmpty ? "none" : shown.count > 12 ? "\(first) and \(shown.count - 12) more" : first
    }
}
