import Disclosure
import Reporting

extension PageContext {
    /// What the template of a block is given; `template` names it.
    mutating func values(of block: Block, at position: Places.Position) -> Values {
        switch block {
        case .heading(let text): ["template": "heading", "title": text]
        case .paragraph(let passage): ["template": "paragraph", "content": passage.text]
        case .list(let items): ["template": "list", "items": items.map(\.text)]
        case .prose(let prose): self.prose(prose)
        case .quotations(let quotations): self.quotations(quotations)
        case .notice(let passage): ["template": "notice", "content": passage.text]
        case .keyFigures(let figures): keyFigures(figures, at: position)
        case .table(let table): self.table(table, at: position)
        case .chart(let chart): self.chart(chart, at: position)
        case .definitions(let definitions): self.definitions(definitions, at: position)
        case .terms(let list): terms(list, at: position)
        case .citation(let citation): self.citation(citation, at: position)
        case .sentences(let sentences): self.sentences(sentences, at: position)
        }
    }

    // MARK: Prose

    private func prose(_ prose: Prose) -> Values {
        switch prose {
        case .paragraph(let text): return ["template": "prose", "isParagraph": true, "body": markup(of: text)]
        case .list(let points, let start):
            let items = points.map { point -> Values in ["body": markup(of: point)] }
            return [
                "template": "prose", "isBulleted": start == nil, "isNumbered": start != nil, "items": items,
                "start": start.map(String.init) ?? "",
            ]
        }
    }

    // MARK: Quotations

    /// The quotations, each with its language where that is not the page's.
    private func quotations(_ quotations: [QuotedText]) -> Values {
        let items = quotations.map { quotation -> Values in
            let language = quotation.language == locale.language ? nil : quotation.language
            return ["content": quotation.text, "language": language ?? "", "source": quotation.attribution]
        }
        return ["template": "quotations", "items": items]
    }

    // MARK: Key figures

    private mutating func keyFigures(_ figures: [KeyFigure], at position: Places.Position) -> Values {
        var cards: [Values] = []
        for figure in figures { cards.append(card(figure, at: position)) }
        return ["template": "key-figures", "figures": cards]
    }

    private mutating func card(_ figure: KeyFigure, at position: Places.Position) -> Values {
        let section = figure.section.flatMap { places.sectionAnchors[$0] }
        let more = section == places.sections[position.section] ? nil : section
        let definition = places.definitionAnchors[figure.indicator]
        return [
            "label": figure.label,
            "value": table.markup(figure.value, figure.format),
            "isMark": figure.value.value == nil,
            "unit": figure.value.value == nil ? "" : figure.unit,
            "detail": heldTogether(figure.detail),
            "target": figure.target.map { target($0, of: figure) } ?? false as Any,
            "definition": definition ?? false as Any,
            "more": more ?? false as Any,
            "hasMore": definition != nil || more != nil,
        ]
    }

    private mutating func target(_ comparison: TargetComparison, of figure: KeyFigure) -> Values {
        var values: Values = [
            "targetValue": table.markup(comparison.target, figure.format),
            "status": comparison.statusText,
            "met": comparison.status == .met,
            "partly": comparison.status == .partly,
            "notMet": comparison.status == .notMet,
            "unknown": comparison.status == .unknown,
            "share": false,
        ]
        // Without a number there is no bar, even if a share was given: its length would tell what is withheld.
        if let share = comparison.share.value, share >= 0, figure.value.value != nil, comparison.target.value != nil {
            // Beyond the target the bar is full, and the target is marked within it.
            values["share"] = [
                "content": locale.text("html.of-target", ["share": locale.text(share, .percent(0))]),
                "percent": styleNumber(min(share, 1) * 100),
                "width": styleNumber(min(share, 1) * 100),
                "marker": share > 1 ? styleNumber(100 / share) : "",
            ]
        }
        return values
    }

    /// A number of CSS and of attributes, with a full stop and at most one decimal.
    private func styleNumber(_ value: Double) -> String {
        let text = fixedDecimal(value, places: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    // MARK: Tables

    private mutating func table(_ table: Table, at position: Places.Position) -> Values {
        guard let place = places.tables[position] else { return ["template": "paragraph", "content": table.title] }
        var values = tableValues(table, anchor: place.anchor, label: label(ofTable: place))
        values["template"] = "table"
        values["noteReferences"] = place.notes.map { note -> Values in
            ["anchor": places.noteReference(note, in: place), "fileName": places.note(note), "number": String(note)]
        }
        return values
    }

    /// What a table's markup is made of, for tables of the document and for the numbers of a figure.
    mutating func tableValues(_ table: Table, anchor: String, label: String) -> Values {
        self.table.beginTable(table)
        let head = self.table.head(of: table)
        let body = self.table.body(of: table)
        let marks: [Values] = self.table.marks.compactMap { mark in
            self.table.meanings[mark].map { ["mark": mark, "meaning": $0] }
        }
        return [
            "anchor": anchor, "captionAnchor": anchor + "-caption", "label": label, "title": table.title,
            "description": table.introduction, "head": head, "body": body,
            // Two columns wrap within a phone's width; more of them scroll sideways, and the keyboard must reach that.
            "isWide": table.columns.count > 2, "isListing": self.table.isListing,
            "hasMarks": !marks.isEmpty, "marks": marks, "source": table.source,
            "noteReferences": [Values](),
        ]
    }

    // MARK: Terms

    private func terms(_ list: TermList, at position: Places.Position) -> Values {
        let items = zip(list.terms, places.terms[position] ?? []).map { term, anchor -> Values in
            ["anchor": anchor, "title": term.name, "content": term.meaning]
        }
        return ["template": "terms", "title": list.title, "items": items]
    }

    // MARK: Definitions

    private func definitions(_ definitions: [IndicatorDefinition], at position: Places.Position) -> Values {
        [
            "template": "definitions",
            "definitions": zip(definitions, places.definitions[position] ?? []).map { definition, anchor -> Values in
                [
                    "anchor": anchor, "title": definition.title, "code": definition.code,
                    "facts": definition.facts.map { fact -> Values in ["label": fact.label, "content": fact.text] },
                ]
            },
        ]
    }
}
