import Reporting

extension PageContext {
    /// What it takes to lift a figure or a table into another text.
    func citation(_ citation: Citation, at position: Places.Position) -> Values {
        [
            "template": "citation", "anchor": places.citations[position]?.first ?? "", "label": citation.label,
            "title": citation.title, "code": citation.id, "description": citation.alternativeText,
            "files": citation.files.map { file -> Values in ["fileName": file.path, "title": file.title] },
            "hasCommands": !citation.commands.isEmpty, "summary": citation.commandsTitle,
            "commands": citation.commands,
            "places": links(citation.sentences),
        ]
    }

    /// Sentences to be quoted.
    func sentences(_ sentences: [CitedSentence], at position: Places.Position) -> Values {
        let items = zip(sentences, places.citations[position] ?? []).map { sentence, anchor -> Values in
            [
                "anchor": anchor, "code": sentence.id, "content": sentence.text, "command": sentence.command,
                "places": links(sentence.places),
            ]
        }
        return ["template": "sentences", "items": items]
    }

    /// Links to what stands in the page; what does not is left out.
    private func links(_ links: [CitationLink]) -> [Values] {
        links.compactMap { link in
            places.citationAnchors[link.id].map { anchor -> Values in ["anchor": anchor, "title": link.title] }
        }
    }
}
