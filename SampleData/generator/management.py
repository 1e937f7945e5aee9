"""Communication, the nine measures with their targets, plan and budget, and expenditure."""

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

# Further targets of the same measures, set later: a milestone, and what goes on into 2024. The last is the day from which it counts.
FURTHER = [
    (2, "julkaisut", "25", date(2023, 6, 30), None),
    (2, "julkaisut", "120", date(2024, 6, 30), None),
    (4, "kv-tapahtumat", "5", date(2024, 6, 30), date(2023, 4, 1)),
    (8, "core-completeness", "0,8", date(2024, 6, 30), None),
    (9, "esitellyt-innovaatiot", "36", date(2024, 6, 30), None),
]

# Measure → output, result and impact in Finnish, Swedish and English. The impacts and the results follow the pilot's kokonaisuus
# (cooperation, know-how, promotion, a lasting basis); the words are invented.
PLAN = {
    1: (("Hybridinä järjestetty Sosiaalisten innovaatioiden päivä ja satelliittitapahtumat",
         "Kehittäjät ja rahoittajat kohtaavat", "Innovaatioiden levittämiseen löytyy rahoitusta"),
        ("En dag för sociala innovationer i hybridform med satellitevenemang", "Utvecklare och finansiärer möts",
         "Spridningen av innovationer får finansiering"),
        ("A hybrid Social Innovation Day with satellite events", "Developers and funders meet",
         "The spread of innovations finds funding")),
    2: (("Uutiset, artikkelit ja some-julkaisut sosiaalisista innovaatioista", "Sosiaalisen innovaation käsite tunnetaan",
         "Sosiaalisia innovaatioita edistetään eri puolilla Suomea"),
        ("Nyheter, artiklar och inlägg om sociala innovationer", "Begreppet social innovation är känt",
         "Sociala innovationer främjas i hela Finland"),
        ("News, articles and posts on social innovation", "The concept of social innovation is known",
         "Social innovation is promoted all over Finland")),
    3: (("Arviointikehikko, validoinnin kriteerit ja arvioidut ehdokkaat",
         "Kehittäjät osaavat arvioida, milloin malli on valmis levitettäväksi",
         "Levitettävät mallit on todettu toimiviksi"),
        ("En bedömningsram, kriterier för validering och bedömda kandidater",
         "Utvecklarna kan bedöma när en modell är färdig att spridas", "De modeller som sprids har visat sig fungera"),
        ("An assessment framework, criteria for validation and assessed candidates",
         "Developers can judge when a model is ready to be spread",
         "The models that are spread have been shown to work")),
    4: (("Yhteisiä tapahtumia muiden maiden osaamiskeskusten kanssa",
         "Osaamiskeskus tekee säännöllistä yhteistyötä muiden maiden keskusten kanssa",
         "Kansainvälisellä yhteistyöllä on pysyvä pohja"),
        ("Gemensamma evenemang med kompetenscentrum i andra länder",
         "Kompetenscentret samarbetar regelbundet med centrum i andra länder",
         "Det internationella samarbetet står på en bestående grund"),
        ("Joint events with competence centres of other countries",
         "The competence centre works regularly with those of other countries",
         "International cooperation has a lasting basis")),
    5: (("Kartoitus alueellisista ja kansallisista toimijoista ja verkostoista",
         "Kehittäjät tuntevat alueensa muut kehittäjät", "Toimijat tekevät yhteistyötä joka maakunnassa"),
        ("En kartläggning av regionala och nationella aktörer och nätverk",
         "Utvecklarna känner de andra utvecklarna i sin region", "Aktörerna samarbetar i alla landskap"),
        ("A map of regional and national actors and networks", "Developers know the other developers of their region",
         "Actors cooperate in every region")),
    6: (("Työpajoja, webinaareja ja penkkikahviloita", "Eri sektorien toimijat kehittävät yhdessä",
         "Yhteistyö jatkuu hankkeen jälkeen"),
        ("Workshoppar, webbinarier och bänkkaféer", "Aktörer från olika sektorer utvecklar tillsammans",
         "Samarbetet fortsätter efter projektet"),
        ("Workshops, webinars and bench cafés", "Actors of different sectors develop together",
         "The cooperation goes on after the project")),
    7: (("Verkkofoorumin toteutussuunnitelma", "Foorumi voidaan avata", "Kehittäjillä on pysyvä paikka keskustella"),
        ("En genomförandeplan för webbforumet", "Forumet kan öppnas", "Utvecklarna har en bestående plats för diskussion"),
        ("An implementation plan for the web forum", "The forum can be opened",
         "Developers have a lasting place for discussion")),
    8: (("Koulutuksia ja ohjeita innovaatioiden kuvaamisesta",
         "Kehittäjät osaavat kuvata mallinsa niin, että muut voivat hyödyntää sitä",
         "Malleja otetaan käyttöön kuvausten avulla"),
        ("Utbildningar och anvisningar om att beskriva innovationer",
         "Utvecklarna kan beskriva sin modell så att andra kan använda den",
         "Modeller tas i bruk med hjälp av beskrivningarna"),
        ("Training and guidance on describing innovations", "Developers can describe their model so that others can use it",
         "Models are adopted with the help of their descriptions")),
    9: (("Esittelyjä hyvistä sosiaalisista innovaatioista", "Muualla kehitetyt mallit löydetään",
         "Hyvät mallit leviävät"),
        ("Presentationer av goda sociala innovationer", "Modeller som har utvecklats på andra håll hittas",
         "Goda modeller sprids"),
        ("Presentations of good social innovations", "Models developed elsewhere are found", "Good models spread")),
}

# Measure → money for new development, and for scaling and rooting, in euros; all from 1.2.2023. Where scaling goes on, its last day
# and, if it began later, its first one.
BUDGET = {1: (45000, 8000), 2: (2000, 30000), 3: (40000, 6000), 4: (14000, 16000), 5: (7000, 13000), 6: (42000, 18000),
          7: (28000, 0), 8: (3000, 17000), 9: (4000, 22000)}
GOES_ON = {2: date(2023, 2, 1), 4: date(2023, 9, 1), 8: date(2023, 2, 1), 9: date(2023, 2, 1)}


def management() -> dict[str, bytes]:
    return {
        "suunnitelma.csv": plan(),
        "budjetti.csv": budget(),
        "toimenpiteet.csv": measures(),
        "viestinta.csv": communication(),
        "kustannukset.csv": expenditure(),
    }


def measures() -> bytes:
    rows = [["Toimenpide", "Nimi", "Namn", "Name", "Tunnusluku", "Tavoite", "Määräaika", "Alkaen"]]
    rows += [[str(n), fi, sv, en, key, str(target), finnish(due), ""] for n, fi, sv, en, key, target, due in MEASURES]
    names = {n: (fi, sv, en) for n, fi, sv, en, *_ in MEASURES}
    rows += [[str(n), *names[n], key, target, finnish(due), finnish(start)] for n, key, target, due, start in FURTHER]
    return delimited(rows, bom=True)


def plan() -> bytes:
    """What each measure is meant to give, a column for each language."""
    rows = [["Toimenpide", "Tuotos", "Tulos", "Vaikutus", "Prestation", "Resultat", "Effekt", "Output", "Result", "Impact"]]
    rows += [[str(n), *finnish_words, *swedish, *english] for n, (finnish_words, swedish, english) in PLAN.items()]
    return delimited(rows, line_end="\n")


def budget() -> bytes:
    """Money set aside by measure and kind, with the time for which it is meant."""
    rows = [["Toimenpide", "Laji", "Budjetti", "Alkaen", "Päättyy"]]
    start, end = date(2023, 2, 1), date(2023, 12, 31)
    for number, (development, scaling) in BUDGET.items():
        rows.append([str(number), KEHITYS, money(development * 100), finnish(start), finnish(end)])
        if scaling:
            first = GOES_ON.get(number, start)
            last = date(2024, 6, 30) if number in GOES_ON else end
            rows.append([str(number), SKAALAUS, money(scaling * 100), finnish(first), finnish(last)])
    return delimited(rows, line_end="\n")


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
