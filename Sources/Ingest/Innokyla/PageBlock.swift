/// A piece of a saved page in the order of reading: a heading, a paragraph, an item of a list, a cell.
struct PageBlock: Hashable {
    /// How a heading stands out, from 1, the name of the page, to 9; nil of a text that does not.
    typealias Level = Int

    /// Levels of what stands out otherwise than as a heading of HTML.
    static let label = 7
    static let bold = 8

    var text: String
    var level: Level?
    /// The addresses that the piece links to.
    var links: [String] = []
    /// Whether the piece is the name of an image's file.
    var isImage = false
}

/// What is on a saved page, whatever form it was saved in.
struct PageContent {
    var blocks: [PageBlock] = []
    /// The title of the browser's window.
    var title = ""
    /// The page's own address.
    var address: String?
    /// Whether the page asks for a password.
    var asksForPassword = false
    /// Texts that linked to an e-mail address, and were left out.
    var droppedAddresses = 0
    /// Whether there was more on the page than is read.
    var isCut = false
}

/// What a page may hold.
enum PageLimits {
    /// The bytes of a file; a saved page has one or two million.
    static let bytes = 16 << 20
    /// The bytes of text.
    static let text = 4 << 20
    static let blocks = 100_000
}
