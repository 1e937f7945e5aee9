import Diagnostics
import Statistics

/// Something found out about a source as a whole: its rows, its columns, or the distribution of a column.
struct QualityFinding: Sendable, Hashable {
    enum Problem: Sendable, Hashable {
        case fewerRows(found: Int, least: Int)
        case moreRows(found: Int, most: Int)
        /// `allowed` is a number of rows, or a share of those before.
        case rowsChanged(found: Int, before: Int, allowed: Allowed)
        /// `level` is the code or small number that moved most; nil when it may not be told.
        case drifted(
            table: String, column: String, measure: DistributionShift, distance: Double, limit: Double, level: String?)
        case newColumn(String, near: String?)
        case missingColumn(String, near: String?)
        case renamedColumn(from: String, to: String)
        /// The same is wrong with nearly every row: a code of issues; nil for the column where it is wrong with the row as a whole.
        case everyRow(issue: String, column: String?, found: Int, rows: Int)
        /// Rows of participation that look like an event's audience, with the lines of the first of them.
        case audience(event: String, found: Int, rows: Int, lines: [Int])
        /// Rows of participation of which none has a labour status or education.
        case noCharacteristics(rows: Int)
        /// Every row was set aside.
        case nothingKept(rows: Int)
        /// Sources state numbers of one thing that cannot all be right, and nobody has decided.
        case publishedConflict(PublishedFigure)
        /// A decision on a figure that no source states.
        case decisionUnknown(figure: String, near: String?)
        /// A decision for a number that no source states, without saying where it comes from.
        case decisionUnstated(figure: PublishedFigure, value: Int)
        /// The sources state other numbers than when the decision was made.
        case decisionOutdated(figure: PublishedFigure, then: [Int], now: [Int])
        /// What the sources state is not in conflict, or not any longer.
        case decisionUnneeded(figure: PublishedFigure, stated: [Int])
    }

    enum Allowed: Sendable, Hashable {
        case rows(Int)
        case share(Double)
    }

    let problem: Problem
    let code: String
    let severity: Severity
    /// The pipeline's name of the source; of drift, that of the table's first source.
    let source: String
    /// The file; nil when it is about all of the source.
    let file: String?
    /// Of a rule: what its author says, by language.
    let messages: [String: String]
    /// Of a rule: where it stands.
    let rule: RecordLocation?
    /// Whether the baseline accepts it.
    var isAccepted = false

    /// The column that it is about; of published figures the key of the figure.
    var column: String? {
        switch problem {
        case .drifted(_, let column, _, _, _, _), .newColumn(let column, _), .missingColumn(let column, _): column
        case .renamedColumn(let from, _): from
        case .everyRow(_, let column, _, _): column
        case .publishedConflict(let figure), .decisionUnstated(let figure, _), .decisionOutdated(let figure, _, _),
            .decisionUnneeded(let figure, _):
            figure.key
        case .decisionUnknown(let figure, _): figure
        default: nil
        }
    }

    /// Whether the build must end.
    var isGate: Bool { severity >= .error && !isAccepted }

    /// For the terminal.
    var finding: Finding {
        let place = rule.map { "\($0): " } ?? file.map { "\($0): " } ?? ""
        let (text, cause, remedies) = wording
        let own = messages["en"].map { " (\($0))" } ?? ""
        return Finding(
            code: code, severity: isAccepted ? .info : severity >= .error ? .stop : severity,
            explanation: Explanation(summary: place + text + own, cause: cause, remedies: remedies), location: rule)
    }

    private var wording: (text: String, cause: String?, remedies: [String]) {
        let adapt = "if the new state is right, change the rule, or accept it with 'kaiku baseline --accept'"
        switch problem {
        case .fewerRows(let found, let least):
            return (
                "the source '\(source)' has \(Self.rows(found)), at least \(least) are expected", nil,
                ["look whether a file is missing or cut off", adapt]
            )
        case .moreRows(let found, let most):
            return (
                "the source '\(source)' has \(Self.rows(found)), at most \(most) are expected", nil,
                ["look whether a file was delivered twice", adapt]
            )
        case .rowsChanged(let found, let before, let allowed):
            let limit =
                switch allowed {
                case .rows(let count): Self.rows(count)
                case .share(let share): "\(Self.percent(share)) of them"
                }
            return (
                "the source '\(source)' has \(Self.rows(found)), and had \(before) before",
                "a change by at most \(limit) is expected",
                ["look whether a file is missing, cut off or doubled", adapt]
            )
        case .drifted(let table, let column, let measure, let distance, let limit, let level):
            return (
                "'\(column)' of '\(table)' is distributed otherwise than before: \(measure.rawValue) "
                    + "\(Self.decimal(distance)), at most \(Self.decimal(limit)) is expected",
                level.map { "the share of '\($0)' has changed most" },
                ["look whether codes, the scale or the form have changed", adapt]
            )
        case .newColumn(let name, let near):
            return (
                "the column '\(name)' is new", near.map { "the nearest of the columns before is '\($0)'" },
                ["map it under `columns:`, or list it under `ignore:` in the mapping"]
            )
        case .missingColumn(let name, let near):
            return (
                "the column '\(name)' is missing, which the version before had",
                near.map { "the nearest of the columns now is '\($0)'" }, ["ask whoever delivers the file"]
            )
        case .renamedColumn(let from, let to):
            return (
                "the column '\(from)' is now called '\(to)'", "it stands in its place, or is spelt nearly alike",
                ["add '\(to)' to its `from:` in the mapping", "ask whoever delivers the file"]
            )
        case .everyRow(let issue, let column, let found, let rows):
            return (
                "\(column.map { "the column '\($0)' does not fit" } ?? "something is wrong") in \(found) of \(Self.rows(rows)) (\(issue))",
                "what is wrong in every row is seldom a mistake of whoever filled in the file, so no fix list asks to correct it",
                column == nil
                    ? ["compare `format:` and `unique:` in the mapping with the file"]
                    : [
                        "compare the column with the mapping: its `type:`, `values:`, and of dates `format:`",
                        "see what it holds with 'kaiku inspect'",
                    ]
            )
        case .audience(let event, let found, let rows, let lines):
            let listed = lines.map(String.init).joined(separator: ", ")
            let more = found > lines.count ? " and \(found - lines.count) more" : ""
            return (
                "\(found) of \(Self.rows(rows)) look like the audience of an event (\(event)): lines \(listed)\(more)",
                "they began and ended during the event; \(Self.audienceIsNoParticipant)",
                [
                    "take them out of the participants: they are counted as attendances of the event",
                    "if they are participants, correct their first and last day",
                ]
            )
        case .noCharacteristics(let rows):
            return (
                "none of \(Self.rows(rows)) has a labour status or education, as in an event's attendance list",
                Self.audienceIsNoParticipant,
                [
                    "map an attendance list as 'record: attendance'",
                    "if they are participants, get their start forms: without these they are not counted",
                ]
            )
        case .nothingKept(let rows):
            return (
                "none of \(Self.rows(rows)) was kept", "each has something that is wrong with it",
                ["see the data-quality report for what and where", "compare the mapping with the file"]
            )
        case .publishedConflict(let figure):
            return (
                "the sources disagree on '\(figure.key)': "
                    + figure.statements.map(Self.words).joined(separator: ", "),
                "all are shown until somebody decides",
                [
                    "look which is right, and write a decision into the file named under `published-figures: {decisions: …}`",
                    "ask whoever published the other to correct it",
                ]
            )
        case .decisionUnknown(let figure, let near):
            return (
                "there is a decision on '\(figure)', and no source states such a figure", nil,
                near.map { ["write '\($0)'"] } ?? ["take the decision out"]
            )
        case .decisionUnstated(let figure, let value):
            return (
                "'\(figure.key)' is decided to be \(value), which no source states like that",
                "the sources have \(figure.statements.map(Self.words).joined(separator: ", "))",
                ["correct the value or the source", "add `basis:`, where the number comes from"]
            )
        case .decisionOutdated(let figure, let then, let now):
            return (
                "the sources of '\(figure.key)' have changed since the decision, so that it does not stand",
                "they stated \(Self.list(then)) then, and state \(Self.list(now)) now",
                ["decide again, and write what they state under `stated:`"]
            )
        case .decisionUnneeded(let figure, let stated):
            return (
                "the decision on '\(figure.key)' is not needed: its sources do not disagree",
                "they state \(Self.list(stated))", ["take the decision out"]
            )
        }
    }

    /// The rule that such rows would break, in our words, with its source.
    private static let audienceIsNoParticipant =
        "the audience of an information event and users of an open service are not participants (rakennerahastot.fi, data on persons "
        + "taking part in an ESF project), and a start form is collected only when the action aims at a change in the person (ELY "
        + "Centre, wrong entries in ESR-Henkilö)"

    /// A number as a source states it, and where.
    private static func words(_ statement: PublishedStatement) -> String {
        let about = statement.isApproximate ? "about " : ""
        let source = statement.source.isEmpty ? "" : "\(statement.source), "
        return "\(about)\(statement.value) (\(source)\(statement.file):\(statement.line))"
    }

    private static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

    private static func rows(_ count: Int) -> String { "\(count) \(count == 1 ? "row" : "rows")" }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private static func decimal(_ value: Double) -> String {
        let thousandths = Int((min(value, 1e6) * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
