import Diagnostics
import Foundation
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct InnokylaTests {
    private func page(_ text: String, name: String = "sivu.html") throws -> InnokylaPage {
        let temporary = try TemporaryFile(text, name: name)
        let file = try SourceFile(path: temporary.path, displayName: name)
        return InnokylaPage(try InnokylaFit.content(file, encoding: nil), file: name)
    }

    @Test func readsEveryFieldOfAToimintamalli() throws {
        let page = try page(InnokylaFixture.model)
        #expect(try page.kind.get() == .toimintamalli)
        let expected = [
            "nimi": "Kyläpysäkki: yhteinen olohuone",
            "lyhyt_kuvaus": "Kylän keskellä on avoin olohuone, johon on matala kynnys tulla.\nSe on auki joka päivä.",
            "toteutuspaikka": "Kirjasto & kahvila", "alue": "Pori; Satakunnan hyvinvointialue",
            "rahoittaja": "Euroopan Sosiaalirahasto (ESR)", "kokonaisuus": "kylat-kuntoon", "pohjautuu": "torikahvila",
            "luotu": "02.03.2023", "muokattu": "04.04.2024",
            "ratkaisu": "Perusidea on yksinkertainen.\nArki\nOvi on auki.", "ymparisto": "Pieni kylä.",
            "kohderyhma_kuvaus": "–", "arviointi": "Kävijät palaavat.", "vinkit": "Kysy lisää: tai",
            "kansikuva": "kansi.jpg", "vaihe": "Kehitteillä", "ilmiot": "yksinäisyys; ruoka-apu, kahvi",
            "kohderyhma": "kuntalaiset; ikäihmiset", "polku_ymparisto": "Polun ympäristö.",
            "muutos": "Enemmän kohtaamisia.", "tunnus": "kylapysakki", "laji": "toimintamalli",
            "osoite": "https://innokyla.fi/fi/toimintamalli/kylapysakki",
            // A dash says nothing, and nothing is nothing.
            "ydinkenttia": "4", "ilmioita": "2", "kohderyhmia": "2",
        ]
        for (key, value) in expected { #expect(page.values[key] == value, "\(key)") }
        #expect(Set(page.values.keys) == Set(expected.keys))
        #expect(page.unknown.map(\.heading) == ["Kestävyys"] && page.unknown.map(\.text) == ["Kolme vuotta."])
        #expect(page.droppedFields == 1 && page.droppedAddresses == 2)
    }

    @Test func readsEveryFieldOfAKokonaisuus() throws {
        let page = try page(InnokylaFixture.programme, name: "kylat.txt")
        #expect(try page.kind.get() == .kokonaisuus)
        let expected = [
            "nimi": "Kylät kuntoon", "lyhyt_kuvaus": "Kylät ovat kunnossa.",
            "rahoittaja": "Euroopan Sosiaalirahasto (ESR)", "luotu": "06.07.2023", "muokattu": "22.03.2024",
            "toimijat": "Testilän kunta; Mallin Säätiö sr; Esimerkki, yhdistys ry",
            "toimiaika": "1.1.2023–30.6.2024, toimiaika 2023", "yhteysorganisaatio": "Mallin Säätiö sr",
            "tarkoitus": "Tarkoitus: kylät kuntoon.\nToimijat ovat mukana alusta asti.", "paamaara": "Kunto.",
            "toimintamallit": "Kyläpysäkki; Torikahvila", "tunnus": "kylat-kuntoon", "laji": "kokonaisuus",
            "osoite": "https://innokyla.fi/fi/kokonaisuus/kylat-kuntoon", "toimijoita": "3", "toimintamalleja": "2",
        ]
        for (key, value) in expected { #expect(page.values[key] == value, "\(key)") }
        #expect(Set(page.values.keys) == Set(expected.keys))
        #expect(page.droppedFields == 3 && page.unknown.isEmpty)
    }

    @Test func readsMarkdown() throws {
        let page = try page(InnokylaFixture.markdown, name: "torikahvila.md")
        #expect(page.values["nimi"] == "Torikahvila" && page.values["tunnus"] == "torikahvila")
        #expect(page.values["vaihe"] == "Juurrutettu" && page.values["alue"] == "Valtakunnallinen")
        #expect(page.values["ratkaisu"] == "Tori on kahvila." && page.values["ymparisto"] == "Tori.")
        #expect(page.values["ydinkenttia"] == "2")
        #expect(page.unknown.map(\.heading) == ["Share this page"] && page.unknown.map(\.text) == ["Facebook"])
    }

    @Test func becomesARecord() throws {
        let reading = try InnokylaFixture.read(InnokylaFixture.model, InnokylaFixture.innovation())
        let values = { reading.values($0) }
        #expect(values("innovation") == ["kylapysakki"] && values("name") == ["Kyläpysäkki: yhteinen olohuone"])
        #expect(values("region") == ["04"] && values("phase") == ["development"])
        #expect(values("created") == ["2023-03-02"] && values("modified") == ["2024-04-04"])
        #expect(values("funder") == ["Euroopan Sosiaalirahasto (ESR)"] && values("derived_from") == ["torikahvila"])
        #expect(values("core_fields") == ["4"] && values("programme") == ["kylat-kuntoon"])
        #expect(reading.report.rowsRead == 1 && reading.report.rowsKept == 1 && reading.codes.isEmpty)
        #expect(reading.report.verdict == "Innokylä page, toimintamalli")
        #expect(reading.report.unmappedColumns == ["Kestävyys"])
        #expect(Set(reading.report.findings.map(\.code)) == ["ingest.unmapped-columns", "ingest.page-people"])

        let programme = try InnokylaFixture.read(
            InnokylaFixture.programme, InnokylaFixture.programmeMapping, name: "k.txt")
        #expect(programme.values("programme") == ["kylat-kuntoon"] && programme.values("actors") == ["3"])
        #expect(programme.values("period") == ["1.1.2023–30.6.2024, toimiaika 2023"])
        #expect(programme.values("innovations") == ["2"] && programme.values("created") == ["2023-07-06"])
    }

    @Test func listsPhasesThatAreNotInTheCodeList() throws {
        let reading = try InnokylaFixture.read(
            InnokylaFixture.markdown, InnokylaFixture.innovation(), name: "torikahvila.md")
        #expect(reading.values("phase") == ["Juurrutettu"] && reading.values("region") == ["<not-applicable>"])
        #expect(reading.codes == ["ingest.unlisted-code"])
        #expect(reading.report.issues[0].location.description == "torikahvila.md:1:Kehittämisen vaihe")
    }

    @Test func keepsAHeadingThatNoFieldHasWhenAMappingNamesIt() throws {
        let further = [
            ColumnMapping("lasting", from: ["Kestävyys"], type: .title),
            ColumnMapping("other", from: ["Aivan muu otsikko"], type: .title),
        ]
        let reading = try InnokylaFixture.read(InnokylaFixture.model, InnokylaFixture.innovation(further))
        #expect(
            reading.values("lasting") == ["Kolme vuotta."] && reading.values("other") == ["<not-answered>"]
                || reading.values("other") == [""])
        #expect(reading.report.unmappedColumns.isEmpty)
        let ignored = try InnokylaFixture.read(
            InnokylaFixture.model,
            InnokylaFixture.innovation(ignored: ["Kestävyys", "Vinkit toimintamallin soveltajille"]))
        #expect(ignored.report.findings.map(\.code) == ["ingest.page-people"])
    }

    @Test func saysWhichFieldAMappingMayMean() throws {
        #expect {
            _ = try InnokylaFixture.read(
                InnokylaFixture.model, InnokylaFixture.innovation([ColumnMapping("x", from: ["vaihee"], type: .title)]))
        } throws: { ($0 as? IngestError)?.errorCodes == ["ingest.unknown-column"] }
    }

    // MARK: People

    @Test func neverKeepsTellsOrQuotesPeople() throws {
        let longText = ["lyhyt_kuvaus", "vinkit", "ratkaisu", "Kestävyys"].map {
            ColumnMapping("t_\($0.lowercased().filter { $0.isASCII })", from: [$0], type: .text)
        }
        for (text, name) in [(InnokylaFixture.model, "a.html"), (InnokylaFixture.markdown, "b.md")] {
            let reading = try InnokylaFixture.read(text, InnokylaFixture.innovation(longText), name: name)
            #expect(reading.report.rowsKept == 1)
            var all = "\(reading.report.issues.map(\.explanation)) \(reading.report.findings) \(reading.report.header)"
            for column in reading.segments.flatMap(\.columns) { all += column.column.texts.joined(separator: " ") }
            for secret in ["Tekijänen", "tekijanen", "@", "Ylläpitäjä"] {
                #expect(!all.contains(secret), "\(name) \(secret)")
            }
        }
    }

    @Test func refusesAMappingOfPeople() throws {
        for name in ["Tekijä", "tekija", "Yhteyshenkilön nimi", "Yhteyshenkilön sähköpostiosoite"] {
            #expect {
                _ = try InnokylaFixture.read(
                    InnokylaFixture.model, InnokylaFixture.innovation([ColumnMapping("x", from: [name], type: .title)]))
            } throws: { ($0 as? IngestError)?.errorCodes == ["ingest.person-field"] }
        }
        _ = try InnokylaFixture.read(InnokylaFixture.model, InnokylaFixture.innovation(ignored: ["Tekijä"]))
    }

    @Test func setsAsideAPageWithAPersonalIdentityCode() throws {
        let page = InnokylaFixture.model.replacing("Kolme vuotta.", with: "Hetu 010190-999W")
        #expect(try InnokylaFixture.read(page, InnokylaFixture.innovation()).codes == ["ingest.personal-identity-code"])
        let named = InnokylaFixture.model.replacing("Pieni kylä.", with: "Hetu 010190-999W")
        let mapping = InnokylaFixture.innovation([ColumnMapping("place_of", from: ["ymparisto"], type: .text)])
        #expect(try InnokylaFixture.read(named, mapping).report.rowsQuarantined == 1)
    }

    // MARK: Pages that are none of a record

    @Test(arguments: [
        (InnokylaFixture.login, "a.html", "a page to sign in"), (InnokylaFixture.list, "b.html", "a list of pages"),
        (InnokylaFixture.news, "c.htm", "a news page"), ("  \n\n ", "d.md", "a page with no text"),
        ("<html><body></body></html>", "e.html", "a page with no text"),
        ("Hei vain\nTämä on muistio.\n", "f.txt", "another page, since none of the headings is on it"),
    ])
    func setsAsideOtherPages(_ page: String, _ name: String, _ looksLike: String) throws {
        let reading = try InnokylaFixture.read(page, InnokylaFixture.innovation(), name: name)
        #expect(reading.report.rowsRead == 1 && reading.report.rowsQuarantined == 1 && reading.segments.isEmpty)
        #expect(reading.codes == ["ingest.no-record"])
        #expect(reading.report.issues.first?.explanation.cause == "it looks like \(looksLike)")
    }

    @Test func leavesThePagesOfOtherRecordsToTheirSources() throws {
        let reading = try InnokylaFixture.read(InnokylaFixture.programme, InnokylaFixture.innovation(), name: "k.txt")
        #expect(reading.report.rowsRead == 1 && reading.report.rowsExcluded == 1 && reading.codes.isEmpty)
        #expect(reading.report.findings.contains { $0.code == "ingest.other-page" })
        let other = try InnokylaFixture.read(InnokylaFixture.model, InnokylaFixture.programmeMapping)
        #expect(other.report.rowsExcluded == 1)
    }

    @Test func refusesWhatIsNoPage() throws {
        func code(_ bytes: [UInt8], _ name: String) -> String? {
            do {
                _ = try read(bytes, InnokylaFixture.innovation(), name: name, lists: InnokylaFixture.lists)
                return nil
            } catch {
                return (error as? IngestError)?.code
            }
        }
        #expect(code([], "a.html") == "ingest.empty-file")
        #expect(code(Array("PK\u{3}\u{4}x".utf8), "a.html") == "ingest.not-text")
        #expect(code(Array("%PDF-1.7".utf8), "a.txt") == "ingest.not-text")
        #expect(code([UInt8](repeating: 0x61, count: PageLimits.bytes + 1), "a.txt") == "ingest.page-too-large")
    }

    /// 2 GB of nothing, which takes no room on the disk.
    @Test func refusesAHugeFileWithoutReadingIt() throws {
        let temporary = try TemporaryFile("<html>", name: "huge.html")
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary.path))
        try handle.truncate(atOffset: 2 << 30)
        try handle.close()
        #expect {
            _ = try read(
                path: temporary.path, InnokylaFixture.innovation(), name: "huge.html", lists: InnokylaFixture.lists)
        } throws: { ($0 as? IngestError)?.code == "ingest.page-too-large" }
    }

    @Test(arguments: [
        "<div>", "<p><b>", "<table><tr><td>", "<!--", "&", "<a href=x>", "<h2>", "<ul><li>", "<font", "\u{0}",
    ])
    func standsDeepNesting(_ piece: String) throws {
        let page = InnokylaFixture.model.replacing("<h1>", with: String(repeating: piece, count: 100_000) + "<h1>")
        _ = try InnokylaFixture.read(page, InnokylaFixture.innovation())
        let within = "<h2>Kehittämisen vaihe</h2>" + String(repeating: piece, count: 100_000) + "Kehitteillä"
        _ = try InnokylaFixture.read(within, InnokylaFixture.innovation())
    }

    // MARK: Forms

    @Test func readsPagesOfOtherEncodings() throws {
        let page = InnokylaFixture.model.replacing("charset=\"utf-8\"", with: "charset=\"windows-1252\"")
        // What a page says of itself does not matter when it is UTF-8.
        #expect(try InnokylaFixture.read(page, InnokylaFixture.innovation()).report.rowsKept == 1)
        let latin = page.unicodeScalars.map {
            $0 == "–" ? UInt8(0x96) : $0 == "\u{A0}" ? 0xA0 : UInt8(truncatingIfNeeded: $0.value)
        }
        let windows = try read(latin, InnokylaFixture.innovation(), name: "w.html", lists: InnokylaFixture.lists)
        #expect(windows.values("name") == ["Kyläpysäkki: yhteinen olohuone"])
        let wide: [UInt8] =
            [0xFF, 0xFE]
            + InnokylaFixture.programme.utf16.flatMap { unit -> [UInt8] in
                [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            }
        let text = try read(wide, InnokylaFixture.programmeMapping, name: "u.txt", lists: InnokylaFixture.lists)
        #expect(text.values("name") == ["Kylät kuntoon"])
        let lines = InnokylaFixture.programme.replacing("\n", with: "\r\n")
        #expect(
            try InnokylaFixture.read(lines, InnokylaFixture.programmeMapping, name: "r.txt").values("actors") == ["3"])
    }

    @Test func findsFieldsInAnyOrder() throws {
        var generator = TestGenerator(seed: 3)
        let fields = InnokylaField.all.filter { $0.kind == .text && !$0.headings.isEmpty }
        for _ in 0..<50 {
            let order = fields.shuffled(using: &generator)
            let text = order.map { "\($0.headings[0])\($0.isCore ? " **" : "")\nArvo \($0.key)\n" }.joined()
            let html = order.map { "<h2>\($0.headings[0])\($0.isCore ? " **" : "")</h2><p>Arvo \($0.key)</p>" }.joined()
            for page in [try page(text, name: "a.txt"), try page(html)] {
                for field in fields { #expect(page.values[field.key] == "Arvo \(field.key)") }
            }
        }
    }

    @Test func saysNothingOfAMutatedPageButWhatHolds() throws {
        var generator = TestGenerator(seed: 11)
        let bytes = Array(InnokylaFixture.model.utf8)
        for _ in 0..<400 {
            var mutated = bytes
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let place = Int.random(in: 0..<mutated.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: mutated[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: mutated.removeSubrange(place..<min(mutated.count, place + 40))
                default: mutated.insert(contentsOf: Array("<h2>".utf8), at: place)
                }
            }
            let reading = try? read(mutated, InnokylaFixture.innovation(), name: "m.html", lists: InnokylaFixture.lists)
            guard let report = reading?.report else { continue }
            #expect(report.rowsRead == report.rowsKept + report.rowsQuarantined + report.rowsExcluded)
        }
    }

    // MARK: Inspection

    @Test func proposesAMapping() throws {
        let file = try TemporaryFile(InnokylaFixture.model, name: "kylapysakki.html")
        let inspection = try FileInspection(path: file.path, displayName: file.name)
        #expect(inspection.record == "innovation" && inspection.verdict == "Innokylä page, toimintamalli")
        #expect(inspection.proposedMapping.contains("innovation: {from: tunnus}"))
        #expect(inspection.proposedMapping.contains("ignore: [\"Kestävyys\"]"))
        let login = try TemporaryFile(InnokylaFixture.login, name: "kirjaudu.html")
        #expect {
            _ = try FileInspection(path: login.path, displayName: login.name)
        } throws: { ($0 as? IngestError)?.code == "ingest.no-record" }
    }
}
