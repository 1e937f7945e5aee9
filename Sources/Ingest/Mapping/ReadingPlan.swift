internal import Diagnostics
internal import Microdata
internal import Records

/// A mapping made to fit one file: every column to build, with the fields that it comes from.
struct ReadingPlan: Sendable {
    let table: String
    let columns: [ColumnPlan]
    /// The source's column names, as written.
    let header: [String]
    let policies: [PersonalDataPolicy]
    /// The source columns that are neither mapped nor ignored.
    let unmapped: [String]
    /// The columns whose values together no two rows share, as positions in `columns`.
    let key: [Int]
    let keyNames: [String]
    /// Below severity error: those stop the plan from being made.
    let findings: [Finding]
    let decimalMark: CSVDialect.DecimalMark?
    /// What takes down the patterns of the codes in a column, in a first reading.
    var variants: (column: String, collector: CodeVariants)?
    /// How the mapping says that cells are written.
    var format: DeclaredFormat?
    /// The columns of which each row becomes as many records.
    var unpivot: UnpivotPlan?
    /// The rules that leave rows out.
    var exclusions: [ExclusionPlan] = []
    /// The place at which the number of a row is asked for, after the file's own columns.
    var rowPosition: Int?

    /// How many records a row becomes.
    var recordsPerRow: Int { unpivot?.columns.count ?? 1 }

    /// What to do about personal data in a source column; a column beside the header is read by nobody.
    func policy(_ column: Int) -> PersonalDataPolicy { column < policies.count ? policies[column] : .refuse }

    /// What messages call a source column.
    func name(_ column: Int) -> String { column < header.count ? header[column] : "column \(column + 1)" }

    /// Which source columns are named after phones, by position; asked of every cell, and so found out once.
    var namedAfterPhones: [Bool] = []

    /// Whether a source column is named after phones.
    func isNamedAfterPhones(_ column: Int) -> Bool { column < namedAfterPhones.count && namedAfterPhones[column] }

    /// What is read in place of what cells hold; nil when the file is read as it is.
    var corrections: FittedCorrections?

    /// The number of header columns up to the last with a name: a row may leave out what comes after.
    var namedColumns: Int { (header.lastIndex { !$0.isEmpty } ?? -1) + 1 }
}

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
        PersonalData.masked(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
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
            keyNames: mapping.unique, findings: findings, decimalMark: decimalMark, format: mapping.format,
            unpivot: unpivot, exclusions: exclusions, rowPosition: rowPosition)
        if let rule = mapping.codeMatch, let variants = mapping.variants { plan.variants = (rule.column, variants) }
        plan.corrections = FittedCorrections(mapping.corrections, header: header, decimalMark: decimalMark)
        plan.namedAfterPhones = header.map(PersonalData.isNamedAfterPhones)
        return plan
    }

    // MARK: Columns

    /// The column of a field that the mapping does not mention: nobody was asked.
    private mutating func absent(_ field: RecordField) -> ColumnPlan {
        if field.required {
            report(
                "ingest.required-column", at: RecordLocation(file: mapping.file),
                "the column '\(field.name)' of \(mapping.record.rawValue) is not mapped",
                cause: "without it a row cannot be used",
                remedies: ["add '\(field.name): {from: …}' under `columns:`"])
        }
        return constant(field.name, field.type, .missing(.notAsked))
    }

    func constant(_ name: String, _ type: FieldType, _ value: ColumnPlan.ConstantValue) -> ColumnPlan {
        ColumnPlan(
            name: name, type: type, form: .constant(value), sources: [], label: name, required: false, values: [],
            missing: [], dictionary: [], isOpen: false, range: nil, rangeText: "", datePattern: nil, pattern: nil,
            check: nil, severity: .error, decimalMark: nil)
    }

    private mutating func plan(for column: ColumnMapping, field: RecordField?) -> ColumnPlan? {
        let location = column.location ?? RecordLocation(file: mapping.file, column: column.name)
        let type = column.type ?? field?.type ?? (column.codes != nil || !column.values.isEmpty ? .code : .text)
        let codeList = codeList(column, location)
        if let text = column.constant {
            guard let value = constantValue(text, type, codeList, location) else { return nil }
            return constant(column.name, type, value)
        }
        if let part = column.shape.choice { return choicePlan(part, column, column.name) }
        let present = column.shape.isOptional ? present(column.sources) : column.sources
        if present.isEmpty { return lacking(column, field, type, location) }
        let sources = present.compactMap { position(of: $0, location) }
        guard !sources.isEmpty else { return nil }
        let dictionary = dictionary(column, type, codeList)
        let values = values(column, type, codeList, dictionary, location)
        let places = places(column, type, codeList, dictionary, location)
        return ColumnPlan(
            name: column.name, type: type, form: form(type, column), sources: sources,
            label: label(sources[0]),
            required: column.required ?? field?.required ?? false, values: values,
            missing: missing(column),
            dictionary: dictionary,
            isOpen: type == .code && (codeList == nil && column.values.isEmpty || column.keepsUnlisted),
            range: range(column, type), rangeText: rangeText(column), datePattern: column.format,
            pattern: column.pattern, check: column.check, severity: column.severity,
            decimalMark: decimalMark, unit: column.shape.unit,
            personScope: column.shape.scope == .file ? file + "\u{1F}" : nil, places: places,
            keepsUnlisted: column.keepsUnlisted)
    }

    private func form(_ type: FieldType, _ column: ColumnMapping) -> ColumnPlan.Form {
        switch type {
        case .person: .person(upper: column.normalisation == .upper)
        case .identifier: .identifier
        case .code: .code
        case .day: .day
        case .moment: .moment
        case .integer, .boolean: .number(places: 0)
        case .decimal(let places): .number(places: places)
        case .title, .text: .text
        case .textLength: .textLength
        case .headcount: .headcount
        }
    }

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

    private mutating func codeList(_ column: ColumnMapping, _ location: RecordLocation) -> CodeList? {
        guard let name = column.codes else { return nil }
        if let list = codeLists[name] { return list }
        let names = codeLists.keys.sorted()
        report(
            "ingest.unknown-code-list", at: location, "there is no code list '\(name)'",
            cause: "there \(names.count == 1 ? "is" : "are") only \(Self.listed(names))",
            remedies: nearestName(to: name, in: names).map { ["did you mean '\($0)'?"] } ?? [])
        return nil
    }

    /// The codes that a column can have, in the order of the list, or else of the mapping.
    private func dictionary(_ column: ColumnMapping, _ type: FieldType, _ list: CodeList?) -> [String] {
        if column.places?.kept == .level, list == nil { return column.places?.levels ?? [] }
        guard type == .code || type == .identifier && list != nil else { return [] }
        if let list { return list.codes.map(\.code) }
        var codes: [String] = []
        for value in column.values where !codes.contains(value.meaning) { codes.append(value.meaning) }
        return codes
    }

    private mutating func values(
        _ column: ColumnMapping, _ type: FieldType, _ list: CodeList?, _ dictionary: [String],
        _ location: RecordLocation
    ) -> [(written: String, meaning: Int64)] {
        var values: [(written: String, meaning: Int64)] = []
        switch type {
        case .code:
            if dictionary.count > CodeBuilder.limit {
                report(
                    "ingest.too-many-codes", at: location,
                    "the code list of '\(column.name)' has \(dictionary.count) codes",
                    cause: "a column of codes holds at most \(CodeBuilder.limit)",
                    remedies: ["give the column `type: identifier`"])
                return []
            }
            let indexes = Dictionary(
                dictionary.enumerated().map { ($1, Int64($0)) }, uniquingKeysWith: { first, _ in first })
            for value in column.values {
                guard let index = indexes[value.meaning] else {
                    report(
                        "ingest.unknown-code", at: location,
                        "'\(value.meaning)' is no code of the list '\(column.codes ?? "")'",
                        cause: "its codes are \(Self.listed(dictionary))",
                        remedies: nearestName(to: value.meaning, in: dictionary).map { ["did you mean '\($0)'?"] } ?? []
                    )
                    continue
                }
                values.append((value.written, index))
            }
            // The code itself before titles, and titles before aliases: a title may be spelled like another's code.
            for (index, code) in dictionary.enumerated() { values.append((code, Int64(index))) }
            for (index, code) in (list?.codes ?? []).enumerated() {
                for language in code.titles.keys.sorted() {
                    if let title = code.titles[language] { values.append((title, Int64(index))) }
                }
            }
            for (index, code) in (list?.codes ?? []).enumerated() { values += code.aliases.map { ($0, Int64(index)) } }
        case .boolean:
            for value in column.values {
                switch value.meaning {
                case "true", "1": values.append((value.written, 1))
                case "false", "0": values.append((value.written, 0))
                default: reportMeaning(value, "true or false", location)
                }
            }
            values += Self.booleanWords
        case .integer, .decimal, .headcount:
            for value in column.values {
                let bytes = Array(value.meaning.utf8)
                let reading = unsafe bytes.withUnsafeBufferPointer { buffer in
                    unsafe buffer.baseAddress.map { start in
                        unsafe WrittenNumber.reading(start, 0, bytes.count, places: type.places, mark: nil)
                    }
                }
                if case .number(let number) = reading {
                    values.append((value.written, number))
                } else {
                    reportMeaning(value, "number", location)
                }
            }
        case .day, .moment:
            for value in column.values {
                if let day = CalendarDay(iso: value.meaning) {
                    values.append((value.written, Int64(day.number)))
                } else {
                    reportMeaning(value, "day such as 2023-11-07", location)
                }
            }
        case .person, .identifier, .title, .text, .textLength:
            if !column.values.isEmpty, type != .identifier || list == nil {
                report(
                    "ingest.values-not-used", at: location, "'\(column.name)' is a \(type.name) and takes no `values:`",
                    remedies: ["remove `values:`", "give the column `type: code`"])
            }
        }
        return values
    }

    private mutating func reportMeaning(_ value: ColumnMapping.Value, _ expected: String, _ location: RecordLocation) {
        report(
            "ingest.not-of-type", at: location,
            "'\(value.meaning)', for which '\(shortened(value.written))' stands, is no \(expected)",
            remedies: ["correct `values:`"])
    }

    /// Yes and no in Finnish, Swedish and English, and the cross of a ticked box.
    static let booleanWords: [(written: String, meaning: Int64)] = [
        ("kyllä", 1), ("ja", 1), ("yes", 1), ("true", 1), ("tosi", 1), ("x", 1), ("k", 1), ("y", 1),
        ("ei", 0), ("nej", 0), ("no", 0), ("false", 0), ("epätosi", 0), ("e", 0), ("n", 0),
    ]

    private func range(_ column: ColumnMapping, _ type: FieldType) -> ClosedRange<Int64>? {
        if type == .boolean { return 0...1 }
        if type == .day || type == .moment {
            return column.days.map { Int64($0.lowerBound.number)...Int64($0.upperBound.number) }
        }
        guard let range = column.range else { return type == .headcount ? 0...Int64.max : nil }
        var scale = 1.0
        for _ in 0..<type.places { scale *= 10 }
        func scaled(_ value: Double) -> Int64 {
            Int64(exactly: (value * scale).rounded()) ?? (value < 0 ? .leastPresent : .max)
        }
        return scaled(range.lowerBound)...scaled(range.upperBound)
    }

    private func rangeText(_ column: ColumnMapping) -> String {
        if let days = column.days { return "\(days.lowerBound)…\(days.upperBound)" }
        guard let range = column.range else { return "0…1" }
        func text(_ value: Double) -> String { Int64(exactly: value).map { String($0) } ?? String(value) }
        return "\(text(range.lowerBound))…\(text(range.upperBound))"
    }

    private mutating func constantValue(
        _ text: String, _ type: FieldType, _ list: CodeList?, _ location: RecordLocation
    ) -> ColumnPlan.ConstantValue? {
        func wrong(_ expected: String) -> ColumnPlan.ConstantValue? {
            report(
                "ingest.not-of-type", at: location, "the constant '\(shortened(text))' is no \(expected)",
                remedies: ["correct `constant:`"])
            return nil
        }
        let bytes = Array(text.utf8) + [0]
        switch type {
        case .code:
            guard let list else { return .code(text) }
            if list.index(of: text) != nil { return .code(text) }
            let plain = plainSpelling(text)
            let code = list.codes.first {
                ([$0.code] + $0.titles.values + $0.aliases).contains { plainSpelling($0) == plain }
            }
            return code.map { .code($0.code) } ?? wrong("code of the list '\(list.name)'")
        case .identifier: return .identifier(text)
        case .person: return .person(text)
        case .title, .text: return .text(text)
        case .textLength: return .number(Int64(text.unicodeScalars.count))
        case .boolean:
            guard let word = Self.booleanWords.first(where: { $0.written == text.lowercased() }) else {
                return text == "1" ? .number(1) : text == "0" ? .number(0) : wrong("yes or no")
            }
            return .number(word.meaning)
        case .integer, .decimal, .headcount:
            let reading = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe buffer.baseAddress.map { start in
                    unsafe WrittenNumber.reading(start, 0, bytes.count - 1, places: type.places, mark: nil)
                }
            }
            guard case .number(let number) = reading else { return wrong("number") }
            return .number(number)
        case .day, .moment:
            let reading = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe buffer.baseAddress.flatMap { start in unsafe DateText.reading(start, 0, bytes.count - 1) }
            }
            guard let reading else { return wrong("date") }
            return type == .day ? .day(reading.day) : .moment(Int64(reading.day) * 86400 + (reading.second ?? 0))
        }
    }

    // MARK: Source columns

    private mutating func policies(
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
    private mutating func unmappedColumns(_ columns: [ColumnPlan], _ others: [Int]) -> [String] {
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
