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
///
/// Work is taken up in the order in which it was begun.
final class Background<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let done = DispatchGroup()

    /// - Parameter threads: With one, the work is done at once, before this returns.
    init(threads: Int, _ work: @escaping @Sendable () -> Value) {
        guard threads > 1 else {
            let value = work()
            result.withLock { $0 = value }
            return
        }
        DispatchQueue.global().async(group: done) { [self] in
            let value = work()
            result.withLock { $0 = value }
        }
    }

    /// What the work gave, waited for.
    var value: Value {
        done.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("the group ends after the work") }
        return value
    }
}
