"""Innokylä records, their phase histories, adoptions, and the assessment pilot."""

from datetime import date

from .organisations import organisations, publicity
from .randomness import Stream
from .vocabulary import REGIONS, SECTORS, TARGET_GROUPS
from .workbook import Workbook
from .writers import days, delimited, finnish, iso, padded

START, END = date(2021, 1, 1), date(2023, 12, 31)  # the years that the sheet of adoptions covers
PHASES = ["Ideointi", "Kehitteillä", "Kokeilu", "Valmis", "Käytössä"]
CORE_FIELDS = ["Ratkaisun perusidea", "Toimintaympäristö", "Kohderyhmä ja asiakasymmärrys",
               "Toimivuuden ja käyttöönoton ehdot", "Arvioinnin tulokset tiivistettynä",
               "Vinkit toimintamallin soveltajille"]
FUNDERS = ["Euroopan Sosiaalirahasto (ESR)", "Ei erillisrahoitusta", "STEA", "Kunnan oma rahoitus", "Säätiörahoitus"]
PHENOMENA = ["yksinäisyys", "osallisuus", "työllisyys", "asuminen", "mielen hyvinvointi", "digitaalinen tuki",
             "lasten ja nuorten hyvinvointi", "ikääntyminen", "ruoka-apu", "kotoutuminen"]
NAMES = """
Kyläpysäkki: yhteinen olohuone|Naapurin vuoro: vertaisapu rappukäytävässä|Työpari: tuettu ensimmäinen kuukausi
Ruokapiiri kirjastossa|Etsivä kahvikuppi|Digikaveri torilla|Yhteinen avain: asumisen tuki|Polku takaisin opintoihin
Soittorinki yksin asuville|Korjauspaja ja juttutuokio|Kulkeva olohuone|Harrastus kuuluu kaikille|Perheiden iltaruoka
Omaishoitajan vapaapäivä|Kielikahvila työmaalla|Luontokaveri|Palkkaa kokemus: kokemusosaaja tiimiin|Tukea tulkkina
Yökahvila nuorille|Vuokrasopu: häätöjen ehkäisy|Pihatalkoot reseptillä|Hävikistä lounaaksi|Mentori menossa mukana
Sukupolvien työhuone|Kotiutujan ensiviikko|Pyöräpajasta palkkatyöhön|Kuulolla: anonyymi neuvontavuoro
Vanhempien vertaisilta|Liikkuva palvelupiste|Taidelähete|Työnäyte portfoliona|Elokuvailta hoivakodissa
Velkaneuvoja lähiössä|Muistikävely
Kylätalkkari|Ensimmäinen oma koti|Ystäväkortti uudelle asukkaalle|Saunavuoro yhdessä|Varahenkilö: lyhyt sijaisuus
Kahden tunnin työpäivä|Kutsu kotiin: vapaaehtoinen illallinen
""".replace("\n", "|").strip("|").split("|")
# Adoptions a month from January 2021 to December 2023: slow start, take-off, first signs of saturation; 150 in all.
PACE = [1, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 3, 6, 7, 7, 8, 7, 8, 9, 8, 8, 7, 6, 3, 5, 5, 5, 4, 3]
AREA = {"Satakunta": "Satakunnan", "Pohjois-Savo": "Pohjois-Savon", "Pirkanmaa": "Pirkanmaan", "Lappi": "Lapin",
        "Keski-Suomi": "Keski-Suomen", "Päijät-Häme": "Päijät-Hämeen", "Etelä-Karjala": "Etelä-Karjalan",
        "Pohjois-Karjala": "Pohjois-Karjalan", "Varsinais-Suomi": "Varsinais-Suomen"}


class Innovation:
    def __init__(self, index: int, name: str):
        self.code = f"TM{index:03d}"
        self.name = name
        self.history: list[tuple[str, date]] = []
        self.published: date | None = None


def library() -> dict[str, bytes]:
    items = innovations()
    return {
        "innokyla.csv": records(items),
        "vaiheet.csv": histories(items),
        "kayttoonotot.csv": adoptions(items),
        "arvioinnit.xlsx": assessments(items),
        "itsearvioinnit.csv": self_assessments(items),
        "sim.csv": match(items),
    }


def innovations() -> list[Innovation]:
    stream = Stream("innokyla")
    pool = organisations()
    owners = [o for o in pool if o.registered and o.sector != "valtio"]
    items = []
    for index, name in enumerate(NAMES, start=1):
        item = Innovation(index, name)
        item.owner = stream.pick(owners)
        # Older records first: the first fourteen before 2021, the last four still unpublished.
        if index <= 14:
            item.created = days(date(2018, 9, 1), stream.below(700))
        elif index <= 37:
            item.created = days(date(2020, 9, 1), stream.below(900))
        else:
            item.created = days(date(2023, 5, 1), stream.below(180))
        if index <= 37:
            item.published = days(item.created, stream.between(20, 240))
        reached = stream.weighted([(2, 3), (3, 4), (4, 5), (5, 6)]) if item.published else stream.between(1, 2)
        day = item.created
        for phase in PHASES[:reached]:
            item.history.append((phase, day))
            day = days(day, stream.between(25, 210))
            if day > END:
                break
        last = max(item.history[-1][1], item.published or item.created)
        item.modified = days(last, stream.below(max(1, (END - last).days)))
        item.elements = stream.between(3, 8)
        items.append(item)
    return items


def records(items: list[Innovation]) -> bytes:
    stream = Stream("innokyla-kentat")
    rows = [["Tunnus", "Nimi", "Omistaja", "Sektori", "Maakunta", "Luotu", "Julkaistu", "Muokattu",
             "Kehittämisen vaihe", "Alue", "Ilmiöt", "Kohderyhmä", "Rahoittaja", "Pohjautuu", *CORE_FIELDS,
             "Ydinkenttiä täytetty", "Ydinelementtejä"]]
    for index, item in enumerate(items):
        region = item.owner.region
        level = stream.below(10)
        if level < 3:
            area = "Valtakunnallinen"
        elif level < 5 and region in AREA:
            area = f"{AREA[region]} hyvinvointialue"
        elif level < 8:
            area = region
        elif level == 8:
            area = item.owner.municipality
        else:
            area = ", ".join(REGIONS[region][1])
        phenomena = ", ".join(sorted(stream.sample(PHENOMENA, stream.between(0, 3))))
        groups = ", ".join(sorted(stream.sample(TARGET_GROUPS, stream.between(0, 2))))
        source = ""
        if index >= 6 and stream.chance(0.45):
            source = stream.pick(
                [x for x in items if x.published and x.published <= item.created and x is not item] or [None])
            source = source.code if source else ""
        share = 0.82 if item.published else 0.35
        filled = ["kyllä" if stream.chance(share - (0.25 if "Arvioinnin" in name else 0)) else "ei"
                  for name in CORE_FIELDS]
        rows.append([
            item.code, item.name, item.owner.name, item.owner.sector, region, padded(item.created),
            padded(item.published), padded(item.modified), item.history[-1][0], area, phenomena, groups,
            stream.pick(FUNDERS), source, *filled, str(filled.count("kyllä")),
            str(item.elements) if item.published else ""])
    return delimited(rows, bom=True, line_end="\n")


def histories(items: list[Innovation]) -> bytes:
    rows = [["Innovaatio", "Vaihe", "Alkaen"]]
    rows += [[item.code, phase, iso(day)] for item in items for phase, day in item.history]
    return delimited(rows, separator=",", line_end="\n")


def adoption_stages(items: list[Innovation]) -> list[tuple]:
    """Adoptions drawn month by month; whom one learned from is the owner or an earlier adopter of the same model."""
    stream = Stream("kayttoonotot")
    pool = organisations()
    eager = {o.name: 0.15 + stream.unit() * stream.unit() * (2.2 if o.registered else 1.2) for o in pool}
    appeal = {item.code: 1.0 / (1 + stream.below(8)) for item in items}
    taken: dict[str, list] = {item.code: [] for item in items}
    rest = stream.sample([i.code for i in items if i.published and i.published.year >= 2022], 6)
    stages = []
    for month, count in enumerate(PACE):
        first = date(2021 + month // 12, month % 12 + 1, 1)
        for day in sorted(days(first, stream.below(28)) for _ in range(count)):
            open_items = [
                (i, appeal[i.code] * (1 + 0.10 * len(taken[i.code]))) for i in items
                if i.published and i.published < day and i.code not in rest and len(taken[i.code]) < 22]
            item = stream.weighted(open_items)
            earlier = taken[item.code]
            names = {o.name for o, _ in earlier} | {item.owner.name}
            regions = {o.region for o, _ in earlier} | {item.owner.region}
            adopter = stream.weighted(
                [(o, eager[o.name] * (2.5 if o.region in regions else 1)) for o in pool if o.name not in names])
            stages += journey(stream, item, adopter, day, earlier)
            earlier.append((adopter, day))
    for _ in range(38):  # interest or trial that has not led to adoption
        item = stream.pick([i for i in items if i.published and i.published < date(2023, 6, 1)])
        names = {o.name for o, _ in taken[item.code]} | {item.owner.name}
        adopter = stream.pick([o for o in pool if o.name not in names])
        taken[item.code].append((adopter, END))
        start = max(item.published, date(2021, 6, 1))
        day = days(start, stream.below(max(1, (date(2023, 12, 1) - start).days)))
        stages.append((day, item, adopter, "kiinnostus", None, "", ""))
        later = days(day, stream.between(20, 90))
        if stream.chance(0.35) and later <= END:
            stages.append((later, item, adopter, "kokeilu", None, "", ""))
    order = {"kiinnostus": 0, "kokeilu": 1, "käyttöönotto": 2, "luopuminen": 3}
    stages.sort(key=lambda s: (s[0], s[1].code, s[2].name, order[s[3]]))
    return stages


def adoptions(items: list[Innovation]) -> bytes:
    places = Stream("kayttoonotot-kunnat")
    municipality = {o.name: "" if places.chance(0.06) else o.municipality for o in organisations()}
    public = publicity()
    rows = [["Innovaatio", "Käyttöönottaja", "Vaihe", "Päivä", "Opittu keneltä", "Lähteen sektori", "Ydin säilyi",
             "Ydin yhteensä", "Maakunta", "Sektori", "Kunta", "Lähteen maakunta", "Osallistuminen julkista"]]
    for day, item, adopter, stage, source, kept, total in adoption_stages(items):
        rows.append([item.code, adopter.name, stage, finnish(day), source.name if source else "",
                     source.sector if source else "", kept, total, adopter.region, adopter.sector,
                     municipality[adopter.name], source.region if source else "", public[adopter.name]])
    return delimited(rows)


def journey(stream: Stream, item: Innovation, adopter, day: date, earlier: list) -> list[tuple]:
    """The stages of one adoption; none lies before the publication of the model or after the year's end."""
    stages = []
    trial = days(day, -stream.between(20, 100))
    interest = days(trial, -stream.between(10, 80))
    if stream.chance(0.4) and interest >= max(item.published, START):
        stages.append((interest, item, adopter, "kiinnostus", None, "", ""))
    if stream.chance(0.35) and trial >= max(item.published, START):
        stages.append((trial, item, adopter, "kokeilu", None, "", ""))
    source = None
    if stream.chance(0.82):
        peers = [o for o, _ in earlier]
        near = [o for o in peers if SECTORS[o.sector] == SECTORS[adopter.sector]] or peers
        source = stream.pick(near) if peers and stream.chance(0.55) else item.owner
    lost = stream.weighted([(0, 5), (1, 5), (2, 3), (3, 1)])
    known = not stream.chance(0.08)
    kept = str(max(1, item.elements - lost)) if known else ""
    stages.append((day, item, adopter, "käyttöönotto", source, kept, str(item.elements) if known else ""))
    end = days(day, stream.between(120, 420))
    if stream.chance(0.12) and end <= END:
        stages.append((end, item, adopter, "luopuminen", None, "", ""))
    return stages


def candidates(items: list[Innovation]) -> list[Innovation]:
    return Stream("arviointipilotti").sample([i for i in items if i.published], 10)


def assessments(items: list[Innovation]) -> bytes:
    """Ten candidates, two or three raters, eight criteria; two candidates were completed and rated again."""
    stream = Stream("arvioinnit")
    rows = [
        ["Arviointipilotti syys–lokakuu 2023"] + [None] * 6,
        [],
        ["Innovaatio", "Arvioija", "Kriteeri", "Pisteet", "Kierros", "Päivä", "Päätös"],
    ]
    chosen = sorted(candidates(items), key=lambda i: i.code)
    level = {item.code: 2.3 + 2.2 * stream.unit() for item in chosen}
    strictness = {f"A{n}": (stream.unit() - 0.5) * 0.8 for n in range(1, 7)}
    ranked = sorted(chosen, key=lambda i: -level[i.code])
    verdicts = ["validoitu"] * 4 + ["täydennettävä"] * 3 + ["kesken"] + ["ei validoitu"] * 2
    decision = {item.code: verdict for item, verdict in zip(ranked, verdicts)}
    again = [ranked[4].code, ranked[5].code]  # both were asked to complete their description
    for number, item in enumerate(chosen):
        raters = sorted(stream.sample(sorted(strictness), 3 if number % 5 < 3 else 2))
        rounds = [(1, date(2023, 9, 18), decision[item.code], 0.0)]
        if item.code in again:
            rounds.append((2, date(2023, 10, 23), "validoitu" if item.code == again[0] else "ei validoitu", 0.6))
        for count, start, verdict, gain in rounds:
            for rater in raters if count == 1 else raters[:2]:
                day = days(start, stream.below(6))
                for criterion in range(1, 9):
                    value = level[item.code] + strictness[rater] + gain + 0.6 * stream.normal()
                    score: int | str | None = min(5, max(1, int(value + 0.5)))
                    if stream.chance(0.02):
                        score = "eos" if stream.chance(0.4) else None
                    rows.append([item.code, rater, f"kohta {criterion}", score, count, day, verdict])
    book = Workbook("Arviointipilotti", shared_strings=False, date_format=164)
    book.add("Arvioinnit", rows, title_rows=1, header_row=3, widths=[12, 10, 11, 9, 9, 12, 16], merge_title=False)
    book.add("Asteikko", [
        ["Arvo", "Selite"], [1, "ei toteudu"], [2, "toteutuu vähän"], [3, "toteutuu osittain"],
        [4, "toteutuu hyvin"], [5, "toteutuu erinomaisesti"], ["eos", "ei osaa sanoa"],
    ], title_rows=0, header_row=1, widths=[8, 28], merge_title=False)
    return book.data()


def self_assessments(items: list[Innovation]) -> bytes:
    """The first part of the framework: the developers of each candidate rate it themselves, a little higher than others do."""
    stream = Stream("itsearvioinnit")
    rows = [["Innovaatio", "Arvioija", "Rooli", "Kohta", "Pisteet", "Päivä"]]
    for item in sorted(candidates(items), key=lambda i: i.code):
        level = 3.2 + 1.2 * stream.unit()
        day = days(date(2023, 9, 4), stream.below(9))
        for criterion in range(1, 9):
            score = min(5, max(1, int(level + 0.6 * stream.normal() + 0.5)))
            rows.append([item.code, f"{item.code}-K", "kehittäjä", f"kohta {criterion}",
                         "" if stream.chance(0.03) else str(score), finnish(day)])
    return delimited(rows, line_end="\n")


def match(items: list[Innovation]) -> bytes:
    """Innovations offered to Social Innovation Match."""
    chosen = sorted(candidates(items), key=lambda i: i.code)
    rows = [["Innovaatio", "Tarjottu", "Päätös", "Päätöspäivä"]]
    rows.append([chosen[1].code, "13.11.2023", "hyväksytty", "4.12.2023"])
    rows.append([chosen[3].code, "13.11.2023", "hylätty", "11.12.2023"])
    rows.append([chosen[6].code, "27.11.2023", "", ""])
    return delimited(rows)
