"""Who learned from whom, reuse of models, elements of the core, reach over places, and what models and actors are about."""

from datetime import date

from .programme import HELIX
from .reading import day, table, tally

USES = ["säilytetty", "muokattu", "jätetty pois"]


def figures() -> dict:
    innovations = table("innokyla.csv")
    adopted = [r for r in table("kayttoonotot.csv") if r["Vaihe"] == "käyttöönotto"]
    return {
        "learning": learning(innovations, adopted),
        "reuse": reuse(innovations),
        "core": core(innovations, adopted),
        "reach": reach(adopted),
        "themes": themes(innovations),
        "publicity": publicity(adopted),
    }


def learning(innovations: list[dict], adopted: list[dict]) -> dict:
    owner = {r["Tunnus"]: r["Omistaja"] for r in innovations}
    source = {(r["Innovaatio"], r["Käyttöönottaja"]): r["Opittu keneltä"] for r in adopted}
    generation: dict[tuple, int] = {}

    def generation_of(node: tuple) -> int:
        if node not in generation:
            innovation, _ = node
            above = (innovation, source[node])
            from_adopter = source[node] and source[node] != owner[innovation] and above in source
            generation[node] = 1 + (generation_of(above) if from_adopter else 0)
        return generation[node]

    for node in source:
        generation_of(node)
    taught = {node: 0 for node in source}
    by_actor = {actor: 0 for _, actor in source}
    for (innovation, _), name in source.items():
        if name and name != owner[innovation]:
            taught[(innovation, name)] += 1
            by_actor[name] += 1
    depth: dict[str, int] = {}
    for (innovation, _), number in generation.items():
        depth[innovation] = max(depth.get(innovation, 0), number)
    year = {(r["Innovaatio"], r["Käyttöönottaja"]): r["Päivä"][-4:] for r in adopted}
    helix = {(r["Innovaatio"], r["Käyttöönottaja"]): HELIX[r["Sektori"]] for r in adopted}

    def reproduction(group: dict[tuple, str]) -> dict:
        result = {}
        for key in sorted(set(group.values())):
            numbers = [taught[node] for node in taught if group[node] == key]
            result[key] = {"adoptions": len(numbers), "caused": sum(numbers), "number": sum(numbers) / len(numbers)}
        return result

    return {
        "generation_definition": "1 for those who learned from the owner or do not say from whom, else one more than the "
                                 "adopter of the same model from whom they learned",
        "depth": depth, "greatest_generation": max(generation.values()),
        "by_generation": tally(str(g) for g in generation.values()),
        "from_owner": sum(1 for (i, _), name in source.items() if name == owner[i]),
        "from_unknown": sum(1 for name in source.values() if not name),
        "from_adopter": sum(taught.values()),
        "reproduction_definition": "adoptions learned from the adopters / their adoptions; the owner's are in neither",
        "reproduction": sum(taught.values()) / len(taught),
        "adoptions_by_number_caused": tally(str(n) for n in taught.values()),
        "nobody_learned_from_share": sum(1 for n in taught.values() if not n) / len(taught),
        "adopters_by_number_caused": tally(str(n) for n in by_actor.values()),
        "reproduction_by_year": reproduction(year), "reproduction_by_helix": reproduction(helix),
        "cross_region_definition": "region of the source differs from the adopter's, of adoptions with a known source",
        "cross_region_known": sum(1 for r in adopted if r["Lähteen maakunta"]),
        "cross_region": sum(1 for r in adopted if r["Lähteen maakunta"] and r["Lähteen maakunta"] != r["Maakunta"]),
        "cross_region_share": sum(1 for r in adopted if r["Lähteen maakunta"] not in ("", r["Maakunta"]))
        / sum(1 for r in adopted if r["Lähteen maakunta"]),
        "learned_by_day": all(
            day(r["Päivä"]) >= min(day(x["Päivä"]) for x in adopted if (x["Innovaatio"], x["Käyttöönottaja"])
                                   == (r["Innovaatio"], r["Opittu keneltä"]))
            for r in adopted if r["Opittu keneltä"] not in ("", owner[r["Innovaatio"]])),
    }


def reuse(innovations: list[dict]) -> dict:
    base = {r["Tunnus"]: r["Pohjautuu"] for r in innovations}

    def depth(code: str) -> int:
        return 1 + depth(base[code]) if base[code] else 0

    def below(code: str) -> int:
        return sum(1 + below(other) for other in base if base[other] == code)

    years: dict[str, dict[str, int]] = {}
    for r in innovations:
        counts = years.setdefault(r["Luotu"][-4:], {"reuse": 0, "new": 0})
        counts["reuse" if r["Pohjautuu"] else "new"] += 1
    return {
        "depth_definition": "links of Pohjautuu up to a model that is based on nothing",
        "by_depth": tally(str(depth(code)) for code in base),
        "share": sum(1 for b in base.values() if b) / len(base),
        "by_year_created": dict(sorted(years.items())),
        "direct": tally(b for b in base.values() if b),
        "all_below": {code: below(code) for code in sorted(base) if below(code)},
    }


def core(innovations: list[dict], adopted: list[dict]) -> dict:
    elements = table("ydinelementit.csv")
    uses = table("ydinten_kaytto.csv")
    by_element: dict[str, dict[str, int]] = {r["Elementti"]: dict.fromkeys(USES, 0) for r in elements}
    per_adoption: dict[tuple, list[str]] = {}
    for r in uses:
        by_element[r["Elementti"]][r["Käyttö"]] += 1
        per_adoption.setdefault((r["Innovaatio"], r["Käyttöönottaja"]), []).append(r["Käyttö"])
    used = {code: counts for code, counts in by_element.items() if any(counts.values())}
    shares = [of.count("säilytetty") / len(of) for of in per_adoption.values()]
    by_model: dict[str, list[float]] = {}
    for (innovation, _), of in per_adoption.items():
        by_model.setdefault(innovation, []).append(of.count("säilytetty") / len(of))
    counts = {(r["Innovaatio"], r["Käyttöönottaja"]): (int(r["Ydin säilyi"]), int(r["Ydin yhteensä"]))
              for r in adopted if r["Ydin yhteensä"]}
    declared = {r["Tunnus"]: int(r["Ydinelementtejä"]) for r in innovations if r["Ydinelementtejä"]}
    changed = {code: of["muokattu"] + of["jätetty pois"] for code, of in used.items()}
    return {
        "elements": len(elements), "elements_used": len(used), "uses": len(uses),
        "by_use": tally(r["Käyttö"] for r in uses), "by_element": used,
        "changed_most": {code: n for code, n in sorted(changed.items(), key=lambda x: (-x[1], x[0]))[:10]},
        "fidelity_definition": "mean over adoptions of the share of elements that are kept (säilytetty)",
        "fidelity": sum(shares) / len(shares), "fidelity_adoptions": len(shares),
        "fidelity_by_innovation": {i: sum(of) / len(of) for i, of in sorted(by_model.items())},
        "kept_share_pooled": sum(of["säilytetty"] for of in used.values()) / len(uses),
        "agrees_with_adoptions": counts == {
            node: (of.count("säilytetty"), len(of)) for node, of in per_adoption.items()},
        "agrees_with_records": declared == tally(r["Innovaatio"] for r in elements),
    }


def reach(adopted: list[dict]) -> dict:
    first: dict[str, date] = {}
    for r in adopted:
        if r["Kunta"]:
            first[r["Kunta"]] = min(first.get(r["Kunta"], day(r["Päivä"])), day(r["Päivä"]))
    regions: dict[str, date] = {}
    for r in adopted:
        regions[r["Maakunta"]] = min(regions.get(r["Maakunta"], day(r["Päivä"])), day(r["Päivä"]))
    years = ["2021", "2022", "2023"]
    return {
        "municipalities_definition": "different Kunta of adopters at their adoptions; adoptions without one are left out",
        "municipalities": len(first),
        "adoptions_without_municipality": sum(1 for r in adopted if not r["Kunta"]),
        "by_municipality": tally(r["Kunta"] for r in adopted),
        "municipalities_reached_by_end_of": {y: sum(1 for d in first.values() if d.year <= int(y)) for y in years},
        "regions_reached_by_end_of": {y: sum(1 for d in regions.values() if d.year <= int(y)) for y in years},
    }


def many(rows: list[dict], column: str) -> list[tuple[dict, str]]:
    return [(r, value) for r in rows for value in r[column].split(", ") if value]


def themes(innovations: list[dict]) -> dict:
    actors = table("toimijat.csv")
    by_year: dict[str, dict[str, int]] = {}
    for r, name in many(innovations, "Ilmiöt"):
        of = by_year.setdefault(r["Luotu"][-4:], {})
        of[name] = of.get(name, 0) + 1
    groups: dict[str, dict[str, int]] = {}
    for r, name in many(actors, "Kohderyhmät"):
        of = groups.setdefault(name, {})
        of[HELIX[r["Sektori"]]] = of.get(HELIX[r["Sektori"]], 0) + 1
    return {
        "phenomena": tally(name for _, name in many(innovations, "Ilmiöt")),
        "phenomena_by_year_created": {y: dict(sorted(of.items())) for y, of in sorted(by_year.items())},
        "innovations_without_phenomenon": sum(1 for r in innovations if not r["Ilmiöt"]),
        "user_groups": tally(name for _, name in many(innovations, "Kohderyhmä")),
        "innovations_without_user_group": sum(1 for r in innovations if not r["Kohderyhmä"]),
        "actor_user_groups": tally(name for _, name in many(actors, "Kohderyhmät")),
        "actor_user_groups_by_helix": {name: dict(sorted(of.items())) for name, of in sorted(groups.items())},
        "actors_without_user_group": sum(1 for r in actors if not r["Kohderyhmät"]),
        "actor_other_roles": tally(name for _, name in many(actors, "Muut roolit")),
        "actors_without_other_role": sum(1 for r in actors if not r["Muut roolit"]),
    }


def publicity(adopted: list[dict]) -> dict:
    actors = table("toimijat.csv")
    said = {r["Käyttöönottaja"]: r["Osallistuminen julkista"] for r in adopted}
    return {
        "actors": tally(r["Osallistuminen julkista"] for r in actors),
        "adopters": tally(said.values()),
        "same_in_both_files": all(said.get(r["Nimi"], r["Osallistuminen julkista"]) == r["Osallistuminen julkista"]
                                  for r in actors),
    }
