import Foundation
import Microdata
import Records
import Testing

/// A reproducible sequence of random numbers (splitmix64), so that a failure can be repeated from its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// A folder of its own for a test, removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaiku-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

let anyFingerprint = FileFingerprint(size: 1, modified: 2, changed: 3, inode: 4, device: 5)

func sourceDescription(
    _ path: String = "survey.csv", table: String = "survey", position: Int = 0,
    fingerprint: FileFingerprint = anyFingerprint, mapping: String = "m1"
) -> SourceDescription {
    SourceDescription(
        path: path, table: table, position: position, fingerprint: fingerprint, mappingHash: mapping)
}

/// A segment of two columns: line numbers and scores.
func smallSegment(firstRow: Int = 0, scores: [Int8]) -> Segment {
    Segment(
        table: "survey", firstRow: firstRow, rowCount: scores.count,
        columns: [
            NamedColumn(
                name: "_line", type: .integer,
                column: .integers(.int32((0..<scores.count).map { Int32(firstRow + $0 + 2) }), places: 0)),
            NamedColumn(name: "score", type: .integer, column: .integers(.int8(scores), places: 0)),
        ])
}

extension StoreTransaction {
    /// Adds a whole source at once.
    @discardableResult
    func addSource(_ description: SourceDescription, _ segments: [Segment]) throws -> SourceID {
        let id = try beginSource(description)
        for segment in segments { try add(EncodedSegment(segment), to: id) }
        let rows = segments.reduce(0) { $0 + $1.rowCount }
        try finish(id, contentHash: "c", counts: RowCounts(read: rows, kept: rows), dialect: "UTF-8, comma")
        return id
    }
}

/// The text of an explained error, for checking that it says what to do.
func explanation(of body: () throws -> Void) -> MicrodataError? {
    do {
        try body()
        return nil
    } catch { return error as? MicrodataError }
}
