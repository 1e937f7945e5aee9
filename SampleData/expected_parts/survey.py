"""The before–during–after survey."""

from math import sqrt

from .reading import table, tally

LABELS = {"Täysin eri mieltä": 1, "Jokseenkin eri mieltä": 2, "Ei samaa eikä eri mieltä": 3,
          "Jokseenkin samaa mieltä": 4, "Täysin samaa mieltä": 5}
ITEMS = [f"K{n}" for n in range(1, 13)]
Z = 1.959963984540054  # standard normal quantile of 0.975


def level(text: str) -> int | None:
    """1–5 from a label or a digit; None for not answered and for don't know (En osaa sanoa, EOS)."""
    if text in LABELS:
        return LABELS[text]
    return int(text) if text.isdigit() else None


def wilson(count: int, n: int) -> list[float]:
    share = count / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return [centre - half, centre + half]


def item_in_wave(rows: list[dict], item: str) -> dict:
    """Mean and share positive (4 or 5) over answers 1–5; the weighted mean uses Paino over the same answers."""
    answers = [(level(r[item]), float(r["Paino"].replace(",", "."))) for r in rows]
    valid = [(v, w) for v, w in answers if v is not None]
    positive = sum(1 for v, _ in valid if v >= 4)
    n = len(valid)
    return {
        "n": n,
        "counts": {str(k): sum(1 for v, _ in valid if v == k) for k in range(1, 6)},
        "dont_know": sum(1 for r in rows if r[item] in ("En osaa sanoa", "EOS")),
        "not_answered": sum(1 for r in rows if r[item] == ""),
        "mean": sum(v for v, _ in valid) / n,
        "weighted_mean": sum(v * w for v, w in valid) / sum(w for _, w in valid),
        "positive": positive,
        "share_positive": positive / n,
        "share_positive_wilson95": wilson(positive, n),
    }


def paired(before: dict[str, dict], after: dict[str, dict], item: str) -> dict:
    """Respondents with the same code in both waves and an answer 1–5 to the item in both. Change = after − before.
    Cohen's dz = mean change / sample standard deviation (n − 1) of the changes. Wilcoxon signed rank: zeros dropped,
    ties by mean ranks; z by the normal approximation with tie correction, without continuity correction."""
    changes = []
    table_of = {f"{b}>{a}": 0 for b in range(1, 6) for a in range(1, 6)}
    for code in sorted(before.keys() & after.keys()):
        b, a = level(before[code][item]), level(after[code][item])
        if b is not None and a is not None:
            changes.append(a - b)
            table_of[f"{b}>{a}"] += 1
    n = len(changes)
    mean = sum(changes) / n
    sd = sqrt(sum((c - mean) ** 2 for c in changes) / (n - 1))
    moved = sorted((abs(c), c) for c in changes if c)
    w_plus, variance_loss, start = 0.0, 0, 0
    while start < len(moved):
        end = start
        while end < len(moved) and moved[end][0] == moved[start][0]:
            end += 1
        rank = (start + 1 + end) / 2
        w_plus += rank * sum(1 for _, c in moved[start:end] if c > 0)
        variance_loss += (end - start) ** 3 - (end - start)
        start = end
    m = len(moved)
    variance = m * (m + 1) * (2 * m + 1) / 24 - variance_loss / 48
    return {
        "n": n, "mean_change": mean, "sd_change": sd, "dz": mean / sd, "t": mean / sd * sqrt(n),
        "wilcoxon_nonzero": m, "wilcoxon_w_plus": w_plus,
        "wilcoxon_z": (w_plus - m * (m + 1) / 4) / sqrt(variance),
        "transitions_before_after": {k: v for k, v in table_of.items() if v},
    }


def recommendation(rows: list[dict]) -> dict:
    """NPS = share of 9–10 less share of 0–6 of those who answered, times 100."""
    scores = [int(r["Suosittelu"]) for r in rows if r["Suosittelu"]]
    promoters, detractors = sum(1 for s in scores if s >= 9), sum(1 for s in scores if s <= 6)
    return {"n": len(scores), "promoters": promoters, "detractors": detractors,
            "mean": sum(scores) / len(scores), "nps": 100 * (promoters - detractors) / len(scores)}


def figures() -> dict:
    waves = {"ennen": table("kysely_ennen.csv"), "aikana": table("kysely_aikana.csv"),
             "jälkeen": table("kysely_jalkeen.csv")}
    by_code = {wave: {r["Vastaajakoodi"]: r for r in rows} for wave, rows in waves.items()}
    invited = {r["Aalto"]: int(r["Kutsuttu"]) for r in table("kutsut.csv")}
    before, during, after = (by_code[w].keys() for w in waves)
    return {"survey": {
        "respondents": {wave: len(rows) for wave, rows in waves.items()},
        "duplicate_codes": {wave: len(rows) - len(by_code[wave]) for wave, rows in waves.items()},
        "unique_codes": len(before | during | after),
        "invited": invited,
        "response_rate": {wave: len(rows) / invited[wave] for wave, rows in waves.items()},
        "pairs_definition": "codes present in both waves, compared exactly as written",
        "pairs_before_after": len(before & after),
        "pairs_before_during": len(before & during),
        "pairs_during_after": len(during & after),
        "in_all_three": len(before & during & after),
        "match_rate_definition": "before–after pairs / after respondents, and / before respondents",
        "match_rate_of_after": len(before & after) / len(after),
        "match_rate_of_before": len(before & after) / len(before),
        "items": {item: {wave: item_in_wave(rows, item) for wave, rows in waves.items()} for item in ITEMS},
        "paired_before_after": {item: paired(by_code["ennen"], by_code["jälkeen"], item) for item in ITEMS},
        "recommendation": {wave: recommendation(rows) for wave, rows in waves.items()},
        "by_sector": {wave: tally(r["Sektori"] for r in rows) for wave, rows in waves.items()},
        "by_gender": {wave: tally(r["Sukupuoli"] for r in rows) for wave, rows in waves.items()},
        "comments": {wave: sum(1 for r in rows if r["Avoin palaute"]) for wave, rows in waves.items()},
    }}
