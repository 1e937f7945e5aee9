/// A column with codes that respondents made for themselves, by which their answers at different times belong together.
enum OwnCode {
    /// The first column of a survey that is likely to be one, of those that are nothing else.
    static func position(_ columns: [ColumnInspection], besides taken: Set<Int>) -> Int? {
        columns.indices.first { !taken.contains($0) && isLikely(columns[$0]) }
    }

    /// What a person has to decide about such a column.
    static func decision(_ column: ColumnInspection) -> String {
        "  # Decide: is this a code that people made for themselves? It tells who answered, and is stored as a token only"
            + (column.missing > 0 ? "; rows without one are set aside." : ".")
    }

    private static func isLikely(_ column: ColumnInspection) -> Bool {
        guard column.filled > 0, column.type != "boolean", column.type != "day", column.type != "moment",
            column.personalData == nil
        else { return false }
        let isMany = column.distinct >= ColumnInspection.distinctLimit
        let texts = [column.name, column.title ?? ""].map { $0.lowercased() }
        // In a file of both times every code comes twice.
        if texts.contains(where: { text in phrases.contains(where: text.contains) }) {
            return isMany || column.distinct * 5 >= column.filled * 2
        }
        let words = texts[0].split { !$0.isLetter }
        guard words.count <= 2, let last = words.last, names.contains(String(last)), !tools.contains(String(words[0]))
        else { return false }
        return column.isCodeLike && (isMany || column.distinct * 10 >= column.filled * 9)
    }

    /// What such columns are called, in Finnish, Swedish and English.
    private static let names: Set<String> = [
        "koodi", "tunnus", "nimimerkki", "kod", "signatur", "pseudonym", "pseudonyymi", "code", "nickname",
    ]
    /// Whose number a tool gives.
    private static let tools: Set<String> = ["vastaajan", "vastauksen", "response", "svarets"]
    /// What the question for one says.
    private static let phrases = [
        "oma koodi", "oman koodi", "omakoodi", "koodisi", "oma tunnus", "oman tunnuks", "nimimerkki", "egen kod",
        "egna kod",
        "din kod", "own code", "your code", "personal code",
    ]
}
