import Testing

@testable import Statistics

/// Shares and their differences.
extension ReferenceChecker {
    static let shareCheckers = [twoProportions]

    /// Two independent shares: `counts.csv` with successes and n of the group and its reference.
    static let twoProportions = ReferenceChecker(
        name: "two proportions", recognises: { $0.has("newcombe_lower") && $0.hasFile("counts.csv") },
        values: { reference in
            let rows = try reference.table("counts.csv")
            try #require(rows.count == 2, "\(reference.name): counts.csv has two rows")
            let shares = try rows.map { row in
                try Proportion(try #require(Int(row["successes"] ?? "")), of: try #require(Int(row["n"] ?? "")))
            }
            let result = TwoProportions(shares[0], shares[1])
            return [
                "p1": shares[0].share().value, "p2": shares[1].share().value, "difference": result.difference.value,
                "newcombe_lower": result.difference.interval?.lowerBound,
                "newcombe_upper": result.difference.interval?.upperBound, "z_pooled": result.test.statistic,
                "p": result.test.p, "cohens_h": result.cohensH.value, "risk_ratio": result.riskRatio.value,
                "odds_ratio": result.oddsRatio.value,
            ]
        })
}
