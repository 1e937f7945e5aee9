/// Writes what a file's shapes seem to be, with what a person has to decide.
struct ProposedShapes {
    private(set) var choices: [String] = []
    private(set) var matrices: [String] = []
    /// The columns that are part of a question.
    private(set) var taken: Set<Int> = []
    /// The columns that say the same once more.
    private(set) var ignored: [String] = []

    init(_ guesses: [ShapeGuess], _ columns: [ColumnInspection], used: inout Set<String>) {
        for guess in guesses {
            let name = Self.question(guess.question, not: used)
            used.insert(name)
            taken.formUnion(guess.positions)
            switch guess.kind {
            case .choice(let pattern, let options):
                choices.append(
                    "  # Decide: could several of these be chosen? Then this stands; else map each column by itself.")
                choices.append(
                    "  # Decide: what nothing chosen means (`nothing: not-answered`, `not-chosen` or `not-asked`).")
                choices.append("  \(name):")
                choices.append("    shape: columns")
                choices.append("    from: \(MappingProposal.quoted(pattern))")
                choices.append("    options: \(Self.names(options, guess.labels, name, &used))")
                choices.append("    nothing: not-answered")
                if let other = guess.other {
                    taken.insert(other)
                    // Columns that the question has beside those of its options.
                    used.formUnion(["\(name)_\(Choice.otherCode)", "\(name)_\(Choice.otherCode)_text"])
                    choices.append(
                        "    other: {from: \(MappingProposal.quoted(columns[other].name)), type: text-length}")
                }
            case .delimited(let separator, let options):
                choices.append(
                    "  # Decide: are these all the options of the form? Add those that nobody has chosen, in full.")
                if separator.contains(",") {
                    choices.append("  # Decide: an option that itself holds a comma shows here as two: write it whole.")
                }
                choices.append("  \(name):")
                choices.append("    shape: delimited")
                choices.append("    from: \(MappingProposal.quoted(guess.question))")
                choices.append("    separator: \(MappingProposal.quoted(separator))")
                choices.append("    options: \(Self.names(options, nil, name, &used))")
                choices.append("    other: {type: text-length}")
                used.formUnion(["\(name)_\(Choice.otherCode)", "\(name)_\(Choice.otherCode)_text"])
            case .matrix(let pattern, let rows):
                matrices += Self.matrix(
                    name, pattern, Self.names(rows, guess.labels, name, &used), guess.positions.map { columns[$0] })
            }
            if let summary = guess.summary, !taken.contains(summary) {
                taken.insert(summary)
                ignored.append(columns[summary].name)
            }
        }
    }

    private static func matrix(
        _ name: String, _ pattern: String, _ rows: String, _ columns: [ColumnInspection]
    ) -> [String] {
        var lines = ["  \(name):", "    from: \(MappingProposal.quoted(pattern))"]
        lines.append("    rows: \(rows)")
        if columns.allSatisfy({ $0.type == "integer" }) {
            let least = columns.compactMap { $0.least.flatMap { Int($0) } }.min() ?? 0
            let greatest = columns.compactMap { $0.greatest.flatMap { Int($0) } }.max() ?? least
            lines.append("    type: integer")
            let texts = columns.prefix(1).flatMap { [$0.title, $0.name] }
            let scale = AskedScale.proposed(least, greatest, texts: texts)
            lines.append("    \(scale.range)\(scale.decision)")
            let stray = Set(columns.flatMap(\.strayWords)).sorted()
            if let decision = StrayWords.decision(stray, no: "number") {
                lines.append("    # Decide: \(MappingProposal.comment(decision))")
            }
            let words = Set(columns.flatMap(\.missingWords)).sorted()
            if !words.isEmpty {
                lines.append("    missing: [\(words.map(MappingProposal.quoted).joined(separator: ", "))]")
            }
        } else {
            lines.append("    type: code")
            let levels = Set(columns.flatMap(\.values)).sorted()
            let scale = levels.prefix(12).map { "\(MappingProposal.quoted($0)): …" }.joined(separator: ", ")
            lines.append("    # Decide the order of the scale: `type: integer`, `range: [1, …]`, `values: {\(scale)}`;")
            lines.append("    # what is no step of it, such as \"En osaa sanoa\", goes under `missing:`.")
        }
        return lines
    }

    /// A short name for a question: what stands before its first full stop or bracket, else its first words.
    private static func question(_ text: String, not used: Set<String>) -> String {
        let code = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let isCode = code.count >= 2 && code.count <= 20 && code.contains(where: \.isNumber)
        return MappingProposal.name(for: isCode ? String(code) : String(text.prefix(24)), not: used)
    }

    /// What stands in the file with the names that it gets: `{"SQ001": sq001}`.
    ///
    /// - Parameter labels: What the names are made of when it is something else.
    private static func names(
        _ written: [String], _ labels: [String]?, _ question: String, _ used: inout Set<String>
    ) -> String {
        var own: Set<String> = []
        let pairs = zip(written, labels ?? written).map { text, label in
            var name = MappingProposal.name(for: label, not: own)
            while used.contains("\(question)_\(name)") || own.contains(name) { name += "_x" }
            own.insert(name)
            used.insert("\(question)_\(name)")
            return "\(MappingProposal.quoted(text)): \(name)"
        }
        return "{\(pairs.joined(separator: ", "))}"
    }
}
