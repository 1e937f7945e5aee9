internal import Records

extension MappingProposal {
    /// The column that tells organisations apart: one called an identifier, else the one with the most different values.
    var organisationKey: Int? {
        let named = columns.indices.filter { columns[$0].filled > 0 && Self.isIdentifier(columns[$0].name) }
        if let full = named.first(where: { columns[$0].missing == 0 }) ?? named.first { return full }
        let types = ["identifier", "title", "text-length", "code"]
        let others = columns.indices.filter { position in
            let column = columns[position]
            return !column.name.isEmpty && column.personalData == nil && types.contains(column.type)
        }
        return others.max { (columns[$0].distinct, $1) < (columns[$1].distinct, $0) }
    }

    private static func isIdentifier(_ name: String) -> Bool {
        let words = name.lowercased().split { !$0.isLetter && $0 != "-" }
        return words.last.map { identifiers.contains(String($0)) } ?? false
    }

    /// What columns with identifiers are called, in Finnish, Swedish and English.
    private static let identifiers: Set<String> = [
        "y-tunnus", "ytunnus", "tunnus", "organisaatiotunnus", "id", "fo-nummer", "identifier",
    ]
}

extension ColumnInspection {
    /// Whether the column has one mark of a chosen box, such as Y or x, and empty cells.
    var isTicked: Bool {
        let mark = values.first ?? least ?? ""
        return distinct == 1 && missing > 0 && personalData == nil && Choice.usualChosen.contains(mark.lowercased())
    }
}
