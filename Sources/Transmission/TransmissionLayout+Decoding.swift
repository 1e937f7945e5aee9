public import Definitions

extension TransmissionLayout {
    /// A layout; what is wrong is reported to the reader.
    ///
    /// - Parameters:
    ///   - dimensions: Those of the catalogue.
    ///   - programmes: The slugs of those whose rules the catalogue has.
    ///   - indicators: The codes of the catalogue.
    public static func decode(
        _ root: Definition, dimensions: [String], programmes: [String], indicators: [String],
        with reader: DefinitionReader
    ) -> TransmissionLayout? {
        let decoder = LayoutDecoder(reader: reader, dimensions: dimensions, indicators: indicators)
        let programme = reader.reference("programme", in: root, to: "a programme of the catalogue", among: programmes)
        let schedule = reader.mapping("schedule", in: root).map(decoder.schedule)
        let split = reader.reference("split", in: root, to: "a dimension", among: dimensions)
        let tables = reader.list("tables", in: root, decoder.table)
        reader.requireUnique(
            (root["tables"]?.sequence ?? []).compactMap { node in node["id"]?.string.map { ($0, node) } },
            noun: "a table")
        let codes = tables.flatMap(\.indicators)
        let sheet = reader.optionalMapping("operations", in: root).flatMap { decoder.sheet($0, of: codes) }
        let everybody = reader.optionalReference(
            "everybody", in: root, to: "an indicator of the catalogue", among: indicators)
        guard let programme, let schedule, let split else { return nil }
        return TransmissionLayout(
            programme: programme, version: reader.int("version", in: root, default: 1),
            titles: reader.stringsByKey("titles", in: root), source: reader.string("source", in: root, default: ""),
            doubts: reader.stringsByKey("doubts", in: root), schedule: schedule, split: split,
            everybody: everybody, tables: tables,
            operations: sheet, location: root.location)
    }
}

/// Decodes the parts of a layout.
private struct LayoutDecoder {
    let reader: DefinitionReader
    let dimensions: [String]
    let indicators: [String]

    func schedule(_ node: Definition) -> TransmissionSchedule {
        let yearly = reader.list("versions", in: node) { version -> TransmissionSchedule.Yearly? in
            let (through, due) = (day("through", in: version), day("due", in: version))
            guard let suffix = reader.string("suffix", in: version), let through, let due else { return nil }
            return TransmissionSchedule.Yearly(suffix: suffix, through: through, due: due)
        }
        return TransmissionSchedule(
            yearly: yearly, first: reader.optionalString("first", in: node),
            last: reader.optionalString("last", in: node))
    }

    private func day(_ key: String, in node: Definition) -> MonthDay? {
        guard let text = reader.string(key, in: node) else { return nil }
        if let day = MonthDay(text) { return day }
        reader.report(
            "transmission.day", at: node[key] ?? node, "'\(text)' is no day of a year",
            cause: "month and day are written as 12-31", remedies: ["write them as mm-dd, in quotes"])
        return nil
    }

    func table(_ node: Definition) -> TransmissionTableLayout? {
        guard let id = reader.string("id", in: node) else { return nil }
        let titles = reader.stringsByKey("titles", in: node)
        let short = reader.stringsByKey("short-titles", in: node)
        return TransmissionTableLayout(
            id: id, titles: titles, shortTitles: short.isEmpty ? titles : short,
            source: reader.string("source", in: node, default: ""), doubts: reader.stringsByKey("doubts", in: node),
            grain: names("grain", in: node, "a dimension", among: dimensions),
            indicators: names("indicators", in: node, "an indicator", among: indicators),
            columns: columns(in: node))
    }

    func sheet(_ node: Definition, of codes: [String]) -> OperationSheetLayout? {
        guard let dimension = reader.reference("dimension", in: node, to: "a dimension", among: dimensions) else {
            return nil
        }
        let own = names("indicators", in: node, "an indicator", among: indicators)
        return OperationSheetLayout(
            dimension: dimension, titles: reader.stringsByKey("titles", in: node),
            source: reader.string("source", in: node, default: ""), doubts: reader.stringsByKey("doubts", in: node),
            indicators: own.isEmpty ? codes : own, columns: columns(in: node),
            beside: names("beside", in: node, "an indicator", among: indicators))
    }

    private func columns(in node: Definition) -> [TransmissionColumnLayout] {
        let columns = reader.list("columns", in: node, column)
        reader.requireUnique(
            (node["columns"]?.sequence ?? []).compactMap { node in node["id"]?.string.map { ($0, node) } },
            noun: "a column")
        return columns
    }

    private func column(_ node: Definition) -> TransmissionColumnLayout? {
        let content = reader.choice("show", in: node, of: TransmissionColumnLayout.Content.self)
        guard let id = reader.string("id", in: node), let content else { return nil }
        let level = reader.optionalString("level", in: node)
        return TransmissionColumnLayout(
            id: id, titles: reader.stringsByKey("titles", in: node), content: content, level: level,
            year: reader.optionalInt("year", in: node),
            isCumulative: reader.bool("cumulative", in: node, default: content == .achieved),
            notFor: names("not-for", in: node, "an indicator", among: indicators))
    }

    /// Names of a list, each of which must be known.
    private func names(_ key: String, in node: Definition, _ noun: String, among known: [String]) -> [String] {
        let all = Set(known)
        return reader.items(key, in: node).compactMap { item in
            guard let name = item.string else { return nil }
            if all.contains(name) { return name }
            reader.reportUnknown(name, at: item, as: noun, among: known)
            return nil
        }
    }
}
