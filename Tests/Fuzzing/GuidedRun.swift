import Foundation

#if GUIDED
    import CFuzzer
#endif

/// Runs of libFuzzer, which sees what part of the program a case reaches and goes on from those that reach something new.
///
/// libFuzzer is there only in a build with `-sanitize=fuzzer -DGUIDED`, which `Scripts/fuzz-guided` makes. Its processes start each other
/// with arguments of their own, so that the target is named in the environment.
enum GuidedRun {
    private static let variable = "KAIKU_FUZZ_TARGET"

    /// The target whose guided run this process is part of.
    static var target: FuzzTarget? {
        ProcessInfo.processInfo.environment[variable].flatMap { name in fuzzTargets.first { $0.name == name } }
    }

    /// Writes what a run begins with: the seeds and the cases that once failed, one to a file of `corpus`, and the pieces that mean
    /// something as libFuzzer's `dictionary`.
    static func prepare(_ target: FuzzTarget, corpus: String, dictionary: String) throws {
        let folder = URL(fileURLWithPath: corpus)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (number, bytes) in try (target.seeds() + target.regressions().map(\.bytes)).enumerated() {
            try Data(bytes).write(to: folder.appendingPathComponent("seed-\(number)"))
        }
        let lines = target.tokens.map { token in
            "\"" + token.map { "\\x" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "\"\n"
        }
        try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: dictionary))
    }

    #if GUIDED
        /// What the functions that libFuzzer calls work with. It calls them from one thread.
        nonisolated(unsafe) fileprivate static var current: (target: FuzzTarget, workspace: FuzzWorkspace)?

        /// Hands the process over to libFuzzer.
        static func run(_ target: FuzzTarget) throws -> Never {
            unsafe current = (target, try FuzzWorkspace())
            var count = CommandLine.argc
            var arguments = unsafe CommandLine.unsafeArgv
            let status = unsafe LLVMFuzzerRunDriver(&count, &arguments) { unsafe testOneInput($0, $1) }
            exit(status)
        }
    #else
        static func run(_ target: FuzzTarget) throws -> Never {
            throw FuzzFailure("this program was built without libFuzzer; Scripts/fuzz-guided builds one with it")
        }
    #endif
}

#if GUIDED
    /// Feeds one case. By its name libFuzzer's own main, which is linked in and not run, finds it too.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
        guard let (target, workspace) = unsafe GuidedRun.current else { return -1 }
        do {
            try target.check(unsafe Array(UnsafeBufferPointer(start: data, count: size)), workspace)
        } catch {
            FileHandle.standardError.write(Data("\(target.name): \(error)\n".utf8))
            // How libFuzzer learns that a case has failed.
            abort()
        }
        return 0
    }

    /// Every other case is changed the way this target's own cases are, which know what is within an archive.
    @_cdecl("LLVMFuzzerCustomMutator")
    public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: CUnsignedInt) -> Int {
        guard !seed.isMultiple(of: 2), size > 0, let target = unsafe GuidedRun.current?.target else {
            return unsafe LLVMFuzzerMutate(data, size, most)
        }
        var mutator = Mutator(seed: UInt64(seed), tokens: target.tokens)
        let changed = target.generate([unsafe Array(UnsafeBufferPointer(start: data, count: size))], &mutator)
        guard !changed.isEmpty, changed.count <= most else { return unsafe LLVMFuzzerMutate(data, size, most) }
        unsafe data.update(from: changed, count: changed.count)
        return changed.count
    }
#endif
