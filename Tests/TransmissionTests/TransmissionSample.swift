import Definitions
import Diagnostics
import Indicators
import Records
import Reporting
import Testing

@testable import Disclosure
@testable import Transmission

/// Two operations in two categories of region: a small programme whose cells can be added up by hand.
///
///     objective 4.3, more developed   EECO01: F 3, M 2, N 1    EECO12 (asked of nobody)    EECR04: F 1, M 0
///     objective 4.3, transition       EECO01: F 4, M 0, N 0    EECO12: F 2, asked of F only
///     supported firms                 EECO19: 5 in more developed, none in transition
enum TransmissionSample {
    static let catalogueText = """
        kaiku: 1
        programme: {id: plus, version: 3, titles: {en: "Plus"}, source: "Regulation"}
        dimensions:
          objective: {titles: {en: "Objective"}}
          region_category: {titles: {en: "Category"}, code-list: category}
          operation: {titles: {en: "Operation"}}
          gender: {titles: {en: "Gender"}}
        indicators:
          - code: EECO01
            titles: {en: "EECO01 Participants"}
            unit: persons
            population: persons
            calculation: {kind: count, table: t}
            authority-breakdowns: [[objective, region_category], [objective, region_category, gender], [operation], [operation, gender]]
            rule: {text: {en: "Once."}, measured: entry, data: personal}
          - code: EECO12
            titles: {en: "EECO12 Disabilities"}
            unit: persons
            population: persons
            calculation: {kind: count, table: t, where: "disabled", asked: "present(disabled)"}
            authority-breakdowns: [[objective, region_category], [objective, region_category, gender], [operation], [operation, gender]]
            rule: {text: {en: "Asked."}, measured: entry, data: special-category, collection: informed-estimate, version: 2, doubts: {en: "Not seen."}}
          - code: EECO19
            titles: {en: "EECO19 Firms"}
            unit: organisations
            population: organisations
            calculation: {kind: distinct, table: e, of: organisation}
            authority-breakdowns: [[objective, region_category], [operation]]
            rule: {text: {en: "Firms."}, measured: operation, data: entity}
          - code: EECR04
            titles: {en: "EECR04 Employed"}
            unit: persons
            population: persons
            calculation: {kind: count, table: t}
            authority-breakdowns: [[objective, region_category, gender], [operation, gender]]
            rule: {text: {en: "After."}, measured: leaving, data: personal, reference-outputs: [EECO01]}
          - code: late
            titles: {en: "Late"}
            unit: persons
            population: persons
            calculation: {kind: count, table: t}
            rule: {text: {en: "Later."}, measured: entry, data: personal, valid: {from: 2025-01-01}}
          - code: all
            titles: {en: "All records"}
            unit: persons
            population: persons
            calculation: {kind: count, table: t}
            authority-breakdowns: [[operation]]
        """

    static let layoutText = """
        kaiku: 1
        programme: plus
        version: 1
        titles: {en: "Transmission"}
        source: "Annex VII"
        split: gender
        everybody: EECO01
        schedule:
          versions:
            - {suffix: "12", through: "12-31", due: "01-31"}
            - {suffix: "06", through: "06-30", due: "07-31"}
          first: "202112"
          last: "202912"
        tables:
          - id: table-6
            titles: {en: "Table 6"}
            grain: [objective, region_category]
            indicators: [EECO01, EECO12, EECO19, late]
            columns:
              - {id: milestone, show: milestone, year: 2024, titles: {en: "Milestone 2024"}, not-for: [EECO12]}
              - {id: target, show: target, titles: {en: "Target 2029"}}
              - {id: selected_women, show: selected, level: F, titles: {en: "Selected, women"}}
              - {id: selected_total, show: selected, titles: {en: "Selected, total"}}
              - {id: women, show: achieved, level: F, titles: {en: "Women"}}
              - {id: men, show: achieved, level: M, titles: {en: "Men"}}
              - {id: nonbinary, show: achieved, level: N, titles: {en: "Non-binary"}}
              - {id: total, show: achieved, titles: {en: "Total"}}
          - id: table-10
            titles: {en: "Table 10"}
            grain: [objective, region_category]
            indicators: [EECR04]
            columns:
              - {id: baseline, show: baseline, titles: {en: "Baseline"}}
              - {id: baseline_year, show: baseline-year, titles: {en: "Year"}}
              - {id: reference, show: reference-outputs, titles: {en: "Reference"}}
              - {id: women, show: achieved, level: F, titles: {en: "Women"}}
              - {id: total, show: achieved, titles: {en: "Total"}}
        operations:
          dimension: operation
          titles: {en: "Operation"}
          columns:
            - {id: women, show: achieved, level: F, titles: {en: "Women"}}
            - {id: men, show: achieved, level: M, titles: {en: "Men"}}
            - {id: total, show: achieved, titles: {en: "Total"}}
          beside: [all]
        """

    static func catalogue() throws -> Catalogue {
        let reader = DefinitionReader()
        let file = try DefinitionFile.load(text: catalogueText, name: "catalogue.yaml")
        let catalogue = Catalogue.decode([file.root], with: reader)
        try reader.throwIfErrors()
        return catalogue
    }

    static func layout(_ text: String = layoutText) throws -> TransmissionLayout {
        let reader = DefinitionReader()
        let file = try DefinitionFile.load(text: text, name: "transmission.yaml")
        let catalogue = try catalogue()
        let layout = TransmissionLayout.decode(
            file.root, dimensions: catalogue.dimensions.map(\.name), programmes: catalogue.programmes.map(\.id),
            indicators: catalogue.indicators.map(\.code), with: reader)
        try reader.throwIfErrors()
        return try #require(layout)
    }

    static let codeLists = [
        "category": CodeList(
            name: "category",
            codes: [
                Code(code: "more", titles: ["en": "More developed"]),
                Code(code: "transition", titles: ["en": "Transition"]),
            ])
    ]

    /// Counts by their levels; nil where nobody was asked.
    typealias Counts = [([String: String], Double?)]

    static func set(_ code: String, _ counts: Counts, unit: Indicators.Unit = .persons) -> FigureSet {
        FigureSet(
            indicator: code, unit: unit, population: unit == .persons ? .persons : .organisations, method: "count",
            totals: .unrelated,
            figures: counts.map { levels, value in
                Figure(
                    indicator: code,
                    breakdown: levels.sorted { $0.key < $1.key }.map {
                        BreakdownLevel(dimension: $0.key, level: .code($0.value))
                    }, value: value, absence: value == nil ? .noObservations : nil, n: Int(value ?? 0))
            })
    }

    static func at(_ category: String, _ gender: String? = nil) -> [String: String] {
        var levels = ["objective": "4.3", "region_category": category]
        if let gender { levels["gender"] = gender }
        return levels
    }

    static var figures: [FigureSet] {
        [
            set(
                "EECO01",
                [
                    (at("more"), 6), (at("more", "F"), 3), (at("more", "M"), 2), (at("more", "N"), 1),
                    (at("transition"), 4), (at("transition", "F"), 4), (at("transition", "M"), 0),
                    (["operation": "A"], 6), (["operation": "A", "gender": "F"], 3),
                    (["operation": "A", "gender": "M"], 2),
                    (["operation": "B"], 4), (["operation": "B", "gender": "F"], 4), ([:], 10),
                ]),
            set(
                "EECO12",
                [
                    (at("more", "F"), nil), (at("transition"), 2), (at("transition", "F"), 2),
                    (["operation": "A"], nil),
                ]),
            set("EECO19", [(at("more"), 5), (["operation": "A"], 5)], unit: .organisations),
            set("EECR04", [(at("more", "F"), 1), (at("more", "M"), 0), (["operation": "A", "gender": "F"], 1)]),
            set("late", [([:], 3)]), set("all", [(["operation": "A"], 8), (["operation": "B"], 4), ([:], 12)]),
        ]
    }

    static let plan = ProgrammePlan(
        figures: [
            PlanFigure(
                kind: .milestone, indicator: "EECO01", value: 38, levels: at("more"), programme: "plus",
                through: CalendarDay(iso: "2024-12-31")),
            PlanFigure(
                kind: .milestone, indicator: "EECO01", value: 70, levels: at("more"), programme: "plus",
                through: CalendarDay(iso: "2026-12-31")),
            PlanFigure(
                kind: .target, indicator: "EECO01", value: 120, levels: at("more"),
                through: CalendarDay(iso: "2029-12-31")),
            selected("A", "F", 20, "2023-06-30"), selected("A", "F", 36, "2023-12-31"),
            selected("A", "M", 18, "2023-12-31"),
            selected("B", "F", 5, "2023-12-31"), selected("B", "F", 500, "2024-06-30"),
            PlanFigure(
                kind: .baseline, indicator: "EECR04", value: 12, levels: at("more"), programme: "plus",
                through: CalendarDay(iso: "2020-12-31")),
            PlanFigure(kind: .target, indicator: "EECO01", value: 9, levels: at("more"), programme: "other"),
        ],
        operations: [
            ProgrammeOperation(id: "A", programme: "plus", levels: at("more")),
            ProgrammeOperation(id: "B", programme: "plus", levels: at("transition")),
            ProgrammeOperation(id: "C", programme: "other", levels: at("less")),
        ])

    static func selected(_ operation: String, _ gender: String, _ value: Double, _ day: String) -> PlanFigure {
        PlanFigure(
            kind: .selected, indicator: "EECO01", value: value, levels: at("more", gender), operation: operation,
            programme: "plus", through: CalendarDay(iso: day))
    }

    static func transmission(
        _ figures: [FigureSet] = figures, plan: ProgrammePlan = plan, layout: TransmissionLayout? = nil,
        asOf: String = "2023-12-31"
    ) throws -> ProgrammeTransmission {
        let catalogue = try catalogue()
        let policy = try DisclosurePolicy(threshold: 1)
        return TransmissionBuilder(
            layout: try layout ?? self.layout(), programme: try #require(catalogue.programme("plus")),
            catalogue: catalogue,
            codeLists: codeLists, sets: try protect(figures, policy: policy).sets, plan: plan,
            asOf: try #require(CalendarDay(iso: asOf))
        ).transmission()
    }
}

extension TransmissionTable {
    func row(_ indicator: String, _ category: String) -> TransmissionRow? {
        rows.first { $0.indicator == indicator && $0.cell.last?.level.name == category }
    }

    /// The values of a row by column: numbers, or the reason for none.
    func texts(_ indicator: String, _ category: String) -> [String: String] {
        guard let row = row(indicator, category) else { return [:] }
        let pairs = zip(layout.columns, row.values).map { column, value in (column.id, value.written) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}

extension TransmissionValue {
    var written: String {
        switch self {
        case .number(let number): number.value.map { String(Int($0)) } ?? "withheld"
        case .estimate(let value): String(Int(value))
        case .year(let year): "year \(year)"
        case .text(let text): text
        case .empty(let reason): reason.rawValue
        }
    }
}
