"""The before–during–after survey: three files as three tools wrote them, questions, and invitations."""

from datetime import date

from .randomness import Stream
from .vocabulary import REGIONS
from .writers import days, decimal_comma, delimited, finnish, padded

# Item → statements (fi, sv, en), mean level before, change to during, change to after (of the latent scale).
ITEMS = [
    ("K1", "Tiedän, mitä sosiaalisella innovaatiolla tarkoitetaan.",
     "Jag vet vad som avses med en social innovation.",
     "I know what is meant by a social innovation.", 3.3, 0.25, 0.50),
    ("K2", "Löydän helposti tietoa muualla kehitetyistä toimintamalleista.",
     "Jag hittar lätt information om verksamhetsmodeller som har utvecklats på andra håll.",
     "I easily find information on models developed elsewhere.", 2.9, 0.15, 0.40),
    ("K3", "Osaan kuvata toimintamallimme niin, että muut voivat hyödyntää sitä.",
     "Jag kan beskriva vår verksamhetsmodell så att andra kan använda den.",
     "I can describe our model so that others can use it.", 2.8, 0.20, 0.45),
    ("K4", "Osaan arvioida, onko toimintamalli valmis levitettäväksi.",
     "Jag kan bedöma om en verksamhetsmodell är färdig att spridas.",
     "I can judge whether a model is ready to be spread.", 2.6, 0.20, 0.38),
    ("K5", "Tunnen alueeni toimijat, jotka kehittävät sosiaalisia innovaatioita.",
     "Jag känner till aktörerna som utvecklar sociala innovationer i min region.",
     "I know the actors who develop social innovations in my region.", 3.0, 0.15, 0.45),
    ("K6", "Organisaatiossani on aikaa kokeilla uusia toimintamalleja.",
     "I min organisation finns det tid att pröva nya verksamhetsmodeller.",
     "My organisation has time to try out new models.", 2.7, 0.0, 0.0),
    ("K7", "Teemme yhteistyötä yli sektorirajojen.",
     "Vi samarbetar över sektorsgränserna.",
     "We work together across sectors.", 3.4, 0.10, 0.25),
    ("K8", "Asiakkaat ja kansalaiset ovat mukana kehittämisessä alusta alkaen.",
     "Klienter och medborgare deltar i utvecklandet från början.",
     "Service users and citizens take part in development from the start.", 3.1, 0.05, 0.20),
    ("K9", "Rahoitus toimintamallien levittämiseen on helppo löytää.",
     "Det är lätt att hitta finansiering för att sprida verksamhetsmodeller.",
     "It is easy to find funding for spreading models.", 2.5, -0.10, -0.26),
    ("K10", "Olemme ottaneet käyttöön muualla kehitettyjä toimintamalleja.",
     "Vi har tagit i bruk verksamhetsmodeller som har utvecklats på andra håll.",
     "We have adopted models developed elsewhere.", 2.9, 0.10, 0.30),
    ("K11", "Johto tukee toimintamallien levittämistä.",
     "Ledningen stöder spridningen av verksamhetsmodeller.",
     "Our management supports the spreading of models.", 3.2, 0.0, 0.0),
    ("K12", "Kehittämistyömme jatkuu hankkeen päätyttyäkin.",
     "Vårt utvecklingsarbete fortsätter även efter projektet.",
     "Our development work will go on after the project.", 3.3, 0.10, 0.22),
]
LABELS = {1: "Täysin eri mieltä", 2: "Jokseenkin eri mieltä", 3: "Ei samaa eikä eri mieltä",
          4: "Jokseenkin samaa mieltä", 5: "Täysin samaa mieltä", "eos": "En osaa sanoa", None: ""}
BACKGROUND = ["Sektori", "Maakunta", "Sukupuoli", "Syntymävuosi"]
HEADER = ["Aalto", "Vastaajakoodi", "Vastauspäivä", *BACKGROUND, "Paino", *[item[0] for item in ITEMS], "Suosittelu",
          "Avoin palaute"]
SECTORS = [("kunta", 24), ("hyvinvointialue", 15), ("valtio", 5), ("korkeakoulu", 13), ("tutkimuslaitos", 5),
           ("yritys", 8), ("yhteiskunnallinen yritys", 9), ("järjestö", 32), ("säätiö", 6), ("kansalainen", 7)]
LETTERS = ["MI", "KA", "LE", "AN", "TU", "RI", "SA", "HE", "PI", "MA", "EE", "KI", "OU", "JO", "VA", "RA", "TA", "LI",
           "SE", "KO", "HA", "IR", "NI", "PO", "UL", "JA"]
COMMENTS = [
    "Enemmän esimerkkejä, kiitos.",
    "Hyvä kokonaisuus; aikataulu oli tiukka.",
    'Kollega sanoi: "vihdoin yhteinen kieli".',
    "Toivon\n- mallipohjia\n- vertaistukea\n- pienempiä ryhmiä",
    "Ydin ja vaihteleva osa, siinäpä hyvä erottelu.",
    "=SUMMA(1;2) eli yhteistyö on enemmän kuin osiensa summa",
    "Rahoitus katkeaa – mitä sitten?",
    "Suosittelisin 9/10, jos matkat korvattaisiin (n. 60 €).",
    "Etäosuus pätki, muuten hyvä.",
    "Kiitos!",
    "<b>Lisää työpajoja</b> & vähemmän lomakkeita",
    "Emme saaneet omaa aluettamme mukaan, valitettavasti.",
    "Penkkikahvila oli hauska, \"ihan eri\" tapa kuulla ihmisiä;\nsamaa lisää.",
]
WAVES = {"ennen": (date(2023, 3, 6), 24), "aikana": (date(2023, 9, 11), 21), "jälkeen": (date(2023, 11, 20), 25)}
INVITED = [("ennen", 312), ("aikana", 296), ("jälkeen", 287)]


def survey() -> dict[str, bytes]:
    waves = answers()
    return {
        "kysely_ennen.csv": delimited(
            [HEADER] + [written(row, labels=True, dates=finnish) for row in waves["ennen"]], encoding="cp1252"),
        "kysely_aikana.csv": delimited(
            [HEADER] + [written(row, labels=False, dates=padded) for row in waves["aikana"]], bom=True),
        "kysely_jalkeen.csv": delimited(
            [HEADER] + [written(row, labels=False, dates=finnish) for row in waves["jälkeen"]], separator=",",
            line_end="\n", quote_all=True),
        "kysymykset.csv": questions(),
        "kutsut.csv": delimited([["Aalto", "Kutsuttu"]] + [[w, str(n)] for w, n in INVITED], line_end="\n"),
    }


def people() -> list[dict]:
    """180 people. Codes: two letters, day of the month, two letters; made by the respondents themselves."""
    stream = Stream("kysely-vastaajat")
    regions = [(name, weight) for name, (weight, _) in REGIONS.items()]
    codes: set[str] = set()
    result = []
    while len(result) < 180:
        code = f"{stream.pick(LETTERS)}{stream.between(1, 31):02d}{stream.pick(LETTERS)}"
        if code in codes:
            continue
        codes.add(code)
        result.append({
            "code": code,
            "Sektori": stream.weighted(SECTORS) if stream.chance(0.97) else "",
            "Maakunta": stream.weighted(regions) if stream.chance(0.97) else "",
            "Sukupuoli": stream.weighted([("nainen", 70), ("mies", 25), ("muu", 2), ("en halua sanoa", 3)]),
            "Syntymävuosi": str(stream.between(1957, 2001)) if stream.chance(0.94) else "",
            "weight": stream.between(70, 135),
            "trait": 0.62 * stream.normal(),
            "own": [0.45 * stream.normal() for _ in ITEMS],
        })
    return result


def answers() -> dict[str, list[dict]]:
    """160 before, 120 during, 130 after. Of the 130, 102 carry their code of before, 8 mistyped it, 20 are new."""
    stream = Stream("kysely-vastaukset")
    everyone = people()
    first, late = everyone[:160], everyone[160:]
    again = stream.sample(first, 110)
    during = stream.sample(first, 104) + late[:16]
    typos = set(p["code"] for p in again[102:])
    codes = {p["code"] for p in everyone}
    waves = {"ennen": first, "aikana": during, "jälkeen": again + late}
    result = {}
    for wave, group in waves.items():
        start, length = WAVES[wave]
        rows = []
        for person in group:
            code = person["code"]
            if wave == "jälkeen" and code in typos:  # another day of the month than before
                while code in codes:
                    code = f"{code[:2]}{stream.between(1, 31):02d}{code[4:]}"
                codes.add(code)
            row = {"Aalto": wave, "code": code, "day": days(start, stream.below(length)), "weight": person["weight"]}
            row.update({name: person[name] for name in BACKGROUND})
            for index, (item, _, _, _, level, mid, end) in enumerate(ITEMS):
                change = {"ennen": 0.0, "aikana": mid, "jälkeen": end}[wave]
                value = level + change + person["trait"] + person["own"][index] + 0.62 * stream.normal()
                answer: int | str | None = min(5, max(1, int(value + 0.5)))
                if stream.chance(0.045):
                    answer = "eos" if stream.chance(0.55) else None
                row[item] = answer
            lift = {"ennen": 0.0, "aikana": 0.4, "jälkeen": 1.3}[wave]
            score = int(6.9 + lift + 1.2 * person["trait"] + 1.5 * stream.normal() + 0.5)
            row["Suosittelu"] = None if stream.chance(0.04) else min(10, max(0, score))
            row["text"] = stream.pick(COMMENTS) if stream.chance(0.24) else ""
            rows.append(row)
        rows.sort(key=lambda r: (r["day"], r["code"]))
        result[wave] = rows
    return result


def written(row: dict, *, labels: bool, dates) -> list[str]:
    cells = []
    for item in ITEMS:
        answer = row[item[0]]
        cells.append(LABELS[answer] if labels else "EOS" if answer == "eos" else "" if answer is None else str(answer))
    score = row["Suosittelu"]
    return [row["Aalto"], row["code"], dates(row["day"]), *[row[name] for name in BACKGROUND],
            decimal_comma(row["weight"]), *cells, "" if score is None else str(score), row["text"]]


def questions() -> bytes:
    rows = [["Kysymys", "Tyyppi", "Asteikko", "Suomeksi", "På svenska", "In English"]]
    rows += [[item, "likert", "1–5", fi, sv, en] for item, fi, sv, en, _, _, _ in ITEMS]
    rows.append(["Suosittelu", "suosittelu", "0–10", "Kuinka todennäköisesti suosittelisit osaamiskeskuksen toimintaa?",
                 "Hur sannolikt är det att du skulle rekommendera kompetenscentrets verksamhet?",
                 "How likely are you to recommend the competence centre's activities?"])
    rows.append(["Avoin palaute", "teksti", "", "Mitä muuta haluat sanoa?", "Vad vill du tillägga?",
                 "What else would you like to say?"])
    return delimited(rows, bom=True)
