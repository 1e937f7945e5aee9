import Disclosure
import Indicators
import Reporting
import Transmission

/// Blocks on programmes in one language: what is sent, what differs from what was sent, how two programmes' indicators compare, and what
/// of their rules was not seen in its source.
struct ProgrammeSupplements {
    let pipeline: LoadedPipeline
    let locale: ReportLocale
    let builder: DocumentBuilder
    let sending: Sending
    let sets: [ProtectedSet]

    var all: [String: [Block]] {
        [
            "transmission": transmission, "transmission-operations": operations,
            "transmission-corrections": corrections,
            "programme-results": results, "programme-definitions": definitions, "programme-crosswalk": crosswalk,
            "unverified-rules": unverified,
        ]
    }

    private func text(_ key: String) -> String { locale.text(key) }
    private func own(_ texts: [String: String]) -> String { texts[locale.language] ?? texts["en"] ?? "" }

    private var ruled: [Indicator] { pipeline.catalogue.indicators.filter { $0.rule != nil } }

    func tables(_ programme: Sending.OfProgramme) -> TransmissionTables {
        TransmissionTables(
            programme.transmission, catalogue: pipeline.catalogue, codeLists: pipeline.codeLists, locale: locale)
    }

    // MARK: What is sent

    /// What stands where there is nothing to send in this copy.
    private var instead: [Block]? {
        guard sending.programmes.isEmpty else { return nil }
        let key = pipeline.transmissions.layouts.isEmpty ? "transmission.no-layout" : "transmission.only-authority"
        return [.paragraph(text(key))]
    }

    private var transmission: [Block] {
        instead ?? sending.programmes.flatMap { tables($0).blocks(asOf: pipeline.definition.asOf) }
    }

    private var operations: [Block] {
        let blocks = sending.programmes.flatMap { programme in
            tables(programme).operationTables(asOf: pipeline.definition.asOf).map(Block.table)
        }
        return instead ?? (blocks.isEmpty ? [.paragraph(text("transmission.no-operations"))] : blocks)
    }

    private var corrections: [Block] {
        instead
            ?? sending.programmes.flatMap { programme -> [Block] in
                [.heading(programme.transmission.programme.title(in: locale.language))]
                    + tables(programme).blocks(of: programme.comparison)
            }
    }

    // MARK: Rules

    private var definitions: [Block] { [.definitions(ruled.map { builder.definition($0) })] }

    /// The results of each programme, with the outputs that they are compared with.
    private var results: [Block] {
        let blocks = pipeline.programmes.compactMap { programme -> Block? in
            let rows = ruled.filter { $0.rule?.programme == programme.id }.compactMap(resultRow)
            guard !rows.isEmpty else { return nil }
            let name: KeyValuePairs<String, String> = ["programme": programme.title(in: locale.language)]
            let columns = ["indicator", "value", "reference", "reference-value", "share", "measured"]
            return .table(
                Table(
                    id: "results-\(programme.id)", title: locale.text("programme-results.title", name),
                    shortTitle: locale.text("programme-results.short", name),
                    columns: columns.map { id in
                        TableColumn(
                            id: id, title: text("programme-results.\(id)"),
                            format: id == "share" ? .percent(0) : id.hasSuffix("value") ? .integer : nil)
                    }, rows: rows))
        }
        guard !blocks.isEmpty else { return [.paragraph(text("programme-results.none"))] }
        return [.paragraph(text("programme-results.introduction"))] + blocks
    }

    /// A result with its reference outputs; nil for what has none.
    private func resultRow(_ indicator: Indicator) -> [Cell]? {
        guard let rule = indicator.rule, !rule.referenceOutputs.isEmpty else { return nil }
        let value = total(of: indicator.code)
        let reference = sum(of: rule.referenceOutputs)
        return [
            .text(indicator.title(in: locale.language)), cell(value),
            .text(rule.referenceOutputs.joined(separator: " + ")), cell(reference), share(value, of: reference, rule),
            .text(text("rule.measured.\(rule.measured.rawValue)")),
        ]
    }

    private func cell(_ number: ProtectedNumber?) -> Cell {
        number.map { .number($0) } ?? .absent(reason: "no-observations")
    }

    /// The sum of what is shown; withheld where a part is, and nil where one is not known.
    private func sum(of codes: [String]) -> ProtectedNumber? {
        let parts = codes.map(total)
        if let withheld = parts.compactMap(\.self).first(where: \.isWithheld) { return withheld }
        let values = parts.compactMap { $0?.value }
        guard values.count == parts.count else { return nil }
        return .unrestricted(values.reduce(0, +), because: "the sum of counts that are shown")
    }

    /// The share that a result is of its reference, where both are shown. A result that a sample tells has none: it counts those who
    /// answered, and nought of two who did is not nought of all.
    private func share(_ value: ProtectedNumber?, of reference: ProtectedNumber?, _ rule: ProgrammeRule) -> Cell {
        if rule.collection == .sample { return .absent(reason: "not-applicable") }
        if let withheld = [reference, value].compactMap(\.self).first(where: \.isWithheld) { return .number(withheld) }
        guard let achieved = value?.value, let whole = reference?.value, whole > 0 else { return cell(nil) }
        return .number(.unrestricted(achieved / whole, because: "of counts that are shown beside it"))
    }

    /// The total of an indicator; nil where it has none.
    private func total(of code: String) -> ProtectedNumber? {
        sets.first { $0.indicator == code }?.figure(at: [])?.value
    }

    /// Indicators of one programme beside their nearest of another, with the totals of both on the same data.
    private var crosswalk: [Block] {
        let totals = Dictionary(
            sets.compactMap { set in set.figure(at: []).map { (set.indicator, $0.value) } },
            uniquingKeysWith: { first, _ in first })
        func value(_ code: String) -> Cell {
            totals[code].map { .number($0) } ?? .absent(reason: "not-applicable")
        }
        // Each pair once: from the programme that comes first in the catalogue.
        var pairs: Set<Set<String>> = []
        let rows = ruled.flatMap { indicator in
            (indicator.rule?.counterparts ?? []).compactMap { other -> [Cell]? in
                guard let counterpart = pipeline.catalogue.indicator(other.indicator),
                    pairs.insert([indicator.code, counterpart.code]).inserted
                else { return nil }
                return [
                    .text(indicator.title(in: locale.language)), value(indicator.code),
                    .text(counterpart.title(in: locale.language)), value(counterpart.code),
                    .text(text("rule.comparable.\(other.comparability.rawValue)")), .text(own(other.reasons)),
                ]
            }
        }
        guard !rows.isEmpty else { return [.paragraph(text("crosswalk.none"))] }
        let columns = ["indicator", "value", "counterpart", "counterpart-value", "comparable", "why"]
        return [
            .table(
                Table(
                    id: "programme-crosswalk", title: text("crosswalk.title"), shortTitle: text("crosswalk.short"),
                    introduction: text("crosswalk.introduction"),
                    columns: columns.map { id in
                        TableColumn(
                            id: id, title: text("crosswalk.\(id)"), format: id.hasSuffix("value") ? .integer : nil)
                    }, rows: rows))
        ]
    }

    /// The rules and layouts of which not all was seen in its source.
    private var unverified: [Block] {
        func title(_ programme: String) -> String {
            pipeline.catalogue.programme(programme)?.title(in: locale.language) ?? programme
        }
        var rows = ruled.compactMap { indicator -> [Cell]? in
            guard let rule = indicator.rule, !rule.isVerified else { return nil }
            return [
                .text(title(rule.programme)), .text(indicator.title(in: locale.language)), .text(String(rule.version)),
                .text(own(rule.doubts).isEmpty ? text("rule.unverified") : own(rule.doubts)),
                .text(indicator.reference),
            ]
        }
        for layout in pipeline.transmissions.layouts {
            let parts =
                [(own(layout.titles), layout.doubts, layout.source)]
                + layout.tables.map { (own($0.titles), $0.doubts, $0.source.isEmpty ? layout.source : $0.source) }
            for (name, doubts, source) in parts where !doubts.isEmpty {
                rows.append([
                    .text(title(layout.programme)), .text(name), .text(String(layout.version)), .text(own(doubts)),
                    .text(source),
                ])
            }
        }
        guard !rows.isEmpty else { return [.paragraph(text("unverified.none"))] }
        let columns = ["programme", "what", "version", "doubts", "source"]
        return [
            .paragraph(
                locale.text(
                    "unverified.sentence",
                    [
                        "open": locale.text(Double(rows.count), .integer),
                        "rules": locale.text(Double(ruled.count), .integer),
                    ])),
            .table(
                Table(
                    id: "unverified-rules", title: text("unverified.title"), shortTitle: text("unverified.short"),
                    columns: columns.map { TableColumn(id: $0, title: text("unverified.\($0)")) }, rows: rows,
                    rowHeaders: 2)),
        ]
    }
}
