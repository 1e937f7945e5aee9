/// A cell's place as written in a file, such as `AB12`, decoded without bounds on rows and columns but for
/// those that keep the arithmetic from overflowing.
struct CellReference: Equatable {
    /// A = 0.
    let column: Int
    /// From 1.
    let row: Int

    /// Decodes letters followed by digits; `$` signs before either are allowed.
    ///
    /// - Returns: nil when the text is anything else, or has over three letters or over seven digits.
    init?(_ text: borrowing Span<UInt8>) {
        var index = 0
        var column = 0
        var letters = 0
        var row = 0
        var digits = 0
        let count = text.count
        if index < count, text[index] == UInt8(ascii: "$") { index += 1 }
        while index < count {
            let letter = text[index] & 0xDF
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
            letters += 1
            guard letters <= 3 else { return nil }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            index += 1
        }
        if index < count, text[index] == UInt8(ascii: "$") { index += 1 }
        while index < count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            digits += 1
            guard digits <= 7 else { return nil }
            row = row * 10 + Int(digit)
            index += 1
        }
        guard letters > 0, digits > 0, row > 0 else { return nil }
        self.column = column - 1
        self.row = row
    }
}

extension CellRange {
    /// Decodes `A1:C2`, or `A1` for a single cell; the corners may be in any order.
    init?(reference text: borrowing Span<UInt8>) {
        var colon: Int?
        for index in 0..<text.count where text[index] == UInt8(ascii: ":") {
            guard colon == nil else { return nil }
            colon = index
        }
        let end = colon ?? text.count
        guard let first = CellReference(text.extracting(0..<end)) else { return nil }
        var last = first
        if let colon {
            guard let corner = CellReference(text.extracting((colon + 1)..<text.count)) else { return nil }
            last = corner
        }
        self.init(
            columns: min(first.column, last.column)...max(first.column, last.column),
            rows: min(first.row, last.row)...max(first.row, last.row))
    }
}

/// The letters over a column, A for 0 and AA for 26.
func columnName(_ column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest >= 0 {
        letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
        rest = rest / 26 - 1
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
}
