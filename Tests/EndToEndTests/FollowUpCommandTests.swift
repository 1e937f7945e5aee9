import Foundation
import Microdata
import Testing

@testable import Pipeline

/// `kaiku follow-up`, as staff and those who hold the addresses run it.
@Suite(.serialized) struct FollowUpCommandTests {
    static let pipeline = "Pipelines/seuranta/pipeline.yaml"
    static let desk = "build/.kaiku/seuranta.follow-up"
    static let draws = "build/.kaiku/seuranta.draws.csv"

    /// A person by number: 1–40 in OP1, 41–60 in OP2, who left in 2023; odd ones unemployed, every fourth in employment after.
    static func row(_ number: Int, exit: String? = "31.8.2023", after: String? = nil) -> String {
        let operation = number % 100 <= 40 ? "OP1" : "OP2"
        let status = number.isMultiple(of: 2) ? "työllinen" : "työtön"
        return "os-\(1000 + number);\(operation);1.3.2023;\(exit ?? "");1.5.1980;nainen;\(status);6;\(after ?? "")"
    }

    private func open(_ rows: [String], asOf: String = "2024-02-29") throws -> Workspace {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        try workspace.write(
            """
            kaiku: 1
            pipeline: seuranta
            period: {from: 2023-01-01, to: 2024-12-31}
            as-of: \(asOf)
            languages: [en]
            output: ../../build/seuranta
            locales: ../../Reports/locales
            templates: ../../Reports/templates
            code-lists: ["../codes/*.yaml"]
            catalogue: [indicators.yaml]
            reports: [../../Reports/data-quality.yaml]
            outputs: {excel: false, html: false, figures: false}
            sources:
              - {id: people, titles: {en: "People"}, files: [people.csv], mapping: mapping.yaml}
            tables:
              participant:
                merge:
                  {table: participation, keys: [person, operation], start: entry, end: exit, last: [exit, status_after]}
            follow-up:
              table: participant
              population: "present(labour_status)"
              by: operation
              strata: {labour: labour_status}
              answer: "present(status_after)"
              results: {EECR05: {among: "labour_status != 'employed'", part: "status_after = 'employed'"}}
              margin: 0.1
              seed: 20240229
            disclosure: {threshold: 1}

            """, to: Self.pipeline)
        try workspace.write(
            """
            kaiku: 1
            indicators:
              - code: estimate
                titles: {en: "Estimate"}
                definition: {en: "In employment six months after."}
                unit: persons
                population: persons
                calculation:
                  kind: sample-total
                  table: participant
                  where: "add_months(exit, 6) <= as_of and labour_status != 'employed' and operation = 'OP1'"
                  answered: "present(status_after)"
                  part: "status_after = 'employed'"
                  strata: [labour_status]

            """, to: "Pipelines/seuranta/indicators.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: participation
            columns:
              person: {from: Koodi, normalise: upper}
              operation: {from: Toimi}
              entry: {from: Alku}
              exit: {from: Loppu}
              birth_date: {from: Synt}
              gender: {from: Suku, codes: gender}
              labour_status: {from: Asema, codes: labour-status}
              education: {from: Koulutus}
              status_after: {from: Jälkeen, codes: exit-status}

            """, to: "Pipelines/seuranta/mapping.yaml")
        try write(rows, in: workspace)
        return workspace
    }

    private func write(_ rows: [String], in workspace: Workspace) throws {
        let head = "Koodi;Toimi;Alku;Loppu;Synt;Suku;Asema;Koulutus;Jälkeen"
        try workspace.write(
            ([head] + rows).joined(separator: "\n") + "\n", to: "Pipelines/seuranta/people.csv")
    }

    private func followUp(_ arguments: String..., in workspace: Workspace) throws -> Command.Outcome {
        try Command.run(["follow-up", Self.pipeline] + arguments, in: workspace)
    }

    private func json(_ workspace: Workspace) throws -> [String: Any] {
        let data = Data(try workspace.text("\(Self.desk)/sample.json").utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The cells of a file of ours, by column.
    private func table(_ file: String, in workspace: Workspace) throws -> [[String: String]] {
        let lines = try workspace.text(file).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let heads = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(heads, $0)) }
    }

    private static let people = (1...60).map { row($0) }

    /// Of OP1 40 at ±10 points take 96.04/(1 + 95.04/40) = 28.5, so 29, which are 15 and 14 of the two strata of 20; of OP2 20 take 16.7,
    /// so 17: 9 and 8 of two strata of 10. On 29 February 2024 those who left on 31 August are due.
    @Test func tellsDrawsAndHandsOver() throws {
        let workspace = try open(Self.people + [Self.row(101, exit: nil), Self.row(102, exit: "1.9.2023")])
        let missing = try followUp(in: workspace)
        #expect(missing.status == 1 && missing.error.contains("error[pipeline.no-build]"))
        try workspace.run(Self.pipeline)
        let published = workspace.contents(of: "build/seuranta")
        let plan = try followUp(in: workspace)
        #expect(plan.status == 0, "\(plan.error)")
        #expect(plan.output.contains("Sample of OP1: 29 of 40 answers needed for ±10.0 percentage points at 95 %"))
        #expect(plan.output.contains("With --draw, draw 1 (seed 20240229) takes 46 persons, and 14 stand in reserve."))
        #expect(plan.output.contains("NOT FOR PUBLICATION"))
        #expect(plan.output.contains("60  left 6 months ago or earlier"))
        #expect(plan.output.contains("1  left, and their follow-up is not due yet"))
        #expect(workspace.contents(of: Self.desk).keys.sorted() == ["sample.json", "summary.txt"])
        #expect(try followUp("--draw", in: workspace).status == 0)
        let contacts = try table("\(Self.desk)/contacts.csv", in: workspace)
        #expect(contacts.count { $0["role"] == "drawn" } == 46 && contacts.count { $0["role"] == "reserve" } == 14)
        #expect(contacts.count { $0["role"] == "drawn" && $0["sample"] == "1" } == 15)
        #expect(Set(contacts.map { $0["due"] ?? "" }) == ["2024-02-29"] && contacts[0]["codes"] == "capitals")
        // No code stands anywhere, nothing went to the build, and nobody else may read it.
        for file in workspace.contents(of: "build/.kaiku").filter({ !$0.key.hasPrefix("seuranta.sqlite") }) {
            let text = String(decoding: file.value, as: UTF8.self).lowercased()
            #expect(!text.contains("os-1"), "\(file.key)")
        }
        #expect(workspace.contents(of: "build/seuranta") == published)
        for file in [Self.draws, "\(Self.desk)/contacts.csv", "\(Self.desk)/sample.json", "\(Self.desk)/summary.txt"] {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(workspace.path)/\(file)")[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(file)")
        }
        let dated = try followUp("--draw", "--as-of", "2025-01-01", in: workspace)
        #expect(dated.status == 2 && dated.error.contains("--draw goes with no --as-of"))
        // A second time there is nobody to draw, and the file stays as it is.
        let before = try workspace.text(Self.draws)
        let again = try followUp("--draw", in: workspace)
        #expect(again.status == 0 && again.output.contains("There was nobody to draw."))
        #expect(try workspace.text(Self.draws) == before)
    }

    /// Rows in another order, under the same key, are drawn alike.
    @Test func theOrderOfRowsChangesNothing() throws {
        let workspace = try open(Self.people)
        try workspace.run(Self.pipeline)
        #expect(try followUp("--draw", in: workspace).status == 0)
        let other = try open(Self.people.shuffled())
        try FileManager.default.createDirectory(
            atPath: "\(other.path)/build/.kaiku", withIntermediateDirectories: true)
        let key = "build/.kaiku/seuranta.sqlite.key"
        try FileManager.default.copyItem(atPath: "\(workspace.path)/\(key)", toPath: "\(other.path)/\(key)")
        try other.run(Self.pipeline)
        #expect(try followUp("--draw", in: other).status == 0)
        #expect(try other.text(Self.draws) == workspace.text(Self.draws))
    }

    /// Later more have left, one has come back, one is gone from the data, and some have answered.
    @Test func laterOnesAreDrawnBesides() throws {
        let workspace = try open(Self.people)
        try workspace.run(Self.pipeline)
        #expect(try followUp("--draw", in: workspace).status == 0)
        let before = try workspace.text(Self.draws)
        let drawn = try self.drawn(in: workspace)
        let (back, gone) = (try #require(drawn.first), try #require(drawn.dropFirst().first))
        let answered = drawn.dropFirst(2)
        try write(
            (1...60).filter { $0 != gone }.map { number in
                Self.row(
                    number, exit: number == back ? nil : "31.8.2023",
                    after: answered.contains(number) ? number.isMultiple(of: 3) ? "työssä" : "työtön" : nil)
            } + (101...110).map { Self.row($0, exit: "30.9.2023") }, in: workspace)
        try workspace.replace("as-of: 2024-02-29", with: "as-of: 2024-04-15", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        let second = try followUp("--draw", in: workspace)
        #expect(second.status == 0, "\(second.error)")
        let after = try workspace.text(Self.draws)
        #expect(after.hasPrefix(before) && after != before)
        let added = try table(Self.draws, in: workspace).filter { $0["draw"] == "2" }
        #expect(Set(added.map { $0["seed"] ?? "" }) == ["20240230"])
        #expect(second.output.contains("1 not in the data any more"))
        #expect(second.output.contains("1 taking part again, or without a day of leaving"))
        let contacts = try table("\(Self.desk)/contacts.csv", in: workspace)
        #expect(contacts.count { $0["role"] == "stop" } == 2)
        // Those who answered are not asked again.
        let key = try pseudonymiser(workspace)
        let named = Set(contacts.map { $0["pseudonym"] ?? "" })
        for number in answered { #expect(!named.contains(key.pseudonym(of: "OS-\(1000 + number)").hexadecimal)) }
        // 15 April is 46 days after 29 February, and 16 after 30 March: whoever was due first and has not answered is overdue.
        #expect(
            contacts.allSatisfy { ($0["overdue"] == "yes") == ($0["role"] == "drawn" && $0["due"] == "2024-02-29") })
    }

    /// What the desk estimates is what the catalogue publishes.
    @Test func estimatesAreThoseOfTheCatalogue() throws {
        let workspace = try open(
            (1...60).map { Self.row($0, after: $0 <= 25 ? $0.isMultiple(of: 3) ? "työssä" : "työtön" : nil) })
        try workspace.run(Self.pipeline)
        #expect(try followUp(in: workspace).status == 0)
        let samples = try #require(try json(workspace)["samples"] as? [[String: Any]])
        let result = try #require((samples.first?["results"] as? [[String: Any]])?.first)
        let total = try #require(result["total"] as? [String: Any])
        // Of 20 unemployed 13 answered (1, 3, …, 25), of whom 3, 9, 15 and 21 are in employment: 20 · 4/13.
        #expect(
            result["population"] as? Int == 20 && result["answers"] as? Int == 13 && result["observed"] as? Int == 4)
        #expect(agrees(total["value"] as? Double, 20 * 4.0 / 13))
        // √(20² · (1 − 13/20) · (4/13)(9/13)/12), and t of 12 degrees 2.178813 (SciPy 1.17.1).
        let error = (400 * 0.35 * (4.0 / 13) * (9.0 / 13) / 12).squareRoot()
        #expect(agrees(total["standardError"] as? Double, error))
        #expect(agrees(total["upper"] as? Double, 20 * 4.0 / 13 + 2.17881282966723 * error, tolerance: 1e-8))
        let results = try workspace.results("build/seuranta")
        #expect(agrees(results.value("estimate"), total["value"] as? Double))
        #expect(agrees(results.interval("estimate")?.first, total["lower"] as? Double))
        #expect(results.further("count", of: "estimate") == 4 && results.further("populationN", of: "estimate") == 20)
    }

    @Test func listsAreNotWrittenToTheBuild() throws {
        let workspace = try open(Self.people)
        try workspace.run(Self.pipeline)
        for folder in ["build/seuranta", "build/seuranta/desk", "build/../build/seuranta/x"] {
            let outcome = try followUp("--desk", folder, in: workspace)
            #expect(outcome.status == 1 && outcome.error.contains("error[follow-up.published-folder]"), "\(folder)")
        }
        #expect(try followUp("--desk", "desk", in: workspace).status == 0)
        #expect(workspace.contents(of: "desk").keys.sorted() == ["sample.json", "summary.txt"])
    }

    @Test func mistakesInTheDeclarationAreToldByCheck() throws {
        let workspace = try open(Self.people)
        for (old, new, message) in [
            ("table: participant\n  population", "table: participants\n  population", "'participants' is not a table"),
            ("labour: labour_status", "labour: labour", "'labour'"), ("by: operation", "by: person", "is a person"),
            ("answer: \"present(status_after)\"", "answer: status_after", "neither true nor false"),
            ("margin: 0.1", "margin: 3", "margin"), ("seed: 20240229", "sead: 1", "sead"),
        ] {
            let before = try workspace.text(Self.pipeline)
            try workspace.replace(old, with: new, in: Self.pipeline)
            let outcome = try Command.run("check", Self.pipeline, in: workspace)
            #expect(outcome.status == 1 && outcome.error.contains(message), "\(new): \(outcome.error)")
            try workspace.write(before, to: Self.pipeline)
        }
        let text = try workspace.text(Self.pipeline)
        let start = try #require(text.range(of: "follow-up:"))
        let end = try #require(text.range(of: "disclosure:"))
        try workspace.write(String(text[..<start.lowerBound]) + String(text[end.lowerBound...]), to: Self.pipeline)
        try workspace.run(Self.pipeline)
        let outcome = try followUp(in: workspace)
        #expect(outcome.status == 1 && outcome.error.contains("error[follow-up.not-declared]"))
    }

    @Test func whoeverIsListedTwiceIsAnError() throws {
        let workspace = try open(Self.people + [Self.row(1)])
        try workspace.replace(
            "  table: participant\n  population", with: "  table: participation\n  population", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        let outcome = try followUp("--draw", in: workspace)
        #expect(outcome.status == 1 && outcome.error.contains("error[follow-up.repeated-persons]: 1 row of"))
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.path)/\(Self.draws)"))
    }

    // MARK: Where the addresses are

    private func pseudonymiser(_ workspace: Workspace) throws -> Pseudonymiser {
        try Pseudonymiser(keyFile: "\(workspace.path)/build/.kaiku/seuranta.sqlite.key")
    }

    /// The numbers of those drawn.
    private func drawn(in workspace: Workspace) throws -> [Int] {
        let key = try pseudonymiser(workspace)
        let drawn = Set(
            try table(Self.draws, in: workspace).filter { $0["role"] == "drawn" }.map { $0["pseudonym"] ?? "" })
        return (1...60).filter { drawn.contains(key.pseudonym(of: "OS-\(1000 + $0)").hexadecimal) }
    }

    private func mark(_ arguments: String..., in workspace: Workspace) throws -> Command.Outcome {
        try Command.run(
            ["follow-up", "contacts", "holder/osoitteet.csv", "--list", "\(Self.desk)/contacts.csv"] + arguments,
            in: workspace)
    }

    /// A list with line breaks in quotes, codes in several spellings, a byte order mark and CRLF: all bytes stay, and those drawn are marked.
    @Test func theHolderFindsThoseDrawn() throws {
        let workspace = try open(Self.people)
        try workspace.run(Self.pipeline)
        #expect(try followUp("--draw", in: workspace).status == 0)
        let drawn = Set(try self.drawn(in: workspace))
        #expect(drawn.count == 46)
        let spellings = ["os-%d", "OS-%d", " Os-%d ", "\"os-%d\""]
        let lines = (1...62).map { number in
            "\"Väinö \"\"V\"\" \(number)\nPolku 1\";\(String(format: spellings[number % 4], 1000 + number));"
                + "v\(number)@example.org"
        }
        let text = "\u{FEFF}Nimi;Koodi;Sähköposti\r\n" + lines.joined(separator: "\r\n") + "\r\n;;\r\n"
        try workspace.write(text, to: "holder/osoitteet.csv")
        let outcome = try mark("--column", "Koodi", "--key", "build/.kaiku/seuranta.sqlite.key", in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("63 rows: 46 to be asked, 14 in reserve, 0 not to be asked any more"))
        #expect(outcome.output.contains("1 rows have no code") && !outcome.output.contains("on no row"))
        let marked = try workspace.text("holder/osoitteet.follow-up.csv")
        let parts = marked.components(separatedBy: "\r\n")
        #expect(
            parts[0].hasSuffix(
                "Sähköposti;follow_up;follow_up_sample;follow_up_order;follow_up_due;follow_up_overdue;follow_up_participation"
            ))
        for (number, line) in zip(1...62, parts.dropFirst()) {
            #expect(line.hasPrefix(lines[number - 1] + ";"))
            let role = line.dropFirst(lines[number - 1].count + 1).split(separator: ";").first.map(String.init)
            #expect(role == (drawn.contains(number) ? "drawn" : number <= 60 ? "reserve" : nil), "\(number)")
        }
        #expect(parts[1].hasSuffix(";2024-02-29;no;OP1") && parts[60].hasSuffix(";2024-02-29;no;OP2"))
        // Without what was added it is the list as it was.
        let again = parts.enumerated().map { index, line in
            line.components(separatedBy: ";").dropLast(line.isEmpty ? 0 : 6).joined(separator: ";")
        }
        // Foundation takes the byte order mark away.
        #expect("\u{FEFF}" + again.joined(separator: "\r\n") == text)
        #expect(workspace.contents(of: "holder")["osoitteet.csv"] == Data(text.utf8))
        #expect(workspace.contents(of: "holder")["osoitteet.follow-up.csv"]?.starts(with: [0xEF, 0xBB, 0xBF]) ?? false)
        let twice = try mark("--column", "Koodi", "--key", "build/.kaiku/seuranta.sqlite.key", in: workspace)
        #expect(twice.status == 1 && twice.error.contains("error[follow-up.would-overwrite]"))
    }

    @Test func mistakesOfTheHolderAreTold() throws {
        let workspace = try open(Self.people)
        try workspace.run(Self.pipeline)
        #expect(try followUp("--draw", in: workspace).status == 0)
        let key = ["--key", "build/.kaiku/seuranta.sqlite.key"]
        func told(_ text: String, _ code: String, _ words: String, key: [String] = key, column: String = "Koodi") throws
        {
            try workspace.write(text, to: "holder/osoitteet.csv")
            let outcome = try Command.run(
                ["follow-up", "contacts", "holder/osoitteet.csv", "--list", "\(Self.desk)/contacts.csv"] + key
                    + ["--column", column], in: workspace)
            #expect(outcome.status == 1 && outcome.error.contains("error[\(code)]"), "\(outcome.error)")
            #expect(outcome.error.contains(words), "\(outcome.error)")
            #expect(!outcome.error.contains("os-1001"))
            #expect(workspace.contents(of: "holder").keys.sorted() == ["osoitteet.csv"])
        }
        try told("Nimi;Koodi\nA;os-1001\n", "follow-up.no-column", "did you mean 'Koodi'?", column: "Kodi")
        try told("Nimi;Koodi;follow_up\nA;os-1001;\n", "follow-up.already-marked", "'follow_up'")
        try told("Nimi;Koodi\n\"A;os-1001\n", "follow-up.not-delimited", "line 2")
        try told("", "follow-up.not-delimited", "empty")
        try told("PK\u{3}\u{4}os-1001", "follow-up.not-delimited", "workbook")
        try told(
            "Nimi;Koodi\nA;os-1001\n", "follow-up.no-key", "there is no key at none.key", key: ["--key", "none.key"])
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.path)/none.key"))
        _ = try Pseudonymiser(keyFile: "\(workspace.path)/other.key")
        try told("Nimi;Koodi\nA;os-1001\n", "follow-up.other-key", "not the key of", key: ["--key", "other.key"])
    }

    /// A list in Windows-1252 with codes that have letters of Latin-1: found as in a file of UTF-8, and the bytes stay.
    @Test func otherEncodingsAreRead() throws {
        let workspace = try open(["äå-1;OP1;1.3.2023;31.8.2023;1.5.1980;nainen;työtön;6;"])
        try workspace.run(Self.pipeline)
        #expect(try followUp("--draw", in: workspace).status == 0)
        let bytes = try #require("Koodi,Nimi\nÄÅ-1,Björk".data(using: .windowsCP1252))
        try workspace.write("", to: "holder/osoitteet.csv")
        try bytes.write(to: URL(fileURLWithPath: "\(workspace.path)/holder/osoitteet.csv"))
        let outcome = try mark(
            "--column", "Koodi", "--key", "build/.kaiku/seuranta.sqlite.key", "--output", "holder/merkitty.csv",
            in: workspace)
        #expect(outcome.status == 0 && outcome.output.contains("1 rows: 1 to be asked"), "\(outcome.error)")
        let marked = try Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/holder/merkitty.csv"))
        #expect(marked.suffix(29 + 19).range(of: Data(",drawn,1,1,2024-02-29,no,OP1".utf8)) != nil)
        #expect(marked.range(of: try #require("Björk".data(using: .windowsCP1252))) != nil)
    }
}
