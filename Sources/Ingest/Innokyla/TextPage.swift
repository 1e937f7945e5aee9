/// A page saved as plain text, or as Markdown: each line is a piece.
enum TextPage {
    static func content(_ text: String) -> PageContent {
        var content = PageContent()
        var size = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            size += line.utf8.count + 1
            guard size <= PageLimits.text, content.blocks.count < PageLimits.blocks else {
                content.isCut = true
                break
            }
            var block = PageBlock(text: PageText.plain(line), level: nil)
            guard !block.text.isEmpty else { continue }
            mark(&block, &content)
            if content.address == nil, content.blocks.count < 5, let address = PageText.address(in: block.text) {
                content.address = address
            }
            if block.level == 1, content.title.isEmpty { content.title = block.text }
            if !block.text.isEmpty { content.blocks.append(block) }
        }
        return content
    }

    /// Takes the marks of Markdown off a line.
    private static func mark(_ block: inout PageBlock, _ content: inout PageContent) {
        let hashes = block.text.prefix { $0 == "#" }.count
        if (1...6).contains(hashes), block.text.dropFirst(hashes).first == " " {
            block.level = hashes
            block.text = PageText.plain(block.text.dropFirst(hashes))
            while block.text.last == "#" { block.text.removeLast() }
        }
        if ["- ", "* ", "+ ", "• ", "· "].contains(where: block.text.hasPrefix) {
            block.text = PageText.plain(block.text.dropFirst(2))
        }
        links(&block, &content)
        let inner = block.text.dropFirst(2).dropLast(2)
        if block.text.count > 4, block.text.hasPrefix("**"), block.text.hasSuffix("**"), !inner.contains("**") {
            block.level = block.level ?? PageBlock.bold
            block.text = PageText.plain(inner)
        } else if block.level == nil, block.text.hasSuffix("**"), block.text.count < 120 {
            // The mark of a core field.
            block.level = PageBlock.label
        }
    }

    /// Replaces `[text](address)` by its text; one that leads to an e-mail address is left out whole.
    private static func links(_ block: inout PageBlock, _ content: inout PageContent) {
        guard block.text.contains("](") else { return }
        var result = ""
        var rest = Substring(block.text)
        while let open = rest.firstIndex(of: "["), let middle = rest[open...].firstRange(of: "]("),
            let close = rest[middle.upperBound...].firstIndex(of: ")")
        {
            let address = String(rest[middle.upperBound..<close])
            result += rest[..<open]
            if PageText.isMail(address) {
                content.droppedAddresses += 1
            } else {
                result += rest[rest.index(after: open)..<middle.lowerBound]
                block.links.append(address)
            }
            rest = rest[rest.index(after: close)...]
        }
        block.text = PageText.plain(result + rest)
    }
}

/// Texts of pages.
enum PageText {
    /// A text with its blanks run together, without those around it.
    static func plain(_ text: some StringProtocol) -> String {
        text.onOneLine
    }

    /// Whether a link leads to an e-mail address, plain or hidden from robots.
    static func isMail(_ address: String) -> Bool {
        let lower = address.lowercased()
        return lower.hasPrefix("mailto:") || lower.contains("/email-protection")
    }

    /// The first address of a page in a text.
    static func address(in text: String) -> String? {
        guard let start = text.firstRange(of: "https://") ?? text.firstRange(of: "http://") else { return nil }
        return String(text[start.lowerBound...].prefix { !$0.isWhitespace && !"<>\"')".contains($0) })
    }

    /// The text without the words that are e-mail addresses.
    static func withoutAddresses(_ text: String, dropped: inout Int) -> String {
        guard text.utf8.contains(0x40) else { return text }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            line.split(separator: " ").filter { word in
                guard PersonalData.first(in: String(word)) == .emailAddress else { return true }
                dropped += 1
                return false
            }.joined(separator: " ")
        }.joined(separator: "\n")
    }
}
