extension FuzzTarget {
    /// Saved Innokylä pages: HTML, text and Markdown, which are told apart by what is in them.
    static let page = FuzzTarget(
        "page",
        tokens: [
            "<html", "<body>", "<h1>", "</h1>", "<h2>", "</h2>", "<p>", "</p>", "<div>", "</div>",
            "<div class=\"field__label\">", "<div class=\"field__item\">", "<dl><dt>", "</dt><dd>", "<ul><li>", "<br>",
            "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "<table><tr><td>", "<svg>", "<template>",
            "<a href=\"https://innokyla.fi/fi/toimintamalli/x\">", "<a href=\"mailto:testi@example.org\">", "</a>",
            "<meta charset=\"iso-8859-1\">", "<meta charset=\"utf-16\">", "&nbsp;", "&#0;", "&#x110000;", "&auml;",
            "&lt;", "\n## ", "\n**", "** **", "\n- ", "[x](y)", "\n• ", "Tekijä", "Luotu", "Luotu: 31.02.2023",
            "Yhteyshenkilön nimi", "Kehittämisen vaihe", "Ratkaisun perusidea **", "Toimintaympäristö",
            "https://innokyla.fi/fi/kokonaisuus/y", "\u{A0}", "\u{AD}", "\u{FEFF}", "\u{0}", "\u{85}", "\r", "\t",
        ],
        seeds: { pages.map { Array($0.utf8) } },
        // By its name alone a page is any of the three.
        check: { bytes, workspace in try ReaderCheck.run(bytes, name: "case.html", workspace) })

    private static let pages = [
        """
        <!DOCTYPE html><!-- saved from url=(0055)https://innokyla.fi/fi/toimintamalli/kylapysakki?tab=1 -->
        <html lang="fi"><head><meta charset="utf-8"><title>Kyläpysäkki | Innokylä</title><script>if (a < b) { w("<h2>Vaihe</h2>") }
        </script></head><body><main><h1>Kyläpysäkki</h1><div class="field"><div class="field__label">Paikkakunta, maakunta tai
        hyvinvointialue</div><div class="field__item">Pori</div><div class="field__item">Satakunnan hyvinvointialue</div></div>
        <dl><dt>Tekijä</dt><dd>Testi Tekijänen</dd><dt>Luotu</dt><dd>02.03.2023</dd></dl></main></body></html>
        """,
        """
        <html><body><h2>Toimintamallin nimi</h2><p>Kyläpysäkki: yhteinen&nbsp;olohuone</p><h3>Pohjautuu</h3>
        <p><a href="/fi/toimintamalli/torikahvila">Torikahvila</a></p><h2><button>Ratkaisun perusidea **</button></h2>
        <p>Idea on <em>yksinkertainen</em>.<br>Kysy: <a href="mailto:testi@example.org">Testi</a>.</p><h2>Ilmiöt</h2>
        <ul><li>yksinäisyys</li><li>ruoka-apu, kahvi</li></ul><h2>Kansikuva</h2><img src="/kansi.jpg" alt="">
        <h2>Kestävyys</h2><p>Kolme vuotta.</p><footer><h2>Yhteystiedot</h2><p>yllapito@example.org</p></footer></body></html>
        """,
        """
        https://innokyla.fi/fi/kokonaisuus/kylat-kuntoon

        Kylät kuntoon

        Luotu: 06.07.2023
        Tekijä: Testi Tekijänen

        Toimijat
        • Testilän kunta
        • Esimerkki, yhdistys ry

        Toimiaika
        1.1.2023–30.6.2024
        Yhteyshenkilön nimi
        Testi Tekijänen
        Yhteyshenkilön sähköpostiosoite
        testi.tekijanen@example.org
        Lyhyt kuvaus
        Kylät ovat kunnossa.
        Toimintamallit
        Torikahvila
        """,
        """
        # Torikahvila
        [Log in](https://innokyla.fi/user/login)
        <https://innokyla.fi/fi/toimintamalli/torikahvila>
        ## Kehittämisen vaihe
        Juurrutettu
        **Ratkaisun perusidea** **
        Tori on kahvila.
        ## Tekijä
        Testi Tekijänen
        ## Share this page
        - [Testi Tekijänen](mailto:testi@example.org)
        """,
        """
        <html><head><title>Kirjaudu sisään | Innokylä</title></head><body><h1>Kirjaudu sisään</h1><form>
        <label>Salasana</label><input type="password"></form><a href="/fi/toimintamalli/b">B</a></body></html>
        """,
    ]
}
