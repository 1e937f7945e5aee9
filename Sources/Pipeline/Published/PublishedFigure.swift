import Disclosure
import Records
import Reporting

/// A number that a source states of a figure, with the row in which it stands.
struct PublishedStatement: Sendable, Hashable {
    let value: Int
    let isApproximate: Bool
    /// As the source is called in the data; empty when it is not told.
    let source: String
    /// The day of the source; nil when it is not known.
    let day: CalendarDay?
    /// The file, and the line in it.
    let file: String
    let line: Int

    var number: ProtectedNumber {
        .unrestricted(Double(value), approximate: isApproximate, because: "others have published it")
    }
}

/// A figure that others published, with all that sources state of it.
struct PublishedFigure: Sendable, Hashable {
    let key: String
    /// What it is called in the data: in the language of the source, and by language where the data have that too.
    let label: String
    let labels: [String: String]
    /// The pipeline's name of the source that lists it.
    let listedBy: String
    /// In the order of the files.
    var statements: [PublishedStatement]
    /// The decision that stands; nil where there is none.
    var decision: PublishedDecision?

    /// The title in a language.
    func title(in language: String) -> String { labels[language] ?? label }

    /// Whether what the sources state cannot all be right.
    func isConflict(_ numbers: StatedNumbers) -> Bool { numbers.disagree(statements.map(\.number)) }

    /// Whether it waits for somebody to decide.
    func isOpen(_ numbers: StatedNumbers) -> Bool { decision == nil && isConflict(numbers) }

    /// The numbers that sources state, each as often as it is stated.
    var stated: [Int] { statements.map(\.value).sorted() }

    /// Whether every source gives only an approximate number.
    var isOnlyApproximate: Bool { statements.allSatisfy(\.isApproximate) }
}
