import Diagnostics
import Disclosure
import Indicators
import Records
import Reporting

/// What is told on the terminal of a check that does not hold: the rule, the figures of both sides where they may be shown, and the rows
/// to look at.
struct ProgrammeFinding {
    private let judged: JudgedCheck
    private let pipeline: LoadedPipeline

    /// Comparisons that a message names.
    private static let listed = 3

    init(_ judged: JudgedCheck, _ pipeline: LoadedPipeline) {
        self.judged = judged
        self.pipeline = pipeline
    }

    /// nil where the check holds.
    var finding: Finding? {
        let broken = judged.broken
        guard !broken.isEmpty else { return nil }
        let check = judged.check
        let made = judged.held + judged.cells.count
        let source = [check.number, check.reference].filter { !$0.isEmpty }.joined(separator: ", ")
        let origin = source.isEmpty ? "" : " (\(source)\(check.isVerified ? "" : "; to be verified"))"
        return Finding(
            code: check.code, severity: check.severity >= .error ? .stop : check.severity,
            explanation: Explanation(
                summary: "\(check.location): \(check.text(in: "en"))\(origin) "
                    + (check.severity == .info ? "This is worth a look" : "This does not hold")
                    + " in \(broken.count) of \(made) comparisons",
                cause: broken.prefix(Self.listed).map(Self.sentence).joined(separator: "; ")
                    + (broken.count > Self.listed ? "; and \(broken.count - Self.listed) more" : ""),
                remedies: remedies(broken)),
            location: check.location)
    }

    private func remedies(_ broken: [JudgedCell]) -> [String] {
        var places: [RecordLocation] = []
        var count = 0
        for cell in broken.prefix(Self.listed) {
            count += cell.rowCount
            for row in cell.rows where !places.contains(row) { places.append(row) }
        }
        var remedies: [String] = []
        let shown = Array(places.prefix(ProgrammeChecking.listedRows))
        if !shown.isEmpty {
            // Comparisons that follow from one another rest on the same rows, which are counted once where all are listed.
            let all = places.count < ProgrammeChecking.listedRows ? places.count : count
            let more = all > shown.count ? " and \(all - shown.count) more" : ""
            remedies.append("look at \(RecordLocation.listed(shown))\(more)")
        }
        if let explained = broken.lazy.compactMap(\.explained).first {
            remedies.append("kaiku explain '\(explained)' --pipeline \(pipeline.path)")
        }
        let isHidden = broken.prefix(Self.listed).contains { cell in
            (cell.left.number?.isWithheld ?? false) || (cell.right.number?.isWithheld ?? false)
        }
        if isHidden {
            remedies.append(
                "see the numbers that are not shown here with 'kaiku run \(pipeline.path) --copy authority'")
        }
        return remedies
    }

    /// Such as `gender=F: EECO01 = 23 and EECO02 + EECO04 + EECO05 = 24, as computed`.
    private static func sentence(_ cell: JudgedCell) -> String {
        let levels = cell.cell.cell.levels.map { "\($0.dimension)=\($0.level.name)" }.joined(separator: ", ")
        let place = levels.isEmpty ? "total" : levels
        // A number beside one that is hidden would narrow it.
        let areShown = [cell.left.number, cell.right.number].allSatisfy { !($0?.isWithheld ?? false) }
        let left = words(cell.left, areShown)
        switch cell.cell.relation {
        case .isMissing: return "\(place): \(left) is not reported"
        case .isSuperfluous: return "\(place): \(left) is reported by gender"
        case .notBoth: return "\(place): \(left), and \(words(cell.right, areShown))"
        case .equal: return "\(place): \(left), and \(words(cell.right, areShown))"
        case .atMost: return "\(place): \(left) is more than \(words(cell.right, areShown))"
        }
    }

    private static func words(_ side: JudgedSide, _ isShown: Bool) -> String {
        let names = side.side.terms.map(\.indicator)
        var seen: Set<String> = []
        let codes = names.filter { seen.insert($0).inserted }.joined(separator: " + ")
        let bases = Set(side.side.terms.map(\.basis)).sorted().map(words).joined(separator: ", ")
        var text = codes.isEmpty ? "" : "\(codes) (\(bases))"
        guard isShown, let number = side.number, let value = number.value else { return text }
        let written = Int(exactly: value).map { String($0) } ?? "\(value)"
        text += text.isEmpty ? written : " = \(written)"
        return text
    }

    private static func words(_ basis: FigureBasis) -> String {
        switch basis {
        case .computed: "computed"
        case .reported(let kind, let day): kind.rawValue + (day.map { " \($0)" } ?? "")
        }
    }
}

extension RecordLocation {
    /// Places, with the lines of a file after its name: `figures.csv:152, 155, people.csv:4`.
    static func listed(_ places: [RecordLocation]) -> String {
        var texts: [String] = []
        for (number, place) in places.enumerated() {
            let isSame = number > 0 && places[number - 1].file == place.file
            texts.append(isSame ? place.line.map { "\($0)" } ?? place.description : place.description)
        }
        return texts.joined(separator: ", ")
    }
}
