import Foundation
import Testing

/// The built program, run as a user runs it.
enum Command {
    struct Outcome {
        let status: Int32
        let output: String
        let error: String
    }

    /// Beside the test bundle, where the build puts it.
    static let path: String = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let beside = bundle.appendingPathComponent("kaiku").path
        return FileManager.default.isExecutableFile(atPath: beside)
            ? beside : "\(Workspace.root)/.build/debug/kaiku"
    }()

    /// - Parameters:
    ///   - fileBlocks: The most 512-byte blocks that a file of it may have; nil for no limit.
    ///   - folder: The folder of the workspace that it is run in.
    static func run(
        _ arguments: [String], in workspace: Workspace, fileBlocks: Int? = nil, folder: String = ""
    ) throws -> Outcome {
        let process = Process()
        let limit = fileBlocks.map { "ulimit -f \($0); " } ?? ""
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", limit + "exec \"$0\" \"$@\"", path] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.path).appendingPathComponent(folder)
        // Into files: a pipe that nobody empties would stop the program.
        let outcome = URL(fileURLWithPath: workspace.path + ".outcome")
        try FileManager.default.createDirectory(at: outcome, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: outcome) }
        let files = try ["output", "error"].map { name in
            let url = outcome.appendingPathComponent(name)
            try Data().write(to: url)
            return (url: url, handle: try FileHandle(forWritingTo: url))
        }
        process.standardOutput = files[0].handle
        process.standardError = files[1].handle
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { file in
            try file.handle.close()
            return try String(contentsOf: file.url, encoding: .utf8)
        }
        return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
    }
}

extension Command {
    static func run(_ arguments: String..., in workspace: Workspace) throws -> Outcome {
        try run(arguments, in: workspace)
    }
}

extension Workspace {
    /// Every file below a folder with its bytes, by path.
    func contents(of folder: String) -> [String: Data] {
        let root = "\(path)/\(folder)"
        var contents: [String: Data] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            if let data = FileManager.default.contents(atPath: "\(root)/\(name)") { contents[name] = data }
        }
        return contents
    }
}
