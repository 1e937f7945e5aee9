import CSystem
import Glibc

/// A build on its way to its folder: written beside it, and put in its place whole or not at all.
struct Publication {
    /// Where the build is to be.
    let destination: String
    /// Where it is written.
    let staging: String

    /// Opens an empty folder beside the destination; what an interrupted build left there is removed.
    init(destination: String) throws(PipelineError) {
        self.destination = destination
        let parent = FilePath.folder(of: destination)
        try FilePath.makeFolder(parent)
        staging = parent + "/." + FilePath.name(of: destination) + ".new"
        FilePath.remove(staging)
        try FilePath.makeFolder(staging)
    }

    /// Puts the build in its place. The folder that stood there is exchanged in one step, then removed.
    func publish() throws(PipelineError) {
        guard FilePath.exists(destination) else {
            guard rename(staging, destination) == 0 else {
                throw .cannotWrite(path: destination, reason: FilePath.lastReason())
            }
            return
        }
        // Both names are swapped in one step; file systems without it need two steps.
        if csystem_exchange(staging, destination) != 0 {
            let old = staging + ".old"
            FilePath.remove(old)
            guard rename(destination, old) == 0 else {
                throw .cannotWrite(path: destination, reason: FilePath.lastReason())
            }
            guard rename(staging, destination) == 0 else {
                let reason = FilePath.lastReason()
                _ = rename(old, destination)
                throw .cannotWrite(path: destination, reason: reason)
            }
            FilePath.remove(old)
            return
        }
        FilePath.remove(staging)
    }

    /// Removes what was written, and leaves the last good build.
    func discard() { FilePath.remove(staging) }
}
