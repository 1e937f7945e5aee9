internal import Records

/// Writes a mapping for a file that nobody has mapped yet.
///
/// What `kaiku check` accepts, with comments where a person has to decide: a required column that was not recognised is taken from a
/// column that could be it, or is the same for all rows.
struct MappingProposal {
    let file: String
    let dialect: CSVDialect?
    let sheet: String?
    let headerRow: Int
    /// The row of a sheet with the titles of groups of columns.
    let groupRow: Int?
    /// Where the records of a JSON document are; empty or nil when that need not be said.
    let records: String?
    let columns: [ColumnInspection]
    /// The multiple-response sets of an SPSS file.
    let choices: [SPSSChoice]
    let guess: RecordGuess
    /// The preset of the tool that the file is from, with the columns that it takes care of.
    var preset: Preset?
    var system: Set<Int> = []
    var shapes: [ShapeGuess] = []
    /// The column with codes that respondents made for themselves.
    var ownCode: Int?
    /// The line or row that is read as the second one of the header.
    var secondHeader: String?

    /// The proposal for the likeliest kind of record whose required columns can all be filled; for the likeliest when there is none.
    static func first(
        among guesses: [RecordGuess], _ proposal: (RecordGuess) -> MappingProposal
    ) -> (guess: RecordGuess, text: String)? {
        var likeliest: (guess: RecordGuess, text: String)?
        for guess in guesses {
            let made = proposal(guess).written
            if made.isComplete { return (guess, made.text) }
            likeliest = likeliest ?? (guess, made.text)
        }
        return likeliest
    }

    private var written: (text: String, isComplete: Bool) {
        var lines = ["# Proposed for \(Self.comment(file)); check every line."]
        lines += ["kaiku: 1", "record: \(guess.record.rawValue)"]
        if let preset { lines.append("preset: \(preset.name)  # \(preset.title)") }
        if let format {
            let doubt = secondHeader.map {
                "  # Decide: \($0) looks like a second header row; if it has answers, take `header-rows` and `names` out."
            }
            lines.append("format: \(format)\(doubt ?? "")")
        }
        lines.append("columns:")
        var used: Set<String> = Set(guess.record.fields.map(\.name))
        var taken = Set(guess.columns.map(\.position)).union(system)
        var presetFields = Set(preset?.columnNames ?? [])
        presetFields.subtract(guess.columns.map(\.field.name))
        used.formUnion(presetFields)
        let proposed = ProposedShapes(
            shapes.filter { guess in !guess.positions.contains(where: taken.contains) }, columns, used: &used)
        taken.formUnion(proposed.taken)
        var lacking: [String] = []
        for field in guess.record.fields {
            if let found = guess.columns.first(where: { $0.field.name == field.name }) {
                let own = found.position == ownCode && field.type == .person
                lines.append("  \(field.name): \(entry(columns[found.position], of: field, isOwnCode: own))")
            } else if presetFields.contains(field.name) {
                continue
            } else if field.required {
                if guess.record == .surveyResponse, field.name == "wave" {
                    lines.append("  wave: {constant: \(ReadingPlanner.undecided)}  # Decide: \(Self.wave)")
                } else if guess.record == .organisation, field.name == "organisation", let position = organisationKey {
                    taken.insert(position)
                    let gaps = columns[position].missing
                    let lost = gaps == 0 ? "" : "; \(quantity(gaps, "row")) without one will be set aside"
                    lines.append("  \(field.name): \(entry(columns[position], of: field))  # a guess\(lost)")
                } else if !guess.isAnswers, let position = likely(field, besides: taken) {
                    taken.insert(position)
                    lines.append("  \(field.name): \(entry(columns[position], of: field))  # a guess")
                } else if field.name == "respondent",
                    guess.isAnswers || guess.columns.contains(where: { $0.field.name == "submitted" })
                {
                    lines.append(
                        "  respondent: {from: \"#row\", scope: file}  # Decide: no column fits; each row is a respondent."
                    )
                } else if [.code, .identifier, .title].contains(field.type) {
                    lines.append(
                        "  \(field.name): {constant: \(ReadingPlanner.undecided)}  # Decide: no column fits; the same for all rows."
                    )
                } else {
                    lacking.append(field.name)
                    lines.append("  # \(field.name): {from: …}  # required: a \(field.type.name)")
                }
            }
        }
        var ignored = proposed.ignored
        var announced: Set<String> = []
        for (position, column) in columns.enumerated() where !taken.contains(position) && !column.name.isEmpty {
            if let reason = column.personalData, column.type != "person" {
                lines.append("  # \(Self.comment(column.name)) is left out: \(reason)")
                ignored.append(column.name)
                continue
            }
            let name = Self.name(for: column.name, not: used)
            used.insert(name)
            if let choice = choices.first(where: { $0.variables.contains(column.name) }) {
                if announced.insert(choice.name).inserted { lines.append("  # \(Self.comment(choice.summary))") }
                if let values = choice.values {
                    lines.append("  \(name): {from: \(Self.quoted(column.name)), type: boolean, values: \(values)}")
                    continue
                }
            }
            lines.append("  \(name): \(entry(column, of: nil, isOwnCode: position == ownCode))")
        }
        lines += nameless(besides: taken)
        if !proposed.choices.isEmpty { lines += ["choices:"] + proposed.choices }
        if !proposed.matrices.isEmpty { lines += ["matrices:"] + proposed.matrices }
        if !ignored.isEmpty { lines.append("ignore: [\(ignored.map(Self.quoted).joined(separator: ", "))]") }
        // Who made a code answers more than once.
        if let key = preset?.key, !key.isEmpty, ownCode == nil {
            lines.append(
                "unique: [\(key.joined(separator: ", "))]  # A response counts once, also when two files have it.")
        }
        if !lacking.isEmpty {
            lines.insert(
                "# Not complete: no column of the file could be \(lacking.joined(separator: " or ")); another record may fit.",
                at: 1)
        }
        return (lines.joined(separator: "\n") + "\n", lacking.isEmpty)
    }

    /// What to write for the wave, which no answers tell.
    private static let wave =
        "such as {constant: after, codes: wave}, or a column {from: …, codes: wave}; `kaiku check` warns until then."
    private static let listedColumns = 12

    /// The columns that have values and no name, which are not mapped.
    private func nameless(besides taken: Set<Int>) -> [String] {
        let places = columns.indices.filter {
            !taken.contains($0) && columns[$0].name.isEmpty && columns[$0].filled > 0
        }
        .map { "#\($0 + 1)" }
        guard let first = places.first else { return [] }
        let more = places.count > Self.listedColumns ? " and \(places.count - Self.listedColumns) more" : ""
        let listed = places.prefix(Self.listedColumns).joined(separator: ", ") + more
        let verbs = places.count == 1 ? "has no name and is" : "have no name and are"
        return [
            "  # Decide: \(quantity(places.count, "column")) \(verbs) left out: \(listed);"
                + " read it as {from: \"\(first)\", type: …}, or name it in the file."
        ]
    }

    /// The first column that could hold a field, by its type.
    private func likely(_ field: RecordField, besides taken: Set<Int>) -> Int? {
        let types: [String] =
            switch field.type {
            case .person: ["person", "identifier"]
            case .identifier: ["identifier", "title", "code", "integer"]
            case .code: ["code", "boolean"]
            case .title, .text, .quotation: ["title", "identifier", "code"]
            case .day, .moment: ["day", "moment"]
            case .headcount: ["headcount", "integer"]
            case .integer, .boolean, .textLength: ["integer"]
            case .decimal: ["decimal", "integer"]
            }
        for type in types {
            let found = columns.indices.first { position in
                let column = columns[position]
                return !taken.contains(position) && !column.name.isEmpty && column.type == type
                    && (column.personalData == nil || field.type == .person)
            }
            if let found { return found }
        }
        return nil
    }

    /// What is said of a column with ticks only.
    private static let ticked =
        "  # Decide: only one mark and empty cells occur, and an empty one becomes missing, not a no: write the question under"
        + " `choices:` with `nothing: not-chosen` if it is a box to tick."

    private var format: String? {
        var parts: [String] = []
        if let dialect {
            parts.append("separator: \(dialect.separator == 0x09 ? "TAB" : Self.quoted(dialect.separatorName))")
            parts.append("encoding: \(dialect.encoding.rawValue)")
            if dialect.decimalMark == .comma { parts.append("decimal: \",\"") }
        } else if let sheet {
            parts.append("sheet: \(Self.quoted(sheet))")
        }
        if let records, !records.isEmpty { parts.append("records: \(Self.quoted(PersonalData.masked(records)))") }
        if let groupRow { parts.append("group-row: \(groupRow)") }
        if secondHeader != nil { parts += ["header-rows: 2", "names: joined"] }
        // Of two rows the first may be filled less than what is found to be a header.
        if headerRow > 1 || dialect != nil && secondHeader != nil { parts.append("header-row: \(headerRow)") }
        return parts.isEmpty ? nil : "{\(parts.joined(separator: ", "))}"
    }

    private func entry(_ column: ColumnInspection, of field: RecordField?, isOwnCode: Bool = false) -> String {
        var parts = ["from: \(Self.quoted(column.name))"]
        if isOwnCode {
            let type = field == nil ? ", type: person" : ""
            return "{\(parts[0]), normalise: upper\(type)}\(OwnCode.decision(column))"
        }
        var decision = ""
        if field == nil {
            parts.append("type: \(column.type)")
            if column.type == "decimal" { parts.append("places: \(min(9, column.places))") }
            if column.type == "integer", let least = column.least.flatMap({ Int($0) }),
                let greatest = column.greatest.flatMap({ Int($0) })
            {
                let scale = AskedScale.proposed(least, greatest, texts: [column.title, column.name])
                parts.append(scale.range)
                decision = scale.decision
            }
        }
        if !column.missingWords.isEmpty, ["integer", "decimal"].contains(column.type) {
            parts.append("missing: [\(column.missingWords.map(Self.quoted).joined(separator: ", "))]")
        }
        if field == nil, column.isTicked { decision = Self.ticked }
        if let stray = StrayWords.decision(column.strayWords, no: column.type == "headcount" ? "headcount" : "number") {
            decision += (decision.isEmpty ? "  # Decide: " : " ") + Self.comment(stray)
        }
        let isTime = field.map { $0.type == .day || $0.type == .moment } ?? true
        if isTime, let pattern = column.dateFormat { parts.append("format: \(Self.quoted(pattern))") }
        return "{\(parts.joined(separator: ", "))}\(decision)"
    }

    static func comment(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isPlain(scalar) ? scalar : " ") }
        return String(result)
    }

    /// Whether a definition takes a character as it is: no control character, no line break, no mark, and neither of the two that
    /// definitions refuse.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xE000, 0xE001, 0xFEFF, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// A name of small letters, digits and `_` that none of the others has.
    static func name(for header: String, not used: Set<String>) -> String {
        var name = ""
        for character in header.lowercased() {
            switch character {
            // A letter with a mark above it stands between letters too.
            case "a"..."z" where character.isASCII, "0"..."9" where character.isASCII: name.append(character)
            case "ä", "å", "á", "à": name.append("a")
            case "ö", "ø", "ó": name.append("o")
            case "é", "è", "ë": name.append("e")
            case "ü": name.append("u")
            default: if !name.isEmpty, name.last != "_" { name.append("_") }
            }
            if name.utf8.count >= 40 { break }
        }
        while name.last == "_" { name.removeLast() }
        if name.first.map({ !("a"..."z").contains($0) }) ?? true { name = name.isEmpty ? "column" : "c_" + name }
        guard used.contains(name) else { return name }
        // Numbers are given in turn, so that the first free one is found by halving: headers may repeat a name ten thousand times.
        var (taken, free) = (1, 2)
        while used.contains("\(name)_\(free)") { (taken, free) = (free, free * 2) }
        while free - taken > 1 {
            let middle = (taken + free) / 2
            if used.contains("\(name)_\(middle)") { taken = middle } else { free = middle }
        }
        return "\(name)_\(free)"
    }

    /// A YAML text in double quotes.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if isPlain(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                }
            }
        }
        return result + "\""
    }
}
