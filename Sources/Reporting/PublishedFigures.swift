public import Disclosure
import Indicators
import Tabulation

/// A number that somebody published, with its source.
struct PublishedNumber: Hashable {
    let value: ProtectedNumber
    /// As the source is called in the data; empty when it is not told.
    let source: String
}

/// What somebody decided on a published figure of which sources say different things.
public struct DecidedFigure: Sendable, Hashable {
    public let value: ProtectedNumber
    /// Where the number comes from, in the language of the document.
    public let source: String

    public init(value: ProtectedNumber, source: String) {
        self.value = value
        self.source = source
    }
}

/// The listing of figures that others published: the same figure may stand there several times, from several sources.
///
/// A listing is of things that are not persons, and is published as it is.
struct PublishedFigures {
    /// The fields that it must have: the figure's key, what it is called, its value, and where it was published.
    static let fields = ["figure", "label", "value", "source"]

    let listing: Listing
    let tables: TableBuilder

    /// The published numbers of a figure, in the order of the listing; of one on which somebody decided, what was decided.
    func numbers(of key: String) -> [PublishedNumber] {
        if let decided = tables.material.decided[key] {
            return [PublishedNumber(value: decided.value, source: decided.source)]
        }
        guard let figure = column("figure"), let value = column("value") else { return [] }
        let source = column("source")
        let approximate = column("value_approximate")
        return listing.rows.filter { name($0[figure]) == key }.map { row in
            let isApproximate = approximate.map { row[$0] == .number(1) } ?? false
            let cell = tables.cell(row[value], listing.columns[value], isApproximate: isApproximate)
            let number: ProtectedNumber =
                if case .number(let number) = cell {
                    number
                } else {
                    .unrestricted(nil, because: "nothing is published in this row")
                }
            return PublishedNumber(value: number, source: source.flatMap { name(row[$0]) } ?? "")
        }
    }

    /// What the figure is called in the data; nil when nothing is published under the key.
    func label(of key: String) -> String? {
        guard let figure = column("figure"), let label = column("label") else { return nil }
        return listing.rows.first { name($0[figure]) == key }.flatMap { name($0[label]) }
    }

    /// How its numbers are shown.
    var format: NumberFormat { column("value").flatMap { tables.usualFormat(listing.columns[$0]) } ?? .decimal(2) }

    private func column(_ name: String) -> Int? { listing.columns.firstIndex { $0.name == name } }

    private func name(_ level: Level) -> String? {
        switch level {
        case .code(let code): code
        case .number(let number): String(number)
        case .missing: nil
        }
    }
}
