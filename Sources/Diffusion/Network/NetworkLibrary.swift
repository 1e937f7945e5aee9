import CIGraph
import Synchronization

/// igraph, which is loaded when the first network needs it. Its random numbers and error handler are global to the process, so that one
/// call is made at a time.
enum NetworkLibrary {
    private static let isFree = Mutex(())

    /// Makes one call.
    ///
    /// - Parameters:
    ///   - network: The network; its weights are left aside.
    ///   - call: What is called, with the network, room for words and its size; gives igraph's status.
    /// - Throws: ``DiffusionError/networkLibrary(reason:)``.
    static func call(
        _ network: SparseNetwork,
        _ call: (inout cigraph_network, UnsafeMutablePointer<CChar>?, Int) -> Int32
    ) throws(DiffusionError) {
        let (from, to) = network.ends
        var reason = [CChar](repeating: 0, count: 256)
        let status = isFree.withLock { _ in
            unsafe from.withUnsafeBufferPointer { from in
                unsafe to.withUnsafeBufferPointer { to in
                    unsafe reason.withUnsafeMutableBufferPointer { room in
                        var given = unsafe cigraph_network(
                            n: Int64(network.nodeCount), m: Int64(from.count), from: from.baseAddress,
                            to: to.baseAddress, directed: network.isDirected ? 1 : 0)
                        return unsafe call(&given, room.baseAddress, room.count)
                    }
                }
            }
        }
        guard status == 0 else { throw .networkLibrary(reason: words(reason)) }
    }

    /// A number for each node.
    static func values(
        _ network: SparseNetwork,
        _ call: (inout cigraph_network, UnsafeMutablePointer<Double>?, UnsafeMutablePointer<CChar>?, Int) -> Int32
    ) throws(DiffusionError) -> [Double] {
        var values = [Double](repeating: .nan, count: network.nodeCount)
        try unsafe Self.call(network) { given, room, size in
            unsafe values.withUnsafeMutableBufferPointer { out in
                unsafe call(&given, out.baseAddress, room, size)
            }
        }
        return values
    }

    /// Loads the library.
    static func load() -> DiffusionError? {
        var reason = [CChar](repeating: 0, count: 256)
        let status = isFree.withLock { _ in
            unsafe reason.withUnsafeMutableBufferPointer { room in unsafe cigraph_load(room.baseAddress, room.count) }
        }
        return status == 0 ? nil : .networkLibrary(reason: words(reason))
    }

    private static func words(_ reason: [CChar]) -> String {
        String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Why centrality and communities cannot be computed on this machine; nil when they can be.
///
/// Loads igraph, as the first network does.
public func reasonForNoNetworkLibrary() -> DiffusionError? { NetworkLibrary.load() }
