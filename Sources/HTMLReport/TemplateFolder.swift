import Foundation
import Mustache

/// The templates and the style sheet of a folder, read and checked.
struct TemplateFolder: Sendable {
    /// The files that are read.
    static let files = TemplateTags.templates.map { $0 + ".mustache" } + ["report.css"]

    let library: MustacheLibrary
    let styleSheet: String
    /// Whether the page says which copy it is.
    let showsCopy: Bool
    private let folder: String

    init(_ folder: String) throws(HTMLReportError) {
        var library = MustacheLibrary()
        var showsCopy = false
        for name in TemplateTags.templates {
            let file = name + ".mustache"
            let text = try Self.text(file, in: folder)
            try TemplateTags.check(text, of: file)
            if name == "page" { showsCopy = text.contains("{{copyMark}}") }
            do {
                try library.register(text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                throw .templateInvalid(name: file, line: error.context.lineNumber, problem: "\(error.error)")
            } catch {
                throw .templateInvalid(name: file, line: 1, problem: "\(error)")
            }
        }
        self.library = library
        self.showsCopy = showsCopy
        styleSheet = try Self.text("report.css", in: folder)
        self.folder = folder
    }

    /// The page with its values filled in.
    func rendered(_ page: [String: Any]) throws(HTMLReportError) -> String {
        guard let text = library.render(page, withTemplate: "page") else {
            throw .templateNotReadable(name: "page.mustache", folder: folder)
        }
        return text
    }

    private static func text(_ name: String, in folder: String) throws(HTMLReportError) -> String {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw .templateNotReadable(name: name, folder: folder)
        }
        return String(decoding: data, as: UTF8.self)
    }
}
