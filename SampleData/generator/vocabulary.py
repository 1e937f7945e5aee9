"""Words and codes that several files share: regions, sectors, invented organisation names."""

# maakunta → (weight in the pilot's network, municipalities used as places). Real place names; everything that the
# data say to have happened there is invented, except the events listed in README.md.
REGIONS = {
    "Uusimaa": (26, ["Helsinki", "Espoo", "Vantaa", "Porvoo"]),
    "Varsinais-Suomi": (9, ["Turku", "Salo"]),
    "Satakunta": (11, ["Pori", "Rauma"]),
    "Kanta-Häme": (3, ["Hämeenlinna"]),
    "Pirkanmaa": (11, ["Tampere", "Nokia"]),
    "Päijät-Häme": (5, ["Lahti"]),
    "Kymenlaakso": (3, ["Kotka", "Kouvola"]),
    "Etelä-Karjala": (6, ["Lappeenranta", "Imatra"]),
    "Etelä-Savo": (3, ["Mikkeli"]),
    "Pohjois-Savo": (6, ["Kuopio", "Iisalmi"]),
    "Pohjois-Karjala": (4, ["Joensuu"]),
    "Keski-Suomi": (5, ["Jyväskylä"]),
    "Etelä-Pohjanmaa": (2, ["Seinäjoki"]),
    "Pohjanmaa": (2, ["Vaasa"]),
    "Pohjois-Pohjanmaa": (6, ["Oulu", "Kalajoki"]),
    "Kainuu": (2, ["Kajaani"]),
    "Lappi": (5, ["Kemi", "Rovaniemi"]),
}

# Finer sector → quadruple-helix sector.
SECTORS = {
    "kunta": "julkinen",
    "hyvinvointialue": "julkinen",
    "valtio": "julkinen",
    "korkeakoulu": "tutkimus",
    "tutkimuslaitos": "tutkimus",
    "yritys": "yritys",
    "yhteiskunnallinen yritys": "yritys",
    "järjestö": "kansalaiset",
    "säätiö": "kansalaiset",
    "kansalainen": "kansalaiset",
}

# Invented; Innokylä has vocabularies of its own, which were not found.
TARGET_GROUPS = ["ikääntyneet", "nuoret", "työttömät", "perheet", "maahanmuuttaneet", "asunnottomat", "ammattilaiset"]

# How an invented name is made from a word, by sector.
PATTERNS = {
    "kunta": ["Lähipalvelut {}", "Kohtaamispaikka {}", "Työllisyyspalvelut {}", "Kuntakokeilu {}"],
    "hyvinvointialue": ["Sote-asema {}", "Perhekeskus {}"],
    "valtio": ["Aluevirasto {}"],
    "korkeakoulu": ["{}-ammattikorkeakoulu", "{}-yliopisto"],
    "tutkimuslaitos": ["Tutkimuskeskus {}"],
    "yritys": ["{} Palvelut Oy", "{} Muotoilu Oy"],
    "yhteiskunnallinen yritys": ["Työosuuskunta {}", "{} Tekee Oy"],
    "järjestö": ["{} ry", "Naapuriapu {} ry", "Kyläyhdistys {} ry"],
    "säätiö": ["{}-säätiö sr"],
}

WORDS = """
Haavanlehti Hallanvaara Hangenkanto Harakankello Heinäseiväs Helmipöllö Hiidenkirnu Hilliäinen Honkapuro Huurrekukka
Ilvespolku Jouhivene Juolukka Jääpuikko Kaarnalaiva Kaislaranta Kanervikko Karhunputki Kastehelmi Katajapelto Kehräsaari
Kellokanerva Keltavuokko Kevätpuro Kielopolku Kihokki Kirsikkala Kiurunlento Koivuhalko Korpikuusi Koskikara Kuovinpesä
Kurjenkello Kuutamopolku Käenkaali Käpytikka Lakkasuo Lehtokurppa Leinikkö Lemmikkiniitty Luhtavilla Lähteensilmä
Maitohorsma Marjapuro Mesiangervo Metsätähti Muikkuverkko Mustikkasuo Niittyvilla Nuotiopiiri Näreikkö Ojakellukka
Orvokkiniitty Pajunkissa Peltopyy Petäjikkö Pihlajanmarja Pikkukuovi Poutapilvi Puolukkakangas Päivänkakkara Pääskynpesä
Rentukka Riekonmarja Riihenkynnys Ruusuruoho Räystäspääsky Saarnilehto Salokataja Sammalkivi Sananjalka Savipolku
Sirppikuu Suopursu Suvituuli Syreenipiha Tervahauta Tilhiparvi Tuohikontti Tuomenkukka Tuulenpesä Tyrnikari Tähtisumu
Uurrekivi Vanamo Vesiheinä Viherpeippo Viitakko Virmajuuri Voikukkapelto Vuorenkilpi Västäräkki Yövilkka Ahomansikka
Hirvenkello Isokarpalo Kivikkosaari Aamusumu Aaltopato Sudenkorento Leppäkerttu Vesiputous Lumikello Ruiskukka
Tammenterho Ulpukka
""".split()


def business_id(number: int) -> str | None:
    """Y-tunnus of a seven-digit number, or None where the rule issues none. 9xxxxxx has never been issued."""
    digits = f"{number:07d}"
    rest = sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2))) % 11
    if rest == 1:
        return None
    return f"{digits}-{0 if rest == 0 else 11 - rest}"


def artificial_identity_code(birth: str, sign: str, serial: int) -> str:
    """A personal identity code with a serial of 900–999, which are kept for tests and belong to nobody."""
    if not 900 <= serial <= 999:
        raise ValueError("only artificial serials 900–999 are allowed in the sample")
    mark = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{birth}{serial}") % 31]
    return f"{birth}{sign}{serial}{mark}"
