public import Charts
public import Reporting
import Workers

/// What is written for each figure.
public struct FigurePackOptions: Sendable, Hashable {
    /// Whether images are made beside the drawings; they take most of the time.
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
/// For a chart `adoption-curve` of a Finnish document these are `adoption-curve.fi.svg` and `.png` (the drawing with title and
/// caption), `.csv` (its numbers; a network has its ties in `adoption-curve.ties.fi.csv`) and `.txt` (title, caption and
/// alternative text, to paste beside the picture).
///
/// - Parameters:
///   - documents: The document in each of its languages.
///   - folder: The folder of the files, made when it is not there.
/// - Returns: The names of the files written, sorted.
/// - Throws: ``FigurePackError``; the first in the order of documents and charts, whatever the number of threads.
/// - Complexity: Some 50 ms of processor time per image, and well below a millisecond for the rest.
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
    let options: FigurePackOptions

    func write(to folder: FigureFolder) throws(FigurePackError) -> [String] {
        let stem = { (kind: String) in "\(chart.id)\(kind).\(locale.language)" }
        var names: [String] = []
        func write(_ bytes: [UInt8], _ name: String) throws(FigurePackError) {
            try folder.write(bytes, to: name)
            names.append(name)
        }
        let drawing = svg(of: chart, locale: locale, size: options.size, style: options.style, includeTitle: true)
        try write(Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(drawing)".utf8), stem("") + ".svg")
        if options.writesImages {
            let image: [UInt8]
            do {
                image = try png(
                    svg: drawing, dotsPerInch: options.dotsPerInch, widthInMillimetres: options.widthInMillimetres)
            } catch {
                throw .notDrawn(id: chart.id, language: locale.language, error)
            }
            try write(image, stem("") + ".png")
        }
        let table = FigureTable(chart: chart, locale: locale)
        try write(Array(table.categories.utf8), stem("") + ".csv")
        if !chart.ties.isEmpty { try write(Array(table.ties.utf8), stem(".ties") + ".csv") }
        let words = [chart.title, chart.caption, chart.alternativeText].filter { !$0.isEmpty }
        try write(Array((words.joined(separator: "\n\n") + "\n").utf8), stem("") + ".txt")
        return names
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
                jobs.append(FigureJob(chart: chart, locale: document.locale, options: options))
            }
        }
    }
    return jobs
}

private func isFileName(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count)
        && name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
}
