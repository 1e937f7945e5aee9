/// A cell of a workbook: its sheet, and its place there.
public struct CellAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name on the sheet's tab.
    public let sheet: String
    /// A = 0.
    public let column: Int
    /// From 1.
    public let row: Int

    /// - Returns: nil for a place beyond a sheet's 16,384 columns and 1,048,576 rows.
    public init?(sheet: String, column: Int, row: Int) {
        guard (0..<16_384).contains(column), (1...1_048_576).contains(row) else { return nil }
        self.sheet = sheet
        self.column = column
        self.row = row
    }

    /// The place without the sheet, such as `C7`.
    public var place: String { Self.letters(column) + String(row) }

    /// As formulas write it: `Taulu1!C7`, or `'Osa 1'!C7` where the sheet's name needs quotes.
    public var description: String {
        let isPlain = sheet.utf8.allSatisfy { byte in
            (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
                || byte >= 0x80
        }
        let doubled = sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        return (isPlain ? sheet : "'\(doubled)'") + "!" + place
    }

    /// By sheet, row and column.
    public static func < (left: CellAddress, right: CellAddress) -> Bool {
        (left.sheet, left.row, left.column) < (right.sheet, right.row, right.column)
    }

    /// The letters over a column, A for 0.
    static func letters(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest >= 0 {
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest = rest / 26 - 1
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
