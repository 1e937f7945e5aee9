#!/usr/bin/env python3
"""Turns results.json of the benchmark's pipeline into the peers' dump, for peers/compare.py.

    dump.py RESULTS.json > DUMP.json

The build must have been made with a disclosure threshold of 1, since the peers' dump holds unsuppressed values. Only what the
peers name otherwise is computed here: rows that they list with zeros, and the two shares of a listing.
"""
import datetime
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peers"))
sys.dont_write_bytecode = True

import common as c  # noqa: E402

NOTHING = {"value": None, "n": 0, "further": {}}


class Results:
    """Figures by indicator and levels."""

    def __init__(self, document):
        if document["threshold"] != 1:
            sys.exit("dump.py: the results are protected; build them with a threshold of 1")
        self.figures = {
            indicator["code"]: {frozenset(v["breakdown"].items()): v for v in indicator["values"]}
            for indicator in document["indicators"]
        }
        self.listings = {listing["code"]: listing for listing in document["listings"]}

    def figure(self, code, **levels):
        at = frozenset((k, v) for k, v in levels.items() if v != "all")
        return self.figures[code].get(at, NOTHING)

    def value(self, code, **levels):
        return self.figure(code, **levels)["value"]

    def count(self, code, **levels):
        return self.value(code, **levels) or 0

    def further(self, name, code, **levels):
        return self.figure(code, **levels).get("further", {}).get(name)


def moment(seconds):
    epoch = datetime.datetime(1970, 1, 1)
    return (epoch + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


def survey(r):
    waves = [{
        "wave": w, "n": r.count("responses", wave=w), "first": moment(r.value("first-response", wave=w)),
        "last": moment(r.value("last-response", wave=w)), "mean_age": r.value("mean-age", wave=w),
        "women": r.value("women", wave=w), "nps": r.value("recommendation", wave=w), "comments": r.count("comments", wave=w),
        "comment_chars": r.count("comment-characters", wave=w),
    } for w in [*c.WAVES, "all"]]
    regions = [[x, *(r.count("responses", region=x, wave=w) for w in [*c.WAVES, "all"])] for x in c.REGIONS]
    items = []
    for i in c.ITEMS:
        for w in c.WAVES:
            for s in [*c.SECTORS, "all"]:
                mean = r.figure("item-mean", item=i, wave=w, sector=s)
                items.append([i, w, s, mean["n"], mean["value"], mean.get("further", {}).get("sd"),
                              r.value("item-positive", item=i, wave=w, sector=s) if mean["n"] else None])
    change = []
    for i in c.ITEMS:
        f = r.figure("item-change", item=i)
        further = f.get("further", {})
        change.append([i, f["n"], further.get("before"), further.get("after"), f["value"], *map(further.get, ("sd", "t", "dz"))])
    return {"respondents": r.count("respondents"), "waves": waves, "regions": regions, "items": items, "change": change}


def attendance(r):
    def row(region, sector):
        at = {"region": region, "sector": sector}
        registrations, attended = r.count("registrations", **at), r.count("attended", **at)
        return [region, sector, registrations, attended, r.value("attendance-rate", **at) if registrations else None,
                r.count("unique-persons", **at), r.count("unique-organisations", **at),
                r.value("remote-share", **at) if attended else None]

    return {"attendance": [row(x, s) for x in c.REGIONS for s in [*c.SECTORS, "all"]] + [row("all", "all")]}


def participants(r):
    genders = [*c.GENDERS, "all"]
    return {"esf": [[code, label, *(r.count(code, gender=g) for g in genders)] for code, label in c.ESF],
            "esf_age": [[b, *(r.count("participants-by-age", age_band=b, gender=g) for g in genders)] for b in c.BANDS]}


def adoption(r):
    months, first, cumulative = [], 0, 0
    for at, figure in r.figures["adoptions-monthly"].items():
        (_, month), = at
        months.append([month, figure["value"]])
    rows = []
    for month, adoptions in sorted(months):
        new = r.count("first-adoptions-monthly", month=month)
        cumulative, first = cumulative + adoptions, first + new
        rows.append([month, adoptions, cumulative, new, first])
        # The running totals that Kaiku itself gives must be these.
        assert r.further("cumulative", "adoptions-monthly", month=month) == cumulative, month
    km = []
    for s in [*c.SECTORS, "all"]:
        f = r.figure("time-to-adoption", sector=s)
        km.append([s, f["n"], f.get("further", {}).get("events", 0), f["value"]])
    curve = sorted((int(dict(at)["time"]), f["value"]) for at, f in r.figures["not-yet-adopted"].items())
    reach = [[x, *(r.count(code, region=x) for code in ("adoptions", "innovations-adopted", "adopters"))] for x in c.REGIONS]
    return {"months": rows, "km": km, "km_curve": [list(p) for p in curve if p[0] > 0], "reach": reach}


def innovations(r):
    listing = r.listings["innovation-list"]
    names = ["subject", "name", "sector", "region", "created", "first", "days", "adoptions", "adopters", "regions"]
    rows = []
    for values in listing["rows"]:
        v = dict(zip(listing["columns"], values))
        outside = v["outside"] / v["adoptions"] if v["adoptions"] else None
        rows.append([v[name] for name in names] + [outside])
    return {"innovations": sorted(rows)}


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: dump.py RESULTS.json > DUMP.json")
    with open(sys.argv[1], encoding="utf-8") as f:
        r = Results(json.load(f))
    json.dump(survey(r) | attendance(r) | participants(r) | adoption(r) | innovations(r), sys.stdout)


if __name__ == "__main__":
    main()
