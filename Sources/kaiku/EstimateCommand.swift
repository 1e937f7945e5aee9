import ArgumentParser
import Diagnostics
import Diffusion
import Ingest
import Pipeline
import Statistics

/// `kaiku estimate METHOD FILE`: any method of the catalogue on any CSV, by the same code that the reports use.
struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: "Run a statistical method on the columns of a CSV file.",
        discussion: "Without arguments, lists the methods and the columns that each takes.")

    @Argument(help: "The method, such as paired-change.", completion: .list(MethodNames.all))
    var method: String?

    @Argument(
        help: "The file, with a header row that names its columns.", completion: .file(extensions: ["csv", "tsv"]))
    var file: String?

    @Option(help: "The confidence level of intervals.")
    var confidence = 0.95

    @Option(help: "How results are printed.")
    var format: OutputFormat = .text

    func run() throws {
        guard let method else {
            Terminal.print(Terminal.columns(MethodNames.described))
            return
        }
        guard MethodNames.all.contains(method) else {
            throw PipelineError.unknownName(
                method, kind: "a method; 'kaiku estimate' lists them",
                near: nearestName(to: method, in: MethodNames.all))
        }
        guard let file else { throw ValidationError("name the CSV file: kaiku estimate \(method) FILE") }
        let table = try NumericTable.read(path: file, displayName: file)
        let values = try evaluate(method, table.columns)
        if format == .json {
            Terminal.print(json(method, values))
        } else {
            Terminal.print(
                Terminal.columns(
                    values.map { ($0.name, $0.value.map { "\($0)" } ?? "– (\($0.reason?.rawValue ?? "none"))") }))
        }
    }

    private func evaluate(_ name: String, _ columns: [String: [Double?]]) throws -> [MethodValue] {
        let options = EstimateOptions(confidence: try ConfidenceLevel(confidence))
        if let method = EstimateMethod(rawValue: name) { return try method.evaluate(columns, options: options) }
        return try DiffusionMethod(named: name).evaluate(columns, options: options)
    }

    private func json(_ method: String, _ values: [MethodValue]) -> String {
        var json = JSONText()
        json.object { json in
            json.string("method", method)
            json.object("values") { json in
                for value in values { json.number(value.name, value.value) }
            }
            json.object("reasons") { json in
                for value in values { if let reason = value.reason { json.string(value.name, reason.rawValue) } }
            }
        }
        return json.text
    }
}

/// The methods of all rooms by name.
enum MethodNames {
    static let all = EstimateMethod.allCases.map(\.rawValue) + DiffusionMethod.allCases.map(\.rawValue)

    /// Names with what they compute and the columns they take.
    static var described: [(String, String)] {
        EstimateMethod.allCases.map { ($0.rawValue, "\($0.summary) Columns: \(names($0.columns)).") }
            + DiffusionMethod.allCases.map { ($0.rawValue, "\($0.summary) Columns: \(names($0.columns)).") }
    }

    private static func names(_ columns: [MethodColumn]) -> String {
        columns.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: ", ")
    }
}
