extension FileInspection {
    /// The inspection as printed on a terminal, with the proposed mapping at its end.
    public var text: String {
        var lines = ["\(file): \(verdict)"]
        for reason in dialect?.reasons ?? [] { lines.append("  \(reason)") }
        for doubt in dialect?.doubts ?? [] { lines.append("  but: \(doubt)") }
        if sheets.count > 1 { lines.append("  sheets: \(sheets.joined(separator: ", "))") }
        for note in notes { lines.append("  note: \(note)") }
        let more = isWhole ? "" : " looked at, and there are more"
        lines.append("\(quantity(rows, "row"))\(more), \(quantity(columns.count, "column"))")
        if let preset { lines.append("an export of a survey tool: preset \(preset)") }
        lines.append(
            recordIsLikely ? "likely \(record)" : "no kind of record is recognised for certain; nearest is \(record)")
        lines.append("")
        let isTitled = columns.contains { $0.title != nil }
        let head = ["column"] + (isTitled ? ["label"] : []) + ["type", "filled", "missing", "different", "values"]
        let table = [head] + columns.map { Self.cells($0, isTitled: isTitled) }
        let last = head.count - 1
        let widths = (0..<last).map { column in table.map { $0[column].count }.max() ?? 0 }
        for row in table {
            var line = ""
            for (column, cell) in row.enumerated() {
                let pad = column < last ? String(repeating: " ", count: max(0, widths[column] - cell.count)) : ""
                line += (column == 0 ? "" : "  ") + ((last - 3..<last).contains(column) ? pad + cell : cell + pad)
            }
            lines.append(line.trimmed)
        }
        lines += ["", "Proposed mapping:", "", proposedMapping]
        return lines.joined(separator: "\n")
    }

    private static func cells(_ column: ColumnInspection, isTitled: Bool) -> [String] {
        var values = column.personalData.map { "likely personal data: \($0)" } ?? ""
        if values.isEmpty, let least = column.least, let greatest = column.greatest { values = "\(least)…\(greatest)" }
        if !column.notDates.isEmpty {
            let lines = column.notDates.map(String.init).joined(separator: ", ")
            let more = column.notDates.count == ColumnInspection.exceptionLimit ? ", …" : ""
            values += "; no date on line\(column.notDates.count == 1 ? "" : "s") \(lines)\(more)"
        }
        if !column.labels.isEmpty {
            values += (values.isEmpty ? "" : "; ") + column.labels.prefix(12).joined(separator: ", ")
        }
        if values.isEmpty { values = column.values.joined(separator: ", ") }
        let distinct = column.distinct >= ColumnInspection.distinctLimit ? "≥ \(column.distinct)" : "\(column.distinct)"
        let title = isTitled ? [shortened(ReadingPlanner.headerName(column.title ?? ""))] : []
        return [shortened(column.name.isEmpty ? "(no name)" : column.name)] + title + [
            column.type, "\(column.filled)", "\(column.missing)", distinct, values,
        ]
    }

    /// The inspection as one JSON object.
    public var json: String {
        func texts(_ values: [String]) -> String { "[" + values.map(Self.jsonText).joined(separator: ",") + "]" }
        func optional(_ value: String?) -> String { value.map(Self.jsonText) ?? "null" }
        let described = columns.map { column in
            "{\"name\":\(Self.jsonText(column.name)),\"label\":\(optional(column.title)),"
                + "\"type\":\"\(column.type)\",\"filled\":\(column.filled),"
                + "\"missing\":\(column.missing),\"distinct\":\(column.distinct),\"least\":\(optional(column.least)),"
                + "\"greatest\":\(optional(column.greatest)),\"values\":\(texts(column.values)),"
                + "\"labels\":\(texts(column.labels)),"
                + "\"notDates\":[\(column.notDates.map(String.init).joined(separator: ","))],"
                + "\"personalData\":\(optional(column.personalData))}"
        }
        return "{\"file\":\(Self.jsonText(file)),\"kind\":\"\(kind.rawValue)\","
            + "\"dialect\":\(optional(dialect?.summary)),\"reasons\":\(texts(dialect?.reasons ?? [])),"
            + "\"doubts\":\(texts(dialect?.doubts ?? [])),\"sheet\":\(optional(sheet)),\"sheets\":\(texts(sheets)),"
            + "\"notes\":\(texts(notes)),"
            + "\"rows\":\(rows),\"whole\":\(isWhole),\"preset\":\(optional(preset)),\"record\":\"\(record)\",\"recordIsLikely\":\(recordIsLikely),"
            + "\"columns\":[\(described.joined(separator: ","))],\"mapping\":\(Self.jsonText(proposedMapping))}"
    }

    private static func jsonText(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
