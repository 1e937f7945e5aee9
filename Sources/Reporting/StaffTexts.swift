import Definitions
public import Diagnostics
import Disclosure
import Markdown

extension ReportDefinition {
    /// The texts that staff write, in their order, each with the place that asks for it.
    public var textNames: [(name: String, location: RecordLocation)] {
        sections.flatMap(\.blocks).compactMap { block in
            if case .text(let name, let location) = block { (name, location) } else { nil }
        }
    }
}

extension DocumentBuilder {
    /// What staff have written, with figures in place of braces; a notice in its stead as long as it is not written.
    func staffText(_ name: String, _ state: inout BuildState) -> [Block] {
        guard let written = state.texts[name], !written.isEmpty else { return [.notice(text("staff-text.unwritten"))] }
        var blocks: [Block] = []
        for part in written.parts {
            switch part {
            case .heading(let runs): blocks.append(.heading(rich(runs, of: written, named: name, &state).plain))
            case .paragraph(let runs): blocks.append(.prose(.paragraph(rich(runs, of: written, named: name, &state))))
            case .list(let points, let start):
                var items: [RichText] = []
                for point in points { items.append(rich(point, of: written, named: name, &state)) }
                blocks.append(.prose(.list(items, start: start)))
            }
        }
        return blocks
    }

    private func rich(
        _ runs: [MarkdownRun], of text: MarkdownText, named name: String, _ state: inout BuildState
    ) -> RichText {
        var result: [RichText.Run] = []
        var figures: [ProtectedFigure] = []
        for run in runs {
            let place = RecordLocation(file: text.file, line: run.line)
            // Figures first: a line may end between two levels of one.
            let words = filled(run.text.replacing("\n", with: " "), &figures, &state, at: place)
            result.append(
                RichText.Run(words, isEmphasised: run.isEmphasised, isStrong: run.isStrong, address: run.address))
        }
        let first = figures.map(\.indicator).min()
        return RichText(
            result, id: first.map { Passage.name(of: "staff-\(name)-\($0)") }, figures: references(of: figures))
    }
}

extension ReportCheck {
    /// Checks the blocks of texts that staff write, and the figures in what they have written.
    func staffTexts(of report: ReportDefinition) {
        let names = report.textNames
        guard let first = names.first else { return }
        var seen: Set<String> = []
        for (name, location) in names where !seen.insert(name).inserted {
            reader.report(
                "report.duplicate-text", at: location, "the text '\(name)' stands in the report twice",
                remedies: ["leave one of the blocks out", "give one of them a text of its own"])
        }
        if report.textFolder == nil {
            reader.report(
                "report.no-texts", at: first.location, "the report names no folder of texts",
                cause: "'\(first.name)' is read from a file a language in that folder",
                remedies: ["add 'texts: texts/\(report.name)' to the report, the folder relative to its file"])
        }
        for locale in locales {
            require("staff-text.unwritten", at: first.location)
            let texts = report.texts[locale.language] ?? [:]
            for (name, _) in names { texts[name].map(figures) }
        }
    }

    /// The figures in a text, each with the line where its brace opens.
    private func figures(in text: MarkdownText) {
        for part in text.parts {
            switch part {
            case .heading(let runs), .paragraph(let runs): for run in runs { figures(in: run, of: text.file) }
            case .list(let points, _): for run in points.joined() { figures(in: run, of: text.file) }
            }
        }
    }

    private func figures(in run: MarkdownRun, of file: String) {
        var line = run.line
        var rest = Substring(run.text)
        while let brace = rest.firstIndex(where: { "{}".contains($0) }) {
            line += rest[..<brace].count { $0 == "\n" }
            let place = RecordLocation(file: file, line: line)
            let after = rest.index(after: brace)
            let end = rest[after...].firstIndex { "{}".contains($0) }
            guard rest[brace] == "{", let end, rest[end] == "}" else {
                reader.report(
                    "report.brace", at: place, "a '\(rest[brace])' stands alone",
                    cause: "braces hold the name of a figure, such as {attendances}, all of it in one style",
                    remedies: ["write '{figure}'", "write parentheses where no figure is meant"])
                rest = rest[after...]
                continue
            }
            part(String(rest[after..<end]).replacing("\n", with: " "), at: place)
            line += rest[after..<end].count { $0 == "\n" }
            rest = rest[rest.index(after: end)...]
        }
    }
}
