import Statistics

/// Categories of adopters by name.
extension DiffusionMethod {
    static func categoryValues(
        _ input: MethodInput, _ scheme: AdopterScheme, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let isGrouped = input.has("group")
        let (groups, missing) = try estimating { () throws(StatisticsError) in
            let (rows, incomplete) = try input.completeRows(["time"] + (isGrouped ? ["group"] : []))
            var entries: [Double: [Distribution.Entry]] = [:]
            for row in rows {
                entries[isGrouped ? row.values[1] : 0, default: []].append(
                    Distribution.Entry(value: row.values[0], count: row.count))
            }
            var groups: [(name: String, timesOfAdoption: Distribution)] = []
            for group in entries.keys.sorted() {
                groups.append((input.label(group, of: "group"), try Distribution(entries[group] ?? [])))
            }
            return (groups, incomplete)
        }
        let profile = try AdopterProfile(groups, scheme: scheme, confidence: options.confidence)
        let result = profile.categories
        var values = [
            MethodValue("n", result.n), MethodValue("n_missing", missing), MethodValue("mean_time", result.meanTime),
            MethodValue("sd_time", result.standardDeviation),
        ]
        for index in 0..<(scheme.categories.count - 1) {
            values.append(MethodValue("limit_\(index + 1)", result.limits.map { $0[index] }, reason: result.reason))
        }
        for category in scheme.categories {
            let name = key(category)
            values.append(MethodValue("n_\(name)", result.count(of: category).map(Double.init), reason: result.reason))
            values.append(MethodValue("share_\(name)", result.share(of: category)))
        }
        guard isGrouped else { return values }
        for group in profile.groups.indices {
            for category in scheme.categories {
                let name = "\(key(category))_\(group + 1)"
                let count = profile.count(of: category, group: group)
                values.append(MethodValue("n_\(name)", count.map(Double.init), reason: result.reason))
                values.append(
                    "within_group_\(name)", withInterval: try profile.shareWithinGroup(of: category, group: group))
                values.append(
                    "within_category_\(name)",
                    withInterval: try profile.shareWithinCategory(of: category, group: group))
            }
        }
        return values
    }

    private static func key(_ category: AdopterCategory) -> String {
        category.rawValue.split(separator: "-").joined(separator: "_")
    }
}
