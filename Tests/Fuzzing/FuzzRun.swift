import Foundation

/// Runs the cases of a target in processes of their own, so that one that dies is found, kept and told.
struct FuzzRun {
    /// Without progress for so long a case hangs. No case takes a hundredth of it.
    private static let patience = 60.0
    /// Memory that a process may gain between the first fifth of its cases and the end.
    private static let memory = 48 << 20

    let target: FuzzTarget
    let cases: Int
    let seed: UInt64
    let jobs: Int

    // MARK: The process that watches

    /// - Returns: What went wrong, in words.
    func run() throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kaiku-fuzz-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var workers: [Worker] = []
        for job in 0..<jobs {
            let first = cases * job / jobs
            let last = cases * (job + 1) / jobs
            workers.append(try Worker(self, from: first, to: last, folder: folder, job: job))
        }
        var failures: [String] = []
        for worker in workers { failures += worker.wait(self) }
        return failures
    }

    private final class Worker {
        private let process = Process()
        private let progress: URL
        private let output: URL

        init(_ run: FuzzRun, from first: Int, to last: Int, folder: URL, job: Int) throws {
            progress = folder.appendingPathComponent("progress-\(job)")
            output = folder.appendingPathComponent("output-\(job)")
            for file in [progress, output] { _ = FileManager.default.createFile(atPath: file.path, contents: Data()) }
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = [
                "--worker", run.target.name, "\(first)", "\(last)", "\(run.seed)", progress.path,
            ]
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = FileHandle.nullDevice
            try process.run()
        }

        func wait(_ run: FuzzRun) -> [String] {
            var last = -1
            var quiet = 0.0
            var isHanging = false
            while process.isRunning {
                Thread.sleep(forTimeInterval: 0.1)
                let now = current
                quiet = now == last ? quiet + 0.1 : 0
                last = now
                if quiet > FuzzRun.patience {
                    isHanging = true
                    kill(process.processIdentifier, SIGKILL)
                    quiet = 0
                }
            }
            let said = ((try? String(contentsOf: output, encoding: .utf8)) ?? "").split(separator: "\n").map(
                String.init)
            if process.terminationReason == .exit, process.terminationStatus == 0 { return said }
            return said + ["case \(current): \(isHanging ? "no end" : "the process died")\(run.keep(current))"]
        }

        private var current: Int {
            ((try? String(contentsOf: progress, encoding: .utf8)) ?? "").split(separator: "\n").last.flatMap { Int($0) }
                ?? 0
        }
    }

    /// Keeps a case as a file, to be looked at.
    private func keep(_ number: Int) -> String {
        guard let seeds = try? target.seeds() else { return "" }
        let folder = URL(fileURLWithPath: ".build/fuzz")
        let file = folder.appendingPathComponent("\(target.name)-\(seed)-\(number)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data(target.bytes(ofCase: number, seed: seed, seeds: seeds)).write(to: file)
        return " (.build/fuzz/\(file.lastPathComponent))"
    }

    // MARK: The process that runs cases

    /// Runs a range of cases, and prints each that fails.
    func work(from first: Int, to last: Int, progress: String) throws {
        let workspace = try FuzzWorkspace()
        let seeds = try target.seeds()
        guard let file = fopen(progress, "wb") else { throw FuzzFailure("no progress can be written") }
        defer { fclose(file) }
        let warm = first + (last - first) / 5
        var (memory, files) = (0, 0)
        for number in first..<last {
            rewind(file)
            fputs("\(number)\n", file)
            fflush(file)
            do {
                try target.check(target.bytes(ofCase: number, seed: seed, seeds: seeds), workspace)
            } catch {
                tell("case \(number): \(error)\(keep(number))")
            }
            if number == warm { (memory, files) = (Self.residentBytes, Self.openFiles) }
        }
        let gained = Self.residentBytes - memory
        if last - first >= 5000, gained > Self.memory { tell("\(gained >> 20) MiB of memory are not given back") }
        if last - first >= 5, Self.openFiles > files { tell("\(Self.openFiles - files) files stay open") }
    }

    /// Prints at once, since the process may die with the next case.
    private func tell(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 } ?? 0
    }

    static var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }
}
