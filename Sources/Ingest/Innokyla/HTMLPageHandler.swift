/// Gathers the pieces of a page from its elements, with a depth counter in place of a tree.
final class HTMLPageHandler {
    /// Elements whose content is not part of what the page says.
    private static let passedOver: Set<String> = [
        "script", "style", "noscript", "template", "svg", "nav", "footer", "iframe", "object", "select",
        "math",
    ]
    /// Elements that begin and end a piece.
    private static let pieces: Set<String> = [
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th",
        "caption", "section", "article", "main", "header", "aside", "form", "fieldset", "legend", "label", "figure",
        "figcaption", "blockquote", "pre", "hr", "br", "body", "html", "head", "details", "summary", "address",
        "button",
    ]

    private var content = PageContent()
    private var current = PageBlock(text: "", level: nil)
    /// How many elements deep the parser is in one that is passed over; 0 outside.
    private var passing = 0
    /// The elements that make a heading of what is in them, as their depths and levels.
    private var headings: [(depth: Int, level: Int)] = []
    private var bold: [Int] = []
    private var depth = 0
    private var size = 0
    /// The characters of the piece that are bold.
    private var boldLength = 0
    private var isTitle = false

    func start(_ name: String, _ attributes: [String: String]) {
        depth += 1
        guard passing == 0 else {
            passing += 1
            return
        }
        if name == "input", attributes["type"]?.lowercased() == "password" { content.asksForPassword = true }
        if Self.passedOver.contains(name) || attributes["role"] == "navigation" {
            passing = 1
            return
        }
        if Self.pieces.contains(name) { flush() }
        switch name {
        case "title": isTitle = content.title.isEmpty
        case "h1", "h2", "h3", "h4", "h5", "h6":
            headings.append((depth, Int(name.dropFirst()) ?? PageBlock.label))
        case "dt", "th", "label", "legend", "summary", "caption": headings.append((depth, PageBlock.label))
        case "b", "strong": bold.append(depth)
        case "a": link(attributes["href"] ?? "")
        case "img": image(attributes["src"] ?? "")
        case "link":
            if attributes["rel"]?.lowercased() == "canonical", let address = attributes["href"] {
                content.address = address
            }
        case "meta":
            if attributes["property"] == "og:url", content.address == nil { content.address = attributes["content"] }
        default: break
        }
        // Drupal writes labels as divisions of the class field__label, within divisions of such classes as field--label-above.
        if headings.last?.depth != depth, name == "div" || name == "span" || name == "p",
            Self.isLabel(attributes["class"] ?? "")
        {
            flush()
            headings.append((depth, PageBlock.label))
        }
    }

    func end(_ name: String) {
        defer { depth = max(0, depth - 1) }
        guard passing == 0 else {
            passing -= 1
            return
        }
        let isHeading = headings.last.map { $0.depth == depth } ?? false
        if isHeading || Self.pieces.contains(name) { flush() }
        if isHeading { headings.removeLast() }
        if bold.last == depth { bold.removeLast() }
        if name == "title" {
            content.title = PageText.plain(current.text)
            current.text = ""
            isTitle = false
        }
    }

    func text(_ text: String) {
        guard passing == 0, !content.isCut else { return }
        size += text.utf8.count
        guard size <= PageLimits.text else {
            content.isCut = true
            return
        }
        current.text += text
        if !bold.isEmpty { boldLength += text.count { !$0.isWhitespace } }
    }

    func comment(_ text: String) {
        // Browsers of Microsoft's make note of where a page was saved from, and others follow them.
        guard content.address == nil, text.contains("saved from url=") else { return }
        content.address = PageText.address(in: text)
    }

    func finish() -> PageContent {
        flush()
        return content
    }

    private static func isLabel(_ classes: String) -> Bool {
        classes.lowercased().split(separator: " ").contains { name in
            name == "label" || name.hasSuffix("__label") || name.hasSuffix("-label") && !name.hasSuffix("--label")
        }
    }

    private func link(_ address: String) {
        if PageText.isMail(address) {
            content.droppedAddresses += 1
            passing = 1
        } else if !address.isEmpty {
            current.links.append(address)
        }
    }

    private func image(_ address: String) {
        let name = address.split(separator: "/").last?.prefix { $0 != "?" && $0 != "#" } ?? ""
        guard !name.isEmpty, !address.hasPrefix("data:") else { return }
        let level = headings.last?.level
        guard level == nil else { return }
        flush()
        add(PageBlock(text: String(name), level: nil, isImage: true))
    }

    private func flush() {
        guard !isTitle else { return }
        let text = PageText.plain(current.text)
        var block = current
        block.text = text
        block.level = headings.last?.level
        if block.level == nil, boldLength > 0, boldLength == text.count(where: { !$0.isWhitespace }) {
            block.level = PageBlock.bold
        }
        // A link whose piece goes on in the next one is a link of that one.
        current = PageBlock(text: "", level: nil, links: text.isEmpty ? current.links : [])
        boldLength = 0
        if !text.isEmpty { add(block) }
    }

    private func add(_ block: PageBlock) {
        guard content.blocks.count < PageLimits.blocks else {
            content.isCut = true
            return
        }
        content.blocks.append(block)
    }
}
