import Testing

@testable import ExcelReport

@Suite struct NameTests {
    @Test func sheetNamesAreUniqueWhateverTheirCaseAndKeepToTheLimit() {
        var names = SheetNames()
        #expect(names.sheet("Maakunnat", fallback: "x") == "Maakunnat")
        #expect(names.sheet("maakunnat", fallback: "x") == "maakunnat (2)")
        #expect(names.sheet("Maakunnat", fallback: "x") == "Maakunnat (3)")
        let long = names.sheet("Osallistumiset maakunnittain ja toimialoittain", fallback: "x")
        // Cut after the last word that is near the limit.
        #expect(long == "Osallistumiset maakunnittain")
        let second = names.sheet("Osallistumiset maakunnittain ja toimialoittain", fallback: "x")
        #expect(second.utf16.count <= 31)
        #expect(second.hasSuffix(" (2)"))
    }

    @Test func forbiddenCharactersAndReservedNamesAreReplaced() {
        var names = SheetNames()
        #expect(names.sheet("a/b:c*d?[e]\\f#g", fallback: "x") == "a-b-c-d--e--f-g")
        #expect(names.sheet("'lainaus'", fallback: "x") == "lainaus")
        #expect(names.sheet("History", fallback: "x") == "History (2)")
        #expect(names.sheet("  ", fallback: "vara") == "vara")
        #expect(names.sheet("", fallback: "") == "Sheet")
    }

    @Test func tableNamesAreNeverLikeCells() {
        var names = SheetNames()
        #expect(names.table("attendances-by-region") == "attendances_by_region")
        #expect(names.table("Attendances-by-Region") == "Attendances_by_Region_2")
        #expect(names.table("eeco01") == "table_eeco01")
        #expect(names.table("r1c1") == "table_r1c1")
        #expect(names.table("2023-visits") == "table_2023_visits")
        #expect(names.table("käynnit") == "k_ynnit")
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func columnsHaveTheirLetters(_ index: Int, _ letters: String) {
        #expect(CellAddress.column(index) == letters)
    }

    @Test func apostrophesInSheetNamesAreDoubled() {
        #expect(CellAddress.range("it's", rows: 4...9, columns: 0...2) == "'it''s'!$A$5:$C$10")
    }
}
