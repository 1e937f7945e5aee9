import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

/// The code lists of regions that come with the project, as a pipeline reads them.
enum RegionLists {
    static let all = Result { try load() }

    static var lists: [CodeList] { get throws { try all.get() } }

    static func list(_ name: String) throws -> CodeList {
        guard let list = try lists.first(where: { $0.name == name }) else { throw TestFailure("no code list \(name)") }
        return list
    }

    private static func load() throws -> [CodeList] {
        let folder = repository.appendingPathComponent("Pipelines/codes")
        let file = try DefinitionFile.load(
            path: folder.appendingPathComponent("regions.yaml").path, displayName: "regions.yaml")
        let reader = DefinitionReader(findings: file.findings)
        let lists = CodeList.decode(file.root, with: reader) { name, _ in
            (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)).map {
                CodeTableFile(name: name, text: $0)
            }
        }
        guard reader.findings.isEmpty else { throw TestFailure("\(reader.findings)") }
        return lists
    }
}

@Suite struct RegionListTests {
    @Test func haveAllRegionsOf2026() throws {
        let counts = try RegionLists.lists.map { [$0.name: $0.codes.count] }
        #expect(
            counts == [
                ["maakunta": 19], ["nuts2": 5], ["nuts3": 28], ["nuts1": 2], ["hyvinvointialue": 23], ["kunta": 308],
                ["kuntaryhmitys": 3], ["elinvoimakeskus": 10], ["national": 1], ["place-level": 4],
            ])
    }

    /// How many municipalities each region has, as published beside the lists.
    @Test func addUpToTheirRegions() throws {
        let municipalities = try RegionLists.list("kunta").codes
        func count(_ attribute: String) -> [String: Int] {
            Dictionary(grouping: municipalities) { $0.attributes[attribute] ?? "" }.mapValues(\.count)
        }
        let regions = count("maakunta")
        #expect(regions["01"] == 26 && regions["04"] == 16 && regions["17"] == 30 && regions["21"] == 16)
        #expect(regions.count == 19 && regions.values.reduce(0, +) == 308)
        let counties = count("hyvinvointialue")
        #expect(counties["04"] == 2 && counties["12"] == 11 && counties["90"] == 1 && counties.count == 23)
        #expect(count("kuntaryhmitys") == ["1": 56, "2": 67, "3": 185])
        #expect(count("elinvoimakeskus").count == 10)
    }

    @Test func leadToOneAnother() throws {
        for (name, attributes) in [
            ("kunta", ["maakunta", "hyvinvointialue", "kuntaryhmitys", "elinvoimakeskus"]),
            ("hyvinvointialue", ["maakunta"]), ("maakunta", ["nuts2", "nuts3"]), ("nuts3", ["nuts2"]),
            ("nuts2", ["nuts1"]),
        ] {
            for code in try RegionLists.list(name).codes {
                for attribute in attributes {
                    let target = try #require(code.attributes[attribute])
                    #expect(try RegionLists.list(attribute).index(of: target) != nil, "\(name) \(code.code)")
                }
            }
        }
        // Each region but Uusimaa has just one wellbeing services county, and that one leads back.
        for region in try RegionLists.list("maakunta").codes where region.code != "01" {
            let county = try #require(region.attributes["hyvinvointialue"])
            #expect(try RegionLists.list("hyvinvointialue")[county]?.attributes["maakunta"] == region.code)
        }
    }

    /// Each region has its area of NUTS 2021 until the end of 2023 and that of NUTS 2024 from then on, under its own title.
    @Test func giveTheAreasOfBothVintages() throws {
        let areas = try RegionLists.list("nuts3")
        let (before, after) = (CalendarDay(iso: "2023-12-31"), CalendarDay(iso: "2024-01-01"))
        var changed = 0
        for region in try RegionLists.list("maakunta").codes {
            for (attribute, day) in [("nuts3-2021", before), ("nuts3", after)] {
                let code = try #require(region.attributes[attribute])
                #expect(region.attribute("nuts3", on: day) == code)
                let area = try #require(areas[code])
                #expect(area.titles == region.titles && area.isValid(on: day))
                #expect(area.attributes["nuts2"] == region.attributes["nuts2"])
            }
            #expect(region.attribute("nuts3", vintage: "nuts-2021") == region.attributes["nuts3-2021"])
            if region.attributes["nuts3"] != region.attributes["nuts3-2021"] { changed += 1 }
        }
        // Pirkanmaa, Päijät-Häme, Kymenlaakso, Etelä-Savo, Pohjois-Savo, Pohjois-Karjala, Keski-Suomi, and both Ostrobothnias.
        #expect(changed == 9)
        #expect(areas.codes.count { $0.isValid(on: before) } == 19 && areas.codes.count { $0.isValid(on: after) } == 19)
    }

    @Test func giveTheFiveMovedMunicipalitiesByVintage() throws {
        let municipalities = try RegionLists.list("kunta")
        #expect(municipalities.vintages == ["nuts-2021"])
        for (code, name, now, before) in [
            ("090", "Heinävesi", "12", "10"), ("142", "Iitti", "07", "08"), ("152", "Isokyrö", "14", "15"),
            ("171", "Joroinen", "11", "10"), ("291", "Kuhmoinen", "06", "13"),
        ] {
            let municipality = try #require(municipalities[code])
            #expect(municipality.titles["fi"] == name)
            #expect(municipality.attribute("maakunta") == now)
            #expect(municipality.attribute("maakunta", vintage: "nuts-2021") == before)
            #expect(
                municipality.attribute("hyvinvointialue", vintage: "nuts-2021")
                    == municipality.attribute("hyvinvointialue"))
        }
    }
}

@Suite struct CodeTableTests {
    private func decode(_ table: String) throws -> (lists: [CodeList], findings: [String]) {
        let text = "kaiku: 1\ncode-lists:\n  - {name: kunta, words: kunta, file: kunta.csv}\n"
        let file = try DefinitionFile.load(text: text, name: "codes.yaml")
        let reader = DefinitionReader(findings: file.findings)
        let lists = CodeList.decode(file.root, with: reader) { name, _ in CodeTableFile(name: name, text: table) }
        return (lists, reader.findings.map { "\($0.location?.line ?? 0) \($0.code)" })
    }

    @Test func readsCodesWithTheirVersions() throws {
        let (lists, findings) = try decode(
            """
            \u{FEFF}code;fi;sv;aliases;maakunta;valid-from;valid-to;vintage\r
            001;Vanhala ;Gammelby;Vanhala pitäjä|V;01;;2008-12-31;\r
            "002";"Uusi ""kylä""; pohjoinen";;;02;2009-01-01;;\r

            002;;;;01;;;2009\r
            002;;;;04;2009-01-01;2012-12-31;
            """)
        #expect(findings.isEmpty)
        let codes = try #require(lists.first?.codes)
        #expect(codes.map(\.code) == ["001", "002"])
        #expect(codes[0].titles == ["fi": "Vanhala", "sv": "Gammelby"])
        #expect(codes[0].aliases == ["Vanhala pitäjä", "V"])
        #expect(codes[0].attributes == ["maakunta": "01"])
        #expect(codes[1].titles == ["fi": "Uusi \"kylä\"; pohjoinen"])
        let day = { (text: String) in CalendarDay(iso: text) }
        #expect(codes[0].isValid(on: day("2008-12-31")) && !codes[0].isValid(on: day("2009-01-01")))
        #expect(!codes[0].isValid(on: nil) && codes[1].isValid(on: nil))
        #expect(codes[1].attribute("maakunta") == "02")
        #expect(codes[1].attribute("maakunta", vintage: "2009") == "01")
        #expect(codes[1].attribute("maakunta", on: day("2010-06-01")) == "04")
        #expect(codes[1].attribute("maakunta", on: day("2013-01-01")) == "02")
    }

    @Test func namesTheLinesThatAreWrong() throws {
        let findings = try decode(
            "code,fi,maakunta,valid-from\n1,A,01\n2,B,01,eilen\n,C,01,\n3,\"D,01,\n2,B,01,\n4,E,04,2010-01-01\n"
        ).findings
        #expect(findings == [2, 3, 4, 5, 6].map { "\($0) definition.code-table" })
        #expect(try decode("kunta,fi\n1,A\n").findings == ["1 definition.code-table"])
        #expect(try decode("").findings == ["1 definition.code-table"])
        #expect(try decode("code,fi\n").findings == ["1 definition.code-table"])
    }

    /// Code lists are read at each run, so a long one must not cost what a build takes.
    @Test func readsAllMunicipalitiesQuickly() throws {
        let path = repository.appendingPathComponent("Pipelines/codes/kunta.csv")
        let text = try String(contentsOf: path, encoding: .utf8)
        let clock = ContinuousClock()
        let best = try (0..<5).map { _ in try clock.measure { _ = try decode(text) } }.min() ?? .seconds(1)
        #expect(best < .milliseconds(60))  // without optimisation, as tests run
    }
}
