/// Where the 19 regions (maakunta) of Finland stand in a tile map.
///
/// Each region has a tile of the same size, so that a small region is as easy to read as Lappi. Neighbours stay neighbours, the
/// coast is to the left, the eastern border to the right, and Ahvenanmaa lies off the south-western corner.
///
/// ```
///  ·    ·   19    ·    ·
///  ·   16   17   18    ·
/// 15   14   13   11   12
/// 04   06   07   10   09
/// 02   05   01   08    ·
/// 21    ·    ·    ·    ·
/// ```
///
/// - SeeAlso: Statistics Finland, classification of regions (maakunta), for the codes.
enum RegionGrid {
    static let columns = 5
    static let rows = 6

    /// A place in the grid, from the upper left corner.
    struct Place: Hashable {
        let column: Int
        let row: Int
    }

    private static let layout: [[String?]] = [
        [nil, nil, "19", nil, nil],
        [nil, "16", "17", "18", nil],
        ["15", "14", "13", "11", "12"],
        ["04", "06", "07", "10", "09"],
        ["02", "05", "01", "08", nil],
        ["21", nil, nil, nil, nil],
    ]

    /// All places with their codes, row by row.
    static let places: [(code: String, place: Place)] = layout.enumerated().flatMap { row, codes in
        codes.enumerated().compactMap { column, code in
            code.map { ($0, Place(column: column, row: row)) }
        }
    }

    /// The two-digit code in `1`, `01` or `MK01`; nil when the text is no region's code.
    static func code(of text: String) -> String? {
        var digits = Substring(text)
        if digits.uppercased().hasPrefix("MK") { digits = digits.dropFirst(2) }
        let padded = digits.count == 1 ? "0\(digits)" : String(digits)
        return places.contains { $0.code == padded } ? padded : nil
    }
}
