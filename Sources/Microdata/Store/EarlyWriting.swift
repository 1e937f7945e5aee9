private import CSystem
private import Synchronization

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Asks the system to write a store's file to the disk while a run goes on, so that the end of a large run, which must wait for
/// the disk, does not have to wait for all of it.
///
/// It only spreads the work over the run: what makes a run safe is SQLite's own waiting for the disk.
final class EarlyWriting: Sendable {
    private let path: String
    private let interval: Int
    private let state = Mutex(State())

    private struct State {
        var file: Int32 = -1
        var bytes = 0
    }

    /// - Parameter interval: Bytes after which the system is asked. A file that grows by less is left alone.
    init(path: String, interval: Int = 32 << 20) {
        self.path = path
        self.interval = interval
    }

    deinit { end() }

    /// Notes that so many bytes were handed to SQLite.
    func wrote(_ bytes: Int) {
        state.withLock { state in
            state.bytes &+= bytes
            guard state.bytes >= interval else { return }
            state.bytes = 0
            if state.file < 0 { state.file = unsafe open(path, O_RDONLY | O_CLOEXEC) }
            // Where it cannot be asked, the end of the run waits longer, and that is all.
            if state.file >= 0 { _ = csystem_start_writing(state.file) }
        }
    }

    /// Closes the file; only after SQLite has closed it.
    ///
    /// Closing any descriptor of a file gives up every POSIX lock that the process holds on it, SQLite's among them.
    func end() {
        state.withLock { state in
            if state.file >= 0 { _ = close(state.file) }
            state.file = -1
        }
    }
}
