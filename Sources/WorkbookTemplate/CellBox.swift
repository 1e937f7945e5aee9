/// A rectangle of cells of one sheet, corners included.
struct CellBox: Hashable {
    /// A = 0.
    let columns: ClosedRange<Int>
    /// From 1.
    let rows: ClosedRange<Int>

    var isSingle: Bool { columns.count == 1 && rows.count == 1 }

    func contains(_ cell: CellAddress) -> Bool { columns.contains(cell.column) && rows.contains(cell.row) }

    func isUpperLeft(_ cell: CellAddress) -> Bool {
        columns.lowerBound == cell.column && rows.lowerBound == cell.row
    }

    var upperLeft: String { CellAddress.letters(columns.lowerBound) + String(rows.lowerBound) }

    /// As formulas write it: `C7`, or `C7:D8`.
    var text: String {
        isSingle ? upperLeft : "\(upperLeft):\(CellAddress.letters(columns.upperBound))\(rows.upperBound)"
    }

    /// Reads `C7`, `$C$7` or `C7:D8`; nil for anything else, and for places that no sheet has.
    init?(_ text: Substring) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = corners.first.flatMap(Self.corner), let last = corners.last.flatMap(Self.corner),
            corners.count <= 2
        else { return nil }
        columns = min(first.column, last.column)...max(first.column, last.column)
        rows = min(first.row, last.row)...max(first.row, last.row)
    }

    private static func corner(_ text: Substring) -> (column: Int, row: Int)? {
        var rest = text.utf8[...]
        var column = 0
        var letters = 0
        if rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
        while let byte = rest.first, (0x41...0x5A).contains(byte & 0xDF), letters < 4 {
            column = column * 26 + Int(byte & 0xDF) - 0x40
            letters += 1
            rest = rest.dropFirst()
        }
        if rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
        guard (1...3).contains(letters), (1...7).contains(rest.count), rest.allSatisfy({ (0x30...0x39).contains($0) }),
            let row = Int(String(Substring(rest))), CellAddress(sheet: "", column: column - 1, row: row) != nil
        else { return nil }
        return (column - 1, row)
    }
}

/// A place as formulas write it, with its sheet: `Taulu1!$C$7`, `'Osa 1'!C7:D8`.
struct SheetPlace: Hashable {
    let sheet: String
    let box: CellBox

    init(sheet: String, box: CellBox) {
        self.sheet = sheet
        self.box = box
    }

    /// Its upper left cell.
    var upperLeft: CellAddress? {
        CellAddress(sheet: sheet, column: box.columns.lowerBound, row: box.rows.lowerBound)
    }

    /// - Returns: nil when the text is anything else, such as a constant, a formula, or a place in another workbook.
    init?(_ text: String) {
        guard let (sheet, rest) = Self.split(text), let box = CellBox(rest) else { return nil }
        self.sheet = sheet
        self.box = box
    }

    /// Takes `Sheet!rest` apart; nil when there is no sheet in front.
    static func split(_ text: String) -> (sheet: String, rest: Substring)? {
        var rest = Substring(text)
        while let first = rest.first, first == " " || first == "=" { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        guard rest.first == "'" else {
            guard let mark = rest.firstIndex(of: "!"), mark > rest.startIndex, !rest[..<mark].contains("[") else {
                return nil
            }
            return (String(rest[..<mark]), rest[rest.index(after: mark)...])
        }
        rest = rest.dropFirst()
        var sheet = ""
        while let character = rest.popFirst() {
            guard character == "'" else {
                sheet.append(character)
                continue
            }
            if rest.first == "'" {
                sheet.append("'")
                rest = rest.dropFirst()
            } else {
                return rest.first == "!" && !sheet.contains("[") ? (sheet, rest.dropFirst()) : nil
            }
        }
        return nil
    }
}
