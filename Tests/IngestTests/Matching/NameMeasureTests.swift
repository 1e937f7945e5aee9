import Testing

@testable import Ingest

@Suite struct NameMeasureTests {
    private func similarity(_ a: String, _ b: String) -> Double { JaroWinkler.similarity(Array(a), Array(b)) }

    /// W. E. Winkler (2006), "Overview of record linkage and current research directions", U.S. Census Bureau, Research Report
    /// Statistics 2006-2, table 6: the columns of the Jaro and the Winkler comparator, to three decimals.
    @Test(arguments: [
        ("SHACKLEFORD", "SHACKELFORD", 0.970, 0.982), ("DUNNINGHAM", "CUNNIGHAM", 0.896, 0.896),
        ("NICHLESON", "NICHULSON", 0.926, 0.956), ("JONES", "JOHNSON", 0.790, 0.832),
        ("MASSEY", "MASSIE", 0.889, 0.933), ("ABROMS", "ABRAMS", 0.889, 0.922),
        ("JERALDINE", "GERALDINE", 0.926, 0.926), ("MARHTA", "MARTHA", 0.944, 0.961),
        ("MICHELLE", "MICHAEL", 0.869, 0.921), ("JULIES", "JULIUS", 0.889, 0.933),
        ("TANYA", "TONYA", 0.867, 0.880), ("DWAYNE", "DUANE", 0.822, 0.840), ("SEAN", "SUSAN", 0.783, 0.805),
        ("JON", "JOHN", 0.917, 0.933),
    ]) func agreesWithPublishedValues(a: String, b: String, jaro: Double, winkler: Double) {
        #expect(abs(JaroWinkler.jaro(Array(a), Array(b)) - jaro) < 0.0006)
        #expect(abs(similarity(a, b) - winkler) < 0.0006)
    }

    @Test func isSymmetricAndBounded() {
        var generator = TestGenerator(seed: 7)
        for _ in 0..<3_000 {
            let words = (0..<2).map { _ in
                (0..<Int.random(in: 0...9, using: &generator)).map { _ in Int.random(in: 0...3, using: &generator) }
            }
            let (one, other) = (
                JaroWinkler.similarity(words[0], words[1]), JaroWinkler.similarity(words[1], words[0])
            )
            #expect(one == other, "\(words)")
            #expect((0...1).contains(one))
            if words[0] == words[1], !words[0].isEmpty { #expect(one == 1) }
        }
    }

    @Test(arguments: [
        ["Naapuriapu Kielopolku ry", "NAAPURIAPU KIELOPOLKU R.Y.", "Naapuriapu  Kielopolku, rekisteröity yhdistys"],
        [
            "Jääpuikko Palvelut Oy", "Oy Jääpuikko Palvelut Ab", "jääpuikko palvelut, oy",
            "Ja\u{308}a\u{308}puikko Palvelut Oy",
        ],
        ["Föreningen Stjärnan rf", "Föreningen Stjärnan, registrerad förening", "Föreningen Stjärnan r.f."],
        ["Kanervikko-säätiö sr", "Kanervikko säätiö", "Kanervikkosäätiö", "KANERVIKKOSÄÄTIÖ sr."],
        ["Akaan kaupunki", "Akaan kunta", "akaan  kaupunki"], ["Tuki & Apu Oy", "Tuki ja Apu Oy", "Tuki + Apu Oy"],
    ]) func knowsTheSameName(spellings: [String]) {
        let names = Set(spellings.map(OrganisationName.init))
        #expect(names.count == 1, "\(names)")
        #expect(names.first?.form != nil)
    }

    @Test func tellsNamesApart() {
        let association = OrganisationName("Kielopolku ry")
        let company = OrganisationName("Kielopolku Oy")
        #expect(association.plain == company.plain)
        #expect(!association.agreesInForm(with: company))
        #expect(OrganisationName("Kielopolku").agreesInForm(with: company))
        #expect(OrganisationName("Kälä ry").plain != OrganisationName("Kala ry").plain)
        #expect(OrganisationName("Kälä ry").folded == OrganisationName("Kala ry").folded)
        #expect(OrganisationName("Lähi palvelut").folded == OrganisationName("Lähipalvelut").folded)
        // A name is never all form.
        #expect(OrganisationName("Oy").plain == "oy")
        #expect(OrganisationName("Kaupunki").words == ["kaupunki"])
        #expect(OrganisationName("... –").isEmpty)
    }

    private static let businessIDs: [(String, String?)] = [
        ("0112038-9", "0112038-9"), ("FI01120389", "0112038-9"), ("01120389", "0112038-9"), (" 112038-9 ", "0112038-9"),
        ("0112038-8", nil), ("Nokia", nil), ("0112038–9", "0112038-9"), ("", nil), ("1-1", nil),
    ]

    @Test(arguments: businessIDs) func readsBusinessIDs(written: String, id: String?) {
        #expect(BusinessIDText(written)?.text == id)
    }
}
