import Definitions
import Diagnostics

extension ProgrammeCheck {
    /// The kinds of checks, by the name used in catalogues.
    enum Kind: String, CaseIterable {
        case sum, reported, milestone, target, agreement
        case atMost = "at-most"
        case eachAtMost = "each-at-most"
        case resultAtMostOutput = "result-at-most-output"
        case shareAtMostOne = "share-at-most-1"
        case addsUp = "adds-up"
        case withoutGender = "without-gender"
        case neverFalls = "never-falls"
        case notBoth = "not-both"
    }

    /// Decodes the checks of all catalogue files.
    ///
    /// - Parameters:
    ///   - programmes: That of each file; nil where it names none.
    ///   - codes: The indicators of the catalogue.
    static func decode(
        _ roots: [Definition], _ programmes: [Programme?], codes: [String], with reader: DefinitionReader
    ) -> [ProgrammeCheck] {
        var named: [(name: String, node: Definition)] = []
        let known = programmes.compactMap(\.self)
        let checks = zip(roots, programmes).flatMap { root, programme in
            reader.optionalList("checks", in: root) { node -> ProgrammeCheck? in
                let check = decode(node, of: programme, among: known, codes: codes, with: reader)
                if let check { named.append((check.id, node)) }
                return check
            }
        }
        reader.requireUnique(named, noun: "check")
        return checks
    }

    private static func decode(
        _ node: Definition, of programme: Programme?, among programmes: [Programme], codes: [String],
        with reader: DefinitionReader
    ) -> ProgrammeCheck? {
        let id = reader.string("id", in: node)
        let kind = reader.choice("kind", in: node, of: Kind.self)
        var owner = programme?.id
        if node["programme"] != nil {
            owner = reader.reference("programme", in: node, to: "a programme", among: programmes.map(\.id))
        } else if owner == nil {
            reader.report(
                "indicators.check-without-programme", at: node, "a check of no programme",
                cause: "the file names no programme, nor does the check", remedies: ["add 'programme: …' to the check"])
        }
        guard let id, let kind, let owner, let test = test(kind, node, codes, reader) else { return nil }
        let doubts = reader.stringsByKey("doubts", in: node)
        return ProgrammeCheck(
            id: id, programme: owner, test: test, number: reader.string("number", in: node, default: ""),
            reference: reader.string("reference", in: node, default: ""),
            isVerified: reader.bool("verified", in: node, default: true) && doubts.isEmpty, doubts: doubts,
            severity: reader.choice("severity", in: node, default: .warning),
            texts: reader.stringsByKey("text", in: node), location: node.location)
    }

    /// The keys that each kind needs.
    private static func needed(_ kind: Kind) -> [String] {
        switch kind {
        case .sum: ["total", "parts"]
        case .atMost, .eachAtMost: ["parts", "whole"]
        case .notBoth: ["indicators"]
        default: []
        }
    }

    private static func test(
        _ kind: Kind, _ node: Definition, _ codes: [String], _ reader: DefinitionReader
    ) -> Test? {
        let allowed = needed(kind) + (kind == .reported ? ["genders", "except"] : [])
        for key in ["total", "parts", "whole", "indicators", "genders", "except"] {
            let written = node[key].flatMap { $0.isNull ? nil : $0 }
            if let written, !allowed.contains(key) {
                reader.report(
                    "indicators.check", at: written, "'\(key)' is of no use in a check of the kind '\(kind.rawValue)'",
                    remedies: ["take it out"])
            } else if written == nil, needed(kind).contains(key) {
                reader.report(
                    "indicators.check", at: node, "a check of the kind '\(kind.rawValue)' needs '\(key)'",
                    cause: "it compares \(needed(kind).joined(separator: " with "))",
                    remedies: ["add '\(key): […]', with codes of indicators"])
                return nil
            }
        }
        /// The indicators under a key; nil where one is unknown.
        func indicators(_ key: String) -> [String]? {
            var isKnown = true
            let named = reader.items(key, in: node).compactMap { item -> String? in
                guard let code = item.string else { return nil }
                if codes.contains(code) { return code }
                reader.reportUnknown(code, at: item, as: "an indicator", among: codes)
                isKnown = false
                return nil
            }
            return isKnown ? named : nil
        }
        switch kind {
        case .sum:
            guard let total = indicators("total"), let parts = indicators("parts") else { return nil }
            return .sum(total: total, parts: parts)
        case .atMost, .eachAtMost:
            guard let parts = indicators("parts"), let whole = indicators("whole") else { return nil }
            return kind == .atMost ? .atMost(parts: parts, whole: whole) : .eachAtMost(parts: parts, whole: whole)
        case .resultAtMostOutput: return .resultAtMostOutput
        case .shareAtMostOne: return .shareAtMostOne
        case .reported:
            return indicators("except").map { .reported(genders: reader.strings("genders", in: node), except: $0) }
        case .addsUp: return .addsUp
        case .withoutGender: return .withoutGender
        case .neverFalls: return .neverFalls
        case .milestone: return .milestone
        case .target: return .target
        case .agreement: return .agreement
        case .notBoth: return indicators("indicators").map(Test.notBoth)
        }
    }
}
