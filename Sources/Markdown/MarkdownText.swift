public import Diagnostics

/// A text written in Markdown, as the parts that a report takes of it.
public struct MarkdownText: Sendable, Hashable {
    /// The file as the user named it.
    public let file: String
    public let parts: [MarkdownPart]

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, in UTF-8.
    ///   - file: The file as the user named it.
    ///   - findings: Takes what is wrong with the text, each with its line, in the order of the file.
    /// - Complexity: Linear in the size of the text.
    /// - SeeAlso: J. MacFarlane, *CommonMark Spec* 0.30, spec.commonmark.org/0.30.
    public init(_ bytes: [UInt8], file: String, findings: inout [Finding]) {
        self.file = file
        guard let line = firstLineOutsideUTF8(bytes) else {
            var parser = MarkdownParser(file: file)
            parts = parser.parts(bytes)
            findings += parser.findings
            return
        }
        let error = MarkdownError.notUTF8(at: RecordLocation(file: file, line: line))
        findings.append(Finding(error, location: error.location))
        parts = []
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { parts.isEmpty }
}

/// A part of a text.
public enum MarkdownPart: Sendable, Hashable {
    case heading([MarkdownRun])
    case paragraph([MarkdownRun])
    /// Points, numbered from `start`; nil for bullets.
    case list([[MarkdownRun]], start: Int?)
}

/// A piece of running text in one style.
public struct MarkdownRun: Sendable, Hashable {
    /// The text; a line feed stands where a line of the file ends within it.
    public var text: String
    public var isEmphasised: Bool
    public var isStrong: Bool
    /// Where it links to: an address of `http`, `https` or `mailto`.
    public var address: String?
    /// The line of the file where it begins, from 1.
    public var line: Int

    public init(
        _ text: String, isEmphasised: Bool = false, isStrong: Bool = false, address: String? = nil, line: Int = 1
    ) {
        self.text = text
        self.isEmphasised = isEmphasised
        self.isStrong = isStrong
        self.address = address
        self.line = line
    }

    /// Whether another run looks the same.
    func hasStyle(of other: MarkdownRun) -> Bool {
        isEmphasised == other.isEmphasised && isStrong == other.isStrong && address == other.address
    }
}

/// The first line that is not UTF-8, from 1; nil when all is.
private func firstLineOutsideUTF8(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
}
