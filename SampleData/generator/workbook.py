"""A minimal writer of XLSX workbooks: standard library only, fixed timestamps, so the bytes never vary.

Members are stored without compression, because deflated bytes depend on the zlib that Python was built with.
"""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

EPOCH = date(1899, 12, 30)  # day 0 of Excel's 1900 date system for every date after February 1900
STAMP = (2024, 1, 15, 9, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Cell formats: index into cellXfs of STYLES.
PLAIN, DATE, TITLE, HEADING, MONEY = 0, 1, 2, 3, 4

STYLES = (
    HEAD
    + f'<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="d\\.m\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="14"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="{date}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)


class Money(float):
    """A number shown as an amount of money."""


def column(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Workbook:
    """Sheets of rows. A cell is None (absent), "" (present but blank), text, int, float, Money or date."""

    def __init__(self, title: str, *, shared_strings: bool, date_format: int = 14):
        self.title = title
        self.shared = shared_strings
        self.date_format = date_format  # 14 is Excel's own short date, 164 the custom d.m.yyyy
        self.sheets: list[tuple[str, str]] = []
        self.strings: dict[str, int] = {}
        self.uses = 0

    def add(self, name: str, rows, *, title_rows: int, header_row: int, widths, merge_title: bool = True):
        """`title_rows` at the top are styled as a title; `header_row` (from 1) as headings, and frozen."""
        body = []
        width = max(len(row) for row in rows)
        for number, row in enumerate(rows, start=1):
            style = TITLE if number <= title_rows else HEADING if number == header_row else PLAIN
            cells = "".join(
                self._cell(f"{column(i)}{number}", value, style) for i, value in enumerate(row) if value is not None)
            if cells:
                body.append(f'<row r="{number}">{cells}</row>')
        columns = "".join(
            f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>' for i, w in enumerate(widths, start=1))
        merge = f'<mergeCells count="1"><mergeCell ref="A1:{column(width - 1)}1"/></mergeCells>' if merge_title else ""
        pane = (
            f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{header_row}" '
            f'topLeftCell="A{header_row + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            if header_row else "")
        self.sheets.append((name, (
            HEAD + f'<worksheet xmlns="{MAIN}"><dimension ref="A1:{column(width - 1)}{len(rows)}"/>'
            f'{pane}<cols>{columns}</cols><sheetData>{"".join(body)}</sheetData>{merge}</worksheet>')))

    def _cell(self, reference: str, value, style: int) -> str:
        if isinstance(value, date):
            return f'<c r="{reference}" s="{DATE}"><v>{(value - EPOCH).days}</v></c>'
        if isinstance(value, Money):
            return f'<c r="{reference}" s="{MONEY}"><v>{float(value):.2f}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{reference}" s="{style}"><v>{value!r}</v></c>'
        if value == "":
            return f'<c r="{reference}" s="{DATE}"/>'
        if self.shared:
            self.uses += 1
            index = self.strings.setdefault(value, len(self.strings))
            return f'<c r="{reference}" s="{style}" t="s"><v>{index}</v></c>'
        return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    def data(self) -> bytes:
        count = len(self.sheets)
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        override = "".join(
            f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{types}.worksheet+xml"/>'
            for i in range(1, count + 1))
        links = "".join(
            f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, count + 1))
        links += f'<Relationship Id="rId{count + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        if self.shared:
            override += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>'
            links += f'<Relationship Id="rId{count + 2}" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        sheets = "".join(
            f"<sheet name={quoteattr(name)} sheetId=\"{i}\" r:id=\"rId{i}\"/>"
            for i, (name, _) in enumerate(self.sheets, start=1))
        parts = [
            ("[Content_Types].xml", HEAD + f'<Types xmlns="{PACKAGE}/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/>'
             f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
             f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
             '<Override PartName="/docProps/core.xml" '
             'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
             f"{override}</Types>"),
            ("_rels/.rels", HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">'
             f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
             f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
             'Target="docProps/core.xml"/></Relationships>'),
            ("docProps/core.xml", HEAD + f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
             'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
             'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
             f"<dc:title>{escape(self.title)}</dc:title>"
             '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-15T09:00:00Z</dcterms:created>'
             "</cp:coreProperties>"),
            ("xl/workbook.xml", HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/>'
             f"<sheets>{sheets}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
             "</Relationships>"),
            ("xl/styles.xml", STYLES.replace("{date}", str(self.date_format))),
        ]
        parts += [(f"xl/worksheets/sheet{i}.xml", xml) for i, (_, xml) in enumerate(self.sheets, start=1)]
        if self.shared:
            items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.strings)
            parts.append(("xl/sharedStrings.xml", HEAD + f'<sst xmlns="{MAIN}" count="{self.uses}" '
                          f'uniqueCount="{len(self.strings)}">{items}</sst>'))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, text in parts:
                member = zipfile.ZipInfo(name, STAMP)
                member.create_system = 0  # the same on every operating system
                member.external_attr = 0
                archive.writestr(member, text.encode("utf-8"))
        return buffer.getvalue()
