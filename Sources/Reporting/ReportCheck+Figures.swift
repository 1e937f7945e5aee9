import Definitions
import Diagnostics
import Indicators
import Records

extension ReportCheck {
    /// An indicator by its code; reported when there is none.
    func indicator(_ code: String, at location: RecordLocation) -> Indicator? {
        if let indicator = catalogue.indicator(code) { return indicator }
        reader.reportUnknown(
            code, at: location, as: "an indicator of the catalogue", among: catalogue.indicators.map(\.code),
            code: "report.unknown-indicator")
        return nil
    }

    /// The indicator of a figure such as `attendances[mode=onsite]`, when it has such figures; reported when it has none.
    func figure(_ name: String, at location: RecordLocation) -> Indicator? {
        guard let reference = FigureReference(name) else {
            reader.report(
                "report.unknown-figure", at: location, "'\(name)' is no figure",
                remedies: ["write such as 'code' or 'code[dimension=level]'"])
            return nil
        }
        guard let indicator = indicator(reference.indicator, at: location) else { return nil }
        if indicator.calculation.listingFields != nil {
            reader.report(
                "report.unknown-figure", at: location, "'\(indicator.code)' is a listing, and has no figures",
                remedies: ["show it as 'rows: {listing: \(indicator.code)}' of a table"])
            return nil
        }
        guard has(indicator, Set(reference.levels.keys), at: location) else { return nil }
        for (dimension, level) in reference.levels.sorted(by: { $0.key < $1.key }) {
            self.level(level, of: dimension, [indicator], at: location)
        }
        return indicator
    }

    /// - Parameter sections: The sections that it may lead to; nil where it leads nowhere.
    func keyFigure(_ node: Definition, sections: [String]?) {
        guard let name = node.string ?? node["figure"]?.string else { return }
        _ = figure(name, at: (node["figure"] ?? node).location)
        text(node["label"])
        text(node["unit"])
        text(node["group"])
        if let sections, let section = node["section"], let id = section.string, !sections.contains(id) {
            reader.reportUnknown(
                id, at: section, as: "a section of this report", among: sections, code: "report.unknown-section")
        }
    }

    // MARK: Breakdowns

    /// Whether an indicator is broken down by just these dimensions; reported when it is not.
    func has(_ indicator: Indicator, _ dimensions: Set<String>, at location: RecordLocation) -> Bool {
        let known = Set(shapes(of: indicator).flatMap { $0 })
        let unknown = dimensions.subtracting(known).sorted()
        if let name = unknown.first, !isDimension(name, [indicator]) {
            reportDimension(name, [indicator], at: location)
            return false
        }
        if shapes(of: indicator).contains(where: { Set($0) == dimensions }) { return true }
        let wanted = dimensions.isEmpty ? "total" : "breakdown by \(dimensions.sorted().joined(separator: ", "))"
        reader.report(
            "report.unknown-breakdown", at: location, "'\(indicator.code)' has no \(wanted)",
            cause: "it has \(described(shapes(of: indicator)))",
            remedies: [
                dimensions.isEmpty
                    ? "name a level, such as '\(indicator.code)[\(known.sorted().first ?? "dimension")=…]'"
                    : "add [\(dimensions.sorted().joined(separator: ", "))] to its `breakdowns:` in the catalogue"
            ])
        return false
    }

    func described(_ shapes: [[String]]) -> String {
        shapes.map { $0.isEmpty ? "the total" : $0.joined(separator: " × ") }.joined(separator: ", ")
    }

    // MARK: Dimensions and levels

    /// Whether there is a dimension of the name, in the catalogue or added by one of the indicators.
    func isDimension(_ name: String, _ indicators: [Indicator]) -> Bool {
        catalogue.dimension(name) != nil || indicators.contains { shapes(of: $0).contains { $0.contains(name) } }
    }

    func reportDimension(_ name: String, _ indicators: [Indicator], at location: RecordLocation) {
        var names = catalogue.dimensions.map(\.name)
        for added in indicators.flatMap(shapes).joined() where !names.contains(added) { names.append(added) }
        reader.reportUnknown(name, at: location, as: "a dimension", among: names, code: "report.unknown-dimension")
    }

    /// The levels that a dimension can have; nil when they are known only from the rows.
    func levels(of dimension: String, _ indicators: [Indicator]) -> [String]? {
        for indicator in indicators { if let levels = indicator.levels(ofAdded: dimension) { return levels } }
        return catalogue.dimension(dimension)?.codeList.flatMap { codeLists[$0] }?.codes.map(\.code)
    }

    func level(_ name: String, of dimension: String, _ indicators: [Indicator], at location: RecordLocation) {
        if name.hasPrefix("missing:") {
            let reason = String(name.dropFirst(8))
            guard MissingReason(name: reason) == nil else { return }
            reader.reportUnknown(
                reason, at: location, as: "a reason for a missing answer", among: MissingReason.allCases.map(\.name),
                code: "report.unknown-level")
            return
        }
        guard let levels = levels(of: dimension, indicators), !levels.contains(name) else { return }
        reader.reportUnknown(
            name, at: location, as: "a level of '\(dimension)'", among: levels, code: "report.unknown-level")
    }
}
