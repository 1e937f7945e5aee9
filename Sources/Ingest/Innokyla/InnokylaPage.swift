/// An Innokylä page as a record: its fields by their keys, without what is about people.
struct InnokylaPage {
    enum Kind: String {
        case toimintamalli, kokonaisuus
    }

    /// What a page is that is neither.
    enum Other: String {
        case login = "a page to sign in"
        case list = "a list of pages"
        case news = "a news page"
        case empty = "a page with no text"
        case unknown = "another page, since none of the headings is on it"
    }

    let kind: Result<Kind, OtherPage>
    /// The values by key; lists have `; ` between their values.
    let values: [String: String]
    /// Headings that no field has, with the text below each.
    let unknown: [(heading: String, text: String)]
    /// Fields about people that were left out.
    let droppedFields: Int
    /// E-mail addresses that were left out.
    let droppedAddresses: Int

    struct OtherPage: Error {
        let looksLike: Other
    }

    /// - Parameter file: The file's name, which stands in for the page's own address.
    init(_ content: PageContent, file: String) {
        var assembly = InnokylaAssembly()
        for block in content.blocks { assembly.add(block) }
        let gathered = assembly.finish()
        var dropped = content.droppedAddresses
        var values: [String: String] = [:]
        for (key, pieces) in gathered.fields {
            let value = Self.value(of: pieces, key)
            let cleaned = PageText.withoutAddresses(value, dropped: &dropped)
            if !cleaned.isEmpty { values[key] = cleaned }
        }
        let path = content.address.map(Self.path) ?? []
        let kind = Self.kind(content, path, values)
        if values["nimi"] == nil, let name = gathered.name ?? Self.name(of: content.title) {
            values["nimi"] = PageText.withoutAddresses(name, dropped: &dropped)
        }
        if case .success(let kind) = kind {
            values["laji"] = kind.rawValue
            values["tunnus"] = Self.slug(path, kind) ?? Self.slug(ofFile: file)
            if kind == .toimintamalli {
                let core = InnokylaField.all.filter { $0.isCore && Self.isFilled(values[$0.key]) }
                values["ydinkenttia"] = String(core.count)
            }
        }
        if let address = content.address { values["osoite"] = String(address.prefix { $0 != "?" && $0 != "#" }) }
        for (list, count) in [
            ("toimijat", "toimijoita"), ("toimintamallit", "toimintamalleja"), ("ilmiot", "ilmioita"),
            ("kohderyhma", "kohderyhmia"),
        ] {
            values[count] = values[list].map { String($0.split(separator: ";").count) }
        }
        self.kind = kind
        self.values = values
        unknown = gathered.unknown.map { heading, pieces in
            (
                PageText.withoutAddresses(heading, dropped: &dropped),
                PageText.withoutAddresses(pieces.map(\.text).joined(separator: "\n"), dropped: &dropped)
            )
        }
        droppedFields = gathered.droppedFields
        droppedAddresses = dropped
    }

    // MARK: Values

    private static func value(of pieces: [PageBlock], _ key: String) -> String {
        let kind = InnokylaField.all.first { $0.key == key }?.kind ?? .text
        let texts = pieces.filter { !$0.isImage }.map(\.text)
        switch kind {
        case .text, .person: return texts.joined(separator: "\n")
        case .file: return pieces.filter { $0.isImage || $0.text.contains(".") }.map(\.text).joined(separator: "; ")
        case .day: return day(texts.joined(separator: " "))
        case .list:
            // A single piece may hold the whole list; otherwise commas belong to the names.
            let parts = texts.count == 1 ? texts[0].split { $0 == ";" || $0 == "," }.map(PageText.plain) : texts
            return distinct(parts).joined(separator: "; ")
        case .link:
            let pages = pieces.flatMap(\.links).compactMap { slug(path(of: $0), nil) }
            return distinct(pages.isEmpty ? texts : pages).joined(separator: "; ")
        }
    }

    private static func distinct(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.map { $0.replacing(";", with: ",") }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The first day written as dd.mm.yyyy; the whole text where there is none, which then is no date.
    private static func day(_ text: String) -> String {
        for word in text.split(whereSeparator: { $0.isWhitespace || ",;()".contains($0) }) {
            let parts = word.split(separator: ".", omittingEmptySubsequences: true)
            if parts.count == 3, parts[2].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
                return parts.joined(separator: ".")
            }
        }
        return text
    }

    /// Whether a core field says anything: more than a dash or a placeholder of the form.
    private static func isFilled(_ text: String?) -> Bool { text?.contains { $0.isLetter || $0.isNumber } ?? false }

    private static func name(of title: String) -> String? {
        let name = title.split(separator: "|").first.map { PageText.plain($0) } ?? ""
        return name.isEmpty || name.lowercased() == "innokylä" ? nil : name
    }

    // MARK: Addresses

    private static func path(of address: String) -> [String] {
        let bare = address.prefix { $0 != "?" && $0 != "#" }
        return bare.split(separator: "/").map { $0.lowercased() }
    }

    /// The part of an address that tells a page from others of its kind.
    private static func slug(_ path: [String], _ kind: Kind?) -> String? {
        for (place, part) in path.enumerated() where part == "toimintamalli" || part == "kokonaisuus" {
            if kind == nil || kind?.rawValue == part, place + 1 < path.count { return path[place + 1] }
        }
        return nil
    }

    /// A name for a page without an address: that of its file.
    private static func slug(ofFile file: String) -> String {
        var name = file.split(separator: "/").last.map { $0.lowercased() } ?? ""
        for ending in [".gz", ".html", ".htm", ".txt", ".md"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        let letters = name.map { letter -> Character in
            switch letter {
            case "ä", "å": "a"
            case "ö": "o"
            default: letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "-"
            }
        }
        return letters.split(separator: "-").map { String($0) }.joined(separator: "-")
    }

    // MARK: Kinds

    private static func kind(_ content: PageContent, _ path: [String], _ values: [String: String]) -> Result<
        Kind, OtherPage
    > {
        func other(_ looksLike: Other) -> Result<Kind, OtherPage> { .failure(OtherPage(looksLike: looksLike)) }
        let models = values.keys.filter(onlyOfModels.contains).count
        let programmes = values.keys.filter(onlyOfProgrammes.contains).count
        if content.blocks.isEmpty { return other(.empty) }
        if path.contains("ajankohtaista") || path.contains("uutiset") { return other(.news) }
        // A page with an address of its own may be hardly begun; another must say what only records do.
        let isRecord = values.keys.contains(where: onlyOfRecords.contains) && values.count >= 2
        guard slug(path, nil) == nil ? isRecord : !values.isEmpty else {
            let pages = Set(content.blocks.flatMap(\.links).compactMap { slug(Self.path(of: $0), nil) })
            let asks = content.asksForPassword || content.title.lowercased().hasPrefix("kirjaudu")
            return other(asks ? .login : pages.count > 2 ? .list : .unknown)
        }
        if slug(path, .toimintamalli) != nil { return .success(.toimintamalli) }
        if slug(path, .kokonaisuus) != nil { return .success(.kokonaisuus) }
        return .success(programmes > models ? .kokonaisuus : .toimintamalli)
    }

    private static let onlyOfModels = Set(
        InnokylaField.all.filter(\.isCore).map(\.key) + [
            "vaihe", "ilmiot", "kohderyhma", "kokonaisuus", "alue", "toteutuspaikka",
        ])
    /// What no list of pages has, as it may have phases and phenomena to choose from.
    private static let onlyOfRecords = Set(
        InnokylaField.all.filter(\.isCore).map(\.key)
            + ["luotu", "muokattu", "lyhyt_kuvaus", "toteutuspaikka", "tarkoitus", "toimiaika", "paamaara", "tulokset"])
    private static let onlyOfProgrammes: Set<String> = [
        "tarkoitus", "toimiaika", "toimijat", "yhteysorganisaatio", "paamaara", "tulokset", "toimintamallit",
        "tyoskentelytila",
    ]
}
