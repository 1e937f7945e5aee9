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
}

/// Why no image can be drawn on this machine; nil when images can.
public func reasonForNoImages() -> ChartError? {
    do throws(ChartError) {
        _ = try RasterLibrary.library()
        return nil
    } catch { return error }
}
