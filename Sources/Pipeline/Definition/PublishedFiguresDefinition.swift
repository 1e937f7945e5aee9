import Definitions
public import Diagnostics

/// What a pipeline says of figures that others published.
public struct PublishedFiguresDefinition: Sendable {
    /// The file of decisions; nil where none are made.
    public let decisions: String?
    /// The catalogue's figures of the same things, by the keys of the published ones; a key that is an indicator's code needs no entry.
    public let own: [OwnFigure]
    /// How far from what is stated an approximate number may be, as a share of it.
    public let approximateWithin: Double

    /// A figure of the catalogue that is of the same thing as a published one.
    public struct OwnFigure: Sendable, Hashable {
        public let key: String
        /// Such as `events[event_kind=workshop]`.
        public let figure: String
        public let location: RecordLocation
    }

    /// What holds for a pipeline that says nothing.
    static let usual = PublishedFiguresDefinition(decisions: nil, own: [], approximateWithin: 0.1)

    static func decode(_ root: Definition, _ reader: DefinitionReader) -> PublishedFiguresDefinition {
        guard let node = reader.optionalMapping("published-figures", in: root) else { return usual }
        return PublishedFiguresDefinition(
            decisions: reader.optionalString("decisions", in: node),
            own: reader.entries("own", in: node) { entry in
                entry.value.string.map { OwnFigure(key: entry.key, figure: $0, location: entry.value.location) }
            }, approximateWithin: reader.double("approximate-within", in: node, default: usual.approximateWithin))
    }
}
