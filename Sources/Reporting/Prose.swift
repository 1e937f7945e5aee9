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
    /// A name that is the same in all languages, and in every build as long as the text tells of the same figures; nil for a text that
    /// tells of none.
    public var id: String?
    /// The figures that it tells of as `kaiku explain` takes them, in the order in which they are told.
    public var figures: [String]

    public init(_ runs: [Run], id: String? = nil, figures: [String] = []) {
        self.runs = runs
        self.id = id
        self.figures = figures
    }

    /// The text as running text of a report.
    var passage: Passage { Passage(plain, id: id, figures: figures) }

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
