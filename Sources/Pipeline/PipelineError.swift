public import Diagnostics
public import Reporting

/// What ends a command, with its exit status.
public enum PipelineError: ExplainedError {
    /// Definitions that cannot be used, or other findings that stop before the first row is read.
    case definitions([Finding])
    /// Sources that cannot be read, or do not fit their mappings.
    case sources([Finding])
    /// The pipeline names no file of accepted findings.
    case noBaseline(pipeline: String)
    /// There is no build yet to ask about.
    case noBuild(pipeline: String)
    /// There is only one build, and two are to be compared.
    case oneBuild(pipeline: String)
    /// A gate of data quality: rules with severity stop, or thresholds exceeded.
    case dataQuality([Finding])
    /// A gate of disclosure control.
    case disclosure([Finding])
    /// Another build of this pipeline holds the lock.
    case locked(path: String)
    /// A source without files.
    case noFiles(source: String, patterns: [String], near: String?, location: RecordLocation)
    /// Something could not be written.
    case cannotWrite(path: String, reason: String)
    /// Something could not be read.
    case cannotRead(path: String, reason: String)
    /// An output holds what must never leave: an identity code, an e-mail address, a phone number.
    case personalDataInOutput([Finding])
    /// A name that does not exist.
    case unknownName(String, kind: String, near: String?)
    /// The beginning of several names.
    case ambiguousName(String, kind: String, meant: [String])
    /// A folder that a copy is not to be written to.
    case copyFolder(path: String, copy: Copy, problem: String)

    /// The exit status of the command: 1 failed, 2 usage, 3 data quality, 4 disclosure, 5 locked.
    public var exitStatus: Int32 {
        switch self {
        case .dataQuality: 3
        case .disclosure, .personalDataInOutput: 4
        case .locked: 5
        case .unknownName, .ambiguousName, .copyFolder: 2
        default: 1
        }
    }

    /// The findings behind it, each to be shown.
    public var findings: [Finding] {
        switch self {
        case .definitions(let findings), .sources(let findings), .dataQuality(let findings),
            .disclosure(let findings), .personalDataInOutput(let findings):
            findings
        default: []
        }
    }

    public var code: String {
        switch self {
        case .definitions: "pipeline.definitions"
        case .sources: "pipeline.sources"
        case .noBaseline: "pipeline.no-baseline"
        case .noBuild: "pipeline.no-build"
        case .oneBuild: "pipeline.one-build"
        case .dataQuality: "pipeline.data-quality"
        case .disclosure: "pipeline.disclosure"
        case .locked: "pipeline.locked"
        case .noFiles: "pipeline.no-files"
        case .cannotWrite: "pipeline.cannot-write"
        case .cannotRead: "pipeline.cannot-read"
        case .personalDataInOutput: "pipeline.personal-data"
        case .unknownName: "pipeline.unknown-name"
        case .ambiguousName: "pipeline.ambiguous-name"
        case .copyFolder: "pipeline.copy-folder"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .definitions(let findings):
            Explanation(
                summary: "\(Self.counted(findings, "error")) in the definitions", cause: "nothing was read or changed",
                remedies: ["mend the findings above; 'kaiku check' lists them without building"])
        case .sources(let findings):
            Explanation(
                summary: "\(Self.counted(findings, "error")) in the sources",
                cause: "the last good build and the store were left as they were",
                remedies: ["mend the findings above, and run the command again"])
        case .noBaseline(let pipeline):
            Explanation(
                summary: "\(pipeline) names no file of accepted findings",
                cause: "what is accepted stands in a file that is kept with the pipeline",
                remedies: ["add 'baseline: quality-baseline.yaml' to the pipeline"])
        case .noBuild(let pipeline):
            Explanation(
                summary: "\(pipeline) has no build yet",
                cause: "figures are explained and compared from what builds leave in the store",
                remedies: ["run 'kaiku run \(pipeline)' first"])
        case .oneBuild(let pipeline):
            Explanation(
                summary: "\(pipeline) has no earlier build to compare with",
                cause: "a run that finds nothing changed is no build",
                remedies: ["run 'kaiku run \(pipeline)' again once a file or a definition has changed"])
        case .dataQuality(let findings):
            Explanation(
                summary: "the data do not pass: \(Self.counted(findings, "finding"))",
                cause: "the last good build and the store were left as they were",
                remedies: ["correct the rows named above, or change the rule or its limit in the pipeline"])
        case .disclosure(let findings):
            Explanation(
                summary: "disclosure control does not pass: \(Self.counted(findings, "finding"))",
                cause:
                    "a withheld cell could be worked out too closely from what would be published; nothing was published",
                remedies: [
                    "end the `exemption` of an indicator that is the total, a part or the same count under another name",
                    "publish fewer breakdowns, or a coarser one",
                ])
        case .locked(let path):
            Explanation(
                summary: "another build of this pipeline is running", cause: "it holds the lock \(path)",
                remedies: ["wait for it to end and run the command again"])
        case .noFiles(let source, let patterns, let near, let location):
            Explanation(
                summary: "\(location): the source '\(source)' has no file",
                cause: "nothing matches \(patterns.joined(separator: ", "))",
                remedies: near.map { ["did you mean '\($0)'?"] }
                    ?? ["put the file there, correct the path, or declare 'optional: true'"])
        case .cannotWrite(let path, let reason):
            Explanation(
                summary: "\(path) cannot be written: \(reason)", cause: "the last good build was left as it was",
                remedies: ["make room or permission, and run the command again"])
        case .cannotRead(let path, let reason):
            Explanation(summary: "\(path) cannot be read: \(reason)", remedies: ["check the path and its permissions"])
        case .personalDataInOutput(let findings):
            Explanation(
                summary: "personal data stand in an output: \(Self.counted(findings, "place"))",
                cause: "identity codes, e-mail addresses and phone numbers never leave; nothing was published",
                remedies: [
                    "remove them from the source, or declare an address that is meant to be there under allowed-contacts"
                ])
        case .unknownName(let name, let kind, let near):
            Explanation(
                summary: "'\(name)' is not \(kind)", remedies: near.map { ["did you mean '\($0)'?"] } ?? [])
        case .ambiguousName(let name, let kind, let meant):
            Explanation(
                summary: "'\(name)' is the beginning of more than one \(kind): \(meant.joined(separator: ", "))",
                remedies: ["write more of the name"])
        case .copyFolder(let path, let copy, let problem):
            Explanation(
                summary: "\(path) is no folder for \(copy == .public ? "the public" : "an authority") copy: \(problem)",
                cause: "a copy has a folder of its own, so that full counts never lie among what is published",
                remedies: ["name another folder with --output, or leave --output out"])
        }
    }

    private static func counted(_ findings: [Finding], _ noun: String) -> String {
        let count = findings.count { $0.severity >= .error }
        return "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
