import ArgumentParser
import Diagnostics
import Pipeline
import WorkbookTemplate

/// `kaiku fill TEMPLATE`: a funder's own workbook, filled from a finished build.
struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Fill a funder's own workbook with the figures of a build.",
        discussion: """
            Cells are found by defined names such as kaiku.EECO01.gender_group.women, and by a map. All else in the workbook is kept \
            byte for byte. Exit status: 0 filled, 1 something is wrong and nothing was written, 2 usage.
            """)

    @Argument(
        help: "The workbook that the funder has sent.", completion: .file(extensions: ["xlsx", "xlsm", "xltx", "xltm"]))
    var template: String

    @Option(help: "The folder of a finished build.", completion: .directory)
    var build: String

    @Option(help: "A map of cells and their figures.", completion: .file(extensions: ["yaml", "yml"]))
    var map: String?

    @Option(help: "The filled workbook.")
    var output: String

    @Option(help: "The language of marks, titles, units and days.")
    var language = "fi"

    @Option(help: "The folder with the texts of languages.", completion: .directory)
    var locales = "Reports/locales"

    @Option(help: "How results are printed.")
    var format: OutputFormat = .text

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        guard language.count == 2, language.allSatisfy({ ("a"..."z").contains($0) }) else {
            throw ValidationError("'\(language)' is no code of a language; write --language as fi, sv or en")
        }
        let kinds = [template, output].map(Self.kind)
        guard kinds[0] == kinds[1] else {
            throw ValidationError("a template ending in '\(kinds[0])' is filled into a file ending so; change --output")
        }
    }

    func run() throws {
        guard output != template, !FillingTemplate.isSameFile(template, output) else {
            throw ValidationError("--output is the template itself, which is not overwritten; name another file")
        }
        let filling = try FillingTemplate(
            FillingTemplate.Sources(
                template: template, build: build, map: map, language: language, locales: locales))
        let filled = try filling.write(to: output)
        guard !quiet else { return }
        if format == .json {
            Terminal.print(filled.json(of: filling.results))
            return
        }
        for finding in filled.findings { Terminal.error(finding.rendered) }
        Terminal.print(text(of: filled, filling.results))
    }

    /// How a file's name ends, in small letters, with the full stop.
    private static func kind(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return name.lastIndex(of: ".").map { name[$0...].lowercased() } ?? ""
    }

    private func text(of filled: FilledTemplate, _ results: BuildResults) -> String {
        let count = filled.cells.count
        var lines = [
            "\(count) \(count == 1 ? "cell" : "cells") filled into \(output), from build \(results.build) as of \(results.asOf)"
        ]
        if results.isAuthorityCopy {
            lines.append("The build is the authority copy: the workbook holds full counts, and is not for publication.")
        }
        let contents = filled.cells.map(\.contentText)
        let width = contents.map(\.count).max() ?? 0
        lines.append(
            Terminal.columns(
                zip(filled.cells, contents).map { cell, content in
                    (
                        cell.address.description,
                        content + String(repeating: " ", count: width - content.count + 2) + cell.figure + cell.remark
                    )
                }))
        if !filled.unknownNames.isEmpty {
            lines += ["", "Looks like a figure's name, but is none:"]
            lines.append(
                Terminal.columns(
                    filled.unknownNames.map { ($0.name, $0.place + ($0.near.map { "  nearest: \($0)" } ?? "")) }))
        }
        if !filled.emptyCells.isEmpty {
            lines += ["", "Named, and still empty:"]
            lines.append(Terminal.columns(filled.emptyCells.map { ($0.name, $0.address.description) }))
        }
        if filled.recalculates {
            lines += [
                "", "Excel computes the workbook's formulas when it opens it; LibreOffice may need Ctrl+Shift+F9.",
            ]
        }
        return lines.joined(separator: "\n")
    }
}

extension FilledTemplate.Cell {
    fileprivate var contentText: String {
        switch content {
        case .number(let number):
            number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : number.description
        case .text(let text): text.count > 40 ? text.prefix(39) + "…" : text
        }
    }

    fileprivate var remark: String {
        if isWithheld { return "  (withheld)" }
        if let absence { return "  (no value: \(absence))" }
        return isApproximate ? "  (approximate)" : ""
    }
}

extension FilledTemplate {
    fileprivate func json(of results: BuildResults) -> String {
        var json = JSONText()
        json.object { json in
            json.string("build", results.build)
            json.string("asOf", results.asOf)
            json.string("copy", results.copy ?? "public")
            json.array("cells") { json in
                for cell in cells {
                    json.object { json in
                        json.string("cell", cell.address.description)
                        if let name = cell.name { json.string("name", name) }
                        json.string("figure", cell.figure)
                        switch cell.content {
                        case .number(let number): json.number("number", number)
                        case .text(let text): json.string("text", text)
                        }
                        json.boolean("withheld", cell.isWithheld)
                        if let absence = cell.absence { json.string("absent", absence) }
                        json.boolean("approximate", cell.isApproximate)
                    }
                }
            }
            json.array("unknownNames") { json in
                for name in unknownNames {
                    json.object { json in
                        json.string("name", name.name)
                        json.string("place", name.place)
                        json.string("near", name.near)
                    }
                }
            }
            json.array("emptyCells") { json in
                for cell in emptyCells {
                    json.object { json in
                        json.string("name", cell.name)
                        json.string("cell", cell.address.description)
                    }
                }
            }
            json.array("changedParts") { json in for part in changedParts { json.string(nil, part) } }
            json.boolean("recalculates", recalculates)
            FindingsJSON.write(findings, "findings", to: &json)
        }
        return json.text
    }
}
