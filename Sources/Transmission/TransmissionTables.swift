import Disclosure
public import Indicators
public import Records
public import Reporting

/// Makes tables of a document of a transmission, in one language.
public struct TransmissionTables {
    let transmission: ProgrammeTransmission
    let catalogue: Catalogue
    let codeLists: [String: CodeList]
    let locale: ReportLocale

    public init(
        _ transmission: ProgrammeTransmission, catalogue: Catalogue, codeLists: [String: CodeList], locale: ReportLocale
    ) {
        self.transmission = transmission
        self.catalogue = catalogue
        self.codeLists = codeLists
        self.locale = locale
    }

    var layout: TransmissionLayout { transmission.layout }
    /// What starts the names of tables, so that those of two programmes differ.
    var prefix: String { layout.programme }

    // MARK: Words

    func text(_ key: String) -> String { locale.text("transmission.\(key)") }
    func own(_ texts: [String: String]) -> String { texts[locale.language] ?? texts["en"] ?? "" }

    /// `Data to 31 December 2023, due 31 January 2024`, and what of that the build is not yet, or no longer, of.
    public func days(asOf: CalendarDay) -> String {
        guard let version = transmission.version else { return text("no-version") }
        let sentence = locale.text(
            "transmission.version",
            ["version": version.id, "through": locale.day(version.through), "due": locale.day(version.due)])
        guard version.through != asOf else { return sentence }
        let key = asOf < version.through ? "transmission.preliminary" : "transmission.too-late"
        return sentence + " "
            + locale.text(
                key,
                ["as-of": locale.day(asOf), "through": locale.day(version.through), "iso": version.through.description])
    }

    /// What of a layout was not seen in its source; empty when all was.
    func doubts(_ doubts: [String: String]) -> String {
        doubts.isEmpty ? "" : "\(text("unverified")) \(own(doubts))"
    }

    func title(of code: String) -> String { catalogue.indicator(code)?.title(in: locale.language) ?? code }

    func dimensionTitle(_ name: String) -> String {
        catalogue.dimension(name)?.title(in: locale.language) ?? locale.texts["dimension.\(name)"] ?? name
    }

    func levelTitle(_ dimension: String, _ level: String) -> String {
        if level.hasPrefix("missing:") { return locale.texts["missing.\(level.dropFirst(8))"] ?? level }
        let list = catalogue.dimension(dimension)?.codeList.flatMap { codeLists[$0] }
        return list?[level]?.titles[locale.language] ?? level
    }

    /// A cell in words: `Priority 4, Specific objective 4.3`.
    func words(_ cell: [BreakdownLevel]) -> String {
        cell.map { "\(dimensionTitle($0.dimension)): \(levelTitle($0.dimension, $0.level.name))" }
            .joined(separator: " · ")
    }

    // MARK: Tables

    /// A table with the grain in its first columns.
    public func table(_ table: TransmissionTable, asOf: CalendarDay) -> Table {
        let grain = table.layout.grain.map { TableColumn(id: "grain-\($0)", title: dimensionTitle($0)) }
        return Table(
            id: "\(prefix)-\(table.layout.id)", title: own(table.layout.titles),
            shortTitle: own(table.layout.shortTitles),
            introduction: introduction(table.layout.doubts, asOf: asOf),
            columns: grain + columns(table.layout.columns),
            rows: table.rows.map { row in
                row.cell.map { .text(levelTitle($0.dimension, $0.level.name)) } + cells(row)
            }, rowHeaders: grain.count + 1, source: table.layout.source)
    }

    /// A table for each cell of the grain, with the cell in its title: narrower, for a page.
    ///
    /// What every row has alike in the definitions, and columns in which nothing stands, are left out; the latter are named.
    public func tablesByCell(_ table: TransmissionTable) -> [Table] {
        var cells: [[BreakdownLevel]] = []
        for row in table.rows where cells.last != row.cell { cells.append(row.cell) }
        let shown = table.layout.columns.indices.filter { ![.unit, .data].contains(table.layout.columns[$0].content) }
        return cells.enumerated().map { place, cell in
            let rows = table.rows.filter { $0.cell == cell }
            let kept = shown.filter { index in rows.contains { $0.values[index].emptiness == nil } }
            let bare = shown.filter { !kept.contains($0) }.map { own(table.layout.columns[$0].titles) }
            let whole = own(table.layout.titles)
            let left = bare.isEmpty ? "" : locale.text("transmission.bare", ["columns": bare.joined(separator: "; ")])
            return Table(
                id: "\(prefix)-\(table.layout.id)-\(place + 1)",
                title: cell.isEmpty ? whole : "\(whole). \(words(cell))",
                shortTitle: cells.count == 1
                    ? own(table.layout.shortTitles) : "\(own(table.layout.shortTitles)) \(place + 1)",
                introduction: [doubts(table.layout.doubts), left].filter { !$0.isEmpty }.joined(separator: " "),
                columns: columns(kept.map { table.layout.columns[$0] }),
                rows: rows.map { row in
                    [.text(title(of: row.indicator))] + kept.map { self.cell(row.values[$0]) }
                }, source: table.layout.source)
        }
    }

    private func introduction(_ doubts: [String: String], asOf: CalendarDay) -> String {
        [days(asOf: asOf), text("cumulative"), self.doubts(doubts)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func columns(_ layouts: [TransmissionColumnLayout]) -> [TableColumn] {
        [TableColumn(id: "indicator", title: locale.text("table.indicator"))]
            + layouts.map { column in
                TableColumn(
                    id: column.id, title: own(column.titles), format: column.content.isCount ? .integer : nil)
            }
    }

    func cells(_ row: TransmissionRow) -> [Cell] { [.text(title(of: row.indicator))] + row.values.map(cell) }

    func cell(_ value: TransmissionValue) -> Cell {
        switch value {
        case .number(let number):
            guard let value = number.value, value != value.rounded() else { return .number(number) }
            return .formatted(number, .decimal(1))
        case .estimate(let value):
            let number = ProtectedNumber.unrestricted(value, because: "an estimate was made by a person, not counted")
            return value == value.rounded() ? .number(number) : .formatted(number, .decimal(1))
        case .year(let year): return .text(String(year))
        case .text(let text):
            return .text(locale.texts["transmission.value.\(text)"] ?? locale.texts["unit.\(text)"] ?? text)
        case .empty(let reason): return .absent(reason: reason.rawValue)
        }
    }

    // MARK: Operations

    /// The sheet of an operation: what is typed, and below it all records with what is missing.
    public func table(of sheet: OperationSheet, asOf: CalendarDay) -> Table? {
        guard let operations = layout.operations else { return nil }
        let name = levelTitle(sheet.operation.dimension, sheet.operation.level.name)
        let columns = columns(operations.columns)
        let total = operations.columns.lastIndex { $0.content == .achieved && $0.level == nil }
        let beside = sheet.beside.map { row -> [Cell] in
            let value = row.values.first.map(cell) ?? .absent(reason: Emptiness.notObserved.rawValue)
            return [.text(title(of: row.indicator))]
                + operations.columns.indices.map { $0 == total ? value : .absent(reason: Emptiness.notWanted.rawValue) }
        }
        return Table(
            id: "\(prefix)-operation-\(slug(of: sheet.operation.level.name))",
            title: "\(own(operations.titles)): \(name)",
            shortTitle: name, introduction: introduction(operations.doubts, asOf: asOf) + " " + text("beside"),
            columns: columns, rows: sheet.rows.map(cells) + beside, source: operations.source)
    }

    private func slug(of text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isPlain =
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            result += isPlain ? String(decoding: [byte], as: UTF8.self).lowercased() : "-"
        }
        return result
    }
}
