import ArgumentParser
import Diagnostics
import Diffusion
import Glibc
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

    @Option(help: "The seed of random numbers.")
    var seed: UInt64?

    @Option(help: "How many resamples, permutations or random networks are drawn; 9999 without it.")
    var replicates: Int?

    @Option(parsing: .upToNextOption, help: "The columns whose answers run the other way, for scales.")
    var reversed: [String] = []

    @Option(help: "The least and greatest answer of a scale, such as 1-5.")
    var scale: String?

    @Option(help: "The reliability of a scale, such as its alpha.")
    var reliability: Double?

    @Option(
        help: "A second file with a row for each node of a network.", completion: .file(extensions: ["csv", "tsv"]))
    var nodes: String?

    @Flag(help: "Ties go both ways.")
    var undirected = false

    @Option(help: "How ties are weighted, of a projection shared, jaccard or newman, for moran ties or distance.")
    var weighting: String?

    @Option(help: "Those who could adopt; estimated without it.")
    var potential: Double?

    @Option(help: "How many periods are forecast; 6 without it.")
    var horizon: Int?

    @Option(help: "The periods between seeing others adopt and adopting.")
    var lag: Int?

    @Option(help: "The margin of error that a sample is to reach, a share; 0.03 without it.")
    var margin: Double?

    @Option(help: "The share that a sample is planned for; 0.5, which asks for the most answers, without it.")
    var expectedShare: Double?

    @Option(help: "The share of those contacted who are expected to answer; 1 without it.")
    var responseRate: Double?

    func run() throws {
        guard let method else {
            Terminal.print(Terminal.columns(MethodNames.described.map(\.line)))
            return
        }
        guard MethodNames.all.contains(method) else {
            throw PipelineError.unknownName(
                method, kind: "a method; 'kaiku estimate' lists them",
                near: nearestName(to: method, in: MethodNames.all))
        }
        guard let file else { throw ValidationError("name the CSV file: kaiku estimate \(method) FILE") }
        let options = try options(for: method)
        let columns = MethodNames.described.first { $0.name == method }?.columns ?? []
        let isOfNetwork = MethodNames.described.first { $0.name == method }?.options.contains(.nodes) ?? false
        let named = columns.filter(\.takesNames).map(\.name)
        // Names of nodes stay as they are written, and are not listed: a network may have a million.
        let table = try Self.table(file, names: isOfNetwork ? Set(named) : [])
        let values =
            try EstimateMethod.all.first { $0.name == method }?.evaluate(table, options: options)
            ?? DiffusionMethod(named: method).evaluate(table, options: options)
        let names = table.labels.filter { !isOfNetwork && named.contains($0.key) }
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
        options.threads = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
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
        given += try networkOptions(&options)
        given += samplingOptions(&options)
        let known = MethodNames.described.first { $0.name == method }?.options ?? []
        for option in given where !known.contains(option) {
            throw ValidationError("\(method) has no use for --\(option.rawValue)")
        }
        return options
    }

    /// What methods of networks and growth are told; the options that were given.
    private func networkOptions(_ options: inout EstimateOptions) throws -> [MethodOption] {
        var given: [MethodOption] = []
        if let nodes {
            options.nodes = try Self.table(nodes, names: ["node"])
            given.append(.nodes)
        }
        if undirected {
            options.isUndirected = true
            given.append(.undirected)
        }
        if let weighting {
            options.weighting = weighting
            given.append(.weighting)
        }
        if let potential {
            guard potential > 0, potential.isFinite else {
                throw ValidationError("--potential takes a number above 0")
            }
            options.potential = potential
            given.append(.potential)
        }
        if let horizon {
            guard (1...1_000).contains(horizon) else {
                throw ValidationError("--horizon takes a number from 1 to 1000")
            }
            options.horizon = horizon
            given.append(.horizon)
        }
        if let lag {
            guard (0...1_000).contains(lag) else { throw ValidationError("--lag takes a number from 0 to 1000") }
            options.lag = lag
            given.append(.lag)
        }
        return given
    }

    /// What methods of samples are told; their own types refuse what cannot be.
    private func samplingOptions(_ options: inout EstimateOptions) -> [MethodOption] {
        var given: [MethodOption] = []
        if let margin {
            options.margin = margin
            given.append(.margin)
        }
        if let expectedShare {
            options.expectedShare = expectedShare
            given.append(.expectedShare)
        }
        if let responseRate {
            options.responseRate = responseRate
            given.append(.responseRate)
        }
        return given
    }

    /// The columns of a file.
    private static func table(_ file: String, names: Set<String>) throws -> MethodTable {
        let read = try NumericTable.read(path: file, displayName: file, names: names)
        return MethodTable(
            numbers: read.numbers, coded: read.texts.mapValues { (cells: $0.cells, texts: $0.texts) })
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
    /// What a method is called, computes and takes.
    struct Description {
        let name: String
        let summary: String
        let columns: [MethodColumn]
        let furtherColumns: String?
        let options: [MethodOption]

        /// The name, and what it computes with its columns and options.
        var line: (String, String) {
            let options = options.map { "--\($0.rawValue)" }.joined(separator: ", ")
            let columns =
                columns.map { $0.isRequired ? $0.name : "[\($0.name)]" } + [furtherColumns].compactMap(\.self)
            return (
                name,
                "\(summary) Columns: \(columns.joined(separator: ", "))."
                    + (options.isEmpty ? "" : " Options: \(options).")
            )
        }
    }

    static let described =
        EstimateMethod.all.map { method in
            Description(
                name: method.name, summary: method.summary, columns: method.columns,
                furtherColumns: method.furtherColumns, options: method.options)
        }
        + DiffusionMethod.all.map { method in
            Description(
                name: method.name, summary: method.summary, columns: method.columns, furtherColumns: nil,
                options: method.options)
        }

    static let all = described.map(\.name)
}
