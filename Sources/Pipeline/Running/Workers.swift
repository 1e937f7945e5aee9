import Dispatch
import Synchronization

/// Does jobs with several threads; each thread takes the next job that is left.
///
/// - Parameters:
///   - jobs: What is to be done, the longest first where that is known.
///   - threads: How many may be at work, one or more.
/// - Returns: What each job gave, in the order of the jobs.
/// - Throws: The error of the first job that failed, in their order, whatever the number of threads: jobs are begun in that
///   order, and none is begun after a failure.
func inParallel<Value: Sendable>(_ jobs: [@Sendable () throws -> Value], threads: Int) throws -> [Value] {
    let workers = max(1, min(threads, jobs.count))
    if workers == 1 { return try jobs.map { try $0() } }
    let next = Mutex(0)
    let results = Mutex([Result<Value, any Error>?](repeating: nil, count: jobs.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let index = next.withLock { next in
                defer { next = min(next + 1, jobs.count) }
                return next
            }
            guard index < jobs.count else { return }
            let result = Result { try jobs[index]() }
            results.withLock { $0[index] = result }
            if case .failure = result { next.withLock { $0 = jobs.count } }
        }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
}

/// Work that goes on beside what its maker does, until its value is asked for.
final class Background<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let done = DispatchGroup()

    /// - Parameter threads: With one, the work is done at once, before this returns.
    init(threads: Int, _ work: @escaping @Sendable () throws -> Value) {
        guard threads > 1 else {
            result.withLock { $0 = Result { try work() } }
            return
        }
        DispatchQueue.global().async(group: done) { [self] in
            let result = Result { try work() }
            self.result.withLock { $0 = result }
        }
    }

    /// What the work gave, waited for.
    func value() throws -> Value {
        done.wait()
        guard let result = result.withLock({ $0 }) else { preconditionFailure("the group ends after the work") }
        return try result.get()
    }
}
