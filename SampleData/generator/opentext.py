"""The coding sheet of the survey's open question: who was found to speak of what, and what may be quoted."""

from .randomness import Stream
from .survey import answers
from .writers import delimited, finnish

EXAMPLES, LANGUAGE, COOPERATION = "Esimerkit ja mallipohjat", "Yhteinen kieli ja käsitteet", "Yhteistyö ja osallisuus"
ARRANGEMENTS, RESOURCES, THANKS = "Tilaisuuksien järjestelyt", "Rahoitus ja resurssit", "Kiitokset"
# The beginning of an answer → the themes that the coders found in it.
THEMES = {
    "Enemmän esimerkkejä": [EXAMPLES],
    "Hyvä kokonaisuus": [THANKS, ARRANGEMENTS],
    "Kollega sanoi": [LANGUAGE],
    "Toivon": [EXAMPLES, COOPERATION, ARRANGEMENTS],
    "Ydin ja vaihteleva": [LANGUAGE],
    "=SUMMA": [COOPERATION],
    "Rahoitus katkeaa": [RESOURCES],
    "Suosittelisin": [ARRANGEMENTS, RESOURCES],
    "Etäosuus pätki": [ARRANGEMENTS, THANKS],
    "Kiitos!": [THANKS],
    "<b>Lisää": [ARRANGEMENTS, EXAMPLES],
    "Emme saaneet": [COOPERATION],
    "Penkkikahvila": [COOPERATION, THANKS],
}
# The beginning of an answer → the wave whose first writer has released it (kyllä), or has not (ei).
QUOTED = {
    "Enemmän esimerkkejä": ("jälkeen", "kyllä"),
    "Hyvä kokonaisuus": ("ennen", "kyllä"),
    "Kollega sanoi": ("ennen", "kyllä"),
    "Ydin ja vaihteleva": ("ennen", "kyllä"),
    "=SUMMA": ("jälkeen", "kyllä"),
    "Rahoitus katkeaa": ("aikana", "kyllä"),
    "Etäosuus pätki": ("jälkeen", "kyllä"),
    "Emme saaneet": ("ennen", "kyllä"),
    "Penkkikahvila": ("ennen", "kyllä"),
    "Suosittelisin": ("aikana", "ei"),
    "<b>Lisää": ("jälkeen", ""),
}
# Two answers of the last wave were given on paper, in Swedish, and stand in this sheet alone.
ON_PAPER = [
    ("Vi hittade en modell som passar oss, och någon att fråga när det kör ihop sig.", [EXAMPLES, COOPERATION]),
    ("Fler möten på svenska, tack!", [ARRANGEMENTS, COOPERATION]),
]


def opentext() -> dict[str, bytes]:
    stream = Stream("avoimet-koodattu")
    header = ["Vastaajakoodi", "Aalto", "Vastauspäivä", "Teemat", "Koodaaja", "Sitaatti", "Kieli", "Julkaisulupa"]
    rows = []
    asked = set()
    for wave, group in answers().items():
        for row in group:
            if not row["text"]:
                continue
            start = next(start for start in THEMES if row["text"].startswith(start))
            quote = ["", "", ""]
            if QUOTED.get(start, ("", ""))[0] == wave and start not in asked:
                asked.add(start)
                quote = [row["text"], "suomi", QUOTED[start][1]]
            rows.append([row["code"], wave, finnish(row["day"]), ", ".join(THEMES[start]), coder(stream), *quote])
    silent = {row["code"]: row["day"] for row in answers()["jälkeen"] if not row["text"]}
    for code, (text, themes) in zip(sorted(stream.sample(list(silent), len(ON_PAPER))), ON_PAPER):
        rows.append([code, "jälkeen", finnish(silent[code]), ", ".join(themes), coder(stream), text, "ruotsi", "kyllä"])
    return {"avoimet_koodattu.csv": delimited([header] + rows, line_end="\n")}


def coder(stream: Stream) -> str:
    return stream.pick(["KOODAAJA1", "KOODAAJA2"])
