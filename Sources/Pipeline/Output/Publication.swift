import CSystem
import Glibc

/// A build on its way to its folder: written beside it, and put in its place whole or not at all.
///
/// Between ``publish()`` and ``finish()`` the build that stood there before is kept, so that ``withdraw()`` can put it back.
final class Publication {
    /// Where the build is to be.
    let destination: String
    /// Where it is written.
    let staging: String
    private var state = State.writing

    private enum State { case writing, published, replaced }

    /// Opens an empty folder beside the destination; what an interrupted build left there is removed.
    init(destination: String) throws(PipelineError) {
        self.destination = destination
        let parent = FilePath.folder(of: destination)
        try FilePath.makeFolder(parent)
        staging = parent + "/." + FilePath.name(of: destination) + ".new"
        FilePath.remove(staging)
        try FilePath.makeFolder(staging)
    }

    /// Puts the build in its place. What stood there takes the place of the staging folder in the same step.
    func publish() throws(PipelineError) {
        let replaces = FilePath.exists(destination)
        try replaces ? exchange() : move(staging, to: destination)
        state = replaces ? .replaced : .published
    }

    /// Removes the build that was replaced.
    func finish() { FilePath.remove(staging) }

    /// Removes what was written, and leaves the last good build, also when it was replaced already.
    func withdraw() {
        switch state {
        case .writing: break
        case .published: try? move(destination, to: staging)
        case .replaced: try? exchange()
        }
        state = .writing
        FilePath.remove(staging)
    }

    /// Swaps both names in one step; in three on file systems without it.
    private func exchange() throws(PipelineError) {
        if csystem_exchange(staging, destination) == 0 { return }
        let old = staging + ".old"
        FilePath.remove(old)
        try move(destination, to: old)
        do throws(PipelineError) {
            try move(staging, to: destination)
        } catch {
            try? move(old, to: destination)
            throw error
        }
        try move(old, to: staging)
    }

    private func move(_ from: String, to destination: String) throws(PipelineError) {
        guard rename(from, destination) == 0 else {
            throw .cannotWrite(path: destination, reason: FilePath.lastReason())
        }
    }
}
