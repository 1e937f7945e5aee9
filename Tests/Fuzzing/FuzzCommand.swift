import Foundation

/// Feeds every reader with damaged input. See `Tests/Fuzzing/README.md`.
@main struct FuzzCommand {
    static func main() throws {
        if let target = GuidedRun.target { try GuidedRun.run(target) }
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--list"] { return print(fuzzTargets.map(\.name).joined(separator: "\n")) }
        if arguments.first == "--prepare", arguments.count == 4 {
            guard let target = fuzzTargets.first(where: { $0.name == arguments[3] }) else { exit(64) }
            return try GuidedRun.prepare(target, corpus: arguments[1], dictionary: arguments[2])
        }
        if arguments.first == "--worker", arguments.count == 6 {
            guard let target = fuzzTargets.first(where: { $0.name == arguments[1] }), let first = Int(arguments[2]),
                let last = Int(arguments[3]), let seed = UInt64(arguments[4])
            else { exit(64) }
            return try FuzzRun(target: target, cases: last - first, seed: seed, jobs: 1)
                .work(from: first, to: last, progress: arguments[5])
        }
        func option(_ name: String) -> String? {
            guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
            defer { arguments.removeSubrange(place...(place + 1)) }
            return arguments[place + 1]
        }
        let cases = option("--cases").flatMap { Int($0) } ?? 100_000
        let seed = option("--seed").flatMap { UInt64($0) } ?? 1
        let jobs = option("--jobs").flatMap { Int($0) } ?? ProcessInfo.processInfo.activeProcessorCount
        let files = option("--file").map { [$0] } ?? []
        if let unknown = arguments.first(where: { name in !fuzzTargets.contains { $0.name == name } }) {
            print("there is no target '\(unknown)'; there are \(fuzzTargets.map(\.name).joined(separator: ", "))")
            exit(64)
        }
        var failed = false
        let targets = fuzzTargets.filter { arguments.isEmpty || arguments.contains($0.name) }
        for target in targets {
            let start = Date()
            var failures = try replay(target, files: files)
            let kept = try target.regressions().count
            if files.isEmpty {
                failures += try FuzzRun(target: target, cases: cases, seed: seed, jobs: max(1, jobs)).run()
            }
            let seconds = Int(Date().timeIntervalSince(start).rounded())
            print(
                "\(target.name): \(files.isEmpty ? cases : files.count) cases, \(kept) kept ones, \(failures.count) failures (\(seconds) s)"
            )
            for failure in failures.prefix(20) { print("  \(failure)") }
            failed = failed || !failures.isEmpty
        }
        if files.isEmpty { print("\(cases * targets.count) cases of \(targets.count) targets") }
        exit(failed ? 1 : 0)
    }

    /// Runs the cases that once failed, or given files.
    private static func replay(_ target: FuzzTarget, files: [String]) throws -> [String] {
        let workspace = try FuzzWorkspace()
        var cases = try target.regressions()
        for file in files { cases.append((file, Array(try Data(contentsOf: URL(fileURLWithPath: file))))) }
        return cases.compactMap { name, bytes in
            do {
                try target.check(bytes, workspace)
                return nil
            } catch {
                return "\(name): \(error)"
            }
        }
    }
}
