internal import Definitions
internal import Diagnostics
internal import Records

/// The columns whose values together no two records share, as a mapping declares them under `unique`.
struct UniqueColumns {
    /// The columns; the ends of a pair first.
    var names: [String] = []
    /// Whether the first two are the ends of a pair without a direction.
    var isSymmetric = false

    /// A list of columns, or a mapping of the two ends of a pair and further columns.
    static func decode(_ root: Definition, mapped: [String], _ reader: DefinitionReader) -> UniqueColumns {
        guard let pair = root["unique"], pair.mapping != nil else {
            return UniqueColumns(names: known("unique", in: root, mapped, reader))
        }
        reader.onlyKeys(["symmetric", "columns"], in: pair, of: "unique")
        let ends = known("symmetric", in: pair, mapped, reader)
        guard ends.count == 2, ends[0] != ends[1] else {
            reader.report(
                "mapping.unique-pair", at: pair["symmetric"] ?? pair,
                "a pair without a direction has two ends, each a column of its own",
                remedies: ["write 'unique: {symmetric: [organisation, other]}'"])
            return UniqueColumns()
        }
        let further = known("columns", in: pair, mapped, reader)
        for (name, node) in zip(further, reader.items("columns", in: pair)) where ends.contains(name) {
            reader.report(
                "mapping.unique-pair", at: node, "'\(name)' is an end of the pair already",
                cause: "as a column of its own it would tell A–B and B–A apart", remedies: ["take '\(name)' out"])
        }
        return UniqueColumns(names: ends + further, isSymmetric: true)
    }

    private static func known(
        _ key: String, in node: Definition, _ mapped: [String], _ reader: DefinitionReader
    ) -> [String] {
        let names = reader.strings(key, in: node)
        for (name, node) in zip(names, reader.items(key, in: node)) where !mapped.contains(name) {
            reader.reportUnknown(name, at: node, as: "a mapped column", among: mapped, code: "mapping.unknown-column")
        }
        return names
    }
}

extension Mapping {
    /// Reports the ends of a pair that hold values of two types, of which none could equal one of the other.
    func checkEnds(_ root: Definition, _ reader: DefinitionReader) {
        guard uniqueIsSymmetric, unique.count >= 2, let first = type(of: unique[0]), let second = type(of: unique[1]),
            first != second
        else { return }
        reader.report(
            "mapping.unique-pair", at: root["unique"]?["symmetric"] ?? root,
            "the ends of the pair are of two types: '\(unique[0])' is \(first.name), '\(unique[1])' is \(second.name)",
            cause: "a value of one could never be that of the other",
            remedies: ["give both columns the same type", "write 'unique: [\(unique.joined(separator: ", "))]'"])
    }

    /// What messages call the columns that no two records share.
    var uniqueWords: [String] {
        guard uniqueIsSymmetric, unique.count >= 2 else { return unique }
        return ["\(unique[0]) and \(unique[1]) in either order"] + unique.dropFirst(2)
    }
}
