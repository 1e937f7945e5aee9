import CRSVG
import Glibc

/// A drawing as a PNG image on white.
///
/// The text is set in the first font of the drawing's list that the machine has; with none of them it falls back to the
/// machine's sans-serif font, whose widths may differ from those that the layout counted with.
///
/// - Parameters:
///   - drawing: An SVG document, as ``svg(of:locale:size:style:includeTitle:)`` gives.
///   - dotsPerInch: The resolution; also written into the image, so that it is placed at its size.
///   - width: The width of the image, in millimetres.
/// - Returns: The bytes of the file: 8-bit RGB, no time stamp; the same for the same drawing, fonts and libraries.
/// - Throws: ``ChartError``.
/// - Complexity: Linear in pixels; some 50 ms for 160 mm at 300 dots per inch.
public func png(
    svg drawing: String, dotsPerInch: Int = 300, widthInMillimetres width: Double = 160
) throws(ChartError) -> [UInt8] {
    let pixels = (width / 25.4 * Double(dotsPerInch)).rounded()
    guard width.isFinite, pixels >= 1, pixels <= 20_000 else {
        throw .impossibleSize(widthInMillimetres: width, dotsPerInch: dotsPerInch)
    }
    let library = try RasterLibrary.library()
    let reader = try DrawingReader(drawing, library)
    let (drawingWidth, drawingHeight) = reader.size
    let height = (pixels * drawingHeight / drawingWidth).rounded()
    guard height >= 1, height <= 20_000, let columns = Int32(exactly: pixels), let rows = Int32(exactly: height) else {
        throw .impossibleSize(widthInMillimetres: width, dotsPerInch: dotsPerInch)
    }
    let image = try DrawingImage(width: columns, height: rows, library)
    try reader.paint(on: image)
    return PNGFile.withResolution(try image.encoded(), dotsPerInch: dotsPerInch)
}

/// A drawing read by librsvg.
@safe private struct DrawingReader: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let library: RasterLibrary

    init(_ drawing: String, _ library: RasterLibrary) throws(ChartError) {
        var text = drawing
        var error: UnsafeMutablePointer<crsvg_error>?
        let handle = text.withUTF8 { bytes in
            unsafe library.functions.handle_new_from_data(bytes.baseAddress, bytes.count, &error)
        }
        guard let handle = unsafe handle else {
            throw .unreadableDrawing(reason: unsafe DrawingReader.message(of: error, library))
        }
        unsafe self.handle = unsafe handle
        self.library = library
    }

    deinit { unsafe library.functions.object_unref(handle) }

    /// The size of the drawing's view box, in its own units; a square when it has none.
    var size: (width: Double, height: Double) {
        var (hasWidth, hasHeight, hasViewBox) = (Int32(0), Int32(0), Int32(0))
        var (width, height) = (crsvg_length(), crsvg_length())
        var viewBox = crsvg_rectangle()
        unsafe library.functions.get_intrinsic_dimensions(
            handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
        guard hasViewBox != 0, viewBox.width > 0, viewBox.height > 0 else { return (1, 1) }
        return (viewBox.width, viewBox.height)
    }

    func paint(on image: borrowing DrawingImage) throws(ChartError) {
        var viewport = crsvg_rectangle(x: 0, y: 0, width: Double(image.width), height: Double(image.height))
        var error: UnsafeMutablePointer<crsvg_error>?
        let isPainted = unsafe image.withContext { context in
            unsafe library.functions.render_document(handle, context, &viewport, &error)
        }
        guard isPainted != 0 else { throw .notRendered(reason: unsafe DrawingReader.message(of: error, library)) }
    }

    /// The words of an error of GLib, which is freed.
    private static func message(of error: UnsafeMutablePointer<crsvg_error>?, _ library: RasterLibrary) -> String {
        guard let error = unsafe error else { return "librsvg gives no reason" }
        defer { unsafe library.functions.error_free(error) }
        guard let message = unsafe error.pointee.message else { return "librsvg gives no reason" }
        return unsafe String(cString: message)
    }
}

/// An image in memory that cairo paints on, white at first.
@safe private struct DrawingImage: ~Copyable {
    private let surface: UnsafeMutableRawPointer
    private let context: UnsafeMutableRawPointer
    private let library: RasterLibrary
    let width: Int32
    let height: Int32

    init(width: Int32, height: Int32, _ library: RasterLibrary) throws(ChartError) {
        let cairo = library.functions
        // cairo never returns null: a surface or context that failed says so by its status, and is destroyed alike.
        let surface = cairo.surface_create(Int32(CRSVG_FORMAT_RGB24), width, height)
        let context = unsafe cairo.create(surface)
        let status = unsafe cairo.status(context)
        guard status == Int32(CRSVG_STATUS_SUCCESS), let surface = unsafe surface, let context = unsafe context else {
            unsafe cairo.destroy(context)
            unsafe cairo.surface_destroy(surface)
            throw .notRendered(reason: DrawingImage.words(for: status, library))
        }
        unsafe self.surface = unsafe surface
        unsafe self.context = unsafe context
        self.library = library
        self.width = width
        self.height = height
        unsafe cairo.set_source_rgb(context, 1, 1, 1)
        unsafe cairo.paint(context)
    }

    deinit {
        unsafe library.functions.destroy(context)
        unsafe library.functions.surface_destroy(surface)
    }

    func withContext<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result { unsafe body(context) }

    /// The image as a PNG file.
    func encoded() throws(ChartError) -> [UInt8] {
        let painted = unsafe library.functions.status(context)
        guard painted == Int32(CRSVG_STATUS_SUCCESS) else {
            throw .notRendered(reason: DrawingImage.words(for: painted, library))
        }
        unsafe library.functions.surface_flush(surface)
        var bytes: [UInt8] = []
        let status = unsafe withUnsafeMutablePointer(to: &bytes) { sink in
            unsafe library.functions.surface_write_to_png_stream(
                surface,
                { sink, data, length in
                    guard let sink = unsafe sink, let data = unsafe data else { return Int32(CRSVG_STATUS_WRITE_ERROR) }
                    unsafe sink.assumingMemoryBound(to: [UInt8].self).pointee.append(
                        contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                    return Int32(CRSVG_STATUS_SUCCESS)
                }, sink)
        }
        guard status == Int32(CRSVG_STATUS_SUCCESS) else {
            throw .notEncoded(reason: DrawingImage.words(for: status, library))
        }
        return bytes
    }

    private static func words(for status: Int32, _ library: RasterLibrary) -> String {
        guard let words = library.functions.status_to_string(status) else { return "cairo gives no reason" }
        return unsafe String(cString: words)
    }
}
