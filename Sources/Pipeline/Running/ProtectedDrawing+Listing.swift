import Disclosure
import Indicators
import Records
import Tabulation

extension ProtectedDrawing {
    /// The nodes as a list: title, group, how many each stands for, and ties; those of a tree with their generation.
    var listing: Listing {
        var columns = [Axis(name: "subject", type: .title)]
        if let attribute { columns.append(Axis(name: attribute)) }
        columns += ["members", "ties"].map { Axis(name: $0, type: .integer) }
        if form == .tree { columns.append(Axis(name: "generation", type: .integer)) }
        let rows = nodes.map { node -> [Level] in
            var row: [Level] = [node.title.map { .code($0) } ?? .missing(.notApplicable)]
            if attribute != nil { row.append(node.group.map(\.tabulated) ?? .missing(.notAnswered)) }
            row += [.number(node.count), .number(node.ties)]
            if form == .tree { row.append(node.generation.map { .number($0) } ?? .missing(.notApplicable)) }
            return row
        }
        return Listing(indicator: indicator, columns: columns, rows: rows)
    }
}
