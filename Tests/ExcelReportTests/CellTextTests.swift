import Testing

@testable import ExcelReport

@Suite struct CellTextTests {
    @Test func controlCharactersGoAndLineFeedsStay() {
        #expect(CellText.clean("a\u{0}b\u{1F}c\td\ne\r\u{FFFE}", cutNotice: "…") == "abc d\ne")
        #expect(CellText.clean("tavallinen ääkkösteksti 😀", cutNotice: "…") == "tavallinen ääkkösteksti 😀")
    }

    @Test func escapesAreEscaped() {
        #expect(CellText.clean("_x0041_", cutNotice: "…") == "_x005F_x0041_")
        #expect(CellText.clean("_x004_ my_xray_1", cutNotice: "…") == "_x004_ my_xray_1")
    }

    @Test func longTextsAreCutWithANoticeAndNotWithinACharacter() {
        let cut = CellText.clean(String(repeating: "😀", count: 20_000), cutNotice: "[katkaistu]")
        #expect(cut.utf16.count <= 32_767)
        #expect(cut.utf16.count > 32_700)
        #expect(cut.hasSuffix("😀 [katkaistu]"))
        let fits = String(repeating: "a", count: 32_767)
        #expect(CellText.clean(fits, cutNotice: "[katkaistu]") == fits)
        let accented = String(repeating: "ä", count: 32_767)
        #expect(CellText.clean(accented, cutNotice: "[katkaistu]") == accented)
    }

    @Test func shortenedTextsEndBetweenWordsWithinTheirBytes() {
        #expect(CellText.shortened("yksi kaksi kolme", bytes: 40) == "yksi kaksi kolme")
        #expect(CellText.shortened("yksi kaksi kolme", bytes: 14) == "yksi kaksi…")
        #expect(CellText.shortened(String(repeating: "ä", count: 50), bytes: 20).utf8.count <= 20)
    }

    @Test func formulasAreKnownByTheirFirstCharacter() {
        for text in ["=A1", "+1", "-1", "@x"] { #expect(CellText.looksLikeFormula(text)) }
        for text in ["", "A1", " =A1", "−1", "1-2"] { #expect(!CellText.looksLikeFormula(text)) }
    }
}

@Suite struct TextMeasureTests {
    @Test func widthsAreThoseOfArial() {
        // `Maakunta` in Liberation Sans: 1706 + 1139 + 1139 + 1024 + 1139 + 1139 + 569 + 1139 = 8994 units of 2048 to 16
        // pixels, and 3 per cent of allowance.
        #expect(abs(TextMeasure.width("Maakunta") - 8994.0 / 2048 * 16 * 1.03) < 0.001)
        #expect(TextMeasure.width("") == 0)
        #expect(TextMeasure.longestWord("a maakunta b") == TextMeasure.width("maakunta"))
    }

    @Test func linesBreakBetweenWords() {
        let word = TextMeasure.width("sana sana")
        #expect(TextMeasure.lineCount("sana sana", width: word + 1) == 1)
        #expect(TextMeasure.lineCount("sana sana", width: word - 1) == 2)
        #expect(TextMeasure.lineCount("sana\nsana\nsana", width: 500) == 3)
        #expect(TextMeasure.lineCount(String(repeating: "w", count: 100), width: 100) > 10)
    }

    @Test func sentencesStayWholeWhereTheyFit() {
        let text = "Ensimmäinen virke on tässä. Toinen virke on tässä. Luku on n. 300 eikä se katkea."
        let width = TextMeasure.width("Ensimmäinen virke on tässä. Toinen virke on tässä.") + 1
        #expect(
            TextMeasure.lines(text, width: width) == [
                "Ensimmäinen virke on tässä. Toinen virke on tässä.", "Luku on n. 300 eikä se katkea.",
            ])
        for line in TextMeasure.lines(text, width: 120) { #expect(TextMeasure.width(line) <= 120) }
    }
}
