import Foundation
import HTMLReport
import Reporting
import Testing

/// What a figure book shows of figures, tables and sentences.
@Suite struct CitationTests {
    private static func document() -> Document {
        var document = Sample.document()
        var chart = Sample.chart(.bars, id: "alueet", table: "")
        chart.number = 7
        document.sections = [
            Section(
                id: "kirja", title: "Kirja", shortTitle: "",
                blocks: [
                    .chart(chart),
                    .citation(
                        Citation(
                            id: "F-r.alueet", alternativeText: Sample.hostile,
                            files: [LinkedFile(title: "PDF", path: "figures/alueet.fi.pdf")],
                            commandsTitle: "2 lukua", commands: ["kaiku explain a", "kaiku explain \"a[x=1]\""],
                            sentences: [
                                CitationLink(id: "S-a", title: "S-a"), CitationLink(id: "S-gone", title: "S-gone"),
                            ])),
                    .sentences([
                        CitedSentence(
                            id: "S-a", text: Sample.hostile,
                            places: [
                                CitationLink(id: "F-r.alueet", title: "Kuvio 7"),
                                CitationLink(id: "T-r.a", title: "Taulukko 2"),
                            ], command: "kaiku explain \"a[x=1]\""),
                        CitedSentence(id: "S-b", text: "Toinen.", command: "kaiku explain b"),
                    ]), .citation(Citation(id: "T-r.a", label: "Taulukko 2", title: "Alueet")),
                ])
        ]
        return document
    }

    @Test func leadsToFilesAndFromFigureToSentenceAndBack() throws {
        let reader = PageReader(try writer().html(Self.document()))
        #expect(reader.mistakes == [])
        let ids = reader.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        let links = reader.all("a").compactMap { $0.attributes["href"] }
        #expect(links.contains("figures/alueet.fi.pdf"))
        let inner = links.filter { $0.hasPrefix("#cite-") }
        #expect(inner == ["#cite-s-a", "#cite-f-r-alueet", "#cite-t-r-a"], "what is not in the page is not led to")
        #expect(inner.allSatisfy { ids.contains(String($0.dropFirst())) })
        #expect(reader.all("script").isEmpty)
    }

    @Test func showsIdentifierTextAndCommand() throws {
        let page = try writer().html(Self.document())
        let reader = PageReader(page)
        let codes = reader.all("code").map(\.text)
        #expect(codes.contains("F-r.alueet") && codes.contains("S-b") && codes.contains("kaiku explain \"a[x=1]\""))
        #expect(reader.all("p").contains { $0.text == "Toinen." && $0.attributes["class"] == "copy" })
        #expect(reader.all("h3").map(\.text) == ["Taulukko 2. Alueet"], "below a chart its caption is the title")
        #expect(reader.all("summary").contains { $0.text.hasPrefix("2 lukua") })
        #expect(page.contains("Kuvio 7.</span>"), "the chart has its own number")
        // Where a citation has no commands, alternative text or files, nothing is said of them.
        let table = try #require(page.range(of: "id=\"cite-t-r-a\""))
        let rest = page[table.upperBound...].prefix { $0 != "§" }
        let part = rest[..<(try #require(rest.range(of: "</dl>")).lowerBound)]
        #expect(!part.contains("<details>") && !part.contains("citation-links"))
    }
}
