internal import Definitions
internal import Diagnostics
internal import Records

extension Mapping {
    /// Reports what is wrong with columns of quotations: each needs a yes-or-no column that says which rows are released.
    func checkQuotations(_ root: Definition, _ reader: DefinitionReader) {
        for column in columns {
            let node = root["columns"]?[column.name] ?? root
            guard type(of: column.name) == .quotation else {
                guard column.shape.released != nil else { continue }
                reader.report(
                    "mapping.quotation", at: node["released"] ?? node,
                    "`released:` is for columns of type quotation",
                    remedies: ["take it out", "give the column `type: quotation`"])
                continue
            }
            let name = column.shape.released ?? ColumnShape.usualRelease
            if type(of: name) != .boolean {
                reader.report(
                    "mapping.quotation", at: node["released"] ?? node,
                    "nothing says which rows of '\(column.name)' are released",
                    cause: "a quotation is kept only where a person has released its row, in a column of type boolean",
                    remedies: [
                        "map that column: `\(name): {from: …, type: boolean}`",
                        "name another one under `released:`", "keep only the length: `type: text-length`",
                    ])
            }
            if column.constant != nil {
                reader.report(
                    "mapping.quotation", at: node, "the quotations of '\(column.name)' are one and the same text",
                    remedies: ["write `from:` with the name of a column of the file"])
            }
            if column.required == true {
                reader.report(
                    "mapping.quotation", at: node["required"] ?? node, "quotations cannot be required",
                    cause: "rows that nobody has released are counted without their text",
                    remedies: ["take `required:` out"])
            }
        }
    }
}

extension ReadingPlanner {
    /// How quotations are kept: by the column that says which rows are released, and without one not at all.
    mutating func quotation(_ column: ColumnMapping) -> ColumnPlan.Form {
        let name = column.shape.released ?? ColumnShape.usualRelease
        let mapped = mapping.columns.first { $0.name == name }
        let release = mapped.flatMap { mapped in
            plan(for: mapped, field: mapping.record.fields.first { $0.name == name })
        }
        return .quotation(release: release ?? constant(name, .boolean, .missing(.notAsked)))
    }
}
