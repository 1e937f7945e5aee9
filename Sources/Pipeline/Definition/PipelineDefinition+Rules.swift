import Definitions
import Diagnostics
import Statistics

/// Decodes the rules of a pipeline: those of rows, and those of sources as a whole.
struct RuleDecoder {
    let tables: [TableRules]
    let sources: [String]
    let reader: DefinitionReader

    /// A rule of either kind.
    enum Rule {
        case rows(RuleDefinition)
        case source(SourceRuleDefinition)

        var ofRows: RuleDefinition? { if case .rows(let rule) = self { rule } else { nil } }
        var ofSource: SourceRuleDefinition? { if case .source(let rule) = self { rule } else { nil } }
    }

    /// What a rule can ask for, of which each has one.
    private static let kinds = ["check", "reference", "sequence", "acyclic", "rows", "drift", "columns", "audience"]

    func rule(_ node: Definition) -> Rule? {
        let id = reader.string("id", in: node)
        let asked = Self.kinds.filter { node[$0].map { !$0.isNull } ?? false }
        guard asked.count == 1, let kind = asked.first else {
            reader.report(
                "pipeline.rule", at: node,
                asked.isEmpty
                    ? "the rule says nothing that must hold" : "the rule says more than one thing that must hold",
                cause: "a rule has one of \(Self.kinds.joined(separator: ", "))"
                    + (asked.isEmpty ? "" : "; this one has \(asked.joined(separator: " and "))"),
                remedies: asked.isEmpty ? ["write 'check:' with an expression"] : ["make a rule of each"])
            return nil
        }
        guard let id else { return nil }
        switch kind {
        case "check", "reference": return rowRule(id, kind, node).map(Rule.rows)
        case "sequence", "acyclic": return groupRule(id, kind, node).map(Rule.rows)
        default: break
        }
        for key in ["table", "maximum", "fix-list"] where node[key].map({ !$0.isNull }) ?? false {
            reader.report(
                "pipeline.rule", at: node[key] ?? node, "'\(key)' is of no use in a rule with '\(kind)'",
                remedies: ["take it out"])
        }
        let test: SourceRuleDefinition.Test? =
            switch kind {
            case "rows": reader.mapping("rows", in: node).flatMap(rows)
            case "drift": reader.mapping("drift", in: node).flatMap(drift)
            case "audience": reader.mapping("audience", in: node).flatMap(audience)
            default:
                reader.mapping("columns", in: node).map { node in
                    .columns(source: reader.optionalReference("source", in: node, to: "a source", among: sources))
                }
            }
        guard let test else { return nil }
        return .source(
            SourceRuleDefinition(
                id: id, test: test, severity: reader.choice("severity", in: node, default: .warning),
                messages: reader.stringsByKey("messages", in: node), location: node.location))
    }

    private func rowRule(_ id: String, _ kind: String, _ node: Definition) -> RuleDefinition? {
        let table = reader.string("table", in: node)
        let maximum = reader.optionalMapping("maximum", in: node)
        let written = reader.string(kind, in: node)
        guard let table, let written else { return nil }
        var reference: RuleDefinition.Reference?
        if kind == "reference" {
            reference = self.reference(written, of: table, node)
            if reference == nil { return nil }
        }
        return RuleDefinition(
            id: id, table: table, check: reference?.check ?? written, reference: reference, group: nil, cause: nil,
            severity: reader.choice("severity", in: node, default: .error),
            messages: reader.stringsByKey("messages", in: node),
            isAsked: reader.bool("fix-list", in: node, default: false),
            maximumCount: maximum.flatMap { reader.optionalInt("count", in: $0) },
            maximumShare: maximum.flatMap { reader.optionalDouble("share", in: $0) }, location: node.location)
    }

    /// A rule about rows together.
    private func groupRule(_ id: String, _ kind: String, _ node: Definition) -> RuleDefinition? {
        if let written = node["table"], !written.isNull {
            reader.report(
                "pipeline.rule", at: written, "the table of a rule with '\(kind)' stands in it",
                remedies: ["move 'table' into '\(kind)'"])
        }
        let maximum = reader.optionalMapping("maximum", in: node)
        guard let written = reader.mapping(kind, in: node), let table = reader.string("table", in: written) else {
            return nil
        }
        let group: GroupCheck
        if kind == "sequence" {
            let keys = reader.strings("keys", in: written)
            let order = reader.strings("order", in: written)
            guard let stage = reader.string("stage", in: written), let day = reader.string("day", in: written) else {
                return nil
            }
            guard !keys.isEmpty, order.count > 1, Set(order).count == order.count else {
                reader.report(
                    "pipeline.rule", at: written, "a sequence has keys, and two different stages at least",
                    remedies: ["write 'keys: [innovation, adopter]' and 'order: [adopted, abandoned]'"])
                return nil
            }
            group = .sequence(GroupCheck.Sequence(keys: keys, stage: stage, day: day, order: order))
        } else {
            guard let from = reader.string("from", in: written), let to = reader.string("to", in: written) else {
                return nil
            }
            group = .acyclic(
                GroupCheck.Circle(from: from, to: to, within: reader.optionalString("within", in: written)))
        }
        return RuleDefinition(
            id: id, table: table, check: group.form, reference: nil, group: group, cause: nil,
            severity: reader.choice("severity", in: node, default: .error),
            messages: reader.stringsByKey("messages", in: node),
            isAsked: reader.bool("fix-list", in: node, default: false),
            maximumCount: maximum.flatMap { reader.optionalInt("count", in: $0) },
            maximumShare: maximum.flatMap { reader.optionalDouble("share", in: $0) }, location: node.location)
    }

    /// A column that must hold a key of the table that it refers to.
    private func reference(_ column: String, of table: String, _ node: Definition) -> RuleDefinition.Reference? {
        let references = tables.first { $0.table == table }?.references ?? [:]
        guard let target = references[column] else {
            reader.reportUnknown(
                column, at: node["reference"] ?? node, as: "a column of '\(table)' that refers to another table",
                among: references.keys.sorted(), code: "pipeline.unknown-column")
            return nil
        }
        guard let key = tables.first(where: { $0.table == target })?.key else {
            reader.report(
                "pipeline.reference", at: node["reference"] ?? node, "the table '\(target)' has no key to refer to",
                remedies: ["write '\(target): {key: …}' under 'tables:'"])
            return nil
        }
        return RuleDefinition.Reference(column: column, table: target, key: key)
    }

    private func rows(_ node: Definition) -> SourceRuleDefinition.Test? {
        let source = reader.reference("source", in: node, to: "a source", among: sources)
        let change = reader.optionalMapping("change", in: node)
        let limits = RowLimits(
            least: reader.optionalInt("least", in: node), most: reader.optionalInt("most", in: node),
            changeCount: change.flatMap { reader.optionalInt("count", in: $0) },
            changeShare: change.flatMap { reader.optionalDouble("share", in: $0) })
        if let least = limits.least, let most = limits.most, least > most {
            reader.report(
                "pipeline.rule", at: node, "at least \(least) and at most \(most) rows cannot be",
                remedies: ["swap 'least' and 'most'"])
        }
        return source.map { .rows(source: $0, limits) }
    }

    private func audience(_ node: Definition) -> SourceRuleDefinition.Test? {
        guard let participants = reader.string("participants", in: node), let events = reader.string("events", in: node)
        else { return nil }
        return .audience(
            AudienceRule(
                participants: participants, attendance: reader.optionalString("attendance", in: node), events: events,
                kinds: reader.strings("kinds", in: node), least: reader.int("least", in: node, default: 3)))
    }

    private func drift(_ node: Definition) -> SourceRuleDefinition.Test? {
        let table = reader.string("table", in: node)
        let column = reader.string("column", in: node)
        let limit = reader.double("limit", in: node)
        guard let table, let column, let limit else { return nil }
        return .drift(
            DriftLimit(
                table: table, column: column,
                measure: reader.choice("measure", in: node, default: .totalVariation), limit: limit,
                least: reader.int("least", in: node, default: 30)))
    }
}
