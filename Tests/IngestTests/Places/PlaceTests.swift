import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct PlaceTests {
    private let levels = ["national", "hyvinvointialue", "maakunta", "kunta"]

    private func column(
        _ levels: [String], codes: String? = "maakunta", type: FieldType = .code,
        _ change: (inout PlaceReading) -> Void = { _ in }
    ) -> ColumnMapping {
        var column = ColumnMapping("region", from: ["Paikka"], type: type, codes: codes)
        var reading = PlaceReading(levels: levels)
        change(&reading)
        column.places = reading
        return column
    }

    private func read(
        _ places: [String], _ column: ColumnMapping, further: [(name: String, values: [String])] = [],
        lists: [CodeList]? = nil
    ) throws -> Reading {
        let header = "k;Paikka" + further.map { ";\($0.name)" }.joined() + "\n"
        let rows = places.enumerated().map { row, place in
            "x;\"\(place)\"" + further.map { ";\($0.values[row])" }.joined() + "\n"
        }
        let format = DeclaredFormat(separator: UInt8(ascii: ";"), decimalMark: .comma, headerRow: 1)
        return try IngestTests.read(
            header + rows.joined(), mapping([column], format: format), lists: lists ?? RegionLists.lists)
    }

    // MARK: Names

    @Test func turnsMunicipalitiesIntoTheirRegions() throws {
        let reading = try read(
            [
                "Pori", "Björneborg", "RAUMA", " helsinki\u{A0}", "Ha\u{308}meenlinna", "Pedersören\u{AD} kunta",
                "Vöyri", "",
            ],
            column(["maakunta", "kunta"]))
        #expect(reading.values("region") == ["04", "04", "04", "01", "05", "15", "15", "<not-answered>"])
        #expect(reading.codes.isEmpty)
    }

    @Test func readsAnyDashAndBlanksAroundIt() throws {
        let reading = try read(
            ["Etelä–Savo", "Etelä - Savo", "Etelä\u{2010}Savo", "etelä-savo."], column(["maakunta", "kunta"]))
        #expect(reading.values("region") == ["10", "10", "10", "10"])
    }

    @Test func leadsEachOfAllMunicipalitiesToItsRegion() throws {
        let municipalities = try RegionLists.list("kunta").codes
        for language in ["fi", "sv"] {
            let names = municipalities.compactMap { $0.titles[language] }
            let reading = try read(names, column(["kunta"]))
            #expect(reading.values("region") == municipalities.compactMap { $0.attributes["maakunta"] })
        }
    }

    @Test func neverTakesTheBeginningOfAName() throws {
        let reading = try read(
            ["Pohjois", "Pohjan", "Ähtär", "Uusi", "Raum", "Pohjanmaan"], column(levels))
        #expect(reading.report.rowsKept == 0)
        #expect(Set(reading.codes) == ["ingest.unknown-code"])
        let whole = try read(["Pohjois-Pohjanmaa", "Etelä-Pohjanmaa", "Keski-Pohjanmaa"], column(levels))
        #expect(whole.values("region") == ["17", "14", "16"])
    }

    @Test func suggestsTheNearestName() throws {
        let reading = try read(["Kankaanpä"], column(["kunta"]))
        #expect(reading.report.issues[0].explanation.remedies.first == "did you mean 'Kankaanpää'?")
        // Of short words nearly every one is near some place.
        for (written, near) in [("Tmpere", "Tampere"), ("Lahtii", "Lahti"), ("Ruotsi", nil), ("Norja", nil)] {
            let found = try read([written], column(["kunta"])).report.issues[0].explanation.remedies[0]
            #expect(
                near.map { found == "did you mean '\($0)'?" } ?? !found.hasPrefix("did you mean"),
                "\(written): \(found)")
        }
        let secret = try read(["maija@example.org"], column(["kunta"]))
        #expect(!secret.report.issues.contains { "\($0.explanation)".contains("maija") })
    }

    // MARK: Levels

    @Test func resolvesMixedLevels() throws {
        let written = [
            "Valtakunnallinen", "Riksomfattande", "Satakunnan hyvinvointialue", "Österbottens välfärdsområde",
            "Pirkanmaa", "Satakunnan maakunta", "Nyland", "Kokkola", "Ahvenanmaa", "Helsingin kaupunki",
        ]
        let reading = try read(written, column(levels))
        #expect(
            reading.values("region") == [
                "<not-applicable>", "<not-applicable>", "04", "15", "06", "04", "01", "16", "21", "01",
            ])
        let kept = try read(written.filter { $0 != "Ahvenanmaa" }, column(levels, codes: nil) { $0.kept = .level })
        #expect(
            kept.values("region") == [
                "national", "national", "hyvinvointialue", "hyvinvointialue", "maakunta", "maakunta", "maakunta",
                "kunta", "hyvinvointialue",
            ])
    }

    @Test func reportsNamesThatMayBeOfSeveralLevels() throws {
        let names = ["Satakunta", "uusimaa", "Pohjanmaa", "Lappi"]
        let reading = try read(names, column(levels))
        #expect(reading.codes == Array(repeating: "ingest.ambiguous-place", count: 4))
        #expect(reading.report.rowsQuarantined == 4)
        #expect(
            reading.report.issues[0].explanation.cause
                == "write 'Satakunta (hyvinvointialue)' / 'Satakunta (maakunta)'")
        // There is no single wellbeing services county of Uusimaa, but several.
        let declared = try read(names, column(levels) { $0.level = "maakunta" })
        #expect(declared.values("region") == ["04", "01", "15", "19"])
        let alone = try read(names, column(["maakunta"]))
        #expect(alone.values("region") == ["04", "01", "15", "19"])
    }

    @Test func takesTheLevelFromTheRow() throws {
        let beside = try read(
            ["Satakunta (maakunta)", "Satakunta (hyvinvointialue)", "Lappi (Landskap)", "Uusimaa (hyvinvointialue)"],
            column(levels) { $0.kept = .code })
        #expect(beside.values("region") == ["04", "04", "19"])
        // There is no wellbeing services county of that name.
        #expect(beside.codes == ["ingest.unknown-code"])
        let levelsKept = try read(
            ["Satakunta (maakunta)", "Satakunta (hyvinvointialue)"], column(levels, codes: nil) { $0.kept = .level })
        #expect(levelsKept.values("region") == ["maakunta", "hyvinvointialue"])
        let other = try read(
            ["12", "12", "Satakunta", "12", "Pori"], column(levels) { $0.levelColumn = "Taso" },
            further: [("Taso", ["maakunta", "Välfärdsområde", "maakunta", "lääni", ""])])
        #expect(other.values("region") == ["12", "10", "04", "04"])
        #expect(other.codes == ["ingest.unknown-code"])
        #expect(other.report.issues[0].location.column == "Taso")
    }

    /// 12 is North Karelia among the regions and South Savo among the wellbeing services counties.
    @Test func tellsCodesOfTwoListsApart() throws {
        #expect(try read(["12"], column(["maakunta"])).values("region") == ["12"])
        #expect(try read(["12"], column(["hyvinvointialue"])).values("region") == ["10"])
        #expect(try read(["12"], column(["hyvinvointialue"], codes: "hyvinvointialue")).values("region") == ["12"])
        for code in ["12", "01"] {
            let both = try read([code], column(["hyvinvointialue", "maakunta"]))
            #expect(both.codes == ["ingest.ambiguous-place"])
        }
        #expect(try read(["12"], column(levels) { $0.level = "hyvinvointialue" }).values("region") == ["10"])
    }

    @Test func takesCodesWithoutTheirZerosOnlyWhenDeclared() throws {
        let strict = try read(["5", "005"], column(["kunta"]))
        #expect(strict.codes == ["ingest.unknown-code"] && strict.values("region") == ["14"])
        let lenient = try read(["5", "005", "91"], column(["kunta"]) { $0.isUnpadded = true })
        #expect(lenient.values("region") == ["14", "14", "01"])
        let regions = try read(["1", "01", "4"], column(["maakunta"]) { $0.isUnpadded = true })
        #expect(regions.values("region") == ["01", "01", "04"])
        // 1 is a code of two levels then, and 5 of three.
        let mixed = try read(["5"], column(levels) { $0.isUnpadded = true })
        #expect(mixed.codes == ["ingest.ambiguous-place"])
    }

    @Test func reportsPlacesThatAreTooLarge() throws {
        let reading = try read(
            ["Uusimaa", "Pirkanmaa", "Pori", "Valtakunnallinen", "Lohja"],
            column(["national", "maakunta", "kunta"], codes: "hyvinvointialue") { $0.level = "maakunta" })
        #expect(reading.values("region") == ["08", "06", "<not-applicable>", "03"])
        #expect(reading.codes == ["ingest.too-broad-place"])
        #expect(
            reading.report.issues[0].explanation.summary.hasSuffix("'Uusimaa' is larger than a code of hyvinvointialue")
        )
    }

    // MARK: Several places

    @Test func readsSeveralPlacesOfAField() throws {
        let same = [
            "Pori, Rauma", "Pori; Rauma", "Pori ja Rauma", "Pori/Ulvila", "Vantaan ja Keravan hyvinvointialue",
            "Pori, ",
        ]
        #expect(try read(same, column(levels)).values("region") == ["04", "04", "04", "04", "01", "04"])
        let different = ["Pori ja Turku", "Pori, Turku ja Oulu"]
        let strict = try read(different, column(levels))
        #expect(strict.codes == ["ingest.several-places", "ingest.several-places"])
        #expect(strict.report.issues[1].explanation.summary.contains("names 3 places"))
        #expect(try read(different, column(levels) { $0.several = .first }).values("region") == ["04", "04"])
        let missing = try read(different, column(levels) { $0.several = .missing })
        #expect(missing.values("region") == ["<not-applicable>", "<not-applicable>"])
        #expect(try read(["Pori, Atlantis"], column(levels)).codes == ["ingest.unknown-code"])
    }

    // MARK: Inflected names

    @Test func readsGenitivesOnlyWhenDeclared() throws {
        let written = [
            ("Rauman kaupunki", "04"), ("Helsingin kaupunki", "01"), ("Turun kaupunki", "02"),
            ("Lahden kaupunki", "07"),
            ("Tampereen kaupunki", "06"), ("Raahen kaupunki", "17"), ("Uudenkaupungin kaupunki", "02"),
            ("Isonkyrön kunta", "14"), ("Kauniaisten kaupunki", "01"), ("Seinäjoen kaupunki", "14"),
            ("Vihdin kunta", "01"), ("Ruoveden kunta", "06"), ("Hailuodon kunta", "17"), ("Outokummun kaupunki", "12"),
            ("Nurmeksen kaupunki", "12"), ("Toholammin kunta", "16"), ("Korsholms kommun", "15"), ("Åbo stad", "02"),
            ("Hangon kaupunki", "01"), ("Virolahden kunta", "08"), ("Mäntyharjun kunta", "10"), ("Iin kunta", "17"),
        ]
        let reading = try read(written.map(\.0), column(["kunta"]) { $0.isInflected = true })
        #expect(reading.codes.isEmpty)
        #expect(reading.values("region") == written.map(\.1))
        let strict = try read(["Rauman kaupunki", "Rauman"], column(["kunta"]))
        #expect(strict.codes == ["ingest.unknown-code", "ingest.unknown-code"])
        // The genitive alone is no name.
        #expect(try read(["Rauman"], column(["kunta"]) { $0.isInflected = true }).codes == ["ingest.unknown-code"])
    }

    @Test func givesNoTwoMunicipalitiesTheSameGenitive() throws {
        var owners: [String: Set<String>] = [:]
        for code in try RegionLists.list("kunta").codes {
            for form in FinnishGenitive.forms(of: placeSpelling(code.titles["fi"] ?? "")) {
                owners[form, default: []].insert(code.code)
            }
        }
        #expect(owners.filter { $0.value.count > 1 }.isEmpty)
    }

    // MARK: Vintages

    @Test func picksTheVintage() throws {
        let moved = ["Heinävesi", "Iitti", "Isokyrö", "Joroinen", "Kuhmoinen", "Pori"]
        #expect(try read(moved, column(["kunta"])).values("region") == ["12", "07", "14", "11", "06", "04"])
        let before = try read(moved, column(["kunta"]) { $0.vintage = "nuts-2021" })
        #expect(before.values("region") == ["10", "08", "15", "10", "13", "04"])
    }

    @Test func picksTheVersionOfTheRowsDay() throws {
        let lists = [
            CodeList(name: "maakunta", codes: ["01", "02", "04"].map { Code(code: $0, titles: [:]) }),
            CodeList(
                name: "kunta",
                codes: [
                    Code(
                        code: "1", titles: ["fi": "Ala"], attributes: ["maakunta": "01"],
                        versions: [
                            CodeVersion(
                                validity: Validity(to: CalendarDay(iso: "2020-12-31")), attributes: ["maakunta": "02"])
                        ]),
                    Code(
                        code: "2", titles: ["fi": "Keski"], attributes: ["maakunta": "04"],
                        validity: Validity(to: CalendarDay(iso: "2008-12-31"))),
                ]),
        ]
        let reading = try read(
            ["Ala", "Ala", "Ala", "Keski", "Keski", "Ala"], column(["kunta"]) { $0.dayColumn = "Pvm" },
            further: [("Pvm", ["31.12.2020", "2021-01-01", "", "1.1.2008", "1.1.2009", "pian"])], lists: lists)
        #expect(reading.values("region") == ["02", "01", "01", "04"])
        #expect(reading.codes == ["ingest.place-out-of-use", "ingest.not-of-type"])
        #expect(reading.report.issues[0].explanation.cause == "it was in use …2008-12-31")
        #expect(reading.report.issues[1].location.column == "Pvm")
        // Without a day what is no longer in use is not guessed at.
        #expect(try read(["Keski"], column(["kunta"]), lists: lists).codes == ["ingest.place-out-of-use"])
    }

    // MARK: Long lists

    @Test func keepsMunicipalitiesThemselvesAsIdentifiers() throws {
        let municipality = ColumnMapping(
            "municipality", from: ["Paikka"], type: .identifier, codes: "kunta", values: [.init("Stadi", "091")])
        let reading = try read(["Pori", "Borgå", "stadi", "609", "Atlantis", ""], municipality)
        #expect(reading.values("municipality") == ["609", "638", "091", "609", "<not-answered>"])
        #expect(reading.codes == ["ingest.unknown-code"])
        guard case .keys(_, let dictionary) = reading.segments[0]["municipality"]?.column else {
            throw TestFailure("no keys")
        }
        #expect(dictionary == ["609", "638", "091"])
        // A column of codes holds at most 240.
        #expect {
            _ = try read(["Pori"], ColumnMapping("municipality", from: ["Paikka"], type: .code, codes: "kunta"))
        } throws: { ($0 as? IngestError)?.errorCodes == ["ingest.too-many-codes"] }
    }

    @Test func findsRepeatedRowsByTheirCodes() throws {
        let format = DeclaredFormat(separator: UInt8(ascii: ";"), decimalMark: .comma, headerRow: 1)
        let reading = try IngestTests.read(
            "k;Paikka\nx;Pori\nx;Björneborg\nx;Rauma\n",
            mapping(
                [ColumnMapping("municipality", from: ["Paikka"], type: .identifier, codes: "kunta")], format: format,
                unique: ["municipality"]), lists: RegionLists.lists)
        #expect(reading.codes == ["ingest.duplicate"] && reading.values("municipality") == ["609", "684"])
    }

    @Test func givesTheSameWhateverTheThreads() throws {
        var generator = TestGenerator(seed: 7)
        let names =
            try RegionLists.list("kunta").codes.compactMap { $0.titles["fi"] } + ["Satakunta", "Pori, Turku", "Muu"]
        let rows = (0..<20_000).map { _ in "x;\"\(names.randomElement(using: &generator) ?? "")\"\n" }.joined()
        let format = DeclaredFormat(separator: UInt8(ascii: ";"), decimalMark: .comma, headerRow: 1)
        let readings = try [1, 3].map { threads in
            try IngestTests.read(
                "k;Paikka\n" + rows, mapping([column(levels)], format: format), lists: RegionLists.lists,
                threads: threads,
                chunkSize: 1 << 14)
        }
        #expect(readings[0].values("region") == readings[1].values("region"))
        #expect(readings[0].report.issues.map(\.location) == readings[1].report.issues.map(\.location))
        #expect(readings[0].report.rowsRead == 20_000)
    }
}

@Suite struct UnlistedCodeTests {
    private let phases = CodeList(
        name: "phase",
        codes: [Code(code: "development", titles: ["fi": "Kehitteillä"]), Code(code: "idea", titles: [:])])

    private func read(_ values: [String], keeps: Bool) throws -> Reading {
        var column = ColumnMapping("phase", from: ["Vaihe"], type: .code, codes: "phase")
        column.keepsUnlisted = keeps
        let format = DeclaredFormat(separator: UInt8(ascii: ";"), decimalMark: .comma, headerRow: 1)
        let text = "k;Vaihe\n" + values.map { "x;\"\($0)\"\n" }.joined()
        return try IngestTests.read(text, mapping([column], format: format), lists: [phases])
    }

    @Test func passThroughAndAreListed() throws {
        let reading = try read(["Kehitteillä", "Juurrutettu", "juurrutettu ", "idea", "Hylätty", ""], keeps: true)
        #expect(
            reading.values("phase") == [
                "development", "Juurrutettu", "Juurrutettu", "idea", "Hylätty", "<not-answered>",
            ])
        #expect(reading.codes == Array(repeating: "ingest.unlisted-code", count: 3))
        #expect(reading.report.issues.allSatisfy { $0.severity == .warning })
        #expect(reading.report.issues.map(\.location.line) == [3, 4, 6])
        #expect(reading.report.rowsQuarantined == 0)
    }

    @Test func areRefusedWhenTheyAreNoWords() throws {
        let reading = try read([String(repeating: "pitkä ", count: 20), "maija@example.org"], keeps: true)
        #expect(reading.report.rowsKept == 0)
        #expect(!reading.report.issues.contains { "\($0.explanation)".contains("maija") })
    }

    @Test func areRefusedUnlessDeclared() throws {
        let reading = try read(["Juurrutettu", "Kehitteillä"], keeps: false)
        #expect(reading.codes == ["ingest.unknown-code"] && reading.values("phase") == ["development"])
    }
}

extension IngestError {
    /// The codes of what must be corrected.
    var errorCodes: [String] { findings.filter { $0.severity >= .error }.map(\.code) }
}
