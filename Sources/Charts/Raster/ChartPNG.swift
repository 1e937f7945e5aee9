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
    let reader = try DrawingReader(drawing)
    let (drawingWidth, drawingHeight) = reader.size
    let height = (pixels * drawingHeight / drawingWidth).rounded()
    guard height >= 1, height <= 20_000, let columns = Int32(exactly: pixels), let rows = Int32(exactly: height) else {
        throw .impossibleSize(widthInMillimetres: width, dotsPerInch: dotsPerInch)
    }
    let image = try DrawingImage(width: columns, height: rows)
    try reader.paint(on: image)
    return PNGFile.withResolution(try image.encoded(), dotsPerInch: dotsPerInch)
}

/// A drawing read by librsvg.
@safe private struct DrawingReader: ~Copyable {
    private let handle: UnsafeMutablePointer<RsvgHandle>

    init(_ drawing: String) throws(ChartError) {
        var text = drawing
        var error: UnsafeMutablePointer<GError>?
        let handle = text.withUTF8 { bytes in
            unsafe rsvg_handle_new_from_data(bytes.baseAddress, gsize(bytes.count), &error)
        }
        guard let handle = unsafe handle else {
            throw .unreadableDrawing(reason: unsafe DrawingReader.message(of: error))
        }
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe g_object_unref(handle) }

    /// The size of the drawing's view box, in its own units; a square when it has none.
    var size: (width: Double, height: Double) {
        var hasWidth = gboolean()
        var hasHeight = gboolean()
        var hasViewBox = gboolean()
        var (width, height) = (RsvgLength(), RsvgLength())
        var viewBox = RsvgRectangle()
        unsafe rsvg_handle_get_intrinsic_dimensions(
            handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
        guard hasViewBox != 0, viewBox.width > 0, viewBox.height > 0 else { return (1, 1) }
        return (viewBox.width, viewBox.height)
    }

    func paint(on image: borrowing DrawingImage) throws(ChartError) {
        var viewport = RsvgRectangle(x: 0, y: 0, width: Double(image.width), height: Double(image.height))
        var error: UnsafeMutablePointer<GError>?
        let isPainted = unsafe image.withContext { context in
            unsafe rsvg_handle_render_document(handle, context, &viewport, &error)
        }
        guard isPainted != 0 else { throw .notRendered(reason: unsafe DrawingReader.message(of: error)) }
    }

    /// The words of an error of GLib, which is freed.
    private static func message(of error: UnsafeMutablePointer<GError>?) -> String {
        guard let error = unsafe error else { return "librsvg gives no reason" }
        defer { unsafe g_error_free(error) }
        guard let message = unsafe error.pointee.message else { return "librsvg gives no reason" }
        return unsafe String(cString: message)
    }
}

/// An image in memory that cairo paints on, white at first.
@safe private struct DrawingImage: ~Copyable {
    private let surface: OpaquePointer
    private let context: OpaquePointer
    let width: Int32
    let height: Int32

    init(width: Int32, height: Int32) throws(ChartError) {
        // cairo never returns null: a surface or context that failed says so by its status, and is destroyed alike.
        let surface: OpaquePointer? = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
        let context: OpaquePointer? = unsafe cairo_create(surface)
        let status = unsafe cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS, let surface = unsafe surface, let context = unsafe context else {
            unsafe cairo_destroy(context)
            unsafe cairo_surface_destroy(surface)
            throw .notRendered(reason: DrawingImage.words(for: status))
        }
        unsafe self.surface = unsafe surface
        unsafe self.context = unsafe context
        self.width = width
        self.height = height
        unsafe cairo_set_source_rgb(context, 1, 1, 1)
        unsafe cairo_paint(context)
    }

    deinit {
        unsafe cairo_destroy(context)
        unsafe cairo_surface_destroy(surface)
    }

    func withContext<Result>(_ body: (OpaquePointer) -> Result) -> Result { unsafe body(context) }

    /// The image as a PNG file.
    func encoded() throws(ChartError) -> [UInt8] {
        let painted = unsafe cairo_status(context)
        guard painted == CAIRO_STATUS_SUCCESS else { throw .notRendered(reason: DrawingImage.words(for: painted)) }
        unsafe cairo_surface_flush(surface)
        var bytes: [UInt8] = []
        let status = unsafe withUnsafeMutablePointer(to: &bytes) { sink in
            unsafe cairo_surface_write_to_png_stream(
                surface,
                { sink, data, length in
                    guard let sink = unsafe sink, let data = unsafe data else { return CAIRO_STATUS_WRITE_ERROR }
                    unsafe sink.assumingMemoryBound(to: [UInt8].self).pointee.append(
                        contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                    return CAIRO_STATUS_SUCCESS
                }, sink)
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw .notEncoded(reason: DrawingImage.words(for: status)) }
        return bytes
    }

    private static func words(for status: cairo_status_t) -> String {
        guard let words = unsafe cairo_status_to_string(status) else { return "cairo gives no reason" }
        return unsafe String(cString: words)
    }
}
