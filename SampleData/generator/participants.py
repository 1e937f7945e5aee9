"""ESF participation records: people who took part as participants of the operation, not the audience of events."""

from datetime import date

from .randomness import Stream
from .workbook import Workbook
from .writers import days

HEADER = ["Osallistujakoodi", "Toimi", "Aloituspäivä", "Lopetuspäivä", "Syntymäaika", "Sukupuoli", "Työmarkkina-asema",
          "Koulutusaste", "Tilanne lopussa", "Tilanne 6 kk", "Toimintarajoite", "Ulkomaalaistausta"]
PEOPLE = 46


def participants() -> dict[str, bytes]:
    """46 people, 48 records: two came back. Koulutusaste is the ISCED 2011 level, 0–8."""
    stream = Stream("osallistujat")
    gaps = {4: "Koulutusaste", 11: "Työmarkkina-asema", 17: "Koulutusaste", 23: "Sukupuoli", 31: "Syntymäaika",
            38: "Työmarkkina-asema"}
    returning = {7, 19}
    records = []
    for index in range(PEOPLE):
        status = stream.weighted([
            ("työllinen", 50), ("työtön", 15), ("pitkäaikaistyötön", 13), ("työvoiman ulkopuolella", 22)])
        birth = date(stream.weighted([
            (stream.between(1958, 1967), 18), (stream.between(1968, 1992), 58), (stream.between(1994, 2004), 24)
        ]), stream.between(1, 12), stream.between(1, 28))
        if index == 27:
            birth, status = date(2006, 2, 14), "työvoiman ulkopuolella"  # a minor
        entry = days(date(2023, 3, 1), stream.below(235))
        last = days(entry, stream.between(14, 160))
        if index in returning:
            entry = days(date(2023, 3, 6), stream.below(30))
            last = days(entry, stream.between(30, 60))
        gone = last <= date(2023, 12, 31) and (index in returning or stream.chance(0.88))
        level = 1 if index == 27 else stream.weighted([
            (1, 1), (2, 9), (3, 26), (4, 6), (5, 4), (6, 30), (7, 22), (8, 3)])
        record = {
            "Osallistujakoodi": f"OS-{1000 + 7 * index + stream.below(7)}",
            "Toimi": "OK-2023",
            "Aloituspäivä": entry,
            "Lopetuspäivä": last if gone else None,
            "Syntymäaika": birth,
            "Sukupuoli": "muu" if index == 14 else stream.weighted([("nainen", 68), ("mies", 32)]),
            "Työmarkkina-asema": status,
            "Koulutusaste": level,
            "Tilanne lopussa": outcome(stream, status) if gone else None,
            "Tilanne 6 kk": None,
            "Toimintarajoite": stream.weighted([(None, 90), ("ei", 6), ("kyllä", 2), ("ei halua vastata", 2)]),
            "Ulkomaalaistausta": stream.weighted([(None, 80), ("ei", 14), ("kyllä", 4), ("ei halua vastata", 2)]),
        }
        if gone and days(last, 183) <= date(2023, 12, 31):
            record["Tilanne 6 kk"] = stream.weighted([("työssä", 5), ("työtön", 2), ("ei vastausta", 2)])
        if index in gaps:
            record[gaps[index]] = None
        records.append(record)
        if index in returning:
            back = dict(record)
            back["Aloituspäivä"] = days(last, stream.between(40, 80))
            back["Lopetuspäivä"] = days(back["Aloituspäivä"], stream.between(20, 60))
            back["Työmarkkina-asema"] = "työllinen" if index == 7 else status
            back["Tilanne lopussa"] = "työssä" if index == 7 else None
            back["Tilanne 6 kk"] = None
            if index == 19:
                back["Lopetuspäivä"] = None  # still taking part
            records.append(back)
    records.sort(key=lambda r: (r["Aloituspäivä"], r["Osallistujakoodi"]))
    rows = [
        ["Osallistujat, toimi OK-2023 (aggregointia varten, ei nimiä eikä henkilötunnuksia)"] + [None] * 11,
        [],
        HEADER,
    ]
    rows += [[record[name] for name in HEADER] for record in records]
    book = Workbook("Osallistujat", shared_strings=True, date_format=164)
    book.add("Osallistujat", rows, title_rows=1, header_row=3,
             widths=[17, 10, 13, 13, 13, 11, 22, 13, 17, 13, 16, 18])
    return {"osallistujat.xlsx": book.data()}


def outcome(stream: Stream, status: str) -> str:
    if status == "työllinen":
        return stream.weighted([("ei muutosta", 14), ("koulutuksessa", 2), ("tutkinto", 2)])
    if status == "työvoiman ulkopuolella":
        return stream.weighted([("ei muutosta", 4), ("työnhakijana", 4), ("koulutuksessa", 2), ("työssä", 2)])
    return stream.weighted([("ei muutosta", 3), ("työssä", 6), ("koulutuksessa", 1), ("tutkinto", 1)])
