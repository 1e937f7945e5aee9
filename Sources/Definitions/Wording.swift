/// How values are spoken of in messages: for people who write definitions, not Swift.

/// A text in single quotes, on one line and cut short.
func quoted(_ text: String) -> String {
    let line = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
    return line.count <= 40 ? "'\(line)'" : "'\(line.prefix(39))…'"
}

/// Names in a row: `a, b and c`; of many, the first twelve and how many more there are.
func listed(_ names: [String], joinedBy word: String = "and") -> String {
    if names.count > 13 { return names.prefix(12).joined(separator: ", ") + " … (\(names.count - 12) more)" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
}

/// A number with its noun: `1 key`, `2 keys`.
func counted(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    return noun.hasSuffix("y") && noun != "key" ? "\(number) \(noun.dropLast())ies" : "\(number) \(noun)s"
}

/// A title with its article, as the middle of a sentence wants it: `Source` becomes `a source`.
func withArticle(_ title: String) -> String {
    let lowered = title.lowercased()
    if ["a ", "an ", "the "].contains(where: lowered.hasPrefix) {
        return title.prefix(1).lowercased() + title.dropFirst()
    }
    // An acronym keeps its capitals.
    let isAcronym = title.dropFirst().first?.isUppercase ?? false
    let noun = isAcronym ? title : title.prefix(1).lowercased() + title.dropFirst()
    let startsWithVowelSound =
        isAcronym
        ? "AEFHILMNORSX".contains(title.prefix(1)) : "aeio".contains(noun.prefix(1)) || noun.hasPrefix("un")
    return (startsWithVowelSound ? "an " : "a ") + noun
}

extension Definition {
    /// The kind of the value as messages name it.
    var describedKind: String {
        switch kind {
        case .null: "empty"
        case .bool: "true or false"
        case .int, .double: "a number"
        case .string: "text"
        case .sequence: "a list"
        case .mapping: "a mapping of keys"
        }
    }

    /// The value as messages quote it: `text ('abc')`, `the number 3`, `a list`.
    var describedValue: String {
        switch kind {
        case .null: "empty"
        case .bool(let value): "\(value)"
        case .int, .double: "the number \(shortText)"
        case .string(let text): text.isEmpty ? "empty text" : "text (\(quoted(text)))"
        case .sequence(let items): items.isEmpty ? "an empty list" : "a list of \(items.count)"
        case .mapping(let mapping): mapping.isEmpty ? "an empty mapping" : "a mapping with \(listed(mapping.keys))"
        }
    }

    /// A scalar without its quotes, or the kind of what is no scalar.
    var shortText: String {
        switch kind {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .int(let value): spelling ?? "\(value)"
        case .double(let value): spelling ?? "\(value)"
        case .string(let text): text
        case .sequence, .mapping: describedKind
        }
    }
}

/// The first sentence of a description, on one line, without its full stop.
func firstSentence(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    var end = line.startIndex
    while end < line.endIndex {
        let next = line.index(after: end)
        // A full stop inside a number or after an abbreviation is followed by no space or no capital.
        if line[end] == ".", line[next...].allSatisfy({ $0 == " " }) || startsSentence(line[next...]) {
            return String(line[..<end])
        }
        end = next
    }
    return line
}

private func startsSentence(_ text: Substring) -> Bool {
    text.first == " " && (text.drop { $0 == " " }.first?.isUppercase ?? false)
}
