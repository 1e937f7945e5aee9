internal import CCMark
import Diagnostics

/// Takes the tree that cmark makes of a text apart; the tree stays inside.
struct MarkdownParser {
    let file: String
    private(set) var findings: [Finding] = []
    private var reported: Set<MarkdownError> = []
    /// The level of the first heading.
    private var headingLevel: Int32?

    init(file: String) { self.file = file }

    private typealias Node = OpaquePointer

    /// The parts of a text in UTF-8.
    mutating func parts(_ bytes: [UInt8]) -> [MarkdownPart] {
        // A byte-order mark is no text; cmark would leave it before the first heading's sign.
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let parsed = unsafe text.withUnsafeBytes { buffer in
            unsafe cmark_parse_document(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
        }
        guard let document = unsafe parsed else { return [] }
        defer { unsafe cmark_node_free(document) }
        var parts: [MarkdownPart] = []
        var next = unsafe cmark_node_first_child(document)
        while let block = unsafe next {
            if let part = unsafe part(block) { parts.append(part) }
            unsafe next = unsafe cmark_node_next(block)
        }
        reportLinkDefinitions(text)
        findings.sort { $0.location?.line ?? 0 < $1.location?.line ?? 0 }
        return parts
    }

    /// Reports lines such as `[1]: address`, which Markdown takes out of the text without a trace where no link names them.
    private mutating func reportLinkDefinitions(_ text: ArraySlice<UInt8>) {
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard line.count(where: { $0 == UInt8(ascii: "]") }) > 0, words.first?.first == "[" else { continue }
            guard let end = words.firstIndex(where: { $0.hasSuffix("]:") || $0.contains("]:") }) else { continue }
            // After the address at most a title in quotation marks or parentheses; other words make it a sentence.
            let rest = words[(end + 1)...].dropFirst(words[end].hasSuffix("]:") ? 1 : 0)
            guard rest.isEmpty || "\"'(".contains(rest.first?.first ?? " ") else { continue }
            report(.unsupported(.linkDefinition, at: place(line: index + 1)))
        }
    }

    // MARK: Blocks

    private mutating func part(_ block: Node) -> MarkdownPart? {
        switch unsafe cmark_node_get_type(block) {
        case CMARK_NODE_PARAGRAPH: return unsafe paragraph(block).map(MarkdownPart.paragraph)
        case CMARK_NODE_HEADING:
            let level = unsafe cmark_node_get_heading_level(block)
            if level != headingLevel ?? level {
                let error = MarkdownError.headingLevels(at: unsafe place(block))
                report(error, severity: .warning)
            }
            headingLevel = headingLevel ?? level
            let runs = unsafe runs(block)
            return runs.isEmpty ? nil : .heading(runs)
        case CMARK_NODE_LIST:
            let isNumbered = unsafe cmark_node_get_list_type(block) == CMARK_ORDERED_LIST
            let start = unsafe Int(cmark_node_get_list_start(block))
            var items: [[MarkdownRun]] = []
            var next = unsafe cmark_node_first_child(block)
            while let item = unsafe next {
                if let runs = unsafe point(item) { items.append(runs) }
                unsafe next = unsafe cmark_node_next(item)
            }
            return items.isEmpty ? nil : .list(items, start: isNumbered ? start : nil)
        default:
            unsafe refuse(block)
            return nil
        }
    }

    /// A point of a list: one paragraph, or nothing.
    private mutating func point(_ item: Node) -> [MarkdownRun]? {
        guard let first = unsafe cmark_node_first_child(item) else { return nil }
        var next = unsafe cmark_node_next(first)
        while let further = unsafe next {
            if unsafe cmark_node_get_type(further) == CMARK_NODE_PARAGRAPH {
                let place = unsafe place(further)
                report(.unsupported(.longPoint, at: place))
            } else {
                unsafe refuse(further)
            }
            unsafe next = unsafe cmark_node_next(further)
        }
        guard unsafe cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH else {
            unsafe refuse(first)
            return nil
        }
        return unsafe paragraph(first)
    }

    private mutating func paragraph(_ block: Node) -> [MarkdownRun]? {
        let runs = unsafe runs(block)
        // Tables are no part of CommonMark: their rows come as the lines of a paragraph, the second of which is of dashes and bars.
        let lines = runs.map(\.text).joined().split(separator: "\n", omittingEmptySubsequences: false)
        let isTable = lines.dropFirst().contains { line in
            line.contains("|") && line.contains("-") && line.allSatisfy { "|:- \t".contains($0) }
        }
        guard isTable else { return runs.isEmpty ? nil : runs }
        let place = unsafe place(block)
        report(.unsupported(.table, at: place))
        return nil
    }

    /// Reports a block, or what stands in place of a point's paragraph, that is not taken.
    private mutating func refuse(_ block: Node) {
        let construct: MarkdownError.Construct =
            switch unsafe cmark_node_get_type(block) {
            case CMARK_NODE_CODE_BLOCK: .codeBlock
            case CMARK_NODE_BLOCK_QUOTE: .quotation
            case CMARK_NODE_THEMATIC_BREAK: .rule
            case CMARK_NODE_LIST: .nestedList
            case CMARK_NODE_HEADING: .headingInPoint
            default: .html
            }
        let place = unsafe place(block)
        report(.unsupported(construct, at: place))
    }

    // MARK: Running text

    /// The running text of a paragraph or heading. Walks with a list of open links and counts of open emphasis, so that no depth of nesting
    /// is too deep.
    private mutating func runs(_ block: Node) -> [MarkdownRun] {
        guard let walk = unsafe cmark_iter_new(block) else { return [] }
        defer { unsafe cmark_iter_free(walk) }
        var runs: [MarkdownRun] = []
        var run = MarkdownRun("", line: unsafe Int(cmark_node_get_start_line(block)))
        var (emphasis, strength) = (0, 0)
        var addresses: [String?] = []
        func add(_ text: String) {
            run.isEmphasised = emphasis > 0
            run.isStrong = strength > 0
            run.address = addresses.last ?? nil
            if let last = runs.last, last.hasStyle(of: run) {
                runs[runs.count - 1].text += text
            } else {
                run.text = text
                runs.append(run)
            }
        }
        while true {
            let event = unsafe cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { break }
            guard let node = unsafe cmark_iter_get_node(walk) else { break }
            let step = event == CMARK_EVENT_ENTER ? 1 : -1
            switch unsafe cmark_node_get_type(node) {
            case CMARK_NODE_TEXT: add(unsafe literal(node))
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
                add("\n")
                run.line += 1
            case CMARK_NODE_EMPH: emphasis += step
            case CMARK_NODE_STRONG: strength += step
            case CMARK_NODE_LINK:
                if step > 0 {
                    addresses.append(unsafe address(node, line: run.line))
                } else if !addresses.isEmpty {
                    addresses.removeLast()
                }
            case CMARK_NODE_CODE: report(.unsupported(.code, at: place(line: run.line)))
            case CMARK_NODE_HTML_INLINE: report(.unsupported(.html, at: place(line: run.line)))
            case CMARK_NODE_IMAGE: if step > 0 { report(.unsupported(.image, at: place(line: run.line))) }
            default: break
            }
        }
        return runs
    }

    /// Where a link leads to; nil, and a finding, when that is no address.
    private mutating func address(_ link: Node, line: Int) -> String? {
        guard let found = unsafe cmark_node_get_url(link) else { return nil }
        let address = unsafe String(cString: found)
        let small = address.lowercased()
        let isKnown = ["https://", "http://", "mailto:"].contains { small.hasPrefix($0) && small.count > $0.count }
        if isKnown, !address.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) {
            return address
        }
        report(.address(at: place(line: line)))
        return nil
    }

    private func literal(_ node: Node) -> String {
        unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
    }

    // MARK: Findings

    private func place(_ node: Node) -> RecordLocation { place(line: unsafe Int(cmark_node_get_start_line(node))) }

    private func place(line: Int) -> RecordLocation { RecordLocation(file: file, line: line) }

    private mutating func report(_ error: MarkdownError, severity: Severity = .error) {
        // A line with several of a kind, such as an opening and a closing tag, is told once.
        guard reported.insert(error).inserted else { return }
        findings.append(Finding(error, severity: severity, location: error.location))
    }
}
