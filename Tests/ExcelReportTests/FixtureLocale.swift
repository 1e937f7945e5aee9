import Reporting

/// Finnish as the tests need it: its forms of numbers and the texts of the workbook.
enum FixtureLocale {
    static let finnish = ReportLocale(
        language: "fi", decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
        withheldMark: "[c]",
        absenceMarks: ["no-observations": "[x]", "not-applicable": "[z]", "no-target": "[z]", "other": "[x]"],
        approximateWord: "n.", dayForm: "d.M.yyyy", monthNames: [], texts: texts)

    static let english = ReportLocale(
        language: "en", decimalMark: ".", groupMark: ",", percentGap: "", minus: "\u{2212}", withheldMark: "[c]",
        absenceMarks: ["other": "[x]"], approximateWord: "about", dayForm: "d MMMM yyyy",
        monthNames: ["January", "February"], texts: texts)

    private static let texts: [String: String] = [
        "table.total": "Yhteensä",
        "excel.about": "Tietoja raportista",
        "excel.as-of": "Tilanne",
        "excel.back-to-contents": "Takaisin sisällykseen",
        "excel.build": "Raporttiajon tunniste",
        "excel.column.achieved": "Toteuma tavoitteesta",
        "excel.column.code": "Tunnus",
        "excel.column.content": "Sisältö",
        "excel.column.detail": "Lisätieto",
        "excel.column.explanation": "Selitys",
        "excel.column.figure": "Tunnusluku",
        "excel.column.indicator": "Indikaattori",
        "excel.column.meaning": "Merkitys",
        "excel.column.note": "Huomautus",
        "excel.column.section": "Osio",
        "excel.column.sheet": "Välilehti",
        "excel.column.status": "Tavoitteen toteutuminen",
        "excel.column.subject": "Aihe",
        "excel.column.target": "Tavoite",
        "excel.column.term": "Sana",
        "excel.column.unit": "Yksikkö",
        "excel.column.used-on": "Välilehti, jota huomautus koskee",
        "excel.column.value": "Arvo",
        "excel.contact": "Yhteystiedot",
        "excel.contents": "Sisällys",
        "excel.cover": "Kansilehti",
        "excel.cover.content": "Raportin tiedot, lukuohje ja merkkien selitykset",
        "excel.definitions": "Määritelmät",
        "excel.definitions.title": "Menetelmät ja määritelmät",
        "excel.description": "Mistä raportti kertoo",
        "excel.figure": "Kuvio {number}",
        "excel.go-to-contents": "Siirry sisällykseen",
        "excel.go-to-notes": "Siirry huomautuksiin",
        "excel.go-to-sheet": "Siirry välilehdelle {sheet}",
        "excel.how-to-read": "Näin luet työkirjaa",
        "excel.how-to-read.numbers":
            "Luvut ovat soluissa pyöristämättöminä; näkyvissä ne on pyöristetty. Näkyvien lukujen summa voi siksi poiketa hieman esitetystä summasta.",
        "excel.how-to-read.sheets":
            "Kullakin välilehdellä on enintään yksi taulukko. Otsikko on solussa A1, ja taulukko alkaa sarakkeesta A. Kuviot on piirretty saman välilehden taulukosta.",
        "excel.key-figures": "Tunnusluvut",
        "excel.key-figures.title": "Keskeiset tunnusluvut",
        "excel.legend": "Merkkien selitykset",
        "excel.marks": "Merkit: {list}.",
        "excel.no-rows": "Ei rivejä",
        "excel.note": "Huomautus {number}",
        "excel.notes": "Huomautukset",
        "excel.notes.title": "Huomautukset taulukoihin",
        "excel.organisation": "Julkaisija",
        "excel.period": "Ajanjakso",
        "excel.source": "Lähde: {source}",
        "excel.table-size": "Taulukon koko: rivejä {rows}, sarakkeita {columns}.",
        "excel.text-cut": "[teksti katkaistu]",
        "excel.used-also": "{first} (myös {others})",
    ]
}
