import Testing

@testable import Statistics

/// Bootstrap intervals: of the mean of `value`, or of the mean change of `pre` and `post`, in `data.csv`.
extension ReferenceChecker {
    static let bootstrapCheckers = [bootstrap]

    static let bootstrap = ReferenceChecker(
        name: "bootstrap", recognises: { $0.has("bca_lower") && $0.hasFile("data.csv") },
        values: { reference in
            let result: Bootstrap
            if let record = try reference.table("data.csv").first, record["pre"] != nil {
                let (before, after) = (
                    try reference.column("pre", of: "data.csv"), try reference.column("post", of: "data.csv")
                )
                let cells = zip(before, after).compactMap { (before, after) -> TransitionTable.Cell? in
                    guard let before, let after else { return nil }
                    return TransitionTable.Cell(before: before, after: after, count: 1)
                }
                result = try Bootstrap(.meanChange, of: try TransitionTable(cells))
            } else {
                let values = try reference.column("value", of: "data.csv").compactMap { $0 }
                result = try Bootstrap(.mean, of: try Distribution(values: values))
            }
            return [
                "estimate": result.bca.value, "percentile_lower/value": result.percentile.interval?.lowerBound,
                "percentile_upper/value": result.percentile.interval?.upperBound,
                "bca_lower/value": result.bca.interval?.lowerBound,
                "bca_upper/value": result.bca.interval?.upperBound, "bootstrap_se/value": result.bca.standardError,
            ]
        })
}
