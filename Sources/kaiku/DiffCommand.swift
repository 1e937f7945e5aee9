import ArgumentParser
import Pipeline

/// `kaiku diff [RUN] [RUN]`: what two builds published differently, and why.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compare the published values of two builds, each change with its causes.",
        discussion: """
            Without numbers, the last two builds; with one, that build and the last. 'kaiku history' lists the numbers.
            Causes: new data, removed data, corrected data (another version of a file, or corrections), a changed
            definition, changed protection. A change may have several. Only what was published is shown.
            Exit status: 0 compared, 1 there are no two builds, 2 a number that is no build.
            """)

    /// The changes that are printed as text.
    private static let listed = 200

    @Argument(help: "The earlier build, then the later one.")
    var runs: [Int64] = []

    @OptionGroup var choice: PipelineChoice
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard runs.count <= 2 else { throw ValidationError("name two builds at most: kaiku diff 3 5") }
    }

    func run() throws {
        let loaded = try common.load(try choice.path())
        let difference = try ComparingBuilds(loaded).difference(from: runs.first, to: runs.dropFirst().first)
        switch common.format {
        case .json: Terminal.print(difference.json)
        case .text: Terminal.print(Self.text(of: difference))
        }
    }

    private static func text(of difference: BuildDifference) -> String {
        func described(_ build: BuildDifference.Build) -> String {
            "build \(build.number) (\(build.started), as of \(build.asOf))"
        }
        let changes = difference.changes
        let indicators = Set(changes.map(\.indicator)).count
        var lines = [
            "\(described(difference.from)) → \(described(difference.to))",
            "\(changes.count) \(changes.count == 1 ? "value" : "values") of \(indicators) "
                + "\(indicators == 1 ? "indicator" : "indicators") changed, \(difference.unchanged) did not",
        ]
        guard !changes.isEmpty else { return lines.joined(separator: "\n") }
        lines.append("")
        let rows = changes.prefix(listed).map { change in
            (
                change.indicator + (change.breakdown.isEmpty ? "" : "[\(change.breakdown)]"),
                "\(text(change.before)) → \(text(change.after))", text(change.causes)
            )
        }
        let width = rows.map(\.1.count).max() ?? 0
        lines.append(
            Terminal.columns(
                rows.map { ($0.0, $0.1 + String(repeating: " ", count: width - $0.1.count + 2) + $0.2) }))
        if changes.count > listed {
            lines.append("  and \(changes.count - listed) more; '--format json' lists all")
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ value: BuildDifference.Value?) -> String {
        switch value {
        case .number(let number):
            number == number.rounded() && number.magnitude < 1e15
                ? String(Int64(number)) : ((number * 10_000).rounded() / 10_000).description
        case .withheld: "withheld"
        case .absent: "–"
        case nil: "none"
        }
    }

    private static func text(_ causes: [BuildDifference.Cause]) -> String {
        BuildDifference.Cause.Kind.allCases.compactMap { kind in
            let found = causes.filter { $0.kind == kind }.map(\.what)
            guard !found.isEmpty else { return nil }
            let name = kind.rawValue.map { $0 == "-" ? " " : String($0) }.joined()
            return "\(name): \(found.prefix(3).joined(separator: ", "))"
                + (found.count > 3 ? " and \(found.count - 3) more" : "")
        }.joined(separator: "; ")
    }
}

extension BuildHistoryEntry {
    func write(to json: inout JSONText) {
        switch self {
        case .build(let build): build.write(nil, to: &json)
        case .authorityCopy(let copy):
            json.object { json in
                json.integer("run", nil)
                json.string("started", copy.started)
                json.string("asOf", copy.asOf)
                json.string("version", copy.version)
                json.integer("files", copy.files)
                json.string("copy", "authority")
                json.string("build", copy.build)
            }
        }
    }
}

extension BuildDifference.Build {
    func write(_ key: String?, to json: inout JSONText) {
        json.object(key) { json in
            json.integer("run", Int(number))
            json.string("started", started)
            json.string("asOf", asOf)
            json.string("version", version)
            json.integer("files", files)
            json.integer("values", values)
        }
    }
}

extension BuildDifference {
    var json: String {
        var json = JSONText()
        json.object { json in
            from.write("from", to: &json)
            to.write("to", to: &json)
            json.integer("unchanged", unchanged)
            json.array("changes") { json in
                for change in changes {
                    json.object { json in
                        json.string("indicator", change.indicator)
                        json.string("breakdown", change.breakdown)
                        Self.write("before", change.before, to: &json)
                        Self.write("after", change.after, to: &json)
                        json.array("causes") { json in
                            for cause in change.causes {
                                json.object { json in
                                    json.string("kind", cause.kind.rawValue)
                                    json.string("what", cause.what)
                                }
                            }
                        }
                    }
                }
            }
        }
        return json.text
    }

    private static func write(_ key: String, _ value: Value?, to json: inout JSONText) {
        switch value {
        case .number(let number): json.number(key, number)
        case .withheld: json.string(key, "withheld")
        case .absent, nil: json.string(key, nil)
        }
    }
}
