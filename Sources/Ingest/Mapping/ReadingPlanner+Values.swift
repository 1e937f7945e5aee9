internal import Diagnostics
internal import Microdata
internal import Records

/// What the values written in a column mean, and constants.
extension ReadingPlanner {
    mutating func values(
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
        case .person, .identifier, .title, .text, .quotation, .textLength:
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

    mutating func constantValue(
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
        case .quotation: return wrong("text that a person has released row by row")
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
}
