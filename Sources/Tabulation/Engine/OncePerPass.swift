internal import Microdata
internal import Records
internal import Synchronization
internal import Workers

/// Finds the one row of each key that counts: that whose day is earliest, then the first.
enum OncePerPass {
    /// For each row of the table, in order, whether it is the one of its key.
    static func winners(_ oncePer: PreparedOncePer, _ scan: TableScan) throws -> [UInt8] {
        let bits = scan.partitionBits
        let keyLevels = Payload.Levels()
        var firstRows: [Int: Int] = [:]
        var total = 0
        for segment in scan.segments {
            firstRows[segment.number] = total
            total += segment.rowCount
        }
        let stores = try scan.forEachStretch { [firstRows] _, segments in
            let store = EntryStore(
                payloadWords: 2, partitionBits: bits, expected: segments.reduce(0) { $0 + $1.rowCount })
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, scan.source, scan.references)
                let keys = try KeyedPass.keys(of: oncePer.key, evaluator, keyLevels)
                let days = try evaluator.numbers(oncePer.earliest)
                let among = try oncePer.among.map { try evaluator.truths($0) }
                let first = firstRows[segment.number] ?? 0
                for row in 0..<keys.count where keys[row] != .missing {
                    if let among, among[row] != Vector.isTrue { continue }
                    let entry = unsafe store.add(keys[row])
                    // Unsigned numbers in the order of the signed ones; a missing day comes last.
                    unsafe entry[0] =
                        days[row] < Int64.leastPresent ? .max : UInt64(bitPattern: days[row]) ^ (1 << 63)
                    unsafe entry[1] = UInt64(first + row)
                }
            }
            return store
        }
        guard let partitions = stores.first?.partitions, let stride = stores.first?.stride else { return [] }
        let next = Atomic<Int>(0)
        let threads = min(partitions, scan.threads(for: total))
        let found = inParallel(threads, threads: threads) { _ in
            var rows = [Int]()
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < partitions else { return rows }
                let partition = Partition(stores.flatMap { $0.blocks(of: number) }, stride: stride)
                var best = [UInt64](repeating: .max, count: partition.keyCount)
                var row = [Int](repeating: -1, count: partition.keyCount)
                unsafe partition.visit { key, entry in
                    // Entries come in the order of rows, so of equal days the first stays.
                    if unsafe row[key] < 0 || entry[0] < best[key] {
                        unsafe best[key] = entry[0]
                        row[key] = unsafe Int(entry[1])
                    }
                }
                rows += row
            }
        }
        var winners = [UInt8](repeating: Vector.isFalse, count: total)
        for row in found.joined() where row >= 0 { winners[row] = Vector.isTrue }
        return winners
    }
}
