public import Diagnostics
internal import Records

extension TabulationContext {
    /// What is wrong with what the rows of a merged table are made from; empty for other tables.
    public func findings(ofMerged table: TableSchema) -> [Finding] {
        guard let merged = table.merged else { return [] }
        var check = MergedCheck(context: self, table: table.name)
        check.check(merged)
        return check.findings
    }
}

private struct MergedCheck {
    let context: TabulationContext
    let table: String
    var findings: [Finding] = []

    mutating func check(_ merged: MergedRows) {
        guard let base = source(merged.table) else { return }
        if merged.keys.isEmpty {
            note("no column says which rows are one", remedy: "name columns under 'keys', such as person and operation")
        }
        for name in merged.keys + merged.last { column(name, of: base) }
        for day in [merged.start, merged.end] { checkDay(day, of: base) }
        if let filter = merged.filter { checkCondition(filter, of: base) }
        if !merged.last.contains(merged.end) {
            note(
                "'\(merged.end)', the end, is not among the columns of the last row",
                remedy: "name it under 'last' too")
        }
        for key in merged.keys where merged.last.contains(key) {
            note("'\(key)' is a key, and every row has the same", remedy: "leave it out under 'last'")
        }
        var known = Set(base.columns.map(\.name)).union([MergedRows.countName])
        for followUp in merged.followUps {
            guard let further = source(followUp.table) else { continue }
            for name in merged.keys { column(name, of: further) }
            checkDay(followUp.day, of: further)
            if let filter = followUp.filter { checkCondition(filter, of: further) }
            for (name, own) in followUp.columns.sorted(by: { $0.key < $1.key }) {
                column(own, of: further)
                if !known.insert(name).inserted {
                    note("there are two columns '\(name)'", remedy: "give what follows up another name")
                }
            }
        }
    }

    private mutating func source(_ name: String) -> TableSchema? {
        guard let found = context.tables[name] else {
            unknown(name, "table", context.tables.keys.sorted())
            return nil
        }
        guard found.merged == nil else {
            note("'\(name)' is made from other rows itself", remedy: "name the table that its rows come from")
            return nil
        }
        return found
    }

    private mutating func column(_ name: String, of table: TableSchema) {
        if table[name] == nil { unknown(name, "column of '\(table.name)'", table.columns.map(\.name)) }
    }

    private mutating func checkDay(_ text: String, of table: TableSchema) {
        guard let type = type(of: text, table), type != .day else { return }
        note("'\(text)' is \(type.words), and no day", remedy: "name a column of days")
    }

    private mutating func checkCondition(_ text: String, of table: TableSchema) {
        guard let type = type(of: text, table), type != .truth else { return }
        note("'\(text)' is \(type.words), and no condition")
    }

    private mutating func type(of text: String, _ table: TableSchema) -> ValueType? {
        do { return try context.checked.expression(text, in: table, context).type } catch {
            findings += error.all.map { $0.finding(in: text) }
            return nil
        }
    }

    private mutating func unknown(_ name: String, _ what: String, _ names: [String]) {
        note(
            "there is no \(what) '\(name)'",
            remedy: nearestName(to: name, in: names).map { "did you mean '\($0)'?" }
                ?? "there are \(names.joined(separator: ", "))")
    }

    private mutating func note(_ summary: String, remedy: String? = nil) {
        findings.append(
            Finding(
                code: "tabulation.merged", severity: .error,
                explanation: Explanation(summary: "\(table): \(summary)", remedies: remedy.map { [$0] } ?? [])))
    }
}
