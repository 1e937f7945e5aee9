"""The common indicators of ESF+ 2021–2027 (EECO, EECR) and of the ESF 2014–2020 (CO, CR), each by gender, from the same records.

None is "nobody was asked", and is not zero. Each rule is written out here for itself, from the regulations' annexes.
"""

from datetime import date, timedelta

from .reading import day, table

GENDERS = {"nainen": "F", "mies": "M", "muu": "X"}
UNEMPLOYED = ("työtön", "pitkäaikaistyötön")
SMALL_FIRMS = ("pk-yritys", "osuuskunta", "yhteiskunnallinen yritys")


def full_months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


class Participant:
    """One person in one operation: the first entry, the last exit, and what was heard up to 28 days after it."""

    def __init__(self, records: list[dict], heard: list[dict]):
        records = sorted(records, key=lambda r: r["Aloituspäivä"])
        first, last = records[0], records[-1]
        self.gender = GENDERS.get(first["Sukupuoli"])
        self.entry, self.birth = day(first["Aloituspäivä"]), day(first["Syntymäaika"])
        self.status = first["Työmarkkina-asema"] or None
        self.level = int(first["Koulutusaste"]) if first["Koulutusaste"] else None
        self.complete = None not in (self.gender, self.entry, self.birth, self.status, self.level)
        self.exit = day(last["Lopetuspäivä"])  # none while the last record is open
        self.left = self.exit is not None
        self.studied = {"kyllä": True, "ei": False}.get(first["Opiskelee aloittaessa"])
        self.disability = {"kyllä": True, "ei": False}.get(first["Toimintarajoite"])
        self.foreign = {"kyllä": True, "ei": False}.get(first["Ulkomaalaistausta"])
        self.since = day(first["Työttömänä alkaen"])
        self.later = last["Tilanne 6 kk"] if last["Tilanne 6 kk"] not in ("", "ei vastausta") else None
        self.improved = {"kyllä": True, "ei": False}.get(last["Asema parantunut 6 kk"])
        window = [h for h in heard if self.left and self.exit <= day(h["Päivä"]) <= self.exit + timedelta(days=28)]
        window.sort(key=lambda h: day(h["Päivä"]))
        work = [h["Tilanne"] for h in window if h["Tilanne"] not in ("koulutuksessa", "tutkinto", "ei muutosta")]
        at_exit = last["Tilanne lopussa"] if self.left else ""
        self.work_result = work[-1] if work else at_exit
        said = {h["Tilanne"] for h in window} | {at_exit}
        self.in_training, self.qualified = "koulutuksessa" in said, "tutkinto" in said

    @property
    def age(self) -> int:
        had = (self.entry.month, self.entry.day) >= (self.birth.month, self.birth.day)
        return self.entry.year - self.birth.year - (not had)

    def long_term(self, limit: int) -> bool:
        """The first day of unemployment decides where it is known, else what the record says."""
        if self.status not in UNEMPLOYED:
            return False
        return full_months(self.since, self.entry) >= limit if self.since else self.status == "pitkäaikaistyötön"


def people() -> list[Participant]:
    records: dict[tuple[str, str], list[dict]] = {}
    heard: dict[tuple[str, str], list[dict]] = {}
    for row in table("osallistujat.xlsx"):
        records.setdefault((row["Osallistujakoodi"], row["Toimi"]), []).append(row)
    for row in table("jalkiseuranta.csv"):
        heard.setdefault((row["Osallistujakoodi"], row["Toimi"]), []).append(row)
    return [Participant(rows, heard.get(key, [])) for key, rows in records.items()]


def by_gender(matching: list[Participant]) -> dict[str, int]:
    counts = {g: sum(1 for p in matching if p.gender == g) for g in GENDERS.values()}
    return counts | {"total": len(matching)}


def figures() -> dict:
    everyone = people()
    complete = [p for p in everyone if p.complete]  # all entered after 1.8.2018, so of both programmes

    def count(test, asked=None):
        if asked is not None and not any(asked(p) for p in complete):
            return None
        return by_gender([p for p in complete if test(p)])

    def inactive(p):
        return p.status == "työvoiman ulkopuolella"

    def jobless(p):
        return p.status in UNEMPLOYED

    def searching(p):
        return p.left and inactive(p) and p.work_result == "työnhakijana"

    def training(p):
        return p.left and p.studied is False and p.in_training

    def qualified(p):
        return p.left and p.qualified

    def working(p):
        return p.left and p.status != "työllinen" and p.work_result == "työssä"

    def working_later(p):
        return p.left and p.status != "työllinen" and p.later == "työssä"

    def answered_later(p):
        return p.left and p.status != "työllinen" and p.later is not None

    def improved(p):
        return p.left and p.status == "työllinen" and p.improved is True

    def disadvantaged(p):  # of the questions of the sample: a disability or a foreign background
        return p.disability is True or p.foreign is True

    def told_of_disadvantage(p):
        return p.disability is not None or p.foreign is not None

    plus = {
        "EECO01": count(lambda p: True),
        "EECO02": count(jobless),
        "EECO03": count(lambda p: p.long_term(12)),
        "EECO04": count(inactive),
        "EECO05": count(lambda p: p.status == "työllinen"),
        "EECO06": count(lambda p: p.age < 18),
        "EECO07": count(lambda p: 18 <= p.age <= 29),
        "EECO08": count(lambda p: p.age >= 55),
        "EECO09": count(lambda p: p.level <= 2),
        "EECO10": count(lambda p: p.level in (3, 4)),
        "EECO11": count(lambda p: p.level >= 5),
        "EECO12": count(lambda p: p.disability is True, lambda p: p.disability is not None),
        "EECO13": None,
        "EECO14": count(lambda p: p.foreign is True, lambda p: p.foreign is not None),
        "EECO15": None, "EECO16": None, "EECO17": None,
        "EECR01": count(searching),
        "EECR02": count(training, lambda p: p.studied is not None),
        "EECR03": count(qualified),
        "EECR04": count(working),
        "EECR05": count(working_later, answered_later),
        "EECR06": count(improved, lambda p: p.left and p.status == "työllinen" and p.improved is not None),
    }
    old = {
        "CO01": plus["EECO02"],
        "CO02": count(lambda p: p.long_term(6 if p.age < 25 else 12)),
        "CO03": plus["EECO04"],
        "CO04": count(lambda p: inactive(p) and p.studied is False, lambda p: p.studied is not None),
        "CO05": plus["EECO05"],
        "CO06": count(lambda p: p.age < 25),
        "CO07": count(lambda p: p.age > 54),
        "CO08": count(lambda p: p.age > 54 and (jobless(p) or inactive(p) and p.studied is False),
                      lambda p: p.studied is not None),
        "CO09": count(lambda p: p.level in (1, 2)),
        "CO10": plus["EECO10"],
        "CO11": plus["EECO11"],
        "CO12": None, "CO13": None, "CO14": None,
        "CO15": count(lambda p: p.foreign is True, lambda p: p.foreign is not None),
        "CO16": plus["EECO12"],
        "CO17": None, "CO18": None, "CO19": None,
        "CR01": plus["EECR01"], "CR02": plus["EECR02"], "CR03": plus["EECR03"], "CR04": plus["EECR04"],
        "CR05": count(lambda p: disadvantaged(p) and (searching(p) or training(p) or qualified(p) or working(p)),
                      lambda p: p.left and told_of_disadvantage(p)),
        "CR06": plus["EECR05"],
        "CR07": plus["EECR06"],
        "CR08": count(lambda p: p.age > 54 and working_later(p), lambda p: p.age > 54 and answered_later(p)),
        "CR09": count(lambda p: disadvantaged(p) and working_later(p),
                      lambda p: told_of_disadvantage(p) and answered_later(p)),
    }
    entities = table("tuetut.csv")
    firms = len({r["Organisaatio"] for r in entities if r["Laji"] in SMALL_FIRMS})
    operations = [r for r in table("toimet.csv") if day(r["Valittu"]) <= date(2023, 12, 31)]
    return {"esf": {
        "definition": "Counts by gender (F, M, X) and in total; null where nobody was asked. Persons with complete records alone.",
        "plus_2021_2027": plus,
        "2014_2020": old,
        "participants": {"grand_total": by_gender(everyone), "incomplete": by_gender([p for p in everyone if not p.complete]),
                         "not_exited": by_gender([p for p in everyone if not p.left])},
        "entities": {
            "EECO18": len({r["Organisaatio"] for r in entities if r["Laji"] == "julkinen organisaatio"}),
            "EECO19": firms, "CO23": firms,
            "CO20": sum(1 for r in operations if r["Toteuttaja"] in ("Työmarkkinaosapuoli", "Järjestö")),
            "CO21": sum(1 for r in operations if r["Naisten työelämä"] == "kyllä"),
            "CO22": sum(1 for r in operations if r["Julkiset palvelut"] == "kyllä"),
        },
    }}
