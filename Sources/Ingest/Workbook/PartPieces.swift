/// A part's bytes, piece by piece; a large part is unpacked a few pieces ahead, on a thread of its own.
///
/// What goes wrong with a piece is told where it would have come, after all pieces before it, so that it makes no difference
/// whether another thread has unpacked them. Whoever reads calls ``close()`` in the end, which leaves no thread behind.
@safe final class PartPieces: @unchecked Sendable {
    /// The most bytes of a piece.
    static let size = 256 << 10
    /// How many pieces are in memory.
    static let count = 4

    private typealias Piece = (memory: Buffer<UInt8>, count: Int)

    private let stream: PartStream
    private var thread: ThreadGroup?
    /// The piece that the reader has.
    private var current: Buffer<UInt8>?

    // What is below is touched only within `state.locked`.
    private let state = Monitor()
    private var free: [Buffer<UInt8>] = []
    private var ready: [Piece] = []
    /// How the part ended, once it has.
    private var end: Result<Void, WorkbookReadError>?
    private var isClosed = false

    /// - Parameter stream: Is read from here only.
    init(_ stream: PartStream) {
        self.stream = stream
        guard stream.entry.size > Self.size else {
            free = [Buffer(capacity: max(1, stream.entry.size) + 1)]
            return
        }
        free = (0..<Self.count).map { _ in Buffer(capacity: Self.size) }
        // Without a thread the pieces are unpacked when they are asked for.
        thread = try? ThreadGroup(count: 1) { [self] in unpack() }
    }

    /// Whether another thread unpacks.
    var isAhead: Bool { thread != nil }

    /// How many pieces are unpacked and not yet taken.
    var readyCount: Int { state.locked { ready.count } }

    /// The next piece, until the next call; empty at the end of a part that is whole.
    func next() throws(WorkbookReadError) -> UnsafeBufferPointer<UInt8> {
        let piece = try thread == nil ? readPiece() : awaitPiece()
        current = piece.memory
        try stream.count(piece.count)
        return unsafe UnsafeBufferPointer(start: piece.memory.start, count: piece.count)
    }

    /// Ends the unpacking, wherever it is, and waits for its thread.
    func close() {
        state.locked {
            isClosed = true
            state.wake()
        }
        thread?.join()
        thread = nil
    }

    /// Unpacks a piece on the reader's thread.
    private func readPiece() throws(WorkbookReadError) -> Piece {
        let memory = current ?? free.first ?? Buffer(capacity: Self.size)
        return (memory, try fill(memory))
    }

    private func awaitPiece() throws(WorkbookReadError) -> Piece {
        let piece: Piece? = state.locked {
            if let current { free.append(current) }
            current = nil
            state.wake()
            while ready.isEmpty, end == nil { state.wait() }
            return ready.isEmpty ? nil : ready.removeFirst()
        }
        if let piece { return piece }
        if case .failure(let error) = state.locked({ end }) { throw error }
        return (Buffer(capacity: 1), 0)
    }

    /// Unpacks until the end; the thread's work.
    private func unpack() {
        while true {
            let memory: Buffer<UInt8>? = state.locked {
                while free.isEmpty, !isClosed { state.wait() }
                return isClosed ? nil : free.removeLast()
            }
            guard let memory else { return }
            let outcome: Result<Int, WorkbookReadError>
            do throws(WorkbookReadError) {
                outcome = .success(try fill(memory))
            } catch {
                outcome = .failure(error)
            }
            let isOver = state.locked {
                switch outcome {
                case .success(let count) where count > 0: ready.append((memory, count))
                case .success: end = .success(())
                case .failure(let error): end = .failure(error)
                }
                state.wake()
                return end != nil
            }
            if isOver { return }
        }
    }

    /// Unpacks as much as there is room for.
    private func fill(_ memory: Buffer<UInt8>) throws(WorkbookReadError) -> Int {
        let room = min(memory.capacity, Self.size)
        return try unsafe stream.inflate(into: UnsafeMutableRawBufferPointer(start: memory.start, count: room))
    }
}
