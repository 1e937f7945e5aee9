import Foundation
import HTMLReport
import Reporting
import Testing

@Suite struct PageTests {
    @Test func laysOutEveryKindOfBlock() throws {
        try expectGolden(skeleton(try writer().html(Sample.document(), languages: languages)), "page.fi.html")
    }

    @Test func isWellFormedAndProperlyNested() throws {
        let reader = PageReader(try writer().html(Sample.document(), languages: languages))
        #expect(reader.mistakes == [])
        #expect(reader.elements.count > 150)
    }

    @Test func usesEachIdentifierOnceThoughTheDocumentRepeatsItsOwn() throws {
        // The sample has two charts of one id, a definition twice, and a table whose id is no plain name.
        let reader = PageReader(try writer().html(Sample.document()))
        let ids = reader.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
        for link in reader.all("a") {
            guard let target = link.attributes["href"], target.hasPrefix("#") else { continue }
            #expect(ids.contains(String(target.dropFirst())), "\(target) leads nowhere")
        }
        for name in reader.elements.compactMap({ $0.attributes["aria-labelledby"] }) {
            #expect(name.split(separator: " ").allSatisfy { ids.contains(String($0)) })
        }
    }

    @Test func quotesInTheLanguageInWhichItWasWritten() throws {
        let quoted = PageReader(try writer().html(Sample.document())).all("blockquote")
        #expect(quoted.map { $0.attributes["lang"] } == [nil, "sv"], "that of the page need not be said again")
        let swedish = PageReader(try writer().html(Sample.document("sv"))).all("blockquote")
        #expect(swedish.map { $0.attributes["lang"] } == ["fi", nil])
        let sources = PageReader(try writer().html(Sample.document())).all("p").filter {
            $0.attributes["class"] == "quotation-source"
        }
        #expect(sources.map(\.text) == ["Jälkeen & ennen"])
    }

    @Test func explainsEachTermAtAnAnchorOfItsOwn() throws {
        let reader = PageReader(try writer().html(Sample.document()))
        let terms = reader.elements.filter { $0.attributes["id"]?.hasPrefix("term-") == true }
        #expect(terms.map { $0.attributes["id"] } == ["term-diffusion", "term-e-i-index", "term-diffusion-2"])
        #expect(terms.allSatisfy { $0.around.last == "dl" })
        // A list without a title has no heading, not even an empty one or that of the page.
        let headings = reader.all("h3").filter { $0.attributes["class"] == "heading" }
        #expect(headings.map(\.text) == ["Alueet", "Sanat & merkit"])
        #expect(reader.all("dd").contains { $0.text == "Yksi & kaksi. Kolme." })
    }

    @Test func asksForNothingOutsideIt() throws {
        let page = try writer().html(Sample.document(), languages: languages)
        let reader = PageReader(page)
        #expect(reader.all("script").isEmpty && reader.all("img").isEmpty && reader.all("iframe").isEmpty)
        for element in reader.elements {
            for (name, value) in element.attributes where ["src", "href", "action", "xlink:href"].contains(name) {
                #expect(
                    value.hasPrefix("#") || value == "data:," || languages.contains { $0.fileName == value },
                    "<\(element.name) \(name)=\(value)>")
            }
            #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
        }
        let style = try #require(reader.all("style").first?.text)
        #expect(!style.contains("url(") && !style.contains("@import"))
        #expect(page.contains("default-src 'none'"))
    }

    @Test func linksOtherLanguagesButNotASingleOne() throws {
        let several = PageReader(try writer().html(Sample.document("sv"), languages: languages))
        let navigation = several.elements.filter { $0.attributes["hreflang"] != nil && $0.name == "a" }
        #expect(
            navigation.compactMap { $0.attributes["href"] } == ["funder-summary.fi.html", "funder-summary.en.html"])
        #expect(several.all("html").first?.attributes["lang"] == "sv")
        let one = PageReader(try writer().html(Sample.document(), languages: Array(languages.prefix(1))))
        #expect(!one.elements.contains { $0.attributes["hreflang"] != nil })
    }

    @Test func givesHeadersCaptionsAndARegionThatTheKeyboardReaches() throws {
        let reader = PageReader(try writer().html(Sample.document()))
        let tables = reader.all("table")
        #expect(reader.all("caption").count == tables.count)
        #expect(reader.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
        let regions = reader.elements.filter { $0.attributes["role"] == "region" }
        #expect(!regions.isEmpty)
        #expect(
            regions.allSatisfy { $0.attributes["tabindex"] == "0" && $0.attributes["aria-label"]?.isEmpty == false })
        // Tables of two columns wrap on a phone: no region for them.
        #expect(regions.count == tables.count { !($0.attributes["class"] ?? "").contains("narrow") })
    }

    @Test func headingsDescendWithoutGaps() throws {
        let reader = PageReader(try writer().html(Sample.document()))
        let levels = reader.elements.compactMap {
            $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil
        }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
        for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
    }

    @Test func notesAndTheirPlacesLinkToEachOther() throws {
        let reader = PageReader(try writer().html(Sample.document()))
        let links = reader.all("a").compactMap { $0.attributes["href"] }
        // Note 2 belongs to two tables; note 9, which a table asks for, is not there.
        #expect(links.count { $0 == "#note-1" } == 1 && links.count { $0 == "#note-2" } == 2)
        #expect(links.contains("#note-2-in-table-maakunnat") && links.contains("#note-2-in-table-p-iv-t-muut"))
        #expect(!links.contains("#note-9"))
    }

    @Test func givesAFigureItsNumbersOrALinkToTheTableBesideIt() throws {
        let reader = PageReader(try writer().html(Sample.document()))
        let links = reader.all("a").filter { $0.around.contains("figure") }.compactMap { $0.attributes["href"] }
        #expect(links == ["#table-maakunnat"])
        let figures = reader.all("figure")
        #expect(figures.count == 3)
        // The other two have their numbers in a table of their own, the network its ties too.
        #expect(reader.all("table").count { $0.around.contains("figure") } == 3)
        #expect(reader.all("svg").count { $0.around.contains("figure") } == 6)
    }

    @Test func isTheSameEachTime() throws {
        let first = try writer().html(Sample.document(), languages: languages)
        for _ in 0..<5 { #expect(try writer().html(Sample.document(), languages: languages) == first) }
    }

    @Test func aDocumentWithoutAnythingIsStillAPage() throws {
        var document = Sample.document()
        document.sections = []
        document.notes = []
        document.legend = []
        document.information.facts = []
        document.information.subtitle = ""
        document.information.contact = ""
        let reader = PageReader(try writer().html(document))
        #expect(reader.mistakes == [])
        #expect(reader.all("main").count == 1 && reader.all("h1").count == 1)
    }
}
