import Indicators
import Records

extension DocumentBuilder {
    /// What a programme's rule says, in the language of the document.
    func facts(of rule: ProgrammeRule) -> [LabelledText] {
        func own(_ texts: [String: String]) -> String { texts[locale.language] ?? texts["en"] ?? "" }
        var facts: [LabelledText] = []
        func add(_ label: String, _ content: String) {
            if !content.isEmpty { facts.append(LabelledText(label: text("definition.\(label)"), text: content)) }
        }
        let programme = material.catalogue.programme(rule.programme)
        add("rule", own(rule.texts))
        add(
            "programme",
            locale.text(
                "rule.programme",
                [
                    "programme": programme?.title(in: locale.language) ?? rule.programme,
                    "version": String(rule.version),
                ]))
        add("measured", text("rule.measured.\(rule.measured.rawValue)"))
        add("data", text("rule.data.\(rule.data.rawValue)"))
        if rule.data != .entity { add("collection", text("rule.collection.\(rule.collection.rawValue)")) }
        add("reference-outputs", rule.referenceOutputs.joined(separator: " + "))
        add("valid", days(rule.validity.isOpen ? programme?.validity ?? rule.validity : rule.validity))
        add("counterparts", rule.counterparts.map(words).joined(separator: " "))
        if !rule.isVerified {
            add("verified", [text("rule.unverified"), own(rule.doubts)].filter { !$0.isEmpty }.joined(separator: " "))
        }
        return facts
    }

    /// The days on which something holds, such as `1.7.2021–31.12.2029`; empty where it always does.
    private func days(_ validity: Validity) -> String {
        guard !validity.isOpen else { return "" }
        return "\(validity.from.map { locale.day($0) } ?? "")–\(validity.to.map { locale.day($0) } ?? "")"
    }

    /// Such as `CO06: not comparable. The age limits have moved.`
    private func words(_ counterpart: ProgrammeRule.Counterpart) -> String {
        let reason = counterpart.reasons[locale.language] ?? counterpart.reasons["en"] ?? ""
        let comparability = text("rule.comparable.\(counterpart.comparability.rawValue)")
        return "\(counterpart.indicator): \(comparability)." + (reason.isEmpty ? "" : " " + reason)
    }
}
