"""ESF participation records: people who took part as participants of the operation, not the audience of events."""

from datetime import date

from .randomness import Stream
from .workbook import Workbook
from .writers import days, delimited, finnish

HEADER = ["Osallistujakoodi", "Toimi", "Aloituspäivä", "Lopetuspäivä", "Syntymäaika", "Sukupuoli", "Työmarkkina-asema",
          "Koulutusaste", "Tilanne lopussa", "Tilanne 6 kk", "Toimintarajoite", "Ulkomaalaistausta", "Opiskelee aloittaessa",
          "Asema parantunut 6 kk", "Työttömänä alkaen"]
PEOPLE = 46


def participants() -> dict[str, bytes]:
    records = participations()
    return {"osallistujat.xlsx": workbook(records), "jalkiseuranta.csv": follow_ups(records), "toimet.csv": operations()}


def participations() -> list[dict]:
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
    for record in records:
        add_later_questions(record)
    return records


def add_later_questions(record: dict) -> None:
    """What the form came to ask later, from streams of its own for each person, so that the other columns stay as they are."""
    stream = Stream("osallistujat-" + record["Osallistujakoodi"])
    status, entry = record["Työmarkkina-asema"], record["Aloituspäivä"]
    studies = {"työllinen": 12, "työvoiman ulkopuolella": 55}.get(status, 4)
    record["Opiskelee aloittaessa"] = stream.weighted([("kyllä", studies), ("ei", 96 - studies), (None, 4)])
    months, known = stream.between(0, 11), stream.chance(0.7)
    since = None
    if status == "työtön":
        since = days(entry, -30 * months - 9)
    elif status == "pitkäaikaistyötön":
        since = days(entry, -30 * (months + 13) - 9)
    record["Työttömänä alkaen"] = since if known else None
    improved = stream.weighted([("kyllä", 4), ("ei", 6)])
    answered = record["Tilanne 6 kk"] not in (None, "ei vastausta")
    record["Asema parantunut 6 kk"] = improved if answered and status == "työllinen" else None


def workbook(records: list[dict]) -> bytes:
    rows = [
        ["Osallistujat, toimi OK-2023 (aggregointia varten, ei nimiä eikä henkilötunnuksia)"] + [None] * (len(HEADER) - 1),
        [],
        HEADER,
    ]
    rows += [[record[name] for name in HEADER] for record in records]
    book = Workbook("Osallistujat", shared_strings=True, date_format=164)
    book.add("Osallistujat", rows, title_rows=1, header_row=3,
             widths=[17, 10, 13, 13, 13, 11, 22, 13, 17, 13, 16, 18, 21, 21, 17])
    return book.data()


def follow_ups(records: list[dict]) -> bytes:
    """What was heard of some who left, in the weeks after: days 28 and 29 are on either side of the four weeks that count."""
    stream = Stream("jalkiseuranta")
    gone = [r for r in records if r["Lopetuspäivä"] and r["Tilanne lopussa"] in ("ei muutosta", "työnhakijana")
            and r["Työmarkkina-asema"] in ("työtön", "pitkäaikaistyötön", "työvoiman ulkopuolella")]
    rows = []
    for record, after, what in zip(gone, [12, 28, 29, 41], ["työnhakijana", "työssä", "työssä", "koulutuksessa"]):
        day = days(record["Lopetuspäivä"], after)
        if after == 28:  # first searching, then at work: the last one counts
            rows.append((days(record["Lopetuspäivä"], stream.between(3, 20)), record, "työnhakijana"))
        rows.append((day, record, what))
    rows.sort(key=lambda row: (row[0], row[1]["Osallistujakoodi"]))
    table = [["Osallistujakoodi", "Toimi", "Päivä", "Tilanne"]]
    table += [[record["Osallistujakoodi"], record["Toimi"], finnish(day), what]
              for day, record, what in rows if day <= date(2023, 12, 31)]
    return delimited(table, line_end="\n")


def operations() -> bytes:
    """The pilot, and its successor, which was selected before the as-of day and has no participants yet."""
    rows = [["Toimi", "Nimi", "Ohjelma", "Rahasto", "Toimintalinja", "Erityistavoite", "Alueluokka", "Toteuttaja",
             "Naisten työelämä", "Julkiset palvelut", "Valittu", "Alkaa", "Päättyy", "Kustannukset"],
            ["OK-2023", "Sosiaalisten innovaatioiden osaamiskeskus, pilotti", "ESR+ 2021–2027", "ESR+", "4", "4.3",
             "Kehittyneemmät alueet", "Julkinen organisaatio", "ei", "kyllä", "15.12.2022", "1.2.2023", "31.12.2023", "310000"],
            ["OK-2024", "Sosiaalisten innovaatioiden osaamiskeskus, jatko", "ESR+ 2021–2027", "ESR+", "5", "5.1",
             "Siirtymäalueet", "Järjestö", "ei", "kyllä", "20.11.2023", "1.2.2024", "31.12.2026", "940000"]]
    return delimited(rows, bom=True)


def outcome(stream: Stream, status: str) -> str:
    if status == "työllinen":
        return stream.weighted([("ei muutosta", 14), ("koulutuksessa", 2), ("tutkinto", 2)])
    if status == "työvoiman ulkopuolella":
        return stream.weighted([("ei muutosta", 4), ("työnhakijana", 4), ("koulutuksessa", 2), ("työssä", 2)])
    return stream.weighted([("ei muutosta", 3), ("työssä", 6), ("koulutuksessa", 1), ("tutkinto", 1)])
