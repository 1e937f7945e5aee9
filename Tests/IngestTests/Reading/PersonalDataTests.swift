import Testing

@testable import Ingest

@Suite struct PersonalDataTests {
    /// A personal identity code with the artificial serial 900–999 and its check sign.
    private func code(_ date: String, _ sign: String, _ serial: Int) -> String {
        let signs = Array("0123456789ABCDEFHJKLMNPRSTUVWXY")
        return "\(date)\(sign)\(serial)\(signs[(Int(date + "\(serial)") ?? 0) % 31])"
    }

    @Test func knowsThePublishedExample() {
        // 131052308 mod 31 = 25, the 26th sign: T.
        #expect(PersonalData.first(in: "131052-308T") == .personalIdentityCode)
        #expect(PersonalData.first(in: "131052-308U") == nil)
    }

    @Test(arguments: Array("+-ABCDEFUVWXY").map { String($0) } + ["a", "y", "–", "‑", "−"])
    func knowsEveryCenturySign(_ sign: String) {
        #expect(PersonalData.first(in: code("010190", sign, 999)) == .personalIdentityCode)
        #expect(PersonalData.first(in: "x " + code("311299", sign, 900) + ", y") == .personalIdentityCode)
    }

    @Test func refusesWhatIsNone() {
        for text in [
            "", "010190-999", "320190-999W", "011390-999K", "010190G999W", "010190-99W", "0010190-999W", "010190-999WX",
            "2023-11-07",
            "040-123 4567", "1234567-1", "ABC123456", "010190 - 999W", "010190-001Y",
        ] { #expect(PersonalData.first(in: text) == nil, "\(text)") }
    }

    @Test func checksTheCheckSign() {
        let right = code("150685", "-", 912)
        #expect(PersonalData.first(in: right) == .personalIdentityCode)
        #expect(PersonalData.first(in: right.lowercased()) == .personalIdentityCode)
        var found = 0
        for sign in "0123456789ABCDEFHJKLMNPRSTUVWXYGIOQZ"
        where PersonalData.first(in: right.dropLast() + String(sign)) != nil {
            found += 1
        }
        #expect(found == 1)
    }

    @Test func knowsAddresses() {
        for text in ["a@b.fi", "etu.suku+x@osa.yritys.fi", "(info@example.org).", "Ota yhteyttä: ä.ö@esimerkki.fi!"] {
            #expect(PersonalData.first(in: text) == .emailAddress, "\(text)")
        }
        for text in ["a@b", "@handle", "5 @ 3 e", "x@.fi", "tavataan @ Oodi klo 9.", "a@b."] {
            #expect(PersonalData.first(in: text) == nil, "\(text)")
        }
    }
}
