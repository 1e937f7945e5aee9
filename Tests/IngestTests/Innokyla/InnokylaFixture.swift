import Diagnostics
import Records

@testable import Ingest

/// Invented Innokylä pages in the forms in which browsers save them. No person, organisation or address in them is real.
enum InnokylaFixture {
    /// A toimintamalli as HTML, with the frame of the site around it.
    static let model = """
        <!DOCTYPE html>
        <!-- saved from url=(0055)https://innokyla.fi/fi/toimintamalli/kylapysakki?tab=1 -->
        <html lang="fi"><head><meta charset="utf-8"><title>Kyläpysäkki: yhteinen olohuone | Innokylä</title>
        <style>h2 { color: red }</style><script>if (a < b) { document.write("<h2>Vaihe</h2>") }</script></head>
        <body><header><a href="/fi">Innokylä</a></header>
        <nav><ul><li><a href="/fi/toimintamallit">Toimintamallit</a></li><li>Luotu</li></ul></nav>
        <main><h1>Kyläpysäkki: yhteinen olohuone</h1>
        <h2>Toimintamallin nimi</h2><p>Kyläpysäkki: yhteinen&nbsp;olohuone</p>
        <div class="field"><div class="field__label">Toimintamallin lyhyt kuvaus</div>
          <div class="field__item">Kylän keskellä on <em>avoin</em> olohuone, johon on matala kynnys tulla.<br>Se on auki joka päivä.</div></div>
        <div class="field field--label-above"><div class="field__label">Toteutuspaikka</div><div class="field__item">Kirjasto &amp; kahvila</div></div>
        <div class="field"><div class="field__label">Paikkakunta, maakunta tai hyvinvointialue</div>
          <div class="field__item">Pori</div><div class="field__item">Satakunnan hyvinvointialue</div></div>
        <div class="field"><div class="field__label">Toimintamallin rahoittaja</div><div class="field__item">Euroopan Sosiaalirahasto (ESR)</div></div>
        <div class="field"><div class="field__label">Toimintamallin kokonaisuus</div>
          <div class="field__item"><a href="https://innokyla.fi/fi/kokonaisuus/kylat-kuntoon">Kylät kuntoon</a></div></div>
        <h3>Pohjautuu</h3><p><a href="/fi/toimintamalli/torikahvila">Torikahvila</a></p>
        <dl><dt>Tekijä</dt><dd>Testi Tekijänen</dd><dt>Luotu</dt><dd>02.03.2023</dd><dt>Viimeksi muokattu</dt><dd>04.04.2024 - 12:31</dd></dl>
        <h2><button aria-expanded="false">Ratkaisun perusidea **</button></h2><p>Perusidea on yksinkertainen.</p><h3>Arki</h3><p>Ovi on auki.</p>
        <h2>Toimintaympäristö **</h2><p>Pieni kylä.</p>
        <h2>Kohderyhmä ja asiakasymmärrys **</h2><p>–</p>
        <h2>Toimivuuden ja käyttöönoton ehdot **</h2>
        <h2>Arvioinnin tulokset tiivistettynä **</h2><p>Kävijät palaavat.</p>
        <h2>Vinkit toimintamallin soveltajille **</h2><p>Kysy lisää: <a href="mailto:testi.tekijanen@example.org">Testi Tekijänen</a> tai testi@example.org.</p>
        <h2>Kansikuva</h2><img src="/sites/default/files/kansi.jpg?itok=1" alt="">
        <h2>Kehittämisen vaihe</h2><p>Kehitteillä</p>
        <h2>Ilmiöt</h2><ul><li>yksinäisyys</li><li>ruoka-apu, kahvi</li></ul>
        <h2>Kohderyhmä</h2><p>kuntalaiset, ikäihmiset</p>
        <h2>Kestävyys</h2><p>Kolme vuotta.</p>
        <h2>Kehittämisen polku</h2><h3>1. Oivalla ja ymmärrä</h3>
        <h4>Toimintaympäristö</h4><p>Polun ympäristö.</p>
        <h4>Tavoiteltu muutos</h4><p>Enemmän kohtaamisia.</p></main>
        <footer><h2>Yhteystiedot</h2><p>Testi Ylläpitäjä, yllapito@example.org</p></footer></body></html>
        """

    /// A kokonaisuus as plain text, its headings in another order.
    static let programme = """
        https://innokyla.fi/fi/kokonaisuus/kylat-kuntoon

        Kylät kuntoon

        Luotu: 06.07.2023
        Viimeksi muokattu: 22.03.2024
        Tekijä: Testi Tekijänen

        Toimijat
        • Testilän kunta
        • Mallin Säätiö sr
        • Esimerkki, yhdistys ry

        Toimiaika
        1.1.2023–30.6.2024, toimiaika 2023

        Yhteyshenkilön nimi
        Testi Tekijänen
        Yhteyshenkilön organisaatio
        Mallin Säätiö sr
        Yhteyshenkilön sähköpostiosoite
        testi.tekijanen@example.org

        Kokonaisuuden nimi
        Kylät kuntoon
        Lyhyt kuvaus
        Kylät ovat kunnossa.
        Rahoittaja
        Euroopan Sosiaalirahasto (ESR)
        Kokonaisuuden tarkoitus ja tavoitteet
        Tarkoitus: kylät kuntoon.
        Toimijat ovat mukana alusta asti.
        Päämäärä ja päätavoite
        Kunto.
        Toimintamallit
        Kyläpysäkki
        Torikahvila
        """

    /// A toimintamalli as Markdown, with the frame in English.
    static let markdown = """
        # Torikahvila

        [Home](https://innokyla.fi/en) · [Log in](https://innokyla.fi/user/login)

        <https://innokyla.fi/fi/toimintamalli/torikahvila>

        ## Kehittämisen vaihe
        Juurrutettu
        ## Paikkakunta, maakunta tai hyvinvointialue
        Valtakunnallinen
        **Ratkaisun perusidea** **
        Tori on kahvila.
        Toimintaympäristö **
        Tori.
        ## Tekijä
        Testi Tekijänen
        ## Share this page
        - [Testi Tekijänen](mailto:testi@example.org)
        - Facebook
        """

    static let login = """
        <html><head><title>Kirjaudu sisään | Innokylä</title></head><body><h1>Kirjaudu sisään</h1>
        <form><label>Sähköpostiosoite</label><input name="name"><label>Salasana</label><input type="password"></form></body></html>
        """

    static let list = """
        <html><head><title>Toimintamallit | Innokylä</title></head><body><h1>Toimintamallit</h1><ul>
        <li><a href="/fi/toimintamalli/a">A</a></li><li><a href="/fi/toimintamalli/b">B</a></li>
        <li><a href="/fi/toimintamalli/c">C</a></li></ul>
        <h2>Kehittämisen vaihe</h2><p>Kehitteillä</p><h2>Ilmiöt</h2><p>yksinäisyys</p></body></html>
        """

    static let news = """
        <html><head><link rel="canonical" href="https://innokyla.fi/fi/ajankohtaista/penkki"><title>Penkki | Innokylä</title></head>
        <body><h1>Penkki</h1><p>Luotu: 3.4.2024</p><p>Toteutuspaikka: tori</p></body></html>
        """

    /// What may be read of a toimintamalli.
    static func innovation(_ further: [ColumnMapping] = [], ignored: [String] = []) -> Mapping {
        var region = ColumnMapping("region", from: ["alue"], codes: "maakunta")
        region.places = PlaceReading(levels: ["national", "hyvinvointialue", "maakunta", "kunta"])
        var phase = ColumnMapping("phase", from: ["Kehittämisen vaihe"], codes: "phase")
        phase.keepsUnlisted = true
        return Mapping(
            file: "mapping.yaml", record: .innovation, format: DeclaredFormat(kind: .innokyla),
            columns: [
                ColumnMapping("innovation", from: ["tunnus"]), ColumnMapping("name", from: ["nimi"]), region, phase,
                ColumnMapping("created", from: ["Luotu"]), ColumnMapping("modified", from: ["muokattu"]),
                ColumnMapping("funder", from: ["rahoittaja"]), ColumnMapping("derived_from", from: ["pohjautuu"]),
                ColumnMapping("core_fields", from: ["ydinkenttia"], range: 0...6),
                ColumnMapping("programme", from: ["kokonaisuus"], type: .identifier),
            ] + further,
            ignored: ignored, unique: ["innovation"])
    }

    /// What may be read of a kokonaisuus.
    static let programmeMapping = Mapping(
        file: "mapping.yaml", record: .programme, format: DeclaredFormat(kind: .innokyla),
        columns: [
            ColumnMapping("programme", from: ["tunnus"]), ColumnMapping("name", from: ["Kokonaisuuden nimi"]),
            ColumnMapping("organisation", from: ["yhteysorganisaatio"]), ColumnMapping("period", from: ["Toimiaika"]),
            ColumnMapping("created", from: ["luotu"]), ColumnMapping("modified", from: ["muokattu"]),
            ColumnMapping("funder", from: ["Rahoittaja"]), ColumnMapping("actors", from: ["toimijoita"]),
            ColumnMapping("innovations", from: ["toimintamalleja"]),
        ])

    static var lists: [CodeList] {
        get throws {
            try RegionLists.lists + [
                CodeList(name: "phase", codes: [Code(code: "development", titles: ["fi": "Kehitteillä"])])
            ]
        }
    }

    static func read(_ page: String, _ mapping: Mapping, name: String = "sivu.html") throws -> Reading {
        try IngestTests.read(Array(page.utf8), mapping, name: name, lists: lists)
    }
}
