import Ingest
import Microdata
import Records

/// The values that columns of codes take, as a person who fills in a source would write them.
struct AllowedValues {
    let codeLists: [String: CodeList]
    let language: String

    /// The most of them that a sentence lists.
    static let listed = 10

    /// What a column's own mapping declares, or the titles of its code list; empty for other columns.
    func values(of column: String, in source: LoadedSource) -> [String] {
        if let choice = choice(inOne: column, in: source) { return choice.labels }
        guard let mapped = mapped(column, in: source) else { return [] }
        // Which words stand for numbers, and which numbers are written as such, the message says.
        if isNumber(mapped) { return [] }
        let titles = list(of: mapped).map(title)
        let written = mapped.values.map(\.written)
        let all = titles.isEmpty ? written : titles
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The words of a scale, in the order of their numbers; empty where numbers are written as numbers.
    func scale(of column: String, in source: LoadedSource) -> [String] {
        guard let mapped = mapped(column, in: source), isNumber(mapped),
            (2...Self.listed).contains(mapped.values.count),
            !mapped.values.contains(where: { $0.written.contains(where: \.isNumber) })
        else { return [] }
        return mapped.values.sorted { (Double($0.meaning) ?? 0) < (Double($1.meaning) ?? 0) }.map(\.written)
    }

    /// The least and greatest number that a column takes; nil for any other column.
    func bounds(of column: String, in source: LoadedSource) -> ClosedRange<Double>? {
        mapped(column, in: source)?.range
    }

    /// A suggested value by the name that people write, where it is the name that only the mapping knows.
    func word(_ near: String, of column: String, in source: LoadedSource) -> String {
        guard let mapped = mapped(column, in: source), !mapped.values.contains(where: { $0.written == near }) else {
            return near
        }
        if let code = list(of: mapped).first(where: { $0.code == near }) { return title(code) }
        return mapped.values.first { $0.meaning == near }?.written ?? near
    }

    /// What a column of one option of a multiple choice says when it was chosen, and when not; nil for any other column.
    func wordsOfTickedColumn(_ column: String, in source: LoadedSource) -> (chosen: String, not: String)? {
        let choices = source.mapping.columns.lazy.compactMap(\.shape.choice?.choice)
        let ticked = choices.first { choice in
            choice.shape == .columns
                && choice.options.contains { $0.sources.contains { ColumnMapping.label($0) == column } }
        }
        guard let ticked, let chosen = ticked.chosenWord, let not = ticked.notChosenWord else { return nil }
        return (chosen, not)
    }

    /// A place that a column of places takes, of the smallest kind; nil for any other column.
    func examplePlace(of column: String, in source: LoadedSource) -> String? {
        guard let places = mapped(column, in: source)?.places, let list = places.levels.last.flatMap({ codeLists[$0] })
        else { return nil }
        // One that is still there under its name.
        return (list.codes.first { $0.validity.to == nil } ?? list.codes.first).map(title)
    }

    /// What stands between the options that a cell of a column has together; nil for a column whose cells have one value.
    func separator(of column: String, in source: LoadedSource) -> String? {
        choice(inOne: column, in: source).flatMap { $0.shape == .delimited ? $0.separator : nil }
    }

    /// The multiple choice that has one column, of this name.
    private func choice(inOne column: String, in source: LoadedSource) -> Choice? {
        let choices = source.mapping.columns.lazy.compactMap(\.shape.choice?.choice)
        return choices.first { $0.source.map(ColumnMapping.label) == column }
    }

    private func isNumber(_ mapped: ColumnMapping) -> Bool {
        switch mapped.type {
        case .integer, .decimal, .headcount: true
        default: false
        }
    }

    private func mapped(_ column: String, in source: LoadedSource) -> ColumnMapping? {
        source.mapping.columns.first { $0.label == column }
    }

    private func list(of mapped: ColumnMapping) -> [Code] { mapped.codes.flatMap { codeLists[$0] }?.codes ?? [] }

    private func title(_ code: Code) -> String { code.titles[language] ?? code.titles["fi"] ?? code.code }
}
