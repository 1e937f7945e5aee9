/// Names of sheets, tables and screen-reader regions: unique, and within what Excel accepts.
struct SheetNames {
    private var sheets: Set<String> = []
    private var tables: Set<String> = []

    /// A sheet's name made from a wish: without forbidden characters, at most 31 characters, unlike all before it.
    mutating func sheet(_ wish: String, fallback: String) -> String {
        let base = Self.permitted(wish).isEmpty ? Self.permitted(fallback) : Self.permitted(wish)
        var name = Self.cut(base.isEmpty ? "Sheet" : base, to: SheetLimits.nameLength)
        var number = 2
        // Excel keeps "History" for itself, in every language.
        while name.lowercased() == "history" || sheets.contains(name.lowercased()) {
            let ending = " (\(number))"
            name = Self.cut(base.isEmpty ? "Sheet" : base, to: SheetLimits.nameLength - ending.count) + ending
            number += 1
        }
        sheets.insert(name.lowercased())
        return name
    }

    /// A marked table's name made from its id: ASCII letters, digits and underscores, never like a cell's address.
    mutating func table(_ id: String) -> String {
        var base = ""
        for scalar in id.unicodeScalars.prefix(80) {
            let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            base.unicodeScalars.append(isWord ? scalar : "_")
        }
        if !base.contains("_") || base.first?.isLetter != true { base = "table_" + base }
        var name = base
        var number = 2
        while tables.contains(name.lowercased()) {
            name = "\(base)_\(number)"
            number += 1
        }
        tables.insert(name.lowercased())
        return name
    }

    private static func permitted(_ text: String) -> String {
        // `#` would split a link to the sheet in two.
        let mapped = CellText.line(text).map { "[]:*?/\\#".contains($0) ? "-" : $0 }
        return trimmed(String(mapped))
    }

    private static func trimmed(_ text: String) -> String {
        var slice = Substring(text)
        while let last = slice.last, last == " " || last == "'" || last == "-" { slice.removeLast() }
        while let first = slice.first, first == " " || first == "'" { slice.removeFirst() }
        return String(slice)
    }

    /// Excel counts UTF-16 units; a name that is cut ends with a whole word where one is near.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var kept = text
        while kept.utf16.count > limit { kept.removeLast() }
        if let gap = kept.lastIndex(of: " "), kept.distance(from: gap, to: kept.endIndex) <= 12 {
            kept = String(kept[..<gap])
        }
        return trimmed(kept)
    }
}

/// Addresses of cells.
enum CellAddress {
    /// `A`, `Z`, `AA` … for a column from 0.
    static func column(_ index: Int) -> String {
        var rest = max(index, 0)
        var letters: [Character] = []
        repeat {
            letters.append(Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(letters.reversed())
    }

    /// A sheet's name as formulas and links write it.
    static func quoted(_ sheet: String) -> String {
        "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// `'Sheet'!$A$5:$D$20`, rows and columns from 0.
    static func range(_ sheet: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>) -> String {
        "\(quoted(sheet))!$\(column(columns.lowerBound))$\(rows.lowerBound + 1)"
            + ":$\(column(columns.upperBound))$\(rows.upperBound + 1)"
    }
}
