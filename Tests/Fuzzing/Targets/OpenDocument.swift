extension FuzzTarget {
    /// OpenDocument spreadsheets, damaged as workbooks are.
    static let openDocument = FuzzTarget(
        "ods",
        tokens: [
            "<table:table-row>", "</table:table-row>", "<table:table-row table:number-rows-repeated=\"1048576\">",
            "<table:table-cell table:number-columns-repeated=\"16384\"/>", "<table:covered-table-cell/>",
            "<table:table-cell office:value-type=\"string\"><text:p>", "</text:p></table:table-cell>",
            "office:value-type=\"percentage\"", "office:value-type=\"currency\" office:currency=\"EUR\"",
            "office:value=\"1E308\"", "office:value=\"-1\"", "office:date-value=\"2024-02-30T25:61:61\"",
            "office:time-value=\"PT36H00M00S\"", "office:boolean-value=\"true\"",
            "table:number-columns-spanned=\"3\"", "table:number-rows-spanned=\"2\"", "table:visibility=\"collapse\"",
            "<text:s text:c=\"1000000\"/>", "<text:line-break/>", "<text:tab/>", "<text:span>", "</text:span>",
            "<office:annotation>", "</office:annotation>", "<table:table table:name=\"Toinen\">", "</table:table>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "<![CDATA[", "]]>", "<!--", "PK\u{1}\u{2}",
            "PK\u{3}\u{4}", "\u{FEFF}", "manifest:encryption-data", "mimetype", "content.xml",
        ],
        seeds: {
            try referenceInputs(["calamine_date.ods", "calamine_merged_range.ods"]) + [ZipFile.stored(SheetParts.all)]
        },
        generate: { $1.changed($0, orOneOf: SheetParts.all) },
        check: { bytes, workspace in
            try ReaderCheck.run(bytes, name: "case.ods", workspace, unpackedBytes: bytes.count * 1032)
        })
}

/// The parts of a small OpenDocument spreadsheet with a bit of everything.
private enum SheetParts {
    static let all: [(name: String, bytes: [UInt8])] = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
        ("META-INF/manifest.xml", "<manifest/>"),
    ].map { ($0.0, Array($0.1.utf8)) }

    private static let content = """
        <?xml version="1.0" encoding="UTF-8"?><office:document-content \
        xmlns:office="\(main):office:1.0" xmlns:table="\(main):table:1.0" xmlns:text="\(main):text:1.0" \
        xmlns:style="\(main):style:1.0" xmlns:number="\(main):datastyle:1.0"><office:automatic-styles>\
        <style:style style:name="co1" style:family="table-column"/><number:date-style style:name="N1"><number:year/>\
        </number:date-style></office:automatic-styles><office:body><office:spreadsheet>\
        <table:table table:name="Vastaukset"><table:table-column table:number-columns-repeated="2"/>\
        <table:table-column table:visibility="collapse"/>\
        <table:table-row>\(text("Koodi"))\(text("Päivä"))\(text("Summa"))\(text("Teksti"))</table:table-row>\
        <table:table-row>\(text("A1"))\(value("date", "date-value", "2024-05-06"))\(value("float", "value", "1.5"))\
        \(text("hyvä<text:s text:c=\"2\"/>rivi</text:p><text:p>toinen"))</table:table-row>\
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" \
        office:value-type="string"><text:p>A2</text:p></table:table-cell><table:covered-table-cell/>\
        \(value("time", "time-value", "PT12H30M00S"))\(value("boolean", "boolean-value", "true"))</table:table-row>\
        <table:table-row table:visibility="filter">\(text("A3"))<table:table-cell/>\
        \(value("percentage", "value", "0.25"))<table:table-cell table:number-columns-repeated="3"/></table:table-row>\
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>\
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>
        """

    private static let main = "urn:oasis:names:tc:opendocument:xmlns"

    private static func text(_ text: String) -> String {
        "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }

    private static func value(_ type: String, _ name: String, _ value: String) -> String {
        "<table:table-cell office:value-type=\"\(type)\" office:\(name)=\"\(value)\"><text:p>shown</text:p></table:table-cell>"
    }
}
