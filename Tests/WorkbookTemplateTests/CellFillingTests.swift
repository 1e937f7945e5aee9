import Testing

@testable import WorkbookTemplate

/// The bytes of a sheet before and after, written out by hand.
@Suite struct CellFillingTests {
    private static func filled(_ cells: String, _ entries: (String, String)...) throws -> String {
        let part = try TemplateFixture(cells: cells).part(filledWith: entries.map { Samples.cell("Taulu1!\($0)", $1) })
        let start = "<worksheet xmlns=\"\(TemplateFixture.main)\">"
        #expect(part.hasPrefix(start) && part.hasSuffix("</worksheet>"))
        return String(part.dropFirst(start.count).dropLast("</worksheet>".count))
    }

    @Test(arguments: [
        // An empty cell with a style, a number, a shared string, an inline string, an error, a value with metadata.
        ("<c r=\"B2\" s=\"4\"/>", "<c r=\"B2\" s=\"4\"><v>40</v></c>"),
        ("<c r=\"B2\" s=\"4\"><v>1</v></c>", "<c r=\"B2\" s=\"4\"><v>40</v></c>"),
        ("<c r=\"B2\" s=\"4\" t=\"s\"><v>17</v></c>", "<c r=\"B2\" s=\"4\"><v>40</v></c>"),
        ("<c t='inlineStr' s='4' r='B2'><is><t>täydennä</t></is></c>", "<c s='4' r='B2'><v>40</v></c>"),
        ("<c r=\"B2\" t=\"e\"><v>#N/A</v></c>", "<c r=\"B2\"><v>40</v></c>"),
        ("<c r=\"B2\" vm=\"1\" s=\"2\"><v>0</v></c>", "<c r=\"B2\" s=\"2\"><v>40</v></c>"),
        ("<c\r\n  r=\"B2\"\r\n  s=\"4\"\r\n></c>", "<c\r\n  r=\"B2\"\r\n  s=\"4\"><v>40</v></c>"),
    ])
    func givesACellTheValueAndKeepsItsStyle(_ before: String, _ after: String) throws {
        func around(_ cell: String) -> String {
            "<sheetData><row r=\"2\" ht=\"30\"><c r=\"A2\" s=\"1\" t=\"s\"><v>0</v></c>\(cell)<c r=\"C2\"/></row></sheetData>"
        }
        #expect(try Self.filled(around(before), ("B2", "EECO01")) == around(after))
    }

    @Test func putsNewCellsInTheirPlaceWithTheStyleOfRowOrColumn() throws {
        let before =
            "<cols><col min=\"3\" max=\"4\" style=\"9\"/></cols><sheetData><row r=\"2\"><c r=\"B2\"/></row>"
            + "<row r=\"3\" s=\"7\" customFormat=\"1\"><c r=\"F3\"/></row></sheetData>"
        let after =
            "<cols><col min=\"3\" max=\"4\" style=\"9\"/></cols><sheetData><row r=\"2\"><c r=\"A2\"><v>40</v></c><c r=\"B2\"/>"
            + "<c r=\"C2\" s=\"9\"><v>23</v></c><c r=\"AA2\"><v>7</v></c></row>"
            + "<row r=\"3\" s=\"7\" customFormat=\"1\"><c r=\"D3\" s=\"7\"><v>6</v></c><c r=\"F3\"/></row></sheetData>"
        #expect(
            try Self.filled(
                before, ("AA2", "EECO01[gender_group=women,region=01]"), ("C2", "EECO01[gender_group=women]"),
                ("A2", "EECO01"), ("D3", "EECO01[gender_group=missing:refused]")) == after)
    }

    @Test func putsNewRowsInTheirPlace() throws {
        let before =
            "<sheetData>\n  <row r=\"2\"><c r=\"B2\"/></row>\n  <row r=\"6\"/>\n</sheetData><mergeCells count=\"0\"/>"
        let after =
            "<sheetData>\n  <row r=\"1\"><c r=\"A1\"><v>40</v></c></row><row r=\"2\"><c r=\"B2\"/></row>\n  "
            + "<row r=\"4\"><c r=\"B4\"><v>23</v></c><c r=\"C4\"><v>40</v></c></row><row r=\"5\"><c r=\"A5\"><v>7</v></c></row>"
            + "<row r=\"6\"><c r=\"A6\"><v>6</v></c></row>\n<row r=\"9\"><c r=\"A9\"><v>40</v></c></row></sheetData><mergeCells count=\"0\"/>"
        #expect(
            try Self.filled(
                before, ("A9", "EECO01"), ("C4", "EECO01"), ("B4", "EECO01[gender_group=women]"), ("A1", "EECO01"),
                ("A5", "EECO01[region=01, gender_group=women]"), ("A6", "EECO01[gender_group=missing:refused]"))
                == after)
    }

    @Test func opensAnEmptySheet() throws {
        #expect(
            try Self.filled("<sheetData/>", ("B2", "EECO01"))
                == "<sheetData><row r=\"2\"><c r=\"B2\"><v>40</v></c></row></sheetData>")
        #expect(
            try Self.filled("<sheetData />", ("B2", "EECO01"))
                == "<sheetData ><row r=\"2\"><c r=\"B2\"><v>40</v></c></row></sheetData>")
        #expect(
            try Self.filled("<sheetData></sheetData>", ("B2", "EECO01"))
                == "<sheetData><row r=\"2\"><c r=\"B2\"><v>40</v></c></row></sheetData>")
    }

    @Test func findsRowsAndCellsThatDoNotSayWhereTheyAre() throws {
        let before = "<sheetData><row><c/><c><v>1</v></c></row><row r=\"4\"><c/></row><row><c/><c/></row></sheetData>"
        let after =
            "<sheetData><row><c/><c><v>40</v></c><c r=\"C1\"><v>23</v></c></row><row r=\"4\"><c/></row>"
            + "<row><c/><c><v>7</v></c></row></sheetData>"
        #expect(
            try Self.filled(
                before, ("B1", "EECO01"), ("C1", "EECO01[gender_group=women]"),
                ("B5", "EECO01[gender_group=women, region=01]")) == after)
    }

    @Test func writesTextInlineAndEscaped() throws {
        #expect(
            try Self.filled(
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"n\" s=\"3\"/></row></sheetData>", ("A1", "EECO01:title"))
                == "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\" s=\"3\"><is><t>Osallistujat &amp; &lt;muut&gt;</t></is></c></row></sheetData>"
        )
        #expect(CellMarkup.escaped("a\u{1}\r\n_x0041__x00_") == "a_x0001__x000D_\n_x005F_x0041__x00_")
        #expect(
            CellMarkup.content(.text(" a"), prefix: "x:")
                == "<x:is><x:t xml:space=\"preserve\"> a</x:t></x:is>")
    }

    @Test func keepsThePrefixesOfTheSheet() throws {
        let sheet = { (cells: String) in
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<x:worksheet xmlns:x=\"\(TemplateFixture.main)\" xmlns=\"urn:muu\"><c/><x:sheetData>\(cells)</x:sheetData></x:worksheet>"
        }
        let template = try TemplateFixture(
            sheets: [
                (
                    "Taulu1",
                    "\u{FEFF}"
                        + sheet(
                            "<x:row r=\"1\"><x:c r=\"A1\" s=\"2\"><x:v>0</x:v></x:c></x:row>\r\n<!-- <c r=\"A2\"/> -->")
                )
            ])
        let filled = try template.part(filledWith: [
            Samples.cell("Taulu1!A1", "EECO01"), Samples.cell("Taulu1!B1", "as-of"),
            Samples.cell("Taulu1!C3", "EECO01:n"),
        ])
        let text = "<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>31.12.2023</x:t></x:is></x:c>"
        #expect(
            filled == "\u{FEFF}"
                + sheet(
                    "<x:row r=\"1\"><x:c r=\"A1\" s=\"2\"><x:v>40</x:v></x:c>\(text)</x:row>\r\n<!-- <c r=\"A2\"/> -->"
                        + "<x:row r=\"3\"><x:c r=\"C3\"><x:v>40</x:v></x:c></x:row>"))
    }

    @Test func keepsWhatOtherProgramsPutIntoACell() throws {
        #expect(
            try Self.filled(
                "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v><extLst><ext uri=\"u\"/></extLst></c></row></sheetData>",
                ("A1", "EECO01"))
                == "<sheetData><row r=\"1\"><c r=\"A1\"><v>40</v><extLst><ext uri=\"u\"/></extLst></c></row></sheetData>"
        )
    }

    @Test func writesNumbersWithAllTheirDigits() throws {
        #expect(
            try Self.filled("<sheetData/>", ("A1", "match-rate"))
                == "<sheetData><row r=\"1\"><c r=\"A1\"><v>0.12345678901234568</v></c></row></sheetData>")
        #expect(CellMarkup.text(of: -0.0) == "0")
        #expect(CellMarkup.text(of: 1e300) == "1e+300")
    }
}
