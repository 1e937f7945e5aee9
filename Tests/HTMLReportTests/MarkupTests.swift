import Reporting
import Testing

@testable import HTMLReport

@Suite struct MarkupTests {
    @Test func sourceTextStaysText() throws {
        let page = try writer().html(Sample.document(title: Sample.hostile))
        let reader = PageReader(page)
        #expect(reader.mistakes == [])
        #expect(reader.all("script").isEmpty)
        // NUL is no character of a page; the rest reads as it was written.
        let shown = Sample.hostile.replacing("\u{0}", with: "\u{FFFD}")
        #expect(reader.all("td").contains { $0.text == shown })
        #expect(reader.all("bdi").count == 1)
        #expect(reader.all("h1").first?.text == shown)
    }

    @Test(arguments: [
        ("", ""), ("Säätiö – ÅÄÖ 日本", "Säätiö – ÅÄÖ 日本"), ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"),
        ("a\tb\nc", "a\tb\nc"), ("\u{A0}€", "\u{A0}€"), ("e\u{301}<", "e\u{301}&lt;"),
    ])
    func escapesWhatMarkupWouldTakeForItsOwn(_ text: String, _ expected: String) {
        #expect(escaped(text) == expected)
    }

    @Test func proseKeepsEmphasisAndLinks() {
        let text = RichText([
            .init("a & "), .init("b", isEmphasised: true, isStrong: true), .init(" "),
            .init("koko", isStrong: true, address: "https://a.fi/?x=\"y\"&z"),
            .init(" malli", address: "https://a.fi/?x=\"y\"&z"), .init("https://b.fi", address: "https://b.fi"),
        ])
        #expect(
            markup(of: text)
                == "a &amp; <strong><em>b</em></strong> "
                + "<a class=\"named\" rel=\"noreferrer\" href=\"https://a.fi/?x=&quot;y&quot;&amp;z\">"
                + "<strong>koko</strong> malli</a><a rel=\"noreferrer\" href=\"https://b.fi\">https://b.fi</a>")
    }

    @Test func proseStandsInParagraphsAndLists() throws {
        let blocks: [Block] = [
            .prose(.paragraph(RichText([.init(Sample.hostile)]))),
            .prose(.list([RichText([.init("yksi")]), RichText([.init("<i>kaksi</i>")])], start: 3)),
            .prose(.list([RichText([.init("piste")])], start: nil)),
        ]
        var document = Sample.document()
        document.sections = [Section(id: "opit", title: "Opit", shortTitle: "Opit", blocks: blocks)]
        let reader = PageReader(try writer().html(document))
        #expect(reader.mistakes == [])
        #expect(reader.all("script").isEmpty)
        let shown = Sample.hostile.replacing("\u{0}", with: "\u{FFFD}")
        #expect(reader.all("p").contains { $0.text == shown && $0.attributes["class"] == "prose" })
        let numbered = reader.all("ol").filter { $0.attributes["class"] == "prose list" }
        #expect(numbered.map { $0.attributes["start"] } == ["3"])
        #expect(reader.all("ul").filter { $0.attributes["class"] == "prose list" }.count == 1)
        let points = reader.all("li").map(\.text)
        for point in ["yksi", "<i>kaksi</i>", "piste"] { #expect(points.contains(point), "\(points)") }
    }

    @Test func linesMayEndInLongNames() {
        #expect(breakable("a_b.csv") == "a_<wbr/>b.csv")
        #expect(breakable("&lt;a.csv") == "&lt;a.csv")
    }

    @Test(arguments: [
        ("a\tb\r\nc ä €", "a\tb\r\nc ä €"), ("a\u{0}b", "a\u{FFFD}b"), ("\u{1F}\u{7F}", "\u{FFFD}\u{FFFD}"),
        ("\u{80}\u{9F}\u{A0}", "\u{FFFD}\u{FFFD}\u{A0}"),
        ("\u{FFFE}\u{FFFF}\u{FFFD}\u{1F600}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{1F600}"),
    ])
    func replacesWhatNoEscapeHelps(_ text: String, _ expected: String) {
        #expect(Array(withoutForbiddenCharacters(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func aTitleCannotEndTheStyleSheet() throws {
        #expect(styleSheetString("Ää 1–2") == "\"Ää 1–2\"")
        #expect(styleSheetString("\"}</style>\\\n") == "\"\\22 \\7d \\3c \\2f style\\3e \\5c \\a \"")
    }

    @Test func anchorsArePlainAndUnique() {
        var anchors = Anchors()
        #expect(anchors.anchor("table", "osallistumiset") == "table-osallistumiset")
        #expect(anchors.anchor("table", "osallistumiset") == "table-osallistumiset-2")
        #expect(anchors.anchor("table", "Ä ö/ B--1 ") == "table-b-1")
        #expect(anchors.anchor("table", "日本") == "table-x")
        #expect(anchors.anchor("table", "") == "table-x-2")
    }

    @Test func alignsAColumnOfMixedNumbersAsNumbers() {
        #expect(!TableMarkup.isNumeric(0, of: Sample.regions))
        #expect(TableMarkup.isNumeric(2, of: Sample.regions))
        #expect(TableMarkup.isNumeric(4, of: Sample.regions))
        #expect(!TableMarkup.isNumeric(5, of: Sample.regions))
        #expect(!TableMarkup.isNumeric(1, of: Sample.days))
    }

    @Test func marksRepeatedRowHeadersAndNotTheFirst() {
        var markup = TableMarkup(locale: Sample.locale(), legend: [])
        let body = markup.body(of: Sample.regions)
        #expect(body.contains("<tr class=\"first\"><th scope=\"row\">Uusimaa</th><th scope=\"row\">Naiset</th>"))
        #expect(body.contains("<tr><th scope=\"row\" class=\"again\">Uusimaa</th><th scope=\"row\">Miehet</th>"))
        #expect(markup.marks == ["n.", "[c]", "–", "[u]"])
    }

    @Test func marksTotalsApartFromTheirParts() {
        var markup = TableMarkup(locale: Sample.locale(), legend: [])
        var table = Sample.days
        table.rows = [[.text("Uusimaa"), .text("a")], [.text("Yhteensä"), .text("b")]]
        table.totals = [1]
        let rows = markup.body(of: table).split(separator: "\n")
        #expect(rows[0].hasPrefix("<tr><th scope=\"row\">Uusimaa"))
        #expect(rows[1].hasPrefix("<tr class=\"total\"><th scope=\"row\">Yhteensä"))
    }

    @Test func aShortRowIsFilledUp() {
        var markup = TableMarkup(locale: Sample.locale(), legend: [])
        var table = Sample.days
        table.rows = [[.text("Vain yksi")]]
        #expect(markup.body(of: table) == "<tr><th scope=\"row\">Vain yksi</th><td class=\"t\"></td></tr>\n")
    }
}
