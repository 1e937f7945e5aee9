extension FuzzTarget {
    /// Workbooks: half of the cases are damaged as archives, half in one of their parts, so that the archive is whole.
    static let workbook = FuzzTarget(
        "workbook",
        tokens: [
            "<row>", "</row>", "<row r=\"1048576\">", "<c r=\"XFD1\">", "<c t=\"s\">", "<c t=\"inlineStr\"><is><t>",
            "<v>", "</v>",
            "</c>", "<mergeCell ref=\"A1:XFD1048576\"/>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;",
            "<![CDATA[", "]]>",
            "<!--", "xml:space=\"preserve\"", "1E308", "-1", "NaN", "2958466", "_x0000_", "PK\u{1}\u{2}",
            "PK\u{3}\u{4}", "PK\u{5}\u{6}",
            "\u{FEFF}", "xl/worksheets/sheet1.xml", "../", "hidden=\"1\"", "date1904=\"1\"",
        ],
        seeds: {
            try referenceInputs([
                "calamine_date.xlsx", "calamine_inlineStr_cdata.xlsx", "calamine_merged_range.xlsx",
                "readxltest_nonstandard-xml-ns-prefix.xlsx", "calamine_errors.xlsx",
            ])
        },
        generate: { $1.changed($0, orOneOf: WorkbookParts.all) },
        check: { bytes, workspace in
            try ReaderCheck.run(bytes, name: "case.xlsx", workspace, unpackedBytes: bytes.count * 1032)
        })
}

extension Mutator {
    /// One of some archives, changed, or the archive of some parts of which one or two are changed.
    mutating func changed(_ archives: [[UInt8]], orOneOf parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        if below(2) == 0 { return changed(pick(archives)) }
        var parts = parts
        for _ in 0...below(2) {
            let part = below(parts.count)
            parts[part].bytes = changed(parts[part].bytes)
        }
        return ZipFile.stored(parts)
    }
}

/// The parts of a small workbook with a bit of everything.
enum WorkbookParts {
    static let all: [(name: String, bytes: [UInt8])] = [
        (
            "_rels/.rels",
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" \
            Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """
        ),
        (
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
            Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="\(office)/sharedStrings" \
            Target="sharedStrings.xml"/><Relationship Id="r3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
            """
        ),
        (
            "xl/workbook.xml",
            """
            <workbook xmlns="\(main)" xmlns:r="\(office)"><workbookPr/><sheets><sheet name="Vastaukset" sheetId="1" r:id="r1"/>\
            </sheets></workbook>
            """
        ),
        (
            "xl/sharedStrings.xml",
            "<sst xmlns=\"\(main)\"><si><t>Koodi</t></si><si><r><t>Päi</t></r><r><t>vä</t></r></si><si><t>Teksti</t></si></sst>"
        ),
        (
            "xl/styles.xml",
            """
            <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs>\
            <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>
            """
        ),
        (
            "xl/worksheets/sheet1.xml",
            """
            <worksheet xmlns="\(main)"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2" s="1"><v>45000</v></c><c r="C2" t="str"><f>1</f>\
            <v>hyvä</v></c></row>
            <row r="3" hidden="1"><c r="A3"><v>1.5</v></c><c r="B3" s="2"><v>45001.5</v></c><c r="C3" t="b"><v>1</v></c></row>
            <row r="4"><c r="A4" t="e"><v>#REF!</v></c><c r="C4" t="d"><v>2024-05-06T07:08:09</v></c></row>
            </sheetData><mergeCells count="1"><mergeCell ref="A6:B7"/></mergeCells></worksheet>
            """
        ),
    ].map { ($0.0, Array($0.1.utf8)) }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

/// Archives packed without compression, with the right checksums.
enum ZipFile {
    static func stored(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in parts {
            let offset = file.count
            // Version, flags, method, time, date; checksum; sizes; lengths of the name and of what is extra.
            let common =
                littleEndian(20, 2) + littleEndian(0, 2) + littleEndian(0, 2) + littleEndian(0x21_0000, 4)
                + littleEndian(UInt64(crc32(bytes)), 4) + littleEndian(UInt64(bytes.count), 4)
                + littleEndian(UInt64(bytes.count), 4) + littleEndian(UInt64(name.utf8.count), 2) + littleEndian(0, 2)
            file += [0x50, 0x4B, 3, 4] + common + name.utf8 + bytes
            directory += [0x50, 0x4B, 1, 2] + littleEndian(20, 2) + common
            directory += [UInt8](repeating: 0, count: 10) + littleEndian(UInt64(offset), 4) + name.utf8
        }
        let count = littleEndian(UInt64(parts.count), 2)
        return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
            + littleEndian(UInt64(directory.count), 4) + littleEndian(UInt64(file.count), 4) + [0, 0]
    }
}
