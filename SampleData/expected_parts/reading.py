"""Reading the files as an outsider would."""

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).resolve().parent.parent / "osaamiskeskus"
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# File → (encoding, separator) for delimited text, or the number of the header row (from 1) for XLSX.
LAYOUT = {
    "arvioinnit.xlsx": 3,
    "avoimet_koodattu.csv": ("utf-8", ";"),
    "budjetti.csv": ("utf-8", ";"),
    "henkilomaarat.csv": ("utf-8", ";"),
    "innokyla.csv": ("utf-8-sig", ";"),
    "itsearvioinnit.csv": ("utf-8", ";"),
    "jalkiseuranta.csv": ("utf-8", ";"),
    "julkaistut_luvut.csv": ("utf-8-sig", ";"),
    "kayttoonotot.csv": ("utf-8", ";"),
    "kumppanit.csv": ("utf-8-sig", ";"),
    "kustannukset.csv": ("cp1252", ";"),
    "kutsut.csv": ("utf-8", ";"),
    "kysely_aikana.csv": ("utf-8-sig", ";"),
    "kysely_ennen.csv": ("cp1252", ";"),
    "kysely_jalkeen.csv": ("utf-8", ","),
    "kysymykset.csv": ("utf-8-sig", ";"),
    "ohjelman_luvut.csv": ("utf-8", ";"),
    "osallistujat.xlsx": 3,
    "osallistumiset.csv": ("cp1252", ";"),
    "sim.csv": ("utf-8", ";"),
    "suunnitelma.csv": ("utf-8", ";"),
    "tapahtumat.xlsx": 4,
    "toimenpiteet.csv": ("utf-8-sig", ";"),
    "toimet.csv": ("utf-8-sig", ";"),
    "toimijat.csv": ("utf-8-sig", ","),
    "tuetut.csv": ("utf-8", ";"),
    "vaiheet.csv": ("utf-8", ","),
    "viestinta.csv": ("cp1252", ";"),
    "virheellinen_ilmoittautuminen.csv": ("cp1252", ";"),
    "ydinelementit.csv": ("utf-8", ";"),
    "ydinten_kaytto.csv": ("utf-8", ";"),
    "yhteistyo.tsv": ("utf-8", "\t"),
    "yhteistyo_ennen.tsv": ("utf-8", "\t"),
}


def table(name: str) -> list[dict[str, str]]:
    """Rows by heading; every value as text, "" for empty. Excel dates become ISO days, numbers their shortest form."""
    layout = LAYOUT[name]
    if isinstance(layout, int):
        return sheet(name, layout)
    encoding, separator = layout
    text = (FOLDER / name).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def records(name: str) -> list[list[str]]:
    """The same without interpretation, the header left out: for counting, and for the file with faults."""
    layout = LAYOUT[name]
    if isinstance(layout, int):
        return [list(row.values()) for row in sheet(name, layout)]
    encoding, separator = layout
    text = (FOLDER / name).read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[1:]


def sheet(name: str, header_row: int) -> list[dict[str, str]]:
    """The first sheet below its header row; rows without any value are skipped."""
    with zipfile.ZipFile(FOLDER / name) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{NS}si"):
                shared.append("".join(t.text or "" for t in item.iter(f"{NS}t")))
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        formats = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(f"{NS}numFmt")}
        dated = []
        for xf in styles.find(f"{NS}cellXfs"):
            number = int(xf.get("numFmtId"))
            dated.append(14 <= number <= 22 or "yy" in formats.get(number, ""))
        root = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    grid: dict[int, dict[str, str]] = {}
    for row in root.iter(f"{NS}row"):
        cells = {}
        for cell in row.iter(f"{NS}c"):
            letters = cell.get("r").rstrip("0123456789")
            value = cell.find(f"{NS}v")
            if cell.get("t") == "s":
                cells[letters] = shared[int(value.text)]
            elif cell.get("t") == "inlineStr":
                cells[letters] = "".join(t.text or "" for t in cell.iter(f"{NS}t"))
            elif value is not None and dated[int(cell.get("s", "0"))]:
                cells[letters] = (date(1899, 12, 30) + timedelta(days=int(value.text))).isoformat()
            elif value is not None:
                cells[letters] = value.text
        grid[int(row.get("r"))] = cells
    headings = grid[header_row]
    return [
        {heading: cells.get(letters, "") for letters, heading in headings.items()}
        for number, cells in sorted(grid.items()) if number > header_row and any(cells.values())]


def day(text: str) -> date | None:
    """d.m.yyyy, dd.mm.yyyy or ISO; None when empty."""
    if not text:
        return None
    if "." in text:
        d, m, y = text.split(".")
        return date(int(y), int(m), int(d))
    return date.fromisoformat(text)


def cents(text: str) -> int:
    """An amount with decimal comma and no-break spaces, as whole cents."""
    digits = text.replace("\u00a0", "").replace(",", "")
    return int(digits)


def headcount(text: str) -> tuple[int, bool]:
    """The number in "n. 300", "noin 60", "24 hlö", and whether it is approximate."""
    number = int("".join(ch for ch in text if ch.isdigit()))
    return number, text.startswith(("n.", "noin"))


def tally(values) -> dict[str, int]:
    """Counts by value; "" is reported as (puuttuu)."""
    counts: dict[str, int] = {}
    for value in values:
        key = value or "(puuttuu)"
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))


def rows_per_file() -> dict[str, int]:
    """Data rows: header, title rows and wholly empty rows left out; rows with a wrong number of fields included."""
    return {name: len(records(name)) for name in sorted(LAYOUT)}
