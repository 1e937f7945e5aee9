public import Definitions
public import Diagnostics
public import Markdown

/// A report as an analyst declares it in `Reports/*.yaml`: sections, tables, charts and sentences. It holds words and layout,
/// no arithmetic.
public struct ReportDefinition: Sendable {
    public let name: String
    /// Keys of the locale for the document's own texts.
    public let title: String
    public let subtitle: String
    public let organisation: String
    public let contact: String
    public let description: String
    public let keywords: String
    /// Keys of label and text, in order.
    public let facts: [(label: String, text: String)]
    public private(set) var sections: [SectionDefinition]
    /// The folder of the texts that staff write, relative to the file; nil without such texts.
    public let textFolder: String?
    /// The file as read: where each name stands.
    public let source: Definition
    /// What staff have written, by language and by the name of its block; what is not written yet is not there.
    public var texts: [String: [String: MarkdownText]] = [:]

    /// Its chapters on the contribution of measures.
    var contributions: [ContributionDefinition] {
        sections.flatMap(\.blocks).compactMap {
            if case .contribution(let contribution) = $0 { contribution } else { nil }
        }
    }
}

/// A section of a report definition.
public struct SectionDefinition: Sendable {
    public let id: String
    public let title: String
    public let shortTitle: String
    public let blocks: [BlockDefinition]
    /// The copies that it is in; empty for all.
    public let copies: [Copy]
    /// The same of each block.
    let copiesOfBlocks: [[Copy]]
    /// The field that its content is pasted into.
    public let field: FieldDefinition?

    /// The blocks of a copy; nil where the section is not in it.
    fileprivate func blocks(in copy: Copy) -> [BlockDefinition]? {
        guard copies.isEmpty || copies.contains(copy) else { return nil }
        return zip(blocks, copiesOfBlocks).compactMap { block, copies in
            copies.isEmpty || copies.contains(copy) ? block : nil
        }
    }
}

extension ReportDefinition {
    /// The report as it is in one copy: a section of which nothing is left is left out.
    public func inCopy(_ copy: Copy) -> ReportDefinition {
        let sections = self.sections.compactMap { section -> SectionDefinition? in
            guard let blocks = section.blocks(in: copy), !blocks.isEmpty else { return nil }
            return SectionDefinition(
                id: section.id, title: section.title, shortTitle: section.shortTitle, blocks: blocks, copies: [],
                copiesOfBlocks: blocks.map { _ in [] }, field: section.field)
        }
        var made = self
        made.sections = sections
        return made
    }
}

/// A block of a report definition; texts are keys of the locale.
public enum BlockDefinition: Sendable {
    case heading(String)
    case paragraph(String)
    case notice(String)
    case list([String])
    /// What staff write in a file of the name, one a language.
    case text(String, RecordLocation)
    /// A sentence for each figure of an indicator.
    case findings(FindingsDefinition)
    /// What each measure was meant to change, with the evidence.
    case contribution(ContributionDefinition)
    /// What persons have released to be quoted, under its theme.
    case quotes(QuotesDefinition)
    case keyFigures([KeyFigureDefinition])
    case table(TableDefinition)
    case chart(ChartDefinition)
    /// How these indicators are computed; all of the catalogue when empty.
    case definitions([String])
    /// What terms mean.
    case terms(TermsDefinition)
    /// A block that the pipeline makes: data quality, disclosure, changes, sources.
    case supplement(String)
}

/// A headline number of a report definition.
public struct KeyFigureDefinition: Sendable {
    /// A figure by reference, such as `attendances[mode=onsite]`.
    public let figure: String
    /// A key of the locale; the indicator's title when nil.
    public let label: String?
    /// A key of the locale for what is counted.
    public let unit: String?
    public let section: String?
    /// A key of the locale for what heads it and its neighbours in a chart with groups; the dimension's title when nil.
    public let group: String?
}

/// A table of a report definition.
public struct TableDefinition: Sendable {
    /// What the rows are.
    public enum Rows: Sendable {
        /// The levels of one or more dimensions, with totals or without.
        ///
        /// In the order of their code lists, or of a column, the least first.
        case dimensions([String], total: Bool, order: String?)
        /// One row per level of each dimension in turn, under its title, and the total of all last.
        case subgroups([String], total: Bool)
        /// One row per indicator, with the levels of a dimension across.
        case indicators([String])
        /// One row per figure, with a label from the locale or the indicator's title.
        case figures([KeyFigureDefinition])
        /// The targets of an indicator that compares targets.
        case targets(String)
        /// The rows of a listing; at most so many, ordered by fields, the largest first.
        case listing(String, limit: Int?, order: [String])
    }

    public let id: String
    public let title: String
    public let shortTitle: String
    public let introduction: String?
    public let rows: Rows
    public let columns: [ColumnDefinition]
    /// A dimension whose levels repeat the columns.
    public let across: AcrossDefinition?
    public let notes: [String]
    public let location: RecordLocation
}

/// A dimension across the columns of a table.
public struct AcrossDefinition: Sendable {
    public let dimension: String
    /// The levels in order; all when empty.
    public let levels: [String]
    public let total: Bool
    /// Whether both dimensions are the ends of pairs without a direction: each pair counts once, and stands in both of its cells.
    public let symmetric: Bool
}

/// A column of a table definition.
public struct ColumnDefinition: Sendable {
    public let id: String
    /// The indicator; nil where rows name it.
    public let indicator: String?
    /// Fixed levels of further dimensions.
    public let at: [String: String]
    /// `value`, `n`, `lower`, `upper`, `status`, `unit`, a further number by name, or a field of a listing.
    public let show: String
    /// A key of the locale; the indicator's title when nil.
    public let title: String?
    public let format: NumberFormat?
}

/// A chart of a report definition: a table drawn.
public struct ChartDefinition: Sendable {
    public let id: String
    public let mark: Chart.Mark
    public let title: String
    public let caption: String?
    public let table: String
    /// What is drawn as series, before the dimension across is applied.
    public let series: [SeriesDefinition]
    /// Columns with the limits of intervals, one per series or none; those that a series names itself go before.
    public let lower: [String]
    public let upper: [String]
    public let valueTitle: String
    public let format: NumberFormat?
    public let domain: ClosedRange<Double>?
    /// Where each row stands on a numeric axis: the row's level as a number.
    public let numericAxis: Bool
    /// The ticks of a numeric axis are multiples of this; nil for those that fit.
    public let tickStep: Int?
    /// What the circles of a network are as large as.
    public let circles: CirclesDefinition?
    /// A key of the locale for what the ties of a network count.
    public let tieTitle: String
    /// Whether the circles of a network stand where their regions are.
    public let placesOnMap: Bool
    /// The column of an adoption curve that is 1 where its row is a forecast.
    public let forecast: String?
    /// The dimension across whose levels each have a tile map of their own.
    public let facets: String?
    /// Whether rows stand in groups: under the first of two headings, or under what heads their figures.
    public let grouped: Bool
    /// Where the total of all rows stands; nil to leave it out.
    public let total: TotalPlace?
    /// Which rows have few observations, and what is said of them.
    public let small: SmallGroupsDefinition?
    /// The value without an effect, which a line of a forest plot marks.
    public let reference: Double
    /// Whether the neutral middle of diverging bars stands in a column of its own.
    public let setsNeutralApart: Bool
    public let location: RecordLocation

    /// Before or after the rows that it is the total of.
    public enum TotalPlace: String, Sendable, CaseIterable { case first, last }
}

/// A series of a chart: a column, and those that belong to it. With a dimension across, each name stands for the columns that it
/// is repeated as.
public struct SeriesDefinition: Sendable, Hashable {
    public let column: String
    /// Columns with the limits of its intervals.
    public let lower: String?
    public let upper: String?
    /// The column with its numbers of observations.
    public let n: String?
    /// What it is in an adoption curve.
    public var role = ChartSeries.Role.plain
    /// The column of a survival curve with the numbers at risk.
    public var atRisk: String?
    /// The column of a survival curve with how many were observed no longer.
    public var censored: String?
}

/// Rows or sentences with fewer observations than a number, and a key of the locale for what is said of them.
public struct SmallGroupsDefinition: Sendable {
    public let below: Int
    public let note: String
}

/// What the circles of a network are as large as: an indicator's value at each circle's level of a dimension.
public struct CirclesDefinition: Sendable {
    public let indicator: String
    public let dimension: String
}
