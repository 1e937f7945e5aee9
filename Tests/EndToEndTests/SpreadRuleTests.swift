import Foundation
import Pipeline
import Testing

/// What cannot be of ties, adoptions and elements of a core is found by the sample's rules, each with its own words.
@Suite(.serialized) struct SpreadRuleTests {
    static let data = "SampleData/osaamiskeskus"

    static func append(_ lines: [String], to file: String, newline: String = "\n", in workspace: Workspace) throws {
        let text = try workspace.text("\(data)/\(file)")
        try workspace.write(text + lines.map { $0 + newline }.joined(), to: "\(data)/\(file)")
    }

    @Test func faultsOfTiesAdoptionsAndElementsAreTold() throws {
        let (workspace, good) = try SampleYearTests.open()
        try Self.append(
            [
                "Tuomenkukka ry\tTuntematon ry\ttiedonvaihto\t2023-10-11\t1\t",
                "Tuntematon ry\tTuomenkukka ry\ttiedonvaihto\t2023-10-12\t1\t",
                "Tuomenkukka ry\tTuomenkukka ry\ttiedonvaihto\t2023-10-11\t1\t",
                // The first row of the file once more, its ends the other way round.
                "Tuomenkukka ry\tNaapuriapu Tuulenpesä ry\ttiedonvaihto\t2023-10-11\t1\t",
            ], to: "yhteistyo.tsv", in: workspace)
        // Before the day of publication, and learned from itself: strange, but perhaps so. Nobody gives up what it has not taken up.
        try Self.append(
            [
                "TM001;Tuomenkukka ry;käyttöönotto;1.2.2021;Tuomenkukka ry;järjestö;;;Keski-Suomi;järjestö;;Keski-Suomi;kyllä",
                "TM001;Puolukkakangas ry;luopuminen;1.3.2023;;;;;Pirkanmaa;järjestö;;;kyllä",
            ],
            to: "kayttoonotot.csv", newline: "\r\n", in: workspace)
        try workspace.replace("04.01.2020;04.05.2020", with: "04.01.2020;04.05.2021", in: "\(Self.data)/innokyla.csv")
        try Self.append(
            [
                "TM001;Tuomenkukka ry;TM001-99;säilytetty;1.2.2021",
                "TM001;Tuomenkukka ry;TM002-1;säilytetty;1.2.2021",
            ], to: "ydinten_kaytto.csv", newline: "\r\n", in: workspace)
        let summary = try workspace.run()
        for (file, quarantined) in [
            ("/yhteistyo.tsv", 4), ("/yhteistyo_ennen.tsv", 0), ("/kayttoonotot.csv", 1), ("/ydinten_kaytto.csv", 2),
            ("/ydinelementit.csv", 0), ("/kumppanit.csv", 0),
        ] {
            let source = try #require(summary.sources.first { $0.file.hasSuffix(file) }, "\(file) is not read")
            #expect(source.quarantined == quarantined, "\(file)")
        }
        let results = try workspace.results()
        #expect(results.value("ties") == good.value("ties"))
        #expect(results.value("adoptions") == good.value("adoptions").map { $0 + 1 })
        let page = try workspace.text("build/osaamiskeskus/data-quality.en.html")
        for text in [
            "Actor A is not in the mapping of actors", "Actor B is not in the mapping of actors",
            "The actor is said to work with itself", "The adoption is before the innovation was published",
            "The organisation is said to have learned from itself", "The element is not in the list of core elements",
            "The element is of another innovation", "Abandoned before or without adoption",
            "These learned from each other",
        ] {
            #expect(page.contains(text), "'\(text)' is not told")
        }
    }

    /// One table for each many-valued column, with as many rows as its cells have values.
    @Test func everyValueOfACellIsARecord() throws {
        let workspace = try SampleYearTests.open().workspace
        let summary = try workspace.run()
        let expected = try SampleYearTests.Expected()
        func sum(_ path: String) -> Int {
            expected.table("themes/\(path)").values.reduce(0) { $0 + Int($1 as? Double ?? 0) }
        }
        for (source, values, empty) in [
            ("phenomena", "phenomena", "innovations_without_phenomenon"),
            ("user-groups", "user_groups", "innovations_without_user_group"),
            ("actor-roles", "actor_other_roles", "actors_without_other_role"),
            ("actor-user-groups", "actor_user_groups", "actors_without_user_group"),
        ] {
            let found = try #require(summary.sources.first { $0.source == source })
            #expect(found.kept == sum(values) && found.kept > 0, "\(source)")
            #expect(found.quarantined == 0, "\(source)")
            #expect(Double(found.excluded) == expected.number("themes/\(empty)"), "\(source)")
        }
    }
}
