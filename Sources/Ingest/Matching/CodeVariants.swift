internal import Microdata
internal import Synchronization

/// Collects the patterns of self-made codes while files are read; any number of threads may add.
///
/// It holds pseudonyms and keyed hashes, no code, and lasts as long as the reading.
public final class CodeVariants: Sendable {
    /// How many changes between two codes of the same person are allowed, 1–2.
    let changes: Int
    private let patterns = Mutex<[Pseudonym: [CodePattern]]>([:])

    public init(changes: Int) { self.changes = changes }

    /// Adds a code.
    func add(_ code: String, _ pseudonym: Pseudonym, _ pseudonymiser: Pseudonymiser) {
        let found = CodePattern.patterns(of: code, changes: changes, pseudonymiser)
        patterns.withLock { $0[pseudonym] = found }
    }

    /// The patterns of a code; empty for one that was not added.
    func patterns(of pseudonym: Pseudonym) -> [CodePattern] { patterns.withLock { $0[pseudonym] ?? [] } }
}
