/// A multiple-response set of an SPSS file: variables that together hold the answers to one question with several.
struct SPSSChoice: Sendable, Hashable {
    enum Shape: Sendable, Hashable {
        /// One variable for each option, with a value that means that the option was chosen.
        case dichotomies(counted: String)
        /// Variables that hold an option each, the first chosen in the first.
        case categories
    }

    /// With the `$` that SPSS puts in front.
    let name: String
    let title: String?
    let shape: Shape
    /// By their long names, in the order of the set.
    let variables: [String]
    /// The values of the options' variables that have labels, but for the counted one.
    private(set) var others: [String] = []

    init(name: String, title: String?, shape: Shape, variables: [String]) {
        self.name = name
        self.title = title
        self.shape = shape
        self.variables = variables
    }

    /// The set in one sentence.
    var summary: String {
        let title = title.map { " '\(shownName($0))'" } ?? ""
        let name = shownName(name)
        let shown = variables.prefix(12).map(shownName).joined(separator: ", ")
        let list = shown + (variables.count > 12 ? " and \(variables.count - 12) more" : "")
        return switch shape {
        case .dichotomies(let counted):
            "multiple choice \(name)\(title), a column for each option, \(shownName(counted)) = chosen: \(list)"
        case .categories: "multiple choice \(name)\(title), an option in each column: \(list)"
        }
    }

    /// What values mean, as a mapping writes it, when each variable says whether its option was chosen.
    var values: String? {
        guard case .dichotomies(let counted) = shape else { return nil }
        let pairs = ["\(MappingProposal.quoted(counted)): true"] + others.map { "\(MappingProposal.quoted($0)): false" }
        return "{\(pairs.joined(separator: ", "))}"
    }

    /// The sets of a file, in its order; sets that name variables that the file does not have are left out.
    static func all(in file: SourceFile, _ dictionary: SPSSDictionary) throws(IngestError) -> [SPSSChoice] {
        var header = try SPSSHeader(file)
        let records = try header.choiceRecords()
        let encoding = dictionary.encoding.flatMap { TextEncoding(name: $0) } ?? .windows1252
        var choices: [SPSSChoice] = []
        for record in records.sets {
            var parser = SPSSChoiceParser(record[...], encoding: encoding, longNames: records.longNames)
            while let choice = parser.next() {
                guard !choices.contains(where: { $0.name == choice.name }) else { continue }
                if let known = choice.fitted(to: dictionary) { choices.append(known) }
            }
        }
        return choices
    }

    /// The set with the variables as the dictionary calls them; nil when one is not there.
    private func fitted(to dictionary: SPSSDictionary) -> SPSSChoice? {
        var names: [String: SPSSVariable] = [:]
        for variable in dictionary.variables { names[variable.name.lowercased()] = variable }
        let found = variables.compactMap { names[$0.lowercased()] }
        guard found.count == variables.count, !found.isEmpty else { return nil }
        var choice = SPSSChoice(name: name, title: title, shape: shape, variables: found.map(\.name))
        if case .dichotomies(let counted) = shape {
            var others: [String] = []
            for variable in found {
                for (value, _) in dictionary.labels(of: variable)?.all ?? [] where !variable.declaresMissing(value) {
                    let text = SPSSCells.text(value, of: variable)
                    if text != counted, !others.contains(text), others.count < 12 { others.append(text) }
                }
            }
            choice.others = others
        }
        return choice
    }
}

/// Reads the text of an extension record that holds multiple-response sets.
///
/// - SeeAlso: GNU PSPP Developers' Guide, "Multiple Response Sets Records": a line for each set, such as
///   `$a=C 10 my mcgroup a b c` or `$b=D1 1 5 label q1 q2`, texts with their lengths in bytes in front.
struct SPSSChoiceParser {
    private var rest: ArraySlice<UInt8>
    private let encoding: TextEncoding
    private let longNames: [String: String]

    init(_ bytes: ArraySlice<UInt8>, encoding: TextEncoding, longNames: [String: String]) {
        rest = bytes
        self.encoding = encoding
        self.longNames = longNames
    }

    /// The next set; nil at the end. A set that is written wrong is passed over.
    mutating func next() -> SPSSChoice? {
        while !rest.isEmpty {
            let found = set()
            // To the next line, wherever this one went wrong.
            rest = rest.drop { $0 != 0x0A && $0 != 0 }.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
            if let found { return found }
        }
        return nil
    }

    private mutating func set() -> SPSSChoice? {
        let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != 0x0A }
        rest = rest.dropFirst(name.count)
        guard name.first == UInt8(ascii: "$"), name.count > 1, name.count <= 64, take(UInt8(ascii: "=")),
            let kind = rest.popFirst()
        else { return nil }
        let shape: SPSSChoice.Shape
        switch kind {
        case UInt8(ascii: "C"): shape = .categories
        case UInt8(ascii: "D"):
            guard let counted = counted() else { return nil }
            shape = .dichotomies(counted: text(counted))
        case UInt8(ascii: "E"):
            // The flags say where SPSS takes the labels of the options from.
            guard take(0x20), number() != nil, take(0x20), let counted = counted() else { return nil }
            shape = .dichotomies(counted: text(counted))
        default: return nil
        }
        guard take(0x20), let title = counted() else { return nil }
        let names = rest.prefix { $0 != 0x0A && $0 != 0x0D && $0 != 0 }
        rest = rest.dropFirst(names.count)
        let variables = names.split(separator: 0x20).map { name in
            let short = text(name)
            return longNames[short.lowercased()] ?? short
        }
        let label = text(title).trimmed
        return SPSSChoice(
            name: text(name), title: label.isEmpty ? nil : label, shape: shape, variables: variables)
    }

    /// A length, a blank, and so many bytes.
    private mutating func counted() -> ArraySlice<UInt8>? {
        guard let length = number(), take(0x20), length <= rest.count else { return nil }
        let bytes = rest.prefix(length)
        rest = rest.dropFirst(length)
        return bytes
    }

    private mutating func number() -> Int? {
        let digits = rest.prefix { $0 &- 0x30 <= 9 }
        guard !digits.isEmpty, digits.count <= 6 else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String { Transcoder.text(bytes, encoding: encoding).trimmed }
}
