extension FigureBook {
    /// The name of the document and of its files.
    public static let name = "figure-book"

    /// The book in a language: the chapters of the reports with their figures, tables and sentences; nil when it has none.
    ///
    /// A sentence stands below the first figure of its chapter that shows what it tells, else below the first such table, else at
    /// the end of the chapter; the other figures and tables that it is about refer to it.
    public func document(in language: String) -> Document? {
        let documents = documents(in: language)
        guard let first = documents.first, !exhibits.isEmpty || !sentences.isEmpty else { return nil }
        let writer = BookWriter(book: self, locale: first.locale)
        let sections = documents.flatMap { document in
            [writer.opening(of: document)] + document.sections.compactMap { writer.chapter($0, of: document) }
        }
        var information = first.information
        information.name = Self.name
        information.title = first.locale.text("figure-book.title")
        information.subtitle = first.locale.text("figure-book.subtitle")
        information.description = first.locale.text("figure-book.description")
        information.keywords = distinct(documents.flatMap(\.information.keywords))
        information.facts = ["identifiers", "numbers", "explain", "files"].map { fact in
            LabelledText(
                label: first.locale.text("figure-book.fact.\(fact)"),
                text: first.locale.text("figure-book.fact.\(fact).text"))
        }
        return Document(information: information, locale: first.locale, sections: sections, legend: first.legend)
    }
}

/// Lays the entries of a book out as blocks.
private struct BookWriter {
    let book: FigureBook
    let locale: ReportLocale
    private let exhibits: [String: Exhibit]
    private let sentences: [String: QuotableSentence]
    /// The exhibit below which each sentence stands, by identifiers.
    private let homes: [String: String]

    private var language: String { locale.language }

    init(book: FigureBook, locale: ReportLocale) {
        self.book = book
        self.locale = locale
        let exhibits = Dictionary(book.exhibits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.exhibits = exhibits
        sentences = Dictionary(book.sentences.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        homes = Dictionary(
            book.sentences.compactMap { sentence in
                let near = sentence.exhibits.compactMap { exhibits[$0] }.filter { $0.section == sentence.section }
                return (near.first { $0.kind == .figure } ?? near.first).map { (sentence.id, $0.id) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// What stands before the chapters of a report.
    func opening(of document: Document) -> Section {
        let report = document.information.name
        func count(_ key: String, _ number: Int) -> String? {
            guard number > 0 else { return nil }
            let one = "figure-book.count.\(key).one"
            if number == 1, let text = locale.texts[one] { return text }
            return locale.text("figure-book.count.\(key)", ["count": locale.text(Double(number), .integer)])
        }
        let mine = book.exhibits.filter { $0.report == report }
        let counts = [
            count("figures", mine.count { $0.kind == .figure }), count("tables", mine.count { $0.kind == .table }),
            count("sentences", book.sentences.count { $0.report == report }),
        ].compactMap(\.self)
        let text = locale.text("figure-book.opening", ["counts": locale.listed(counts)])
        return Section(
            id: report, title: document.information.title, shortTitle: document.information.title,
            blocks: [.paragraph(text)])
    }

    /// A chapter of a report; nil when it has neither figures nor tables nor sentences of them.
    func chapter(_ section: Section, of document: Document) -> Section? {
        let report = document.information.name
        var blocks: [Block] = []
        for exhibit in book.exhibits where exhibit.report == report && exhibit.section == section.id {
            if let chart = exhibit.charts[language] { blocks.append(.chart(chart)) }
            blocks.append(.citation(citation(of: exhibit)))
            let told = exhibit.sentences.filter { homes[$0] == exhibit.id }.compactMap(cited)
            if !told.isEmpty { blocks.append(.sentences(told)) }
        }
        let rest = book.sentences.filter { sentence in
            sentence.report == report && sentence.section == section.id && homes[sentence.id] == nil
        }.compactMap { cited($0.id) }
        if !rest.isEmpty {
            let others = blocks.contains { if case .sentences = $0 { true } else { false } }
            if !blocks.isEmpty {
                blocks.append(.heading(locale.text(others ? "figure-book.other-sentences" : "figure-book.sentences")))
            }
            blocks.append(.sentences(rest))
        }
        guard !blocks.isEmpty else { return nil }
        return Section(
            id: "\(report)-\(section.id)", title: section.title, shortTitle: section.shortTitle, blocks: blocks)
    }

    private func citation(of exhibit: Exhibit) -> Citation {
        let chart = exhibit.charts[language]
        let count = locale.text(Double(exhibit.references.count), .integer)
        return Citation(
            id: exhibit.id, label: chart == nil ? label(of: exhibit) : "",
            title: chart == nil ? exhibit.title(in: language) : "", alternativeText: chart?.alternativeText ?? "",
            files: exhibit.files(in: language).map { file in
                LinkedFile(title: locale.text("figure-book.file.\(file.use.rawValue)"), path: file.path)
            },
            commandsTitle: exhibit.references.count == 1
                ? locale.text("figure-book.commands.one") : locale.text("figure-book.commands", ["count": count]),
            commands: exhibit.references.map { explainCommand([$0]) },
            sentences: exhibit.sentences.filter { homes[$0] != exhibit.id }.map { CitationLink(id: $0, title: $0) })
    }

    private func cited(_ id: String) -> CitedSentence? {
        guard let sentence = sentences[id], let text = sentence.texts[language] else { return nil }
        return CitedSentence(
            id: id, text: text,
            places: sentence.exhibits.compactMap { exhibits[$0] }.map { exhibit in
                CitationLink(id: exhibit.id, title: label(of: exhibit))
            }, command: explainCommand(sentence.references))
    }

    /// `Kuvio 3` or `Taulukko 5`.
    private func label(of exhibit: Exhibit) -> String { locale.label(of: exhibit) }
}

extension ReportLocale {
    /// What a figure or a table is called by its number: `Kuvio 3`, `Taulukko 5`.
    public func label(of exhibit: Exhibit) -> String {
        text(exhibit.kind == .figure ? "html.figure" : "html.table", ["number": String(exhibit.number)])
    }
}
