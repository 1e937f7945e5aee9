/// A field of an Innokylä page, by the headings that it has there.
///
/// - SeeAlso: The pages of toimintamallit and kokonaisuudet at innokyla.fi, as they were in 2023–2024.
struct InnokylaField: Sendable {
    enum Kind: Sendable {
        case text
        /// Values of which each stands in a piece of its own, or between commas.
        case list
        /// A day as dd.mm.yyyy.
        case day
        /// One or several other pages.
        case link
        /// The name of a file.
        case file
        /// Names or addresses of people, which are left out.
        case person
    }

    /// What mappings call the field.
    let key: String
    /// The headings that begin it.
    let headings: [String]
    var kind = Kind.text
    /// Whether it is one of the six core fields of a toimintamalli.
    var isCore = false

    /// The fields of both kinds of page, in their order on the page.
    static let all: [InnokylaField] = [
        InnokylaField(key: "nimi", headings: ["Toimintamallin nimi", "Kokonaisuuden nimi"]),
        InnokylaField(
            key: "lyhyt_kuvaus",
            headings: ["Toimintamallin lyhyt kuvaus", "Lyhyt kuvaus", "Kokonaisuuden lyhyt kuvaus"]),
        InnokylaField(key: "toteutuspaikka", headings: ["Toteutuspaikka"]),
        InnokylaField(key: "alue", headings: ["Paikkakunta, maakunta tai hyvinvointialue"], kind: .list),
        InnokylaField(
            key: "rahoittaja", headings: ["Toimintamallin rahoittaja", "Rahoittaja", "Kokonaisuuden rahoittaja"]),
        InnokylaField(key: "kokonaisuus", headings: ["Toimintamallin kokonaisuus"], kind: .link),
        InnokylaField(key: "pohjautuu", headings: ["Pohjautuu", "Pohjautuu toimintamalliin"], kind: .link),
        InnokylaField(key: "tekija", headings: ["Tekijä", "Tekijät"], kind: .person),
        InnokylaField(key: "luotu", headings: ["Luotu"], kind: .day),
        InnokylaField(key: "muokattu", headings: ["Viimeksi muokattu", "Muokattu"], kind: .day),
        InnokylaField(key: "ratkaisu", headings: ["Ratkaisun perusidea"], isCore: true),
        InnokylaField(key: "ymparisto", headings: ["Toimintaympäristö"], isCore: true),
        InnokylaField(key: "kohderyhma_kuvaus", headings: ["Kohderyhmä ja asiakasymmärrys"], isCore: true),
        InnokylaField(key: "ehdot", headings: ["Toimivuuden ja käyttöönoton ehdot"], isCore: true),
        InnokylaField(key: "arviointi", headings: ["Arvioinnin tulokset tiivistettynä"], isCore: true),
        InnokylaField(key: "vinkit", headings: ["Vinkit toimintamallin soveltajille"], isCore: true),
        InnokylaField(key: "kansikuva", headings: ["Kansikuva"], kind: .file),
        InnokylaField(key: "logot", headings: ["Toteuttajien logot"], kind: .file),
        InnokylaField(key: "vaihe", headings: ["Kehittämisen vaihe"]),
        InnokylaField(key: "ilmiot", headings: ["Ilmiöt"], kind: .list),
        InnokylaField(key: "kohderyhma", headings: ["Kohderyhmä"], kind: .list),
        // The path of development.
        InnokylaField(key: "polku_ymparisto", headings: []),
        InnokylaField(key: "lahtotilanne", headings: ["Lähtötilanne ja strategiset liittymäkohdat"]),
        InnokylaField(key: "tarpeet", headings: ["Kehitystyön lähtökohtana olevat tarpeet"]),
        InnokylaField(key: "kehittajajoukko", headings: ["Kehittäjäjoukon kokoaminen ja yhteiskehittäminen"]),
        InnokylaField(key: "muutos", headings: ["Tavoiteltu muutos"]),
        InnokylaField(key: "mittaaminen", headings: ["Muutoksen mittaaminen"]),
        InnokylaField(key: "suunnitelma", headings: ["Toteutussuunnitelma"]),
        InnokylaField(key: "arviointitieto", headings: ["Arviointitietoa tiivistetysti"]),
        // A kokonaisuus.
        InnokylaField(key: "tarkoitus", headings: ["Kokonaisuuden tarkoitus ja tavoitteet"]),
        InnokylaField(key: "toimiaika", headings: ["Toimiaika"]),
        InnokylaField(key: "toimijat", headings: ["Toimijat"], kind: .list),
        InnokylaField(key: "yhteysorganisaatio", headings: ["Yhteyshenkilön organisaatio"]),
        InnokylaField(
            key: "yhteyshenkilo",
            headings: [
                "Yhteyshenkilön nimi", "Yhteyshenkilön sähköpostiosoite", "Yhteyshenkilön sähköposti",
                "Yhteyshenkilön puhelinnumero", "Yhteyshenkilön puhelin", "Yhteyshenkilö", "Yhteyshenkilöt",
                "Yhteystiedot", "Ota yhteyttä", "Kommentit", "Kirjoittaja", "Ylläpitäjä", "Ylläpitäjät", "Muokkaaja",
                "Jäsenet",
            ], kind: .person),
        InnokylaField(key: "paamaara", headings: ["Päämäärä ja päätavoite"]),
        InnokylaField(key: "tulokset", headings: ["Tavoiteltavat tulokset, tuotokset ja vaikutukset"]),
        InnokylaField(
            key: "toimintamallit",
            headings: ["Toimintamallit", "Kokonaisuuden toimintamallit", "Linkitetyt toimintamallit"],
            kind: .link),
        InnokylaField(key: "tyoskentelytila", headings: ["Työskentelytila", "Työskentelytilat"], kind: .link),
    ]

    /// What Kaiku itself finds out about a page.
    static let derived = [
        "tunnus", "laji", "osoite", "ydinkenttia", "toimijoita", "toimintamalleja", "ilmioita", "kohderyhmia",
    ]

    /// Headings of parts of a page, which hold no text of their own.
    static let sections = [
        "kehittämisen polku", "oivalla ja ymmärrä", "kuvittele ja kokeile", "kuvaa ja jaa", "toimintamalli",
        "kokonaisuus", "perustiedot",
    ]
    /// Those of the path of development.
    static let path: Set<String> = ["kehittämisen polku", "oivalla ja ymmärrä", "kuvittele ja kokeile", "kuvaa ja jaa"]

    /// The field's position by its headings, as they are compared.
    static let positions: [String: Int] = {
        var positions: [String: Int] = [:]
        for (position, field) in all.enumerated() {
            for heading in field.headings { positions[heading.lowercased()] = position }
        }
        return positions
    }()

    /// The headings after which a day or a person may stand on the same line.
    static let beginnings: [(words: String, position: Int)] = all.enumerated().flatMap { position, field in
        field.kind == .day || field.kind == .person
            ? field.headings.map { (words: $0.lowercased() + " ", position: position) } : []
    }

    /// What a mapping may call the fields.
    static let names: [String] = positions.keys.sorted() + all.map(\.key) + derived

    /// The key of a name that a mapping uses: a key, or a heading; nil when it is neither.
    static func key(_ name: String) -> String? {
        let plain = comparable(name)
        if derived.contains(plain) || all.contains(where: { $0.key == plain }) { return plain }
        return positions[plain].map { all[$0].key }
    }

    /// A heading as it is compared: without its colon, the mark of core fields and numbers before it.
    static func comparable(_ text: String) -> String {
        var plain = Substring(PageText.plain(text).lowercased())
        while let last = plain.last, last == "*" || last == ":" || last == " " { plain.removeLast() }
        while let first = plain.first, first == "*" || first == " " { plain.removeFirst() }
        let digits = plain.prefix(while: \.isNumber)
        if !digits.isEmpty, digits.count < 3, digits.count < plain.count {
            let rest = plain.dropFirst(digits.count).drop { $0 == "." || $0 == ")" || $0 == " " }
            if !rest.isEmpty { plain = rest }
        }
        return String(plain)
    }
}
