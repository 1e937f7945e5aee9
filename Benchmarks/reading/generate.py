#!/usr/bin/env python3
"""One wide survey as a workbook and as an SPSS file: N rows of 50 columns, the same values in both.

    generate.py --rows 20000 --out FOLDER [--only xlsx|sav]

Every value is a function of the row and the column (splitmix64), so that a file is the same each time. The workbook is written as
Excel writes one: shared strings (an identifier of its own in every row among them), dates as numbers with a date format, empty
cells left out.
"""
import argparse
import datetime
import os
import zipfile

MASK = (1 << 64) - 1
WAVES = ["before", "during", "after"]
REGIONS = ["01", "02", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "21"]
SECTORS = ["municipality", "wellbeing_services_county", "ngo", "company", "higher_education", "citizen"]
GENDERS = ["F", "M", "X"]
ITEMS = [f"q{number:02d}" for number in range(1, 41)]
HEADER = ["respondent", "wave", "submitted", "region", "sector", "gender", "age", *ITEMS, "score_a", "score_b", "comment"]
WORDS = "verkosto työpaja malli kunta apu aika tuki ryhmä tieto osallisuus kokeilu yhteistyö".split()
FIRST_DAY = datetime.date(2024, 1, 8)


def mix(value):
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def comment(number):
    bits = mix(number + 77)
    return " ".join(WORDS[(bits >> (4 * place)) % len(WORDS)] for place in range(3 + bits % 9))


COMMENTS = [comment(number) for number in range(20_000)]


def row(number):
    """The values of a row: text, whole numbers, decimals, a day; None where nothing was answered."""
    bits = mix(number)
    items = []
    for place in range(40):
        if place % 10 == 0:
            draw = mix(bits + place)
        digit = (draw >> (6 * (place % 10))) & 63
        items.append(None if digit < 3 else 1 + digit % 5)
    more = mix(bits + 99)
    return [
        f"R{mix(number + 5) >> 28:09X}", WAVES[number % 3], FIRST_DAY + datetime.timedelta(days=bits % 1000),
        REGIONS[(bits >> 10) % len(REGIONS)], SECTORS[(bits >> 16) % len(SECTORS)], GENDERS[(bits >> 22) % 3],
        18 + (bits >> 26) % 60, *items, (more % 10_000) / 100, (more >> 20) % 1000 / 10,
        COMMENTS[(more >> 32) % len(COMMENTS)] if (more >> 50) % 2 else None,
    ]


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Survey" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
EPOCH = datetime.date(1899, 12, 30)


def write_workbook(rows, path):
    columns = [column_name(index) for index in range(len(HEADER))]
    strings = {}

    def shared(text):
        return strings.setdefault(text, len(strings))

    def cell(column, number, value):
        if isinstance(value, str):
            return f'<c r="{column}{number}" t="s"><v>{shared(value)}</v></c>'
        if isinstance(value, datetime.date):
            return f'<c r="{column}{number}" s="1"><v>{(value - EPOCH).days}</v></c>'
        return f'<c r="{column}{number}"><v>{value!r}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, text in PARTS.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            head = f'<dimension ref="A1:{columns[-1]}{rows + 1}"/><sheetData>'
            sheet.write(
                ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/'
                 f'spreadsheetml/2006/main">{head}').encode())
            lines = ["<row r=\"1\">" + "".join(cell(c, 1, name) for c, name in zip(columns, HEADER)) + "</row>"]
            for number in range(rows):
                line = number + 2
                cells = "".join([cell(c, line, v) for c, v in zip(columns, row(number)) if v is not None])
                lines.append(f'<row r="{line}">{cells}</row>')
                if len(lines) == 1000:
                    sheet.write("".join(lines).encode())
                    lines = []
            sheet.write(("".join(lines) + "</sheetData></worksheet>").encode())
        with package.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(
                ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
                 f'2006/main" uniqueCount="{len(strings)}">').encode())
            part.write("".join(f"<si><t>{text}</t></si>" for text in strings).encode())
            part.write(b"</sst>")


def write_spss(rows, path):
    import pandas
    import pyreadstat

    columns = list(zip(*(row(number) for number in range(rows))))
    frame = pandas.DataFrame({
        name: pandas.Series(values, dtype="float64") if name in ITEMS or name.startswith("score") else values
        for name, values in zip(HEADER, columns)
    })
    frame["comment"] = frame["comment"].fillna("")
    pyreadstat.write_sav(frame, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--only", choices=["xlsx", "sav"])
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    for kind, write in (("xlsx", write_workbook), ("sav", write_spss)):
        if options.only in (None, kind):
            path = os.path.join(options.out, f"wide.{kind}")
            write(options.rows, path + ".part")
            os.rename(path + ".part", path)


if __name__ == "__main__":
    main()
