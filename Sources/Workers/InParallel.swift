internal import Dispatch
internal import Synchronization

/// Does jobs with several threads; each thread takes the next job that is left.
///
/// - Parameters:
///   - count: How many jobs there are, the longest first where that is known.
///   - threads: How many may be at work.
///   - job: Does the job of a number below `count`.
/// - Returns: What each job gave, in the order of the jobs.
/// - Throws: The error of the first job that failed, in their order, whatever the number of threads: jobs are begun in that
///   order, and none is begun after a failure.
public func inParallel<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int, _ job: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    let workers = min(threads, count)
    var values: [Value] = []
    values.reserveCapacity(count)
    guard workers > 1 else {
        for index in 0..<max(0, count) { values.append(try job(index)) }
        return values
    }
    let next = Mutex(0)
    let results = Mutex([Result<Value, Failure>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let index = next.withLock { next in
                defer { next = min(next + 1, count) }
                return next
            }
            guard index < count else { return }
            let result = Result { () throws(Failure) in try job(index) }
            results.withLock { $0[index] = result }
            if case .failure = result { next.withLock { $0 = count } }
        }
    }
    for case .some(let result) in results.withLock({ $0 }) { values.append(try result.get()) }
    return values
}
