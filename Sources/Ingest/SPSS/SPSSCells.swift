internal import Diagnostics
internal import Records

/// Turns the values of a case into cells such as a sheet has: dates as dates, declared missing values as nothing, and labels in
/// place of codes where the mapping wants them. Counts what a person should know of.
struct SPSSCells {
    private let dictionary: SPSSDictionary
    private let usesLabels: Bool
    /// By variable, the spellings that the mapping has for values that the file declares missing.
    private let kept: [Set<String>]
    private var declaredMissing: [Int]
    private var impossibleDates: [Int]

    /// - Parameter kept: What ``SPSSCells/spellings(of:variables:)`` gives; empty when there is no mapping.
    init(_ dictionary: SPSSDictionary, usesLabels: Bool, kept: [Set<String>] = []) {
        self.dictionary = dictionary
        self.usesLabels = usesLabels
        self.kept = kept
        declaredMissing = dictionary.variables.map { _ in 0 }
        impossibleDates = declaredMissing
    }

    /// The cells of a case.
    ///
    /// - Parameter values: One for each variable of the dictionary.
    mutating func cells(_ values: [SPSSValue]) -> [WorkbookCell] {
        values.indices.map { position in cell(values[position], at: position) }
    }

    private mutating func cell(_ value: SPSSValue, at position: Int) -> WorkbookCell {
        let variable = dictionary.variables[position]
        let label = usesLabels ? dictionary.labels(of: variable)?.label(of: value) : nil
        if variable.declaresMissing(value) {
            let text = label ?? Self.text(value, of: variable)
            guard position < kept.count, kept[position].contains(plainSpelling(text)) else {
                declaredMissing[position] += 1
                return .empty
            }
        }
        if let label { return .text(label) }
        let cell = Self.plain(value, variable.form)
        if case .number = cell, variable.form == .day || variable.form == .moment { impossibleDates[position] += 1 }
        return cell
    }

    /// A value as mappings write it.
    static func text(_ value: SPSSValue, of variable: SPSSVariable) -> String {
        WorkbookRowBatch.text(of: plain(value, variable.form))
    }

    private static func plain(_ value: SPSSValue, _ form: SPSSVariable.Form) -> WorkbookCell {
        switch value {
        case .missing: .empty
        case .text(let text): text.isEmpty ? .empty : .text(text)
        case .number(let number):
            switch form {
            case .number, .text: .number(number)
            case .day: date(number, withTime: false) ?? .number(number)
            case .moment: date(number, withTime: true) ?? .number(number)
            case .clock: clock(number)
            }
        }
    }

    // MARK: Dates and times

    /// Days from 14 October 1582, where SPSS counts from, to 1 January 1970.
    private static let epoch = 141_428
    /// 15 October 1582, the first day of the Gregorian calendar, and 31 December 9999.
    private static let days = (-141_427)...2_932_896

    /// A date; nil when the seconds are none from the first day of the Gregorian calendar to the end of the year 9999.
    private static func date(_ seconds: Double, withTime: Bool) -> WorkbookCell? {
        // A file may hold any number, and the least one less the epoch is none.
        guard let day = Int(exactly: (seconds / 86_400).rounded(.down)).map({ $0 &- epoch }), days.contains(day) else {
            return nil
        }
        guard withTime else { return .date(dayNumber: day, secondOfDay: nil) }
        return .date(dayNumber: day, secondOfDay: seconds - Double(day + epoch) * 86_400)
    }

    /// A time of day; beyond a day as SPSS shows it, such as `26:30:00`.
    private static func clock(_ seconds: Double) -> WorkbookCell {
        if (0..<86_400).contains(seconds) { return .time(secondOfDay: seconds) }
        guard let whole = Int(exactly: abs(seconds).rounded()), whole < 1 << 40 else { return .number(seconds) }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let sign = seconds < 0 ? "-" : ""
        return .text("\(sign)\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))")
    }

    // MARK: The mapping

    /// For each variable, the spellings that every column which is read from it gives a meaning: a value that the file declares
    /// missing and that is among them is read as it is, so that the reason of a missing answer can be kept.
    static func spellings(of plan: ReadingPlan, variables: Int) -> [Set<String>] {
        var spellings = [Set<String>?](repeating: nil, count: variables)
        for column in plan.columns {
            let known = Set((column.values.map(\.written) + column.missing.map(\.written)).map(plainSpelling))
            for source in column.sources where source < variables {
                spellings[source] = spellings[source]?.intersection(known) ?? known
            }
        }
        return spellings.map { $0 ?? [] }
    }

    // MARK: Findings

    /// What was counted, as findings about the file.
    func findings(_ file: String) -> [Finding] {
        var findings: [Finding] = []
        if let list = list(declaredMissing) {
            findings.append(
                Self.finding(
                    "ingest.spss-declared-missing", .info, file,
                    "values that the file declares missing are read as empty: \(list)",
                    cause: "SPSS leaves these values out of its analyses",
                    remedy:
                        "to keep a value or the reason that it stands for, name it under `missing:` or `values:` of its column"
                ))
        }
        if let list = list(impossibleDates) {
            findings.append(
                Self.finding(
                    "ingest.spss-date-out-of-range", .warning, file,
                    "values with the format of a date that are none are read as numbers: \(list)",
                    cause: "they lie outside the years 1582 to 9999",
                    remedy: "correct the values, or the format of the variable, in SPSS"))
        }
        if dictionary.cases == nil {
            findings.append(
                Self.finding(
                    "ingest.spss-cases-not-counted", .info, file,
                    "the file does not say how many cases it has, so that nobody can tell whether all are there",
                    cause: "the program that wrote it left the number out",
                    remedy: "open it in SPSS or PSPP, compare the number of cases, and save it again"))
        }
        return findings
    }

    /// The variables with a count, such as `q1 12, q2 3`; nil when there is none.
    private func list(_ counts: [Int]) -> String? {
        let counted = counts.indices.filter { counts[$0] > 0 }
        guard !counted.isEmpty else { return nil }
        let shown = counted.prefix(20).map { "\(shownName(dictionary.variables[$0].name)) \(counts[$0])" }
        return shown.joined(separator: ", ") + (counted.count > 20 ? " and \(counted.count - 20) variables more" : "")
    }

    private static func finding(
        _ code: String, _ severity: Severity, _ file: String, _ problem: String, cause: String, remedy: String
    ) -> Finding {
        Finding(
            code: code, severity: severity,
            explanation: Explanation(summary: "\(file): \(problem)", cause: cause, remedies: [remedy]),
            location: RecordLocation(file: file))
    }
}
