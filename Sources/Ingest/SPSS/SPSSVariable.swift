/// A variable of an SPSS file: what its dictionary says of it.
struct SPSSVariable: Sendable {
    /// How the numbers of a variable are to be understood, by its format.
    enum Form: Sendable, Hashable {
        case number, text
        /// Seconds since 14 October 1582, shown as a day, or as a day with a time.
        case day, moment
        /// Elapsed seconds, shown as hours, minutes and seconds.
        case clock
    }

    /// Values that SPSS is told to leave out of its analyses.
    enum MissingRange: Sendable, Hashable {
        case numbers(ClosedRange<Double>)
        case text(String)
    }

    let name: String
    /// The variable label, such as the question that was asked; nil when there is none.
    let title: String?
    /// The format as SPSS writes it, such as `F8.2` or `EDATE10`.
    let format: String
    let form: Form
    let missing: [MissingRange]
    /// The name of its value labels in ``SPSSDictionary/labels``.
    let labelSet: String?

    init(
        name: String, title: String?, format: String, isText: Bool, missing: [MissingRange], labelSet: String?
    ) {
        self.name = name
        self.title = title
        self.format = format
        form = isText ? .text : Self.form(ofFormat: format)
        self.missing = missing
        self.labelSet = labelSet
    }

    /// Whether a value is one that the file declares missing.
    func declaresMissing(_ value: SPSSValue) -> Bool {
        switch value {
        case .missing: false
        case .number(let number):
            missing.contains { if case .numbers(let range) = $0 { range.contains(number) } else { false } }
        case .text(let text): missing.contains { $0 == .text(text) }
        }
    }

    private static func form(ofFormat format: String) -> Form {
        switch format.prefix(while: \.isLetter).uppercased() {
        case "DATE", "ADATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR": .day
        case "DATETIME", "YMDHMS": .moment
        case "TIME", "DTIME", "MTIME": .clock
        default: .number
        }
    }
}

/// One value of a case, as it is stored.
enum SPSSValue: Sendable, Hashable {
    /// System-missing.
    case missing
    case number(Double)
    /// Without the blanks that fill the variable's width.
    case text(String)
}

/// The labels of the values of some variables.
struct SPSSLabels: Sendable {
    private(set) var numbers: [Double: String] = [:]
    private(set) var texts: [String: String] = [:]
    /// In the order of the file.
    private(set) var all: [(value: SPSSValue, label: String)] = []

    mutating func add(_ label: String, for value: SPSSValue) {
        switch value {
        case .missing: return
        case .number(let number): numbers[number] = label
        case .text(let text): texts[text] = label
        }
        all.append((value, label))
    }

    func label(of value: SPSSValue) -> String? {
        switch value {
        case .missing: nil
        case .number(let number): numbers[number]
        case .text(let text): texts[text]
        }
    }
}

/// What an SPSS file says before its cases.
struct SPSSDictionary: Sendable {
    var variables: [SPSSVariable] = []
    var labels: [String: SPSSLabels] = [:]
    /// The encoding of the file's texts, as the file names it.
    var encoding: String?
    /// The cases; nil when the file does not say.
    var cases: Int?

    func labels(of variable: SPSSVariable) -> SPSSLabels? { variable.labelSet.flatMap { labels[$0] } }

    /// How the file was read, in one line.
    var summary: String { "SPSS data file\(encoding.map { ", encoding \($0.lowercased())" } ?? "")" }
}
