internal import CXML2

/// Why pages saved as HTML cannot be read on this machine; nil when they can be.
///
/// Loads libxml2, as reading a page does.
public func reasonForNoPages() -> IngestError? {
    do throws(IngestError) {
        _ = try HTMLPage.content("<html></html>", file: "HTML")
        return nil
    } catch {
        return error
    }
}

/// A page saved as HTML.
enum HTMLPage {
    /// - Parameter text: The page in UTF-8.
    /// - Throws: ``IngestError/noPageReader(file:reason:)`` when libxml2 is not there.
    static func content(_ text: String, file: String) throws(IngestError) -> PageContent {
        let handler = HTMLPageHandler()
        var text = text
        var reason = [CChar](repeating: 0, count: 256)
        let status = text.withUTF8 { utf8 -> Int32 in
            guard let start = utf8.baseAddress, let count = Int32(exactly: utf8.count) else { return 0 }
            return withExtendedLifetime(handler) {
                unsafe start.withMemoryRebound(to: CChar.self, capacity: utf8.count) { bytes in
                    var callbacks = HTMLPageHandler.callbacks
                    return unsafe reason.withUnsafeMutableBufferPointer { room in
                        unsafe cxml2_parse_html(
                            bytes, count, Unmanaged.passUnretained(handler).toOpaque(), &callbacks, room.baseAddress,
                            room.count)
                    }
                }
            }
        }
        guard status == 0 else {
            let words = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw .noPageReader(file: file, reason: String(decoding: words, as: UTF8.self))
        }
        return handler.finish()
    }
}

extension HTMLPageHandler {
    /// What libxml2 calls; the first argument is the handler.
    fileprivate static var callbacks: cxml2_handler {
        unsafe cxml2_handler(
            start: { sink, name, attributes in
                guard let sink = unsafe sink, let name = unsafe name else { return }
                var pairs: [String: String] = [:]
                var place = 0
                if let attributes = unsafe attributes {
                    while place < 400, let key = unsafe attributes[place] {
                        let value = unsafe attributes[place + 1].map { unsafe String(cString: $0) } ?? ""
                        unsafe pairs[String(cString: key).lowercased()] = value
                        place += 2
                    }
                }
                unsafe HTMLPageHandler.handler(sink).start(String(cString: name).lowercased(), pairs)
            },
            end: { sink, name in
                guard let sink = unsafe sink, let name = unsafe name else { return }
                unsafe HTMLPageHandler.handler(sink).end(String(cString: name).lowercased())
            },
            text: { sink, bytes, count in
                guard let sink = unsafe sink, let bytes = unsafe bytes, count > 0 else { return }
                unsafe bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
                    unsafe HTMLPageHandler.handler(sink).text(
                        String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self))
                }
            },
            comment: { sink, text in
                guard let sink = unsafe sink, let text = unsafe text else { return }
                unsafe HTMLPageHandler.handler(sink).comment(String(cString: text))
            })
    }

    fileprivate static func handler(_ sink: UnsafeMutableRawPointer) -> HTMLPageHandler {
        unsafe Unmanaged<HTMLPageHandler>.fromOpaque(sink).takeUnretainedValue()
    }
}
