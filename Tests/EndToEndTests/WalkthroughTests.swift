import Foundation
import Testing

/// "Your own files in ten minutes" of the README, done to the letter.
@Suite struct WalkthroughTests {
    static let folder = "Pipelines/palaute"

    /// What the README says of its file: 37 people, 70 answers, one wrong spelling and one day that does not exist. Of the 32
    /// pairs that are kept, 24 rise by one and 8 stay: 0.75 on average.
    static var answers: String {
        let absent = [5, 12, 20, 35]
        func region(_ person: Int) -> String {
            person < 14 ? "Uusimaa" : person < 26 ? "Pirkanmaa" : person < 32 ? "Lappi" : "Kainuu"
        }
        func usefulness(_ person: Int) -> Int { person < 2 ? 4 : 2 + person % 3 }
        func row(_ person: Int, _ wave: String, _ day: String, _ region: String, _ useful: Int, _ score: Int) -> String
        {
            let code = person < 9 ? "A0\(person + 1)" : "A\(person + 1)"
            return "\(code);\(wave);\(day);\(region);\(useful);\(score)\r\n"
        }
        var text = "Vastaajakoodi;Aalto;Vastauspäivä;Maakunta;Hyöty;Suosittelu\r\n"
        for person in 0..<37 {
            let day = person == 0 ? 1 : person == 1 ? 4 : 5 + person % 6
            let score = person == 0 ? 10 : person == 1 ? 7 : 3 + person % 7
            text += row(
                person, "ennen", "\(day).9.2024", person == 12 ? "Uusmaa" : region(person), usefulness(person), score)
        }
        var pairs = 0
        for person in 0..<37 where !absent.contains(person) {
            let isImpossible = person == 25
            let rise = isImpossible || pairs >= 24 ? 0 : 1
            if !isImpossible { pairs += 1 }
            text += row(
                person, "jälkeen", isImpossible ? "31.11.2024" : "\(20 + person % 8).11.2024", region(person),
                usefulness(person) + rise, 4 + person % 7)
        }
        return text
    }

    @Test func ownFilesInTenMinutes() throws {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        let bytes = try #require(Self.answers.data(using: .windowsCP1252))
        try FileManager.default.createDirectory(
            atPath: "\(workspace.path)/\(Self.folder)", withIntermediateDirectories: true)
        try bytes.write(to: URL(fileURLWithPath: "\(workspace.path)/\(Self.folder)/palaute.csv"))
        let inspected = try Command.run("inspect", "\(Self.folder)/palaute.csv", in: workspace)
        for text in ["windows-1252", "70 rows, 6 columns", "likely survey-response", "Uusmaa"] {
            #expect(inspected.output.contains(text), "\(inspected.output)")
        }

        for example in try Guide.examples(of: "README.md") {
            if example.hasKey("record") {
                try workspace.write(example.text, to: "\(Self.folder)/mapping.yaml")
            } else if example.hasKey("indicators") {
                try workspace.write(example.text, to: "\(Self.folder)/indicators.yaml")
            } else if example.hasKey("report") {
                try workspace.write(example.text, to: "Reports/palaute.yaml")
            } else if example.hasKey("pipeline") {
                try workspace.write(example.text, to: "\(Self.folder)/pipeline.yaml")
            } else {
                let locale = "Reports/locales/fi.yaml"
                try workspace.write(try workspace.text(locale) + example.text, to: locale)
            }
        }
        let pipeline = "\(Self.folder)/pipeline.yaml"
        try Self.says("check", pipeline, in: workspace) {
            try workspace.replace("codes: wave}", with: "codes: waves}", in: "\(Self.folder)/mapping.yaml")
        }
        try workspace.replace("codes: waves}", with: "codes: wave}", in: "\(Self.folder)/mapping.yaml")
        try Self.says("run", pipeline, in: workspace) {}
        #expect(FileManager.default.fileExists(atPath: "\(workspace.path)/build/palaute/palaute.fi.xlsx"))
    }

    /// Runs a command, which must print the lines that the README shows below it.
    private static func says(
        _ command: String, _ pipeline: String, in workspace: Workspace, after change: () throws -> Void
    ) throws {
        let shown = try Guide.examples(of: "README.md", in: "text").map(\.text).joined()
            .split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(shown.firstIndex { $0 == "$ kaiku \(command) \(pipeline)" })
        let lines = shown[(start + 1)...].prefix { !$0.hasPrefix("$") && !$0.hasPrefix("```") }
        try change()
        let outcome = try Command.run(command, pipeline, in: workspace)
        let printed = outcome.output + outcome.error
        // A list that is cut short in the README goes on in the message.
        for line in lines where !line.isEmpty {
            let text = line.hasSuffix(", ...") ? line.dropLast(5) : line
            #expect(printed.contains(text), "'\(line)' is not in:\n\(printed)")
        }
    }
}
