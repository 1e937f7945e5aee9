import Disclosure
import Indicators
import Records
import Tabulation

extension TableBuilder {
    /// A listing of things that are not persons, as rows of titles, codes, days and counts.
    func listing(
        _ definition: TableDefinition, _ code: String, _ limit: Int?, _ order: [String],
        _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable? {
        guard let listing = material.listings[code] else {
            _ = report.figure(code, &state, at: definition.location)
            return nil
        }
        // Nodes of a drawing that have no name are called by what they are.
        let drawing = material.drawings[code]
        let nodes = drawing.map { drawing in drawing.nodes.map { nodeTitle($0, of: drawing) } } ?? []
        var rows = listing.rows.enumerated().map { index, row in
            (fields: row, name: nodes.indices.contains(index) ? nodes[index] : nil)
        }
        let places = order.compactMap { name in listing.columns.firstIndex { $0.name == name } }
        if !places.isEmpty {
            // Stable, so that things that are equal in all fields keep the order of their keys.
            rows = rows.enumerated().sorted { left, right in
                for place in places {
                    let (a, b) = (number(left.element.fields[place]) ?? -1, number(right.element.fields[place]) ?? -1)
                    if a != b { return a > b }
                }
                return left.offset < right.offset
            }.map(\.element)
        }
        if let limit { rows = Array(rows.prefix(limit)) }
        let columns = definition.columns.map { column in
            let axis = listing.columns.first { $0.name == column.show }
            return Column(
                id: column.id, title: column.title.map(text) ?? text("column.\(column.show)"), indicator: nil, at: [:],
                show: column.show, format: column.format ?? axis.flatMap(usualFormat))
        }
        var built = start(
            definition, Array(columns.dropFirst()), columns.first.map { [($0.id, $0.title)] } ?? [], &state)
        let positions = columns.map { column in listing.columns.firstIndex { $0.name == column.show } }
        // What a field is in the document's own language, where the listing has that too.
        let translated = columns.map { column in
            listing.columns.firstIndex { $0.name == "\(column.show)_\(locale.language)" }
        }
        // A column of headcounts may bring along whether its source gave each of them as approximate.
        let approximate = columns.map { column in
            listing.columns.firstIndex { $0.name == column.show + "_approximate" }
        }
        let strengths = columns.contains { $0.show == "evidence" } ? strengths(in: listing, &state) : nil
        for row in rows {
            built.table.rows.append(
                columns.indices.map { index in
                    if columns[index].show == "evidence", let strengths { return strengths(row.fields) }
                    guard let position = positions[index] else { return .absent(reason: "not-applicable") }
                    if let name = row.name, columns[index].show == "subject" { return .sourceText(name) }
                    let isApproximate = approximate[index].map { number(row.fields[$0]) == 1 } ?? false
                    if let own = translated[index], case .code = row.fields[own] {
                        return cell(row.fields[own], listing.columns[own], isApproximate: false)
                    }
                    return cell(row.fields[position], listing.columns[position], isApproximate: isApproximate)
                })
        }
        built.drawing = drawing
        return built
    }

    /// The strength of the evidence for what a row is about, by the report's own chapter on contribution.
    private func strengths(
        in listing: Listing, _ state: inout DocumentBuilder.BuildState
    ) -> ([Level]) -> Cell {
        var words: [String: String] = [:]
        var place: Int?
        for definition in state.contributions {
            guard let dimension = definition.dimension,
                let column = listing.columns.firstIndex(where: { $0.name == dimension })
            else { continue }
            place = column
            let finder = EvidenceFinder(report: report, definition: definition)
            let builder = ContributionBuilder(report: report, definition: definition)
            for claim in definition.claims {
                guard case .code(let code) = claim.subject, words[code] == nil else { continue }
                words[code] = builder.words(finder.claim(claim, &state).strength)
            }
        }
        return { fields in
            guard let place, case .code(let code) = fields[place], let strength = words[code] else {
                return .absent(reason: "not-applicable")
            }
            return .text(strength)
        }
    }

    func usualFormat(_ axis: Axis) -> NumberFormat? {
        switch axis.type {
        case .integer, .headcount, .textLength: .integer
        case .decimal(let places): .decimal(places)
        case .day, .moment: nil
        default: nil
        }
    }

    private func number(_ level: Level) -> Int? { if case .number(let number) = level { number } else { nil } }

    func cell(_ level: Level, _ axis: Axis, isApproximate: Bool) -> Cell {
        switch level {
        case .missing(let reason):
            return .absent(reason: reason == .notApplicable ? "not-applicable" : "no-observations")
        case .number(let value):
            if case .day = axis.type { return .day(CalendarDay(number: Int32(clamping: value))) }
            let scaled = (0..<axis.places).reduce(Double(value)) { number, _ in number / 10 }
            return .number(
                .unrestricted(
                    scaled, approximate: isApproximate, because: "listings are of things that are not persons"))
        case .code(let code):
            let list = material.catalogue.dimension(axis.name)?.codeList.flatMap { material.codeLists[$0] }
            if let title = list?[code]?.titles[locale.language] { return .text(title) }
            return .sourceText(code)
        }
    }
}
