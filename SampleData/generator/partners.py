"""Consortia of several countries. PEnCIL and its four countries are published; all organisations and the others are invented."""

from datetime import date

from .organisations import organisations
from .randomness import Stream
from .writers import delimited, finnish

# Consortium → (first day, last day, Finnish members by sector, others by country).
CONSORTIA = {
    "PEnCIL": (date(2021, 5, 1), None, {"valtio": 1, "säätiö": 1}, {
        "Belgia": ["Beukenkruid vzw", "Lindedauw vzw"],
        "Tšekki": ["Jehličí a mech z. s.", "Kapradinka o. p. s."],
        "Liettua": ["VšĮ Gintarinis šilas", "VšĮ Viržių pieva"]}),
    "Itämeren naapurit": (date(2022, 3, 1), None, {"järjestö": 2, "kunta": 1, "korkeakoulu": 1}, {
        "Ruotsi": ["Föreningen Havtornsviken", "Stiftelsen Strandråg"],
        "Viro": ["MTÜ Kadakarand", "SA Meripuu"],
        "Latvia": ["Biedrība Kāpu Smilga"],
        "Saksa": ["Sanddornwiese e. V.", "Strandhafer gGmbH"]}),
    "Pohjoiset kylät": (date(2023, 5, 15), None, {"järjestö": 1, "yhteiskunnallinen yritys": 1}, {
        "Ruotsi": ["Byalaget Fjällnejlikan"],
        "Norja": ["Stiftelsen Multebærmyra", "Bygdelaget Røsslyngen"],
        "Islanti": ["Félagið Holtasóley"]}),
}


def partners() -> dict[str, bytes]:
    stream = Stream("kumppanit")
    actors = [o for o in organisations() if o.registered]
    rows = [["Konsortio", "Organisaatio", "Maa", "Alkaen", "Päättyy"]]
    for name, (start, end, own, others) in CONSORTIA.items():
        members = [(o.name, "Suomi") for sector, count in own.items()
                   for o in stream.sample([x for x in actors if x.sector == sector], count)]
        members += [(organisation, country) for country, list_of in others.items() for organisation in list_of]
        for organisation, country in members:
            # One member has left, and some joined later than the others.
            left = date(2022, 12, 31) if organisation == "Lindedauw vzw" else end
            joined = date(2023, 2, 1) if organisation in ("VšĮ Viržių pieva", "SA Meripuu") else start
            rows.append([name, organisation, country, finnish(joined), finnish(left)])
    return {"kumppanit.csv": delimited(rows, bom=True)}
