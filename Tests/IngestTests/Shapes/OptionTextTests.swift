import Testing

@testable import Ingest

@Suite struct OptionTextTests {
    @Test(arguments: [
        ("missä? - selected choice - työpajat", "työpajat", true), ("työpajat", "työpajat", true),
        ("missä? - muu, mikä?", "muu, mikä?", true), ("missä? - työpajat", "pajat", false),
        ("missä? - työpajat", "", false),
        ("työ", "työpajat", false),
    ])
    func endsWithTheOption(text: String, option: String, expected: Bool) {
        #expect(OptionText.ends(text, with: option) == expected)
    }

    @Test func theTextOfAColumnIsItsTick() throws {
        let text = "a,b\nMissä? - Netissä,Missä? - Kotona\nNetissä,\n,KOTONA\nKotona,\nei,1\n"
        let mapping = """
            kaiku: 1
            record: survey-response
            format: {header-rows: 2, names: 1, texts: 2}
            columns:
              respondent: {from: "#row", scope: file}
              wave: {constant: after}
            choices:
              where: {shape: columns, options: {a: online, b: home}}
            """
        let reading = try read(Array(text.utf8), defined(mapping), name: "a.csv")
        #expect(reading.values("where_online") == ["1", "0", "0"] && reading.values("where_home") == ["0", "1", "1"])
        // The text of another column is none of this one's.
        #expect(reading.report.rowsQuarantined == 1)
    }
}
