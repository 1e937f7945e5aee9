import Foundation
import Pipeline
import Records
import Testing

/// A folder of its own for a test, with a copy of what a pipeline needs, removed at the end.
final class Workspace {
    let path: String

    /// The project's root: two folders above this file's.
    static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    /// - Parameter folders: Folders of the project to copy.
    init(copying folders: [String] = ["Pipelines", "Reports", "SampleData"]) throws {
        let parent = FileManager.default.temporaryDirectory.appendingPathComponent("kaiku-tests")
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        path = parent.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for folder in folders {
            try FileManager.default.copyItem(atPath: "\(Self.root)/\(folder)", toPath: "\(path)/\(folder)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ file: String) throws -> String { try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) }

    func write(_ text: String, to file: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(file)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Replaces a text in a file; the test fails when it is not there.
    func replace(_ old: String, with new: String, in file: String) throws {
        let before = try text(file)
        #expect(before.contains(old), "\(file) has no '\(old)'")
        try write(before.replacingOccurrences(of: old, with: new), to: file)
    }

    /// Runs a pipeline of the workspace.
    @discardableResult
    func run(_ pipeline: String = "Pipelines/osaamiskeskus.yaml", threads: Int = 2) throws -> RunSummary {
        let options = RunOptions(threads: threads)
        var loader = PipelineLoader(options: options)
        return try PipelineRun(try loader.load("\(path)/\(pipeline)"), options: options) { _ in }.run()
    }

    /// The published results of a build.
    func results(_ build: String = "build/osaamiskeskus") throws -> Results {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(build)/results.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return Results(object: object)
    }
}

/// `results.json`, to look values up in.
struct Results {
    let object: [String: Any]

    /// A figure by its indicator and the levels of its breakdown.
    func figure(_ code: String, _ levels: [String: String] = [:]) -> [String: Any]? {
        let indicators = object["indicators"] as? [[String: Any]] ?? []
        let values = indicators.first { $0["code"] as? String == code }?["values"] as? [[String: Any]] ?? []
        return values.first { $0["breakdown"] as? [String: String] == levels }
    }

    func value(_ code: String, _ levels: [String: String] = [:]) -> Double? {
        figure(code, levels)?["value"] as? Double
    }

    func further(_ name: String, of code: String, _ levels: [String: String] = [:]) -> Double? {
        (figure(code, levels)?["further"] as? [String: Any])?[name] as? Double
    }

    func interval(_ code: String, _ levels: [String: String] = [:]) -> [Double]? {
        figure(code, levels)?["interval"] as? [Double]
    }
}

/// Whether two numbers agree to a relative tolerance.
func agrees(_ found: Double?, _ expected: Double?, tolerance: Double = 1e-9) -> Bool {
    guard let found, let expected else { return found == nil && expected == nil }
    return abs(found - expected) <= tolerance * max(1e-12, abs(expected))
}
