/// The numbered figures and tables of reports with the sentences that tell of them, for whoever lifts them into another text and
/// has to defend each.
///
/// It is made from finished documents, so that what is withheld in them is withheld here.
public struct FigureBook: Sendable {
    /// The reports, in their order, with what leads through them.
    public struct Report: Sendable {
        public let name: String
        /// By language.
        public internal(set) var titles: [String: String]
        /// The ids of its sections, in order.
        public let sections: [String]
    }

    /// The codes of the languages, in the order of the documents.
    public let languages: [String]
    public let reports: [Report]
    /// In the order of the reports' definitions.
    public let exhibits: [Exhibit]
    public let sentences: [QuotableSentence]
    let documents: [Document]

    /// - Parameter documents: The reports, each in all of its languages.
    public init(_ documents: [Document]) {
        self.documents = documents
        var languages: [String] = []
        for document in documents where !languages.contains(document.locale.language) {
            languages.append(document.locale.language)
        }
        self.languages = languages
        var reports: [Report] = []
        for document in documents {
            let (name, title) = (document.information.name, document.information.title)
            if let place = reports.firstIndex(where: { $0.name == name }) {
                reports[place].titles[document.locale.language] = title
            } else {
                reports.append(
                    Report(
                        name: name, titles: [document.locale.language: title],
                        sections: document.sections.map(\.id)))
            }
        }
        self.reports = reports
        var contents = BookContents()
        for language in languages {
            contents.add(documents.filter { $0.locale.language == language }, language)
        }
        contents.relate()
        (exhibits, sentences) = (contents.exhibits, contents.sentences)
    }

    /// The documents of a language, in the order of the reports.
    func documents(in language: String) -> [Document] { documents.filter { $0.locale.language == language } }
}

/// What a book holds, gathered language by language.
private struct BookContents {
    private(set) var exhibits: [Exhibit] = []
    private(set) var sentences: [QuotableSentence] = []
    private var exhibitPlaces: [String: Int] = [:]
    private var sentencePlaces: [String: Int] = [:]

    mutating func add(_ documents: [Document], _ language: String) {
        // Identifiers are given anew in each language, from what does not depend on it.
        var names = SentenceNames()
        for document in documents {
            var (charts, tables) = (0, 0)
            for section in document.sections {
                let place = Place(
                    report: document.information.name, section: section.id, language: language,
                    copy: document.information.copy)
                for block in section.blocks {
                    switch block {
                    case .chart(let chart):
                        charts = chart.number ?? charts + 1
                        add(chart, charts, place)
                    case .table(let table):
                        tables = table.number ?? tables + 1
                        add(table, tables, place)
                    case .paragraph(let passage), .notice(let passage): add(passage, place, &names)
                    case .list(let passages): for passage in passages { add(passage, place, &names) }
                    case .prose(.paragraph(let text)): add(text.passage, place, &names)
                    case .prose(.list(let items, _)): for item in items { add(item.passage, place, &names) }
                    case .heading, .quotations, .keyFigures, .definitions, .terms, .citation, .sentences: break
                    }
                }
            }
        }
    }

    /// Where something stands.
    private struct Place {
        let report: String
        let section: String
        let language: String
        let copy: Copy
    }

    private mutating func add(_ chart: Chart, _ number: Int, _ place: Place) {
        let id = "F-\(place.report).\(chart.id)"
        if let known = exhibitPlaces[id] {
            exhibits[known].charts[place.language] = chart
            return
        }
        exhibitPlaces[id] = exhibits.count
        exhibits.append(
            Exhibit(
                id: id, kind: .figure, report: place.report, section: place.section, block: chart.id, number: number,
                references: chart.figures, copy: place.copy, charts: [place.language: chart], tables: [:]))
    }

    private mutating func add(_ table: Table, _ number: Int, _ place: Place) {
        let id = "T-\(place.report).\(table.id)"
        if let known = exhibitPlaces[id] {
            exhibits[known].tables[place.language] = table
            return
        }
        exhibitPlaces[id] = exhibits.count
        exhibits.append(
            Exhibit(
                id: id, kind: .table, report: place.report, section: place.section, block: table.id, number: number,
                references: table.figures, copy: place.copy, charts: [:], tables: [place.language: table]))
    }

    private mutating func add(_ passage: Passage, _ place: Place, _ names: inout SentenceNames) {
        guard let name = passage.id, !passage.figures.isEmpty else { return }
        let id = names.identifier(of: name, report: place.report, section: place.section)
        if let known = sentencePlaces[id] {
            sentences[known].texts[place.language] = passage.text
            return
        }
        sentencePlaces[id] = sentences.count
        sentences.append(
            QuotableSentence(
                id: id, report: place.report, section: place.section, references: passage.figures,
                texts: [place.language: passage.text]))
    }

    /// Tells sentences and exhibits of one report of each other, where they share a figure.
    mutating func relate() {
        var showing: [String: [Int]] = [:]
        for (place, exhibit) in exhibits.enumerated() {
            for reference in exhibit.references {
                showing[exhibit.report + "\n" + reference, default: []].append(place)
            }
        }
        for place in sentences.indices {
            let sentence = sentences[place]
            let found = Set(sentence.references.flatMap { showing[sentence.report + "\n" + $0] ?? [] }).sorted()
            sentences[place].exhibits = found.map { exhibits[$0].id }
            for exhibit in found { exhibits[exhibit].sentences.append(sentence.id) }
        }
    }
}

/// Gives sentences their identifiers.
///
/// A report may tell of a figure in two places, and two reports may: what comes later bears the name of its report as well, and of
/// its section where even that is taken. That depends on the definitions alone.
private struct SentenceNames {
    private var taken: Set<String> = []

    mutating func identifier(of name: String, report: String, section: String) -> String {
        for candidate in ["S-\(name)", "S-\(name).\(report)", "S-\(name).\(report).\(section)"]
        where taken.insert(candidate).inserted {
            return candidate
        }
        var number = 2
        while !taken.insert("S-\(name).\(report).\(section).\(number)").inserted { number += 1 }
        return "S-\(name).\(report).\(section).\(number)"
    }
}
