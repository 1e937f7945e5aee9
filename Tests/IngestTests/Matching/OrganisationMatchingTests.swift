import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct OrganisationMatchingTests {
    private let organisations = [
        RegisteredOrganisation(key: "T1", name: "Naapuriapu Kielopolku ry", businessID: "0112038-9"),
        RegisteredOrganisation(key: "T2", name: "Työllisyyspalvelut Niittyvilla", businessID: nil),
        RegisteredOrganisation(key: "T3", name: "Työllisyyspalvelut Ruusuruoho", businessID: nil),
        RegisteredOrganisation(key: "T4", name: "Kielotuki ry", businessID: nil),
        RegisteredOrganisation(key: "T5", name: "Kielotuki Oy", businessID: nil),
        RegisteredOrganisation(key: "T6", name: "Helsingin kaupunki", businessID: nil),
        RegisteredOrganisation(key: "T7", name: "Kanervikko-säätiö sr", businessID: nil),
        RegisteredOrganisation(key: "T7", name: "Kanervikkotalo", businessID: nil),
    ]

    private func matching(
        _ organisations: [RegisteredOrganisation]? = nil,
        decisions: [(written: String, decision: OrganisationDecision)] = [], certain: Double? = nil
    ) -> OrganisationMatching {
        OrganisationMatching(
            OrganisationRegister(organisations ?? self.organisations), decisions: decisions,
            columns: [OrganisationColumn(table: "tie", column: "organisation", businessID: "business_id")],
            thresholds: NameThresholds(similar: 0.8, certain: certain))
    }

    private static let found: [(String, String?, OrganisationMatch)] = [
        ("0112038-9", "T1", OrganisationMatch.businessID), ("FI01120389", "T1", .businessID), ("T2", "T2", .key),
        ("NAAPURIAPU KIELOPOLKU R.Y.", "T1", .name), ("Naapuriapu Kielopolku", "T1", .name),
        ("Tyollisyyspalvelut Niittyvilla", "T2", .name), ("Kielotuki, rekisteröity yhdistys", "T4", .name),
        ("Oy Kielotuki", "T5", .name), ("Kielotuki", nil, .undecided), ("Kielotuki osk", nil, .undecided),
        ("Työllisyyspalvelut Ruusruoho", nil, .undecided), ("Helsinki", nil, .undecided),
        ("Kanervikkotalo", "T7", .name), ("Kanervikkosäätiö", "T7", .name), ("Jotain muuta", nil, .unmatched),
        ("Työllisyyspalvelut Kuutamo", nil, .unmatched), ("!!!", nil, .unmatched), ("0112038-8", nil, .unmatched),
    ]

    @Test(arguments: found) func findsInTheOrderOfCertainty(written: String, key: String?, match: OrganisationMatch) {
        let outcome = matching().outcome(of: written)
        #expect(outcome.key == key)
        #expect(outcome.match == match, "\(outcome)")
    }

    @Test func suggestsTheNearest() throws {
        let outcome = matching().outcome(of: "Työlisyyspalvelut Ruusruoho")
        let suggestion = try #require(outcome.suggestion)
        #expect(outcome.match == .undecided)
        #expect(suggestion.key == "T3")
        #expect((90..<100).contains(suggestion.score))
        // A name that shares only what many have is far, and still named.
        let far = matching().outcome(of: "Työllisyyspalvelut Kuutamo")
        #expect(far.suggestion != nil)
        #expect(far.suggestion.map { $0.score < 50 } ?? false)
    }

    @Test func aPersonDecides() {
        let matching = matching(decisions: [
            ("Työllisyyspalvelut Ruusruoho", .suggested(key: "T3", name: "Työllisyyspalvelut Ruusuruoho")),
            ("Helsinki", .organisation("T6")), ("Stadi", .organisation("Helsingin kaupunki")),
            ("Kielopolku Naapuriapu", .noneNear(suggested: "T1")), ("T2", .organisation("T3")),
            ("Nolla", .suggested(key: "7", name: "Kanervikkotalo")), ("Tuntematon", .organisation("T99")),
            ("Kielotuki Oy", .noneNear(suggested: "T4")), ("Kielotuki ry", .noneNear(suggested: "T4")),
        ])
        #expect(matching.outcome(of: "työllisyyspalvelut  RUUSRUOHO").key == "T3")
        #expect(matching.outcome(of: "Helsinki").match == .reviewed)
        #expect(matching.outcome(of: "Stadi").key == "T6")
        #expect(matching.outcome(of: "Kielopolku Naapuriapu").match == .rejected)
        #expect(matching.outcome(of: "T2").key == "T3", "even over a key")
        #expect(matching.outcome(of: "Helsinki", businessID: "0112038-9").key == "T6", "even over a business ID")
        #expect(matching.outcome(of: "Nolla").key == "T7", "a key that a spreadsheet has made a number of")
        #expect(matching.outcome(of: "Tuntematon").match == .unmatched)
        #expect(matching.key(of: .organisation("T99")) == nil)
        // The refusal was of another organisation than the one that has just this name.
        #expect(matching.outcome(of: "Kielotuki Oy").key == "T5")
        #expect(matching.outcome(of: "Kielotuki ry").match == .rejected)
    }

    @Test func takesForCertainOnlyWhatIsDeclaredSo() {
        #expect(matching(certain: 0.9).outcome(of: "Työllisyyspalvelut Ruusruoho").match == .tolerant)
        #expect(matching(certain: 0.9).outcome(of: "Työllisyyspalvelut Ruusruoho").key == "T3")
        #expect(matching(certain: 0.999).outcome(of: "Työllisyyspalvelut Ruusruoho").key == nil)
        #expect(matching(certain: 0.5).outcome(of: "Kielotuki osk").key == nil, "another legal form")
        #expect(matching(certain: 0.5).outcome(of: "Kielotuki").key == nil, "two of the name")
        // Two that are equally near.
        let twins = [
            RegisteredOrganisation(key: "A", name: "Kuutamo Lahti", businessID: nil),
            RegisteredOrganisation(key: "B", name: "Kuutamo Lahta", businessID: nil),
        ]
        let outcome = matching(twins, certain: 0.9).outcome(of: "Kuutamo Lahtx")
        #expect(outcome.match == .undecided)
        #expect(outcome.suggestion?.name == "Kuutamo Lahta")
    }

    @Test func theOrderOfTheRegisterDecidesNothing() {
        var generator = TestGenerator(seed: 3)
        let written = [
            "Kielotuki", "Työllisyyspalvelut", "Helsingin", "Kanervikko", "Naapuriapu Kielo", "Palvelut Niittyvila",
        ]
        let expected = written.map { matching().outcome(of: $0) }
        for _ in 0..<20 {
            let matching = matching(organisations.shuffled(using: &generator))
            for place in written.indices.shuffled(using: &generator) {
                #expect(matching.outcome(of: written[place]) == expected[place])
            }
        }
    }

    @Test func theMeasureIsSymmetric() throws {
        let names = organisations.map { OrganisationName($0.name).words }
        let index = NameIndex(names)
        var effort = NameIndex.Effort()
        var table: [Int: [Int: Double]] = [:]
        for (number, name) in names.enumerated() {
            var words: [String: [(word: Int, similarity: Double)]] = [:]
            for (other, similarity) in index.nearest(to: name, remembering: &words, &effort) {
                table[number, default: [:]][other] = similarity
            }
        }
        for (number, row) in table {
            #expect(abs((row[number] ?? 0) - 1) < 1e-9)
            for (other, similarity) in row { #expect(abs((table[other]?[number] ?? 0) - similarity) < 1e-12) }
        }
    }

    /// What is looked at grows with the names, not with their product, even where all names are much alike.
    @Test func theWorkIsNearLinear() {
        let budget = 60
        func effort(_ count: Int) -> NameIndex.Effort {
            let names = (0..<count).map { ["palvelut", "kohtaamispaikka\(10_000 + $0 * 7)"] }
            let index = NameIndex(names, wordBudget: budget)
            var effort = NameIndex.Effort()
            var words: [String: [(word: Int, similarity: Double)]] = [:]
            for name in names { _ = index.nearest(to: [name[0], name[1] + "x"], remembering: &words, &effort) }
            return effort
        }
        let (small, large) = (effort(60), effort(240))
        #expect(small.words > 60)
        #expect(large.words <= small.words * 4 * 3 / 2, "\(small) \(large)")
        #expect(large.words <= 240 * (budget + 1))
        #expect(large.names <= 240 * NameIndex.nameBudget)
    }

    // MARK: Columns

    @Test func putsKeysInPlaceOfNames() throws {
        let names = ["Naapuriapu Kielopolku r.y.", "Vieras", "T2"]
        let missing = UInt32.max - UInt32(MissingReason.notAnswered.rawValue)
        let columns = [
            NamedColumn(name: "_line", type: .integer, column: .integers(.int8([2, 3, 4, 5, 6]), places: 0)),
            NamedColumn(
                name: "organisation", type: .identifier, column: .keys([0, 1, missing, 2, 1], dictionary: names)),
            NamedColumn(
                name: "business_id", type: .identifier,
                column: .keys([missing, missing, 0, missing, 0], dictionary: ["0112038-9"])),
        ]
        let matching = matching()
        let result = matching.matched(columns, of: "tie")
        #expect(result.map(\.name) == ["_line", "organisation", "organisation_match", "business_id"])
        #expect(result[1].column.texts == ["T1", "Vieras", "T1", "T2", "T1"])
        #expect(result[2].column.texts == ["name", "unmatched", "business-id", "key", "business-id"])
        #expect(matching.matched(columns, of: "event").map(\.name) == columns.map(\.name))
    }

    /// Two spellings of one organisation are one row where the organisation must be unique.
    @Test func whatIsUniqueIsTheOrganisation() throws {
        let file = try TemporaryFile("nimi\nNaapuriapu Kielopolku ry\nNaapuriapu Kielopolku r.y.\nVieras\n")
        var values: [String] = []
        let mapping = Mapping(
            file: "m.yaml", record: .activity,
            columns: [
                ColumnMapping("date", constant: "2024-01-01"), ColumnMapping("channel", constant: "news"),
                ColumnMapping("organisation", from: ["nimi"], type: .identifier),
            ], unique: ["organisation"])
        let matching = OrganisationMatching(
            OrganisationRegister(organisations), decisions: [],
            columns: [OrganisationColumn(table: "activity", column: "organisation", businessID: nil)],
            thresholds: NameThresholds(similar: 0.8, certain: nil))
        let report = try SourceReader.read(
            path: file.path, displayName: "a.csv", mapping: mapping, codeLists: [:], pseudonymiser: testPseudonymiser(),
            matching: matching
        ) { values += $0["organisation"]?.column.texts ?? [] }
        #expect(values == ["T1", "Vieras"])
        #expect(report.issues.map(\.code) == ["ingest.duplicate"])
        #expect(report.rowsRead == report.rowsKept + report.rowsQuarantined)
    }
}
