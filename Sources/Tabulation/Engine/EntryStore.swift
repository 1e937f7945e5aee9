internal import Microdata

/// Entries of a key and some words, sorted into partitions by the key's first bits while rows are read.
///
/// Each thread fills a store of its own; within a partition entries stay in the order in which they were added. A partition is
/// small enough that what is counted over it stays in the processor's cache.
@safe final class EntryStore: @unchecked Sendable {
    // Sendable: one thread fills it, and once it is full all threads only read it.

    /// Entries of one partition that lie together.
    @safe struct Block {
        let words: UnsafeMutablePointer<UInt64>
        let count: Int
    }

    /// Where the next entry of a partition goes, and how many more fit into its chunk.
    @safe private struct Cursor {
        var next: UnsafeMutablePointer<UInt64>?
        var room = 0
    }

    private static let entriesPerChunk = 256

    /// Words of an entry: two for the key, then the payload.
    let stride: Int
    let partitions: Int
    private let shift: UInt64
    private let chunkWords: Int
    private let slabWords: Int
    private var slabUsed: Int
    private var slabs: [UnsafeMutablePointer<UInt64>] = unsafe []
    private var chunks: [[UnsafeMutablePointer<UInt64>]]
    // Behind a pointer, since each row changes one, and a class's arrays are checked at each change.
    private let cursors: UnsafeMutablePointer<Cursor>

    /// - Parameter expected: About how many entries will come, which decides how much memory is taken at once.
    init(payloadWords: Int, partitionBits: Int, expected: Int) {
        stride = 2 + payloadWords
        shift = UInt64(64 - partitionBits)
        partitions = 1 << partitionBits
        chunkWords = Self.entriesPerChunk * stride
        slabWords = chunkWords * (expected > 1 << 18 ? 64 : 4)
        slabUsed = slabWords
        unsafe chunks = [[UnsafeMutablePointer<UInt64>]](repeating: [], count: partitions)
        unsafe cursors = .allocate(capacity: partitions)
        unsafe cursors.initialize(repeating: Cursor(), count: partitions)
    }

    deinit {
        // Not a for-in loop, which the formatter strips of its mark.
        while let slab = unsafe slabs.popLast() { unsafe slab.deallocate() }
        unsafe cursors.deallocate()
    }

    /// The entries of all partitions.
    var count: Int { (0..<partitions).reduce(0) { $0 + blocks(of: $1).reduce(0) { $0 + $1.count } } }

    /// Adds an entry's key and returns where its payload goes.
    @inline(__always)
    func add(_ key: Pseudonym) -> UnsafeMutablePointer<UInt64> {
        // A shift by 64 is 0, as it should be for one partition.
        let partition = Int(truncatingIfNeeded: key.high >> shift)
        let cursor = unsafe cursors + partition
        if unsafe cursor.pointee.room == 0 { open(partition) }
        guard let entry = unsafe cursor.pointee.next else {
            preconditionFailure("a partition that has room has a chunk")
        }
        unsafe cursor.pointee.room &-= 1
        unsafe cursor.pointee.next = entry + stride
        unsafe entry[0] = key.high
        unsafe entry[1] = key.low
        return unsafe entry + 2
    }

    /// The blocks of a partition, in the order in which they were filled.
    func blocks(of partition: Int) -> [Block] {
        let chunks = unsafe self.chunks[partition]
        var blocks = [Block]()
        for index in unsafe chunks.indices {
            let left = unsafe index == chunks.count - 1 ? cursors[partition].room : 0
            blocks.append(unsafe Block(words: chunks[index], count: Self.entriesPerChunk - left))
        }
        return blocks
    }

    private func open(_ partition: Int) {
        if slabUsed + chunkWords > slabWords {
            unsafe slabs.append(.allocate(capacity: slabWords))
            slabUsed = 0
        }
        guard let slab = unsafe slabs.last else { return }
        let chunk = unsafe slab + slabUsed
        slabUsed += chunkWords
        unsafe chunks[partition].append(chunk)
        unsafe cursors[partition] = Cursor(next: chunk, room: Self.entriesPerChunk)
    }
}

/// One partition's entries, with a number for each different key.
struct Partition {
    let blocks: [EntryStore.Block]
    let stride: Int
    /// The number of the key of each entry, in the order of the blocks.
    let keys: [UInt32]
    /// How many different keys there are.
    let keyCount: Int

    init(_ blocks: [EntryStore.Block], stride: Int) {
        self.blocks = blocks
        self.stride = stride
        let entries = blocks.reduce(0) { $0 + $1.count }
        var bits = 4
        while 1 << bits < entries * 2 { bits += 1 }
        let mask = (1 << bits) - 1
        let shift = UInt64(64 - bits)
        // A slot holds the number of a key, from 1; the keys themselves lie beside.
        var slots = [UInt32](repeating: 0, count: 1 << bits)
        var found = 0
        let known = UnsafeMutablePointer<Pseudonym>.allocate(capacity: entries)
        defer { unsafe known.deallocate() }
        let numbers = unsafe [UInt32](unsafeUninitializedCapacity: entries) { numbers, count in
            unsafe slots.withUnsafeMutableBufferPointer { slots in
                for block in blocks {
                    var entry = unsafe block.words
                    for _ in 0..<block.count {
                        let key = unsafe Pseudonym(high: entry[0], low: entry[1])
                        unsafe entry += stride
                        var slot = Int(truncatingIfNeeded: ((key.low ^ key.high) &* 0x9E37_79B9_7F4A_7C15) >> shift)
                        while true {
                            let number = unsafe Int(slots[slot])
                            if number == 0 {
                                unsafe (known + found).initialize(to: key)
                                unsafe numbers.initializeElement(at: count, to: UInt32(truncatingIfNeeded: found))
                                found &+= 1
                                unsafe slots[slot] = UInt32(truncatingIfNeeded: found)
                                break
                            }
                            if unsafe known[number &- 1] == key {
                                unsafe numbers.initializeElement(at: count, to: UInt32(truncatingIfNeeded: number &- 1))
                                break
                            }
                            slot = (slot &+ 1) & mask
                        }
                        count &+= 1
                    }
                }
            }
        }
        keys = numbers
        keyCount = found
    }

    /// Calls `body` with the number of each entry's key and its payload, in order.
    @inline(__always)
    func visit(_ body: (Int, UnsafeMutablePointer<UInt64>) -> Void) {
        var place = 0
        unsafe keys.withUnsafeBufferPointer { keys in
            for block in blocks {
                var entry = unsafe block.words + 2
                for _ in 0..<block.count {
                    unsafe body(Int(keys[place]), entry)
                    place &+= 1
                    unsafe entry += stride
                }
            }
        }
    }
}
