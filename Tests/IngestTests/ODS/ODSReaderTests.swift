import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct ODSReaderTests {
    private func cells(_ cells: String..., styles: String = "", columns: String = "") throws -> [WorkbookCell] {
        let row = "<table:table-row>\(cells.joined())</table:table-row>"
        return try ODSFixture.sheet(columns + row, styles: styles).readODS().rows.first?.cells ?? []
    }

    private static func day(_ iso: String) -> Int { Int(CalendarDay(iso: iso)?.number ?? 0) }

    // MARK: Values

    @Test func readsValuesByTheirTypes() throws {
        let found = try cells(
            ODSFixture.number("1.5"), ODSFixture.value("percentage", "value", "0.45"),
            ODSFixture.value("currency", "value", "1200"), ODSFixture.value("date", "date-value", "2024-05-06"),
            ODSFixture.value("date", "date-value", "2024-05-06T07:08:09.500000000"),
            ODSFixture.value("time", "time-value", "PT09H30M00S"),
            ODSFixture.value("boolean", "boolean-value", "true"), ODSFixture.text("Hyvä &amp; selkeä"),
            ODSFixture.value("string", "string-value", "stored"),
            "<table:table-cell><text:p>untyped</text:p></table:table-cell>",
            "<table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>"
        )
        let expected: [WorkbookCell] = [
            .number(1.5), .number(0.45), .number(1200),
            .date(dayNumber: Self.day("2024-05-06"), secondOfDay: nil),
            .date(dayNumber: Self.day("2024-05-06"), secondOfDay: 25_689.5), .time(secondOfDay: 34_200), .boolean(true),
            .text("Hyvä & selkeä"), .text("stored"), .text("untyped"), .error("#N/A"),
        ]
        #expect(found == expected)
    }

    @Test func readsDurations() {
        func seconds(_ text: String) -> Double? { odsDuration(Array(text.utf8).span) }
        #expect(seconds("PT12H30M15.5S") == 45_015.5)
        #expect(seconds("PT255H10M10.000000001S") == 918_610)
        #expect(seconds("-PT1M") == -60)
        #expect(seconds("P1DT1H") == 90_000)
        for wrong in ["", "P", "PT", "12:30", "P1Y", "PT1X", "PT1H2", "PTH", "PT1H-2M", "PT99999999999999999999999H"] {
            #expect(seconds(wrong) == nil, "\(wrong)")
        }
    }

    @Test func tellsElapsedTimesFromTimesOfDay() throws {
        let styles = """
            <number:time-style style:name="N1" number:truncate-on-overflow="false"/><number:time-style style:name="N2"/>\
            <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>\
            <style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
            """
        let time = { (attributes: String) in
            ODSFixture.value("time", "time-value", "PT01H00M00S", attributes: attributes)
        }
        let columns = """
            <table:table-columns><table:table-column table:number-columns-repeated="2" table:default-cell-style-name="ce2"/>\
            <table:table-column table:default-cell-style-name="ce1"/></table:table-columns>\
            <table:table-column table:number-columns-repeated="1000"/>
            """
        let found = try cells(
            time(""), time("table:style-name=\"ce1\""), time(""), time("table:style-name=\"ce2\""),
            ODSFixture.value("time", "time-value", "PT30H00M00S"), styles: styles, columns: columns)
        #expect(
            found == [
                .time(secondOfDay: 3600), .duration(seconds: 3600), .duration(seconds: 3600), .time(secondOfDay: 3600),
                .duration(seconds: 108_000),
            ])
    }

    @Test func keepsWhatDoesNotAgreeWithItsTypeAsText() throws {
        let read = try ODSFixture.sheet(
            ODSFixture.row(
                ODSFixture.number("many"), ODSFixture.value("date", "date-value", "2024-13-01"),
                ODSFixture.value("boolean", "boolean-value", "maybe"),
                "<table:table-cell table:formula=\"of:=A1\"/>", "<table:table-cell office:value-type=\"float\"/>")
        ).readODS()
        #expect(read.rows.map(\.cells) == [[.text("shown"), .text("shown"), .text("shown")]])
        #expect(
            read.summary.findings.map(\.code) == [
                "ingest.workbook-formula-without-value", "ingest.workbook-unreadable-value",
            ])
    }

    // MARK: Text

    @Test func putsTextsTogetherAsTheyAreShown() throws {
        func text(_ xml: String) throws -> WorkbookCell? {
            try cells("<table:table-cell office:value-type=\"string\">\(xml)</table:table-cell>").first
        }
        #expect(try text("<text:p>one</text:p><text:p/><text:p>two</text:p>") == .text("one\n\ntwo"))
        #expect(try text("<text:p>\n  a \t b</text:p><text:p>c  </text:p>") == .text("a b\nc "))
        #expect(
            try text("<text:p><text:s/>a<text:s text:c=\"3\"/>b <text:s/>c<text:s/></text:p>") == .text(" a   b  c "))
        #expect(try text("<text:p>a<text:tab/>b<text:line-break/>c</text:p>") == .text("a\tb\nc"))
        #expect(
            try text(
                "<text:p><text:span>a<text:span>b</text:span></text:span><text:a>c</text:a> <text:date>d</text:date></text:p>"
            )
                == .text("abc d"))
        #expect(
            try text(
                "<office:annotation><text:p>a note</text:p></office:annotation><draw:frame><text:p>drawn</text:p></draw:frame><text:p>a<office:annotation><text:p>note</text:p></office:annotation>b<text:ruby><text:ruby-base>c</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p>"
            ) == .text("abc"))
        // A table within a cell, as some programs write, is none of the sheet's.
        #expect(
            try text(
                "<table:table><table:table-row>\(ODSFixture.text("inner"))</table:table-row></table:table><text:p>outer</text:p>"
            )
                == .text("outer"))
        #expect(try text("<text:p>  </text:p>") == nil)
    }

    // MARK: Repetition, merged and hidden cells

    @Test func repeatsCellsAndRows() throws {
        let read = try ODSFixture.sheet(
            ODSFixture.row(
                ODSFixture.number("1", attributes: "table:number-columns-repeated=\"3\""),
                "<table:table-cell table:number-columns-repeated=\"2\"/>", ODSFixture.text("x"),
                "<table:table-cell table:number-columns-repeated=\"16378\"/>")
                + ODSFixture.row(ODSFixture.empty, attributes: "table:number-rows-repeated=\"7\"")
                + ODSFixture.row(ODSFixture.text("y"), attributes: "table:number-rows-repeated=\"2\"")
        ).readODS()
        #expect(read.rows.map(\.rowNumber) == [1, 9, 10])
        #expect(
            read.rows.map(\.cells) == [
                [.number(1), .number(1), .number(1), .empty, .empty, .text("x")], [.text("y")], [.text("y")],
            ])
        #expect(read.summary.rowCount == 3 && read.summary.lastRowNumber == 10 && read.summary.columnCount == 6)
        #expect(read.summary.reachedEnd)
    }

    @Test func emptyRepetitionsCostNothingHoweverManyThereAre() throws {
        let absurd = "table:number-rows-repeated=\"99999999999999999999\""
        let wide = "<table:table-cell table:number-columns-repeated=\"4000000000\"/>"
        let read = try ODSFixture.sheet(
            ODSFixture.row(ODSFixture.text("a"), wide, wide) + ODSFixture.row(wide, attributes: absurd)
                + ODSFixture.row(wide, attributes: absurd)
        ).readODS()
        #expect(read.rows.map(\.cells) == [[.text("a")]])
    }

    @Test func fullRepetitionsAreBounded() throws {
        func cause(_ rows: String, _ limits: WorkbookLimits = WorkbookLimits()) throws -> String? {
            try ODSFixture.sheet(rows).failureODS(limits: limits)?.explanation.cause
        }
        let many = "table:number-columns-repeated=\"16384\""
        #expect(try cause(ODSFixture.row(ODSFixture.number("1", attributes: many))) == nil)
        #expect(
            try cause(ODSFixture.row(ODSFixture.empty, ODSFixture.number("1", attributes: many)))?
                .contains("column XFE") == true)
        #expect(
            try cause(
                ODSFixture.row(
                    ODSFixture.number("1", attributes: many), attributes: "table:number-rows-repeated=\"1048576\""))?
                .contains("bomb") == true)
        #expect(
            try cause(
                ODSFixture.row(ODSFixture.number("1"), attributes: "table:number-rows-repeated=\"1048577\""))?
                .contains("the limit is 1048576") == true)
        let long = String(repeating: "a", count: 100_000)
        #expect(
            try cause(ODSFixture.row(ODSFixture.text(long, attributes: many)))?.contains("bomb") == true)
        var limits = WorkbookLimits()
        limits.cells = 20
        #expect(
            try cause(
                ODSFixture.row(ODSFixture.number("1"), attributes: "table:number-rows-repeated=\"21\""), limits)?
                .contains("20 cells") == true)
        #expect(try cause("<table:table-row table:number-rows-repeated=\"two\"/>")?.contains("none") == true)
        #expect(
            try cause(
                ODSFixture.row("<table:table-cell><text:p><text:s text:c=\"1000000000\"/></text:p></table:table-cell>"))?
                .contains("cell A1") == true)
    }

    @Test func leavesOutWhatMergedCellsCover() throws {
        let merged = ODSFixture.text(
            "Ryhmä", attributes: "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"")
        let read = try ODSFixture.sheet(
            ODSFixture.row(merged, "<table:covered-table-cell/>", ODSFixture.text("c"))
                + ODSFixture.row(
                    "<table:covered-table-cell office:value-type=\"string\"><text:p>hidden</text:p></table:covered-table-cell>",
                    "<table:covered-table-cell/>", ODSFixture.text("d"))
        ).readODS()
        #expect(read.rows.map(\.cells) == [[.text("Ryhmä"), .empty, .text("c")], [.empty, .empty, .text("d")]])
        #expect(read.summary.mergedRanges.map(\.description) == ["A1:B3"])
        #expect(read.summary.findings.map(\.code) == ["ingest.workbook-value-under-merge"])
    }

    @Test func tellsWhatIsHidden() throws {
        let read = try ODSFixture.sheet(
            "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>"
                + "<table:table-header-rows>\(ODSFixture.row(ODSFixture.text("a")))</table:table-header-rows>"
                + "<table:table-row-group><table:table-row-group>\(ODSFixture.row(ODSFixture.text("b"), attributes: "table:visibility=\"filter\""))</table:table-row-group></table:table-row-group>"
                + ODSFixture.row(ODSFixture.text("c"), attributes: "table:visibility=\"collapse\"")
        ).readODS()
        #expect(read.rows.map(\.isHidden) == [false, true, true])
        #expect(read.summary.hiddenRowCount == 2 && read.summary.hiddenColumns == [1...2])
    }

    // MARK: Sheets

    @Test func findsSheets() throws {
        func table(_ name: String, _ text: String, _ style: String = "ta1") -> String {
            "<table:table table:name=\"\(name)\" table:style-name=\"\(style)\">\(ODSFixture.row(ODSFixture.text(text)))</table:table>"
        }
        let styles = """
            <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>\
            <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
            """
        let changes =
            "<table:tracked-changes><table:table table:name=\"Old\">\(ODSFixture.row(ODSFixture.text("old")))</table:table></table:tracked-changes>"
        let fixture = try ODSFixture.package(
            ODSFixture.content(
                changes + table("Piilo", "1", "ta2") + table("'file:///x.ods'#Sheet1", "copy", "ta_extref")
                    + table("Vastaukset", "2") + table("Muut", "3"), styles: styles))
        let reader = try ODSReader(path: fixture.path, displayName: "fixture.ods")
        #expect(reader.sheets.map(\.name) == ["Piilo", "Vastaukset", "Muut"])
        #expect(reader.sheets.map(\.isHidden) == [true, false, false])
        func first(_ selector: SheetSelector) throws -> WorkbookCell? {
            try fixture.readODS(sheet: selector).rows.first?.cells.first
        }
        #expect(try first(.firstVisible) == .text("2"))
        #expect(try first(.position(1)) == .text("1") && first(.position(3)) == .text("3"))
        #expect(try first(.name("muut")) == .text("3"))
        #expect {
            _ = try first(.name("Vastauks"))
        } throws: { error in
            (error as? WorkbookReadError)?.explanation.remedies.first == "did you mean 'Vastaukset'?"
        }
        let some = try fixture.readODS(sheet: .position(2), firstRows: 1)
        #expect(!some.summary.reachedEnd && some.summary.rowCount == 1)
    }
}
