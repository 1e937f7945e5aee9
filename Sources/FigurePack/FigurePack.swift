public import Charts
public import Reporting
import Workers

/// What is written for each figure.
public struct FigurePackOptions: Sendable, Hashable {
    /// Whether images and pages of PDF are made beside the drawings; they take most of the time.
    public var writesImages: Bool
    public var dotsPerInch: Int
    public var widthInMillimetres: Double
    public var size: ChartSize
    public var style: ChartStyle
    /// How many figures are drawn at a time; the files do not depend on it.
    public var threads: Int

    public init(
        writesImages: Bool = true, dotsPerInch: Int = 300, widthInMillimetres: Double = 160, size: ChartSize = .print,
        style: ChartStyle = .figureFile, threads: Int = 2
    ) {
        self.writesImages = writesImages
        self.dotsPerInch = dotsPerInch
        self.widthInMillimetres = widthInMillimetres
        self.size = size
        self.style = style
        self.threads = threads
    }
}

/// Writes each chart of the documents as files of its own, for slides and the final report.
///
/// For a chart `adoption-curve` of a Finnish document these are `adoption-curve.fi.svg`, `.png` and `.pdf` (the drawing with title
/// and caption), `.csv` (its numbers; a network has its ties in `adoption-curve.ties.fi.csv`) and `.txt` (title, caption and
/// alternative text, to paste beside the picture, and which copy it is). In an authority copy the files are named
/// `adoption-curve.authority.fi.svg` and so on, and the caption says that they are not for publication.
///
/// - Parameters:
///   - documents: The document in each of its languages.
///   - folder: The folder of the files, made when it is not there.
/// - Returns: The names of the files written, sorted.
/// - Throws: ``FigurePackError``; the first in the order of documents and charts, whatever the number of threads.
/// - Complexity: Some 50 ms of processor time per image and 10 ms per page, and well below a millisecond for the rest.
@discardableResult
public func writeFigures(
    of documents: [Document], to folder: String, options: FigurePackOptions = FigurePackOptions()
) throws(FigurePackError) -> [String] {
    let jobs = try figureJobs(of: documents, options)
    let target = try FigureFolder(folder)
    let names = try inParallel(jobs.count, threads: options.threads) { index throws(FigurePackError) in
        try jobs[index].write(to: target)
    }
    return names.joined().sorted()
}

/// One figure in one language.
private struct FigureJob: Sendable {
    let chart: Chart
    let locale: ReportLocale
    let information: DocumentInformation
    let options: FigurePackOptions

    init(_ chart: Chart, of document: Document, _ options: FigurePackOptions) {
        var chart = chart
        information = document.information
        if information.copy == .authority, !information.copyMark.isEmpty {
            chart.caption = [chart.caption, information.copyMark + "."].filter { !$0.isEmpty }.joined(separator: " ")
        }
        self.chart = chart
        locale = document.locale
        self.options = options
    }

    func write(to folder: FigureFolder) throws(FigurePackError) -> [String] {
        var names: [String] = []
        func write(_ bytes: [UInt8], _ file: FigureFile) throws(FigurePackError) {
            let name = file.name(ofChart: chart.id, language: locale.language, copy: information.copy)
            try folder.write(bytes, to: name)
            names.append(name)
        }
        let drawing = svg(of: chart, locale: locale, size: options.size, style: options.style, includeTitle: true)
        try write(Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(drawing)".utf8), .drawing)
        if options.writesImages {
            let (image, page) = try images(of: drawing)
            try write(image, .image)
            try write(page, .page)
        }
        let table = FigureTable(chart: chart, locale: locale)
        try write(Array(table.categories.utf8), .data)
        if !chart.ties.isEmpty { try write(Array(table.ties.utf8), .ties) }
        let words = [chart.title, chart.caption, chart.alternativeText, information.copyMark].filter { !$0.isEmpty }
        try write(Array((words.joined(separator: "\n\n") + "\n").utf8), .words)
        return names
    }

    /// The drawing, read once, as PNG and as PDF.
    private func images(of drawing: String) throws(FigurePackError) -> (png: [UInt8], pdf: [UInt8]) {
        do {
            let paintable = try PaintableDrawing(svg: drawing)
            let image = try paintable.png(
                dotsPerInch: options.dotsPerInch, widthInMillimetres: options.widthInMillimetres)
            let page = try paintable.pdf(
                widthInMillimetres: options.widthInMillimetres, title: chart.title, day: information.asOfDay)
            return (image, page)
        } catch {
            throw .notDrawn(id: chart.id, language: locale.language, error)
        }
    }
}

/// The figures of all documents, checked before the first is written.
private func figureJobs(
    of documents: [Document], _ options: FigurePackOptions
) throws(FigurePackError) -> [FigureJob] {
    var jobs: [FigureJob] = []
    var taken: Set<[String]> = []
    for document in documents {
        let language = document.locale.language
        for section in document.sections {
            for block in section.blocks {
                guard case .chart(let chart) = block else { continue }
                guard isFileName(chart.id) else { throw .unusableName(chart.id) }
                guard isFileName(language) else { throw .unusableName(language) }
                guard taken.insert([chart.id, language]).inserted else {
                    throw .duplicateFigure(id: chart.id, language: language)
                }
                jobs.append(FigureJob(chart, of: document, options))
            }
        }
    }
    return jobs
}

/// Whether a name is a slug that is safe in the name of a file.
func isFileName(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count)
        && name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
}
