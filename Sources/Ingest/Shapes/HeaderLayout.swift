/// How the rows of a header are put together to the names of columns.
public struct HeaderLayout: Sendable, Hashable {
    /// Where the names come from.
    public enum Names: Sendable, Hashable {
        /// A row of the header, from 1.
        case row(Int)
        /// Two rows: a question, which stands above the first of its columns only, and an option: `question: option`.
        case joined
    }

    /// The rows, those without text not counted.
    public var rows = 1
    public var names = Names.row(1)
    /// The row with the texts of questions, by which columns may be called too; nil for none.
    public var texts: Int?
    /// What stands between a code and a text in each name, either of which a column may be called by; nil for nothing.
    public var codeSeparator: String?
    /// What a cell of a row must contain, so that a row of answers is never taken for one of the header.
    public var holds: [Int: String] = [:]

    public init() {}

    /// The first row that lacks what it must contain; nil when all have it.
    func missing(in header: [[String]]) -> (row: Int, text: String)? {
        for (row, text) in holds.sorted(by: { $0.key < $1.key }) {
            let cells = header.indices.contains(row - 1) ? header[row - 1] : []
            if !cells.contains(where: { $0.contains(text) }) { return (row, text) }
        }
        return nil
    }

    /// The names of the columns, and what else they may be called.
    ///
    /// - Parameter header: The header's rows, cell by cell.
    func names(of header: [[String]]) -> (names: [String], aliases: [[String]]) {
        let width = header.map(\.count).max() ?? 0
        func row(_ number: Int) -> [String] {
            guard header.indices.contains(number - 1) else { return [String](repeating: "", count: width) }
            return header[number - 1] + [String](repeating: "", count: width - header[number - 1].count)
        }
        var aliases: [[String]] = []
        let names: [String]
        switch self.names {
        case .row(let number): names = row(number)
        case .joined: names = Self.joined(row(1), row(2))
        }
        if let texts { aliases.append(row(texts)) }
        if let codeSeparator, !codeSeparator.isEmpty {
            let parts = names.map { name in
                name.firstRange(of: codeSeparator).map { (name[..<$0.lowerBound], name[$0.upperBound...]) }
            }
            aliases.append(parts.map { $0.map { String($0.0) } ?? "" })
            aliases.append(parts.map { $0.map { String($0.1) } ?? "" })
        }
        return (names, aliases)
    }

    private static func joined(_ questions: [String], _ options: [String]) -> [String] {
        var question = ""
        return zip(questions, options).map { next, option in
            if !next.trimmed.isEmpty { question = next.trimmed }
            let option = option.trimmed
            return option.isEmpty
                ? next.trimmed.isEmpty ? "" : question : question.isEmpty ? option : "\(question): \(option)"
        }
    }
}
