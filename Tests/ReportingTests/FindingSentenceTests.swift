import Foundation
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// The sentences themselves: what they say, and that each of their numbers is that of the figure.
@Suite struct FindingSentenceTests {
    private func sentences(
        _ code: String, _ value: Double?, _ interval: ClosedRange<Double>? = nil, n: Int = 40,
        _ further: [(String, Double?)] = [], levels: [(String, BreakdownLevel.Level)] = [],
        state: FigureState = .published, absence: Absence? = nil, block: String = "", language: String = "fi"
    ) throws -> [String] {
        let indicator = try #require(try FindingSample.catalogue().indicator(code))
        let figure = FindingSample.figure(
            indicator, value, interval, n: n, at: levels, further: further, absence: absence)
        return try FindingSample.texts(code, [(figure, state)], block: block, language: language).map(plain)
    }

    private func plain(_ text: String) -> String { text.replacingOccurrences(of: "\u{A0}", with: " ") }

    // MARK: Words

    @Test func aChangeSaysDirectionSizeIntervalAndLimit() throws {
        let texts = try sentences(
            "paired-change", 0.52525, 0.34205...0.70846, n: 99, [("before", 3.1616), ("after", 3.6869), ("dz", 0.5718)])
        #expect(
            texts == [
                "Tulos: keskiarvo nousi arvosta 3,16 arvoon 3,69 eli 0,53 pistettä (95 %:n luottamusväli +0,34…+0,71; n = 99). Muutos on keskisuuri (dz +0,57).",
                "Suuruutta kuvaavat sanat noudattavat sopimusta (Cohen 1988), eivät luonnonlakia: pieni tarkoittaa, että dz on vähintään 0,2, keskisuuri vähintään 0,5 ja suuri vähintään 0,8. Luvut on pyöristetty kukin erikseen.",
                "Muutos ei kerro syystään, koska vertailuryhmää ei ole.",
            ])
    }

    @Test func limitsOfTheReportGoBeforeTheUsualOnes() throws {
        let change = { (block: String) in
            try sentences("paired-share", 0.1, 0.05...0.2, [("before", 0.5), ("after", 0.6)], block: block)
        }
        #expect(
            try change("limits: [note.unpaired]").last
                == "Osuudet on laskettu kunkin mittauskerran kaikista vastaajista.")
        #expect(try change("limits: []").count == 1)
    }

    @Test func shareMeanAndMedianAreStated() throws {
        #expect(
            try sentences("share", 0.61, 0.508...0.704, n: 100, [("count", 61)], language: "sv").first
                == "Resultat: andelen är 61,0 % (95 % konfidensintervall 50,8 %…70,4 %; n = 100; antal 61).")
        #expect(
            try sentences("mean", 3.456, 3.2...3.7, n: 20, [("sd", 0.95)], language: "en").first
                == "Result: the mean is 3.46 (95% confidence interval 3.20 to 3.70; n = 20; standard deviation 0.95).")
        // One answer has no interval and no spread.
        #expect(try sentences("mean", 3, n: 1, [("sd", nil)]).first == "Tulos: keskiarvo on 3,00 (n = 1).")
        #expect(
            try sentences("median", 3, n: 20, [("lowerQuartile", 2), ("upperQuartile", 4)]).first
                == "Tulos: mediaani on 3,00 (n = 20; alaneljännes 2,0, yläneljännes 4,0).")
    }

    @Test func aDayStandsInItsForm() throws {
        #expect(try sentences("earliest", 0, n: 3).first == "Tulos: varhaisin ajankohta on 1.1.1970.")
        #expect(try sentences("latest", 31, n: 3, language: "en").first == "Result: the latest is 1 February 1970.")
    }

    @Test func aTestStandsWithItsEffect() throws {
        let further: [(String, Double?)] = [
            ("p", 0.0004), ("before-during-p", 0.2), ("before-after-p", 0.0009), ("during-after-p", 0.03),
        ]
        #expect(
            try sentences("wave-comparison", 0.31, nil, further, language: "fi").first
                == "Tulos: mittauskerrat eroavat toisistaan (Kendallin W 0,31; n = 40; Friedmanin testi, p < 0,001). Ero on keskisuuri. Holmin menetelmällä korjatuissa paritesteissä toisistaan eroavat before–after (p < 0,001) ja during–after (p = 0,030)."
        )
        let adjusted = try sentences("rank-difference", 0.02, nil, [("p", 0.01), ("adjustedP", 0.07), ("groups", 4)])
        #expect(
            adjusted.first
                == "Tulos: ryhmien välillä ei voi osoittaa eroja (ε² 0,02; n = 40; ryhmiä 4; Kruskalin–Wallisin testi, korjattu p = 0,070)."
        )
    }

    @Test func timesAndGrowthAreTold() throws {
        let test: [(String, Double?)] = [("p", 0.0013), ("groups", 2), ("events", 165)]
        #expect(
            try sentences("survival-difference", 10.33, nil, n: 228, test).first
                == "Tulos: ryhmien välillä on eroja siinä, kuinka pian tapahtuma sattuu (χ² 10,33; n = 228; tapahtumia 165; ryhmiä 2; log-rank-testi, p = 0,001)."
        )
        #expect(
            try sentences("restricted-mean", 8.6, 8...9.2, n: 40, [("events", 12)], language: "en").first
                == "Result: the mean time without the event within the horizon is 8.6 months (95% confidence interval 8.0 to 9.2; n = 40; events 12)."
        )
        let growth: [(String, Double?)] = [("adopters", 89), ("reached", 0.8), ("peak", 1_096), ("peakSize", 23.99)]
        #expect(
            try sentences("growth-model", 111, 100...130, n: 89, growth, language: "en").first
                == "Result: by the Bass model there will be 111 adoptions in the end (95% confidence interval 100 to 130; n = 89). The 89 made so far are 80.0% of that. Growth is fastest in the period that begins on 1 January 1973; its pace is then 23.99 adoptions per period."
        )
        #expect(
            try sentences("growth-model-logistic", 450, n: 89, []).first
                == "Tulos: logistisen mallin, jolle potentiaali on annettu, mukaan käyttöönottoja on lopulta 450 (n = 89)."
        )
    }

    @Test func placesAreTold() throws {
        let spread: [(String, Double?)] = [("levels", 19), ("empty", 2), ("largestShare", 0.255), ("elsewhere", 1)]
        #expect(
            try sentences("concentration", 0.5667, nil, n: 212, spread).first
                == "Tulos: Ginin kerroin on 0,57 (n = 212). Kaikista 19 alueesta 2 on kokonaan ilman. Suurimman alueen osuus on 25,5 %."
        )
        #expect(
            try sentences("concentration-top", 0.56, nil, n: 212, language: "en").first
                == "Result: the share of the fifth of inhabitants whose areas have most is 56.0% (n = 212).")
        let shares: [(String, Double?)] = [("count", 4), ("share", 0.8), ("wholeShare", 0.615)]
        #expect(
            try sentences("location-quotient", 1.3, 0.85...2, n: 5, shares).first
                == "Tulos: sijaintiosamäärä on 1,30 (95 %:n luottamusväli 0,85…2,00; n = 5). Osuus on 80,0 % ja koko aineistossa 61,5 %. Luottamusväliin mahtuu 1, joten jää avoimeksi, poikkeaako osuus koko aineiston osuudesta."
        )
        #expect(
            try sentences("nearest-adopter", nil, absence: .notReached, language: "sv").first
                == "Resultat: ingen gräns leder till ett ibruktagande.")
        let reached: [(String, Double?)] = [("levels", 19), ("share", 0.895), ("populationShare", 0.981)]
        #expect(
            try sentences("reach", 17, n: 17, reached, language: "en").first
                == "Result: the number of areas reached is 17, which is 89.5% of all 19. Of the inhabitants, 98.1% live there."
        )
        let burst: [(String, Double?)] = [
            ("count", 31), ("ordinaryShare", 0.258), ("burstWeight", 7.338), ("burstPeriods", 3), ("burstStart", 19083),
            ("burstEnd", 19173),
        ]
        #expect(
            try sentences("bursts", 1, n: 120, burst).first
                == "Tulos: piikkejä on 1 (n = 120; aiheesta 31). Voimakkain alkoi 1.4.2022 ja päättyi 30.6.2022 (paino 7,34). Tavallinen osuus on 25,8 %."
        )
    }

    @Test func aRateHasItsIntervalAndEvents() throws {
        #expect(
            try sentences("rate", 12.34, 7.2...19.8, n: 17, [("events", 17), ("population", 137_755)]).first
                == "Tulos: 100 000 asukasta kohti 12,3 (95 %:n luottamusväli 7,2…19,8; n = 17; tapahtumia 17)."
        )
    }

    @Test func aCurveOfGrowthSaysWhatIsForecast() throws {
        func told(_ further: [(String, Double?)], _ language: String) throws -> String? {
            try sentences(
                "growth-curve", 96.6, 93...99.8, n: 89, further, levels: [("period", .code("2024-03"))],
                block: "dimensions: [period]", language: language
            ).first
        }
        #expect(
            try told([("observed", 89), ("forecast", 0), ("new", 8.25)], "fi")
                == "3/2024: Gompertzin mallin mukaan kertymä on 97 (95 %:n luottamusväli 93…100; n = 89), josta jakson aikana uusia 8,25. Havaittu kertymä on 89."
        )
        #expect(
            try told([("observed", nil), ("forecast", 1), ("new", 3.5)], "en")
                == "2024-03: by the Gompertz model the running total is 97 (95% confidence interval 93 to 100; n = 89), of which 3.50 in the period. It is a forecast."
        )
    }

    @Test func errorsOfForecastsAreTold() throws {
        let further: [(String, Double?)] = [
            ("percentageError", 1.234), ("holdOutError", 5.5), ("heldOut", 3), ("forecasts", 6),
        ]
        #expect(
            try sentences(
                "growth-comparison", 4.25, n: 89, further, levels: [("model", .code("bass"))],
                block: "dimensions: [model]"
            ).first
                == "bass: ennustevirhe on 4 käyttöönottoa jaksoa kohti (n = 89), keskimäärin 123 % havaitusta. Viimeisistä jaksoista ennustettiin 3, ja ennusteita on 6."
        )
    }

    @Test func adoptionsOverTimeAreTold() throws {
        let further: [(String, Double?)] = [
            ("new", 2), ("cumulative", 8), ("share", 0.4), ("atRisk", 14), ("incomplete", 1),
        ]
        func told(_ code: String, _ value: Double, _ interval: ClosedRange<Double>?, language: String) throws -> String?
        {
            let names = try #require(try FindingSample.catalogue().indicator(code)).furtherNames
            return try sentences(
                code, value, interval, n: 20, further.filter { names.contains($0.0) },
                levels: [("period", .code("2023-Q4"))], block: "dimensions: [period]", language: language
            ).first
        }
        #expect(
            try told("adoption-curve-new", 2, nil, language: "fi")
                == "4. neljännes 2023: jakson lukumäärä on 2, ja kertymä on 8. Kertymä on 40,0 % kaikista mahdollisista. Jakso on vielä kesken, joten luku voi muuttua."
        )
        #expect(
            try told("adoption-curve-share", 0.4, 0.219...0.613, language: "en")
                == "2023 Q4: 40.0% of all who could have done so (95% confidence interval 21.9% to 61.3%; n = 20; 8 to date; new in the period 2). The period is not over, so the number may still change."
        )
        #expect(
            try told("adoption-curve-hazard", 0.143, 0.04...0.399, language: "sv")
                == "kvartal 4/2023: under perioden kom 14,3 % med av dem som ännu inte var med (95 % konfidensintervall 4,0 %…39,9 %; n = 20; nya 2). Perioden pågår ännu, så talet kan ändras."
        )
        // A year stays a year.
        #expect(
            try sentences(
                "adoption-curve-total", 1_200, n: 9, [("new", 200)], levels: [("period", .number(2023))],
                block: "dimensions: [period]"
            ).first == "2023: kertynyt summa on 1 200 €, mistä tämän jakson osuus on 200 €.")
    }

    @Test func spreadingIsTold() throws {
        let learned: [(String, Double?)] = [("offspring", 60), ("dispersion", 0.4)]
        #expect(
            try sentences("reproduction-number", 1.5, 1.2...1.9, n: 40, learned).first
                == "Tulos: kukin käyttöönotto johtaa keskimäärin 1,50 muuhun käyttöönottoon (95 %:n luottamusväli 1,20…1,90; n = 40; niitä yhteensä 60). Koko luottamusväli on luvun 1 yläpuolella: oppijoiden sukupolvet kasvavat."
        )
        #expect(
            try sentences("reproduction-number", 0.5, 0.3...0.8, n: 40, learned, language: "en").first
                == "Result: each adoption leads to 0.50 others on average (95% confidence interval 0.30 to 0.80; n = 40; 60 in all). The whole interval is below 1: generations of learners shrink."
        )
        #expect(
            try sentences("stage-time", 42, 30...60, n: 96, [("events", 53)], language: "en").first
                == "Result: the median time is 42 days (95% confidence interval 30 to 60; n = 96; came to the end 53)."
        )
        let uses: [(String, Double?)] = [("keptShare", 0.7), ("adaptedShare", 0.2), ("droppedShare", 0.1)]
        #expect(
            try sentences("fidelity", 0.81, 0.77...0.85, n: 120, uses, language: "en").first
                == "Result: on average 81.0% of the core is kept (95% confidence interval 77.0% to 85.0%; n = 120). Of the elements, 70.0% were kept, 20.0% adapted and 10.0% dropped."
        )
        #expect(
            try sentences("fidelity-trend", -0.2, -0.3 ... -0.1, n: 120, [("p", 0.003)], language: "en").first?
                .contains("farther from the owner less of the core is kept") == true)
    }

    @Test func networksAreTold() throws {
        let chance: [(String, Double?)] = [
            ("nodes", 61), ("ties", 96), ("internal", 22), ("external", 74), ("chanceMean", 0.8384),
            ("chanceLower", 0.7292), ("chanceUpper", 0.9375), ("p", 0.002),
        ]
        #expect(
            try sentences("network", 0.5417, nil, n: 61, chance).first
                == "Tulos: 0,54, vähemmän kuin sattuma antaisi. Satunnaisissa verkostoissa arvo on keskimäärin 0,84, ja 95 prosentissa niistä se on vähintään 0,73 ja enintään 0,94 (p = 0,002; toimijoita 61; suhteita 96)."
        )
        #expect(
            try sentences("network-communities", 11, n: 61, [("nodes", 61), ("ties", 96), ("modularity", 0.4867)]).first
                == "Tulos: yhteisöjä on 11; niiden modulaarisuus on 0,49 (toimijoita 61; suhteita 96).")
        #expect(
            try sentences("network-change", 0.2195, n: 61, [("before", 54), ("after", 96)], language: "en").first
                == "Result: 0.22 (ties before 54 and after 96; n = 61).")
        #expect(
            try sentences(
                "network-change", 0.2195, n: 61,
                [("before", 54), ("after", 96)] + chance.suffix(4).map { ($0.0, $0.1.map { $0 / 10 }) }
            ).first
                == "Tulos: 0,22, enemmän kuin sattuma antaisi (suhteita ennen 54 ja jälkeen 96). Jos jälkimmäiset suhteet eivät riippuisi aiemmista, luku olisi keskimäärin 0,08, ja 95 prosentissa satunnaisista verkostoista vähintään 0,07 ja enintään 0,09 (p < 0,001; n = 61)."
        )
        let broker: [(String, Double?)] = [("expected", 51.51), ("brokers", 8), ("p", 0.734)]
        #expect(
            try sentences(
                "brokerage", 42, n: 61, broker, levels: [("role", .code("liaison"))], block: "dimensions: [role]",
                language: "sv"
            ).first
                == "liaison: förmedlade relationer är 42, av en slump vore 51,51 att vänta. Skillnaden kan inte skiljas från slumpen (p = 0,734; förmedlare 8; n = 61)."
        )
        #expect(
            try sentences("moran", 0.2, n: 46, [("expected", -0.0222), ("p", 0.01)]).first
                == "Tulos: toisiinsa yhteydessä olevat ovat ottaneet käyttöön samoihin aikoihin useammin kuin sattumalta (Moranin I 0,20; sattumalta −0,02; n = 46; p = 0,010)."
        )
        #expect(
            try sentences(
                "exposure", 0.458, n: 33, [("adopters", 28)], levels: [("period", .code("2022"))],
                block: "dimensions: [period]"
            ).first
                == "2022: niillä, jotka eivät ole vielä ottaneet käyttöön, altistus on keskimäärin 45,8 % (n = 33; käyttöön ottaneita 28)."
        )
    }

    @Test func pairsOfNamedGroupsAreTold() throws {
        let further: [(String, Double?)] = [
            ("p", 0.001), ("groups", 3), ("a-b-z", 2.9), ("a-b-p", 0.011), ("a-c-z", 1.1), ("a-c-p", 0.27),
            ("b-c-z", -1.9),
            ("b-c-p", 0.08),
        ]
        let named = try sentences("rank-difference-pairs", 0.2, nil, further).first ?? ""
        #expect(
            named.hasSuffix(
                "Dunnin paritesteissä, jotka on korjattu Holmin menetelmällä, toisistaan eroavat a–b (p = 0,011)."))
        let none = further.map { ($0.0, $0.0.hasSuffix("-p") ? 0.5 : $0.1) }
        #expect(
            try sentences("rank-difference-pairs", 0.2, nil, none, language: "en").first?.hasSuffix(
                "In Dunn's pairwise tests adjusted by Holm's method, no two groups are told apart.") ?? false)
        // Withheld p values tell nothing, and without named groups there are no pairs.
        #expect(try sentences("rank-difference-pairs", 0.2, nil, [("p", 0.001)]).first?.contains("Dunn") == false)
        #expect(
            try sentences("rank-difference", 0.2, nil, [("p", 0.001)], language: "en").first?.hasSuffix(
                "The test does not tell which groups differ.") ?? false)
    }

    @Test func aCoefficientIsCalledByItsName() throws {
        let further: [(String, Double?)] = [
            ("observed", 0.85), ("expected", 0.725), ("units", 40), ("ratings", 80), ("leftOut", 6),
        ]
        #expect(
            try sentences("agreement-kappa", 0.4545, 0.3243...0.5848, further, language: "en").first
                == "Result: Cohen's kappa with quadratic weights is 0.45 (95% confidence interval 0.32 to 0.58; n = 40; ratings 80; units left out 6). The agreement is moderate. The share of agreement seen is 85.0%, that given by chance 72.5%."
        )
        #expect(
            try sentences("agreement-icc", 0.62, 0.07...0.93, further).first
                == "Tulos: sisäkorrelaatio ICC(2,k) on 0,62 (95 %:n luottamusväli 0,07…0,93; n = 40; arvioita 80; pois jätettyjä kohteita 6). Luotettavuus on kohtalainen."
        )
        #expect(
            try sentences("agreement-fleiss", 0.21, nil, further, language: "sv").first
                == "Resultat: Fleiss kappa är 0,21 (n = 40; bedömningar 80; utelämnade 6). Samstämmigheten är svag. Den observerade samstämmigheten är 85,0 %, slumpen skulle ge 72,5 %."
        )
    }

    /// Each form of a method has its name and its formula, in every language.
    @Test(arguments: FindingSample.languages) func everyCoefficientHasItsName(language: String) throws {
        let texts = try FindingSample.locale(language).texts
        for form in Agreement.Form.allCases {
            #expect(
                texts["finding.coefficient.\(form.rawValue)"] != nil
                    && texts["method.intraclass-correlation.\(form.rawValue)"] != nil)
        }
        for weights in ["unweighted", "linear", "quadratic"] {
            #expect(texts["finding.coefficient.\(weights)"] != nil && texts["method.cohens-kappa.\(weights)"] != nil)
        }
    }

    @Test func aDirectionThatTheAdjustedTestLeavesOpenIsCautioned() throws {
        let further: [(String, Double?)] = [("before", 3.43), ("after", 3.64), ("dz", 0.25), ("adjustedP", 0.1057)]
        let caution =
            "Testejä tehtiin useita; kun se otetaan huomioon, p-arvo on 0,106, joten tulos voi johtua sattumasta."
        #expect(try sentences("paired-change", 0.21, 0.04...0.38, further).first?.hasSuffix(" \(caution)") ?? false)
        let small = further.dropLast() + [("adjustedP", 0.01)]
        #expect(try sentences("paired-change", 0.21, 0.04...0.38, Array(small)).first?.contains("Testejä") == false)
    }

    @Test func whatIsWithheldOrAbsentIsSaidToBe() throws {
        #expect(
            try sentences("mean", 3, 2...4, state: .primary).first
                == "Tulos: tulosta ei julkaista, jotta ketään ei voi tunnistaa.")
        #expect(
            try sentences("mean", 3, 2...4, [("sd", 1)], state: .bare).first
                == "Tulos: keskiarvo on 3,00 (n = 40). Luottamusväliä ei julkaista.")
        #expect(
            try sentences("time-to-event", nil, absence: .notReached).first
                == "Tulos: yli puolelle tapahtumaa ei ole vielä sattunut, joten mediaania ei voi sanoa.")
        #expect(try sentences("mean", nil, absence: .notReached).first == "Tulos: raja-arvoa ei ole vielä saavutettu.")
        #expect(try sentences("mean", nil, absence: .notApplicable).first == "Tulos: tulosta ei voi laskea.")
    }

    @Test func oneIsNotMany() throws {
        #expect(try sentences("time-to-event", 7).first == "Tulos: mediaani on 7 kuukautta (n = 40).")
        #expect(try sentences("time-to-event", 1).first == "Tulos: mediaani on 1 kuukausi (n = 40).")
        let month = try sentences("time-to-event", 1, nil, [("events", 25)], language: "en")
        #expect(month.first == "Result: the median is 1 month (n = 40; events 25).")
    }

    // MARK: Numbers

    /// Values far from each other, so that a number shown belongs to one of them only.
    @Test(arguments: FindingSample.languages) func everyNumberIsThatOfTheFigure(language: String) throws {
        let locale = try FindingSample.locale(language)
        let intervals: [ClosedRange<Double>?] = [
            0.3111...0.4222, -0.4333 ... -0.3444, -0.0155...0.4666, -0.0177...0.0288, nil,
        ]
        var claims: Set<String> = []
        // Days have a test of their own.
        for indicator in try FindingSample.catalogue().indicators
        where indicator.calculation.listingFields == nil && indicator.unit != .day {
            for (place, interval) in intervals.enumerated() {
                for p in [0.0123, 0.4567] {
                    let names = indicator.furtherNames
                    let further = names.enumerated().map { index, name -> (String, Double?) in
                        let isP = name == "p" || name.hasSuffix("P") || name.hasSuffix("-p")
                        if indicator.kind(ofFurther: name) == .day { return (name, nil) }
                        return (name, isP ? p : name.hasSuffix("N") ? 57 : 0.5101 + Double(index) * 0.0307)
                    }
                    let value = interval.map { ($0.lowerBound + $0.upperBound) / 2 + 0.0019 } ?? 0.3939
                    let levels = indicator.calculation.addedDimensions.map { name in
                        (name, BreakdownLevel.Level.code(name == "direction" ? "improved" : "a"))
                    }
                    let dimensions = levels.map(\.0).joined(separator: ", ")
                    let figure = FindingSample.figure(indicator, value, interval, n: 83, at: levels, further: further)
                    let texts = try FindingSample.texts(
                        indicator.code, [(figure, .published)], block: "dimensions: [\(dimensions)]\nlimits: []",
                        language: language)
                    let sentence = try #require(texts.first)
                    let claim = FindingClaim(
                        ProtectedFigure(figure, unit: indicator.unit, method: indicator.method, state: .published),
                        value, indicator, .usual(for: indicator.method))
                    claims.insert("\(indicator.method).\(claim?.rawValue ?? "")")
                    #expect(!sentence.contains { "{}⟦⟧[]".contains($0) }, "\(place): \(sentence)")
                    #expect(sentence.hasSuffix("."), "\(sentence)")
                    let numbers =
                        [value, 83] + further.compactMap(\.1)
                        + (interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
                    // What a rate is for is a number of the unit.
                    let unit = indicator.unit == .per100000 ? locale.texts["unit-after.per-100000"] ?? "" : ""
                    let counted = unit.isEmpty ? sentence : sentence.replacingOccurrences(of: unit, with: "")
                    for (shown, places) in Self.numbers(in: counted, locale) {
                        let isOwn = numbers.contains { Self.isShown($0, as: shown, places) }
                        // The minimum of pairs, the bound of likeness, the confidence, and the ends of scales.
                        let isFixed = [10, 0.1, 95, 1, -1].contains(shown)
                        #expect(isOwn || isFixed, "\(language): \(shown) in \(sentence)")
                    }
                }
            }
        }
        // Nearly every template was used.
        #expect(claims.count > 60, "\(claims.sorted())")
    }

    /// Whether a number, or its hundredfold, is shown rounded so; a sign may be told in words.
    private static func isShown(_ number: Double, as shown: Double, _ places: Int) -> Bool {
        let half: Double = 0.5 * pow(10, -Double(places)) + 1e-9
        let magnitude: Double = abs(shown)
        return abs(magnitude - abs(number)) <= half || abs(magnitude - abs(number) * 100) <= half
    }

    /// The numbers of a sentence and how many decimals each has.
    private static func numbers(in sentence: String, _ locale: ReportLocale) -> [(Double, Int)] {
        let text = sentence.replacingOccurrences(of: locale.minus, with: "-").replacingOccurrences(of: "ε²", with: "")
            .replacingOccurrences(of: "ICC(2,k)", with: "")
        let pattern = "-?[0-9]+(\\\(locale.decimalMark)[0-9]+)?"
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
        return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
            guard let range = Range(match.range, in: text) else { return nil }
            let parts = text[range].split(separator: locale.decimalMark.first ?? ".")
            return Double(parts.joined(separator: ".")).map { ($0, parts.count > 1 ? parts[1].count : 0) }
        }
    }
}
