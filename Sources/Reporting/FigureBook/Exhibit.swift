/// A numbered figure or table of a report, in all of its languages.
public struct Exhibit: Sendable {
    public enum Kind: String, Sendable, Hashable { case figure, table }

    /// `F` or `T`, the report and the block's id, such as `F-funder-summary.item-change`: the same in every build and language.
    public let id: String
    public let kind: Kind
    /// The name of the report, and the id of the section, that it stands in.
    public let report: String
    public let section: String
    /// Its id in the report.
    public let block: String
    /// Its number among the figures, or the tables, of the report: the same in all languages.
    public let number: Int
    /// The figures that it shows as `kaiku explain` takes them.
    public let references: [String]
    /// The copy that it is of, which its files name.
    public let copy: Copy
    /// The chart by language, of figures; empty of tables.
    public internal(set) var charts: [String: Chart]
    /// The table by language, of tables; empty of figures.
    public internal(set) var tables: [String: Table]
    /// The identifiers of the sentences of its report that tell of a figure which it shows.
    public internal(set) var sentences: [String] = []

    /// Its title in a language; empty where it does not exist in it.
    public func title(in language: String) -> String {
        charts[language]?.title ?? tables[language]?.title ?? ""
    }

    /// Its files in a language by what they are for, each with its path from the folder of the reports.
    public func files(in language: String) -> [(use: FigureFile, path: String)] {
        if let chart = charts[language] {
            return FigureFile.all(of: chart).map { file in
                (file, "\(FigurePaths.charts)/\(file.name(ofChart: chart.id, language: language, copy: copy))")
            }
        }
        guard tables[language] != nil else { return [] }
        let name = FigurePaths.name(ofTable: block, report: report, language: language, copy: copy)
        return [(.data, "\(FigurePaths.charts)/\(FigurePaths.tables)/\(name)")]
    }
}

/// A sentence, or a paragraph of them, that a report tells of figures, in all of its languages.
public struct QuotableSentence: Sendable, Hashable {
    /// `S` and what it is about, such as `S-item-change-item-q03`: the same in every build and language.
    public let id: String
    /// The name of the report, and the id of the section, that it stands in.
    public let report: String
    public let section: String
    /// The figures that it tells of as `kaiku explain` takes them.
    public let references: [String]
    /// The text by language.
    public internal(set) var texts: [String: String]
    /// The identifiers of the figures and tables of its report that show a figure which it tells of.
    public internal(set) var exhibits: [String] = []
}
