import CRSVG

/// librsvg and cairo, which paint images: loaded when the first one is wanted.
@safe struct RasterLibrary: @unchecked Sendable {
    // Functions of libraries that stay loaded: they never change, and any thread may call them.
    let functions: crsvg_library

    private static let loaded: Result<RasterLibrary, ChartError> = {
        var functions = crsvg_library()
        var reason = [CChar](repeating: 0, count: 300)
        let status = unsafe reason.withUnsafeMutableBufferPointer { buffer in
            unsafe crsvg_load(&functions, buffer.baseAddress, buffer.count)
        }
        guard status == 0 else {
            let words = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            return .failure(.noLibrary(reason: String(decoding: words, as: UTF8.self)))
        }
        return .success(RasterLibrary(functions: functions))
    }()

    /// - Throws: ``ChartError/noLibrary(reason:)``, also at every later time.
    static func library() throws(ChartError) -> RasterLibrary { try loaded.get() }

    /// What cairo says of a status.
    func words(for status: Int32) -> String {
        guard let words = functions.status_to_string(status) else { return "cairo gives no reason" }
        return unsafe String(cString: words)
    }
}

/// Takes bytes that cairo writes into the array of bytes that it was given.
func appending(_ sink: UnsafeMutableRawPointer?, _ data: UnsafePointer<UInt8>?, _ length: UInt32) -> Int32 {
    guard let sink = unsafe sink, let data = unsafe data else { return Int32(CRSVG_STATUS_WRITE_ERROR) }
    unsafe sink.assumingMemoryBound(to: [UInt8].self).pointee.append(
        contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return Int32(CRSVG_STATUS_SUCCESS)
}

/// Why no image can be drawn on this machine; nil when images can.
public func reasonForNoImages() -> ChartError? {
    do throws(ChartError) {
        _ = try RasterLibrary.library()
        return nil
    } catch { return error }
}
