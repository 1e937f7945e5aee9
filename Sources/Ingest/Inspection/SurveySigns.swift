/// Tells the answers to a survey from other lists by their columns, where no tool is recognised.
enum SurveySigns {
    private static let leastQuestions = 3

    /// Whether several columns are questions, and one says who answered, when, or whether they would recommend.
    static func areLikely(_ columns: [ColumnInspection]) -> Bool {
        columns.count { isQuestion($0.name) } >= leastQuestions
            && columns.contains { column in
                let name = column.name.lowercased()
                return signs.contains(where: name.contains)
            }
    }

    /// Whether a name asks something, has the number of a question before it, or a scale in it.
    private static func isQuestion(_ name: String) -> Bool {
        if name.contains("?") || AskedScale.range(in: [name]) != nil { return true }
        let rest = name.drop { ("0"..."9").contains($0) }
        return rest.count < name.count && rest.first == "." && rest.dropFirst().first == " "
    }

    private static let signs = [
        "vastaaja", "vastauksen tunnus", "vastauksen ajankohta", "vastausaika", "vastauspäivä", "suosittel", "svarare",
        "svarstid", "svarsdatum", "rekommender", "respondent", "response id", "responseid", "submitted", "submitdate",
        "recommend",
    ]
}
