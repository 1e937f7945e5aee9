internal import Records

/// Columns of a file that look like parts of one question, or a column that looks like several answers in one cell.
///
/// A guess only: a proposal says with each of them what a person has to decide.
struct ShapeGuess {
    enum Kind {
        /// A column for each option, with little in it but whether it was chosen.
        case choice(pattern: String, options: [String])
        /// A column for each row of a matrix.
        case matrix(pattern: String, rows: [String])
        /// All options that were chosen in one cell.
        case delimited(separator: String, options: [String])
    }

    /// The question, as the file calls it.
    let question: String
    let positions: [Int]
    let kind: Kind
    /// A column that has in one cell what the others have one by one, or what people wrote themselves.
    var summary: Int?
    var other: Int?
    /// What the options or rows are called, where the names of their columns do not say it.
    var labels: [String]?

    /// - Parameters:
    ///   - skipped: Columns that are something else already.
    ///   - preset: The preset of the tool that the file is from.
    ///   - isJoined: Whether names are made of a question and an option.
    static func guesses(
        _ columns: [ColumnInspection], rows: [[String]], skipping skipped: Set<Int>, preset: Preset?,
        isJoined: Bool = false
    ) -> [ShapeGuess] {
        let rows = preset.map { answers(rows, besides: $0.unanswered) } ?? rows
        var guesses: [ShapeGuess] = []
        var taken = skipped.union(
            columns.indices.filter { columns[$0].personalData != nil || columns[$0].name.isEmpty })
        if let separator = preset?.partSeparator {
            for (stem, parts) in groups(columns, ("_", ""), besides: taken) {
                guard let guess = titled(stem, parts, separator, columns, rows) else { continue }
                guesses.append(guess)
                taken.formUnion(guess.positions)
            }
        }
        for form in isJoined ? [Self.joined] + forms : forms {
            for (question, parts) in groups(columns, form, besides: taken) {
                guard let guess = guess(question, parts, form, columns, rows) else { continue }
                guesses.append(guess)
                taken.formUnion(guess.positions + [guess.summary, guess.other].compactMap { $0 })
            }
        }
        for position in columns.indices where !taken.contains(position) {
            for separator in preset?.separators ?? [";"] {
                guard let options = options(in: position, rows, separator) else { continue }
                guesses.append(
                    ShapeGuess(
                        question: columns[position].name, positions: [position],
                        kind: .delimited(separator: separator, options: options)))
                break
            }
        }
        return guesses
    }

    /// How tools write the part of a question after it: LimeSurvey and Google in brackets, KoboToolbox after a stroke.
    private static let forms: [(open: String, close: String)] = [("[", "]"), ("/", ""), colon]

    /// How lists of questions and options made by hand, and Webropol, put an option after a question.
    private static let colon = (open: " : ", close: "")

    /// How a question and an option are joined from a header of two rows.
    private static let joined = (open: ": ", close: "")

    /// The rows without what stands for missing answers.
    private static func answers(_ rows: [[String]], besides unanswered: Set<String>) -> [[String]] {
        unanswered.isEmpty ? rows : rows.map { $0.map { unanswered.contains($0.trimmed) ? "" : $0 } }
    }

    private static func groups(
        _ columns: [ColumnInspection], _ form: (open: String, close: String), besides taken: Set<Int>
    ) -> [(question: String, parts: [(position: Int, part: String)])] {
        var groups: [(question: String, parts: [(position: Int, part: String)])] = []
        for (position, column) in columns.enumerated() where !taken.contains(position) {
            let name = column.name
            guard name.hasSuffix(form.close), let open = name.range(of: form.open, last: true) else { continue }
            let question = String(name[..<open.lowerBound])
            let part = String(name[open.upperBound...].dropLast(form.close.count))
            guard !question.isEmpty, !part.isEmpty else { continue }
            if let place = groups.firstIndex(where: { $0.question == question }) {
                groups[place].parts.append((position, part))
            } else {
                groups.append((question, [(position, part)]))
            }
        }
        return groups.filter { $0.parts.count > 1 }
    }

    private static func guess(
        _ question: String, _ all: [(position: Int, part: String)], _ form: (open: String, close: String),
        _ columns: [ColumnInspection], _ rows: [[String]]
    ) -> ShapeGuess? {
        // LimeSurvey calls the column with what people wrote Q1[other].
        // Where the parts are in words, it is the only one of a choice that holds words, and is called so.
        let written = all.filter { !isTicks(columns[$0.position], rows, $0.position) }
        let isOther = form == joined && written.count == 1 && all.count > 2
        let other = written.first { part in
            part.part == "other" || isOther && others.contains(where: part.part.lowercased().hasPrefix)
        }?.position
        let parts = all.filter { $0.position != other }
        let names = parts.map(\.part)
        guard parts.count > 1 || other != nil, Set(names).count == names.count, names.allSatisfy(isKey) else {
            return nil
        }
        let positions = parts.map(\.position)
        let summary = columns.firstIndex { $0.name == question }
        let pattern = { (place: String) in question + form.open + "{\(place)}" + form.close }
        if positions.allSatisfy({ isTicks(columns[$0], rows, $0) }) {
            return ShapeGuess(
                question: question, positions: positions, kind: .choice(pattern: pattern("option"), options: names),
                summary: summary, other: other)
        }
        let types = Set(positions.map { columns[$0].type })
        guard form.close == "]" || form == joined || form == colon, other == nil, types.count == 1,
            let type = types.first,
            ["integer", "code"].contains(type)
        else { return nil }
        return ShapeGuess(
            question: question, positions: positions, kind: .matrix(pattern: pattern("row"), rows: names))
    }

    /// Whether YAML takes a text as a key, which has at most 1024 characters with its quotes.
    private static func isKey(_ text: String) -> Bool { MappingProposal.quoted(text).unicodeScalars.count <= 1000 }

    private static let others = ["muu", "jokin muu", "joku muu", "annat", "annan", "övrig", "other"]

    static let ticks: Set<String> = [
        "y", "n", "1", "0", "x", "true", "false", "yes", "no", "kyllä", "ei", "ja", "nej",
    ]

    /// Whether a column says only whether something was chosen.
    static func isTicks(_ column: ColumnInspection, _ rows: [[String]], _ position: Int) -> Bool {
        column.distinct <= 2
            && rows.allSatisfy { row in
                let cell = position < row.count ? row[position].trimmed.lowercased() : ""
                return cell.isEmpty || cell == "{question_not_shown}" || ticks.contains(cell)
            }
    }

    private static let mostOptions = 30
    private static let longestOption = 80
    /// An option comes at least so many times, on average; what people write themselves does not.
    private static let leastRepeats = 4

    /// The options in the cells of a column; nil unless a few of them come again and again, several in some cells.
    private static func options(in position: Int, _ rows: [[String]], _ separator: String) -> [String]? {
        var counts: [String: Int] = [:]
        // Of spellings that differ in case only, the first that comes.
        var spellings: [String: String] = [:]
        var parts = 0
        var joined = 0
        var written = WrittenAnswers()
        for row in rows {
            let cell = position < row.count ? row[position].trimmed : ""
            if cell.isEmpty { continue }
            let found = cell.split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
            if found.count > 1 { joined += 1 }
            parts += found.count
            for part in found {
                let plain = plainSpelling(part)
                counts[plain, default: 0] += 1
                spellings[plain] = spellings[plain] ?? part
                written.add(plain, written: part, in: cell)
                let isOption = part.count <= longestOption && isKey(part) && counts.count <= mostOptions
                if !isOption || PersonalData.first(in: part) != nil { return nil }
            }
        }
        guard joined > 0, counts.count > 1, parts >= leastRepeats * counts.count, !written.areLikely else {
            return nil
        }
        return spellings.values.sorted()
    }
}

extension String {
    /// The first or the last place of a text in this one.
    fileprivate func range(of text: String, last: Bool) -> Range<String.Index>? {
        last ? ranges(of: text).last : firstRange(of: text)
    }
}
