import Foundation
import Reporting

@testable import Charts

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A drawing read back from its SVG text by an XML parser, so that tests look at what a browser would see.
final class Drawing: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""

        func number(_ name: String) -> Double { attributes[name].flatMap(Double.init) ?? .nan }
    }

    private(set) var elements: [Element] = []
    private var open: [Int] = []
    private(set) var failure: String?

    init(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        if !parser.parse() { failure = parser.parserError.map { "\($0)" } ?? "not well-formed" }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if let index = open.last { elements[index].text += string }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    var texts: [String] { all("text").map(\.text) }
    var ids: [String] { elements.compactMap { $0.attributes["id"] } }

    var viewBox: Box {
        let numbers = (elements.first?.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 4 else { return Box(x: 0, y: 0, width: 0, height: 0) }
        return Box(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    }

    /// The boxes of all texts, from their attributes and the widths of Liberation Sans.
    var textBoxes: [(text: String, box: Box)] {
        all("text").map { element in
            let size = element.number("font-size")
            let weight: FontMetrics.Weight = element.attributes["font-weight"] == nil ? .regular : .bold
            let width = FontMetrics.width(element.text, size: size, weight: weight)
            let left =
                switch element.attributes["text-anchor"] {
                case "middle": element.number("x") - width / 2
                case "end": element.number("x") - width
                default: element.number("x")
                }
            // From the top of a capital with diaeresis to the bottom of a descender.
            return (
                element.text,
                Box(x: left, y: element.number("y") - 0.78 * size, width: width, height: 0.98 * size)
            )
        }
    }

    /// What is wrong with the layout: texts over each other, outside the drawing, or of no size.
    var layoutFaults: [String] {
        var faults: [String] = []
        let boxes = textBoxes
        let frame = viewBox
        for (index, item) in boxes.enumerated() {
            let box = item.box
            if !box.x.isFinite || !box.y.isFinite || box.height < 5 { faults.append("'\(item.text)' has no place") }
            if box.x < frame.x - 0.5 || box.maxX > frame.maxX + 0.5 || box.y < frame.y - 0.5
                || box.maxY > frame.maxY + 0.5
            {
                faults.append("'\(item.text)' leaves the drawing: \(box)")
            }
            for other in boxes[(index + 1)...] where box.overlaps(other.box) {
                faults.append("'\(item.text)' lies over '\(other.text)'")
            }
        }
        return faults
    }
}
