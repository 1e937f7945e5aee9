internal import COpenSSL

/// The SHA-256 of bytes that come in pieces: what a file or a segment is known by.
///
/// OpenSSL's digest uses the processor's SHA instructions, several times the speed of portable code.
///
/// ```swift
/// var hash = try ContentHash()
/// try hash.update(piece)
/// let name = try hash.finish()  // "9f86d081…"
/// ```
@safe public struct ContentHash: ~Copyable {
    private let context: OpaquePointer

    /// A hash of nothing yet.
    ///
    /// - Throws: ``MicrodataError/noDigest``.
    public init() throws(MicrodataError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .noDigest }
        guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw .noDigest
        }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes.
    ///
    /// - Complexity: O(bytes), about 1.5–2 GB/s with SHA instructions.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) throws(MicrodataError) {
        guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else { return }
        guard unsafe EVP_DigestUpdate(context, start, bytes.count) == 1 else { throw .noDigest }
    }

    /// Adds a text's UTF-8 and a zero byte, so that texts cannot run into one another.
    public mutating func update(_ text: String) throws(MicrodataError) {
        var bytes = Array(text.utf8)
        bytes.append(0)
        try update(bytes)
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) throws(MicrodataError) {
        guard !bytes.isEmpty else { return }
        guard unsafe EVP_DigestUpdate(context, bytes, bytes.count) == 1 else { throw .noDigest }
    }

    /// The digest of everything added, in 64 lower-case hexadecimal digits.
    public consuming func finish() throws(MicrodataError) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        guard unsafe EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw .noDigest }
        return hexadecimal(digest)
    }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text = [UInt8]()
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
