public import Microdata

/// Where answers are kept from one run to the next.
public protocol TabulationCache: Sendable {
    /// An encoded answer; nil when none is kept.
    func kept(scope: String, request: String) throws -> [UInt8]?
    /// Keeps an encoded answer.
    func keep(scope: String, request: String, result: [UInt8]) throws
}

/// Answers kept in a store, within a run.
public struct StoredTabulations: TabulationCache {
    private let transaction: StoreTransaction

    public init(_ transaction: StoreTransaction) { self.transaction = transaction }

    public func kept(scope: String, request: String) throws -> [UInt8]? {
        try transaction.useTabulation(scope: scope, request: request)
    }

    public func keep(scope: String, request: String, result: [UInt8]) throws {
        try transaction.keepTabulation(scope: scope, request: request, result: result)
    }
}

/// The answers of a run that a cache keeps: found by the content of rows and request, so that they can never be out of date.
struct KeptAnswers {
    /// Changes whenever the same rows and request give another answer than before.
    private static let engineVersion = "1"

    let cache: any TabulationCache
    let source: any SegmentSource

    /// The kept answer over parts of the request's table; nil when there is none.
    func answer(to request: PreparedRequest, over parts: [TablePart]) throws -> CrossTabulation? {
        guard let scope = try scope(request, parts), let name = try name(of: request),
            let bytes = try cache.kept(scope: scope, request: name)
        else { return nil }
        return CrossTabulation(encoded: bytes)
    }

    func keep(_ answer: CrossTabulation, to request: PreparedRequest, over parts: [TablePart]) throws {
        guard let scope = try scope(request, parts), let name = try name(of: request) else { return }
        try cache.keep(scope: scope, request: name, result: answer.encoded)
    }

    private func name(of request: PreparedRequest) throws -> String? {
        var hash = try ContentHash()
        try hash.update(Self.engineVersion)
        try hash.update(request.canonical)
        return try hash.finish()
    }

    /// A hash of all rows that the answer rests on; nil when some are not to be kept.
    private func scope(_ request: PreparedRequest, _ parts: [TablePart]) throws -> String? {
        guard !parts.isEmpty else { return nil }
        var hash = try ContentHash()
        for part in parts {
            guard let own = part.hash else { return nil }
            try hash.update(own)
        }
        for table in request.otherTables.sorted() {
            try hash.update("table \(table)")
            for part in try source.parts(of: table) {
                guard let own = part.hash else { return nil }
                try hash.update(own)
            }
        }
        return try hash.finish()
    }
}
