"""Computes expected.json from the physicians' file, with Python's standard library and SciPy's quantiles of t."""
import csv, json, math, pathlib, statistics
from collections import Counter
from scipy import stats

here = pathlib.Path(__file__).parent
with open(here / "nodes.csv", encoding="utf-8", newline="") as file:
    rows = [(row["community"], int(row["toa"])) for row in csv.DictReader(file)]
periods = [period for _, period in rows]
by_city = {city: [p for c, p in rows if c == city] for city in sorted({c for c, _ in rows})}


def month(period):
    return f"{1953 + (9 + period) // 12}-{(9 + period) % 12 + 1:02d}"


def mean(values):
    m, sd = statistics.fmean(values), statistics.stdev(values)
    half = stats.t.ppf(0.975, len(values) - 1) * sd / math.sqrt(len(values))
    return {"n": len(values), "value": m, "sd": sd, "interval": [m - half, m + half]}


def curve(values):
    """Kaplan–Meier: physicians of the last period are censored."""
    survival, result = 1.0, {"0": 1.0}
    for time in range(1, 18):
        at_risk, events = sum(v >= time for v in values), values.count(time)
        if events:
            survival *= 1 - events / at_risk
            result[str(time)] = survival
    return result


def median(values):
    return next((int(time) for time, s in curve(values).items() if s <= 0.5 + 1e-12), None)


m, sd = statistics.fmean(periods), statistics.stdev(periods)
cuts = [m - 2 * sd, m - sd, m, m + sd]
names = ["innovator", "early-adopter", "early-majority", "late-majority", "laggard"]
category = Counter(names[sum(p >= cut for cut in cuts)] for p in periods)
counts = Counter(periods)
expected = {
    "adopters": len(rows), "by-community": {city: len(values) for city, values in by_city.items()},
    "mean-period": mean(periods), "mean-period-by": {city: mean(values) for city, values in by_city.items()},
    "monthly": {month(p): counts[p] for p in range(1, 19)},
    "cumulative": {month(p): sum(counts[q] for q in range(1, p + 1)) for p in range(1, 19)},
    "categories": {name: category[name] / len(rows) for name in names},
    "median": median(periods), "median-by": {city: median(values) for city, values in by_city.items()},
    "not-yet": curve(periods),
    "events": sum(p < 18 for p in periods),
}
(here / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")
