internal import CSodium

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Turns identifiers of persons into pseudonyms by a keyed pseudorandom function, SipHash-2-4 with 128 bits of output.
///
/// The same identifier gives the same pseudonym in every table, so that persons can be counted across them; without the key
/// neither direction can be computed. SipHash is fast on short inputs, where HMAC-SHA-256 would cost more than reading the
/// file.
///
/// - SeeAlso: J.-P. Aumasson and D. J. Bernstein (2012), "SipHash: a fast short-input PRF", INDOCRYPT,
///   doi:10.1007/978-3-642-34931-7_28.
public struct Pseudonymiser: Sendable {
    /// The bytes of a key.
    public static let keySize = 16

    private let key: (UInt64, UInt64)

    /// A pseudonymiser with a key of 16 bytes.
    ///
    /// - Returns: nil when the key has another size.
    public init?(key: [UInt8]) {
        guard key.count == Self.keySize else { return nil }
        self.key = (Self.word(key[..<8]), Self.word(key[8...]))
    }

    /// The pseudonymiser with the key of a file, which is made, with mode 0600 and a random key, when there is none.
    ///
    /// - Parameter path: A file outside the store.
    /// - Throws: ``MicrodataError`` when the file cannot be read or made, has another size than a key, or is open to other
    ///   users.
    public init(keyFile path: String) throws(MicrodataError) {
        let key: [UInt8]
        if let existing = try Self.existingKey(path) { key = existing } else { key = try Self.createdKey(path) }
        self.key = (Self.word(key[..<8]), Self.word(key[8...]))
    }

    /// The pseudonymiser of a store, with the key of a file.
    ///
    /// A key is made for a store that has none yet. One that has a key gets no new one, which would match nothing in it and stand in
    /// the way of whoever puts the old one back.
    ///
    /// - Throws: ``MicrodataError/keyLost(path:store:)`` when the store's key is gone; else as ``init(keyFile:)``.
    public init(keyFile path: String, of store: Store) throws(MicrodataError) {
        if try Self.existingKey(path) == nil, try store.setting(Store.keyFingerprint) != nil {
            throw .keyLost(path: path, store: store.path)
        }
        try self.init(keyFile: path)
    }

    /// The pseudonym of an identifier's bytes, as they are: whoever calls decides on trimming and case.
    ///
    /// - Complexity: O(bytes), about 20 ns for a short identifier.
    public func pseudonym(of identifier: UnsafeRawBufferPointer) -> Pseudonym {
        var key = key
        var result: (UInt64, UInt64) = (0, 0)
        unsafe withUnsafeMutableBytes(of: &result) { output in
            unsafe withUnsafeBytes(of: &key) { key in
                guard let output = output.baseAddress, let key = key.baseAddress else { return }
                // Output and key are 16 bytes each, as libsodium asks for; it cannot fail. An empty identifier may have no
                // address, and then none of its bytes are read.
                _ = unsafe crypto_shorthash_siphashx24(
                    output.assumingMemoryBound(to: UInt8.self),
                    (identifier.baseAddress ?? key).assumingMemoryBound(to: UInt8.self), UInt64(identifier.count),
                    key.assumingMemoryBound(to: UInt8.self))
            }
        }
        return Pseudonym(high: UInt64(bigEndian: result.0), low: UInt64(bigEndian: result.1))
    }

    /// The pseudonym of a text's UTF-8.
    public func pseudonym(of identifier: String) -> Pseudonym {
        var identifier = identifier
        return identifier.withUTF8 { unsafe pseudonym(of: UnsafeRawBufferPointer($0)) }
    }

    /// What a store keeps to notice that it is used with another key; tells nothing about the key.
    public var fingerprint: String {
        let check = pseudonym(of: "kaiku: which key is this?")
        return String(check.high, radix: 16) + "-" + String(check.low, radix: 16)
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }.littleEndian
    }

    private static func existingKey(_ path: String) throws(MicrodataError) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let reason = errno
            if reason == ENOENT { return nil }
            throw .keyNotReadable(path: path, reason: systemReason(reason))
        }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else {
            throw .keyNotReadable(path: path, reason: systemReason(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .keyNotReadable(path: path, reason: "it is not a file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw .keyOpenToOthers(path: path, mode: UInt32(status.st_mode & 0o777))
        }
        guard status.st_size == keySize else { throw .keyOfWrongSize(path: path, bytes: Int(status.st_size)) }
        var key = [UInt8](repeating: 0, count: keySize)
        let bytes = unsafe read(file, &key, keySize)
        guard bytes == keySize else { throw .keyOfWrongSize(path: path, bytes: max(0, bytes)) }
        return key
    }

    private static func createdKey(_ path: String) throws(MicrodataError) -> [UInt8] {
        guard sodium_init() >= 0 else {
            throw .keyNotCreated(path: path, reason: "the system gives no random numbers")
        }
        var key = [UInt8](repeating: 0, count: keySize)
        unsafe randombytes_buf(&key, keySize)
        // O_EXCL: two builds that start together must not end up with two keys.
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .keyNotCreated(path: path, reason: systemReason(errno)) }
        let written = unsafe write(file, key, keySize)
        let reason = errno
        let synced = fsync(file)
        close(file)
        guard written == keySize, synced == 0 else {
            unsafe unlink(path)
            throw .keyNotCreated(path: path, reason: systemReason(written == keySize ? errno : reason))
        }
        return key
    }
}

/// The system's words for an error number.
func systemReason(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
}
