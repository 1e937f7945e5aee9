"""Events, attendances, headcounts, published figures, and the registration list with faults on purpose."""

from dataclasses import dataclass
from datetime import date

from .organisations import organisations
from .randomness import Stream
from .vocabulary import REGIONS, SECTORS, artificial_identity_code
from .workbook import Money, Workbook
from .writers import days, delimited, finnish


@dataclass(frozen=True)
class Event:
    code: str
    name: str
    kind: str
    measure: int
    start: date
    end: date
    format: str
    place: str | None
    audience: str
    cost: float | None


EVENTS = [
    Event("KV1", "PEnCIL-osaamiskeskusten vertaisfoorumi", "foorumi", 4, date(2023, 4, 20), date(2023, 4, 21),
          "hybridi", "Helsinki", "muiden maiden osaamiskeskukset", 6480.0),
    Event("TP1", "Yksinäisyys puheeksi: kuntatoimijoiden työpaja", "työpaja", 6, date(2023, 5, 31),
          date(2023, 5, 31), "läsnä", "Rauma", "kuntatoimijat", 2150.5),
    Event("TP2", "Penkkikahvila SuomiAreenassa", "penkkikahvila", 6, date(2023, 6, 30), date(2023, 6, 30), "läsnä",
          "Pori", "kansalaiset", 1890.0),
    Event("TP3", "Korkeakoulut ja yritykset sosiaalisten innovaatioiden kehittäjinä", "webinaari", 6,
          date(2023, 9, 5), date(2023, 9, 5), "etä", None, "korkeakoulut ja yritykset", 640.0),
    Event("KOU1", "Näin kuvaat toimintamallin: koulutus", "koulutus", 8, date(2023, 9, 14), date(2023, 9, 14), "etä",
          None, "toimintamallien kehittäjät", 420.0),
    Event("TP4", "SEWF Community Hub: työintegraatio", "työpaja", 6, date(2023, 10, 12), date(2023, 10, 12), "läsnä",
          "Helsinki", "työintegraation kehittäjät", 3310.75),
    Event("TP5", "Validointityöpaja", "työpaja", 6, date(2023, 10, 25), date(2023, 10, 25), "hybridi", "Helsinki",
          "arvioijat ja kehittäjät", 1275.0),
    Event("SIP", "Sosiaalisten innovaatioiden päivä 2023", "päivä", 1, date(2023, 11, 7), date(2023, 11, 7), "hybridi",
          "Helsinki", "kehittäjät ja rahoittajat", 18940.2),
    Event("SAT1", "Satelliittitapahtuma Kemi", "satelliitti", 1, date(2023, 11, 7), date(2023, 11, 7), "läsnä",
          "Kemi", "alueen toimijat", 510.0),
    Event("SAT2", "Satelliittitapahtuma Kuopio", "satelliitti", 1, date(2023, 11, 7), date(2023, 11, 7), "läsnä",
          "Kuopio", "alueen toimijat", 385.4),
    Event("SAT3", "Satelliittitapahtuma Lappeenranta", "satelliitti", 1, date(2023, 11, 7), date(2023, 11, 7),
          "läsnä", "Lappeenranta", "alueen toimijat", None),
    Event("KOU2", "Kuvaa ja jaa: koulutuksen toinen osa", "koulutus", 8, date(2023, 11, 21), date(2023, 11, 21), "etä",
          None, "toimintamallien kehittäjät", 420.0),
]

# Event with rows → (attended, registered but absent, came without registering, share known from earlier events,
# mode, sector weights, regions with an own weight).
ROWS = {
    "TP1": (38, 9, 3, 0.0, "läsnä", {"kunta": 12, "hyvinvointialue": 4, "järjestö": 4, "korkeakoulu": 1},
            {"Satakunta": 55, "Varsinais-Suomi": 22}),
    "KOU1": (33, 8, 0, 0.3, "etä", {"kunta": 3, "hyvinvointialue": 3, "järjestö": 7, "korkeakoulu": 3, "säätiö": 2,
                                    "yhteiskunnallinen yritys": 2}, {}),
    "TP4": (41, 7, 5, 0.3, "läsnä", {"yhteiskunnallinen yritys": 7, "yritys": 3, "järjestö": 5, "valtio": 2,
                                     "säätiö": 3, "kunta": 2, "kansalainen": 1}, {"Uusimaa": 60}),
    "TP5": (27, 4, 0, 0.55, "läsnä", {"tutkimuslaitos": 3, "korkeakoulu": 5, "järjestö": 4, "säätiö": 3, "valtio": 1},
            {"Uusimaa": 60}),
    "SIP": (103, 28, 6, 0.5, "läsnä", {"kunta": 6, "hyvinvointialue": 5, "valtio": 3, "korkeakoulu": 6,
                                       "tutkimuslaitos": 3, "yritys": 4, "yhteiskunnallinen yritys": 4, "järjestö": 9,
                                       "säätiö": 3, "kansalainen": 3}, {"Uusimaa": 50}),
    "KOU2": (31, 6, 0, 0.5, "etä", {"kunta": 3, "hyvinvointialue": 3, "järjestö": 7, "korkeakoulu": 3, "säätiö": 2,
                                    "yhteiskunnallinen yritys": 2}, {}),
}
REGION_OF = {place: region for region, (_, places) in REGIONS.items() for place in places}
HOURS = {"TP1": 60, "KOU1": 25, "TP4": 45, "TP5": 35, "SIP": 70, "KOU2": 25}  # tenths of an hour
NOTES = ["tulee klo 10 jälkeen", "kysymys paneeliin: kuka omistaa ytimen?", "osallistuu vain iltapäivään",
         'ilmoittautui "varmuuden vuoksi"', "toivoo dioja etukäteen; puheenvuoro mahdollinen"]
HEADER = ["Tapahtuma", "Henkilö", "Ilmoittautumispäivä", "Ilmoittautunut", "Osallistui", "Osallistumistapa", "Tunnit",
          "Sektori", "Maakunta", "Organisaatio", "Lisätieto"]


def programme() -> dict[str, bytes]:
    return {
        "tapahtumat.xlsx": events(),
        "osallistumiset.csv": delimited(attendances(), encoding="cp1252"),
        "henkilomaarat.csv": headcounts(),
        "julkaistut_luvut.csv": published(),
        "virheellinen_ilmoittautuminen.csv": faulty(),
    }


def events() -> bytes:
    book = Workbook("Tapahtumat 2023", shared_strings=True, date_format=14)
    rows = [
        ["Sosiaalisten innovaatioiden osaamiskeskus: pilottivuoden 2023 tapahtumat"] + [None] * 10,
        ["Päivitetty", date(2024, 1, 15)],
        [],
        ["Tunnus", "Tapahtuma", "Laji", "Toimenpide", "Alkaa", "Päättyy", "Toteutus", "Paikkakunta", "Maakunta",
         "Kohderyhmä", "Kustannus"],
    ]
    for e in EVENTS:
        rows.append([e.code, e.name, e.kind, e.measure, e.start, e.end, e.format, e.place,
                     REGION_OF.get(e.place), e.audience, None if e.cost is None else Money(e.cost)])
    rows.append([""] * 11)  # a formatted but empty row, as spreadsheets often end with
    book.add("Tapahtumat", rows, title_rows=1, header_row=4, widths=[9, 52, 14, 11, 11, 11, 10, 16, 16, 32, 14])
    book.add("Selitteet", [
        ["Selitteet"],
        ["Toteutus", "läsnä, etä tai hybridi"],
        ["Toimenpide", "kokonaisuuden toimenpiteen numero 1–9"],
        ["Kustannus", "suorat kustannukset ilman palkkoja, tyhjä = ei omaa kustannusta tiedossa"],
    ], title_rows=1, header_row=0, widths=[14, 70], merge_title=False)
    return book.data()


def attendances() -> list[list[str]]:
    """One row per person and event. People come back, so persons are fewer than attendances."""
    stream = Stream("osallistumiset")
    pool = [o for o in organisations()]
    known: list[tuple[str, str, str, str]] = []
    used: set[int] = set()
    rows = [HEADER]

    def newcomer(sectors: dict[str, int], own_regions: dict[str, int]) -> tuple[str, str, str, str]:
        number = 0
        while not number or number in used:
            number = stream.between(10_000, 89_999)
        used.add(number)
        sector = stream.weighted(list(sectors.items()))
        regions = [(name, weight + own_regions.get(name, 0)) for name, (weight, _) in REGIONS.items()]
        region = stream.weighted(regions)
        if stream.chance(0.02):
            region = ""
        employers = [o for o in pool if o.sector == sector]
        near = [o for o in employers if o.region == region]
        organisation = "" if sector == "kansalainen" else stream.pick(near or employers).name
        return (f"ILM-{number}", sector, region, organisation)

    for event in EVENTS:
        if event.code not in ROWS:
            continue
        attended, absent, unregistered, known_share, mode, sectors, own_regions = ROWS[event.code]
        people: list[tuple[str, str, str, str]] = []
        returning = stream.shuffled(known)
        for _ in range(attended + absent):
            if returning and stream.chance(known_share):
                people.append(returning.pop())
            else:
                people.append(newcomer(sectors, own_regions))
        known += [p for p in people if p not in known]
        block = []
        for index, (code, sector, region, organisation) in enumerate(people):
            came = index < attended
            registered = index >= unregistered
            day = days(event.start, -stream.between(1, 34)) if registered else None
            hours = HOURS[event.code] - (stream.below(3) * 5 if stream.chance(0.3) else 0)
            block.append([
                event.code, code, finnish(day), "kyllä" if registered else "ei", "kyllä" if came else "ei", mode,
                f"{hours // 10},{hours % 10}" if came else "", sector, region, organisation,
                stream.pick(NOTES) if stream.chance(0.05) else ""])
        rows += stream.shuffled(block)
    return rows


def headcounts() -> bytes:
    """Counts where nobody was registered by person. Event and mode here never also have rows in osallistumiset.csv."""
    rows = [["Tapahtuma", "Osallistumistapa", "Henkilömäärä", "Lähde", "Lähteen päivä", "Huomautus"]]
    data = [
        ("KV1", "läsnä", "19 hlö", "nimilista", date(2023, 4, 24), ""),
        ("KV1", "etä", "12", "verkkokokouksen loki", date(2023, 4, 24), ""),
        ("TP2", "läsnä", "n. 80", "laskettu äänestystaulun edessä", date(2023, 7, 3), "kaksi tuntia, ohikulkijoita"),
        ("TP3", "etä", "noin 90", "verkkokokouksen loki", date(2023, 9, 5), "yhteinen päätelaite mahdollinen"),
        ("TP5", "etä", "24 hlö", "verkkokokouksen loki", date(2023, 10, 26), ""),
        ("SIP", "etä", "n. 300", "Innokylä: osaamiskeskuksen toimintamalli", date(2024, 4, 4), "striimin katsojat"),
        ("SAT1", "läsnä", "18 hlö", "järjestäjän ilmoitus", date(2023, 11, 9), ""),
        ("SAT2", "läsnä", "n. 25", "järjestäjän ilmoitus", date(2023, 11, 8), ""),
        ("SAT3", "läsnä", "12", "järjestäjän ilmoitus", date(2023, 11, 14), ""),
    ]
    rows += [[e, mode, count, source, finnish(day), note] for e, mode, count, source, day, note in data]
    return delimited(rows, line_end="\n")


def published() -> bytes:
    """Figures that have been published about the pilot, as the source writes them. Two sources disagree once."""
    concept = "Innokylä: osaamiskeskuksen toimintamalli"
    other = "Innokylä: toinen sivu (osoite ei tallessa)"
    pilot = "Innokylä: sosiaalisten innovaatioiden arviointipilotti"
    modified = date(2024, 4, 4)
    rows = [["Luku", "Selite", "Arvo", "Lähde", "Lähteen päivä"]]
    data = [
        ("si-paiva-paikalla", "SI-päivän osallistujat paikalla", "103", concept, modified),
        ("si-paiva-etana", "SI-päivän osallistujat etänä", "n. 300", concept, modified),
        ("satelliitit", "SI-päivän satelliittitapahtumat", "3", concept, modified),
        ("satelliitit", "SI-päivän satelliittitapahtumat", "2", other, None),
        ("tyopajat", "Työpajat", "5 kpl", concept, modified),
        ("tyopajojen-osallistujat", "Työpajojen osallistujat yhteensä", "n. 300", concept, modified),
        ("toimijat", "Verkostokartoitukseen ilmoittautuneet toimijat", "noin 60", concept, modified),
        ("arvioidut-ehdokkaat", "Arviointipilotin innovaatioehdokkaat", "noin 10", pilot, None),
    ]
    rows += [[key, text, value, source, finnish(day)] for key, text, value, source, day in data]
    return delimited(rows, bom=True)


def faulty() -> bytes:
    """The layout of osallistumiset.csv with faults on purpose. Nobody on the list attended, so that no attendance,
    and above all not the 103, depends on whether a row is kept."""
    hetu = artificial_identity_code("311299", "-", 913)
    rows = [
        ["SIP", "ILM-90001", "3.11.2023", "kyllä", "ei", "läsnä", "", "kunta", "Pirkanmaa", "", ""],
        ["SIP", "ILM-90002", "3.11.2023", "kyllä", "ei", "läsnä", "", "järjestö", "Uusimaa", "",
         "peruutti puhelimitse"],
        ["SIP", "ILM-90003", "31.2.2023", "kyllä", "ei", "läsnä", "", "kunta", "Uusimaa", "", ""],
        ["SIP", "ILM-90004", "6.11.2023", "kyllä", "ei", "läsnä", "", "järjestö", "Pirkanma", "", ""],
        ["TP9", "ILM-90005", "6.11.2023", "kyllä", "ei", "läsnä", "", "kunta", "Lappi", "", ""],
        ["SIP", "ILM-90006", "6.11.2023", "kyllä", "ei", "läsnä", "", "seurakunta", "Kainuu", "", ""],
        ["SIP", "ILM-90002", "3.11.2023", "kyllä", "ei", "läsnä", "", "järjestö", "Uusimaa", "", "sama uudelleen"],
        ["SIP", "ILM-90007", "6.11.2023", "kyllä", "ei", "läsnä", "", "yritys", "Kymenlaakso", "",
         f"lasku henkilölle {hetu}"],
        ["SIP", "", "6.11.2023", "kyllä", "ei", "läsnä", "", "yritys", "Uusimaa", "", ""],
        ["SIP", "ILM-90008", "6.11.2023", "kyllä", "ei", "läsnä", "", "korkeakoulu", "Pohjois-Savo", ""],
        ["SIP", "ILM-90009", "6.11.2023", "kyllä", "ei", "läsnä", "", "säätiö", "Uusimaa", "", "kaksi paikkaa",
         "toinen avustajalle"],
        ["KOU2", "ILM-90010", "20.11.2023", "kyllä", "ei", "etä", "", "järjestö", "Keski-Suomi", "", ""],
        ["KOU2", "ILM-90011", "viime viikolla", "kyllä", "ei", "etä", "", "järjestö", "Lappi", "", ""],
        ["KOU2", "ILM-90012", "20.11.2023", "ehkä", "ei", "etä", "", "kunta", "Lappi", "", ""],
        ["", "ILM-90013", "20.11.2023", "kyllä", "ei", "etä", "", "kunta", "Satakunta", "", ""],
        ["KOU2", "ILM-90014", "20.11.2023", "kyllä", "ei", "verkossa", "", "kunta", "Satakunta", "", ""],
        ["KOU2", "ILM-90010", "21.11.2023", "kyllä", "ei", "etä", "", "järjestö", "Keski-Suomi", "", ""],
        ["KOU2", "ILM-90015", "20.11.2023", "kyllä", "ei", "etä", "", "tutkimuslaitos", "Uusimaa", "",
         'sanoi: "tulen, jos ehdin"; ei tullut'],
        ["KOU2", "ILM-90016", "20.11.2023", "kyllä", "ei", "etä", "kaksi", "säätiö", "Uusimaa", "", ""],
        ["KOU2", "ILM-90017", "20.11.2023", "kyllä", "ei", "etä", "", "hyvinvointialue", "Etelä-Karjala", "", ""],
        ["KOU2", "ILM-90018", "30.11.2203", "kyllä", "ei", "etä", "", "kunta", "Uusimaa", "", ""],
        ["KOU2", "ILM-90019", "20.11.2023", "kyllä", "ei", "etä", "", "yhteiskunnallinen yritys", "Uusimaa", "", ""],
    ]
    return delimited([HEADER] + rows, encoding="cp1252")


assert all(sector in SECTORS for _, _, _, _, _, sectors, _ in ROWS.values() for sector in sectors)
