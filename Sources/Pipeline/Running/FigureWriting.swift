import FigurePack
import HTMLReport
import Records
import Reporting
import Workers

/// Writes the figures of the published reports as files, and the book that leads to them.
struct FigureWriting {
    let pipeline: LoadedPipeline
    /// The published reports in all languages.
    let documents: [Document]
    let build: String
    /// nil when no pages are wanted.
    let pageWriter: HTMLReportWriter?
    let threads: Int
    /// Refuses a text that may not be published.
    let check: @Sendable (_ text: [UInt8], _ name: String) throws -> Void

    /// Writes the files to the folder of the build.
    ///
    /// - Returns: The names of what stands in the folder afterwards.
    func write(to folder: String) throws -> [String] {
        guard pipeline.definition.outputs.figures else { return [] }
        var names = pipeline.definition.outputs.figureBook ? try writeBook(to: folder) : []
        let place = "\(folder)/\(FigurePaths.charts)"
        let files = try writeFigures(of: documents, to: place, options: FigurePackOptions(threads: threads))
        let endings = [FigureFile.image, .page].map { ".\($0.ending)" }
        let texts = files.filter { name in !endings.contains { name.hasSuffix($0) } }
        _ = try inParallel(texts.count, threads: threads) { index in
            try checkText("\(FigurePaths.charts)/\(texts[index])", in: folder)
        }
        names.append(FigurePaths.charts)
        return names
    }

    /// The pages, the file for programs, and the tables.
    private func writeBook(to folder: String) throws -> [String] {
        let book = FigureBook(documents)
        let name = FigureBook.name + pipeline.definition.copy.fileMark
        let pages = pageWriter == nil ? [] : book.languages.compactMap(book.document)
        let versions = pages.map { page in
            LanguageVersion(
                code: page.locale.language, fileName: "\(name).\(page.locale.language).html",
                title: BuildWriting.ownName(of: page.locale.language))
        }
        _ = try inParallel(pages.count, threads: threads) { index in
            guard let pageWriter else { return }
            let page = Array(try pageWriter.html(pages[index], languages: versions).utf8)
            try check(page, versions[index].fileName)
            try FilePath.write(page, to: "\(folder)/\(versions[index].fileName)")
        }
        let file = FigureBookFile(
            book: book, pipeline: pipeline.definition.name, build: build, asOf: pipeline.definition.asOf,
            copy: pipeline.definition.copy,
            locales: pipeline.locales
        ).bytes
        try check(file, name + ".json")
        try FilePath.write(file, to: "\(folder)/\(name).json")
        let place = "\(FigurePaths.charts)/\(FigurePaths.tables)"
        let tables = try writeTables(of: documents, to: "\(folder)/\(place)", threads: threads)
        _ = try inParallel(tables.count, threads: threads) { try checkText("\(place)/\(tables[$0])", in: folder) }
        return versions.map(\.fileName) + [name + ".json"]
    }

    /// Checks a file that was written, of a drawing only the words in it: its coordinates are no numbers of anybody's.
    private func checkText(_ name: String, in folder: String) throws {
        let bytes = try FilePath.bytes(of: "\(folder)/\(name)")
        try check(name.hasSuffix(".\(FigureFile.drawing.ending)") ? Self.words(ofMarkup: bytes) : bytes, name)
    }

    /// What stands outside the tags of markup, with a line feed for each tag.
    private static func words(ofMarkup bytes: [UInt8]) -> [UInt8] {
        var words: [UInt8] = []
        var isTag = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"):
                isTag = true
                words.append(UInt8(ascii: "\n"))
            case UInt8(ascii: ">"): isTag = false
            default: if !isTag { words.append(byte) }
            }
        }
        return words
    }
}
