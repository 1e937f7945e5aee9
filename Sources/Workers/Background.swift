internal import Dispatch
internal import Synchronization

/// Work that goes on beside what its maker does, until its value is asked for.
///
/// Work is taken up in the order in which it was begun.
public final class Background<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let done = DispatchGroup()

    /// - Parameter threads: With one, the work is done at once, before this returns.
    public init(threads: Int, _ work: @escaping @Sendable () -> Value) {
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
    public var value: Value {
        done.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("the group ends after the work") }
        return value
    }
}
