internal import Microdata
internal import Records
internal import Workers

/// From how many rows on something is worth its cost; a test sets them low, so that small tables take every path.
struct EngineTuning: Sendable {
    /// Below so many rows for each, a further thread costs more than it saves.
    var rowsPerThread = 20000
    /// Rows of a partition, so that what is counted over it stays in the processor's cache.
    var rowsPerPartition = 16384
    /// From so many rows on, what is kept of a row is packed as narrowly as a sample allows.
    var rowsWorthPacking = 1 << 18
    /// From so many rows on, requests are answered from cubes where they can be.
    var rowsWorthCubes = 1 << 12
    /// Cubes are joined as long as there are so many rows for each place: then a pass over the rows costs more than the places.
    var rowsPerJoinedPlace = 64.0
    /// From so many rows on, answers are kept: fewer are counted anew in less time than it takes to find what was kept.
    var rowsWorthKeeping = 1 << 14
}

/// The segments of a table, cut into as many stretches of about equal rows as there are threads.
struct TableScan: Sendable {
    let segments: [SegmentReference]
    let source: any SegmentSource
    let references: ReferenceTables
    let threads: Int
    var tuning = EngineTuning()

    var rows: Int { segments.reduce(0) { $0 + $1.rowCount } }

    /// How many threads a number of rows is worth.
    func threads(for rows: Int) -> Int { max(1, min(threads, rows / tuning.rowsPerThread + 1)) }

    /// How many of a key's first bits cut the rows into partitions.
    var partitionBits: Int {
        var bits = 0
        while bits < 12, rows >> bits > tuning.rowsPerPartition { bits += 1 }
        return bits
    }

    /// Calls `body` in as many threads as there are stretches, each with its number and segments.
    ///
    /// Stretches are consecutive, so that the stretches in turn are the table in order.
    ///
    /// - Returns: What each call returned, in the order of the stretches.
    func forEachStretch<Result: Sendable>(
        _ body: @Sendable (Int, ArraySlice<SegmentReference>) throws -> Result
    ) throws -> [Result] {
        let stretches = stretches()
        return try inParallel(stretches.count, threads: stretches.count) { try body($0, stretches[$0]) }
    }

    private func stretches() -> [ArraySlice<SegmentReference>] {
        let wanted = max(1, min(segments.count, threads(for: rows)))
        let total = rows
        var stretches = [ArraySlice<SegmentReference>]()
        var first = 0
        var row = 0
        for (index, segment) in segments.enumerated() {
            row += segment.rowCount
            let isFull = row >= total * (stretches.count + 1) / wanted
            if stretches.count + 1 < wanted, isFull {
                stretches.append(segments[first...index])
                first = index + 1
            }
        }
        stretches.append(segments[first...])
        return stretches
    }
}
