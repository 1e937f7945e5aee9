import Definitions
import Records

extension Programme {
    /// Decodes the programme that the indicators of a catalogue file belong to; nil where the file names none.
    static func decode(in root: Definition, with reader: DefinitionReader) -> Programme? {
        reader.optionalMapping("programme", in: root).flatMap { node in
            guard let id = reader.string("id", in: node) else { return nil }
            return Programme(
                id: id, version: reader.int("version", in: node, default: 1),
                titles: reader.stringsByKey("titles", in: node),
                source: reader.string("source", in: node, default: ""), validity: reader.validity(in: node),
                needs: reader.entries("needs", in: node) { entry in
                    Need(table: entry.key, expressions: (entry.value.sequence ?? []).compactMap(\.string))
                }, location: node.location)
        }
    }
}

extension ProgrammeRule {
    /// Decodes the rule of an indicator.
    ///
    /// - Parameters:
    ///   - programme: That of the file; a rule may name another.
    ///   - programmes: Those of all files.
    static func decode(
        in node: Definition, of programme: Programme?, among programmes: [Programme], with reader: DefinitionReader
    ) -> ProgrammeRule? {
        guard let rule = reader.optionalMapping("rule", in: node) else { return nil }
        var programme = programme
        if rule["programme"] != nil {
            let name = reader.reference("programme", in: rule, to: "a programme", among: programmes.map(\.id))
            programme = programmes.first { $0.id == name }
            if programme == nil { return nil }
        }
        guard let programme else {
            reader.report(
                "indicators.rule-without-programme", at: rule, "a rule of no programme",
                cause: "the file names no programme, nor does the rule",
                remedies: [
                    "add 'programme: {id: …, titles: …}' at the head of the file", "add 'programme: …' to the rule",
                ])
            return nil
        }
        let measured = reader.choice("measured", in: rule, of: Measured.self)
        let data = reader.choice("data", in: rule, of: DataClass.self)
        guard let measured, let data else { return nil }
        let doubts = reader.stringsByKey("doubts", in: rule)
        return ProgrammeRule(
            programme: programme.id, version: reader.int("version", in: rule, default: programme.version),
            texts: reader.stringsByKey("text", in: rule), measured: measured, data: data,
            collection: reader.optionalChoice("collection", in: rule, of: Collection.self) ?? .eachParticipant,
            referenceOutputs: reader.strings("reference-outputs", in: rule),
            isVerified: reader.bool("verified", in: rule, default: true) && doubts.isEmpty, doubts: doubts,
            validity: reader.validity(in: rule),
            counterparts: reader.optionalList("counterparts", in: rule) { counterpart in
                guard let indicator = reader.string("indicator", in: counterpart),
                    let comparability = reader.choice(
                        "comparable", in: counterpart, of: Counterpart.Comparability.self)
                else { return nil }
                return Counterpart(
                    indicator: indicator, comparability: comparability,
                    reasons: reader.stringsByKey("because", in: counterpart))
            })
    }

    /// Reports reference outputs that the catalogue does not have: a result without its output cannot be checked.
    ///
    /// Counterparts may be missing, since a pipeline need not use both programmes.
    static func checkNames(_ indicators: [Indicator], with reader: DefinitionReader) {
        let codes = indicators.map(\.code)
        let known = Set(codes)
        for indicator in indicators {
            for code in indicator.rule?.referenceOutputs ?? [] where !known.contains(code) {
                reader.reportUnknown(code, at: indicator.location, as: "an indicator", among: codes)
            }
        }
    }
}

extension DefinitionReader {
    /// The days under `valid: {from: …, to: …}`.
    fileprivate func validity(in node: Definition) -> Validity {
        guard let days = optionalMapping("valid", in: node) else { return Validity() }
        func day(_ key: String) -> CalendarDay? {
            guard let text = optionalString(key, in: days) else { return nil }
            if let day = CalendarDay(iso: text) { return day }
            report(
                "indicators.validity", at: days[key] ?? days, "'\(text)' is no day",
                cause: "days are written as 2021-07-01")
            return nil
        }
        let (from, to) = (day("from"), day("to"))
        if let from, let to, to < from {
            report(
                "indicators.validity", at: days, "the last day is before the first",
                remedies: ["write 'from' before 'to'"])
        }
        return Validity(from: from, to: to)
    }
}
