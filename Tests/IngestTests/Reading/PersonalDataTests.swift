import Records
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
            "1234567-1", "ABC123456", "010190 - 999W", "010190-001Y",
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

    static let phones = [
        "+358 40 123 4567", "+358401234567", "+358-40-1234567", "+358 (0)40 123 4567", "+358 9 123 4567",
        "+46 70 123 45 67",
        "+46701234567", "(+358) 40 123 4567", "00358 40 123 4567", "00358401234567", "040 123 4567", "040-1234567",
        "0400 123 456", "0400-123456", "050 1234567", "0457 123 4567", "044\u{A0}123\u{A0}4567", "040–123 4567",
        "(09) 123 4567",
        "09 123 4567", "09-1234567", "014 123 4567", "02 345 6789", "0800 123 123", "020 123 4567", "puh. 040 123 4567",
        "soita 0401234567!", "Tel:040 123 4567", "040 123 4567 / 09 123 4567", "p.050-123 4567", "Kirsi, 0501234567",
    ]

    @Test(arguments: phones) func knowsPhoneNumbers(_ text: String) {
        #expect(PersonalData.first(in: text) == .phoneNumber)
        #expect(PersonalData.masked(text).contains("[phone]"))
        #expect(PersonalData.first(in: PersonalData.masked(text)) == nil)
    }

    /// Numbers that tables are full of.
    static let nearMisses = [
        // Business ids, invoice and reference numbers, bank accounts, product codes.
        "1234567-1", "0123456-7", "0412345-6", "FI04123456", "FI 04123456", "0401234567", "0501234567", "0400123456",
        "00000012",
        "0000123456", "2023-0401234567", "INV-0401234567", "L0401234567", "RF18 5390 0754 7034",
        "FI21 1234 5600 0007 85",
        "FI21 1234 0400 1234 56", "6412345678901", "06412345678901", "0-306-40615-2", "978-0-306-40615-7", "0450-1234",
        // Dates, times and ranges of them.
        "2024-05-06", "06-05-2024", "06 05 2024", "01.02.2024", "05-06 0730", "2024-05-06 09:30:00",
        "2024-05-06T09:30:00+0300",
        "20240506093000", "0800-1600", "08-16", "09.00-15.30", "05-2024 - 08-2024", "01-02-2024 - 03-04-2024",
        // Numbers with decimals, signs and thousands; coordinates; scores.
        "0.401234567", "0,4012345678", "0.040 123 4567", "+12 345 678", "+1 234 567 890", "+123456789", "-0401234567.5",
        "+10 - 20",
        "60.1699, 24.9384", "+60.1699 +24.9384", "60 10 12 024 56 30", "0 12 345 678", "1 040 123", "12 000 000 000",
        "040", "050 mg",
        // Paths, versions, colours, sequences.
        "10.1234/0401234567", "https://example.org/040-123-4567", "id=0401234567", "v0.40.123.4567", "#040123",
        "0 1 2 3 4 5 6 7 8 9",
        "01-02-03-04-05", "00 00 00 00 00 00", "0400", "a0401234567", "0401234567b", "04012345678901234",
    ]

    @Test(arguments: nearMisses) func takesNoOtherNumberForAPhone(_ text: String) {
        #expect(PersonalData.first(in: text) != .phoneNumber)
        #expect(PersonalData.masked(text) == text)
    }

    @Test func takesPlainDigitsInAColumnNamedAfterPhones() throws {
        #expect(PersonalData.first(in: "0401234567", isNamedAfterPhones: true) == .phoneNumber)
        #expect(PersonalData.first(in: "12345", isNamedAfterPhones: true) == nil)
        for name in ["Puhelin", "Puhelinnumero", "GSM", "Your phone number", "Tel.", "telefonnummer", "Matkapuhelin"] {
            #expect(PersonalData.isNamedAfterPhones(name), "\(name)")
        }
        for name in ["Hotelli", "telttapaikat", "Kunta", "Mobiililaitteet käytössä", "microphones"] {
            #expect(!PersonalData.isNamedAfterPhones(name), "\(name)")
        }
        let columns = [
            ColumnMapping("a", from: ["Puhelin"], type: .text), ColumnMapping("b", from: ["Viite"], type: .text),
        ]
        let reading = try read("Puhelin;Viite\n;0401234567\n0401234567;\n", mapping(columns))
        #expect(reading.codes == ["ingest.phone-number"])
        #expect(reading.values("b") == ["0401234567"])
    }

    @Test func masksEveryMatch() {
        let text = "Kirsi (kirsi.m@example.org, 040 123 4567), hetu \(code("010190", "-", 999)); tai a@b.fi."
        #expect(PersonalData.masked(text) == "Kirsi ([e-mail], [phone]), hetu [hetu]; tai [e-mail].")
        // The first is told only when the second is gone.
        let glued = code("010190", "-", 999) + code("010190", "-", 999)
        #expect(PersonalData.masked("c\(glued)") == "c[hetu][hetu]")
        #expect(PersonalData.masked("ä") == "ä")
        #expect(PersonalData.masked("") == "")
    }
}
