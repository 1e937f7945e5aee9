public import Diagnostics

/// What can go wrong when a drawing becomes an image.
public enum ChartError: ExplainedError, Hashable {
    /// The machine does not have the libraries that paint images.
    case noLibrary(reason: String)
    /// The text is no SVG drawing that can be read.
    case unreadableDrawing(reason: String)
    /// The drawing could not be painted.
    case notRendered(reason: String)
    /// The image's size is not one that can be made.
    case impossibleSize(widthInMillimetres: Double, dotsPerInch: Int)
    /// What was painted could not be written as PNG or PDF.
    case notEncoded(reason: String)

    public var code: String {
        switch self {
        case .noLibrary: "charts.no-library"
        case .unreadableDrawing: "charts.unreadable-drawing"
        case .notRendered: "charts.not-rendered"
        case .impossibleSize: "charts.impossible-size"
        case .notEncoded: "charts.not-encoded"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .noLibrary(let reason):
            Explanation(
                summary: "figures cannot be painted as images: librsvg or cairo is not installed", cause: reason,
                remedies: [
                    "install librsvg2-2 (Debian: sudo apt-get install librsvg2-2)",
                    "build without figures: write 'figures: false' under 'outputs' in the pipeline",
                ])
        case .unreadableDrawing(let reason):
            Explanation(
                summary: "the drawing of a figure cannot be read as SVG", cause: reason,
                remedies: ["check a drawing that was edited by hand with an XML checker", "build the figures again"])
        case .notRendered(let reason):
            Explanation(
                summary: "a figure could not be painted", cause: reason,
                remedies: [
                    "check that a sans-serif font is installed (fonts-liberation on Debian)",
                    "build without images, which leaves the SVG files",
                ])
        case .impossibleSize(let width, let dots):
            Explanation(
                summary: "a figure \(width) mm wide at \(dots) dots per inch cannot be made",
                cause: "an image is 1 to 20,000 pixels in each direction",
                remedies: ["use 160 mm and 300 dots per inch"])
        case .notEncoded(let reason):
            Explanation(
                summary: "a painted figure could not be written as an image", cause: reason,
                remedies: ["free some memory and build again"])
        }
    }
}
