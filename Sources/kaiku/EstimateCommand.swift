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

    @Option(help: "The seed of random numbers, for bootstrap methods.")
    var seed: UInt64?

    @Option(help: "How many resamples a bootstrap draws; 9999 without it.")
    var replicates: Int?

    @Option(parsing: .upToNextOption, help: "The columns whose answers run the other way, for scales.")
    var reversed: [String] = []

    @Option(help: "The least and greatest answer of a scale, such as 1-5.")
    var scale: String?

    @Option(help: "The reliability of a scale, such as its alpha.")
    var reliability: Double?

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
        let options = try options(for: method)
        let read = try NumericTable.read(path: file, displayName: file)
        let table = MethodTable(numbers: read.numbers, texts: read.texts)
        let estimator = EstimateMethod.all.first { $0.name == method }
        // The diffusion methods take numbers only: a column of text is none of theirs.
        let values =
            try estimator?.evaluate(table, options: options)
            ?? DiffusionMethod(named: method).evaluate(
                table.columns.filter { table.labels[$0.key] == nil }, options: options)
        let names = table.labels.filter { label in
            estimator?.columns.contains { $0.name == label.key && $0.takesNames } ?? false
        }
        if format == .json {
            Terminal.print(json(method, values, names))
        } else {
            Terminal.print(
                Terminal.columns(
                    names.keys.sorted().map { ("\($0) 1, 2, …", names[$0, default: []].joined(separator: ", ")) }
                        + values.map {
                            ($0.name, $0.value.map { "\($0)" } ?? "– (\($0.reason?.rawValue ?? "none"))")
                        }))
        }
    }

    /// What the method is told, where it can be told so.
    private func options(for method: String) throws -> EstimateOptions {
        var options = EstimateOptions(confidence: try ConfidenceLevel(confidence))
        var given: [MethodOption] = []
        if let seed {
            options.seed = seed
            given.append(.seed)
        }
        if let replicates {
            guard (99...1_000_000).contains(replicates) else {
                throw ValidationError("--replicates takes a number from 99 to 1000000")
            }
            options.replicates = replicates
            given.append(.replicates)
        }
        if !reversed.isEmpty {
            options.reversed = reversed
            given.append(.reversed)
        }
        if let scale {
            let ends = scale.split(separator: "-").compactMap { Int($0) }
            guard ends.count == 2, ends[0] < ends[1] else {
                throw ValidationError("--scale takes the least and greatest answer, such as 1-5")
            }
            options.scale = ends[0]...ends[1]
            given.append(.scale)
        }
        if let reliability {
            guard reliability > 0, reliability < 1 else {
                throw ValidationError("--reliability takes a number between 0 and 1, such as 0.85")
            }
            options.reliability = reliability
            given.append(.reliability)
        }
        let known = EstimateMethod.all.first { $0.name == method }?.options ?? []
        for option in given where !known.contains(option) {
            throw ValidationError("\(method) has no use for --\(option.rawValue)")
        }
        return options
    }

    private func json(_ method: String, _ values: [MethodValue], _ names: [String: [String]]) -> String {
        var json = JSONText()
        json.object { json in
            json.string("method", method)
            if !names.isEmpty {
                json.object("names") { json in
                    for column in names.keys.sorted() {
                        json.array(column) { json in
                            for name in names[column, default: []] { json.string(nil, name) }
                        }
                    }
                }
            }
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
    static let all = EstimateMethod.all.map(\.name) + DiffusionMethod.allCases.map(\.rawValue)

    /// Names with what they compute and the columns they take.
    static var described: [(String, String)] {
        EstimateMethod.all.map { method in
            let options = method.options.map { "--\($0.rawValue)" }.joined(separator: ", ")
            let columns = names(method.columns, further: method.furtherColumns)
            return (
                method.name,
                "\(method.summary) Columns: \(columns).\(options.isEmpty ? "" : " Options: \(options).")"
            )
        } + DiffusionMethod.allCases.map { ($0.rawValue, "\($0.summary) Columns: \(names($0.columns)).") }
    }

    private static func names(_ columns: [MethodColumn], further: String? = nil) -> String {
        (columns.map { $0.isRequired ? $0.name : "[\($0.name)]" } + [further].compactMap(\.self)).joined(
            separator: ", ")
    }
}
