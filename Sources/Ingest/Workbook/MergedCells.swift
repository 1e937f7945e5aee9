import CExpat

/// Empties the cells that merged ranges cover, row by row.
///
/// Spreadsheets show the top-left cell of a merged range only, but some programs leave values under the rest.
struct MergedCells {
    /// By their first row, then column.
    private let ranges: [CellRange]
    private var next = 0
    /// The ranges on the current row, by column; they do not overlap.
    private var active: [CellRange] = []
    private var firstEnd = Int.max

    /// - Parameter ranges: The merged ranges of a sheet in any order; of those that overlap, the first by row and
    ///   column counts, as spreadsheets allow no overlap.
    init(_ ranges: [CellRange]) {
        self.ranges =
            ranges
            .filter { $0.columns.count > 1 || $0.rows.count > 1 }
            .sorted { ($0.rows.lowerBound, $0.columns.lowerBound) < ($1.rows.lowerBound, $1.columns.lowerBound) }
    }

    /// Whether any range is on a row at or after the last one cleared.
    var isDone: Bool { next == ranges.count && active.isEmpty }

    /// Empties the covered cells of a row; rows must come in ascending order.
    ///
    /// - Returns: How many values were dropped.
    mutating func clear(_ cells: inout [WorkbookCell], row: Int) -> Int {
        if row > firstEnd {
            active.removeAll { $0.rows.upperBound < row }
            firstEnd = active.lazy.map(\.rows.upperBound).min() ?? .max
        }
        while next < ranges.count, ranges[next].rows.lowerBound <= row {
            let range = ranges[next]
            next += 1
            guard range.rows.upperBound >= row else { continue }
            let place = active.partitioningIndex { $0.columns.lowerBound >= range.columns.lowerBound }
            if place > 0, active[place - 1].columns.upperBound >= range.columns.lowerBound { continue }
            if place < active.count, active[place].columns.lowerBound <= range.columns.upperBound { continue }
            active.insert(range, at: place)
            firstEnd = min(firstEnd, range.rows.upperBound)
        }
        var dropped = 0
        for range in active {
            let first = range.columns.lowerBound + (range.rows.lowerBound == row ? 1 : 0)
            let last = min(range.columns.upperBound, cells.count - 1)
            if first > last {
                if range.columns.lowerBound >= cells.count { break }
                continue
            }
            for column in first...last where cells[column] != .empty {
                cells[column] = .empty
                dropped += 1
            }
        }
        return dropped
    }
}

extension [CellRange] {
    /// The first index from which on a condition holds, if the array is partitioned by it.
    fileprivate func partitioningIndex(where condition: (CellRange) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Finds the merged ranges in the bytes of a sheet ahead of its parsing, as the file lists them after the rows.
///
/// It looks for the bytes of a `mergeCell` tag only, which costs little beside unpacking; the parser's own list
/// tells afterwards whether it was right.
struct MergedRangeScanner {
    private(set) var ranges: [CellRange] = []

    /// Bytes that a tag may have: what is kept from one piece to the next.
    static let longestTag = 512

    /// Looks through a piece of the sheet.
    ///
    /// - Returns: Where to start in the next look: the piece's end but for a tag that is cut off.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Int {
        let needle: StaticString = "mergeCell"
        let length = needle.utf8CodeUnitCount
        guard let base = bytes.baseAddress else { return 0 }
        var start = 0
        while start + length <= bytes.count,
            let found = unsafe kaiku_find_bytes(base + start, bytes.count - start, needle.utf8Start, length)
        {
            let place = unsafe found - base
            if !isLast, place + Self.longestTag > bytes.count { return place }
            let window = unsafe UnsafeRawBufferPointer(
                rebasing: bytes[(place + length)..<min(bytes.count, place + Self.longestTag)])
            if let range = unsafe Self.reference(in: Array(window)) { ranges.append(range) }
            start = place + length
        }
        return max(start, bytes.count - (length - 1))
    }

    /// The value of `ref` among the attributes at the start of some bytes.
    private static func reference(in bytes: [UInt8]) -> CellRange? {
        guard let first = bytes.first, first == 0x20 || (0x09...0x0D).contains(first) else { return nil }
        let tag = bytes.prefix { $0 != UInt8(ascii: ">") }
        var index = tag.startIndex
        while index + 5 < tag.endIndex {
            defer { index += 1 }
            guard tag[index] <= 0x20, tag[(index + 1)...].starts(with: "ref".utf8) else { continue }
            var value = tag[(index + 4)...].drop { $0 <= 0x20 }
            guard value.first == UInt8(ascii: "=") else { continue }
            value = value.dropFirst().drop { $0 <= 0x20 }
            guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            let text = Array(value.dropFirst().prefix { $0 != quote })
            return CellRange(reference: text.span)
        }
        return nil
    }
}
