@testable import Statistics

/// Correlations.
extension ReferenceChecker {
    static let correlationCheckers = [correlations]

    /// Pearson, Spearman and Kendall of the columns x and y of `data.csv`.
    static let correlations = ReferenceChecker(
        name: "correlation", recognises: { $0.has("kendall_tau_b/tau") && $0.hasFile("data.csv") },
        values: { reference in
            let found = try EstimateMethod.correlation.evaluate([
                "x": try reference.column("x", of: "data.csv"), "y": try reference.column("y", of: "data.csv"),
            ])
            let values = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.value) })
            let paths = [
                "n": "n", "pearson/r": "pearson_r", "pearson/p": "pearson_p", "pearson/lower": "pearson_r_lower",
                "pearson/upper": "pearson_r_upper", "spearman/rho": "spearman_rho", "spearman/p_t": "spearman_p",
                "kendall_tau_b/tau": "kendall_tau_b", "kendall_tau_b/z": "kendall_z",
                "kendall_tau_b/p_normal": "kendall_p",
            ]
            return paths.compactMapValues { values[$0] }
        })
}
