/// The columns of a file as numbers: what a method is run on.
public struct MethodTable: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The columns' names in the order of the file.
    public private(set) var names: [String]
    /// The numbers by column name, nil for an empty cell.
    public private(set) var columns: [String: [Double?]]
    /// For columns of text, their different texts in order of their bytes: the cell's number is the place in this list, from 1.
    public private(set) var labels: [String: [String]]

    /// Columns of numbers, and columns of text where the file has them. Of two columns with one name the first counts.
    public init(numbers: [(name: String, cells: [Double?])], texts: [String: [String?]] = [:]) {
        var (names, columns): ([String], [String: [Double?]]) = ([], [:])
        var labels: [String: [String]] = [:]
        for (name, cells) in numbers where columns[name] == nil {
            names.append(name)
            columns[name] = cells
        }
        for name in texts.keys.sorted() where columns[name] == nil {
            let cells = texts[name] ?? []
            let found = Set(cells.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let places = Dictionary(
                uniqueKeysWithValues: found.enumerated().map { ($0.element, Double($0.offset + 1)) })
            names.append(name)
            columns[name] = cells.map { $0.flatMap { places[$0] } }
            labels[name] = found
        }
        self.names = names
        self.columns = columns
        self.labels = labels
    }

    /// Columns of numbers, and columns of text that hold each different text once: what large files are read into.
    ///
    /// - Parameter coded: For each cell the place of its text in the list, from 1, and 0 where it is empty.
    public init(
        numbers: [(name: String, cells: [Double?])], coded: [String: (cells: [UInt32], texts: [String])]
    ) {
        self.init(numbers: numbers)
        var (names, columns, labels) = (names, columns, labels)
        for name in coded.keys.sorted() where columns[name] == nil {
            guard let (cells, texts) = coded[name] else { continue }
            let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
            var places = [Double](repeating: 0, count: texts.count + 1)
            for (place, text) in order.enumerated() { places[text + 1] = Double(place + 1) }
            names.append(name)
            columns[name] = cells.map { $0 > 0 && $0 < places.count ? places[Int($0)] : nil }
            labels[name] = order.map { texts[$0] }
        }
        self.names = names
        self.columns = columns
        self.labels = labels
    }

    public init(dictionaryLiteral elements: (String, [Double?])...) {
        self.init(numbers: elements.map { (name: $0.0, cells: $0.1) })
    }

    /// Columns of numbers by name, in the order of their names.
    public init(_ columns: [String: [Double?]]) {
        self.init(numbers: columns.keys.sorted().map { (name: $0, cells: columns[$0] ?? []) })
    }
}
