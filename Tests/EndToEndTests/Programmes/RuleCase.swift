import Pipeline
import Testing

/// A few records with what some indicators make of them, worked out by hand.
struct RuleCase: Sendable {
    let title: String
    /// What each indicator counts; nil where nobody was asked, so that there is no value.
    let counts: [String: Double?]
    /// Each of another person, but where `person=` says the same one.
    var rows: [String] = []
    var events: [String] = []
    var entities: [String] = []
    var operations: [String] = []

    init(
        _ title: String, _ counts: [String: Double?], _ rows: [String] = [], events: [String] = [],
        entities: [String] = [], operations: [String] = []
    ) {
        (self.title, self.counts, self.rows) = (title, counts, rows)
        (self.events, self.entities, self.operations) = (events, entities, operations)
    }

    /// All cases in one build, each with an operation of its own: those of `operations` are told apart by their priority.
    static func build(_ cases: [RuleCase]) -> RulePackBuild {
        var build = RulePackBuild()
        for (number, one) in cases.enumerated() {
            let name = name(number)
            func row(_ text: String, _ usual: [String: String] = [:]) -> [String: String] {
                usual.merging(RulePackBuild.values(text)) { $1 }.merging(["operation": name]) { $1 }
            }
            for (place, text) in one.rows.enumerated() {
                var values = row(text, RulePackBuild.usual.merging(["person": "p\(place)"]) { $1 })
                values["person"] = values["person"].map { "\(name)-\($0)" }
                build.participations.append(values)
            }
            for text in one.events {
                var values = row(text)
                values["person"] = values["person"].map { "\(name)-\($0)" }
                build.events.append(values)
            }
            for text in one.entities {
                build.entities.append(row(text, ["date": "2023-06-01"]))
            }
            for (place, text) in one.operations.enumerated() {
                var values = row(text, ["selected": "2023-01-01", "priority": name])
                values["operation"] = "\(name)-\(place)"
                build.operations.append(values)
            }
        }
        return build
    }

    private static func words(_ value: Double?) -> String { value.map { "\($0)" } ?? "no value" }

    private static func name(_ number: Int) -> String { "k\(number)" }

    /// Compares what the build gives for a case with what was worked out.
    func check(_ results: Results, number: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        for (code, wanted) in counts.sorted(by: { $0.key < $1.key }) {
            let ofOperations = ["CO20", "CO21", "CO22"].contains(code)
            let figure = results.figure(code, [ofOperations ? "priority" : "operation": Self.name(number)])
            // A group in which an indicator counts nobody is not among its figures, unless somebody was asked.
            let found = figure?["value"] as? Double ?? (RulePackBuild.askedCodes.contains(code) ? nil : 0)
            let (counted, byHand) = (Self.words(found), Self.words(wanted))
            #expect(
                found == wanted, "\(title): \(code) is \(counted), by hand \(byHand)", sourceLocation: sourceLocation)
        }
    }
}
