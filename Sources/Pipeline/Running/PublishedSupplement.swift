import Disclosure
import Indicators
import Records
import Reporting

/// The figures that others published: each with its sources, beside the data, and what waits for a decision or was decided.
struct PublishedSupplement {
    let pipeline: LoadedPipeline
    let locale: ReportLocale
    let figures: [PublishedFigure]
    let builder: DocumentBuilder

    private var numbers: StatedNumbers {
        StatedNumbers(margin: pipeline.definition.publishedFigures.approximateWithin)
    }

    private func text(_ key: String) -> String { locale.text("published.\(key)") }

    private func count(_ number: Int) -> String { locale.text(Double(number), .integer) }

    var blocks: [Block] {
        guard !figures.isEmpty else { return [.paragraph(text("none"))] }
        let open = figures.filter { $0.isOpen(numbers) }
        let decided = figures.filter { $0.decision != nil }
        var blocks: [Block] = [
            .paragraph(
                locale.text(
                    "published.summary",
                    [
                        "figures": count(figures.count), "open": count(open.count), "decided": count(decided.count),
                    ]))
        ]
        if !open.isEmpty {
            blocks += [.heading(text("open")), .paragraph(text("open.introduction")), .list(open.map(sentence))]
        }
        if !decided.isEmpty { blocks += [.heading(text("decided")), .table(table(ofDecided: decided))] }
        return blocks + [.heading(text("all")), .table(tableOfAll)]
    }

    /// An open conflict: everything that is stated, with source and day, and what the data have.
    private func sentence(_ figure: PublishedFigure) -> String {
        let (title, list) = (title(of: figure), figure.statements.map(words).joined(separator: text("or")))
        guard let (own, indicator) = own(figure), let number = own.value.value, number.isFinite else {
            return locale.text("published.open.item", ["figure": title, "list": list])
        }
        let shown = locale.text(own.value, builder.format(of: indicator))
        return locale.text("published.open.item-own", ["figure": title, "list": list, "own": shown])
    }

    /// A number with its source and the day of that.
    private func words(_ statement: PublishedStatement) -> String {
        let day = statement.day.map { locale.day($0) } ?? text("no-day")
        let source = [statement.source, day].filter { !$0.isEmpty }.joined(separator: ", ")
        return "\(locale.text(statement.number, .integer)) (\(source))"
    }

    // MARK: Tables

    private var tableOfAll: Table {
        var rows: [[Cell]] = []
        for figure in figures {
            let own = own(figure)
            for statement in figure.statements {
                rows.append([
                    .sourceText(title(of: figure)), .number(statement.number),
                    statement.source.isEmpty ? Self.unknown : .sourceText(statement.source),
                    statement.day.map(Cell.day) ?? Self.unknown,
                    own.map { .formatted($0.figure.value, builder.format(of: $0.indicator)) } ?? Self.nothing,
                    .text(state(of: figure, statement, own?.figure)),
                ])
            }
        }
        let columns = ["figure", "value", "source", "day", "own", "state"]
        return Table(
            id: "published-figures", title: text("table"), shortTitle: text("table.short"),
            introduction: locale.text("published.introduction", ["margin": locale.text(numbers.margin, .percent(0))]),
            columns: columns.map {
                TableColumn(id: $0, title: text("column.\($0)"), format: $0 == "value" ? .integer : nil)
            }, rows: rows, source: source)
    }

    private func table(ofDecided figures: [PublishedFigure]) -> Table {
        let rows = figures.compactMap { figure -> [Cell]? in
            figure.decision.map { decision in
                [
                    .sourceText(title(of: figure)), .number(decision.number),
                    .sourceText(figure.statements.map(words).joined(separator: "; ")),
                    .sourceText("\(decision.by.text(in: locale.language)), \(locale.day(decision.on))"),
                    .sourceText(reason(decision)),
                ]
            }
        }
        let columns = ["figure", "decided", "stated", "by", "why"]
        return Table(
            id: "published-decided", title: text("decided.table"), shortTitle: text("decided.table.short"),
            columns: columns.map {
                TableColumn(id: $0, title: text("column.\($0)"), format: $0 == "decided" ? .integer : nil)
            }, rows: rows, source: source)
    }

    private static let nothing = Cell.absent(reason: "not-applicable")
    private static let unknown = Cell.absent(reason: "no-observations")

    /// Why it was decided so, and where a number that no source states comes from.
    private func reason(_ decision: PublishedDecision) -> String {
        let why = decision.why.text(in: locale.language)
        guard let basis = decision.basis?.text(in: locale.language) else { return why }
        return locale.text("published.basis", ["why": why, "basis": basis])
    }

    private var source: String {
        let ids = QualityFacts.inOrder(figures.map(\.listedBy))
        return ids.map { id in
            pipeline.sources.first { $0.definition.id == id }?.definition.titles[locale.language] ?? id
        }.joined(separator: "; ")
    }

    // MARK: Words

    /// The catalogue's figure of the same thing: that which the pipeline names, or the indicator whose code is the key.
    private func own(_ figure: PublishedFigure) -> (figure: ProtectedFigure, indicator: Indicator)? {
        let named = pipeline.definition.publishedFigures.own.first { $0.key == figure.key }?.figure
        guard let reference = FigureReference(named ?? figure.key),
            let indicator = pipeline.catalogue.indicator(reference.indicator),
            let found = builder.material.sets[indicator.code]?.figures.first(where: { reference.matches($0.breakdown) })
        else { return nil }
        return (found, indicator)
    }

    private func title(of figure: PublishedFigure) -> String { figure.title(in: locale.language) }

    /// What is to be said of a statement: of its sources among each other, and beside the data.
    private func state(of figure: PublishedFigure, _ statement: PublishedStatement, _ own: ProtectedFigure?) -> String {
        var parts: [String] = []
        if let decision = figure.decision {
            parts.append(
                locale.text("published.state.decided", ["value": locale.text(decision.number, .integer)]))
        } else if figure.isConflict(numbers) {
            parts.append(text("state.open"))
        } else if figure.isOnlyApproximate {
            parts.append(text("state.approximate"))
        } else if figure.statements.count > 1 {
            parts.append(text("state.agreeing"))
        }
        if let own { parts.append(text("data.\(comparison(statement, own))")) }
        let sentence = parts.joined(separator: "; ")
        return sentence.isEmpty ? text("state.single") : sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    /// Whether a number is like the one of the data. Of a withheld one that is not told.
    private func comparison(_ statement: PublishedStatement, _ own: ProtectedFigure) -> String {
        if own.value.isWithheld { return "withheld" }
        guard let number = own.value.value, number.isFinite else { return "absent" }
        return numbers.disagree([statement.number, own.value]) ? "differs" : "agrees"
    }
}

extension PublishedDecision {
    var number: ProtectedNumber {
        .unrestricted(Double(value), approximate: isApproximate, because: "it was decided of published numbers")
    }

    /// What evidence takes in the place of numbers that disagree.
    func figure(in language: String) -> DecidedFigure {
        DecidedFigure(value: number, source: source ?? basis?.text(in: language) ?? "")
    }
}
