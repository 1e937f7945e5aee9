/// Running text with what its writer set off in it.
public enum Prose: Sendable, Hashable {
    case paragraph(RichText)
    /// Points, numbered from `start`; nil for bullets.
    case list([RichText], start: Int?)
}

/// A line of text in runs of one style each.
public struct RichText: Sendable, Hashable {
    /// A piece of text that looks the same throughout.
    public struct Run: Sendable, Hashable {
        public var text: String
        public var isEmphasised: Bool
        public var isStrong: Bool
        /// Where it links to: an address of `http`, `https` or `mailto`; nil for no link.
        public var address: String?

        public init(_ text: String, isEmphasised: Bool = false, isStrong: Bool = false, address: String? = nil) {
            self.text = text
            self.isEmphasised = isEmphasised
            self.isStrong = isStrong
            self.address = address
        }
    }

    public var runs: [Run]

    public init(_ runs: [Run]) { self.runs = runs }

    /// The text where nothing can be set off: without emphasis, and with the address of a link in parentheses after its words.
    public var plain: String {
        runs.indices.map { index in
            let run = runs[index]
            // A link may be several runs, some of them emphasised: its address follows the last.
            let next = index + 1 < runs.count ? runs[index + 1].address : nil
            guard let address = run.address, next != address, !words(ofLinkEndingAt: index).hasSuffix(shown(address))
            else { return run.text }
            return "\(run.text) (\(shown(address)))"
        }.joined()
    }

    private func words(ofLinkEndingAt index: Int) -> String {
        let address = runs[index].address
        let start = runs[...index].lastIndex { $0.address != address }.map { $0 + 1 } ?? 0
        return runs[start...index].map(\.text).joined()
    }

    /// An e-mail address without the scheme that only programs need.
    private func shown(_ address: String) -> String {
        address.lowercased().hasPrefix("mailto:") ? String(address.dropFirst("mailto:".count)) : address
    }
}
