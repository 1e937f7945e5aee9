internal import Records

/// Guesses what kind of record the rows of a file are, from the names of its columns.
struct RecordGuess {
    let record: RecordKind
    /// The position of the column for each field that was recognised.
    let columns: [(field: RecordField, position: Int)]
    /// Whether every field that the kind requires was recognised.
    let isLikely: Bool
    /// Whether the columns are those of a survey, whose rows are responses, also where none says whose.
    var isAnswers = false

    /// The same with the column of a respondent's own code, where no other says who answered.
    func adding(ownCode position: Int?) -> RecordGuess {
        guard record == .surveyResponse, let position, !columns.contains(where: { $0.position == position }),
            !columns.contains(where: { $0.field.name == "respondent" }),
            let field = record.fields.first(where: { $0.name == "respondent" })
        else { return self }
        return RecordGuess(
            record: record, columns: [(field: field, position: position)] + columns, isLikely: isLikely,
            isAnswers: isAnswers)
    }

    /// The kinds by how many of their fields are recognised, the required ones counting double; of equal ones in the order of kinds.
    /// A survey comes first when none is.
    static func ranked(_ columns: [ColumnInspection]) -> [RecordGuess] {
        var guesses: [(guess: RecordGuess, score: Double)] = []
        // Most columns of most files are called like no field at all.
        let names = columns.map { Self.knownNames(in: $0.name) }
        let called = columns.indices.filter { !names[$0].isEmpty }
        let areAnswers = SurveySigns.areLikely(columns)
        for (record, fields) in Self.kinds {
            var taken: Set<Int> = []
            var found: [(field: RecordField, position: Int)] = []
            var score = 0.0
            var complete = true
            for (field, words) in fields {
                let position = called.first { position in
                    !taken.contains(position) && words.contains(where: names[position].contains)
                        && Self.fits(columns[position], field)
                }
                if let position {
                    taken.insert(position)
                    found.append((field, position))
                    score += field.required ? 2 : 1
                    if field.name == "submitted", responseTimes.contains(columns[position].name.lowercased()) {
                        score += responseTimeScore
                    }
                    if record == .organisation, field.name == "name",
                        organisationNames.contains(columns[position].name.lowercased())
                    {
                        score += 1
                    }
                } else if field.required {
                    complete = false
                    score -= 1
                }
            }
            // Of two kinds, the one whose fields the file has more completely.
            score += Double(found.count) / Double(fields.count)
            if complete { score += 2 }
            let isAnswers = areAnswers && record == .surveyResponse
            if isAnswers { score += surveyScore }
            guesses.append(
                (RecordGuess(record: record, columns: found, isLikely: complete, isAnswers: isAnswers), score))
        }
        guard guesses.contains(where: { $0.score > 0 }) else {
            let survey = RecordGuess(record: .surveyResponse, columns: [], isLikely: false)
            return [survey] + guesses.map(\.guess).filter { $0.record != .surveyResponse }
        }
        return guesses.enumerated().sorted {
            ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }.map(\.element.guess)
    }

    /// What tools call the time of a response, which nothing else has: it outweighs what the other columns could be.
    private static let responseTimes: Set<String> = [
        "vastausaika", "vastauspäivä", "svarstid", "submitdate", "recordeddate",
    ]
    private static let responseTimeScore = 4.0
    /// What lists of organisations call the name: other kinds have a name too.
    private static let organisationNames: Set<String> = [
        "organisaation nimi", "järjestön nimi", "yhdistyksen nimi", "toimijan nimi", "organisationens namn",
        "föreningens namn", "organisation name", "organization name",
    ]
    /// Questions outweigh what a few columns are called.
    private static let surveyScore = 12.0

    /// The answers to a survey, whose own columns a preset takes care of.
    static func survey(_ columns: [ColumnInspection], besides system: Set<Int>) -> [RecordGuess] {
        let fields = RecordKind.surveyResponse.fields.filter { $0.name == "wave" || $0.name == "weight" }
        let found = fields.compactMap { field in
            let words = words(field.name, .surveyResponse)
            return columns.indices.first { position in
                !system.contains(position) && words.contains(where: knownNames(in: columns[position].name).contains)
                    && fits(columns[position], field)
            }.map { (field: field, position: $0) }
        }
        return [RecordGuess(record: .surveyResponse, columns: found, isLikely: true)]
    }

    /// What fields are called that a column's name is, or that it begins or ends with.
    private static func knownNames(in name: String) -> Set<String> {
        let name = name.lowercased()
        var found: Set<String> = allNames.contains(name) ? [name] : []
        for place in name.indices where name[place] == " " {
            for part in [String(name[..<place]), String(name[name.index(after: place)...])]
            where allNames.contains(part) { found.insert(part) }
        }
        return found
    }

    /// The fields of each kind of record with what they are called.
    private static let kinds = RecordKind.allCases.map { record in
        (record: record, fields: record.fields.map { (field: $0, words: words($0.name, record)) })
    }
    private static let allNames = Set(kinds.flatMap { $0.fields.flatMap(\.words) })

    /// Whether what a column holds can be a field's.
    private static func fits(_ column: ColumnInspection, _ field: RecordField) -> Bool {
        switch field.type {
        case .day: return column.type == "day" || column.type == "moment"
        case .moment: return column.type == "moment" || column.type == "day"
        case .integer, .decimal: return column.type == "integer" || column.type == "decimal"
        case .headcount: return column.type == "integer" || column.type == "headcount"
        case .boolean: return column.type == "boolean" || column.type == "integer" || column.type == "code"
        case .person, .identifier, .code, .title, .text, .quotation, .textLength: return true
        }
    }

    /// What sources call a field, in Finnish, Swedish and English.
    private static func words(_ field: String, _ record: RecordKind) -> [String] {
        let plain = String(field.map { $0 == "_" ? " " : $0 })
        return [field, plain] + (record == .event ? eventWords[field] ?? [] : []) + (self.words[field] ?? [])
    }

    private static let eventWords = ["event": ["tunnus", "id"], "name": ["tapahtuma", "nimi"]]

    private static let words: [String: [String]] = [
        "respondent": [
            "vastaaja", "vastaajakoodi", "koodi", "respondent id", "response id", "responseid", "svarare",
            "vastaajan tunnus",
            "vastauksen tunnus",
        ],
        "wave": ["aalto", "mittaus", "mittauskerta", "omgång"],
        "submitted": [
            "vastauspäivä", "vastausaika", "submitted at", "recordeddate", "timestamp", "submitdate", "inlämnad",
            "svarstid", "vastauksen ajankohta",
        ],
        "theme": ["teema", "teemat", "tema", "teman", "themes"],
        "answered": ["vastauspäivä", "svarsdag"], "question": ["kysymys", "fråga"], "coder": ["koodaaja", "kodare"],
        "quote": ["sitaatti", "lainaus", "citat", "quotation"],
        "released": ["julkaisulupa", "saa lainata", "julkaistaan", "får citeras", "frisläppt"],
        "language": ["kieli", "språk"],
        "survey": ["kysely", "enkät"], "weight": ["paino", "vikt"],
        "event": ["tapahtuma", "tilaisuus", "evenemang", "event id"], "name": ["nimi", "namn", "title", "otsikko"],
        "kind": ["laji", "tyyppi", "slag", "typ", "type"], "measure": ["toimenpide", "åtgärd"],
        "start": ["alkaa", "alku", "alkoi", "börjar", "start date"], "end": ["päättyy", "loppu", "slutar", "end date"],
        "format": ["toteutus", "toteutustapa", "form"], "place": ["paikka", "paikkakunta", "plats", "ort", "city"],
        "region": ["maakunta", "alue", "landskap", "område"], "target_group": ["kohderyhmä", "målgrupp"],
        "cost": ["kustannus", "kustannukset", "kostnad"],
        "person": [
            "henkilö", "osallistuja", "osallistujakoodi", "person id", "deltagare", "participant", "participant id",
        ],
        "headcount": ["henkilömäärä", "osallistujamäärä", "määrä", "antal deltagare", "participants"],
        "registered": ["ilmoittautunut", "ilmoittautui", "anmäld", "registered at"],
        "attended": ["osallistui", "läsnä", "paikalla", "deltog"],
        "mode": ["osallistumistapa", "tapa", "deltagandesätt"],
        "sector": ["sektori", "sektor"],
        "organisation": ["organisaatio", "toimija", "organization", "organisation id", "aktör"],
        "business_id": ["y-tunnus", "fo-nummer"], "country": ["maa", "land"], "joined": ["liittynyt", "anslöt"],
        "role": ["rooli", "päärooli", "roll"],
        "other": ["toinen", "toimija b", "kumppani", "organisation b", "partner"],
        "observed": ["havaittu", "observerad"], "from": ["alkaen", "från"],
        "until": ["päättynyt", "päättyy", "upphört", "slutar"],
        "public": ["osallistuminen julkista", "deltagandet offentligt"], "municipality": ["kunta", "kommun"],
        "learned_region": ["lähteen maakunta", "källans landskap"],
        "learned_sector": ["lähteen sektori", "källans sektor"],
        "core_kept": ["ydin säilyi", "bevarad kärna"], "core_total": ["ydin yhteensä", "hela kärnan"],
        "element": ["elementti", "ydinelementti", "kärnelement"], "use": ["käyttö", "elementin käyttö", "användning"],
        "subject": ["kohde", "objekt"], "label": ["ilmiö", "asiasana", "fenomen", "ämnesord"],
        "title": ["nimi", "namn"], "consortium": ["konsortio", "konsortium"],
        "innovation": ["innovaatio", "toimintamalli", "innovation id", "malli"],
        "programme": ["kokonaisuus", "ohjelma", "program"], "period": ["toimiaika", "verksamhetstid"],
        "actors": ["toimijoita", "aktörer"], "innovations": ["toimintamalleja", "innovationer"],
        "owner": ["omistaja", "ägare", "source org"],
        "created": ["luotu", "skapad", "created on", "created at"], "published": ["julkaistu", "publicerad"],
        "modified": ["muokattu", "ändrad", "viimeksi muokattu"], "phase": ["vaihe", "kehittämisen vaihe", "fas"],
        "funder": ["rahoittaja", "finansiär"], "derived_from": ["pohjautuu", "baserad på"],
        "date": ["päivä", "pvm", "päivämäärä", "datum", "adopted on", "alkaen"],
        "adopter": ["käyttöönottaja", "adopter org", "ibruktagare"], "stage": ["vaihe", "aste", "skede"],
        "learned_from": ["opittu keneltä", "oppi", "source org"],
        "rater": ["arvioija", "bedömare"], "criterion": ["kriteeri", "kohta", "kriterium"],
        "score": ["pisteet", "pistemäärä", "poäng"], "round": ["kierros", "omgång"], "decision": ["päätös", "beslut"],
        "operation": ["toimi", "hanke", "projekti", "projekt", "project"],
        "entry": ["aloituspäivä", "aloitus", "entry date", "startdatum"],
        "exit": ["lopetuspäivä", "lopetus", "exit date", "slutdatum"],
        "birth_date": ["syntymäaika", "födelsedatum"], "gender": ["sukupuoli", "kön"],
        "labour_status": ["työmarkkina-asema", "arbetsmarknadsställning"],
        "education": ["koulutus", "koulutusaste", "isced", "utbildning"],
        "exit_status": ["tilanne lopussa", "status vid avslut"], "status_after": ["tilanne 6 kk"],
        "channel": ["kanava", "kanal"], "count": ["määrä", "lukumäärä", "antal"],
        "indicator": ["tunnusluku", "indikaattori", "indikator"], "value": ["arvo", "tavoite", "värde", "mål"],
        "due": ["määräaika", "förfallodag"], "amount": ["summa", "määrä", "euroa", "belopp"],
        "invited": ["kutsuttu", "kutsutut", "inbjudna"], "figure": ["luku", "siffra"], "source": ["lähde", "källa"],
    ]
}
