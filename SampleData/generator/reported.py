"""Figures of the programme's indicators as they stand in the authority's system: set for the programme, planned by the operation, and
reported by it at the end of June and of December. Nothing is drawn: what was reported is counted from the participants."""

from datetime import date

from .participants import participations
from .writers import delimited, finnish

HEADER = ["Indikaattori", "Laji", "Arvo", "Toimi", "Ohjelma", "Rahasto", "Toimintalinja", "Erityistavoite", "Alueluokka",
          "Sukupuoli", "Tilanne", "Lähde"]
REPORTED = [date(2023, 6, 30), date(2023, 12, 31)]
PLACE = ["ESR+ 2021–2027", "ESR+", "4", "4.3", "Kehittyneemmät alueet"]
GENDERS = ["nainen", "mies", "muu"]
REQUIRED = ["Sukupuoli", "Aloituspäivä", "Syntymäaika", "Työmarkkina-asema", "Koulutusaste"]

# Of the common outputs of persons: what is looked at on the first day.
OUTPUTS = {
    "EECO01": lambda r, age: True,
    "EECO02": lambda r, age: r["Työmarkkina-asema"] in ("työtön", "pitkäaikaistyötön"),
    "EECO03": lambda r, age: r["Työmarkkina-asema"] == "pitkäaikaistyötön",
    "EECO04": lambda r, age: r["Työmarkkina-asema"] == "työvoiman ulkopuolella",
    "EECO05": lambda r, age: r["Työmarkkina-asema"] == "työllinen",
    "EECO06": lambda r, age: age < 18,
    "EECO07": lambda r, age: 18 <= age <= 29,
    "EECO08": lambda r, age: age >= 55,
    "EECO09": lambda r, age: r["Koulutusaste"] <= 2,
    "EECO10": lambda r, age: 3 <= r["Koulutusaste"] <= 4,
    "EECO11": lambda r, age: r["Koulutusaste"] >= 5,
}
# Planned by the operation, of women, men and others; the programme's milestone and target.
PLANNED = {
    "EECO01": (36, 18, 2), "EECO02": (11, 5, 1), "EECO03": (5, 2, 1), "EECO04": (10, 5, 0), "EECO05": (15, 8, 1),
    "EECO06": (1, 1, 0), "EECO07": (8, 6, 0), "EECO08": (4, 1, 0), "EECO09": (4, 4, 0), "EECO10": (12, 5, 1),
    "EECO11": (20, 9, 1), "EECO12": (1, 1, 0), "EECO13": (2, 1, 0), "EECO14": (2, 2, 0), "EECO15": (0, 0, 0),
    "EECO16": (0, 0, 0), "EECO17": (6, 3, 0), "EECR01": (4, 1, 0), "EECR02": (2, 2, 0), "EECR03": (2, 1, 0),
    "EECR04": (6, 3, 1), "EECR05": (5, 2, 1), "EECR06": (3, 1, 0),
}
# What is not counted here: informed estimates, and results of those who had left; at the end of June and of December.
TYPED = {
    "EECO12": [(0, 1, 0), (0, 1, 0)], "EECO13": [(0, 1, 0), (1, 1, 0)], "EECO14": [(0, 0, 0), (0, 1, 0)],
    "EECO15": [(0, 0, 0), (0, 0, 0)], "EECO16": [(0, 0, 0), (0, 0, 0)], "EECO17": [(2, 1, 0), (4, 3, 0)],
    "EECR01": [(0, 0, 0), (3, 0, 0)], "EECR02": [(0, 0, 0), (1, 2, 0)], "EECR03": [(1, 0, 0), (1, 0, 0)],
    "EECR04": [(1, 0, 0), (4, 3, 1)], "EECR05": [(0, 0, 0), (0, 0, 0)], "EECR06": [(0, 0, 0), (0, 0, 0)],
}
# What nobody was asked in the end, as the project estimated it at the end of December; None where some were asked and are counted.
ESTIMATED = {
    "EECO12": ("järjestökumppanien arvio", (None, None, 0)),
    "EECO13": ("äidinkielen ja kansalaisuuden perusteella, kotokoulutuksen kumppanien arvio", (1, 1, 0)),
    "EECO14": ("äidinkielen perusteella, kotokoulutuksen kumppanien arvio", (0, None, 0)),
    "EECO15": ("järjestökumppanien arvio", (0, 0, 0)),
    "EECO16": ("järjestökumppanien arvio", (0, 0, 0)),
    "EECO17": ("kotikunnan kaupunkimaisuusluokan perusteella", (4, 3, 0)),
}
# Supported public bodies and small firms: planned, and supported by the end of June and of December.
ENTITIES = {"EECO18": (8, [2, 6]), "EECO19": (6, [1, 5])}
AIMS = {"EECO01": (380, 1200), "EECO02": (140, 450), "EECO04": (120, 400), "EECO05": (120, 350)}


def reported() -> dict[str, bytes]:
    rows = [HEADER]

    def add(code: str, kind: str, value: int, operation: str, gender: str, day: date | None, source: str) -> None:
        rows.append([code, kind, str(value), operation, *PLACE, gender, finnish(day), source])

    for code, (milestone, target) in AIMS.items():
        add(code, "välitavoite", milestone, "", "", date(2024, 12, 31), "ohjelma-asiakirja")
        add(code, "tavoite", target, "", "", date(2029, 12, 31), "ohjelma-asiakirja")
    for code, values in PLANNED.items():
        for gender, value in zip(GENDERS, values):
            add(code, "valittu", value, "OK-2023", gender, date(2023, 12, 31), "rahoituspäätös")
    for code, (planned, _) in ENTITIES.items():
        add(code, "valittu", planned, "OK-2023", "", date(2023, 12, 31), "rahoituspäätös")
    for number, day in enumerate(REPORTED):
        for code, test in OUTPUTS.items():
            for gender in GENDERS:
                add(code, "toteuma", counted(test, gender, day), "OK-2023", gender, day, "EURA")
        for code, values in TYPED.items():
            for gender, value in zip(GENDERS, values[number]):
                add(code, "toteuma", value, "OK-2023", gender, day, "EURA")
        for code, (_, values) in ENTITIES.items():
            add(code, "toteuma", values[number], "OK-2023", "", day, "EURA")
    for code, (source, values) in ESTIMATED.items():
        for gender, value in zip(GENDERS, values):
            if value is not None:
                add(code, "arvio", value, "OK-2023", gender, REPORTED[-1], source)
    return {"ohjelman_luvut.csv": delimited(rows, line_end="\n")}


def counted(test, gender: str, day: date) -> int:
    """Persons with complete records whose first entry is by the day; each once, as at the first entry."""
    seen = set()
    count = 0
    for record in participations():
        if record["Osallistujakoodi"] in seen:
            continue
        seen.add(record["Osallistujakoodi"])
        if any(record[name] is None for name in REQUIRED) or record["Aloituspäivä"] > day:
            continue
        born, entry = record["Syntymäaika"], record["Aloituspäivä"]
        age = entry.year - born.year - ((entry.month, entry.day) < (born.month, born.day))
        count += record["Sukupuoli"] == gender and test(record, age)
    return count
