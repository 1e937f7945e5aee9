import Foundation
import Pipeline
import Records
import Reporting
import Testing

/// A small programme: two operations in two categories of region, people of three genders, firms, and a plan.
///
///     A, more developed: F 3, M 2, N 1; one person without a gender, who is in no indicator; of the six, two women are unemployed
///     B, transition: F 2, M 1, N 0
enum TransmissionFixture {
    static let folder = "Programme"
    static let pipeline = folder + "/pipeline.yaml"
    static let output = "build/small-authority/transmission"

    static let people = """
        person,operation,gender,labour_status,entry,rural
        p01,A,F,unemployed,2023-01-10,
        p02,A,F,unemployed,2023-01-11,
        p03,A,F,employed,2023-02-01,
        p04,A,M,employed,2023-02-02,
        p05,A,M,inactive,2023-02-03,
        p06,A,N,employed,2023-02-04,
        p07,A,,employed,2023-02-05,
        p08,B,F,employed,2023-02-06,true
        p09,B,F,employed,2023-02-07,false
        p10,B,M,employed,2023-02-08,false

        """
    static let figures = """
        indicator,kind,value,programme,objective,region_category,operation,gender,through
        EECO01,milestone,30,small,1,more,,,2024-12-31
        EECO01,target,90,small,1,more,,,2029-12-31
        EECO01,selected,12,small,1,more,A,F,2023-06-30
        EECO01,selected,9,small,1,more,A,M,2023-06-30

        """

    static let texts: [String: String] = [
        "people.csv": people,
        "operations.csv":
            "operation,programme,objective,region_category\nA,small,1,more\nB,small,1,transition\nC,small,1,less\n",
        "entities.csv": "organisation,operation,kind\nf1,A,sme\nf2,A,sme\nf3,B,public\n", "figures.csv": figures,
        "people.yaml": """
        kaiku: 1
        record: participation
        columns:
          person: {from: person}
          operation: {from: operation}
          gender: {from: gender}
          labour_status: {from: labour_status}
          entry: {from: entry}
          rural: {from: rural}
        """,
        "operations.yaml": """
        kaiku: 1
        record: operation
        columns:
          operation: {from: operation}
          programme: {from: programme}
          objective: {from: objective}
          region_category: {from: region_category}
        """,
        "entities.yaml": """
        kaiku: 1
        record: supported-entity
        columns:
          organisation: {from: organisation}
          operation: {from: operation}
          kind: {from: kind}
        """,
        "figures.yaml": """
        kaiku: 1
        record: programme-figure
        columns:
          indicator: {from: indicator}
          kind: {from: kind}
          value: {from: value}
          programme: {from: programme}
          objective: {from: objective}
          region_category: {from: region_category}
          operation: {from: operation}
          gender: {from: gender}
          through: {from: through}
        """,
        "codes.yaml": """
        kaiku: 1
        code-lists:
          - name: category
            codes:
              - {code: more, en: "More developed"}
              - {code: transition, en: "Transition"}
              - {code: less, en: "Less developed"}
        """,
        "catalogue.yaml": """
        kaiku: 1
        programme: {id: small, version: 1, titles: {en: "Small programme"}, source: "An act"}
        dimensions:
          gender: {titles: {en: "Gender"}}
          operation: {titles: {en: "Operation"}}
          objective: {titles: {en: "Objective"}, expression: operation.objective}
          region_category: {titles: {en: "Category of region"}, expression: operation.region_category, code-list: category}
        indicators:
          - code: EECO01
            titles: {en: "EECO01 Participants"}
            definition: {en: "See its rule."}
            unit: persons
            population: persons
            calculation: {kind: count, table: participation, where: "present(gender)"}
            authority-breakdowns: &persons [[operation], [operation, gender], [objective, region_category], [objective, region_category, gender]]
            rule: {text: {en: "Each person once."}, measured: entry, data: personal}
          - code: EECO02
            titles: {en: "EECO02 Unemployed"}
            definition: {en: "See its rule."}
            unit: persons
            population: persons
            calculation: {kind: count, table: participation, where: "present(gender) and labour_status = 'unemployed'"}
            authority-breakdowns: *persons
            rule: {text: {en: "On entry."}, measured: entry, data: personal, doubts: {en: "The guidance was not read."}}
          - code: EECO17
            titles: {en: "EECO17 Rural areas"}
            definition: {en: "See its rule."}
            unit: persons
            population: persons
            calculation: {kind: count, table: participation, where: "present(gender) and rural", asked: "present(gender) and present(rural)"}
            authority-breakdowns: *persons
            rule: {text: {en: "On entry."}, measured: entry, data: personal, collection: informed-estimate}
          - code: EECO19
            titles: {en: "EECO19 Firms"}
            definition: {en: "See its rule."}
            unit: organisations
            population: organisations
            calculation: {kind: distinct, table: supported_entity, where: "kind = 'sme'", of: organisation}
            authority-breakdowns: [[operation], [objective, region_category]]
            rule: {text: {en: "Each firm once."}, measured: operation, data: entity}
          - code: EECR04
            titles: {en: "EECR04 Employed afterwards"}
            definition: {en: "See its rule."}
            unit: persons
            population: persons
            calculation: {kind: count, table: participation, where: "present(gender) and labour_status = 'unemployed' and gender = 'F'"}
            authority-breakdowns: *persons
            rule: {text: {en: "Afterwards."}, measured: leaving, data: personal, reference-outputs: [EECO02]}
          - code: all-records
            titles: {en: "All records"}
            definition: {en: "See its rule."}
            unit: persons
            population: persons
            calculation: {kind: count, table: participation}
            authority-breakdowns: [[operation]]
        """,
        "transmission.yaml": """
        kaiku: 1
        programme: small
        source: "Annex VII"
        doubts: {en: "Its columns were not read."}
        split: gender
        everybody: EECO01
        schedule:
          versions:
            - {suffix: "12", through: "12-31", due: "01-31"}
            - {suffix: "06", through: "06-30", due: "07-31"}
        tables:
          - id: table-6
            titles: {en: "Table 6: outputs"}
            short-titles: {en: "Table 6"}
            grain: [objective, region_category]
            indicators: [EECO01, EECO02, EECO17, EECO19]
            columns:
              - {id: milestone, show: milestone, titles: {en: "Milestone"}}
              - {id: selected_total, show: selected, titles: {en: "Selected"}}
              - {id: women, show: achieved, level: F, titles: {en: "Women"}}
              - {id: men, show: achieved, level: M, titles: {en: "Men"}}
              - {id: nonbinary, show: achieved, level: N, titles: {en: "Non-binary"}}
              - {id: total, show: achieved, titles: {en: "Total"}}
          - id: table-10
            titles: {en: "Table 10: results"}
            short-titles: {en: "Table 10"}
            grain: [objective, region_category]
            indicators: [EECR04]
            columns:
              - {id: reference, show: reference-outputs, titles: {en: "Reference output"}}
              - {id: total, show: achieved, titles: {en: "Total"}}
        operations:
          dimension: operation
          titles: {en: "Figures to type in"}
          columns:
            - {id: women, show: achieved, level: F, titles: {en: "Women"}}
            - {id: total, show: achieved, titles: {en: "Total"}}
          beside: [all-records]
        """,
        "report.yaml": """
        kaiku: 1
        report: esf
        title: esf.title
        sections:
          - id: results
            title: esf.section.results
            blocks:
              - supplement: programme-results
              - table: {id: shared, title: esf.table.outputs, rows: {indicators: [EECO01]}, columns: [{show: value}]}
                copies: [public]
              - table:
                  id: split
                  title: esf.table.outputs-gender
                  rows: {indicators: [EECO01]}
                  columns: [{id: women, show: value, at: {operation: A, gender: F}, title: esf.column.women}]
                copies: [authority]
          - id: sent
            title: esf.section.transmission
            blocks: [{supplement: transmission}, {supplement: unverified-rules}, {supplement: programme-definitions}]
          - id: corrections
            title: esf.section.corrections
            copies: [authority]
            blocks: [{supplement: transmission-corrections}, {supplement: transmission-operations}]
        """,
        "pipeline.yaml": """
        kaiku: 1
        pipeline: small
        period: {from: 2023-01-01, to: 2023-06-30}
        as-of: 2023-06-30
        languages: [en]
        output: ../build/small
        code-lists: codes.yaml
        catalogue: catalogue.yaml
        reports: report.yaml
        locales: ../Reports/locales
        templates: ../Reports/templates
        outputs: {figures: false, data-quality: false}
        disclosure: {threshold: 5}
        transmissions:
          layouts: transmission.yaml
          sent: "sent/*.json"
        sources:
          - {id: people, files: "people*.csv", mapping: people.yaml}
          - {id: operations, files: operations.csv, mapping: operations.yaml}
          - {id: entities, files: entities.csv, mapping: entities.yaml}
          - {id: figures, files: figures.csv, mapping: figures.yaml}
        tables:
          operation: {key: operation}
          participation: {references: {operation: operation}}
          supported_entity: {references: {operation: operation}}
        """,
    ]

    static func open() throws -> Workspace {
        let workspace = try Workspace(copying: ["Reports"])
        for (name, text) in texts { try workspace.write(text + "\n", to: "\(folder)/\(name)") }
        return workspace
    }

    @discardableResult
    static func run(_ workspace: Workspace, copy: Copy = .authority, asOf: String? = nil) throws -> RunSummary {
        var options = RunOptions(threads: 2, copy: copy)
        options.asOf = asOf.flatMap { CalendarDay(iso: $0) }
        var loader = PipelineLoader(options: options)
        return try PipelineRun(try loader.load("\(workspace.path)/\(pipeline)"), options: options) { _ in }.run()
    }

    /// A transmission of the workspace, as JSON.
    static func transmission(_ workspace: Workspace) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/\(output)/small.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Keeps what was written as it is sent.
    static func send(_ workspace: Workspace, as name: String = "202306.json") throws {
        try workspace.write(try workspace.text("\(output)/small.json"), to: "\(folder)/sent/\(name)")
    }

    static func changes(_ workspace: Workspace) throws -> [[String: Any]] {
        try #require(try transmission(workspace)["changes"] as? [[String: Any]])
    }

    static func change(
        _ indicator: String, _ column: String, _ category: String = "more", in changes: [[String: Any]]
    ) -> [String: Any]? {
        changes.first { change in
            change["indicator"] as? String == indicator && change["column"] as? String == column
                && (change["cell"] as? [String: String])?["region_category"] == category
        }
    }

    static func kinds(_ change: [String: Any]?) -> [String] {
        (change?["causes"] as? [[String: String]] ?? []).compactMap { $0["kind"] }
    }
}
