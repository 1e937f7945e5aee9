import Definitions
import Tabulation

extension CalculationDecoder {
    /// A comparison of waves or groups.
    func comparison(_ kind: Kind, _ node: Definition) -> Comparison? {
        let minimum = reader.int("minimum-n", in: node, default: 10)
        let minimumPairs = reader.int("minimum-pairs", in: node, default: 10)
        switch kind {
        case .directionOfChange:
            guard let of = reader.string("of", in: node), let pairing = pairing(node) else { return nil }
            return .direction(
                of: of, pairing: pairing, higherIsBetter: reader.bool("higher-is-better", in: node, default: true),
                reliability: reader.optionalDouble("reliability", in: node))
        case .pairedShare:
            guard let part = reader.string("part", in: node), let pairing = pairing(node) else { return nil }
            return .pairedShare(
                part: part, pairing: pairing, minimum: minimumPairs,
                tested: reader.bool("test", in: node, default: true))
        case .meanDifference:
            guard let of = reader.string("of", in: node), let groups = groups(node) else { return nil }
            return .means(of: of, groups: groups, minimum: minimum)
        case .shareDifference:
            guard let part = reader.string("part", in: node), let groups = groups(node) else { return nil }
            return .shares(part: part, groups: groups, minimum: minimum)
        case .association:
            guard let of = reader.string("of", in: node), let with = reader.string("with", in: node) else { return nil }
            return .association(of: of, with: with, minimum: minimum)
        case .rankDifference:
            guard let of = reader.string("of", in: node),
                let over = reader.reference("over", in: node, to: "a dimension", among: dimensions)
            else { return nil }
            guard let codes = groupCodes(node) else { return nil }
            return .ranks(of: of, over: Comparison.Groups(dimension: over, codes: codes), minimum: minimum)
        case .survivalDifference:
            let over = reader.reference("over", in: node, to: "a dimension", among: dimensions)
            let isStratified = reader.optionalValue("strata", in: node) != nil
            let strata =
                isStratified ? reader.reference("strata", in: node, to: "a dimension", among: dimensions) : nil
            guard let time = timeToEvent(node), let codes = groupCodes(node), let over,
                isStratified == (strata != nil)
            else { return nil }
            let groups = Comparison.Groups(dimension: over, codes: codes, strata: strata)
            return .survival(time, over: groups, minimum: minimum)
        case .retentionDifference:
            guard let of = reader.string("of", in: node), let pairing = pairing(node) else { return nil }
            return .retention(
                of: of, pairing: pairing, dimension: reader.string("dimension", in: node, default: "answer"))
        case .waveComparison:
            guard let of = reader.string("of", in: node), let person = reader.string("person", in: node),
                let wave = reader.string("wave", in: node)
            else { return nil }
            let waves = Comparison.Waves(person: person, wave: wave, codes: reader.strings("waves", in: node))
            return .waves(of: of, waves, minimum: minimumPairs)
        case .categoryChange:
            guard let of = reader.string("of", in: node), let pairing = pairing(node) else { return nil }
            return .categories(of: of, pairing: pairing, minimum: minimumPairs)
        case .changeBounds:
            let ends = reader.ints("scale", in: node)
            guard let of = reader.string("of", in: node), let pairing = pairing(node) else { return nil }
            guard ends.count == 2, ends[0] < ends[1] else {
                reader.report(
                    "indicators.scale", at: node["scale"] ?? node, "a scale is its least and its greatest answer",
                    remedies: ["write 'scale: [1, 5]'"])
                return nil
            }
            return .bounds(of: of, pairing: pairing, scale: ends[0]...ends[1])
        default: return nil
        }
    }

    /// The most groups whose pairs are compared: 36 pairs.
    private static let mostGroups = 9

    /// The codes of the groups that are compared pair by pair; empty where none are named, nil where they are named wrongly.
    private func groupCodes(_ node: Definition) -> [String]? {
        guard let value = reader.optionalValue("groups", in: node) else { return [] }
        let (items, codes) = (reader.items("groups", in: node), reader.strings("groups", in: node))
        guard codes.count == items.count else { return nil }
        guard (2...Self.mostGroups).contains(codes.count), Set(codes).count == codes.count else {
            reader.report(
                "indicators.groups", at: value,
                "'groups' are two to \(Self.mostGroups) different levels of the dimension",
                cause: codes.isEmpty ? "there is none" : "there are \(codes.count): \(codes.joined(separator: ", "))",
                remedies: [
                    "name the levels whose pairs are of interest", "leave out 'groups' to compare all levels at once",
                ])
            return nil
        }
        return codes
    }

    /// Two groups of rows.
    func groups(_ node: Definition) -> Calculation.Groups? {
        guard let first = reader.string("first", in: node), let second = reader.string("second", in: node) else {
            return nil
        }
        return Calculation.Groups(first: first, second: second)
    }
}
