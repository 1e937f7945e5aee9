"""The coded answers to the survey's open question."""

from .reading import table
from .survey import wilson


def mentioned(rows: list[dict]) -> dict:
    """Per theme the respondents whose answers speak of it, of all respondents with a coded answer; a respondent with
    several themes counts in each, so that the shares add up to more than 1."""
    people = {r["Vastaajakoodi"] for r in rows}
    by_theme: dict[str, set[str]] = {}
    for r in rows:
        for theme in r["Teemat"].split(", "):
            by_theme.setdefault(theme, set()).add(r["Vastaajakoodi"])
    return {
        "respondents": len(people),
        "themes": {
            theme: {"count": len(found), "share": len(found) / len(people),
                    "wilson95": wilson(len(found), len(people))}
            for theme, found in sorted(by_theme.items())
        },
    }


def figures() -> dict:
    rows = table("avoimet_koodattu.csv")
    waves = list(dict.fromkeys(r["Aalto"] for r in rows))
    return {"open_text": {
        "answers": len(rows),
        "mentions": sum(len(r["Teemat"].split(", ")) for r in rows),
        "themes_definition": "respondents with the theme / respondents with a coded answer, in all and by wave",
        "all": mentioned(rows),
        "by_wave": {wave: mentioned([r for r in rows if r["Aalto"] == wave]) for wave in waves},
        "released": sorted(r["Sitaatti"] for r in rows if r["Julkaisulupa"] == "kyllä"),
        "not_released": sorted(r["Sitaatti"] for r in rows if r["Sitaatti"] and r["Julkaisulupa"] != "kyllä"),
    }}
