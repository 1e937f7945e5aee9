import Foundation
import Ingest
import Testing

@testable import WorkbookTemplate

/// Generated sheets, filled and read back with the project's own reader.
@Suite struct FillingLawTests {
    /// A sheet with some rows and cells left out, and the values of those that are there, by place.
    private struct Sheet {
        var xml = ""
        var values: [String: String] = [:]
    }

    private static func sheet(_ generator: inout SeededGenerator) -> Sheet {
        let prefix = generator.pick(["", "", "x:", "ss_1:"])
        let name = prefix.dropLast()
        let blank = { (generator: inout SeededGenerator) in
            generator.pick(["", "", "\n", "\r\n  ", " <!-- <c r=\"A1\"/> -->"])
        }
        var sheet = Sheet()
        var rows = ""
        for row in 1...generator.number(1...8) where generator.chance(0.7) {
            var cells = ""
            for column in 0..<generator.number(1...6) where generator.chance(0.6) {
                let place = CellAddress.letters(column) + String(row)
                let style = generator.pick([" s=\"3\"", "", " s='1'"])
                switch generator.number(0...3) {
                case 0: cells += "<\(prefix)c r=\"\(place)\"\(style)/>"
                case 1:
                    let number = generator.number(-999...999)
                    cells += "<\(prefix)c\(style) r=\"\(place)\"><\(prefix)v>\(number)</\(prefix)v></\(prefix)c>"
                    sheet.values[place] = String(number)
                case 2:
                    cells +=
                        "<\(prefix)c t=\"inlineStr\" r='\(place)'\(style)><\(prefix)is><\(prefix)t>ä&lt;\(row)</\(prefix)t></\(prefix)is></\(prefix)c>"
                    sheet.values[place] = "ä<\(row)"
                default:
                    cells += "<\(prefix)c r=\"\(place)\" t=\"b\"\(style)><\(prefix)v>1</\(prefix)v></\(prefix)c>"
                    sheet.values[place] = "true"
                }
                cells += blank(&generator)
            }
            let attributes = generator.pick(["", " ht=\"20\"", " spans='1:6'"])
            rows +=
                cells.isEmpty && generator.chance(0.5)
                ? "<\(prefix)row r=\"\(row)\"\(attributes)/>"
                : "<\(prefix)row\(attributes) r=\"\(row)\">\(blank(&generator))\(cells)</\(prefix)row>"
            rows += blank(&generator)
        }
        let data =
            rows.isEmpty && generator.chance(0.5)
            ? "<\(prefix)sheetData/>" : "<\(prefix)sheetData>\(rows)</\(prefix)sheetData>"
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:\(name)"
        sheet.xml =
            generator.pick(["", "\u{FEFF}", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"])
            + "<\(prefix)worksheet \(declaration)=\"\(TemplateFixture.main)\">\(data)</\(prefix)worksheet>"
        return sheet
    }

    private static func values(_ bytes: [UInt8]) throws -> [String: String] {
        let file = try TemplateFixture(bytes: bytes)
        var values: [String: String] = [:]
        let reader = try WorkbookReader(path: file.path, displayName: "out.xlsx")
        try reader.readRows { row in
            for (column, cell) in row.cells.enumerated() {
                let text: String
                switch cell {
                case .empty: continue
                case .number(let number): text = CellMarkup.text(of: number)
                case .text(let string): text = string
                case .boolean(let truth): text = String(truth)
                default: text = "\(cell)"
                }
                values[CellAddress.letters(column) + String(row.rowNumber)] = text
            }
        }
        return withExtendedLifetime(file) { values }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func fillsWhatIsAskedAndKeepsAllElse(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sheet = Self.sheet(&generator)
        let template = try TemplateFixture(sheets: [("Taulu1", sheet.xml)])
        #expect(try Self.values(template.bytes) == sheet.values)
        var expected = sheet.values
        var map: [TemplateMap.Entry] = []
        for _ in 0..<generator.number(1...6) {
            let place = CellAddress.letters(generator.number(0...8)) + String(generator.number(1...11))
            guard !map.contains(where: { $0.target == .cell("Taulu1!\(place)") }) else { continue }
            let (figure, text) = generator.pick([
                ("EECO01", "40"), ("match-rate", "0.12345678901234568"), ("EECO01:title", "Osallistujat & <muut>"),
                ("EECO01[gender_group=non-binary]", "[c]"),
            ])
            map.append(Samples.cell("Taulu1!\(place)", figure))
            expected[place] = text
        }
        let filled = try template.filled(map)
        #expect(try Self.values(filled.bytes) == expected)
        let before = ZipDirectory(try template.bytes).entries
        let after = ZipDirectory(filled.bytes).entries
        #expect(zip(before, after).filter { $0 != $1 }.map(\.0.name) == ["xl/worksheets/sheet1.xml"])
        // Filling again changes nothing more.
        let again = try TemplateFixture(bytes: filled.bytes)
        #expect(try again.part(filledWith: map) == template.part(filledWith: map))
    }
}
