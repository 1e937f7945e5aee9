import Foundation
import Pipeline
import Testing

/// The coded open answers of the sample year: their themes against another program's counts, and what of them may be read.
@Suite(.serialized) struct OpenTextTests {
    private static let themes = [
        "Esimerkit ja mallipohjat": "examples", "Yhteinen kieli ja käsitteet": "language",
        "Yhteistyö ja osallisuus": "cooperation", "Tilaisuuksien järjestelyt": "arrangements",
        "Rahoitus ja resurssit": "resources", "Kiitokset": "thanks",
    ]

    @Test func themesAgreeWithAnIndependentProgram() throws {
        let expected = try SampleYearTests.Expected()
        let (workspace, results) = try SampleYearTests.open()
        defer { withExtendedLifetime(workspace) {} }
        func compare(_ path: String, _ levels: [String: String]) throws {
            let found = expected.table("open_text/\(path)/themes")
            #expect(found.count == 6 || path == "by_wave/aikana", "\(path)")
            for (name, code) in Self.themes {
                let theme = expected.table("open_text/\(path)/themes/\(name)")
                let place = levels.merging(["theme": code]) { first, _ in first }
                #expect(agrees(results.value("open-themes", place), theme["share"] as? Double), "\(path) \(name)")
                #expect(agrees(results.further("count", of: "open-themes", place), theme["count"] as? Double))
                let interval = try #require(theme["wilson95"] as? [Double])
                let shown = try #require(results.interval("open-themes", place))
                #expect(agrees(shown[0], interval[0]) && agrees(shown[1], interval[1]), "\(path) \(name)")
            }
        }
        try compare("all", [:])
        for (name, code) in SampleYearTests.waves { try compare("by_wave/\(name)", ["wave": code]) }
    }

    @Test func onlyWhatWasReleasedAndIsNotWithheldIsQuoted() throws {
        let expected = try SampleYearTests.Expected()
        let workspace = try Workspace()
        try workspace.run()
        func texts(_ key: String) throws -> [String] { try #require(expected.any("open_text/\(key)") as? [String]) }
        let refused = try texts("not_released")
        #expect(refused.count == 2)
        // Not in the store, not in anything that is published.
        let store = try FileManager.default.contentsOfDirectory(atPath: "\(workspace.path)/build/.kaiku")
        let folders =
            [("build/.kaiku", store)]
            + [
                (
                    "build/osaamiskeskus",
                    try FileManager.default.contentsOfDirectory(atPath: "\(workspace.path)/build/osaamiskeskus")
                )
            ]
        for (folder, names) in folders {
            for name in names where !name.hasPrefix("fix") && name != "figures" {
                guard let data = FileManager.default.contents(atPath: "\(workspace.path)/\(folder)/\(name)") else {
                    continue
                }
                for text in refused { #expect(data.range(of: Data(text.utf8)) == nil, "\(name) has \(text)") }
            }
        }
        let page = try workspace.text("build/osaamiskeskus/funder-summary.fi.html")
        for text in refused {
            let escaped = text.replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
            #expect(!page.contains(escaped.prefix(20)))
        }
        #expect(page.contains("Suosittelisin") == false)
        // Quoted are some of those released, none of them where the share is withheld.
        #expect(page.contains("”Etäosuus pätki, muuten hyvä.”") && page.contains("Jälkeen-vaiheen vastaus"))
        #expect(!page.contains("Rahoitus katkeaa"), "four of the wave speak of money")
        #expect(page.contains("<blockquote lang=\"sv\">"))
        #expect(
            try workspace.text("build/osaamiskeskus/funder-summary.en.html").contains("“Etäosuus pätki, muuten hyvä.”"))
        // The file of results has figures, and no quotations.
        let results = try workspace.text("build/osaamiskeskus/results.json")
        for text in try texts("released") { #expect(!results.contains(text.prefix(20)), "\(text)") }
    }
}
