import Glibc

/// Keeps two builds of one pipeline apart; the system lets go of it when the process ends, however it ends.
final class BuildLock {
    private let descriptor: Int32

    /// - Throws: ``PipelineError/locked(path:)`` when another build holds it.
    init(path: String) throws(PipelineError) {
        try FilePath.makeFolder(FilePath.folder(of: path))
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: FilePath.lastReason()) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let busy = errno == EWOULDBLOCK
            let reason = FilePath.lastReason()
            close(descriptor)
            throw busy ? .locked(path: path) : .cannotWrite(path: path, reason: reason)
        }
    }

    deinit { close(descriptor) }
}
