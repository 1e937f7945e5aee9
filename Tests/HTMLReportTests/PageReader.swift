import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A page read as XML: its elements in order, and what is wrong with how they are nested.
final class PageReader: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// Names of the elements around it, the outermost first.
        let around: [String]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private(set) var mistakes: [String] = []
    private var open: [Int] = []

    /// Elements that only hold text and what stands within a line.
    private static let holdsPhrases: Set<String> = [
        "p", "h1", "h2", "h3", "summary", "caption", "dt", "span", "a", "sup", "code", "b", "time", "bdi", "figcaption",
    ]
    private static let phrases: Set<String> = [
        "span", "a", "sup", "code", "b", "time", "bdi", "svg",
    ]
    private static let children: [String: Set<String>] = [
        "ul": ["li"], "ol": ["li"], "dl": ["div"], "table": ["caption", "thead", "tbody"], "thead": ["tr"],
        "tbody": ["tr"], "tr": ["th", "td"], "html": ["head", "body"],
    ]

    init(_ page: String) {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        if !parser.parse() {
            mistakes.append("line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "not XML")")
        }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let around = open.map { elements[$0].name }
        if let parent = around.last, !around.contains("svg") {
            if Self.holdsPhrases.contains(parent), !Self.phrases.contains(name) {
                mistakes.append("line \(parser.lineNumber): <\(name)> within <\(parent)>")
            }
            if let allowed = Self.children[parent], !allowed.contains(name) {
                mistakes.append("line \(parser.lineNumber): <\(name)> directly within <\(parent)>")
            }
            if name == "a", around.contains("a") { mistakes.append("line \(parser.lineNumber): a link within a link") }
        }
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes, around: around))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        for index in open { elements[index].text += text }
    }
}
