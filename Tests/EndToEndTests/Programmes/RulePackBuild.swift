import Foundation
import Pipeline
import Testing

/// Records of participants, entities and operations, counted by the rule packs as they lie in the repository.
///
/// A row is written as `column=value` pairs; what it leaves out is as in ``usual``. Operations keep cases apart: one build counts them all,
/// each by its operation.
struct RulePackBuild {
    /// A row of a participation: employed, ISCED 3, a woman of 37 who entered on 10 May 2023 and has not left.
    static let usual = [
        "entry": "2023-05-10", "birth_date": "1985-06-01", "gender": "F", "labour_status": "employed", "education": "3",
    ]
    static let asOf = "2023-12-31"
    static let folder = "Pipelines/packs"
    static let pipeline = folder + "/pipeline.yaml"

    private static let columns = [
        "participation": [
            "person", "operation", "entry", "exit", "birth_date", "gender", "labour_status", "education", "exit_status",
            "status_after", "in_education", "disability", "third_country", "foreign_background", "minority", "homeless",
            "rural", "other_disadvantage", "improved_after", "unemployed_since", "jobless_household",
            "dependent_children", "single_adult_household", "organisation",
        ],
        "participation-event": ["person", "operation", "date", "status"],
        "supported-entity": ["organisation", "operation", "kind", "date"],
        "operation": [
            "operation", "programme", "fund", "priority", "objective", "region_category", "beneficiary", "for_women",
            "for_public_bodies", "selected",
        ],
    ]
    private static let lists = [
        "gender": "gender", "labour_status": "labour-status", "exit_status": "exit-status",
        "status_after": "exit-status", "status": "exit-status", "kind": "entity-kind", "programme": "esf-programme",
        "fund": "esf-fund", "region_category": "region-category", "beneficiary": "beneficiary",
    ]

    var participations: [[String: String]] = []
    var events: [[String: String]] = []
    var entities: [[String: String]] = []
    var operations: [[String: String]] = []

    /// The values of `column=value` pairs between blanks.
    static func values(_ text: String) -> [String: String] {
        Dictionary(
            text.split(separator: " ").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { $1 })
    }

    /// A workspace with the records, the packs, and a pipeline over both.
    ///
    /// - Parameters:
    ///   - breakdowns: By which the indicators of persons are published; the others are by operation and by priority.
    ///   - catalogue: Further lines of the project's catalogue file.
    func open(breakdowns: String, catalogue: String = "") throws -> Workspace {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        func write(_ text: String, to file: String) throws { try workspace.write(text, to: "\(Self.folder)/\(file)") }
        var sources = ""
        for (record, rows) in [
            ("participation", participations), ("participation-event", events), ("supported-entity", entities),
            ("operation", operations),
        ] {
            let names = Self.columns[record] ?? []
            let lines = rows.map { row in names.map { row[$0] ?? "" }.joined(separator: ";") }
            try write(([names.joined(separator: ";")] + lines).joined(separator: "\n") + "\n", to: "\(record).csv")
            let mapped = names.map { name in
                let list = Self.lists[name].map { ", codes: \($0)" } ?? ""
                let refused = name == "disability" ? ", missing: {\"?\": refused}" : ""
                return "  \(name): {from: \(name)\(list)\(refused)}\n"
            }
            try write(
                "kaiku: 1\nrecord: \(record)\nformat: {kind: csv, separator: \";\"}\ncolumns:\n" + mapped.joined(),
                to: "\(record).yaml")
            sources += "  - {id: \(record), titles: {en: \(record)}, files: \(record).csv, mapping: \(record).yaml}\n"
        }
        let persons = Self.codes.filter { !Self.codesOfOthers.contains($0) && $0 != Self.codeOfStaff }
            .joined(separator: ", ")
        try write(
            "kaiku: 1\nfurther-breakdowns:\n  - {indicators: [\(persons)], breakdowns: \(breakdowns)}\n"
                + "  - {indicators: [\(Self.codesOfOthers.joined(separator: ", "))], "
                + "breakdowns: [[operation], [priority]]}\n"
                + "  - {indicators: [\(Self.codeOfStaff)], breakdowns: [[operation]]}\n" + catalogue,
            to: "indicators.yaml")
        try write(
            "kaiku: 1\nreport: packs\ntitle: section.esf\nsections:\n  - id: esf\n    title: section.esf\n    blocks:\n"
                + "      - key-figures: [EECO01]\n      - definitions: all\n", to: "report.yaml")
        try write(try Self.pipelineText(sources: sources), to: "pipeline.yaml")
        return workspace
    }

    /// The tables are those of the packs' README, so that what it says to copy is what is tested.
    private static func pipelineText(sources: String) throws -> String {
        let readme = try String(contentsOfFile: "\(Workspace.root)/Pipelines/programmes/README.md", encoding: .utf8)
        let start = try #require(readme.range(of: "\ntables:\n"))
        let end = try #require(readme.range(of: "```", range: start.upperBound..<readme.endIndex))
        return """
            kaiku: 1
            pipeline: packs
            period: {from: 2014-01-01, to: \(asOf)}
            as-of: \(asOf)
            languages: [en]
            output: ../../build/packs
            locales: ../../Reports/locales
            templates: ../../Reports/templates
            code-lists: [../codes/common.yaml, ../codes/esf.yaml, ../programmes/codes.yaml]
            catalogue:
              - ../programmes/dimensions.yaml
              - ../programmes/participants.yaml
              - ../programmes/esf-plus-2021-2027/indicators.yaml
              - ../programmes/esf-2014-2020/indicators.yaml
              - indicators.yaml
            reports: report.yaml
            disclosure: {threshold: 1}
            outputs: {excel: false, figures: false, fix-lists: false, data-quality: false}
            sources:
            \(sources)
            """ + readme[start.lowerBound..<end.lowerBound]
    }

    /// The bytes of the results of a build of the records.
    func results(breakdowns: String) throws -> Data {
        let workspace = try open(breakdowns: breakdowns)
        try workspace.run(Self.pipeline)
        return try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/build/packs/results.json"))
    }

    // MARK: Codes

    private static func numbered(_ prefix: String, _ count: Int) -> [String] {
        (1...count).map { prefix + ($0 < 10 ? "0" : "") + "\($0)" }
    }
    static let newCodes = numbered("EECO", 19) + numbered("EECR", 6)
    static let oldCodes =
        numbered("CO", 23) + numbered("CR", 9) + ["participants-complete-2014", "participants-incomplete-2014"]
    static let sharedCodes = [
        "participants-grand-total", "participants-incomplete", "participants-not-exited",
        "participants-of-supported-entities",
    ]
    /// Counted in `participation`, which need not lead to the operations.
    static let codeOfStaff = "participants-of-supported-entities"
    /// Those of entities and projects.
    static let codesOfOthers = ["EECO18", "EECO19", "CO20", "CO21", "CO22", "CO23"]
    static let codes = newCodes + oldCodes + sharedCodes

    /// Indicators without a value where nobody was asked; the others are zero then.
    static let askedCodes: Set<String> = Set(
        numbered("EECO", 17).suffix(6) + ["EECR02", "EECR05", "EECR06", "CO04", "CO08"]
            + numbered("CO", 22).suffix(11) + ["CR02"] + numbered("CR", 9).suffix(5))
}
