internal import Diagnostics
internal import Microdata
internal import Records

/// How the columns of a record are made out of those of a file.
extension ReadingPlanner {
    /// The column of a field that the mapping does not mention: nobody was asked.
    mutating func absent(_ field: RecordField) -> ColumnPlan {
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

    mutating func plan(for column: ColumnMapping, field: RecordField?) -> ColumnPlan? {
        let location = column.location ?? RecordLocation(file: mapping.file, column: column.name)
        let type = column.type ?? field?.type ?? (column.codes != nil || !column.values.isEmpty ? .code : .text)
        let codeList = codeList(column, location)
        if let text = column.constant {
            guard let value = constantValue(text, type, codeList, location) else { return nil }
            if field?.required ?? false, codeList == nil { reportUndecided(column.name, text, location) }
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
            name: column.name, type: type, form: type == .quotation ? quotation(column) : form(type, column),
            sources: sources,
            label: label(sources[0]),
            required: type != .quotation && (column.required ?? field?.required ?? false), values: values,
            missing: missing(column),
            dictionary: dictionary,
            isOpen: type == .code && (codeList == nil && column.values.isEmpty || column.keepsUnlisted),
            range: range(column, type), rangeText: rangeText(column), datePattern: column.format,
            pattern: column.pattern, check: column.check, severity: column.severity,
            decimalMark: decimalMark, unit: column.shape.unit,
            personScope: column.shape.scope == .file ? file + "\u{1F}" : nil, places: places,
            keepsUnlisted: column.keepsUnlisted)
    }

    /// Warns of the word that a proposed mapping has where a person has to decide.
    private mutating func reportUndecided(_ name: String, _ text: String, _ location: RecordLocation) {
        guard text.trimmed.lowercased() == Self.undecided else { return }
        report(
            "ingest.undecided", at: location, "'\(name)' is '\(text.trimmed)' in all rows",
            cause: "that is the word of a proposed mapping, and nobody has decided what it should be",
            remedies: [
                name == "wave"
                    ? "write the wave, such as `{constant: after, codes: wave}`" : "write what it is in all rows",
                "name the column that has it: `{from: …}`",
            ], severity: .warning)
    }

    /// What a proposed mapping has for a value that nobody has decided yet.
    static let undecided = "unknown"

    private func form(_ type: FieldType, _ column: ColumnMapping) -> ColumnPlan.Form {
        switch type {
        case .person: .person(upper: column.normalisation == .upper)
        case .identifier: .identifier
        case .code: .code
        case .day: .day
        case .moment: .moment
        case .integer, .boolean: .number(places: 0)
        case .decimal(let places): .number(places: places)
        case .title, .text, .quotation: .text
        case .textLength: .textLength
        case .headcount: .headcount
        }
    }

    mutating func codeList(_ column: ColumnMapping, _ location: RecordLocation) -> CodeList? {
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
    func dictionary(_ column: ColumnMapping, _ type: FieldType, _ list: CodeList?) -> [String] {
        if column.places?.kept == .level, list == nil { return column.places?.levels ?? [] }
        guard type == .code || type == .identifier && list != nil else { return [] }
        if let list { return list.codes.map(\.code) }
        var codes: [String] = []
        for value in column.values where !codes.contains(value.meaning) { codes.append(value.meaning) }
        return codes
    }

    func range(_ column: ColumnMapping, _ type: FieldType) -> ClosedRange<Int64>? {
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

    func rangeText(_ column: ColumnMapping) -> String {
        if let days = column.days { return "\(days.lowerBound)…\(days.upperBound)" }
        guard let range = column.range else { return "0…1" }
        func text(_ value: Double) -> String { Int64(exactly: value).map { String($0) } ?? String(value) }
        return "\(text(range.lowerBound))…\(text(range.upperBound))"
    }
}
