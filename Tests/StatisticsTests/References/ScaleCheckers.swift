import Testing

@testable import Statistics

/// Scales.
extension ReferenceChecker {
    static let scaleCheckers = [reliability]

    /// The reliability of the items of `items.csv`, reversed as the case's method says.
    static let reliability = ReferenceChecker(
        name: "scale reliability", recognises: { $0.has("alpha_if_dropped") && $0.hasFile("items.csv") },
        values: { reference in
            let items = reference.keys("item_mean")
            let columns = try items.map { (name: $0, cells: try reference.column($0, of: "items.csv")) }
            var options = EstimateOptions(
                reversed: reference.methodTexts("reverse_scored").filter { items.contains($0) })
            // "7 - x" reverses answers from 0 to 7 as it does those from 1 to 6.
            if let rule = reference.methodTexts("reverse_rule").first, let ends = Int(rule.prefix { $0.isNumber }) {
                options.scale = 0...ends
            }
            let found = try EstimateMethod.scaleReliability.evaluate(MethodTable(numbers: columns), options: options)
            var values: [String: Double?] = [:]
            let groups = ["alpha_if_dropped", "item_rest_r", "item_mean", "item_sd", "item_missing"]
            let names = ["alpha_lower": "feldt_lower", "alpha_upper": "feldt_upper"]
            for value in found {
                if let group = groups.first(where: { value.name.hasPrefix("\($0)_") }) {
                    values["\(group)/\(value.name.dropFirst(group.count + 1))"] = value.value
                } else {
                    values[names[value.name] ?? value.name] = value.value
                }
            }
            return values
        })
}
