public import Definitions
internal import Diagnostics
public import Records

extension Mapping {
    /// Decodes a mapping that its schema has checked.
    ///
    /// - Parameters:
    ///   - root: The value at the top of the file.
    ///   - codeLists: The code lists that it may name.
    ///   - reader: Takes the findings.
    /// - Returns: nil when the mapping cannot be used; the reader then has the reasons.
    public static func decode(
        _ root: Definition, codeLists: [String: CodeList], with reader: DefinitionReader
    ) -> Mapping? {
        let errorsBefore = reader.findings.count { $0.severity >= .error }
        let (root, preset) = Preset.applied(to: root, reader)
        guard let record = reader.choice("record", in: root, of: RecordKind.self) else { return nil }
        let format = format(reader.optionalMapping("format", in: root), reader)
        let decoder = ColumnDecoder(record: record, codeLists: codeLists, reader: reader)
        var shapes = shapes(root, reader)
        shapes.preset = preset
        let columns =
            reader.entries("columns", in: root, decoder.column) + decoder.matrices(root)
            + decoder.choices(root, &shapes)
        decoder.requireUnique(columns, at: root)
        let names = columns.map(\.name)
        for field in record.fields where field.required && !names.contains(field.name) {
            reader.report(
                "mapping.required-column", at: root,
                "the column '\(field.name)' of \(record.rawValue) is not mapped",
                cause: "without it a row cannot be used",
                remedies: ["add '\(field.name): {from: …}' under `columns:`"])
        }
        let unique = UniqueColumns.decode(root, mapped: names, reader)
        let limits = reader.optionalMapping("limits", in: root)
        var mapping = Mapping(
            file: root.file, record: record, table: reader.optionalString("table", in: root), format: format,
            columns: columns, ignored: reader.strings("ignore", in: root),
            unmapped: reader.choice("unmapped", in: root, default: Severity.info), unique: unique.names,
            missing: root["missing"]?.mapping == nil ? reader.items("missing", in: root).compactMap(writtenText) : [],
            quarantinedShareLimit: limits.flatMap { reader.optionalDouble("quarantined-share", in: $0) },
            quarantinedCountLimit: limits.flatMap { reader.optionalInt("quarantined-count", in: $0) }, shapes: shapes,
            unexpectedPersonalData: personalData(root, reader))
        mapping.uniqueIsSymmetric = unique.isSymmetric
        mapping.checkEnds(root, reader)
        mapping.decodeMatching(root, reader)
        mapping.checkQuotations(root, reader)
        return reader.findings.count { $0.severity >= .error } == errorsBefore ? mapping : nil
    }

    static func format(_ node: Definition?, _ reader: DefinitionReader) -> DeclaredFormat {
        guard let node else { return DeclaredFormat() }
        var format = DeclaredFormat(
            kind: reader.optionalChoice("kind", in: node, of: DeclaredFormat.Kind.self),
            headerRow: reader.optionalInt("header-row", in: node), dataRow: reader.optionalInt("data-row", in: node),
            labels: reader.optionalBool("labels", in: node) ?? false,
            groupRow: reader.optionalInt("group-row", in: node), records: reader.optionalString("records", in: node))
        if let group = format.groupRow, let header = format.headerRow, group >= header {
            wrong("group-row", "a row above `header-row`", node, reader)
        }
        shape(&format, node, reader)
        if let text = reader.optionalString("separator", in: node) {
            switch text.lowercased() {
            case "tab", "\t", "\\t": format.separator = 0x09
            default:
                if let byte = singleByte(text) {
                    format.separator = byte
                } else {
                    wrong("separator", "one character such as ; , | or TAB", node, reader)
                }
            }
        }
        if let text = reader.optionalString("quote", in: node) {
            if text.lowercased() == "none" {
                format.quote = .some(nil)
            } else if let byte = singleByte(text) {
                format.quote = .some(byte)
            } else {
                wrong("quote", "one character such as \" or ', or none", node, reader)
            }
        }
        if let text = reader.optionalString("encoding", in: node) {
            format.encoding = TextEncoding(name: text)
            if format.encoding == nil, let value = node["encoding"] {
                reader.reportUnknown(
                    text, at: value, as: "an encoding that can be read", among: TextEncoding.allCases.map(\.rawValue),
                    code: "mapping.unknown-encoding")
            }
        }
        if let text = reader.optionalString("decimal", in: node) {
            format.decimalMark = CSVDialect.DecimalMark(rawValue: text)
            if format.decimalMark == nil { wrong("decimal", "\",\" or \".\"", node, reader) }
        }
        if let sheet = node["sheet"], !sheet.isNull {
            if let position = sheet.int {
                format.sheet = .position(position)
            } else if let name = sheet.string {
                format.sheet = .name(name)
            } else {
                wrong("sheet", "a sheet's name or its place among the tabs, from 1", node, reader)
            }
        }
        return format
    }

    private static func singleByte(_ text: String) -> UInt8? {
        guard let byte = text.utf8.first, text.utf8.count == 1, byte >= 0x20, byte < 0x7F else { return nil }
        return byte
    }

    static func wrong(_ key: String, _ expected: String, _ node: Definition, _ reader: DefinitionReader) {
        guard let value = node[key] else { return }
        reader.report(
            "mapping.wrong-format", at: value, "'\(key)' is none of \(expected)",
            remedies: ["write \(expected)", "leave '\(key)' out: it is then found out from the file"])
    }

    /// A scalar as it stands for a written value: numbers and `true` as their text.
    static func writtenText(_ node: Definition) -> String? {
        if let text = node.string { return text }
        if let number = node.int { return String(number) }
        if let number = node.double { return String(number) }
        return node.bool.map { $0 ? "true" : "false" }
    }
}

/// Decodes the columns of a mapping.
struct ColumnDecoder {
    let record: RecordKind
    let codeLists: [String: CodeList]
    let reader: DefinitionReader

    func column(_ entry: DefinitionMapping.Entry) -> ColumnMapping? {
        let node = entry.value
        let field = record.fields.first { $0.name == entry.key }
        guard node.mapping != nil else {
            reader.report(
                "definition.wrong-type", at: node, "expected a mapping for the column '\(entry.key)'",
                remedies: ["write '\(entry.key): {from: …}'"])
            return nil
        }
        checkName(entry)
        let sources = reader.strings("from", in: node)
        let constant = node["constant"].flatMap { $0.isNull ? nil : Mapping.writtenText($0) }
        if sources.isEmpty == (constant == nil) {
            reader.report(
                "mapping.no-source", at: node,
                constant == nil
                    ? "the column '\(entry.key)' has no source"
                    : "the column '\(entry.key)' has both a source and a constant",
                remedies: ["write `from:` with the name of a column of the file, or `constant:` with a value"])
        }
        let type = type(node, entry.key, field)
        let actual = type ?? field?.type ?? (node["codes"] != nil || node["values"] != nil ? .code : .text)
        let codes = reader.optionalReference("codes", in: node, to: "a code list", among: codeLists.keys.sorted())
        let (range, days) = range(node, actual)
        var column = ColumnMapping(
            entry.key, from: sources, constant: constant, type: type ?? (field == nil ? actual : nil), codes: codes,
            values: values(node, codes.flatMap { codeLists[$0] }, actual), missing: missing(node), range: range,
            days: days,
            format: datePattern(node, actual), pattern: pattern(node), check: check(node, actual),
            normalisation: reader.choice("normalise", in: node, default: .none),
            required: reader.optionalBool("required", in: node), severity: severity(node, field),
            personalData: reader.optionalChoice("personal-data", in: node, of: PersonalDataHandling.self),
            location: entry.keyLocation)
        column.shape = shape(node, actual)
        let places = PlaceReadingDecoder(codeLists: codeLists, reader: reader)
        column.places = places.reading(node, type: actual, codes: codes)
        column.keepsUnlisted = places.keepsUnlisted(node, type: actual, codes: codes)
        return column
    }

    private func severity(_ node: Definition, _ field: RecordField?) -> Severity {
        let severity: Severity = reader.choice("severity", in: node, default: .error)
        if severity < .error, let field, field.required {
            reader.report(
                "mapping.severity", at: node["severity"] ?? node,
                "rows without a right '\(field.name)' cannot be kept", cause: "\(record.rawValue) needs it",
                remedies: ["take `severity:` out"])
        }
        return severity
    }

    func checkName(_ entry: DefinitionMapping.Entry) {
        let bytes = Array(entry.key.utf8)
        let isName =
            bytes.first.map { $0 >= 0x61 && $0 <= 0x7A } ?? false
            && bytes.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F }
        if !isName {
            reader.report(
                "mapping.column-name", at: entry.keyLocation, "'\(entry.key)' is no name of a column",
                cause:
                    "names start with a small letter and have small letters, digits and _, so that formulas can use them",
                remedies: ["give the column such a name; what it is called in the file stands under `from:`"])
        }
    }

    private func type(_ node: Definition, _ name: String, _ field: RecordField?) -> FieldType? {
        let places = reader.optionalInt("places", in: node)
        guard let value = reader.optionalString("type", in: node) else {
            if let places, case .decimal = field?.type { return .decimal(places: clamped(places, node)) }
            return nil
        }
        let names = FieldType.named.map(\.name)
        guard var type = FieldType.named.first(where: { $0.name == value }) else {
            reader.reportUnknown(
                value, at: node["type"] ?? node, as: "a type", among: names, code: "mapping.unknown-type")
            return nil
        }
        if case .decimal = type {
            var usual = 2
            if case .decimal(let declared) = field?.type { usual = declared }
            type = .decimal(places: clamped(places ?? usual, node))
        }
        if let field, field.type.name != type.name {
            reader.report(
                "mapping.other-type", at: node["type"] ?? node,
                "'\(name)' of \(record.rawValue) is \(field.type.name), not \(type.name)",
                cause: "indicators rely on the type of a record's own columns",
                remedies: ["leave `type:` out", "give the column another name"])
        }
        return type
    }

    private func clamped(_ places: Int, _ node: Definition) -> Int {
        if !(0...9).contains(places) {
            reader.report("mapping.places", at: node["places"] ?? node, "a decimal keeps between 0 and 9 decimals")
        }
        return min(max(places, 0), 9)
    }

    private func values(_ node: Definition, _ list: CodeList?, _ type: FieldType) -> [ColumnMapping.Value] {
        reader.entries("values", in: node) { entry in
            guard let meaning = Mapping.writtenText(entry.value) else {
                reader.report(
                    "definition.wrong-type", at: entry.value, "expected a code or a number for '\(entry.key)'")
                return nil
            }
            if let list, type == .code, list.index(of: meaning) == nil {
                reader.reportUnknown(
                    meaning, at: entry.value, as: "a code of the list '\(list.name)'", among: list.codes.map(\.code),
                    code: "mapping.unknown-code")
            }
            return ColumnMapping.Value(entry.key, meaning)
        }
    }

    func missing(_ node: Definition) -> [ColumnMapping.MissingValue] {
        guard let value = node["missing"], !value.isNull else { return [] }
        var missing: [ColumnMapping.MissingValue] = []
        if let entries = value.mapping {
            for entry in entries {
                if let reason = reason(entry.value) { missing.append(ColumnMapping.MissingValue(entry.key, reason)) }
            }
        } else {
            for item in reader.items("missing", in: node) {
                if let written = Mapping.writtenText(item) {
                    missing.append(ColumnMapping.MissingValue(written, .notAnswered))
                }
            }
        }
        return missing
    }

    private func reason(_ node: Definition) -> MissingReason? {
        let name = Mapping.writtenText(node) ?? ""
        if let reason = MissingReason(name: name) { return reason }
        reader.reportUnknown(
            name, at: node, as: "a reason for a missing answer", among: MissingReason.allCases.map(\.name),
            code: "mapping.unknown-reason")
        return nil
    }

    private func range(_ node: Definition, _ type: FieldType) -> (ClosedRange<Double>?, ClosedRange<CalendarDay>?) {
        guard let value = node["range"], !value.isNull else { return (nil, nil) }
        let items = value.sequence ?? []
        switch type {
        case .day, .moment:
            let days = items.compactMap { $0.string.flatMap { CalendarDay(iso: $0) } }
            if items.count == 2, days.count == 2, days[0] <= days[1] { return (nil, days[0]...days[1]) }
            reader.report(
                "mapping.range", at: value, "the range of '\(type.name)' is not two days, the first and the last",
                remedies: ["write such as [2023-01-01, 2023-12-31]"])
        case .integer, .decimal, .headcount:
            let numbers = items.compactMap(\.double)
            if items.count == 2, numbers.count == 2, numbers[0] <= numbers[1] { return (numbers[0]...numbers[1], nil) }
            reader.report(
                "mapping.range", at: value, "the range is not two numbers, the least and the greatest",
                remedies: ["write such as [1, 5]"])
        default:
            reader.report(
                "mapping.range", at: value, "a column of type \(type.name) has no range",
                remedies: ["remove `range:`", "give the column a type of numbers or dates"])
        }
        return (nil, nil)
    }

    private func datePattern(_ node: Definition, _ type: FieldType) -> DatePattern? {
        guard let value = node["format"], !value.isNull else { return nil }
        guard type == .day || type == .moment else {
            reader.report(
                "mapping.date-format", at: value, "a column of type \(type.name) has no date format",
                remedies: ["remove `format:`", "give the column `type: day` or `type: moment`"])
            return nil
        }
        var patterns: [DatePattern] = []
        for text in reader.strings("format", in: node) {
            if let pattern = DatePattern(text) {
                patterns.append(pattern)
                continue
            }
            if DatePattern.lacksHalf(text) {
                reader.report(
                    "mapping.date-format", at: value, "the date format '\(text)' has h without a",
                    cause: "h is an hour from 1 to 12: 2 is in the night or in the afternoon",
                    remedies: [
                        "add a, which reads AM and PM, ap. and ip., fm and em, such as d.M.yyyy h:mm a",
                        "write H for hours from 0 to 23",
                    ])
                continue
            }
            reader.report(
                "mapping.date-format", at: value, "'\(text)' is no date format",
                cause: "it needs y, M and d, each once, and may have H or h, m, s, a and z",
                remedies: [
                    "write such as d.M.yyyy, yyyy-MM-dd HH:mm or MM/dd/yyyy h:mm a",
                    "write usual, excel-serial or excel-serial-1904",
                ])
        }
        let pattern = DatePattern(patterns)
        if pattern?.isAmbiguous ?? false {
            reader.report(
                "mapping.date-format", at: value, "two of the date formats read the same text as different days",
                cause: "3/4/2024 would be in March for one of them and in April for the other",
                remedies: ["find out how the file is written, and leave one of them"])
        }
        return pattern
    }

    private func check(_ node: Definition, _ type: FieldType) -> CheckedIdentifier? {
        guard node["check"] != nil else { return nil }
        let check: CheckedIdentifier = reader.choice("check", in: node, default: .businessID)
        switch type {
        case .person, .identifier: return check
        default:
            reader.report(
                "mapping.check", at: node["check"] ?? node, "`check:` is for persons and identifiers",
                cause: "the column is of the type \(type.name)",
                remedies: ["give the column `type: identifier`, or take `check:` out"])
            return nil
        }
    }

    private func pattern(_ node: Definition) -> String? {
        guard let text = reader.optionalString("pattern", in: node) else { return nil }
        if (try? Regex(text)) != nil { return text }
        reader.report(
            "mapping.pattern", at: node["pattern"] ?? node, "'\(text)' is no regular expression",
            remedies: ["check brackets and backslashes", "put it in single quotes"])
        return nil
    }
}

extension FieldType {
    /// The types that a mapping can name.
    static let named: [FieldType] = [
        .person, .identifier, .code, .day, .moment, .integer, .decimal(places: 2), .boolean, .title, .text, .quotation,
        .textLength, .headcount,
    ]
}
