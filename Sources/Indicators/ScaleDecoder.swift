import Definitions
import Diagnostics
import Statistics

/// Decodes the scales of a catalogue file.
struct ScaleDecoder {
    let reader: DefinitionReader

    /// What a score is, by the name used in catalogues.
    enum Score: String, CaseIterable {
        case mean, sum, percent

        var score: ScaleDefinition.Score {
            switch self {
            case .mean: .mean
            case .sum: .sum
            case .percent: .zeroToHundred
            }
        }
    }

    /// A scale; nil when it cannot be scored as declared, which is reported.
    func scale(_ entry: DefinitionMapping.Entry) -> Scale? {
        let node = entry.value
        let titles = reader.stringsByKey("titles", in: node)
        guard reader.value("items", in: node) != nil else { return nil }
        let names = reader.strings("items", in: node)
        let preset = reader.optionalChoice("preset", in: node, of: ScaleDefinition.Instrument.self)
        if preset == nil, let written = node["preset"], !written.isNull { return nil }
        let reversed = reversed(in: node, among: names)
        guard let answers = answers(in: node, of: preset), let needed = needed(in: node, of: preset) else { return nil }
        let score =
            reader.optionalChoice("score", in: node, of: Score.self)?.score ?? (preset == nil ? .mean : .zeroToHundred)
        do throws(StatisticsError) {
            return Scale(
                name: entry.key, titles: titles,
                definition: try ScaleDefinition(
                    items: names.map { ScaleDefinition.Item($0, isReversed: reversed.contains($0)) }, low: answers.low,
                    high: answers.high, answersNeeded: needed, score: score, instrument: preset))
        } catch {
            report(error, at: node, of: preset)
            return nil
        }
    }

    private func reversed(in node: Definition, among names: [String]) -> Set<String> {
        Set(
            reader.items("reversed", in: node).compactMap { item -> String? in
                guard let name = item.string else { return nil }
                if names.contains(name) { return name }
                reader.reportUnknown(name, at: item, as: "an item of the scale", among: names)
                return nil
            })
    }

    private func answers(
        in node: Definition, of preset: ScaleDefinition.Instrument?
    ) -> (low: Int, high: Int)? {
        if preset != nil, reader.optionalValue("answers", in: node) == nil { return (1, 5) }
        guard let value = reader.value("answers", in: node) else { return nil }
        let ends = reader.ints("answers", in: node)
        if ends.count == 2 { return (ends[0], ends[1]) }
        reader.report(
            "indicators.scale", at: value, "'answers' are the least and the greatest answer",
            remedies: ["write 'answers: [1, 5]'"])
        return nil
    }

    private func needed(
        in node: Definition, of preset: ScaleDefinition.Instrument?
    ) -> ScaleDefinition.AnswersNeeded? {
        // An instrument whose authors give no rule needs one that the report stands by.
        if preset != nil { return reader.int("minimum-answered", in: node).map { .count($0) } }
        return reader.optionalInt("minimum-answered", in: node).map { .count($0) } ?? .all
    }

    private func report(_ error: StatisticsError, at node: Definition, of preset: ScaleDefinition.Instrument?) {
        guard case .scale(.unfit(let faults)) = error else {
            return reader.report("indicators.scale", at: node, error.explanation.summary)
        }
        for fault in faults {
            reader.report(
                "indicators.scale", at: node, fault.description,
                cause: preset.map { "results of \($0.rawValue) can be compared only when its form is kept" },
                remedies: preset.map { _ in
                    [
                        "give the columns of its statements in their order, and leave out 'answers', 'reversed' and 'score'",
                        "leave out 'preset', and call it a scale of your own",
                    ]
                } ?? ["correct the scale"])
        }
    }
}
