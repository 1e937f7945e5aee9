public import Reporting

/// A list of what is to be fixed in the rows of one supplier, ready to be laid out: all its texts are made.
public struct FixList: Sendable {
    /// A problem of a row.
    public struct Problem: Sendable, Hashable {
        public var file: String
        /// The sheet of a workbook; nil for a text file.
        public var sheet: String?
        public var row: Int?
        public var column: String?
        /// What is wrong and what to do, in one sentence.
        public var sentence: String
        /// What the problem is known by when the list comes back.
        public var key: String
        /// Whether a value can be filled in; otherwise the row is mended in its file.
        public var takesValue: Bool

        public init(
            file: String, sheet: String?, row: Int?, column: String?, sentence: String, key: String, takesValue: Bool
        ) {
            self.file = file
            self.sheet = sheet
            self.row = row
            self.column = column
            self.sentence = sentence
            self.key = key
            self.takesValue = takesValue
        }
    }

    /// A paragraph of the cover.
    public enum Line: Sendable, Hashable {
        case paragraph(String)
        case heading(String)
        case step(String)
        case fact(LabelledText)
    }

    /// A cell that whoever returns the list fills in.
    public struct Question: Sendable, Hashable {
        public var label: String
        public var key: String

        public init(label: String, key: String) {
            self.label = label
            self.key = key
        }
    }

    public var information: DocumentInformation
    public var locale: ReportLocale
    public var cover: [Line]
    public var problems: [Problem]
    public var questions: [Question]

    public init(
        information: DocumentInformation, locale: ReportLocale, cover: [Line], problems: [Problem],
        questions: [Question]
    ) {
        self.information = information
        self.locale = locale
        self.cover = cover
        self.problems = problems
        self.questions = questions
    }

    /// Every text of the list, a line each, to be looked through before it leaves; the keys, which hold nothing of a source, look like
    /// numbers and are left out.
    public var texts: [String] {
        cover.map { line in
            switch line {
            case .paragraph(let text), .heading(let text), .step(let text): text
            case .fact(let fact): fact.label + ": " + fact.text
            }
        } + problems.flatMap { [$0.file, $0.sheet ?? "", $0.column ?? "", $0.sentence] }
            + questions.map(\.label) + [information.title, information.subtitle, information.description]
    }
}
