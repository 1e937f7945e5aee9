import HTMLReport
import Reporting
import Testing

@Suite struct ProtectionTests {
    @Test func showsAMarkWithItsMeaningWhereANumberIsWithheld() throws {
        let reader = PageReader(try writer().html(Sample.document()))
        let cells = reader.all("td").filter { $0.text.hasPrefix("[c]") }
        // Three in the table of regions; one in each figure's numbers, and the tie.
        #expect(cells.count == 6)
        #expect(cells.allSatisfy { $0.text == "[c]salattu tietosuojan vuoksi" })
        let absent = reader.all("td").map(\.text).filter { $0.hasPrefix("[u]") || $0.hasPrefix("–") }
        #expect(absent == ["–ei havaintoja", "[u]liian vähän pareja"])
    }

    @Test func leavesNoTraceOfLimitsOfAWithheldNumber() throws {
        // The chart's second value is withheld, but its limits 777 and 888 were handed over by mistake.
        let page = try writer().html(Sample.document())
        let reader = PageReader(page)
        #expect(!reader.all("body").contains { $0.text.contains("777") || $0.text.contains("888") })
    }

    @Test func drawsNoBarForAWithheldFigure() throws {
        // The third key figure is withheld, but its share of the target, 4 %, was handed over by mistake.
        let reader = PageReader(try writer().html(Sample.document()))
        let meters = reader.elements.filter { $0.attributes["role"] == "meter" }
        #expect(meters.map { $0.attributes["aria-valuenow"] } == ["100", "82"])
        #expect(
            meters.map { $0.attributes["aria-valuetext"] } == ["123\u{A0}% tavoitteesta", "82\u{A0}% tavoitteesta"])
        let card = try #require(
            reader.all("li").first { $0.text.contains("ESR+-osallistujat") && $0.text.contains("Tavoite") })
        #expect(!card.text.contains("henkilöä") && !card.text.contains("4\u{A0}%"))
        #expect(card.text.contains("[c]") && card.text.contains("Ei voi arvioida"))
    }
}
