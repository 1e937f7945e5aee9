"""Computes expected.json from the survey's file, with Python's standard library and SciPy's quantiles of t."""
import csv, json, math, pathlib
from collections import Counter
from scipy import stats

here = pathlib.Path(__file__).parent
with open(here / "limesurvey_rse_can_2017.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
names = {name.split(".")[0]: name for name in rows[0] if name and "[multi]" not in name}
multi = {name.rsplit("[", 1)[1].rstrip("]"): name for name in rows[0] if name.startswith("tool5_can")}
EDUCATION = {"Doctorate": "doctorate", "Masters Degree": "masters", "Bachelors Degree": "bachelors",
             "College Diploma": "diploma", "Some University": "some-university", "Some College": "some-college"}
ORGANISATION = {"University": "university", "Non-profit": "non-profit", "Private sector": "private", "Charity": "charity",
                "Government department": "government", "College": "college", "Other": "other", "": ""}
QUESTION = {"developing": "time1can", "researching": "time2can", "managing": "time3can"}
YES = {"research": names["rse1"], "published": names["paper1"], "cloud": multi["Cloud service"], "laptop": multi["Laptop/desktop"]}


def mean(values):
    n = len(values)
    m = math.fsum(values) / n
    if n < 2:
        return {"n": n, "value": m}
    sd = math.sqrt(math.fsum((v - m) ** 2 for v in values) / (n - 1))
    half = stats.t.ppf(0.975, n - 1) * sd / math.sqrt(n)
    return {"n": n, "value": m, "sd": sd, "interval": [m - half, m + half]}


def share(answers):
    n, k = len(answers), sum(answers)
    z, p = stats.norm.ppf(0.975), k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    interval = [(middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)]
    if k == 0: interval[0] = 0.0
    if k == n: interval[1] = 1.0
    return {"n": n, "value": p, "interval": interval}


def column(question, group=None, code=None):
    chosen = rows if group is None else [row for row in rows if group(row) == code]
    return [row[question] for row in chosen if row[question] != ""]


education = lambda row: EDUCATION[row[names["edu1"]]]
organisation = lambda row: ORGANISATION[row[names["currentEmp1"]]]
tenths = lambda question: [int(text.split()[0]) for text in column(names[question])]
years = lambda *group: [float(text) for text in column(names["soft1can"], *group)]
professional = lambda *group: [text == "Yes" for text in column(names["soft2can"], *group)]
licences = column(names["open1_can"])


def groups(compute):
    result = {}
    for name, group, codes in (("education", education, EDUCATION.values()), ("organisation", organisation, ORGANISATION.values())):
        result[name] = {code: compute(group, code) for code in codes if code and len(compute_values(compute, group, code))}
    return result


def compute_values(compute, group, code):
    return years(group, code) if compute is by_years else professional(group, code)


by_years = lambda group, code: mean(years(group, code))
by_professional = lambda group, code: share(professional(group, code))
expected = {
    "rows": len(rows),
    "responses": {"education": Counter(map(education, rows)), "organisation": {k: v for k, v in Counter(map(organisation, rows)).items() if k}},
    "crossed": {f"{e}/{o}": k for (e, o), k in Counter((education(row), organisation(row)) for row in rows).items() if o},
    "experience": mean(years()), "experience-by": groups(by_years),
    "professional": share(professional()), "professional-by": groups(by_professional),
    "time": {item: mean(tenths(question)) for item, question in QUESTION.items()},
    "time-answers": {item: {str(k): Counter(tenths(question))[k] / len(tenths(question)) for k in range(1, 11)}
                     for item, question in QUESTION.items()},
    "yes": {item: share([text == "Yes" for text in column(question)]) for item, question in YES.items()},
    "licences": {code: sum(text == name for text in licences) / len(licences) for code, name in
                 (("never", "Never"), ("sometimes", "Sometimes"), ("often", "Often"), ("very-often", "Very Often"), ("always", "Always"))},
    "characters": sum(len(row[names["skill1"]].strip()) for row in rows),
}
(here / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")
