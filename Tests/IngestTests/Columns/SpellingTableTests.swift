import Testing

@testable import Ingest

@Suite struct SpellingTableTests {
    private func meaning(_ table: SpellingTable, _ text: String) -> Int64? {
        let bytes = Array(text.utf8) + [UInt8](repeating: 0x78, count: 128)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { table.meaning($0, text.utf8.count) }
        }
    }

    @Test func findsWhatWasInserted() {
        var generator = TestGenerator(seed: 7)
        let table = SpellingTable()
        var known: [String: Int64] = [:]
        for number in 0..<3000 {
            let length = Int.random(in: 1...70, using: &generator)
            let text = String((0..<length).map { _ in "abcdä".randomElement(using: &generator) ?? "a" })
            known[text] = Int64(number)
            table.insert(text, meaning: Int64(number))
            // Spellings that share their first and last sixteen bytes.
            let other = "0123456789abcdef" + text + "0123456789abcdef"
            known[other] = Int64(number + 10_000)
            table.insert(other, meaning: Int64(number + 10_000))
        }
        #expect(table.count == known.count)
        for (text, meaning) in known { #expect(self.meaning(table, text) == meaning) }
        for text in known.keys.prefix(500) where known[text + "x"] == nil {
            #expect(meaning(table, text + "x") == nil)
        }
        #expect(meaning(table, "") == nil)
        table.removeAll()
        #expect(known.keys.allSatisfy { meaning(table, $0) == nil })
    }

    @Test func tellsShortSpellingsFromTheirBeginnings() {
        let table = SpellingTable()
        for (number, text) in ["a", "ab", "abc", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmnop"].enumerated() {
            table.insert(text, meaning: Int64(number))
        }
        #expect(meaning(table, "a") == 0)
        #expect(meaning(table, "abcdefgh") == 4)
        #expect(meaning(table, "abcdefghi") == 5)
        #expect(meaning(table, "abcdefghijklmnop") == 6)
        #expect(meaning(table, "abcd") == nil)
        #expect(meaning(table, "abcdefghij") == nil)
        #expect(meaning(table, "x") == nil)
    }

    @Test func comparesPlainSpellings() {
        #expect(plainSpelling("  Etelä-\u{A0} Savo\n") == plainSpelling("etelä- savo"))
        // ä composed and decomposed, as file names of macOS have it.
        #expect(plainSpelling("Etela\u{308}") == plainSpelling("ETELÄ"))
        #expect(plainSpelling("Pohjanmaa") != plainSpelling("Pohjois-Pohjanmaa"))
    }
}
