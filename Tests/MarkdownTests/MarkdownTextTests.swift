import Diagnostics
import Markdown
import Testing

/// What of Markdown becomes part of a report.
@Suite struct MarkdownTextTests {
    private static func parsed(_ text: String) -> (parts: [MarkdownPart], findings: [Finding]) {
        var findings: [Finding] = []
        let text = MarkdownText(Array(text.utf8), file: "lessons.fi.md", findings: &findings)
        return (text.parts, findings)
    }

    private static func parts(_ text: String) -> [MarkdownPart] {
        let (parts, findings) = parsed(text)
        #expect(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        return parts
    }

    @Test func takesParagraphsWithTheLinesTheyBeginIn() {
        #expect(
            Self.parts("Eka\nrivi.\n\n\nToka.\n") == [
                .paragraph([MarkdownRun("Eka\nrivi.", line: 1)]), .paragraph([MarkdownRun("Toka.", line: 5)]),
            ])
    }

    @Test func takesHeadingsOfBothForms() {
        #expect(
            Self.parts("## Eka\n\nTeksti.\n\nToka\n---\n") == [
                .heading([MarkdownRun("Eka", line: 1)]), .paragraph([MarkdownRun("Teksti.", line: 3)]),
                .heading([MarkdownRun("Toka", line: 5)]),
            ])
    }

    @Test func takesBulletsTightOrLoose() {
        let points = [[MarkdownRun("yksi", line: 1)], [MarkdownRun("kaksi\nriviä", line: 2)]]
        #expect(Self.parts("- yksi\n- kaksi\n  riviä\n") == [.list(points, start: nil)])
        let loose = [[MarkdownRun("yksi", line: 1)], [MarkdownRun("kaksi", line: 3)]]
        #expect(Self.parts("* yksi\n\n* kaksi\n") == [.list(loose, start: nil)])
    }

    @Test func keepsTheNumberThatAListBeginsWith() {
        let points = [[MarkdownRun("yksi", line: 1)], [MarkdownRun("kaksi", line: 2)]]
        #expect(Self.parts("3. yksi\n4. kaksi\n") == [.list(points, start: 3)])
    }

    @Test func keepsEmphasisAlsoInsideOther() {
        #expect(
            Self.parts("a *b **c*** d") == [
                .paragraph([
                    MarkdownRun("a "), MarkdownRun("b ", isEmphasised: true),
                    MarkdownRun("c", isEmphasised: true, isStrong: true), MarkdownRun(" d"),
                ])
            ])
    }

    @Test func keepsLinksWithTheirAddress() {
        #expect(
            Self.parts("Katso [*koko* malli](https://a.fi/x?y=1&z) tai <https://b.fi>.") == [
                .paragraph([
                    MarkdownRun("Katso "), MarkdownRun("koko", isEmphasised: true, address: "https://a.fi/x?y=1&z"),
                    MarkdownRun(" malli", address: "https://a.fi/x?y=1&z"), MarkdownRun(" tai "),
                    MarkdownRun("https://b.fi", address: "https://b.fi"), MarkdownRun("."),
                ])
            ])
    }

    @Test func leavesFiguresInBracesAsTheyAre() {
        let figures = "{attendances[mode=onsite, wave=after]:interval}, {a_b}, {c_d} ja {items:mean_x}"
        #expect(Self.parts(figures) == [.paragraph([MarkdownRun(figures)])])
    }

    @Test func readsEntitiesEscapesAndWindowsLines() {
        #expect(
            Self.parts("\u{FEFF}# A\r\n\r\n\\*b\\* &lt;c&gt; &amp; 1 < 2\r\n") == [
                .heading([MarkdownRun("A", line: 1)]), .paragraph([MarkdownRun("*b* <c> & 1 < 2", line: 3)]),
            ])
    }

    @Test(arguments: ["", "\n \n", "\u{FEFF}"]) func sayingNothingIsEmpty(text: String) {
        #expect(Self.parts(text).isEmpty)
    }

    @Test func nestsDeeplyWithoutHarm() {
        let deep = String(repeating: "*a **b ", count: 20_000)
        #expect(Self.parsed(deep).parts.count == 1)
        #expect(Self.parsed(String(repeating: "> ", count: 20_000) + "a").findings.count == 1)
        #expect(Self.parsed(String(repeating: "[", count: 20_000)).parts.count == 1)
    }

    // MARK: What is not taken

    @Test(arguments: [
        ("a\n\n<div>b</div>\n", 3, "HTML"), ("a\nb <b>c</b>\n", 2, "HTML"), ("<!-- muista -->\n", 1, "HTML"),
        ("a\n\n![kuva](x.png)\n", 3, "image"), ("a `b`\n", 1, "code"), ("a\n\n    b\n", 3, "block of code"),
        ("```\nb\n```\n", 1, "block of code"), ("a\n\n> b\n", 3, "block of quotation"),
        ("a\n\n| b | c |\n| --- | --- |\n| 1 | 2 |\n", 3, "table"), ("b | c\n:-- | --:\n1 | 2\n", 1, "table"),
        ("a\n\n---\n", 3, "horizontal line"), ("- a\n  - b\n", 2, "list within a list"),
        ("- a\n\n  b\n", 3, "point with several paragraphs"), ("- # a\n", 1, "heading within a point"),
        ("- > a\n", 1, "block of quotation"), ("a\n\n[1]: https://a.fi\n", 3, "address that stands apart"),
        ("[a b]:\nhttps://a.fi 'c d'\n", 1, "address that stands apart"),
    ])
    func tellsWhatIsNotTaken(text: String, line: Int, name: String) {
        let findings = Self.parsed(text).findings
        #expect(findings.count == 1, "\(findings.map(\.rendered))")
        #expect(findings.first?.code == "markdown.unsupported")
        #expect(findings.first?.severity == .error)
        #expect(findings.first?.location == RecordLocation(file: "lessons.fi.md", line: line))
        let summary = findings.first?.explanation.summary ?? ""
        #expect(summary.hasPrefix("lessons.fi.md:\(line): a report takes no \(name)"), "\(summary)")
        #expect(findings.first?.explanation.remedies.isEmpty == false)
    }

    @Test(arguments: ["[Huom]: tämä jää tekstiin.", "a | b", "Hinta – 3 €\nja | merkki", "1986\\. Vuosi."])
    func whatOnlyLooksLikeItIsText(text: String) {
        #expect(Self.parts(text).count == 1)
    }

    @Test(arguments: ["javascript:alert(1)", "malli.md", "#luku", "https://", "data:text/html,a", "/etc/passwd"])
    func refusesAddressesThatNoReaderCanOpen(address: String) {
        let findings = Self.parsed("a\n[b](\(address))").findings
        #expect(findings.map(\.code) == ["markdown.address"])
        #expect(findings.first?.location?.line == 2)
    }

    @Test func warnsOfHeadingsOfSeveralLevels() {
        let findings = Self.parsed("# a\n\n## b\n\n# c\n").findings
        #expect(findings.map(\.code) == ["markdown.heading-levels"])
        #expect(findings.first?.severity == .warning)
        #expect(findings.first?.location?.line == 3)
    }

    @Test func namesTheLineThatIsNotUTF8() {
        var findings: [Finding] = []
        // 'ä' of ISO 8859-1 in the third line.
        let bytes = Array("a\n\nb".utf8) + [0xE4, 0x0A] + Array("c".utf8)
        let text = MarkdownText(bytes, file: "lessons.fi.md", findings: &findings)
        #expect(text.isEmpty)
        #expect(findings.map(\.code) == ["markdown.not-utf-8"])
        #expect(findings.first?.location?.line == 3)
    }

    @Test func tellsEverythingInTheOrderOfTheFile() {
        let findings = Self.parsed("a `b`\n\n[1]: c\n\n<br>\n\n---\n").findings
        #expect(findings.map { $0.location?.line } == [1, 3, 5, 7])
    }
}
