public import Disclosure
import Indicators
import Records

/// Running text, with the figures that it tells of.
public struct Passage: Sendable, Hashable {
    public var text: String
    /// A name that is the same in every build, such as `item-change-item-q03`; nil for a text that tells of no figure.
    ///
    /// It is made from what the text is about and never from where it stands, and it is the same in all languages.
    public var id: String?
    /// The figures that it tells of as `kaiku explain` takes them, in the order in which they are told.
    public var figures: [String]

    public init(_ text: String, id: String? = nil, figures: [String] = []) {
        self.text = text
        self.id = id
        self.figures = figures
    }
}

extension Block {
    /// Running text that tells of no figure.
    public static func paragraph(_ text: String) -> Block { .paragraph(Passage(text)) }

    /// A list of texts that tell of no figure.
    public static func list(_ items: [String]) -> Block { .list(items.map { Passage($0) }) }

    /// A notice that tells of no figure.
    public static func notice(_ text: String) -> Block { .notice(Passage(text)) }
}

extension Passage {
    /// The name of a text about an indicator at some levels: `item-change-item-q03`.
    static func name(of indicator: String, at levels: [BreakdownLevel] = []) -> String {
        let parts = levels.flatMap { level -> [String] in
            if case .missing(let reason) = level.level { return [level.dimension, "missing-\(reason.name)"] }
            return [level.dimension, level.level.name]
        }
        return ([indicator] + parts).map(namePart).joined(separator: "-")
    }

    /// The name of a text of the locale: its key with hyphens.
    static func name(ofKey key: String) -> String { namePart(key.replacing(".", with: "-")) }

    /// A text with a hyphen for each character that is no ASCII letter, digit, hyphen or underscore.
    ///
    /// Where there are any, a hash of the text follows: codes of sources may differ in nothing but such characters.
    private static func namePart(_ text: String) -> String {
        func isPlain(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        guard !text.utf8.allSatisfy(isPlain) else { return text }
        let plain = text.unicodeScalars.map { scalar in
            scalar.isASCII && isPlain(UInt8(truncatingIfNeeded: scalar.value)) ? Character(scalar) : "-"
        }
        // FNV-1a of 32 bits: of the few codes of a dimension no two are likely to share it.
        let hash = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return String(plain) + "-" + String(hash, radix: 16)
    }
}

extension ProtectedFigure {
    /// The figure as references are written and `kaiku explain` takes it: `item-change[item=q03]`.
    public var reference: String { FigureReference.text(of: indicator, at: breakdown) }
}

/// References of figures, each once, in the order of the figures; after that of a target stands that of what was achieved.
func references(of figures: some Sequence<ProtectedFigure?>) -> [String] {
    distinct(
        figures.compactMap(\.self).flatMap { figure -> [String] in
            guard figure.method == "target-comparison",
                let achieved = figure.breakdown.first(where: { $0.dimension == "indicator" })
            else { return [figure.reference] }
            return [figure.reference, achieved.level.name]
        })
}

/// Each text once, where it stands first.
func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
}
