public import Diagnostics

/// What can go wrong with pseudonyms, digests and the store.
public enum MicrodataError: ExplainedError, Hashable {
    /// OpenSSL gives no SHA-256, which happens only with a crippled installation.
    case noDigest
    /// The key file exists and cannot be read.
    case keyNotReadable(path: String, reason: String)
    /// The key file has another size than a key.
    case keyOfWrongSize(path: String, bytes: Int)
    /// Others than its owner can read or change the key file.
    case keyOpenToOthers(path: String, mode: UInt32)
    /// There is no key file and none can be made.
    case keyNotCreated(path: String, reason: String)
    /// The store was made with a key, and the key's file is gone.
    case keyLost(path: String, store: String)
    /// A segment breaks the rules of its form.
    case segmentNotEncoded(table: String, reason: String)
    /// The store was written with another key, so its pseudonyms would match nothing.
    case otherKey(store: String)
    /// The store was written by a newer Kaiku.
    case storeOfNewerVersion(path: String, version: Int, supported: Int)
    /// The file is a database of something else, or no database.
    case notAStore(path: String)
    /// The store's file is damaged.
    case storeDamaged(path: String, reason: String)
    /// The store cannot be opened or created.
    case storeNotOpened(path: String, reason: String)
    /// Another process is writing to the store.
    case storeBusy(path: String)
    /// There is no room left for the store.
    case noRoom(path: String)
    /// Reading or writing the store failed for another reason.
    case storeFailed(path: String, reason: String)

    public var code: String {
        switch self {
        case .noDigest: "microdata.no-digest"
        case .keyNotReadable: "microdata.key-not-readable"
        case .keyOfWrongSize: "microdata.key-wrong-size"
        case .keyOpenToOthers: "microdata.key-open-to-others"
        case .keyNotCreated: "microdata.key-not-created"
        case .keyLost: "microdata.key-lost"
        case .segmentNotEncoded: "microdata.segment-not-encoded"
        case .otherKey: "microdata.other-key"
        case .storeOfNewerVersion: "microdata.store-newer"
        case .notAStore: "microdata.not-a-store"
        case .storeDamaged: "microdata.store-damaged"
        case .storeNotOpened: "microdata.store-not-opened"
        case .storeBusy: "microdata.store-busy"
        case .noRoom: "microdata.no-room"
        case .storeFailed: "microdata.store-failed"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .noDigest:
            Explanation(
                summary: "OpenSSL offers no SHA-256, which the content of every file is known by",
                remedies: ["reinstall OpenSSL 3: apt-get install --reinstall libssl3"])
        case .keyNotReadable(let path, let reason):
            Explanation(
                summary: "the pseudonym key \(path) cannot be read", cause: reason,
                remedies: ["run as the owner of the file", "put the key back from its backup"])
        case .keyOfWrongSize(let path, let bytes):
            Explanation(
                summary: "\(path) is no pseudonym key",
                cause: "it holds \(bytes) bytes, and a key has exactly \(Pseudonymiser.keySize)",
                remedies: [
                    "put the key back from its backup",
                    "without a backup, delete this file and the store beside it: both are made again, from the sources",
                ])
        case .keyOpenToOthers(let path, let mode):
            Explanation(
                summary: "the pseudonym key \(path) is open to other users",
                cause: "its mode is 0\(String(mode, radix: 8)); whoever has the key can link pseudonyms to people",
                remedies: [
                    "chmod 600 the file",
                    "if others may have copied it, delete it and the store beside it: both are made again, from the sources",
                ])
        case .keyNotCreated(let path, let reason):
            Explanation(
                summary: "the pseudonym key \(path) cannot be created", cause: reason,
                remedies: [
                    "make its folder writable",
                    "or keep the store elsewhere, with `store:` in the pipeline: the key lies beside it",
                ])
        case .keyLost(let path, let store):
            Explanation(
                summary: "the pseudonym key \(path) is not there",
                cause: "the store \(store) was made with it, and pseudonyms of another key would match none in it",
                remedies: [
                    "put the key back from its backup",
                    "without a backup, delete the store; it is built again from the sources, with a new key",
                ])
        case .segmentNotEncoded(let table, let reason):
            Explanation(
                summary: "rows of table \(table) cannot be stored", cause: reason,
                remedies: ["report this: it is a mistake in the program, not in the data"])
        case .otherKey(let store):
            Explanation(
                summary: "the store \(store) was made with another pseudonym key",
                cause: "pseudonyms of different keys never match, so every person would be counted twice",
                remedies: [
                    "use the key that the store was made with", "delete the store; it is built again from the sources",
                ])
        case .storeOfNewerVersion(let path, let version, let supported):
            Explanation(
                summary: "the store \(path) was written by a newer Kaiku",
                cause: "it has version \(version), and this program knows versions up to \(supported)",
                remedies: ["update Kaiku", "name another file under `store:`; it is built again from the sources"])
        case .notAStore(let path):
            Explanation(
                summary: "\(path) is not a store of Kaiku", cause: "it is no database, or one of another program",
                remedies: [
                    "move the file away and run again: the store is built again from the sources",
                    "name another file under `store:` in the pipeline; a new store is made when there is none",
                ])
        case .storeDamaged(let path, let reason):
            Explanation(
                summary: "the store \(path) is damaged", cause: reason,
                remedies: [
                    "put it back from a backup", "move it away and run again: it is built again from the sources",
                    "check the disk",
                ])
        case .storeNotOpened(let path, let reason):
            Explanation(
                summary: "the store \(path) cannot be opened", cause: reason,
                remedies: ["check that its folder exists and that you may write to it"])
        case .storeBusy(let path):
            Explanation(
                summary: "the store \(path) is in use", cause: "another process is writing to it",
                remedies: ["wait for the other build to end, and run again"])
        case .noRoom(let path):
            Explanation(
                summary: "there is no room left for the store \(path)",
                cause: "the disk is full; the store is as it was before this run",
                remedies: ["free some room, or put the store on another disk"])
        case .storeFailed(let path, let reason):
            Explanation(
                summary: "the store \(path) failed", cause: reason,
                remedies: [
                    "see that its disk has room and that no limit on the size of files is set (ulimit -f), and run again",
                    "if it fails again, move the store away: it is built again from the sources",
                ])
        }
    }
}
