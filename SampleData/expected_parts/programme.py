"""Events, attendances, headcounts, actors, measures, communication, expenditure, and the file with faults."""

from datetime import date
from math import log

from .reading import cents, headcount, records, table, tally

HELIX = {
    "kunta": "julkinen", "hyvinvointialue": "julkinen", "valtio": "julkinen", "korkeakoulu": "tutkimus",
    "tutkimuslaitos": "tutkimus", "yritys": "yritys", "yhteiskunnallinen yritys": "yritys",
    "järjestö": "kansalaiset", "säätiö": "kansalaiset", "kansalainen": "kansalaiset",
}
WORKSHOP_KINDS = {"työpaja", "webinaari", "penkkikahvila"}  # the five workshops and nothing else have these kinds


def evenness(counts: list[int]) -> float:
    """Pielou's evenness over the four helix sectors: Shannon entropy / ln 4."""
    total = sum(counts)
    return -sum(c / total * log(c / total) for c in counts if c) / log(4)


def figures() -> dict:
    events = {row["Tunnus"]: row for row in table("tapahtumat.xlsx")}
    rows = table("osallistumiset.csv")
    came = [r for r in rows if r["Osallistui"] == "kyllä"]
    booked = [r for r in rows if r["Ilmoittautunut"] == "kyllä"]
    shown = [r for r in booked if r["Osallistui"] == "kyllä"]
    visits: dict[str, set[str]] = {}
    for r in came:
        visits.setdefault(r["Henkilö"], set()).add(r["Tapahtuma"])
    returned = sum(1 for events_of in visits.values() if len(events_of) >= 2)
    counts = [(r, *headcount(r["Henkilömäärä"])) for r in table("henkilomaarat.csv")]

    def reach(event_filter) -> dict:
        named = sum(1 for r in came if event_filter(events[r["Tapahtuma"]]))
        counted = [(n, about) for r, n, about in counts if event_filter(events[r["Tapahtuma"]])]
        return {"rows": named, "headcounts": sum(n for n, _ in counted),
                "total": named + sum(n for n, _ in counted), "approximate": any(about for _, about in counted)}

    actors = table("toimijat.csv")
    helix = tally(HELIX[r["Sektori"]] for r in actors)
    helix_of = {r["Nimi"]: HELIX[r["Sektori"]] for r in actors}
    came_helix = tally(HELIX[r["Sektori"]] for r in came)
    per_event = {}
    for code, event in events.items():
        per_event[code] = {
            **reach(lambda e, code=code: e["Tunnus"] == code),
            "registered": sum(1 for r in booked if r["Tapahtuma"] == code),
            "registered_attended": sum(1 for r in shown if r["Tapahtuma"] == code),
            "kind": event["Laji"], "start": event["Alkaa"]}
    innovations = table("innokyla.csv")
    result = {
        "events": {"count": len(events), "by_kind": tally(e["Laji"] for e in events.values()),
                   "by_measure": tally(e["Toimenpide"] for e in events.values()),
                   "cost_sum_eur": sum(round(float(e["Kustannus"]) * 100) for e in events.values()
                                       if e["Kustannus"]) / 100},
        "attendance": {
            "rows_definition": "a row of osallistumiset.csv with Osallistui = kyllä; headcounts are added beside them, "
                               "since an event and mode never has both",
            "si_day_onsite": sum(1 for r in came if r["Tapahtuma"] == "SIP" and r["Osallistumistapa"] == "läsnä"),
            "named": len(came),
            "all_events": reach(lambda e: True),
            "workshops": reach(lambda e: e["Laji"] in WORKSHOP_KINDS),
            "si_day": reach(lambda e: e["Tunnus"] == "SIP"),
            "satellites": reach(lambda e: e["Laji"] == "satelliitti"),
            "trainings": reach(lambda e: e["Laji"] == "koulutus"),
            "per_event": per_event,
            "by_mode_named": tally(r["Osallistumistapa"] for r in came),
            "by_mode_headcounts": {mode: sum(n for r, n, _ in counts if r["Osallistumistapa"] == mode)
                                   for mode in ("etä", "läsnä")},
            "unique_persons_definition": "distinct Henkilö with at least one attended row",
            "unique_persons": len(visits),
            "unique_persons_trainings": len({r["Henkilö"] for r in came
                                             if events[r["Tapahtuma"]]["Laji"] == "koulutus"}),
            "persons_by_number_of_events": tally(str(len(v)) for v in visits.values()),
            "return_rate_definition": "unique persons who attended two or more events / unique persons",
            "returned": returned,
            "return_rate": returned / len(visits),
            "show_up_definition": "rows registered and attended / rows registered (walk-ins are in neither)",
            "registered": len(booked), "registered_attended": len(shown), "show_up_rate": len(shown) / len(booked),
            "walk_ins": len(came) - len(shown),
            "by_sector": tally(r["Sektori"] for r in came),
            "by_helix": came_helix,
            "helix_evenness": evenness(list(came_helix.values())),
            "by_region": tally(r["Maakunta"] for r in came),
            "regions_reached": len({r["Maakunta"] for r in came if r["Maakunta"]}),
            "unique_persons_by_region": tally(
                dict(sorted((r["Henkilö"], r["Maakunta"]) for r in came)).values()),
            "cost_per_attendance_definition": "sum of event costs over events that have a cost / all attendances (rows "
                                              "and headcounts) of those events; approximate",
        },
        "actors": {
            "count": len(actors), "by_sector": tally(r["Sektori"] for r in actors), "by_helix": helix,
            "helix_evenness": evenness(list(helix.values())),
            "by_region": tally(r["Maakunta"] for r in actors),
            "regions_reached": len({r["Maakunta"] for r in actors}),
            "joined_by_month": tally(r["Liittynyt"][:7] for r in actors),
            "with_business_id": sum(1 for r in actors if r["Y-tunnus"]),
        },
        "supported": tally(r["Laji"] for r in table("tuetut.csv")),
        "ties": {"count": len(records("yhteistyo.tsv")),
                 "by_kind": tally(r["Yhteistyön laji"] for r in table("yhteistyo.tsv")),
                 "by_helix_pair": tally(
                     "–".join(sorted(helix_of[r[side]] for side in ("Toimija A", "Toimija B")))
                     for r in table("yhteistyo.tsv"))},
        "regions_reached_any": len(
            {r["Maakunta"] for r in came if r["Maakunta"]} | {r["Maakunta"] for r in actors}
            | {r["Maakunta"] for r in table("kayttoonotot.csv") if r["Vaihe"] == "käyttöönotto"}),
        "regions_reached_any_definition": "maakunnat with an attended row, an actor or an adoption",
        "innovations": innovation_figures(innovations),
        "communication": communication(),
        "expenditure": expenditure(),
        "published": published(),
        "faulty": faulty(),
    }
    costed = [e for e in events.values() if e["Kustannus"]]
    money = sum(round(float(e["Kustannus"]) * 100) for e in costed)
    people = sum(per_event[e["Tunnus"]]["total"] for e in costed)
    result["attendance"]["cost_per_attendance_eur"] = money / 100 / people
    result["measures"] = measures(result)
    result["budget"] = budget(result["expenditure"])
    return result


def innovation_figures(rows: list[dict]) -> dict:
    fields = ["Ratkaisun perusidea", "Toimintaympäristö", "Kohderyhmä ja asiakasymmärrys",
              "Toimivuuden ja käyttöönoton ehdot", "Arvioinnin tulokset tiivistettynä",
              "Vinkit toimintamallin soveltajille"]
    filled = [sum(1 for f in fields if r[f] == "kyllä") for r in rows]
    last: dict[str, tuple[str, str]] = {}
    for r in table("vaiheet.csv"):
        last[r["Innovaatio"]] = max(last.get(r["Innovaatio"], ("", "")), (r["Alkaen"], r["Vaihe"]))
    return {
        "count": len(rows),
        "published": sum(1 for r in rows if r["Julkaistu"]),
        "by_phase": tally(r["Kehittämisen vaihe"] for r in rows),
        "phase_equals_last_history_row": all(last[r["Tunnus"]][1] == r["Kehittämisen vaihe"] for r in rows),
        "published_by_year": tally(r["Julkaistu"][-4:] for r in rows),
        "derived": sum(1 for r in rows if r["Pohjautuu"]),
        "core_field_completeness_definition": "filled core fields / (6 × records)",
        "core_fields_filled": sum(filled),
        "core_field_completeness": sum(filled) / (6 * len(rows)),
        "records_by_core_fields": tally(str(n) for n in filled),
        "by_sector": tally(r["Sektori"] for r in rows),
    }


def communication() -> dict:
    rows = table("viestinta.csv")

    def sums(key: str) -> dict[str, int]:
        result: dict[str, int] = {}
        for r in rows:
            result[r[key]] = result.get(r[key], 0) + int(r["Määrä"])
        return dict(sorted(result.items()))

    return {"total": sum(int(r["Määrä"]) for r in rows), "by_channel": sums("Kanava"), "by_kind": sums("Laji"),
            "by_measure": sums("Toimenpide")}


def expenditure() -> dict:
    rows = table("kustannukset.csv")
    total = sum(cents(r["Summa"]) for r in rows)

    def sums(key) -> dict[str, float]:
        result: dict[str, int] = {}
        for r in rows:
            result[key(r)] = result.get(key(r), 0) + cents(r["Summa"])
        return {k: v / 100 for k, v in sorted(result.items())}

    kinds = sums(lambda r: r["Laji"])
    return {
        "total_eur": total / 100, "by_kind_eur": kinds, "by_measure_eur": sums(lambda r: r["Toimenpide"]),
        "by_measure_and_kind_eur": sums(lambda r: f"{r['Toimenpide']} {r['Laji']}"),
        "by_month_eur": sums(lambda r: "{2}-{1:0>2}".format(*r["Päivä"].split("."))),
        "scaling_share_definition": "skaalaus ja juurruttaminen / all, credit notes included",
        "scaling_share": kinds["skaalaus ja juurruttaminen"] / (total / 100),
    }


def published() -> dict:
    """Figures by key: the values that sources give; more than one distinct value is a disagreement."""
    values: dict[str, list[int]] = {}
    for r in table("julkaistut_luvut.csv"):
        values.setdefault(r["Luku"], []).append(headcount(r["Arvo"])[0])
    return {"values": values, "disagreeing": sorted(k for k, v in values.items() if len(set(v)) > 1)}


def measures(result: dict) -> dict:
    """Target against achieved, and what the present pace would give on the due day. How the achieved figure is made is said by
    its indicator's name in README.md."""
    attendance, communication_sums = result["attendance"], result["communication"]["by_kind"]
    achieved = {
        "si-paiva-paikalla": attendance["si_day_onsite"],
        "julkaisut": result["communication"]["by_measure"]["2"],
        "arvioidut-ehdokkaat": len({r["Innovaatio"] for r in table("arvioinnit.xlsx")}),
        "kv-tapahtumat": result["events"]["by_measure"]["4"],
        "toimijat": result["actors"]["count"],
        "tyopajojen-osallistujat": attendance["workshops"]["total"],
        "foorumin-suunnitelma": communication_sums.get("toteutussuunnitelma", 0),
        "koulutetut": attendance["unique_persons_trainings"],
        "esitellyt-innovaatiot": communication_sums["innovaatioesittely"],
    }
    achieved["core-completeness"] = result["innovations"]["core_field_completeness"]
    rows = []
    for r in table("toimenpiteet.csv"):
        target, value = float(r["Tavoite"].replace(",", ".")), achieved[r["Tunnusluku"]]
        start, due = day(r["Alkaen"]) or date(2023, 2, 1), day(r["Määräaika"])
        # Days are counted with the first and the last; what is a share has no pace, nor has what is due today or was due.
        passed = min(1, ((AS_OF - start).days + 1) / ((due - start).days + 1))
        has_pace = due > AS_OF and r["Tunnusluku"] != "core-completeness" and passed >= 0.25 and value > 0
        rows.append({"measure": r["Toimenpide"], "indicator": r["Tunnusluku"], "due": due.isoformat(), "target": target,
                     "achieved": value, "share": value / target, "met": value >= target, "elapsed_share": passed,
                     "forecast": value / passed if has_pace else None})
    return {"forecast_definition": "achieved / elapsed share; due after the as-of date, a count or sum, a quarter elapsed",
            "targets": rows}


AS_OF = date(2023, 12, 31)


def day(text: str) -> date | None:
    if not text:
        return None
    number, month, year = text.split(".")
    return date(int(year), int(month), int(number))


def budget(spent: dict) -> dict:
    """Money against its budget and the time, by measure: an even use would have come to the share of each line's days."""
    lines = [(r["Toimenpide"], r["Laji"], cents(r["Budjetti"]), day(r["Alkaen"]), day(r["Päättyy"]))
             for r in table("budjetti.csv")]

    def use(chosen, euros: float) -> dict:
        total = sum(amount for _, _, amount, _, _ in chosen)
        even = sum(amount * min(1, ((AS_OF - first).days + 1) / ((last - first).days + 1))
                   for _, _, amount, first, last in chosen)
        return {"budget_eur": total / 100, "spent_eur": euros, "left_eur": (total - round(euros * 100)) / 100,
                "used_share": euros * 100 / total, "time_share": even / total}

    return {
        "total": use(lines, spent["total_eur"]),
        "by_measure": {number: use([x for x in lines if x[0] == number], euros)
                       for number, euros in spent["by_measure_eur"].items()},
        "by_kind": {kind: use([x for x in lines if x[1] == kind], euros) for kind, euros in spent["by_kind_eur"].items()},
    }


def faulty() -> dict:
    """The file with faults: what is wrong on which line (the header is line 1; no field holds a line break).
    A duplicate is a repeated Tapahtuma + Henkilö; its first occurrence is not a fault."""
    known = {"kunta", "hyvinvointialue", "valtio", "korkeakoulu", "tutkimuslaitos", "yritys",
             "yhteiskunnallinen yritys", "järjestö", "säätiö", "kansalainen"}
    regions = {r["Maakunta"] for r in table("osallistumiset.csv")} | {"Keski-Pohjanmaa", "Ahvenanmaa", "Kainuu"}
    events = {r["Tunnus"] for r in table("tapahtumat.xlsx")}
    lines: dict[str, str] = {}
    seen = set()
    rows = records("virheellinen_ilmoittautuminen.csv")
    for number, row in enumerate(rows, start=2):
        if len(row) != 11:
            lines[str(number)] = f"{len(row)} fields instead of 11"
            continue
        event, person, when, booked, _, mode, hours, sector, region, _, note = row
        fault = None
        if not event or not person:
            fault = "required value missing: " + ("Tapahtuma" if not event else "Henkilö")
        elif event not in events:
            fault = "unknown event"
        elif (event, person) in seen:
            fault = "duplicate of Tapahtuma + Henkilö"
        elif sector not in known:
            fault = "unknown code of Sektori"
        elif region not in regions:
            fault = "unknown code of Maakunta"
        elif mode not in ("läsnä", "etä"):
            fault = "unknown code of Osallistumistapa"
        elif booked not in ("kyllä", "ei"):
            fault = "unknown code of Ilmoittautunut"
        elif hours and not hours.replace(",", "").isdigit():
            fault = "Tunnit is not a number"
        elif when == "31.2.2023":
            fault = "impossible date of Ilmoittautumispäivä"
        elif not when.replace(".", "").isdigit():
            fault = "Ilmoittautumispäivä is not a date"
        elif when.endswith("2203"):
            fault = "implausible date of Ilmoittautumispäivä (after the as-of date)"
        elif "-913" in note:
            fault = "personal identity code (artificial serial) in Lisätieto"
        seen.add((event, person))
        if fault:
            lines[str(number)] = fault
    return {"rows": len(rows), "good": len(rows) - len(lines), "faults_by_line": lines,
            "attended_rows": sum(1 for r in rows if len(r) > 4 and r[4] == "kyllä")}
