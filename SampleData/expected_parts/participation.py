"""ESF participation: the EECO output indicators by gender, incomplete persons apart."""

from datetime import date

from .reading import day, table, tally

REQUIRED = ["Sukupuoli", "Aloituspäivä", "Syntymäaika", "Työmarkkina-asema", "Koulutusaste"]
GENDERS = ["nainen", "mies", "muu"]


def age_at(birth: date, when: date) -> int:
    return when.year - birth.year - ((when.month, when.day) < (birth.month, birth.day))


def figures() -> dict:
    """One person counts once per operation: the data of the first entry, the last exit (none while the latest record
    is open). Complete = gender, entry, birth date, labour status and education all known at the first entry."""
    people: dict[tuple[str, str], list[dict]] = {}
    rows = table("osallistujat.xlsx")
    for r in rows:
        people.setdefault((r["Osallistujakoodi"], r["Toimi"]), []).append(r)
    firsts, open_persons = [], 0
    exits: list[str] = []
    for records in people.values():
        records.sort(key=lambda r: r["Aloituspäivä"])
        firsts.append(records[0])
        if records[-1]["Lopetuspäivä"]:
            exits.append(records[-1]["Tilanne lopussa"])
        else:
            open_persons += 1
    complete = [r for r in firsts if all(r[f] for f in REQUIRED)]
    tests = {
        "EECO01": lambda r, age: True,
        "EECO02": lambda r, age: r["Työmarkkina-asema"] in ("työtön", "pitkäaikaistyötön"),
        "EECO03": lambda r, age: r["Työmarkkina-asema"] == "pitkäaikaistyötön",
        "EECO04": lambda r, age: r["Työmarkkina-asema"] == "työvoiman ulkopuolella",
        "EECO05": lambda r, age: r["Työmarkkina-asema"] == "työllinen",
        "EECO06": lambda r, age: age < 18,
        "EECO07": lambda r, age: 18 <= age <= 29,
        "EECO08": lambda r, age: age >= 55,
        "EECO09": lambda r, age: int(r["Koulutusaste"]) <= 2,
        "EECO10": lambda r, age: 3 <= int(r["Koulutusaste"]) <= 4,
        "EECO11": lambda r, age: int(r["Koulutusaste"]) >= 5,
    }
    eeco = {}
    for code, test in tests.items():
        matching = [r for r in complete if test(r, age_at(day(r["Syntymäaika"]), day(r["Aloituspäivä"])))]
        eeco[code] = {g: sum(1 for r in matching if r["Sukupuoli"] == g) for g in GENDERS} | {"total": len(matching)}
    return {"participation": {
        "records": len(rows), "persons": len(people), "re_entered": sum(1 for v in people.values() if len(v) > 1),
        "complete": len(complete), "incomplete": len(firsts) - len(complete),
        "incomplete_by_missing_field": tally(f for r in firsts for f in REQUIRED if not r[f]),
        "incomplete_by_gender": tally(r["Sukupuoli"] for r in firsts if not all(r[f] for f in REQUIRED)),
        "not_exited": open_persons,
        "exit_status": tally(exits),
        "six_months_known": sum(1 for r in rows if r["Tilanne 6 kk"]),
        "eeco_by_gender": eeco,
    }}
