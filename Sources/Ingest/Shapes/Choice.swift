public import Diagnostics
public import Records

/// A question of which any number of options can be chosen, in one of the shapes that survey tools give it.
public struct Choice: Sendable, Hashable {
    public enum Shape: String, Sendable, Hashable, CaseIterable {
        /// A column for each option.
        case columns
        /// One column with all that was chosen, and something between.
        case delimited
        /// One column with the one that was chosen.
        case single
    }

    public struct Option: Sendable, Hashable {
        public let code: String
        /// What it is called in the file: in cells, or in the names of columns; any of them.
        public let spellings: [String]
        /// Of a column for each option, the names that its column may have.
        public let sources: [String]

        public init(_ code: String, spellings: [String], sources: [String] = []) {
            self.code = code
            self.spellings = spellings
            self.sources = sources
        }
    }

    /// Where what people wrote for an option of their own is found.
    public enum Other: Sendable, Hashable {
        /// In a column of its own.
        case column(String)
        /// In the cell, as what is none of the options.
        case rest
    }

    public let name: String
    public let shape: Shape
    /// The column of the shapes that have only one.
    public let source: String?
    /// What stands between the options of a delimited cell.
    public let separator: String
    public let options: [Option]
    /// What a cell of a column for each option says when the option was chosen, and when it was not.
    public let chosen: [String]
    public let notChosen: [String]
    /// What it means when nothing was chosen and nothing declined: nil is a "no" to each option.
    public let nothing: MissingReason?
    public let missing: [ColumnMapping.MissingValue]
    public let other: Other?
    public let location: RecordLocation?

    /// The words for a chosen option and one not chosen where the mapping declares none.
    public static let usualChosen = ["1", "y", "x", "true", "kyllä", "ja", "yes", "valittu", "vald", "checked"]
    public static let usualNotChosen = ["0", "n", "false", "ei", "nej", "no", "unchecked"]

    public init(
        _ name: String, shape: Shape, source: String? = nil, separator: String = ";", options: [Option],
        chosen: [String] = Choice.usualChosen, notChosen: [String] = Choice.usualNotChosen,
        nothing: MissingReason? = .notAnswered, missing: [ColumnMapping.MissingValue] = [], other: Other? = nil,
        location: RecordLocation? = nil
    ) {
        self.name = name
        self.shape = shape
        self.source = source
        self.separator = separator
        self.options = options
        self.chosen = chosen
        self.notChosen = notChosen
        self.nothing = nothing
        self.missing = missing
        self.other = other
        self.location = location
    }

    /// What the options are called in the file.
    public var labels: [String] { options.map { $0.spellings.first ?? $0.code } }

    /// Every name that the file may have for an option; codes only of those that have no other.
    var spellings: [String] { options.flatMap { $0.spellings.isEmpty ? [$0.code] : $0.spellings } }

    /// What a column of one option says when it was chosen, and when it was not.
    public var chosenWord: String? { chosen.first }
    public var notChosenWord: String? { notChosen.first }

    /// The columns of the question: whether each option was chosen, whether another was, and what that was.
    ///
    /// - Parameter text: The type of the column with what people wrote; nil for none.
    func columns(text: FieldType?) -> [ColumnMapping] {
        var columns = options.enumerated().map { index, option in
            column("\(name)_\(option.code)", .boolean, .option(index), sources: option.sources)
        }
        guard let other else { return columns }
        if !options.contains(where: { $0.code == Self.otherCode }) {
            columns.append(column("\(name)_\(Self.otherCode)", .boolean, .other))
        }
        guard let text else { return columns }
        let textName = "\(name)_\(Self.otherCode)_text"
        switch other {
        case .column(let source):
            columns.append(ColumnMapping(textName, from: [source], type: text, missing: missing, location: location))
        case .rest: columns.append(column(textName, text, .text))
        }
        return columns
    }

    /// The code of the option that people fill in themselves.
    static let otherCode = "other"

    private func column(
        _ name: String, _ type: FieldType, _ role: ChoicePart.Role, sources: [String] = []
    ) -> ColumnMapping {
        var column = ColumnMapping(name, from: sources, type: type, location: location)
        column.shape.choice = ChoicePart(choice: self, role: role)
        return column
    }
}

/// The part that a column has in a multiple choice.
public struct ChoicePart: Sendable, Hashable {
    public enum Role: Sendable, Hashable {
        /// Whether the option of this place was chosen.
        case option(Int)
        /// Whether something else was.
        case other
        /// What that was.
        case text
    }

    public let choice: Choice
    public let role: Role
}
