"""Ties between actors before and during the pilot, and partners by country."""

from datetime import date

from .programme import HELIX
from .reading import day, table, tally

Pair = tuple[str, str]


def components(nodes: list[str], pairs: set[Pair]) -> list[int]:
    """Sizes of the connected components, the largest first; an actor without ties is one of size 1."""
    neighbours: dict[str, set[str]] = {n: set() for n in nodes}
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    sizes, left = [], set(nodes)
    while left:
        reached, edge = set(), {min(left)}
        while edge:
            reached |= edge
            edge = {n for e in edge for n in neighbours[e]} - reached
        sizes.append(len(reached))
        left -= reached
    return sorted(sizes, reverse=True)


def assortativity(group: dict[str, str], pairs: set[Pair]) -> float:
    """Newman (2003), eq. 2, each tie counted from both of its ends: (Σ e_ii − Σ a_i²) / (1 − Σ a_i²)."""
    ends = 2 * len(pairs)
    within = sum(2 for a, b in pairs if group[a] == group[b]) / ends
    shares = tally(group[n] for pair in pairs for n in pair)
    square = sum((count / ends) ** 2 for count in shares.values())
    return (within - square) / (1 - square)


def external_internal(group: dict[str, str], pairs: set[Pair]) -> dict:
    """Krackhardt and Stern (1988): (external − internal) / all ties, where external ties join different groups."""
    external = sum(1 for a, b in pairs if group[a] != group[b])
    return {"external": external, "internal": len(pairs) - external,
            "index": (2 * external - len(pairs)) / len(pairs)}


def transitivity(nodes: list[str], pairs: set[Pair]) -> float:
    """Closed two-paths / all two-paths."""
    joined = pairs | {(b, a) for a, b in pairs}
    neighbours = {n: sorted(b for a, b in joined if a == n) for n in nodes}
    paths = [(a, b) for of in neighbours.values() for i, a in enumerate(of) for b in of[i + 1:]]
    return sum(1 for path in paths if path in joined) / len(paths)


def network(actors: list[dict], rows: list[dict]) -> dict:
    nodes = [r["Nimi"] for r in actors]
    pairs = {tuple(sorted((r["Toimija A"], r["Toimija B"]))) for r in rows}
    n, m = len(nodes), len(pairs)
    degree = tally(end for pair in pairs for end in pair)
    degrees = [degree.get(name, 0) for name in nodes]
    sizes = components(nodes, pairs)
    helix = {r["Nimi"]: HELIX[r["Sektori"]] for r in actors}
    region = {r["Nimi"]: r["Maakunta"] for r in actors}
    return {
        "nodes": n, "ties": m, "isolates": degrees.count(0), "density": m / (n * (n - 1) / 2), "mean_degree": 2 * m / n,
        "greatest_degree": max(degrees),
        "degree_centralisation": sum(max(degrees) - d for d in degrees) / ((n - 1) * (n - 2)),
        "components": len(sizes), "component_sizes": sizes, "largest_share": sizes[0] / n,
        "transitivity": transitivity(nodes, pairs),
        "assortativity_helix": assortativity(helix, pairs), "assortativity_region": assortativity(region, pairs),
        "external_internal_helix": external_internal(helix, pairs),
        "external_internal_region": external_internal(region, pairs),
        "by_kind": tally(r["Yhteistyön laji"] for r in rows), "by_weight": tally(r["Tiiviys"] for r in rows),
        "weight_sum": sum(int(r["Tiiviys"]) for r in rows),
        "ended": sum(1 for r in rows if r["Päättynyt"]),
    }


def figures() -> dict:
    actors = table("toimijat.csv")
    before, during = table("yhteistyo_ennen.tsv"), table("yhteistyo.tsv")
    old, new = ({(r["Toimija A"], r["Toimija B"]) for r in rows} for rows in (before, during))
    return {
        "network": {
            "definition": "undirected ties between the actors of toimijat.csv, all of whom are nodes; before is observed "
                          "before 1.2.2023, during from then on; ties that ended are counted",
            "degree_centralisation_definition": "Freeman's: sum of greatest degree − degree / ((n − 1)(n − 2))",
            "transitivity_definition": "closed two-paths / two-paths",
            "assortativity_definition": "Newman's coefficient for groups; each tie counted from both ends",
            "external_internal_definition": "(ties between groups − ties within groups) / ties",
            "before": network(actors, before), "during": network(actors, during),
            "change": {"retained": len(old & new), "new": len(new - old), "lost": len(old - new),
                       "jaccard": len(old & new) / len(old | new)},
            "observed_in_their_period": all(day(r["Havaittu"]) < date(2023, 2, 1) for r in before)
            and all(date(2023, 2, 1) <= day(r["Havaittu"]) <= date(2023, 12, 31) for r in during),
            "no_tie_to_itself": all(a != b for a, b in old | new),
            "ends_after_it_is_observed": all(
                day(r["Päättynyt"]) > day(r["Havaittu"]) for r in before + during if r["Päättynyt"]),
        },
        "partners": partners(actors),
    }


def partners(actors: list[dict]) -> dict:
    rows = table("kumppanit.csv")
    names = {r["Nimi"] for r in actors}
    last = date(2023, 12, 31)
    now = [r for r in rows if not r["Päättyy"] or day(r["Päättyy"]) >= last]

    def countries(rows: list[dict]) -> dict:
        result: dict[str, set] = {}
        for r in rows:
            result.setdefault(r["Konsortio"], set()).add(r["Maa"])
        return {name: len(of) for name, of in sorted(result.items())}

    return {
        "rows": len(rows), "organisations": len({r["Organisaatio"] for r in rows}),
        "by_country_definition": "different organisations of all rows by country",
        "by_country": tally(dict(sorted((r["Organisaatio"], r["Maa"]) for r in rows)).values()),
        "countries": len({r["Maa"] for r in rows}),
        "countries_by_consortium": countries(rows),
        "members_by_consortium": tally(r["Konsortio"] for r in rows),
        "members_at_as_of_by_consortium": tally(r["Konsortio"] for r in now),
        "finnish_members_are_actors": all(r["Organisaatio"] in names for r in rows if r["Maa"] == "Suomi"),
    }
