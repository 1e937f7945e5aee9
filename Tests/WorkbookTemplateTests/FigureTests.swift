import Testing

@testable import WorkbookTemplate

/// Which figure a reference or a name means, and what a cell shows of it.
@Suite struct FigureTests {
    private static func finder(from1904: Bool = false) throws -> FigureFinder {
        FigureFinder(try Samples.results(), locale: Samples.finnish, countsFrom1904: from1904)
    }

    @Test(arguments: [
        ("EECO01", CellContent.number(40)), ("EECO01[gender_group=women]", .number(23)),
        ("EECO01[region=01, gender_group=women]", .number(7)), ("EECO01[gender_group=women]:n", .number(24)),
        ("EECO01[gender_group=missing:refused]", .number(6)), ("EECO01:title", .text("Osallistujat & <muut>")),
        ("EECO01:unit", .text("henkilöä")), ("attendances:unit", .text("attendances")),
        ("match-rate:lower", .number(0.0625)), ("match-rate:upper", .number(0.25)), ("match-rate:count", .number(10)),
        ("as-of", .text("31.12.2023")), ("period", .text("1.2.2023–31.12.2023")), ("period-from", .text("1.2.2023")),
        ("period-to", .text("31.12.2023")), ("pipeline", .text("osaamiskeskus")), ("build", .text("04c6125a6502e1c2")),
        ("threshold", .number(5)),
    ])
    func findsFiguresByReference(_ reference: String, _ content: CellContent) throws {
        #expect(try Self.finder().figure(reference).content == content)
    }

    /// Withheld and absent figures are marks, whichever of their numbers is asked for.
    @Test(arguments: [
        ("EECO01[gender_group=non-binary]", "[c]", FoundFigure.Mark.withheld),
        ("EECO01[gender_group=non-binary]:n", "[c]", .withheld),
        ("EECO01[gender_group=missing:refused]:n", "[c]", .withheld),
        ("match-rate[wave=after]", "[low]", .absent("too-few")),
        ("match-rate[wave=after]:lower", "[low]", .absent("too-few")),
        ("match-rate[wave=after]:count", "[low]", .absent("too-few")),
        ("match-rate:adjusted-p", "[x]", .absent("other")),
    ])
    func neverWritesANumberForWhatIsWithheldOrAbsent(_ reference: String, _ mark: String, _ reason: FoundFigure.Mark)
        throws
    {
        let figure = try Self.finder().figure(reference)
        #expect(figure.content == .text(mark))
        #expect(figure.mark == reason)
    }

    /// 7 November 2023, 19,668 days after 1 January 1970 (day 25,569), is day 45,237 in Excel's count, and 1,462 fewer from 1904.
    @Test func writesDaysAsSpreadsheetsCountThem() throws {
        #expect(try Self.finder().figure("first-day").content == .number(45_237))
        #expect(try Self.finder(from1904: true).figure("first-day").content == .number(43_775))
    }

    @Test(arguments: [
        ("EECO1", "the results have no indicator 'EECO1'", "write 'EECO01'"),
        (
            "EECO01[gender_group=woman]", "'EECO01' has no value 'EECO01[gender_group=woman]'",
            "write one of these; the nearest in letters is 'EECO01[gender_group=women]'"
        ),
        ("match-rate:cuont", "'match-rate' has no number 'cuont'", "write 'count'"),
        ("match-rate:interval", "'match-rate' has no number 'interval'", "write 'lower' or 'upper'"),
        ("as-off", "the results have no indicator 'as-off'", "write 'as-of'"),
    ])
    func saysWhatMayHaveBeenMeant(_ reference: String, _ summary: String, _ remedy: String) throws {
        let finder = try Self.finder()
        let problem = #expect(throws: FigureProblem.self) { try finder.figure(reference) }
        #expect(problem?.summary == summary)
        #expect(problem?.remedies == [remedy])
    }

    @Test(arguments: [
        ("kaiku.EECO01", "EECO01"), ("KAIKU.eeco01.Gender_Group.WOMEN", "EECO01[gender_group=women]"),
        ("kaiku.EECO01.gender_group.women.n", "EECO01[gender_group=women]:n"),
        ("kaiku.EECO01.region.01.gender_group.women", "EECO01[gender_group=women,region=01]"),
        ("kaiku.EECO01.gender_group.non_binary", "EECO01[gender_group=non-binary]"),
        ("kaiku.EECO01.gender_group.missing_refused", "EECO01[gender_group=missing:refused]"),
        ("kaiku.EECO01.title", "EECO01:title"), ("kaiku.match_rate.adjusted_p", "match-rate:adjusted-p"),
        ("kaiku.as_of", "as-of"), ("kaiku.period", "period"),
    ])
    func findsFiguresByNamesOfTheRule(_ name: String, _ reference: String) throws {
        #expect(try FigureNames(Self.finder()).figure(name).reference == reference)
    }

    @Test(arguments: [
        ("kaiku.EECO1", "kaiku.EECO01"), ("kaiku.EECO01.gender_group.woman", "kaiku.EECO01.gender_group.women"),
        ("kaiku.match_rate.cuont", "kaiku.match_rate.count"), ("kaiku.asof", "kaiku.as_of"),
    ])
    func suggestsNamesOfTheRule(_ name: String, _ near: String) throws {
        let names = FigureNames(try Self.finder())
        let problem = #expect(throws: FigureProblem.self) { try names.figure(name) }
        #expect(problem?.near == near)
    }

    @Test func refusesNamesThatTwoCodesShare() throws {
        let json = Samples.json.replacing("\"first-day\"", with: "\"match_rate\"")
        let results = try BuildResults.load(Array(json.utf8), file: "results.json")
        let names = FigureNames(FigureFinder(results, locale: Samples.finnish, countsFrom1904: false))
        let problem = #expect(throws: FigureProblem.self) { try names.figure("kaiku.match_rate") }
        #expect(problem?.summary == "the name 'kaiku.match_rate' has several meanings")
    }

    @Test func knowsNamesThatLookLikeFigures() throws {
        let names = FigureNames(try Self.finder())
        #expect(names.lookalike("EECO01_women") == "EECO01[gender_group=women]")
        #expect(names.lookalike("EECO01_naiset") == "EECO01")
        #expect(names.lookalike("eeco01") == "EECO01")
        #expect(names.lookalike("EECO012") == nil)
        #expect(names.lookalike("hankkeen_nimi") == nil)
    }

    @Test func refusesOtherFiles() throws {
        #expect(throws: TemplateError.notResults(file: "r.json", reason: "it is no well-formed JSON")) {
            try BuildResults.load(Array("{".utf8), file: "r.json")
        }
        #expect(throws: TemplateError.otherVersion(file: "r.json", found: "x")) {
            try BuildResults.load(Array("{\"schema\": \"x\"}".utf8), file: "r.json")
        }
        #expect(throws: TemplateError.notResults(file: "r.json", reason: "the key 'schema' is missing")) {
            try BuildResults.load(Array("{}".utf8), file: "r.json")
        }
    }
}
