import Foundation
import Microdata
import Pipeline
import Reporting
import Testing

/// A small pipeline of three reports in which a count of three is withheld, for what differs between copies and choices of reports.
enum CopyFixture {
    static let folder = LawTests.folder
    static let pipeline = folder + "/pipeline.yaml"
    static let rows = folder + "/nodes.csv"
    static let publicFolder = "build/medical-innovation"
    static let authorityFolder = "build/medical-innovation-authority"

    /// Of four cities the second has three adopters.
    static let counts = [1: 20, 2: 3, 3: 12, 4: 9]

    static func open() throws -> Workspace {
        let workspace = try LawTests.open()
        try workspace.write(text(counts), to: rows)
        try workspace.replace(
            "    unit: adoptions\n    population: none\n    calculation: {kind: distinct",
            with: "    unit: persons\n    population: persons\n    calculation: {kind: distinct",
            in: "\(folder)/indicators.yaml")
        try workspace.replace("outputs: {figures: false}", with: "outputs: {figures: true}", in: pipeline)
        try workspace.replace(
            "reports: report.yaml",
            with: "reports: [report.yaml, funder-summary.yaml, ../../Reports/data-quality.yaml]", in: pipeline)
        // A second report, with a chart of its own.
        let second = try workspace.text("\(folder)/report.yaml").replacingOccurrences(
            of: "report: diffusion", with: "report: funder-summary"
        ).replacingOccurrences(of: "id: months", with: "id: funder-months").replacingOccurrences(
            of: "table: months", with: "table: funder-months")
        try workspace.write(second, to: "\(folder)/funder-summary.yaml")
        try workspace.replace(
            "      - chart:",
            with: """
                      - table:
                          id: cities
                          title: column.regions
                          rows: {dimension: community}
                          columns: [{id: adopters, indicator: adopters}]
                      - supplement: changes
                      - chart:
                """, in: "\(folder)/report.yaml")
        return workspace
    }

    static func text(_ counts: [Int: Int]) -> String {
        var rows = "id,community,toa\n"
        for (community, count) in counts.sorted(by: { $0.key < $1.key }) {
            for number in 0..<count { rows += "\(community * 1000 + number),\(community),\(number % 17 + 1)\n" }
        }
        return rows
    }

    @discardableResult
    static func run(
        _ workspace: Workspace, copy: Copy = .public, reports: [String] = [], output: String? = nil
    ) throws -> RunSummary {
        let options = RunOptions(output: output, threads: 2, copy: copy, reports: reports)
        var loader = PipelineLoader(options: options)
        return try PipelineRun(try loader.load("\(workspace.path)/\(pipeline)"), options: options) { _ in }.run()
    }

    /// The parts of a workbook as text, by name.
    static func parts(of workbook: String, in workspace: Workspace) throws -> [String: String] {
        let script = """
            import json, sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as package:
                json.dump({name: package.read(name).decode() for name in package.namelist()}, sys.stdout)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, "\(workspace.path)/\(workbook)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([String: String].self, from: data)
    }

    /// The store's runs and results, and the authority copies that it has noted.
    static func store(_ workspace: Workspace) throws -> Store {
        try Store(path: "\(workspace.path)/build/.kaiku/medical-innovation.sqlite", access: .readOnly)
    }
}
