"""What is missing from the survey, and how far the change depends on it."""

from math import sqrt

from .reading import table
from .survey import ITEMS, level

SCALE = ITEMS[:5]  # what respondents know and can: mean of the answers where at least four of the five are given
SECTORS = {"kunta": "public", "hyvinvointialue": "public", "valtio": "public", "korkeakoulu": "research-and-business",
           "tutkimuslaitos": "research-and-business", "yritys": "research-and-business",
           "yhteiskunnallinen yritys": "research-and-business", "järjestö": "civil", "säätiö": "civil",
           "kansalainen": "civil"}


def weight(row: dict) -> float:
    return float(row["Paino"].replace(",", "."))


def score(row: dict) -> float | None:
    values = [v for v in (level(row[item]) for item in SCALE) if v is not None]
    return sum(values) / len(values) if len(values) >= 4 else None


def reasons(rows: list[dict], item: str) -> dict:
    """All responses by whether they answer the item 1–5, with don't know, or not at all."""
    unknown = sum(1 for r in rows if r[item] in ("En osaa sanoa", "EOS"))
    empty = sum(1 for r in rows if r[item] == "")
    return {"answered": len(rows) - unknown - empty, "does-not-know": unknown, "not-answered": empty}


def left_out(rows: list[dict]) -> dict:
    """Responses by how many of the twelve items have no answer 1–5."""
    missing = [sum(1 for item in ITEMS if level(r[item]) is None) for r in rows]
    return {"0": missing.count(0), "1": missing.count(1), "2+": sum(1 for m in missing if m > 1)}


def standardised(pairs: list[tuple[object, bool]], value: object) -> float:
    """(p1 − p2) / √((p1(1 − p1) + p2(1 − p2)) / 2) of the shares with the value, those found after against the others."""
    first = [v == value for v, back in pairs if back and v is not None]
    second = [v == value for v, back in pairs if not back and v is not None]
    p, q = sum(first) / len(first), sum(second) / len(second)
    return (p - q) / sqrt((p * (1 - p) + q * (1 - q)) / 2)


def age_group(year: str) -> str | None:
    if not year:
        return None
    age = 2023 - int(year)
    return "18-34" if age < 35 else "35-49" if age < 50 else "50+"


def variance(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)


def alpha(rows: list[list[int]]) -> float:
    """Cronbach's: k/(k − 1) · (1 − Σ item variances / variance of the sum), over complete rows."""
    k = len(rows[0])
    items = sum(variance([r[i] for r in rows]) for i in range(k))
    return k / (k - 1) * (1 - items / variance([sum(r) for r in rows]))


def correlation(x: list[float], y: list[float]) -> float:
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / ((len(x) - 1) * sqrt(variance(x) * variance(y)))


def complete(rows: list[dict]) -> list[list[int]]:
    answers = [[level(r[item]) for item in SCALE] for r in rows]
    return [row for row in answers if None not in row]


def sensitivity(before: dict[str, dict], after: dict[str, dict], of) -> dict:
    """The change of the pairs, plain and by the weight before, with the linearised standard error
    √(n/(n − 1) Σ(w(d − mean)/Σw)²); and its bounds over all who have a value before, if those without one after had
    1, or 5 (Manski)."""
    values = [(of(before[code]), of(after[code]) if code in after else None, weight(before[code])) for code in before]
    pairs = [(b, a - b, w) for b, a, w in values if b is not None and a is not None]
    alone = [b for b, a, _ in values if b is not None and a is None]
    n, all_ = len(pairs), len(pairs) + len(alone)
    weights = sum(w for _, _, w in pairs)
    mean = sum(w * d for _, d, w in pairs) / weights
    total = sum(d for _, d, _ in pairs)
    return {
        "pairs": n, "mean_change": total / n, "weighted_change": mean,
        "weighted_standard_error": sqrt(n / (n - 1) * sum((w * (d - mean) / weights) ** 2 for _, d, w in pairs)),
        "missing_after": len(alone), "least": (total + sum(1 - b for b in alone)) / all_,
        "greatest": (total + sum(5 - b for b in alone)) / all_,
    }


def weights(rows: list[dict]) -> dict:
    """Of those with a score: Kish's design effect n Σw² / (Σw)², and n over it; the mean score without and with weights."""
    valid = [(score(r), weight(r)) for r in rows if score(r) is not None]
    n, total = len(valid), sum(w for _, w in valid)
    kish = n * sum(w * w for _, w in valid) / total ** 2
    return {"n": n, "weighted_n": total, "kish": kish, "effective_n": n / kish,
            "mean": sum(v for v, _ in valid) / n, "weighted_mean": sum(v * w for v, w in valid) / total}


def figures() -> dict:
    waves = {"before": table("kysely_ennen.csv"), "during": table("kysely_aikana.csv"),
             "after": table("kysely_jalkeen.csv")}
    everything = [row for rows in waves.values() for row in rows]
    before, after = ({r["Vastaajakoodi"]: r for r in waves[w]} for w in ("before", "after"))

    def back(of) -> list[tuple[object, bool]]:
        return [(of(row), code in after) for code, row in before.items()]

    def agrees(item: str):
        return lambda row: None if level(row[item]) is None else level(row[item]) >= 4

    answers = complete(everything)
    return {"survey_quality": {
        "reasons": {item: reasons(everything, item) for item in ITEMS},
        "left_out": {wave: left_out(rows) for wave, rows in waves.items()},
        "came_back": {
            "definition": "respondents before: the standardised difference of those whose code is found after",
            "sector": {s: standardised(back(lambda r: SECTORS.get(r["Sektori"])), s)
                       for s in ("public", "research-and-business", "civil")},
            "women": standardised(back(lambda r: r["Sukupuoli"] == "nainen"), True),
            "age": {g: standardised(back(lambda r: age_group(r["Syntymävuosi"])), g)
                    for g in ("18-34", "35-49", "50+")},
            "score_3_or_more": standardised(back(lambda r: None if score(r) is None else score(r) >= 3), True),
            "agreed_before": {item: standardised(back(agrees(item)), True) for item in ITEMS},
        },
        "scale": {
            "alpha": {wave: alpha(complete(rows)) for wave, rows in waves.items()},
            "complete": {wave: len(complete(rows)) for wave, rows in waves.items()},
            "item_rest": {item: correlation([r[i] for r in answers], [sum(r) - r[i] for r in answers])
                          for i, item in enumerate(SCALE)},
            "alpha_dropped": {item: alpha([r[:i] + r[i + 1:] for r in answers]) for i, item in enumerate(SCALE)},
        },
        "weights": {wave: weights(rows) for wave, rows in waves.items()},
        "sensitivity": {item: sensitivity(before, after, lambda r: level(r[item])) for item in ITEMS},
        "score_sensitivity": sensitivity(before, after, score),
    }}
