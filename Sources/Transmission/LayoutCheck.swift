public import Definitions
import Diagnostics
public import Indicators

extension TransmissionLayout {
    /// Reports indicators that the catalogue does not break down as their table needs it: their cells would be empty.
    public func check(_ catalogue: Catalogue, with reader: DefinitionReader) {
        for table in tables {
            let grain = Set(table.grain)
            let whole = grain.union([split])
            let isSplit = table.columns.contains { $0.content == .achieved && $0.level != nil }
            let missing = table.indicators.compactMap(catalogue.indicator).filter { indicator in
                let known = indicator.computedBreakdowns.map(Set.init)
                let isWhole = known.contains(whole)
                return isSplit && indicator.isOfPersons ? !isWhole : !isWhole && !known.contains(grain)
            }
            guard !missing.isEmpty else { continue }
            let codes = missing.map(\.code).joined(separator: ", ")
            reader.report(
                "transmission.no-breakdown", at: location,
                "the table '\(table.id)' has nothing to show of \(codes)",
                cause: "the catalogue does not break them down by \(table.grain.joined(separator: ", "))"
                    + (isSplit ? ", with \(split) and without" : ""),
                remedies: [
                    "add [\((table.grain + (isSplit ? [split] : [])).joined(separator: ", "))] to their "
                        + "`authority-breakdowns:`"
                ], severity: .warning)
        }
    }
}

extension Indicator {
    /// Whether it counts persons, who have a gender.
    var isOfPersons: Bool { rule.map { $0.data != .entity } ?? (population == .persons) }
}
