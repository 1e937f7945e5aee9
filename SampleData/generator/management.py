"""Communication, the nine measures with their targets, and expenditure."""

from datetime import date

from .randomness import Stream
from .writers import days, delimited, finnish, money

KEHITYS, SKAALAUS = "kehittäminen", "skaalaus ja juurruttaminen"

# The nine measures (order and content: Innokylä, the pilot's kokonaisuus); indicators, targets and dates are invented.
MEASURES = [
    (1, "Sosiaalisten innovaatioiden päivän pilotointi", "Pilotering av dagen för sociala innovationer",
     "Pilot of a Social Innovation Day", "si-paiva-paikalla", 120, date(2023, 11, 30)),
    (2, "Yleistiedon lisääminen sosiaalisista innovaatioista ja hyvistä käytännöistä",
     "Allmän kunskap om sociala innovationer och god praxis",
     "General information on social innovation and good practice", "julkaisut", 60, date(2023, 12, 31)),
    (3, "Arviointikehikko ja validoinnin kriteerit", "Bedömningsram och kriterier för validering",
     "Assessment framework and criteria for validation", "arvioidut-ehdokkaat", 10, date(2023, 10, 31)),
    (4, "Kansainvälinen yhteistyö muiden osaamiskeskusten kanssa",
     "Internationellt samarbete med andra kompetenscentrum",
     "International cooperation with other competence centres", "kv-tapahtumat", 3, date(2023, 12, 31)),
    (5, "Alueellisten ja kansallisten toimijoiden ja verkostojen kartoitus",
     "Kartläggning av regionala och nationella aktörer och nätverk",
     "Mapping of regional and national actors and networks", "toimijat", 50, date(2023, 12, 31)),
    (6, "Kansallisen yhteistyön ja vuoropuhelun käynnistäminen", "Start av nationellt samarbete och dialog",
     "Start of national cooperation and dialogue", "tyopajojen-osallistujat", 250, date(2023, 11, 30)),
    (7, "Verkkofoorumin toteutussuunnitelma", "Genomförandeplan för webbforumet",
     "Implementation plan for the web forum", "foorumin-suunnitelma", 1, date(2023, 12, 15)),
    (8, "Innovaatioiden kuvaamisesta viestiminen ja koulutus",
     "Kommunikation och utbildning om att beskriva innovationer",
     "Communication and training on describing innovations", "koulutetut", 80, date(2023, 12, 15)),
    (9, "Hyvistä sosiaalisista innovaatioista viestiminen", "Kommunikation om goda sociala innovationer",
     "Communication on good social innovations", "esitellyt-innovaatiot", 24, date(2023, 12, 31)),
]


def management() -> dict[str, bytes]:
    return {
        "toimenpiteet.csv": measures(),
        "viestinta.csv": communication(),
        "kustannukset.csv": expenditure(),
    }


def measures() -> bytes:
    rows = [["Toimenpide", "Nimi", "Namn", "Name", "Tunnusluku", "Tavoite", "Määräaika"]]
    rows += [[str(n), fi, sv, en, key, str(target), finnish(due)] for n, fi, sv, en, key, target, due in MEASURES]
    return delimited(rows, bom=True)


def communication() -> bytes:
    """Items published a day and channel. 'innovaatioesittely' counts for measure 9, the plan of the forum for 7."""
    stream = Stream("viestinta")
    rows = []
    kinds = {
        "uutinen": [("artikkeli", 6), ("innovaatioesittely", 5), ("tapahtumakutsu", 2)],
        "some": [("julkaisu", 12), ("innovaatioesittely", 5), ("video", 2)],
        "uutiskirje": [("kirje", 5), ("innovaatioesittely", 1)],
        "foorumi": [("keskustelunavaus", 4)],
    }
    measure = {"innovaatioesittely": 9, "tapahtumakutsu": 1, "keskustelunavaus": 7}
    seen = set()
    while len(rows) < 76:
        channel = stream.weighted([("uutinen", 26), ("some", 42), ("uutiskirje", 9), ("foorumi", 6)])
        kind = stream.weighted(kinds[channel])
        # Autumn was busier than spring.
        day = days(date(2023, 3, 2), max(stream.below(285), stream.below(285)))
        if (day, channel, kind) in seen or day.weekday() > 4:
            continue
        seen.add((day, channel, kind))
        count = stream.between(1, 4) if channel == "some" and kind == "julkaisu" else 1
        rows.append([day, channel, kind, count, measure.get(kind, 2)])
    rows.append([date(2023, 12, 12), "foorumi", "toteutussuunnitelma", 1, 7])
    rows.sort(key=lambda r: (r[0], r[1], r[2]))
    table = [["Päivä", "Kanava", "Laji", "Määrä", "Toimenpide"]]
    table += [[finnish(day), channel, kind, str(count), str(number)] for day, channel, kind, count, number in rows]
    return delimited(table, encoding="cp1252")


def expenditure() -> bytes:
    """Money by measure and kind; one credit note. Amounts in euros, thousands parted by a no-break space."""
    stream = Stream("kustannukset")
    # Measure → (rows, smallest, largest amount in euros, share of rows that are scaling and rooting)
    plan = {1: (11, 700, 7800, 0.25), 2: (8, 300, 5200, 0.4), 3: (8, 900, 9400, 0.15), 4: (6, 400, 5600, 0.2),
            5: (7, 300, 4200, 0.3), 6: (12, 500, 6100, 0.35), 7: (6, 800, 7400, 0.0), 8: (8, 300, 3900, 0.8),
            9: (7, 200, 3600, 0.75)}
    texts = ["palkkakustannukset", "matkat", "tila- ja tarjoilukulut", "asiantuntijapalvelut", "viestintä ja taitto",
             "tekninen toteutus; striimaus"]
    rows = []
    for number, (count, low, high, share) in plan.items():
        for _ in range(count):
            day = days(date(2023, 2, 28), 30 * stream.below(10) + stream.below(3))
            cents = stream.between(low * 100, high * 100) + (high * 40 if stream.chance(0.15) else 0)
            kind = SKAALAUS if stream.chance(share) else KEHITYS
            rows.append((day, number, cents, kind, stream.pick(texts)))
    rows.append((date(2023, 12, 4), 1, -125_000, KEHITYS, "hyvityslasku: tilavuokra"))
    rows.sort(key=lambda r: (r[0], r[1], r[2]))
    table = [["Päivä", "Toimenpide", "Summa", "Laji", "Selite"]]
    table += [[finnish(day), str(number), money(cents), kind, text] for day, number, cents, kind, text in rows]
    return delimited(table, encoding="cp1252")
