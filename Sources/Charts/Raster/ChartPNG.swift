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
    try PaintableDrawing(svg: drawing).png(dotsPerInch: dotsPerInch, widthInMillimetres: width)
}

extension PaintableDrawing {
    /// The drawing as a PNG image on white; see ``png(svg:dotsPerInch:widthInMillimetres:)``.
    ///
    /// - Throws: ``ChartError``.
    public func png(dotsPerInch: Int = 300, widthInMillimetres width: Double = 160) throws(ChartError) -> [UInt8] {
        let pixels = (width / 25.4 * Double(dotsPerInch)).rounded()
        guard width.isFinite, pixels >= 1, pixels <= 20_000 else {
            throw .impossibleSize(widthInMillimetres: width, dotsPerInch: dotsPerInch)
        }
        let height = (pixels * proportion).rounded()
        guard height >= 1, height <= 20_000, let columns = Int32(exactly: pixels), let rows = Int32(exactly: height)
        else {
            throw .impossibleSize(widthInMillimetres: width, dotsPerInch: dotsPerInch)
        }
        let image = try DrawingImage(width: columns, height: rows, library)
        try unsafe image.withContext { (context) throws(ChartError) in
            try unsafe paint(on: context, width: pixels, height: height)
        }
        return PNGFile.withResolution(try image.encoded(), dotsPerInch: dotsPerInch)
    }
}

/// An image in memory that cairo paints on, white at first.
@safe private struct DrawingImage: ~Copyable {
    private let surface: UnsafeMutableRawPointer
    private let context: UnsafeMutableRawPointer
    private let library: RasterLibrary

    init(width: Int32, height: Int32, _ library: RasterLibrary) throws(ChartError) {
        let cairo = library.functions
        // cairo never returns null: a surface or context that failed says so by its status, and is destroyed alike.
        let surface = cairo.surface_create(Int32(CRSVG_FORMAT_RGB24), width, height)
        let context = unsafe cairo.create(surface)
        let status = unsafe cairo.status(context)
        guard status == Int32(CRSVG_STATUS_SUCCESS), let surface = unsafe surface, let context = unsafe context else {
            unsafe cairo.destroy(context)
            unsafe cairo.surface_destroy(surface)
            throw .notRendered(reason: library.words(for: status))
        }
        unsafe self.surface = unsafe surface
        unsafe self.context = unsafe context
        self.library = library
        unsafe cairo.set_source_rgb(context, 1, 1, 1)
        unsafe cairo.paint(context)
    }

    deinit {
        unsafe library.functions.destroy(context)
        unsafe library.functions.surface_destroy(surface)
    }

    func withContext(
        _ body: (UnsafeMutableRawPointer) throws(ChartError) -> Void
    ) throws(ChartError) { try unsafe body(context) }

    /// The image as a PNG file.
    func encoded() throws(ChartError) -> [UInt8] {
        let painted = unsafe library.functions.status(context)
        guard painted == Int32(CRSVG_STATUS_SUCCESS) else {
            throw .notRendered(reason: library.words(for: painted))
        }
        unsafe library.functions.surface_flush(surface)
        var bytes: [UInt8] = []
        let status = unsafe withUnsafeMutablePointer(to: &bytes) { sink in
            unsafe library.functions.surface_write_to_png_stream(surface, appending, sink)
        }
        guard status == Int32(CRSVG_STATUS_SUCCESS) else {
            throw .notEncoded(reason: library.words(for: status))
        }
        return bytes
    }
}
