import Foundation
import Pipeline
import Testing

/// What holds for every input, at the level of a whole pipeline.
@Suite(.serialized) struct LawTests {
    /// SplitMix64: the same numbers on every machine.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    static let folder = "Pipelines/medical-innovation"

    static func open() throws -> Workspace {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/Tests/EndToEndTests/RealInput/medical-innovation",
            toPath: "\(workspace.path)/\(folder)")
        return workspace
    }

    /// Lines as they come: good ones, unknown codes, values out of range, repeated keys, fields too many or too few, blank
    /// lines, quotes, and line breaks in fields.
    static func dirty(_ numbers: inout Numbers) -> (text: String, records: Int) {
        let newline = Bool.random(using: &numbers) ? "\n" : "\r\n"
        var text = "id,community,toa" + newline
        var records = 0
        for number in 0..<Int.random(in: 1...120, using: &numbers) {
            let id = Int.random(in: 0...9, using: &numbers) == 0 ? "7" : "\(1000 + number)"
            switch Int.random(in: 0...11, using: &numbers) {
            case 0: text += "\(id),9,3"
            case 1: text += "\(id),1,19"
            case 2: text += "\(id),1"
            case 3: text += "\(id),1,2,3"
            case 4: text += ",2,5"
            case 5: text += "\"\(id)\",\"1\",\"4\""
            case 6: text += "\"a\(newline)\(id)\",2,6"
            case 7: text += "\(id),kaksi,x"
            case 8: text += "\(id),3,"
            default:
                text += "\(id),\(Int.random(in: 1...4, using: &numbers)),\(Int.random(in: 1...18, using: &numbers))"
            }
            records += 1
            text += newline
            if Int.random(in: 0...20, using: &numbers) == 0 { text += newline }
        }
        return (text, records)
    }

    @Test func noRowIsLost() throws {
        let workspace = try Self.open()
        // The results are what is counted.
        try workspace.replace(
            "outputs: {figures: false}", with: "outputs: {excel: false, html: false, figures: false}",
            in: "\(Self.folder)/pipeline.yaml")
        var numbers = Numbers(state: 2023)
        var quarantined = 0
        for _ in 0..<30 {
            let (text, records) = Self.dirty(&numbers)
            try workspace.write(text, to: "\(Self.folder)/nodes.csv")
            let summary = try workspace.run("\(Self.folder)/pipeline.yaml")
            #expect(summary.rowsRead == summary.rowsKept + summary.rowsQuarantined + summary.rowsExcluded, "\(text)")
            #expect(summary.rowsKept + summary.rowsQuarantined == records, "\(text)")
            quarantined += summary.rowsQuarantined
            let counted = try workspace.results("build/medical-innovation").value("adopters") ?? 0
            #expect(Int(counted) == summary.rowsKept, "\(text)")
        }
        #expect(quarantined > 100)
    }

    @Test func threadsDoNotMatter() throws {
        let workspace = try Self.open()
        var rows = "id,community,toa\n"
        var numbers = Numbers(state: 7)
        // Large enough to be cut into several chunks.
        for number in 0..<150_000 {
            rows += "\(number),\(Int.random(in: 1...4, using: &numbers)),\(Int.random(in: 1...18, using: &numbers))\n"
        }
        try workspace.write(rows, to: "\(Self.folder)/nodes.csv")
        var builds: [[String: Data]] = []
        for threads in 1...3 {
            try? FileManager.default.removeItem(atPath: "\(workspace.path)/build")
            try workspace.run("\(Self.folder)/pipeline.yaml", threads: threads)
            builds.append(workspace.contents(of: "build/medical-innovation"))
        }
        #expect(builds[0]["results.json"] != nil)
        #expect(builds[0] == builds[1])
        #expect(builds[0] == builds[2])
    }

    /// Of many rows that break a rule the first are listed; all are counted, and one that breaks two rules is one row.
    @Test func manyBrokenRowsAreCounted() throws {
        let workspace = try Self.open()
        var rows = "id,community,toa\n"
        for number in 0..<24_000 { rows += "\(number),\(number % 4 + 1),\(number % 18 + 1)\n" }
        try workspace.write(rows, to: "\(Self.folder)/nodes.csv")
        try FileManager.default.copyItem(
            atPath: "\(workspace.path)/Reports/data-quality.yaml",
            toPath: "\(workspace.path)/\(Self.folder)/data-quality.yaml")
        try workspace.replace(
            "reports: report.yaml",
            with: """
                reports: [report.yaml, data-quality.yaml]
                rules:
                  - {id: low, table: adoption, check: "period <= 9", severity: error, messages: {en: "Late."}}
                  - {id: even, table: adoption, check: "period not in (1, 3, 5, 7, 11)", severity: error, messages: {en: "Odd."}}
                """, in: "\(Self.folder)/pipeline.yaml")
        let summary = try workspace.run("\(Self.folder)/pipeline.yaml")
        let late = (0..<24_000).count { $0 % 18 + 1 > 9 }
        let odd = (0..<24_000).count { [1, 3, 5, 7, 11].contains($0 % 18 + 1) }
        let either = (0..<24_000).count { $0 % 18 + 1 > 9 || [1, 3, 5, 7, 11].contains($0 % 18 + 1) }
        #expect(late > 10_000)
        #expect(summary.rowsQuarantined == either)
        #expect(summary.rowsRead == summary.rowsKept + summary.rowsQuarantined)
        #expect(Int(try workspace.results("build/medical-innovation").value("adopters") ?? 0) == 24_000 - either)
        let page = try workspace.text("build/medical-innovation/data-quality.en.html")
        for number in [late, odd, late + odd] {
            #expect(page.contains("\(number / 1000),\(String(number).suffix(3))"), "\(number)")
        }
    }

    @Test func foldersDoNotMatter() throws {
        let builds = try (0..<2).map { _ in
            let workspace = try Workspace()
            let outcome = try Command.run("run", "Pipelines/osaamiskeskus.yaml", "--quiet", in: workspace)
            #expect(outcome.status == 0, "\(outcome.error)")
            return workspace.contents(of: "build/osaamiskeskus")
        }
        #expect(builds[0].keys.contains { $0.hasSuffix(".png") })
        #expect(builds[0].keys.contains { $0.hasSuffix(".xlsx") })
        #expect(builds[0].keys.sorted() == builds[1].keys.sorted())
        for (name, bytes) in builds[0] { #expect(builds[1][name] == bytes, "\(name) differs") }
    }

    /// A build was named by the path that the pipeline was called by, and read everything again under another.
    @Test func howThePathIsWrittenDoesNotMatter() throws {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: "Pipelines/osaamiskeskus.yaml")
        func run(_ path: String, in folder: String) throws -> String {
            let outcome = try Command.run(["run", path, "--format", "json"], in: workspace, folder: folder)
            #expect(outcome.status == 0, "\(outcome.error)")
            return outcome.output
        }
        func explained(_ path: String, in folder: String) throws -> String {
            let outcome = try Command.run(
                ["explain", "attendances", "--pipeline", path], in: workspace, folder: folder)
            return outcome.output
        }
        let spellings = [
            ("Pipelines/osaamiskeskus.yaml", ""), ("./Pipelines/../Pipelines//osaamiskeskus.yaml", ""),
            ("\(workspace.path)/Pipelines/osaamiskeskus.yaml", "Reports"), ("osaamiskeskus.yaml", "Pipelines"),
            ("../../Pipelines/osaamiskeskus.yaml", "SampleData/osaamiskeskus"),
        ]
        #expect(try run(spellings[0].0, in: "").contains("\"unchanged\":false"))
        let first = workspace.contents(of: "build/osaamiskeskus")
        for (path, folder) in spellings {
            let output = try run(path, in: folder)
            #expect(output.contains("\"unchanged\":true"), "\(path) in '\(folder)'")
            #expect(!output.contains("\"read\":true"), "\(path) in '\(folder)'")
        }
        /// The build made again, from the store as it is or from an empty one.
        func again(_ spelling: (path: String, folder: String), keepingStore: Bool) throws -> [String: Data] {
            try FileManager.default.removeItem(
                atPath: "\(workspace.path)/build" + (keepingStore ? "/osaamiskeskus" : ""))
            _ = try run(spelling.path, in: spelling.folder)
            return workspace.contents(of: "build/osaamiskeskus")
        }
        func expectSame(_ left: [String: Data], _ right: [String: Data], _ what: String) {
            #expect(left.keys.sorted() == right.keys.sorted(), "\(what)")
            for (name, bytes) in left { #expect(right[name] == bytes, "\(name) differs, \(what)") }
        }
        // A store that was filled under one spelling gives the same bytes under another, and so does an empty one. The first build
        // alone has none before it that it could compare itself with.
        let second = try again(spellings[0], keepingStore: true)
        expectSame(second, try again(spellings[3], keepingStore: true), "store kept")
        expectSame(first, try again(spellings[3], keepingStore: false), "store empty")
        // Rows are named as the user would open them from there.
        #expect(try explained(spellings[0].0, in: "").contains("  SampleData/osaamiskeskus/"))
        #expect(try explained(spellings[3].0, in: "Pipelines").contains("  ../SampleData/osaamiskeskus/"))
    }

    @Test func filesOfAGlobAddUp() throws {
        let original = try Self.open()
        let lines = try original.text("\(Self.folder)/nodes.csv").split(separator: "\n").map(String.init)
        func figures(_ parts: [[String]]) throws -> Data {
            let workspace = try Self.open()
            try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.folder)/nodes.csv")
            try workspace.replace("files: nodes.csv", with: "files: \"part*.csv\"", in: "\(Self.folder)/pipeline.yaml")
            for (index, part) in parts.enumerated() {
                try workspace.write(
                    ([lines[0]] + part).joined(separator: "\n") + "\n", to: "\(Self.folder)/part\(index).csv")
                // The first files are built alone, so that the last one is added to a store.
                if index == parts.count - 2 { try workspace.run("\(Self.folder)/pipeline.yaml") }
            }
            try workspace.run("\(Self.folder)/pipeline.yaml")
            let results = try workspace.results("build/medical-innovation")
            return try JSONSerialization.data(
                withJSONObject: results.object["indicators"] ?? [], options: [.sortedKeys])
        }
        let rows = Array(lines.dropFirst())
        let whole = try figures([rows])
        #expect(whole.count > 1000)
        #expect(try figures([Array(rows[..<50]), Array(rows[50...])]) == whole)
        #expect(try figures([Array(rows[..<1]), Array(rows[1..<100]), Array(rows[100...])]) == whole)
    }

    @Test(arguments: [
        ("Reports/templates/report.css", "/* changed */"), ("Reports/templates/page.mustache", "{{! changed }}"),
        ("Reports/locales/en.yaml", "# changed"), ("\(folder)/report.yaml", "# changed"),
        ("\(folder)/indicators.yaml", "# changed"), ("\(folder)/codes.yaml", "# changed"),
        ("\(folder)/mapping.yaml", "# changed"), ("\(folder)/pipeline.yaml", "# changed"),
    ])
    func everyFileThatDecidesAnOutputMakesANewBuild(file: String, change: String) throws {
        let workspace = try Self.open()
        let first = try workspace.run("\(Self.folder)/pipeline.yaml")
        #expect(try workspace.run("\(Self.folder)/pipeline.yaml").isUnchanged)
        try workspace.write(try workspace.text(file) + change + "\n", to: file)
        let changed = try workspace.run("\(Self.folder)/pipeline.yaml")
        #expect(!changed.isUnchanged)
        #expect(changed.build != first.build)
        #expect(try workspace.run("\(Self.folder)/pipeline.yaml").isUnchanged)
    }
}
