"""The register of actors, the supported entities and the observed ties between actors."""

from dataclasses import dataclass
from datetime import date

from .randomness import Stream
from .vocabulary import PATTERNS, REGIONS, SECTORS, TARGET_GROUPS, WORDS, business_id
from .writers import days, delimited, finnish, iso


@dataclass(frozen=True)
class Organisation:
    name: str
    sector: str
    region: str
    municipality: str
    registered: bool


# Sector → (registered actors, other organisations that adopt or take part). 61 registered: published as "about 60".
COUNTS = {
    "kunta": (13, 16),
    "hyvinvointialue": (6, 5),
    "valtio": (3, 1),
    "korkeakoulu": (7, 2),
    "tutkimuslaitos": (3, 0),
    "yritys": (5, 4),
    "yhteiskunnallinen yritys": (6, 4),
    "järjestö": (14, 11),
    "säätiö": (4, 2),
}
# Roles that fit a sector; the first is the main role.
ROLES = {
    "kunta": ["käyttöönottaja", "kehittäjä", "levittäjä"],
    "hyvinvointialue": ["käyttöönottaja", "kehittäjä", "rahoittaja"],
    "valtio": ["rahoittaja", "levittäjä"],
    "korkeakoulu": ["tutkija", "kouluttaja", "kehittäjä"],
    "tutkimuslaitos": ["tutkija", "arvioija"],
    "yritys": ["kehittäjä", "kouluttaja"],
    "yhteiskunnallinen yritys": ["kehittäjä", "käyttöönottaja"],
    "järjestö": ["kehittäjä", "levittäjä", "käyttöönottaja"],
    "säätiö": ["rahoittaja", "kehittäjä", "levittäjä"],
}


def organisations() -> list[Organisation]:
    """All organisations of the sample; the registered ones first."""
    stream = Stream("organisaatiot")
    words = iter(stream.shuffled(WORDS))
    weights = [(name, weight) for name, (weight, _) in REGIONS.items()]
    result = []
    for registered in (True, False):
        group = []
        for sector, counts in COUNTS.items():
            for _ in range(counts[0 if registered else 1]):
                region = stream.weighted(weights)
                name = stream.pick(PATTERNS[sector]).format(next(words))
                group.append(Organisation(name, sector, region, stream.pick(REGIONS[region][1]), registered))
        result += stream.shuffled(group)
    return result


def publicity() -> dict[str, str]:
    """Whether an organisation takes part in public: most of the register agreed to, of the others about half; some never said."""
    stream = Stream("julkisuus")
    result = {}
    for actor in organisations():
        answer = "kyllä" if stream.chance(0.86 if actor.registered else 0.5) else "ei"
        result[actor.name] = "" if stream.chance(0.04) else answer
    return result


def register() -> dict[str, bytes]:
    stream = Stream("toimijat")
    groups = Stream("toimijat-kohderyhmat")
    public = publicity()
    actors = [o for o in organisations() if o.registered]
    rows = [["Tunnus", "Nimi", "Y-tunnus", "Sektori", "Maakunta", "Kunta", "Liittynyt", "Päärooli", "Muut roolit",
             "Kohderyhmät", "Osallistuminen julkista"]]
    joined = sorted(days(date(2023, 4, 3), stream.below(240) * stream.between(2, 4) // 4) for _ in actors)
    number = 9_041_200
    codes = {}
    for index, (actor, day) in enumerate(zip(actors, joined), start=1):
        code = ""
        if stream.chance(0.7):
            while not code:
                number += stream.between(3, 90)
                code = business_id(number) or ""
        codes[actor.name] = code
        fitting = ROLES[actor.sector]
        others = [role for role in fitting[1:] if stream.chance(0.4)]
        municipality = "" if stream.chance(0.08) else actor.municipality
        rows.append(
            [f"T{index:03d}", actor.name, code, actor.sector, actor.region, municipality, iso(day), fitting[0],
             ", ".join(others), ", ".join(sorted(groups.sample(TARGET_GROUPS, groups.between(0, 3)))), public[actor.name]])
    days_joined = dict(zip((a.name for a in actors), joined))
    return {
        "toimijat.csv": delimited(rows, separator=",", bom=True),
        "tuetut.csv": supported(actors, codes),
        "yhteistyo.tsv": tie_file(ties(actors, days_joined), "yhteistyo-tiiviys"),
        "yhteistyo_ennen.tsv": tie_file(earlier_ties(actors, ties(actors, days_joined)), "yhteistyo-ennen-tiiviys"),
    }


def supported(actors: list[Organisation], codes: dict[str, str]) -> bytes:
    """Entities that the project supported: public bodies, firms, associations."""
    stream = Stream("tuetut")
    kinds = {
        "kunta": "julkinen organisaatio", "hyvinvointialue": "julkinen organisaatio", "yritys": "pk-yritys",
        "yhteiskunnallinen yritys": "pk-yritys", "järjestö": "järjestö",
    }
    rows = [["Organisaatio", "Y-tunnus", "Laji", "Toimi", "Päivä"]]
    chosen = []
    for kind, count in (("julkinen organisaatio", 6), ("pk-yritys", 5), ("järjestö", 5)):
        chosen += stream.sample([a for a in actors if kinds.get(a.sector) == kind], count)
    for actor in stream.shuffled(chosen):
        day = days(date(2023, 5, 15), stream.below(180))
        rows.append([actor.name, codes[actor.name], kinds[actor.sector], "OK-2023", finnish(day)])
    return delimited(rows, encoding="utf-8", line_end="\n")


Tie = tuple[str, str, str, date]
TIE_KINDS = [("tiedonvaihto", 5), ("yhteiskehittäminen", 3), ("yhteinen hanke", 2)]


def ties(actors: list[Organisation], joined: dict[str, date]) -> list[Tie]:
    """Who works with whom: an undirected tie per row, seen at a network interview after both had joined."""
    stream = Stream("yhteistyo")
    rows: list[Tie] = []
    seen = set()
    strength = {a.name: 0.3 + stream.unit() * stream.unit() * 3 for a in actors}
    while len(rows) < 96:
        a = stream.weighted([(x, strength[x.name]) for x in actors])
        b = stream.weighted([
            (x, strength[x.name] * (3 if x.region == a.region else 1) * (1.5 if x.sector != a.sector else 1))
            for x in actors if x is not a])
        pair = tuple(sorted((a.name, b.name)))
        if pair in seen:
            continue
        seen.add(pair)
        earliest = max(joined[a.name], joined[b.name])
        last = date(2023, 12, 15)
        day = days(earliest, stream.below(max(1, (last - earliest).days)))
        rows.append((pair[0], pair[1], stream.weighted(TIE_KINDS), day))
    return rows


def earlier_ties(actors: list[Organisation], later: list[Tie]) -> list[Tie]:
    """The ties of 2021 and 2022 that the same interviews asked about: fewer, and more of them within a sector group. Some of the pairs
    are seen again in the pilot year."""
    stream = Stream("yhteistyo-ennen")
    helix = {a.name: SECTORS[a.sector] for a in actors}
    pairs = [(a, b) for a, b, _, _ in later if stream.chance(0.45 if helix[a] == helix[b] else 0.2)]
    known = {(a, b) for a, b, _, _ in later}
    while len(pairs) < 54:
        a = stream.pick(actors)
        b = stream.weighted([
            (x, (3 if x.region == a.region else 1) * (4 if helix[x.name] == helix[a.name] else 1))
            for x in actors if x is not a])
        pair = tuple(sorted((a.name, b.name)))
        if pair not in known:
            known.add(pair)
            pairs.append(pair)
    return [(a, b, stream.weighted(TIE_KINDS), days(date(2021, 2, 1), stream.below(680)))
            for a, b in stream.shuffled(pairs)]


def tie_file(rows: list[Tie], label: str) -> bytes:
    """Ties with how close the cooperation is, from 1 to 3, and the day on which it ended if it has."""
    stream = Stream(label)
    weights = {"tiedonvaihto": [(1, 6), (2, 3), (3, 1)], "yhteiskehittäminen": [(1, 2), (2, 4), (3, 3)],
               "yhteinen hanke": [(1, 1), (2, 3), (3, 5)]}
    result = [["Toimija A", "Toimija B", "Yhteistyön laji", "Havaittu", "Tiiviys", "Päättynyt"]]
    for a, b, kind, day in rows:
        weight = stream.weighted(weights[kind])
        end = days(day, stream.between(40, 300)) if stream.chance(0.15) else None
        result.append([a, b, kind, iso(day), str(weight), iso(end) if end and end <= date(2023, 12, 31) else ""])
    return delimited(result, separator="\t", line_end="\n")
