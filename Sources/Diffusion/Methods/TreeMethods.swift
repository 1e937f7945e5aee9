import Statistics

/// Who learned from whom, what was derived from what, and how faithfully.
extension DiffusionMethod {
    static let treeMethods = [adoptionTree, reproductionNumber, reuseLineage, coreFidelity]

    static let adoptionTree = DiffusionMethod(
        "adoption-tree", "Who learned from whom: trees, generations, what few spread, and learning across groups.",
        columns: AdoptionRows.columns + [
            MethodColumn("group", required: false, names: true, "the adopter's side, such as its sector"),
            MethodColumn(
                "source_group", required: false, names: true, "the source's side; else that of its own row"),
        ], options: [.seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try treeValues(input, options) }

    static let reproductionNumber = DiffusionMethod(
        "reproduction-number", "How many each adopter brings to adopt, by cohort and group, with three intervals.",
        columns: AdoptionRows.columns + [
            MethodColumn("period", required: false, "the cohort, a whole number; needs the time too"),
            MethodColumn("group", required: false, names: true, "the adopter's group, such as its sector"),
            MethodColumn("observed_until", required: false, "the last time seen, in one row"),
            MethodColumn("follow_up", required: false, "the time in which nearly all learn, in one row"),
        ], options: [.seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try reproductionValues(input, options) }

    static let reuseLineage = DiffusionMethod(
        "reuse-lineage", "Innovations derived from others: chains, most reused, and reuse by year.",
        columns: [
            MethodColumn("innovation", names: true, "the innovation"),
            MethodColumn("derived_from", names: true, "the innovation that it was derived from; empty for none"),
            MethodColumn("time", required: false, "when it came, a whole number; a later base is cut"),
            MethodColumn("year", required: false, "the year in which it counts, a whole number"),
        ]
    ) { (input, options) throws(DiffusionError) in try lineageValues(input, options) }

    private static func resampling(_ options: EstimateOptions) throws(DiffusionError) -> BootstrapOptions {
        try estimating { () throws(StatisticsError) in
            try BootstrapOptions(replicates: options.replicates, seed: options.seed)
        }
    }

    private static func treeValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let told = try AdoptionRows(input)
        let forest = told.forest
        let nodes = forest.nodes
        var values = [
            MethodValue("adoptions", nodes.count), MethodValue("innovations", forest.innovations.count),
            MethodValue("from_owner", forest.fromOwner), MethodValue("from_unknown", forest.fromUnknown),
            MethodValue("links", forest.links),
            MethodValue("cut", nodes.count - forest.fromOwner - forest.fromUnknown - forest.links),
        ]
        for finding in SourceFinding.allCases {
            let name = finding.rawValue.split(separator: "-").joined(separator: "_")
            values.append(MethodValue("rows_\(name)", forest.findings[finding]?.count ?? 0))
        }
        values.append(MethodValue("depth", forest.depth))
        for (index, width) in forest.widths.enumerated() {
            values.append(MethodValue("width_\(index + 1)", width))
        }
        values.append(MethodValue("largest_descendants", nodes.lazy.map(\.descendants).max() ?? 0))
        let spread = try SpreadingConcentration(
            try forest.offspringByActor(owners: told.owners), options: try resampling(options),
            confidence: options.confidence)
        values.append("top_fifth_share", withInterval: spread.topShare.percentile)
        values.append("gini", withInterval: spread.gini.percentile)
        if input.has("group") {
            let crossing = try crossingShare(input, told, options.confidence)
            values.append(MethodValue("pairs_known", crossing.known))
            values.append("crossing_share", withInterval: crossing.share)
        }
        // A file of many adopters is for its sums.
        guard nodes.count <= 1_000 else { return values }
        for node in nodes.sorted(by: { $0.row < $1.row }) {
            let row = "_\(told.rows[node.row] + 1)"
            values.append(MethodValue("generation\(row)", node.generation))
            values.append(MethodValue("offspring\(row)", node.offspring))
            values.append(MethodValue("descendants\(row)", node.descendants))
        }
        return values
    }

    /// The sides of those who learned from somebody believed: an owner or an adopter.
    private static func crossingShare(
        _ input: MethodInput, _ told: AdoptionRows, _ confidence: ConfidenceLevel
    ) throws(DiffusionError) -> CrossingShare<UInt32> {
        let table = NameTable(input, ["group", "source_group"])
        let own = table.numbers(input, "group")
        let named = input.has("source_group") ? table.numbers(input, "source_group") : nil
        let forest = told.forest
        let pairs = forest.nodes.lazy.filter { $0.parent != nil || $0.origin == .owner }
            .map { (node) -> (source: UInt32?, adopter: UInt32?) in
                let row = told.rows[node.row]
                let parent = node.parent.flatMap { own[told.rows[forest.nodes[$0].row]] }
                return (named.map { $0[row] } ?? parent, own[row])
            }
        return try CrossingShare(pairs, confidence: confidence)
    }

    private static func reproductionValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let told = try AdoptionRows(input)
        let resampling = try resampling(options)
        let all = try told.forest.reproductionNumber(options: resampling, confidence: options.confidence)
        var values = described(all, "")
        if input.has("period") {
            guard input.has("time") else {
                throw .statistics(
                    .missingColumn("time", method: "reproduction-number", available: ["period"]))
            }
            let periods = try input.wholeCells("period")
            let cohorts = try told.forest.cohorts(
                observedUntil: try input.singleWhole("observed_until").flatMap { Int32(exactly: $0) },
                followUp: try input.singleWhole("follow_up"), options: resampling,
                confidence: options.confidence
            ) { periods[told.rows[$0.row]] }
            for (index, cohort) in cohorts.enumerated() {
                values.append(MethodValue("period_\(index + 1)", cohort.period))
                values += described(cohort.number, "_period_\(index + 1)")
                values.append(
                    MethodValue(
                        "censored_period_\(index + 1)", cohort.isCensored.map { $0 ? 1 : 0 }, reason: .noObservations))
            }
        }
        if input.has("group") {
            let groups = input.cells("group")
            let numbers = try told.forest.reproductionNumbers(
                options: resampling, confidence: options.confidence
            ) { groups[told.rows[$0.row]].flatMap { Int(exactly: $0) } }
            for (group, number) in numbers { values += described(number, "_group_\(group)") }
        }
        return values
    }

    private static func described(_ number: ReproductionNumber, _ suffix: String) -> [MethodValue] {
        var values = [
            MethodValue("adopters\(suffix)", number.adopters), MethodValue("offspring\(suffix)", number.offspring),
        ]
        values.append("mean\(suffix)", withInterval: number.resampled.percentile)
        let (bca, poisson) = (number.resampled.bca, number.mean)
        values += limits("bca", bca, suffix) + limits("poisson", poisson, suffix)
        values += limits("negative_binomial", number.negativeBinomial.mean, suffix)
        values.append("k\(suffix)", withInterval: number.negativeBinomial.dispersion)
        values.append(MethodValue("variance_to_mean\(suffix)", number.dispersionIndex))
        values.append("share_without\(suffix)", withInterval: number.withoutOffspring)
        return values
    }

    private static func limits(_ name: String, _ estimate: Estimate, _ suffix: String) -> [MethodValue] {
        let reason = estimate.reason ?? estimate.intervalReason
        return [
            MethodValue("\(name)_lower\(suffix)", estimate.interval?.lowerBound, reason: reason),
            MethodValue("\(name)_upper\(suffix)", estimate.interval?.upperBound, reason: reason),
        ]
    }

    private static func lineageValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let table = NameTable(input, ["innovation", "derived_from"])
        let (numbers, bases) = (table.numbers(input, "innovation"), table.numbers(input, "derived_from"))
        let times = input.has("time") ? try input.wholeCells("time") : nil
        let years = input.has("year") ? try input.wholeCells("year") : nil
        var innovations: [ReuseLineage.Innovation] = []
        var rows: [UInt32: Int] = [:]
        for row in 0..<input.rowCount {
            guard let number = numbers[row] else { continue }
            let day = times.flatMap { $0[row] }.flatMap { Int32(exactly: $0) }
            innovations.append(
                ReuseLineage.Innovation(innovation: number, base: bases[row], day: day, year: years.flatMap { $0[row] })
            )
            rows[number] = rows[number] ?? row
        }
        let lineage = try ReuseLineage(innovations, confidence: options.confidence)
        var values = [
            MethodValue("innovations", lineage.forest.nodes.count), MethodValue("links", lineage.forest.links),
            MethodValue("chains", lineage.chainLengths.n), MethodValue("depth", max(0, lineage.depths.count - 1)),
        ]
        values.append("reuse_share", withInterval: lineage.reuse)
        for (index, count) in lineage.depths.enumerated() { values.append(MethodValue("depth_\(index)", count)) }
        for entry in lineage.chainLengths.entries {
            values.append(MethodValue("chains_of_\(Int(entry.value))", entry.count))
        }
        for finding in SourceFinding.allCases {
            let name = finding.rawValue.split(separator: "-").joined(separator: "_")
            values.append(MethodValue("rows_\(name)", lineage.forest.findings[finding]?.count ?? 0))
        }
        for (index, base) in lineage.mostReused.prefix(10).enumerated() {
            values.append(MethodValue("most_reused_row_\(index + 1)", (rows[base.innovation] ?? 0) + 1))
            values.append(MethodValue("most_reused_direct_\(index + 1)", base.direct))
            values.append(MethodValue("most_reused_all_\(index + 1)", base.all))
        }
        for (index, year) in lineage.years.enumerated() {
            values.append(MethodValue("year_\(index + 1)", year.year))
            values.append(MethodValue("reuse_\(index + 1)", year.reuse))
            values.append(MethodValue("new_\(index + 1)", year.new))
            values.append("reuse_share_\(index + 1)", withInterval: year.share)
        }
        return values
    }
}
