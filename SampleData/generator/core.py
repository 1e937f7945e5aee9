"""The elements that make the core of each model, and what each adopter did with them."""

from .innovations import Innovation, adoption_stages, innovations
from .randomness import Stream
from .writers import delimited, finnish

TITLES = """
Nimetty yhdyshenkilö|Aloituskeskustelu|Vertaisohjaaja ammattilaisen parina|Viikoittainen tapaaminen
Matalan kynnyksen paikka|Yhteinen ateria|Kirjallinen sopimus tavoitteista|Kokemusosaaja mukana suunnittelussa
Käynti kotona ensimmäisellä viikolla|Palautekeskustelu kuukausittain|Maksuton osallistuminen|Vapaaehtoisten perehdytys
Moniammatillinen tiimi|Osallistujien oma suunnitteluvuoro|Saattaen vaihto palvelusta toiseen|Yhteinen seurantalomake
Ei ennakkoilmoittautumista|Selkokieliset ohjeet|Enintään kahdeksan hengen ryhmä|Säännöllinen työnohjaus
""".replace("\n", "|").strip("|").split("|")


def core() -> dict[str, bytes]:
    items = innovations()
    elements = core_elements(items)
    return {"ydinelementit.csv": element_list(elements), "ydinten_kaytto.csv": uses(items, elements)}


def core_elements(items: list[Innovation]) -> dict[str, list[tuple[str, str]]]:
    """Code and title of each element of the published models, as many as innokyla.csv says that there are."""
    stream = Stream("ydinelementit")
    return {item.code: [(f"{item.code}-{n}", title)
                        for n, title in enumerate(stream.sample(TITLES, item.elements), start=1)]
            for item in items if item.published}


def element_list(elements: dict[str, list[tuple[str, str]]]) -> bytes:
    rows = [["Innovaatio", "Elementti", "Nimi"]]
    rows += [[innovation, code, title] for innovation, list_of in elements.items() for code, title in list_of]
    return delimited(rows, line_end="\n")


def uses(items: list[Innovation], elements: dict[str, list[tuple[str, str]]]) -> bytes:
    """One row per adoption with known numbers and element: as many are kept as kayttoonotot.csv says. Some elements give way more
    easily than others, and some of them are rather adapted than dropped."""
    stream = Stream("ydinten-kaytto")
    weight = {code: 0.2 + 3 * stream.unit() * stream.unit() for list_of in elements.values() for code, _ in list_of}
    adapted = {code: 0.35 + 0.5 * stream.unit() for list_of in elements.values() for code, _ in list_of}
    rows = [["Innovaatio", "Käyttöönottaja", "Elementti", "Käyttö", "Päivä"]]
    for day, item, adopter, stage, _, kept, total in adoption_stages(items):
        if stage != "käyttöönotto" or not total:
            continue
        rest = [code for code, _ in elements[item.code]]
        changed = set()
        for _ in range(int(total) - int(kept)):
            code = stream.weighted([(x, weight[x]) for x in rest if x not in changed])
            changed.add(code)
        for code in rest:
            use = "säilytetty"
            if code in changed:
                use = "muokattu" if stream.chance(adapted[code]) else "jätetty pois"
            rows.append([item.code, adopter.name, code, use, finnish(day)])
    return delimited(rows)
