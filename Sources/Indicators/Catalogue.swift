public import Definitions

/// The indicators and dimensions that a pipeline uses, in the order of their files.
public struct Catalogue: Sendable {
    public let indicators: [Indicator]
    public let dimensions: [Dimension]
    /// Sums that must hold between indicators, such as EECO02 + EECO04 + EECO05 = EECO01.
    public let identities: [Identity]
    /// How samples were drawn and are weighted.
    public let designs: [Design]
    /// The scales, by which items of a table become scores.
    public let scales: [Scale]
    /// The networks that indicators look at.
    public let networks: [NetworkDefinition]
    /// How innovations spread, for the indicators that look at it.
    public let spreads: [SpreadDefinition]
    /// The programmes whose rules indicators follow.
    public let programmes: [Programme]
    /// What must hold among the figures of programmes.
    public let checks: [ProgrammeCheck]
    private let indicatorIndexes: [String: Int]
    private let dimensionIndexes: [String: Int]
    private let designIndexes: [String: Int]

    /// A total that is the sum of its parts, level by level.
    public struct Identity: Sendable, Hashable {
        public let total: String
        public let parts: [String]
    }

    public init(
        indicators: [Indicator], dimensions: [Dimension], identities: [Identity], scales: [Scale] = [],
        designs: [Design] = [], networks: [NetworkDefinition] = [], spreads: [SpreadDefinition] = [],
        programmes: [Programme] = [], checks: [ProgrammeCheck] = []
    ) {
        self.programmes = programmes
        self.checks = checks
        self.networks = networks
        self.spreads = spreads
        self.indicators = indicators
        self.dimensions = dimensions
        self.identities = identities
        self.designs = designs
        self.scales = scales
        indicatorIndexes = Dictionary(
            indicators.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        dimensionIndexes = Dictionary(
            dimensions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        designIndexes = Dictionary(
            designs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func indicator(_ code: String) -> Indicator? { indicatorIndexes[code].map { indicators[$0] } }
    public func dimension(_ name: String) -> Dimension? { dimensionIndexes[name].map { dimensions[$0] } }
    public func design(_ name: String) -> Design? { designIndexes[name].map { designs[$0] } }
    public func programme(_ id: String) -> Programme? { programmes.first { $0.id == id } }
    public func scale(_ name: String) -> Scale? { scales.first { $0.name == name } }

    /// Decodes catalogue files; everything wrong is reported to the reader.
    public static func decode(_ roots: [Definition], with reader: DefinitionReader) -> Catalogue {
        var dimensions: [Dimension] = []
        var indicators: [Indicator] = []
        var identities: [Identity] = []
        let scales = decodeScales(roots, with: reader)
        var named: [(name: String, node: Definition)] = []
        for root in roots {
            dimensions += reader.entries("dimensions", in: root) { entry in
                named.append((entry.key, entry.value))
                return Dimension.decode(entry, with: reader)
            }
        }
        reader.requireUnique(named, noun: "dimension")
        named = []
        var designs: [Design] = []
        for root in roots {
            designs += reader.entries("designs", in: root) { entry in
                named.append((entry.key, entry.value))
                return Design.decode(entry, with: reader)
            }
        }
        reader.requireUnique(named, noun: "design")
        named = []
        let networks = decode("networks", "network", roots, reader) { NetworkDecoder(reader: reader).network($0) }
        let spreads = decode("spreads", "spread", roots, reader) { SpreadDecoder(reader: reader).spread($0) }
        let programmes = decodeProgrammes(roots, with: reader)
        var decoder = CalculationDecoder(
            reader: reader, dimensions: dimensions.map(\.name), designs: designs.map(\.name),
            scales: scales, networks: networks, spreads: spreads)
        decoder.programmes = programmes.compactMap(\.self)
        for (root, programme) in zip(roots, programmes) {
            decoder.programme = programme
            indicators += reader.optionalList("indicators", in: root) { node in
                let indicator = decoder.indicator(node)
                if let indicator { named.append((indicator.code, node)) }
                return indicator
            }
        }
        reader.requireUnique(named, noun: "indicator")
        for root in roots { decoder.addFurtherBreakdowns(in: root, to: &indicators) }
        ProgrammeRule.checkNames(indicators, with: reader)
        let codes = indicators.map(\.code)
        for root in roots {
            identities += reader.optionalList("identities", in: root) { node in
                let total = reader.reference("total", in: node, to: "an indicator", among: codes)
                let parts = reader.items("parts", in: node).compactMap { part -> String? in
                    guard let code = part.string else { return nil }
                    if codes.contains(code) { return code }
                    reader.reportUnknown(code, at: part, as: "an indicator", among: codes)
                    return nil
                }
                return total.map { Identity(total: $0, parts: parts) }
            }
        }
        return Catalogue(
            indicators: indicators, dimensions: dimensions, identities: identities, scales: scales,
            designs: designs, networks: networks, spreads: spreads, programmes: programmes.compactMap(\.self),
            checks: ProgrammeCheck.decode(roots, programmes, codes: codes, with: reader))
    }

    /// The programme of each file; nil where it names none.
    private static func decodeProgrammes(_ roots: [Definition], with reader: DefinitionReader) -> [Programme?] {
        let programmes = roots.map { Programme.decode(in: $0, with: reader) }
        reader.requireUnique(
            zip(roots, programmes).compactMap { root, programme in
                programme.map { ($0.id, root["programme"] ?? root) }
            }, noun: "programme")
        return programmes
    }

    /// The named things under a key of all files.
    private static func decode<Thing>(
        _ key: String, _ noun: String, _ roots: [Definition], _ reader: DefinitionReader,
        _ thing: (DefinitionMapping.Entry) -> Thing?
    ) -> [Thing] {
        var named: [(name: String, node: Definition)] = []
        let things = roots.flatMap { root in
            reader.entries(key, in: root) { entry in
                named.append((entry.key, entry.value))
                return thing(entry)
            }
        }
        reader.requireUnique(named, noun: noun)
        return things
    }

    /// The scales of all files, whose names are then known to the expressions of any.
    private static func decodeScales(_ roots: [Definition], with reader: DefinitionReader) -> [Scale] {
        var named: [(name: String, node: Definition)] = []
        let decoder = ScaleDecoder(reader: reader)
        let scales = roots.flatMap { root in
            reader.entries("scales", in: root) { entry in
                named.append((entry.key, entry.value))
                return decoder.scale(entry)
            }
        }
        reader.requireUnique(named, noun: "scale")
        // A scale that is itself wrong is told there, not again wherever it is used.
        let names = named.map(\.name)
        for root in roots {
            for node in [root["dimensions"], root["indicators"]].compactMap(\.self) {
                ScorePlaceholder.check(node, among: names, with: reader)
            }
        }
        return scales
    }
}

extension Dimension {
    static func decode(_ entry: DefinitionMapping.Entry, with reader: DefinitionReader) -> Dimension {
        let node = entry.value
        let rollUp = reader.optionalMapping("roll-up", in: node).flatMap { step -> RollUp? in
            guard let to = reader.string("to", in: step) else { return nil }
            return RollUp(dimension: to, attribute: reader.string("by", in: step, default: to))
        }
        return Dimension(
            name: entry.key, titles: reader.stringsByKey("titles", in: node),
            expression: reader.string("expression", in: node, default: entry.key),
            expressionByTable: reader.stringsByKey("tables", in: node),
            codeList: reader.optionalString("code-list", in: node),
            showsAllLevels: reader.string("levels", in: node, default: "observed") == "all", rollUp: rollUp)
    }
}
