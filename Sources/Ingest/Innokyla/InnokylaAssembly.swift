/// Puts the pieces of a page under the fields whose headings come before them.
struct InnokylaAssembly {
    /// What came out of a page.
    struct Gathered {
        var fields: [(key: String, pieces: [PageBlock])] = []
        var unknown: [(heading: String, pieces: [PageBlock])] = []
        /// The page's own name, from its first heading.
        var name: String?
        var droppedFields = 0
    }

    private enum Place {
        /// Before the first heading, and below those of parts.
        case nowhere
        case field(Int)
        case unknown(Int)
        /// Below a heading about people.
        case person
    }

    private var gathered = Gathered()
    private var place = Place.nowhere
    /// The level of the heading that the place is under.
    private var level = 0
    private var isPath = false

    mutating func add(_ block: PageBlock) {
        if block.isImage { return append(block) }
        if begin(block) { return }
        if let level = block.level, level <= self.level || isNowhere {
            if InnokylaField.sections.contains(InnokylaField.comparable(block.text)) {
                return section(block.text, level)
            }
            if level == 1, gathered.name == nil {
                gathered.name = block.text
                return leave(level)
            }
            if block.text.count <= 120 {
                gathered.unknown.append((InnokylaAssembly.heading(block.text), []))
                place = .unknown(gathered.unknown.count - 1)
                self.level = level
                return
            }
        } else if InnokylaField.path.contains(InnokylaField.comparable(block.text)) {
            return section(block.text, block.level ?? PageBlock.label)
        }
        append(block)
    }

    func finish() -> Gathered {
        var gathered = gathered
        gathered.unknown.removeAll { $0.heading.isEmpty || $0.pieces.allSatisfy { $0.text.isEmpty } }
        return gathered
    }

    private var isNowhere: Bool { if case .nowhere = place { true } else { false } }

    private mutating func section(_ text: String, _ level: Int) {
        isPath = InnokylaField.path.contains(InnokylaField.comparable(text))
        leave(level)
    }

    private mutating func leave(_ level: Int) {
        place = .nowhere
        self.level = level
    }

    /// Begins the field whose heading a piece is, or begins with; false when it is none.
    private mutating func begin(_ block: PageBlock) -> Bool {
        if let position = InnokylaField.positions[InnokylaField.comparable(block.text)] {
            begin(position, block, rest: "")
            return true
        }
        guard block.level == nil || block.level == PageBlock.bold || block.level == PageBlock.label else {
            return false
        }
        // "Luotu: 2.3.2023" in one piece.
        if let colon = block.text.firstIndex(of: ":"), block.text[..<colon].count <= 60,
            let position = InnokylaField.positions[InnokylaField.comparable(String(block.text[..<colon]))]
        {
            begin(position, block, rest: PageText.plain(block.text[block.text.index(after: colon)...]))
            return true
        }
        // "Luotu 2.3.2023", and a name after "Tekijä".
        let lower = block.text.lowercased()
        for beginning in InnokylaField.beginnings where lower.hasPrefix(beginning.words) {
            let field = InnokylaField.all[beginning.position]
            let rest = block.text.dropFirst(beginning.words.count)
            if field.kind == .day, rest.first?.isNumber != true { continue }
            // A sentence that starts with such a word is none.
            if field.kind == .person, rest.count > 60 { continue }
            begin(beginning.position, block, rest: String(rest))
            return true
        }
        return false
    }

    private mutating func begin(_ position: Int, _ block: PageBlock, rest: String) {
        var field = InnokylaField.all[position]
        level = block.level ?? PageBlock.bold
        if field.kind == .person {
            gathered.droppedFields += 1
            place = .person
            return
        }
        // The environment is a core field on the page, and another field on the path of development.
        if field.key == "ymparisto", isPath, !block.text.hasSuffix("*"),
            let other = InnokylaField.all.first(where: { $0.key == "polku_ymparisto" })
        {
            field = other
        }
        if let known = gathered.fields.firstIndex(where: { $0.key == field.key }) {
            place = .field(known)
            // A page saved as text has the site's menu too, in which toimintamallit come first.
            if field.key == "toimintamallit" { gathered.fields[known].pieces.removeAll() }
        } else {
            gathered.fields.append((field.key, []))
            place = .field(gathered.fields.count - 1)
        }
        if !rest.isEmpty { append(PageBlock(text: rest, level: nil, links: block.links)) }
    }

    private mutating func append(_ block: PageBlock) {
        switch place {
        case .nowhere, .person: break
        case .field(let position): gathered.fields[position].pieces.append(block)
        case .unknown(let position): gathered.unknown[position].pieces.append(block)
        }
    }

    /// A heading as messages and mappings name it.
    private static func heading(_ text: String) -> String {
        var heading = Substring(text)
        while let last = heading.last, last == "*" || last == ":" || last == " " { heading.removeLast() }
        while let first = heading.first, first == "*" || first == " " { heading.removeFirst() }
        return String(heading)
    }
}
