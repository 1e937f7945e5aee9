"""Adoptions and the assessment pilot."""

import statistics
from datetime import date
from math import sqrt

from .programme import HELIX
from .reading import day, table, tally

AS_OF = date(2023, 12, 31)


def rogers(times: list[int]) -> dict[str, int]:
    """Rogers' categories by mean and sample standard deviation (n − 1) of the time of adoption in days: before
    m − 2s innovators, before m − s early adopters, before m early majority, before m + s late majority, then laggards;
    a time on a boundary falls into the later category."""
    n = len(times)
    m = sum(times) / n
    s = sqrt(sum((t - m) ** 2 for t in times) / (n - 1))
    bounds = [m - 2 * s, m - s, m, m + s]
    names = ["innovators", "early_adopters", "early_majority", "late_majority", "laggards"]
    counts = dict.fromkeys(names, 0)
    for t in times:
        counts[names[sum(1 for b in bounds if t >= b)]] += 1
    return {**counts, "mean_day_from_2021_01_01": m, "sd_days": s}


def kaplan_meier(cases: list[tuple[int, bool]]) -> dict:
    """Median = the smallest time with S(t) ≤ 0.5; a censoring at a time of an event counts as at risk at it."""
    survival, median, curve = 1.0, None, []
    for time in sorted({t for t, event in cases if event}):
        at_risk = sum(1 for t, _ in cases if t >= time)
        events = sum(1 for t, event in cases if event and t == time)
        survival *= 1 - events / at_risk
        curve.append([time, at_risk, events, survival])
        if median is None and survival <= 0.5:
            median = time
    return {"n": len(cases), "events": sum(1 for _, event in cases if event), "median_days": median,
            "curve_day_at_risk_events_survival": curve}


def figures() -> dict:
    rows = table("kayttoonotot.csv")
    adopted = [r for r in rows if r["Vaihe"] == "käyttöönotto"]
    months = [f"{y}-{m:02d}" for y in (2021, 2022, 2023) for m in range(1, 13)]
    per_month = tally(day(r["Päivä"]).isoformat()[:7] for r in adopted)
    series = [per_month.get(month, 0) for month in months]
    cumulative, total = [], 0
    for count in series:
        total += count
        cumulative.append(total)
    published = {r["Tunnus"]: day(r["Julkaistu"]) for r in table("innokyla.csv") if r["Julkaistu"]}
    first: dict[str, date] = {}
    first_of_adopter: dict[str, date] = {}
    for r in adopted:
        when = day(r["Päivä"])
        first[r["Innovaatio"]] = min(first.get(r["Innovaatio"], when), when)
        first_of_adopter[r["Käyttöönottaja"]] = min(first_of_adopter.get(r["Käyttöönottaja"], when), when)
    cases = [((first[i] - d).days, True) if i in first else ((AS_OF - d).days, False)
             for i, d in sorted(published.items())]
    learned = [r for r in adopted if r["Lähteen sektori"]]
    kept = [(int(r["Ydin säilyi"]), int(r["Ydin yhteensä"])) for r in adopted if r["Ydin säilyi"]]
    start = date(2021, 1, 1)
    return {
        "adoption": {
            "rows_by_stage": tally(r["Vaihe"] for r in rows),
            "adoptions_definition": "rows with Vaihe = käyttöönotto",
            "adoptions": len(adopted),
            "months": months, "per_month": series, "cumulative": cumulative,
            "adopters": len(first_of_adopter),
            "innovations_adopted": len(first),
            "regions_reached": len({r["Maakunta"] for r in adopted}),
            "by_region": tally(r["Maakunta"] for r in adopted),
            "by_sector": tally(r["Sektori"] for r in adopted),
            "by_helix": tally(HELIX[r["Sektori"]] for r in adopted),
            "per_innovation": tally(r["Innovaatio"] for r in adopted),
            "before_publication": sum(1 for r in rows if day(r["Päivä"]) < published[r["Innovaatio"]]),
            "learned_known": len(learned),
            "cross_sector_definition": "helix sector of the source differs from the adopter's, of adoptions with a "
                                       "known source",
            "cross_sector_share": sum(1 for r in learned if HELIX[r["Lähteen sektori"]] != HELIX[r["Sektori"]])
            / len(learned),
            "core_kept_definition": "mean over adoptions with known core elements of kept / total; and pooled",
            "core_kept_n": len(kept),
            "core_kept_mean_share": sum(k / t for k, t in kept) / len(kept),
            "core_kept_pooled_share": sum(k for k, _ in kept) / sum(t for _, t in kept),
            "rogers_all_adoptions": rogers([(day(r["Päivä"]) - start).days for r in adopted]),
            "rogers_first_adoption_of_adopter": rogers([(d - start).days for d in first_of_adopter.values()]),
            "first_adoption_definition": "days from publication to the first adoption; published innovations without "
                                         "one are censored at the as-of date",
            "first_adoption": kaplan_meier(cases),
        },
        "assessment": assessment(),
        "integrity": integrity(published),
    }


def integrity(published: dict[str, date]) -> dict[str, bool]:
    """References that hold across the files."""
    adoptions = table("kayttoonotot.csv")
    actors = {r["Nimi"] for r in table("toimijat.csv")}
    innovations = {r["Tunnus"]: r for r in table("innokyla.csv")}
    events = {r["Tunnus"] for r in table("tapahtumat.xlsx")}
    earlier: dict[str, list[tuple[date, str]]] = {}
    for r in adoptions:
        if r["Vaihe"] == "käyttöönotto":
            earlier.setdefault(r["Innovaatio"], []).append((day(r["Päivä"]), r["Käyttöönottaja"]))
    rows_and_counts = {(r["Tapahtuma"], r["Osallistumistapa"]) for r in table("osallistumiset.csv")} & {
        (r["Tapahtuma"], r["Osallistumistapa"]) for r in table("henkilomaarat.csv")}
    return {
        "adopted_innovations_exist_and_are_published": all(r["Innovaatio"] in published for r in adoptions),
        "learned_from_is_owner_or_earlier_adopter": all(
            r["Opittu keneltä"] == innovations[r["Innovaatio"]]["Omistaja"]
            or any(name == r["Opittu keneltä"] and when <= day(r["Päivä"]) for when, name in earlier[r["Innovaatio"]])
            for r in adoptions if r["Opittu keneltä"]),
        "stage_rows_are_unique": len({(r["Innovaatio"], r["Käyttöönottaja"], r["Vaihe"]) for r in adoptions})
        == len(adoptions),
        "events_exist": all(r["Tapahtuma"] in events for r in table("osallistumiset.csv") + table("henkilomaarat.csv")),
        "event_and_person_are_unique": len({(r["Tapahtuma"], r["Henkilö"]) for r in table("osallistumiset.csv")})
        == len(table("osallistumiset.csv")),
        "no_event_and_mode_has_both_rows_and_headcount": not rows_and_counts,
        "owners_ties_and_supported_are_actors": all(
            name in actors for name in [r["Omistaja"] for r in innovations.values()]
            + [r[side] for r in table("yhteistyo.tsv") for side in ("Toimija A", "Toimija B")]
            + [r["Organisaatio"] for r in table("tuetut.csv")]),
        "assessed_innovations_exist": all(r["Innovaatio"] in innovations
                                          for r in table("arvioinnit.xlsx") + table("itsearvioinnit.csv")
                                          + table("sim.csv")),
    }


def one_way_correlations(rows: list[dict]) -> dict:
    """ICC(1,1) and ICC(1,k) of the items of candidates with as many scores in round 1 as most have, from mean squares."""
    units: dict[tuple, list[int]] = {}
    for r in rows:
        if r["Kierros"] == "1":
            units.setdefault((r["Innovaatio"], r["Kriteeri"]), []).extend(
                [int(r["Pisteet"])] if r["Pisteet"].isdigit() else [])
    size = statistics.mode(len(scores) for scores in units.values())
    used = [scores for scores in units.values() if len(scores) == size]
    means = [statistics.fmean(scores) for scores in used]
    between = size * statistics.variance(means)
    within = statistics.fmean(statistics.variance(scores) for scores in used)
    return {"units": len(used), "left_out": len(units) - len(used), "ratings": size * len(used),
            "single": (between - within) / (between + (size - 1) * within), "average": (between - within) / between}


def assessment() -> dict:
    rows = table("arvioinnit.xlsx")
    latest: dict[str, tuple[int, str]] = {}
    for r in rows:
        latest[r["Innovaatio"]] = max(latest.get(r["Innovaatio"], (0, "")), (int(r["Kierros"]), r["Päätös"]))
    scores = [int(r["Pisteet"]) for r in rows if r["Pisteet"].isdigit()]
    raters: dict[str, set] = {}
    for r in rows:
        raters.setdefault(r["Innovaatio"], set()).add(r["Arvioija"])

    def of(key: str, rows: list[dict]) -> dict:
        groups: dict[str, list[int]] = {}
        for r in rows:
            if r["Pisteet"].isdigit() and r.get("Kierros", "1") == "1":
                groups.setdefault(r[key], []).append(int(r["Pisteet"]))
        return {k: {"n": len(v), "mean": sum(v) / len(v), "median": statistics.median(v)}
                for k, v in sorted(groups.items())}

    return {
        "rows": len(rows), "candidates": len(latest), "scores": len(scores), "missing_scores": len(rows) - len(scores),
        "dont_know_scores": sum(1 for r in rows if r["Pisteet"] == "eos"),
        "mean_score": sum(scores) / len(scores),
        "rows_by_round": tally(r["Kierros"] for r in rows),
        "candidates_by_raters": tally(str(len(v)) for v in raters.values()),
        "decisions_definition": "decision of the latest round of each candidate",
        "decisions": tally(decision for _, decision in latest.values()),
        "validated": sum(1 for _, decision in latest.values() if decision == "validoitu"),
        "round_1_by_criterion": of("Kriteeri", rows), "round_1_by_candidate": of("Innovaatio", rows),
        "self_by_criterion": of("Kohta", table("itsearvioinnit.csv")),
        "round_1_one_way_correlations": one_way_correlations(rows),
        "sim": tally(r["Päätös"] for r in table("sim.csv")),
    }
