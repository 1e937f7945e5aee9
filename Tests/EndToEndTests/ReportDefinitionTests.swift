import Testing

/// Report definitions that ask for what their tables cannot give are refused with what to write instead.
@Suite(.serialized) struct ReportDefinitionTests {
    private static let report = "Reports/funder-summary.yaml"

    @Test func pairsCountedInBothOrdersAreNotSymmetric() throws {
        try BadInputTests.refuses(
            1, saying: ["error[report.not-symmetric]", "cooperation-by-sector", "put the two ends of a pair in order"]
        ) { workspace in
            for (name, side) in [("own_helix, other_helix", "own_helix"), ("other_helix, own_helix", "other_helix")] {
                try workspace.replace(
                    "\"if(missing(other_helix) or own_helix <= other_helix, \(name))\"", with: side,
                    in: "Pipelines/indicators/dimensions.yaml")
            }
        }
    }

    @Test func aNetworkNeedsATableWithColumnsAcross() throws {
        try BadInputTests.refuses(
            1, saying: ["error[report.network]", "cooperation-by-sector", "give the table 'cooperation' an `across:`"]
        ) { workspace in
            try workspace.replace(
                "table: cooperation-by-sector\n", with: "table: cooperation\n", in: Self.report)
        }
    }

    @Test func aTableIsOrderedByAColumnOfItsOwn() throws {
        try BadInputTests.refuses(
            1, saying: ["error[report.unknown-column]", "'dya' is not a column of this table", "write 'day'"]
        ) { workspace in
            try workspace.replace("order: day", with: "order: dya", in: Self.report)
        }
    }
}
