import Foundation

/// Where a case stands while it is read: a folder in memory where there is one.
final class FuzzWorkspace: Sendable {
    let folder: URL

    init() throws {
        let memory = URL(fileURLWithPath: "/dev/shm")
        let base =
            FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
        folder = base.appendingPathComponent("kaiku-fuzz-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a case over the one before, and gives its path.
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let path = folder.path + "/" + name
        guard let file = fopen(path, "wb") else { throw FuzzFailure("the case cannot be written") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw FuzzFailure("the case cannot be written")
        }
        return path
    }
}

/// A number that depends on all bytes, for choices that a kept case must make again.
func checksum(_ bytes: [UInt8]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(hash >> 33)
}

/// How much may come out of a case: in proportion to its size, so that no clock decides.
struct FuzzBudget {
    private var left: Int
    private let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
        left = (1 << 20) + 4096 * bytes
    }

    /// Takes what came out from what may.
    mutating func spend(_ amount: Int, _ what: String) throws {
        left -= amount
        if left < 0 { throw FuzzFailure("\(what): too much comes out of \(bytes) bytes") }
    }
}
