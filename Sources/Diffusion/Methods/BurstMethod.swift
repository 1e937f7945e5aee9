import Statistics

/// Bursts by name; listed with the methods of space.
extension DiffusionMethod {
    static let bursts = DiffusionMethod(
        "bursts", "When a phenomenon is on more lips than usual, after Kleinberg (2003), for batches of documents.",
        columns: [
            MethodColumn("relevant", "documents about the phenomenon, a row for each period in order"),
            MethodColumn("documents", "all documents of the period"),
            MethodColumn("phenomenon", required: false, names: true, "the phenomenon, where there are several"),
            MethodColumn("s", required: false, "how many times its usual share, in the first row; else 2"),
            MethodColumn("gamma", required: false, "how hard a burst begins, in the first row; else 1"),
        ]
    ) { (input, _) throws(DiffusionError) in try burstValues(input) }

    private static func burstValues(_ input: MethodInput) throws(DiffusionError) -> [MethodValue] {
        let table = NameTable(input, ["phenomenon"])
        let several = input.has("phenomenon") ? table.numbers(input, "phenomenon") : nil
        var batches = [[Bursts.Batch]](repeating: [], count: several == nil ? 1 : table.names.count)
        let cells = zip(input.cells("relevant"), input.cells("documents"))
        for (row, (relevant, documents)) in cells.enumerated() {
            guard let relevant, let documents else { continue }
            guard let number = several.map({ $0[row] }) ?? 0 else { continue }
            let batch = try estimating { () throws(StatisticsError) in
                Bursts.Batch(
                    relevant: try MethodInput.whole(relevant, column: "relevant"),
                    documents: try MethodInput.whole(documents, column: "documents"))
            }
            batches[Int(number)].append(batch)
        }
        let (ratio, gamma) = (input.single("s") ?? 2, input.single("gamma") ?? 1)
        var values: [MethodValue] = []
        for (index, own) in batches.enumerated() {
            let result = try Bursts(own, ratio: ratio, gamma: gamma)
            values += described(result, own.count, several == nil ? "" : "phenomenon_\(index + 1)_")
        }
        return values
    }

    private static func described(_ result: Bursts, _ batches: Int, _ prefix: String) -> [MethodValue] {
        let isKnown = result.reason == nil
        var values = [
            MethodValue("\(prefix)batches", batches), MethodValue("\(prefix)ordinary_share", result.ordinaryShare),
            MethodValue("\(prefix)burst_share", result.burstShare),
            MethodValue("\(prefix)bursts", isKnown ? Double(result.bursts.count) : nil, reason: result.reason),
            MethodValue("\(prefix)saving", isKnown ? result.saving : nil, reason: result.reason),
        ]
        for (index, burst) in result.bursts.enumerated() {
            values.append(MethodValue("\(prefix)first_\(index + 1)", burst.batches.lowerBound + 1))
            values.append(MethodValue("\(prefix)last_\(index + 1)", burst.batches.upperBound))
            values.append(MethodValue("\(prefix)weight_\(index + 1)", burst.weight))
        }
        return values
    }
}
