#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What the file system says of a file: equal fingerprints mean that the file need not be read again.
///
/// The time of change (`ctime`) cannot be set by a program, so a file that was replaced with its old time of modification is
/// still noticed.
public struct FileFingerprint: Sendable, Hashable {
    /// Bytes.
    public let size: Int64
    /// Nanoseconds since 1970 of the last modification.
    public let modified: Int64
    /// Nanoseconds since 1970 of the last change of the file or its entry.
    public let changed: Int64
    public let inode: Int64
    public let device: Int64

    public init(size: Int64, modified: Int64, changed: Int64, inode: Int64, device: Int64) {
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
        self.device = device
    }

    /// The fingerprint of the file at a path; nil when there is no such file.
    ///
    /// - Complexity: One system call, whatever the size.
    public init?(path: String) {
        var status = emptyStatus()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(status)
    }

    /// The fingerprint of an open file, which notices a file that is replaced while it is read.
    public init?(descriptor: Int32) {
        var status = emptyStatus()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.init(
            size: Int64(status.st_size), modified: Self.nanoseconds(modified), changed: Self.nanoseconds(changed),
            inode: Int64(truncatingIfNeeded: status.st_ino), device: Int64(truncatingIfNeeded: status.st_dev))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

/// A status to be filled in; a function of its own, since `stat` is both a type and a function.
private func emptyStatus() -> stat { .init() }
