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

    private static let entriesPerChunk = 256

    /// Words of an entry: two for the key, then the payload.
    let stride: Int
    private let shift: UInt64
    private let chunkWords: Int
    private var slabs: [UnsafeMutablePointer<UInt64>] = unsafe []
    private var slabUsed: Int
    private let slabWords: Int
    private var chunks: [[UnsafeMutablePointer<UInt64>]]
    /// Where the next entry of a partition goes, and how many more fit into its chunk.
    private var next: [UnsafeMutablePointer<UInt64>?]
    private var room: [Int]

    init(payloadWords: Int, partitionBits: Int) {
        stride = 2 + payloadWords
        shift = UInt64(64 - partitionBits)
        chunkWords = Self.entriesPerChunk * stride
        slabWords = chunkWords * 64
        slabUsed = slabWords
        let partitions = 1 << partitionBits
        unsafe chunks = [[UnsafeMutablePointer<UInt64>]](repeating: [], count: partitions)
        unsafe next = [UnsafeMutablePointer<UInt64>?](repeating: nil, count: partitions)
        room = [Int](repeating: 0, count: partitions)
    }

    deinit {
        // Not a for-in loop, which the formatter strips of its mark.
        while let slab = unsafe slabs.popLast() { unsafe slab.deallocate() }
    }

    /// Adds an entry's key and returns where its payload goes.
    @inline(__always)
    func add(_ key: Pseudonym) -> UnsafeMutablePointer<UInt64> {
        // A shift by 64 is 0, as it should be for one partition.
        let partition = Int(truncatingIfNeeded: shift > 63 ? 0 : key.high >> shift)
        if room[partition] == 0 { open(partition) }
        room[partition] &-= 1
        guard let entry = unsafe next[partition] else { preconditionFailure("a partition that has room has a chunk") }
        unsafe next[partition] = entry + stride
        unsafe entry[0] = key.high
        unsafe entry[1] = key.low
        return unsafe entry + 2
    }

    var partitions: Int { room.count }

    /// The entries of all partitions.
    var count: Int { (0..<partitions).reduce(0) { $0 + blocks(of: $1).reduce(0) { $0 + $1.count } } }

    /// The blocks of a partition, in the order in which they were filled.
    func blocks(of partition: Int) -> [Block] {
        let chunks = unsafe self.chunks[partition]
        var blocks = [Block]()
        for index in unsafe chunks.indices {
            let isLast = unsafe index == chunks.count - 1
            blocks.append(
                unsafe Block(
                    words: chunks[index], count: isLast ? Self.entriesPerChunk - room[partition] : Self.entriesPerChunk)
            )
        }
        return blocks
    }

    private func open(_ partition: Int) {
        if slabUsed + chunkWords > slabWords {
            unsafe slabs.append(UnsafeMutablePointer<UInt64>.allocate(capacity: slabWords))
            slabUsed = 0
        }
        guard let slab = unsafe slabs.last else { return }
        let chunk = unsafe slab + slabUsed
        slabUsed += chunkWords
        unsafe chunks[partition].append(chunk)
        unsafe next[partition] = chunk
        room[partition] = Self.entriesPerChunk
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
        // A slot holds the number of a key, from 1; its two words are kept beside.
        var slots = [UInt32](repeating: 0, count: 1 << bits)
        var known = [Pseudonym]()
        known.reserveCapacity(entries)
        var numbers = [UInt32]()
        numbers.reserveCapacity(entries)
        unsafe slots.withUnsafeMutableBufferPointer { slots in
            for block in blocks {
                for index in 0..<block.count {
                    let entry = unsafe block.words + index * stride
                    let key = unsafe Pseudonym(high: entry[0], low: entry[1])
                    var slot = Int(truncatingIfNeeded: ((key.low ^ key.high) &* 0x9E37_79B9_7F4A_7C15) >> shift)
                    while true {
                        let number = unsafe slots[slot]
                        if number == 0 {
                            known.append(key)
                            unsafe slots[slot] = UInt32(truncatingIfNeeded: known.count)
                            numbers.append(UInt32(truncatingIfNeeded: known.count &- 1))
                            break
                        }
                        if known[Int(number) - 1] == key {
                            numbers.append(number - 1)
                            break
                        }
                        slot = (slot + 1) & mask
                    }
                }
            }
        }
        keys = numbers
        keyCount = known.count
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
