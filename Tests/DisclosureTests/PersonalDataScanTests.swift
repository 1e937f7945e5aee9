import Diagnostics
import Testing

@testable import Disclosure

struct PersonalDataScanTests {
    private func kinds(_ text: String, allowing: Set<String> = []) -> [PersonalDataKind] {
        PersonalDataScan(allowing: allowing).matches(in: Array(text.utf8)).map(\.kind)
    }

    /// Made with the serials 900...999, which are given to nobody.
    @Test(arguments: [
        "010190-900P", "010190–900P", "010190\u{2212}900P", "010190Y900P", "150655-901S", "150655+901S",
        "290204A999K", "290204a999k", "290204F999K", "hetu:150655-901S.", "<td>150655-901S</td>", "\"150655-901S\"",
        "hetu150655-901S", "x 150655-901S\n",
    ]) func findsIdentityCodes(text: String) {
        #expect(kinds(text) == [.personalIdentityCode], "\(text)")
    }

    @Test(arguments: [
        // A wrong check character, a month or day that cannot be, a digit too many, letters that go on.
        "010190-900N", "011390-900C", "320190-900P", "1010190-900P", "010190-900P1", "010190-900Px", "010190G900P",
        "3f290204a999k", "2024-01-01", "20240101-900P",
    ]) func leavesOtherNumbersAlone(text: String) {
        #expect(kinds(text).isEmpty, "\(text)")
    }

    @Test(arguments: [
        "etu.suku@esimerkki.fi", "Kirjoita: etu.suku@esimerkki.fi.", "<a href=\"mailto:a@b.example.org\">",
        "a_b+c@d-e.fi",
        "åke@örebro.se", "etu.suku (at) esimerkki.fi", "etu[at]esimerkki.fi",
    ]) func findsAddresses(text: String) { #expect(kinds(text) == [.eMailAddress], "\(text)") }

    @Test(arguments: [
        "@media print", "a @ b", "axe-core@4.12", "5 @ 3.50", "@context", "https://unpkg.example/pkg@1.2/x", "a@b",
        "(at) x.fi",
        "etu@.fi",
    ]) func leavesOtherAtSignsAlone(text: String) { #expect(kinds(text).isEmpty, "\(text)") }

    @Test(arguments: [
        "+358 40 123 4567", "+358401234567", "+358-40-1234567", "+358 (0)40 123 4567", "00358 40 1234567",
        "040 123 4567",
        "040-1234567", "0401234567", "050 1234 567", "Puh. 0401234567.", "puh:0401234567", "(09) 123 4567",
        "09 1234 567",
        "09-1234567", "029 524 6000", "040\u{A0}123\u{A0}4567", "+46 8 123 456 78",
    ]) func findsPhoneNumbers(text: String) { #expect(kinds(text) == [.phoneNumber], "\(text)") }

    @Test(arguments: [
        "0.0401234567", "0,0401234567", "1e+12345678", "+1 234 567", "+12 345 678 €", "2024-04-01", "01.02.2024",
        "02-03-2024",
        "FI 0412345-6", "04012", "33100 Tampere", "#0401234", "id-0401234567a", "12:04:01", "1 234 567 890",
        "M 10 20 30 40 500",
        "+5", "300 + 25", "0412345-6", "7.11.2023", "a0401234567",
    ]) func leavesOtherDigitsAlone(text: String) { #expect(kinds(text).isEmpty, "\(text)") }

    @Test func allowsTheDeclaredContact() {
        let text = "Yhteys: Etu.Suku@esimerkki.fi, +358 40 123 4567; muut@esimerkki.fi"
        let found = PersonalDataScan(allowing: ["etu.suku@esimerkki.fi", "+358401234567"]).matches(in: Array(text.utf8))
        #expect(found.map(\.kind) == [.eMailAddress])
    }

    @Test func tellsThePlaceAndNotTheText() throws {
        let text = "a;b\nä;150655-901S\n;040 123 4567;x@y.fi\n"
        let found = personalDataFindings(in: Array(text.utf8), file: "results.json")
        #expect(
            found.map(\.code) == [
                "disclosure.personal-identity-code", "disclosure.phone-number", "disclosure.e-mail-address",
            ])
        #expect(found.map { $0.location?.line } == [2, 3, 3])
        #expect(found.map { $0.location?.column } == ["4", "2", "16"])
        #expect(found.allSatisfy { $0.severity == .stop })
        // An address that is meant to be there is declared in the pipeline.
        #expect(found.map { $0.rendered.contains("`allowed-contacts`") } == [false, true, true])
        for finding in found {
            #expect(
                !finding.rendered.contains("901S") && !finding.rendered.contains("4567")
                    && !finding.rendered.contains("x@"))
        }
        #expect(personalDataFindings(in: Array(text.utf8), file: "results.json", limit: 1).count == 1)
    }

    @Test func survivesTextsThatEndInTheMiddle() {
        for text in [
            "010190-900P", "etu@a.fi", "+358 40 123 4567", "(09) 123 4567", "a (at) b.fi", "010190\u{2212}900P",
        ] {
            let bytes = Array(text.utf8)
            for count in 0..<bytes.count { _ = PersonalDataScan().matches(in: Array(bytes.prefix(count))) }
        }
    }

    @Test func aContactAllowsJustItsOwnAddresses() {
        #expect(contacts(in: "kaiku@example.org") == ["kaiku@example.org"])
        let allowed = contacts(in: "Kaiku-tiimi (<kaiku@example.org>), puh. 040 123 4567.")
        #expect(kinds("Kirjoita: Kaiku@example.org tai soita 040-1234567.", allowing: allowed).isEmpty)
        #expect(kinds("Yhteys:\u{A0}kaiku@example.org, \u{202F}kaiku@example.org", allowing: allowed).isEmpty)
        #expect(kinds("muu@example.org", allowing: allowed) == [.eMailAddress])
        #expect(kinds("kaiku@example.org.fi", allowing: allowed) == [.eMailAddress])
        #expect(kinds("040 123 4568", allowing: allowed) == [.phoneNumber])
        #expect(contacts(in: "Kaiku, Helsinki").isEmpty)
    }
}
