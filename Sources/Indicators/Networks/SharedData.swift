import Synchronization
import Tabulation

/// Networks and spreads that several indicators look at, each made once.
final class SharedData: Sendable {
    let networks = MadeOnce<NetworkDefinition, [NetworkSlice: NetworkData]>()
    let spreads = MadeOnce<SpreadDefinition, [GroupKey: SpreadData]>()
}

/// What is made of the answers to a request by a definition.
final class MadeOnce<Definition: Hashable & Sendable, Value: Sendable>: Sendable {
    struct Key: Hashable {
        let definition: Definition
        let request: TabulationRequest
        /// What `{item}` stands for in the definition's other expressions.
        let item: String?
    }

    private let known = Mutex<[Key: Value]>([:])

    /// The value of a key; two threads that want it at a time may both make it, which gives the same.
    func value(of key: Key, _ make: () -> Value) -> Value {
        if let found = known.withLock({ $0[key] }) { return found }
        let made = make()
        known.withLock { $0[key] = made }
        return made
    }
}
