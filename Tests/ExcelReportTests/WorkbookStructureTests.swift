import Disclosure
import Records
import Reporting
import Testing

@testable import ExcelReport

@Suite struct WorkbookStructureTests {
    @Test func sheetsFollowTheDocument() throws {
        let package = try PackageReader(Fixture.document())
        #expect(
            try package.sheetNames() == [
                "Kansilehti", "Sisällys", "Tunnusluvut", "Maakunnat", "Käyttöönotot", "Väittämät", "Laatu",
                "Määritelmät", "Huomautukset",
            ])
    }

    @Test func anAuthorityCopySaysSoOnEverySheet() throws {
        var document = Fixture.document()
        document.information.copyMark = "Julkinen & suojattu"
        let open = try PackageReader(document)
        #expect(try open.cell("A3", on: "Kansilehti") == "Julkinen & suojattu")
        let quiet = "&amp;L&amp;\"Arial,Regular\"&amp;8&amp;K46535FJulkinen &amp;&amp; suojattu"
        for name in try open.sheetNames() {
            #expect(try open.sheet(name).contains("<oddFooter>\(quiet)</oddFooter>"))
            #expect(try !open.sheet(name).contains("oddHeader"))
        }
        document.information.copy = .authority
        document.information.copyMark = "Viranomaiskopio"
        document.information.copyNotice = "Ei julkaistavaksi."
        let copy = try PackageReader(document)
        #expect(try copy.sheetNames() == open.sheetNames())
        for name in try copy.sheetNames() {
            #expect(try copy.cell("A2", on: name) == "Viranomaiskopio", "\(name)")
            let code = "&amp;C&amp;\"Arial,Bold\"&amp;11&amp;K9B1C1CViranomaiskopio"
            let sheet = try copy.sheet(name)
            #expect(sheet.contains("<oddHeader>\(code)</oddHeader>"))
            #expect(sheet.contains("<oddFooter>\(code)</oddFooter>"))
        }
        #expect(try copy.cell("A4", on: "Kansilehti") == "Ei julkaistavaksi.")
        // A document that says nothing of copies, such as a list for a supplier, has no line for it.
        #expect(try !PackageReader(Fixture.document()).sheet("Kansilehti").contains("headerFooter"))
    }

    @Test func quotationsStandAsTextBelowTheirThemes() throws {
        let section = Section(
            id: "open", title: "Avoimet vastaukset", shortTitle: "Avoimet",
            blocks: [
                .heading("Yhteistyö"),
                .quotations([
                    QuotedText(text: "”=SUMMA(1;2)”", language: "fi", attribution: "Jälkeen"),
                    QuotedText(text: "”Tack!”", language: "sv"),
                ]),
            ])
        let package = try PackageReader(Fixture.document(sections: [section]))
        let texts = try (1...6).map { try package.cell("A\($0)", on: "Avoimet") }
        #expect(texts.contains("Yhteistyö"))
        #expect(texts.contains("•\u{A0}”=SUMMA(1;2)” – Jälkeen") && texts.contains("•\u{A0}”Tack!”"), "\(texts)")
        #expect(!(try package.sheet("Avoimet")).contains("<f>"))
    }

    @Test func proseStandsAsPlainText() throws {
        let section = Section(
            id: "lessons", title: "Opit", shortTitle: "Opit",
            blocks: [
                .prose(
                    .paragraph(RichText([.init("=Lue "), .init("lisää", isStrong: true, address: "https://a.fi")]))),
                .prose(.list([RichText([.init("yksi")]), RichText([.init("kaksi")])], start: 3)),
                .prose(.list([RichText([.init("piste")])], start: nil)),
            ])
        let package = try PackageReader(Fixture.document(sections: [section]))
        let texts = try (1...8).map { try package.cell("A\($0)", on: "Opit") }
        for text in ["=Lue lisää (https://a.fi)", "3. yksi", "4. kaksi", "•\u{A0}piste"] {
            #expect(texts.contains(text), "\(texts)")
        }
        #expect(!(try package.sheet("Opit")).contains("<f>"))
    }

    @Test func termsHaveASheetOfTwoColumns() throws {
        let list = TermList(
            title: "Leviäminen",
            terms: [
                Term(key: "diffusion", name: "Leviäminen", meaning: "Kulkua. Ajassa."),
                Term(key: "peak", name: "=Huippu", meaning: "Eniten. Sitten vähemmän."),
            ])
        let section = Section(
            id: "terms", title: "Mitä sanat tarkoittavat", shortTitle: "Sanat",
            blocks: [.paragraph("Kaksi virkettä."), .terms(list)])
        let package = try PackageReader(Fixture.document(sections: [section]))
        #expect(try package.sheetNames() == ["Kansilehti", "Sisällys", "Sanat", "Huomautukset"])
        let rows = try (1...12).map { row in
            [try package.cell("A\(row)", on: "Sanat"), try package.cell("B\(row)", on: "Sanat")]
        }
        #expect(rows.contains(["Sana", "Merkitys"]))
        #expect(
            rows.contains(["Leviäminen", "Kulkua. Ajassa."]) && rows.contains(["=Huippu", "Eniten. Sitten vähemmän."]))
        #expect(rows.contains { $0[0] == "Kaksi virkettä." })
        #expect(!(try package.sheet("Sanat")).contains("<f>"))
    }

    @Test func severalListsOfTermsShareTheSheetOfTheirSection() throws {
        func list(_ title: String, _ name: String) -> Block {
            .terms(TermList(title: title, terms: [Term(key: "a", name: name, meaning: "Yksi. Kaksi.")]))
        }
        let section = Section(
            id: "terms", title: "Mitä sanat tarkoittavat", shortTitle: "Sanat",
            blocks: [list("Leviäminen", "Huippu"), list("Verkosto", "Yhteys"), .terms(TermList(terms: []))])
        let package = try PackageReader(Fixture.document(sections: [section]))
        let rows = try (1...12).map { row in
            try ["A", "B", "C"].map { column in try package.cell("\(column)\(row)", on: "Sanat") ?? "" }
        }
        #expect(rows.contains(["Aihe", "Sana", "Merkitys"]))
        #expect(rows.contains(["Leviäminen", "Huippu", "Yksi. Kaksi."]))
        #expect(rows.contains(["Verkosto", "Yhteys", "Yksi. Kaksi."]))
    }

    @Test func everyTableIsMarkedFromColumnAToTheLastRowOfItsSheet() throws {
        let package = try PackageReader(Fixture.document())
        let tables = package.parts.filter { $0.key.hasPrefix("xl/tables/") }.map(\.value)
        #expect(tables.count == 7)
        for table in tables {
            let reference = try #require(PackageReader.attributes("ref", of: "table", in: table).first)
            #expect(reference.hasPrefix("A"))
            #expect(!table.contains("<autoFilter"))
            let names = PackageReader.attributes("name", of: "tableColumn", in: table)
            #expect(Set(names.map { $0.lowercased() }).count == names.count)
        }
        let regions = try #require(tables.first { $0.contains("name=\"attendances_by_region\"") })
        let reference = try #require(PackageReader.attributes("ref", of: "table", in: regions).first)
        // The sheet's own extent ends where the table does: nothing stands below or beside it.
        let extent = PackageReader.attributes("ref", of: "dimension", in: try package.sheet("Maakunnat")).first
        #expect(extent?.split(separator: ":").last == reference.split(separator: ":").last)
    }

    @Test func nothingIsMergedHiddenFrozenOrComputed() throws {
        let package = try PackageReader(Fixture.document())
        for (name, xml) in package.parts where name.hasPrefix("xl/worksheets/sheet") {
            for forbidden in ["<mergeCell", "hidden=\"1\"", "<pane ", "<f>", "<f ", "<headerFooter", "<autoFilter"] {
                #expect(!xml.contains(forbidden), "\(name) has \(forbidden)")
            }
            #expect(xml.contains("showGridLines=\"0\""))
            #expect(xml.contains("paperSize=\"9\""))
            #expect(xml.contains("fitToPage=\"1\""))
        }
        #expect(!(try package.part("xl/workbook.xml")).contains("state=\"hidden\""))
    }

    @Test func firstSheetIsOpenWithTheCursorInItsFirstCell() throws {
        let package = try PackageReader(Fixture.document())
        #expect((try package.sheet("Kansilehti")).contains("tabSelected=\"1\""))
        #expect(!(try package.sheet("Sisällys")).contains("tabSelected=\"1\""))
        #expect(!(try package.part("xl/workbook.xml")).contains("activeTab"))
        let cursors = package.parts.filter { $0.key.hasPrefix("xl/worksheets/sheet") }
            .flatMap { PackageReader.attributes("activeCell", of: "selection", in: $0.value) }
        #expect(cursors.allSatisfy { $0 == "A1" })
    }

    @Test func propertiesNameTitleAuthorLanguageAndTheAsOfDay() throws {
        let core = try PackageReader(Fixture.document()).part("docProps/core.xml")
        #expect(core.contains("<dc:title>Sosiaalisten innovaatioiden osaamiskeskus: pilottivuoden tulokset</dc:title>"))
        #expect(core.contains("<dc:creator>Sosiaalisten innovaatioiden osaamiskeskus</dc:creator>"))
        #expect(core.contains("<dc:language>fi</dc:language>"))
        #expect(core.contains("<cp:keywords>sosiaaliset innovaatiot, vaikuttavuus, ESR</cp:keywords>"))
        #expect(core.contains(">2024-01-31T12:00:00Z</dcterms:created>"))
        #expect(core.contains(">2024-01-31T12:00:00Z</dcterms:modified>"))
    }

    @Test func equalDocumentsGiveEqualBytes() throws {
        let first = try PackageReader(Fixture.document())
        let second = try PackageReader(Fixture.document())
        #expect(first.bytes == second.bytes)
        let changed = try PackageReader(Fixture.document(notes: ["Toinen huomautus."]))
        #expect(first.bytes != changed.bytes)
    }

    @Test func linksLeadToEverySheetAndBack() throws {
        let package = try PackageReader(Fixture.document())
        let names = try package.sheetNames()
        let targets = PackageReader.attributes("location", of: "hyperlink", in: try package.sheet("Sisällys"))
        #expect(targets == names.filter { $0 != "Sisällys" }.map { "'\($0)'!A1" })
        for name in names where name != "Sisällys" {
            let back = PackageReader.attributes("location", of: "hyperlink", in: try package.sheet(name))
            #expect(back.contains("'Sisällys'!A1"), "\(name) has no way back")
        }
        let notes = PackageReader.attributes("location", of: "hyperlink", in: try package.sheet("Huomautukset"))
        #expect(notes.contains("'Maakunnat'!A1"))
        let regions = PackageReader.attributes("location", of: "hyperlink", in: try package.sheet("Maakunnat"))
        #expect(regions.contains("'Huomautukset'!A1"))
    }

    @Test func screenReadersFindHeadingsByName() throws {
        let package = try PackageReader(Fixture.document())
        let book = try package.part("xl/workbook.xml")
        let names = PackageReader.attributes("name", of: "definedName", in: book)
        #expect(names.filter { $0.hasPrefix("TitleRegion1.a") }.count == 7)
        let region = try #require(names.first { $0.hasSuffix(".4") })
        let table = try #require(package.parts.values.first { $0.contains("name=\"attendances_by_region\"") })
        let reference = try #require(PackageReader.attributes("ref", of: "table", in: table).first)
        #expect(region == "TitleRegion1.\(reference.lowercased().replacing(":", with: ".")).4")
    }

    @Test func aSheetHasItsTitleInTheFirstCell() throws {
        let package = try PackageReader(Fixture.document())
        #expect(try package.cell("A1", on: "Maakunnat") == "Osallistumiset maakunnittain vuonna 2023")
        #expect(try package.cell("A2", on: "Maakunnat") == "Takaisin sisällykseen")
        #expect(try package.cell("A1", on: "Laatu") == "Aineiston laatu")
    }

    private static func table(_ title: String) -> Table {
        Table(
            id: "t", title: title, shortTitle: "Pitkä",
            columns: [TableColumn(id: "a", title: "A"), TableColumn(id: "b", title: "B")],
            rows: [[.text("x"), .text("y")]])
    }

    /// A page is as wide as what is printed on it: one long line would make a small table tiny.
    @Test func aTitleThatIsTooLongGoesOnBelow() throws {
        let rest = Array(repeating: "Erittäin pitkä osa", count: 12).joined(separator: " · ")
        let section = Section(
            id: "s", title: "Osio", shortTitle: "Osio", blocks: [.table(Self.table("Taulukon nimi. " + rest))])
        let package = try PackageReader(Fixture.document(sections: [section], notes: []))
        #expect(try package.cell("A1", on: "Pitkä") == "Taulukon nimi.")
        let parts = try (2...8).compactMap { try package.cell("A\($0)", on: "Pitkä") }
        #expect(parts[0].hasPrefix("Erittäin pitkä osa"))
        let end = try #require(parts.firstIndex(of: "Takaisin sisällykseen"))
        #expect(parts[..<end].joined(separator: " ") == rest)
    }

    /// What stands below a heading of its own after the last table is none of that table's.
    @Test func textAfterTheLastTableHasASheet() throws {
        let section = Section(
            id: "s", title: "Osio", shortTitle: "Osio",
            blocks: [
                .heading("Taulukko"), .table(Self.table("Nimi")), .paragraph("Taulukosta."), .heading("Muuta"),
                .paragraph("Jälkeen."), .heading("Tyhjä"),
            ])
        let package = try PackageReader(Fixture.document(sections: [section], notes: []))
        func cells(_ sheet: String) throws -> [String] {
            try (1...9).compactMap { try package.cell("A\($0)", on: sheet) }
        }
        #expect(try cells("Osio") == ["Osio", "Takaisin sisällykseen", "Taulukosta.", "Muuta", "Jälkeen."])
        #expect(try !cells("Pitkä").contains { ["Muuta", "Jälkeen.", "Tyhjä"].contains($0) })
    }

    @Test func documentsWithoutTablesChartsOrNotesAreWrittenToo() throws {
        let section = Section(id: "s", title: "Vain tekstiä", shortTitle: "Teksti", blocks: [.paragraph("Lause.")])
        let package = try PackageReader(Fixture.document(sections: [section], notes: []))
        #expect(try package.sheetNames() == ["Kansilehti", "Sisällys", "Teksti"])
        let empty = try PackageReader(Fixture.document(sections: [], notes: []))
        #expect(try empty.sheetNames() == ["Kansilehti", "Sisällys"])
    }

    @Test func longTextsGetASheetOfTheirOwnAndNoticesStayByTheirTable() throws {
        let long = String(repeating: "Tämä on pitkä kappale. ", count: 60)
        let section = Section(
            id: "s", title: "Osio", shortTitle: "Osio",
            blocks: [.paragraph(long), .notice("Taso on vaihdettu."), .table(Fixture.monthTable)])
        let package = try PackageReader(Fixture.document(sections: [section], notes: []))
        #expect(try package.sheetNames() == ["Kansilehti", "Sisällys", "Osio", "Käyttöönotot"])
        #expect(try package.cell("A3", on: "Käyttöönotot") == "Taso on vaihdettu.")
    }
}
