import CRSVG

/// A drawing that has been read and can be painted, as an image and as a page: read once for both.
///
/// ```swift
/// let drawing = try PaintableDrawing(svg: text)
/// let image = try drawing.png()
/// let page = try drawing.pdf(title: chart.title, day: information.asOfDay)
/// ```
@safe public struct PaintableDrawing: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    let library: RasterLibrary

    /// - Parameter drawing: An SVG document, as ``svg(of:locale:size:style:includeTitle:)`` gives.
    /// - Throws: ``ChartError/noLibrary(reason:)`` or ``ChartError/unreadableDrawing(reason:)``.
    public init(svg drawing: String) throws(ChartError) {
        let library = try RasterLibrary.library()
        var text = drawing
        var error: UnsafeMutablePointer<crsvg_error>?
        let handle = text.withUTF8 { bytes in
            unsafe library.functions.handle_new_from_data(bytes.baseAddress, bytes.count, &error)
        }
        guard let handle = unsafe handle else {
            throw .unreadableDrawing(reason: unsafe PaintableDrawing.message(of: error, library))
        }
        unsafe self.handle = unsafe handle
        self.library = library
    }

    deinit { unsafe library.functions.object_unref(handle) }

    /// The height of the drawing's view box over its width; 1 when it has none.
    var proportion: Double {
        var (hasWidth, hasHeight, hasViewBox) = (Int32(0), Int32(0), Int32(0))
        var (width, height) = (crsvg_length(), crsvg_length())
        var viewBox = crsvg_rectangle()
        unsafe library.functions.get_intrinsic_dimensions(
            handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
        guard hasViewBox != 0, viewBox.width > 0, viewBox.height > 0 else { return 1 }
        return viewBox.height / viewBox.width
    }

    /// Paints the drawing on a context of cairo, from its origin, in the units of its surface.
    @unsafe func paint(
        on context: UnsafeMutableRawPointer, width: Double, height: Double
    ) throws(ChartError) {
        var viewport = crsvg_rectangle(x: 0, y: 0, width: width, height: height)
        var error: UnsafeMutablePointer<crsvg_error>?
        guard unsafe library.functions.render_document(handle, context, &viewport, &error) != 0 else {
            throw .notRendered(reason: unsafe PaintableDrawing.message(of: error, library))
        }
    }

    /// The words of an error of GLib, which is freed.
    private static func message(of error: UnsafeMutablePointer<crsvg_error>?, _ library: RasterLibrary) -> String {
        guard let error = unsafe error else { return "librsvg gives no reason" }
        defer { unsafe library.functions.error_free(error) }
        guard let message = unsafe error.pointee.message else { return "librsvg gives no reason" }
        return unsafe String(cString: message)
    }
}
