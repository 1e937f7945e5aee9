import Statistics

/// Fidelity by name; listed with the methods of trees.
extension DiffusionMethod {
    static let coreFidelity = DiffusionMethod(
        "core-fidelity", "How faithfully adopters keep a model's core: index, elements, and by distance in the tree.",
        columns: [
            MethodColumn("adoption", names: true, "the adoption"), MethodColumn("element", names: true, "the element"),
            MethodColumn("use", names: true, "kept, adapted or dropped"),
            MethodColumn("generation", required: false, "the adoption's generation, in one of its rows"),
            MethodColumn("adapted_weight", required: false, "what an adapted element counts; 0.5 without the column"),
        ]
    ) { (input, options) throws(DiffusionError) in try fidelityValues(input, options) }

    private static func fidelityValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let elements = NameTable(input, ["element"])
        let (adoptions, numbers) = (
            NameTable(input, ["adoption"]).numbers(input, "adoption"), elements.numbers(input, "element")
        )
        let generations = input.has("generation") ? try input.wholeCells("generation") : []
        var placed: [UInt32: Int] = [:]
        var uses: [ElementUse] = []
        for (row, cell) in input.cells("use").enumerated() {
            guard let cell, let adoption = adoptions[row], let element = numbers[row] else { continue }
            let text = input.label(cell, of: "use")
            guard let use = ElementUse.Use(rawValue: text) else {
                throw .unknownUse(text, known: ElementUse.Use.allCases.map(\.rawValue))
            }
            uses.append(ElementUse(adoption: adoption, element: element, use: use))
            if let generation = generations.isEmpty ? nil : generations[row] {
                placed[adoption] = placed[adoption] ?? generation
            }
        }
        let result = try CoreFidelity(
            uses, adaptedWeight: input.single("adapted_weight") ?? 0.5, confidence: options.confidence)
        var values = [
            MethodValue("adoptions", result.indices.count), MethodValue("elements", result.elements.count),
            MethodValue("rows_repeated", result.repetitions.count),
            MethodValue("rows_contradicting", result.contradictions.count),
        ]
        values.append("mean", withInterval: result.mean)
        values.append("pooled", withInterval: result.pooled)
        for (index, element) in result.elements.enumerated() {
            let row = "_\(index + 1)"
            values.append(MethodValue("adoptions\(row)", element.adoptions))
            values.append("kept\(row)", withInterval: element.kept)
            values.append("adapted\(row)", withInterval: element.adapted)
            values.append("dropped\(row)", withInterval: element.dropped)
            values.append("changed\(row)", withInterval: element.changed)
        }
        for (index, element) in result.mostChanged.enumerated() {
            values.append(MethodValue("most_changed_\(index + 1)", Int(element.element) + 1))
        }
        guard input.has("generation") else { return values }
        let distance = try FidelityByDistance(result, confidence: options.confidence) { placed[$0] }
        values.append("tau", withInterval: distance.tau)
        values.append("tau", test: distance.test, statistic: "z")
        for generation in distance.generations {
            values.append("mean_generation_\(generation.generation)", withInterval: generation.mean)
        }
        return values
    }
}
