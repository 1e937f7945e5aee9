/// Raw memory of one owner that grows but never shrinks, for what is filled and emptied once a chunk.
///
/// Untouched pages cost nothing, so room may be generous. `Element` is trivial: no element is ever initialised or destroyed.
@safe final class Buffer<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    /// Makes room for at least `capacity` elements and keeps the first `kept`.
    func grow(to capacity: Int, keeping kept: Int) {
        guard capacity > self.capacity else { return }
        let room = max(capacity, self.capacity + self.capacity / 2)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: room)
        unsafe larger.update(from: start, count: min(kept, self.capacity))
        unsafe start.deallocate()
        unsafe start = larger
        self.capacity = room
    }

    /// The first `count` elements as an array.
    func array(count: Int) -> [Element] {
        unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
