#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A lock with a condition, for threads that wait for one another.
@safe final class Monitor: @unchecked Sendable {
    // Both are initialised once, never moved, and meant to be used from several threads at the same time.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` while no other thread is in a body of this monitor.
    func locked<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Lets the others in until ``wake()`` is called; only within ``locked(_:)``.
    func wait() { unsafe pthread_cond_wait(condition, mutex) }

    /// Ends the waiting of all threads.
    func wake() { unsafe pthread_cond_broadcast(condition) }
}

/// Threads that all run the same body, until each has returned.
@safe final class ThreadGroup {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private var threads: [pthread_t] = []

    /// Starts threads; fewer when the system gives no more.
    ///
    /// - Throws: ``IngestError/noThread(reason:)`` when it gives none at all.
    init(count: Int, _ body: @escaping @Sendable () -> Void) throws(IngestError) {
        let work = Work(body)
        for _ in 0..<max(1, count) {
            let retained = unsafe Unmanaged.passRetained(work)
            #if canImport(Darwin)
                var thread: pthread_t?
            #else
                var thread = pthread_t()
            #endif
            let status = unsafe pthread_create(&thread, nil, Self.start, retained.toOpaque())
            guard status == 0 else {
                unsafe retained.release()
                if threads.isEmpty { throw .noThread(reason: "the system gives error \(status)") }
                break
            }
            #if canImport(Darwin)
                if let thread { threads.append(thread) }
            #else
                threads.append(thread)
            #endif
        }
    }

    #if canImport(Darwin)
        private static let start: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
            unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }
    #else
        private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            if let argument = unsafe argument { unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }
    #endif

    /// Waits until every thread has returned.
    func join() {
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }
}
