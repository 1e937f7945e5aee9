import Reporting

/// Where things stand in a page: anchors and numbers of all that can be referred to, known before anything is written.
struct Places {
    /// A block of the document.
    struct Position: Hashable {
        var section: Int
        var block: Int
    }

    struct TablePlace: Hashable {
        let anchor: String
        /// The report's own, else from 1 in order.
        let number: Int
        let section: Int
        let notes: [Int]
    }

    struct FigurePlace: Hashable {
        let anchor: String
        let number: Int
    }

    /// Anchors of sections, in order.
    private(set) var sections: [String] = []
    private(set) var tables: [Position: TablePlace] = [:]
    private(set) var figures: [Position: FigurePlace] = [:]
    private(set) var definitions: [Position: [String]] = [:]
    private(set) var terms: [Position: [String]] = [:]
    /// Anchors of a citation, or of each sentence of a block.
    private(set) var citations: [Position: [String]] = [:]
    /// Anchors of citations and sentences by their identifiers.
    private(set) var citationAnchors: [String: String] = [:]
    /// Anchors of sections and of definitions by the names that documents use.
    private(set) var sectionAnchors: [String: String] = [:]
    private(set) var definitionAnchors: [String: String] = [:]
    private var tablesByID: [String: TablePlace] = [:]
    private var tablesInOrder: [TablePlace] = []

    init(_ document: Document) {
        var anchors = Anchors()
        for (index, section) in document.sections.enumerated() {
            let anchor = anchors.anchor("section", section.id)
            sections.append(anchor)
            if sectionAnchors[section.id] == nil { sectionAnchors[section.id] = anchor }
            for (number, block) in section.blocks.enumerated() {
                let position = Position(section: index, block: number)
                switch block {
                case .table(let table):
                    let place = TablePlace(
                        anchor: anchors.anchor("table", table.id), number: table.number ?? tables.count + 1,
                        section: index,
                        notes: table.notes.filter { $0 >= 1 && $0 <= document.notes.count })
                    tables[position] = place
                    tablesInOrder.append(place)
                    if tablesByID[table.id] == nil { tablesByID[table.id] = place }
                case .chart(let chart):
                    figures[position] = FigurePlace(
                        anchor: anchors.anchor("figure", chart.id), number: chart.number ?? figures.count + 1)
                case .definitions(let definitions):
                    self.definitions[position] = definitions.map { definition in
                        let anchor = anchors.anchor("definition", definition.code)
                        if definitionAnchors[definition.code] == nil { definitionAnchors[definition.code] = anchor }
                        return anchor
                    }
                case .terms(let list): terms[position] = list.terms.map { anchors.anchor("term", $0.key) }
                case .citation(let citation): citations[position] = [place(citation.id, &anchors)]
                case .sentences(let sentences): citations[position] = sentences.map { place($0.id, &anchors) }
                case .heading, .paragraph, .list, .prose, .quotations, .notice, .keyFigures: break
                }
            }
        }
    }

    /// Gives a citation or a sentence its anchor.
    private mutating func place(_ id: String, _ anchors: inout Anchors) -> String {
        let anchor = anchors.anchor("cite", id)
        if citationAnchors[id] == nil { citationAnchors[id] = anchor }
        return anchor
    }

    /// The table of that name; nil when the document has none.
    func table(_ id: String) -> TablePlace? { tablesByID[id] }

    func tablesWithNote(_ note: Int) -> [TablePlace] { tablesInOrder.filter { $0.notes.contains(note) } }

    func note(_ number: Int) -> String { "note-\(number)" }

    func noteReference(_ number: Int, in table: TablePlace) -> String { "note-\(number)-in-\(table.anchor)" }
}
