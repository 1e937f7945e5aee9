import CRSVG
public import Records

/// A drawing as a page of PDF of its own size, with its text as text in the fonts that it is set in.
///
/// - Parameters:
///   - drawing: An SVG document, as ``svg(of:locale:size:style:includeTitle:)`` gives.
///   - width: The width of the page, in millimetres.
///   - title: What the page is called in its properties.
///   - day: The day that its properties give as that of its making; never the clock.
/// - Returns: The bytes of the file; the same for the same arguments, fonts and libraries.
/// - Throws: ``ChartError``.
/// - Complexity: Linear in the size of the drawing; some 10 ms, most of them for the fonts.
public func pdf(
    svg drawing: String, widthInMillimetres width: Double = 160, title: String, day: CalendarDay
) throws(ChartError) -> [UInt8] {
    try PaintableDrawing(svg: drawing).pdf(widthInMillimetres: width, title: title, day: day)
}

extension PaintableDrawing {
    /// The drawing as a page of PDF; see ``pdf(svg:widthInMillimetres:title:day:)``.
    ///
    /// - Throws: ``ChartError``.
    public func pdf(
        widthInMillimetres width: Double = 160, title: String, day: CalendarDay
    ) throws(ChartError) -> [UInt8] {
        let pointsPerInch = 72
        let points = width / 25.4 * Double(pointsPerInch)
        let height = points * proportion
        // 14,400 points is as large as a page may be (ISO 32000-1, annex C).
        guard width.isFinite, points >= 1, points <= 14_400, height >= 1, height <= 14_400 else {
            throw .impossibleSize(widthInMillimetres: width, dotsPerInch: pointsPerInch)
        }
        var bytes: [UInt8] = []
        try unsafe withUnsafeMutablePointer(to: &bytes) { (sink) throws(ChartError) in
            let page = try unsafe DrawingPage(width: points, height: height, sink: sink, library)
            page.set(CRSVG_METADATA_TITLE, title)
            // Without a day of ours cairo would write the present moment.
            page.set(CRSVG_METADATA_CREATE_DATE, "\(day)T00:00:00Z")
            page.set(CRSVG_METADATA_MOD_DATE, "\(day)T00:00:00Z")
            try unsafe page.withContext { (context) throws(ChartError) in
                try unsafe paint(on: context, width: points, height: height)
            }
            try page.finish()
        }
        return bytes
    }
}

/// A page that cairo paints on, and whose bytes it appends to an array of its caller's, which outlives it.
@safe private struct DrawingPage: ~Copyable {
    private let surface: UnsafeMutableRawPointer
    private let context: UnsafeMutableRawPointer
    private let library: RasterLibrary

    init(
        width: Double, height: Double, sink: UnsafeMutablePointer<[UInt8]>, _ library: RasterLibrary
    ) throws(ChartError) {
        let cairo = library.functions
        // cairo never returns null: a surface or context that failed says so by its status, and is destroyed alike.
        let surface = unsafe cairo.pdf_surface_create_for_stream(appending, sink, width, height)
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
    }

    deinit {
        unsafe library.functions.destroy(context)
        unsafe library.functions.surface_destroy(surface)
    }

    func set(_ property: Int, _ text: String) {
        unsafe library.functions.pdf_surface_set_metadata(surface, Int32(property), text)
    }

    func withContext(
        _ body: (UnsafeMutableRawPointer) throws(ChartError) -> Void
    ) throws(ChartError) { try unsafe body(context) }

    /// Writes what is left.
    func finish() throws(ChartError) {
        let painted = unsafe library.functions.status(context)
        guard painted == Int32(CRSVG_STATUS_SUCCESS) else { throw .notRendered(reason: library.words(for: painted)) }
        unsafe library.functions.surface_finish(surface)
        let written = unsafe library.functions.surface_status(surface)
        guard written == Int32(CRSVG_STATUS_SUCCESS) else { throw .notEncoded(reason: library.words(for: written)) }
    }
}
