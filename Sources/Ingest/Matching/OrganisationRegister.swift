/// An organisation as a register has it.
public struct RegisteredOrganisation: Sendable, Hashable, Comparable {
    /// What the tables of a pipeline know it by.
    public let key: String
    public let name: String
    public let businessID: String?

    public init(key: String, name: String, businessID: String?) {
        self.key = key
        self.name = name
        self.businessID = businessID
    }

    public static func < (left: RegisteredOrganisation, right: RegisteredOrganisation) -> Bool {
        (left.key, left.name, left.businessID ?? "") < (right.key, right.name, right.businessID ?? "")
    }
}

/// The organisations of a register, to be found by business ID, key and name.
///
/// A key may stand there several times with different names, all of which are then its names.
public struct OrganisationRegister: Sendable {
    /// An organisation that a name is nearly that of.
    public struct Suggestion: Sendable, Hashable {
        public let key: String
        public let name: String
        /// The similarity in hundredths, 1–100.
        public let score: Int
        /// Whether the legal forms allow it.
        public let agreesInForm: Bool
    }

    /// What a name is found as, exactly.
    enum Exact: Equatable {
        case one(key: String, OrganisationMatch)
        /// Several organisations of the register have it.
        case several
        case none
    }

    /// In order, each once.
    public let organisations: [RegisteredOrganisation]
    private let names: [OrganisationName]
    private let keys: Set<String>
    private let keysOfBusinessID: [String: Set<String>]
    private let placesOfPlain: [String: [Int]]
    private let placesOfFolded: [String: [Int]]
    private let index: NameIndex

    /// - Parameter organisations: In any order.
    public init(_ organisations: some Sequence<RegisteredOrganisation>) {
        let sorted = Set(organisations).sorted()
        let names = sorted.map { OrganisationName($0.name) }
        var (plain, folded): ([String: [Int]], [String: [Int]]) = ([:], [:])
        for (place, name) in names.enumerated() where !name.isEmpty {
            plain[name.plain, default: []].append(place)
            folded[name.folded, default: []].append(place)
        }
        var keysOfBusinessID: [String: Set<String>] = [:]
        for organisation in sorted {
            guard let id = organisation.businessID.flatMap(BusinessIDText.init)?.text else { continue }
            keysOfBusinessID[id, default: []].insert(organisation.key)
        }
        self.organisations = sorted
        self.names = names
        self.keysOfBusinessID = keysOfBusinessID
        keys = Set(sorted.map(\.key))
        placesOfPlain = plain
        placesOfFolded = folded
        index = NameIndex(names.map(\.words))
    }

    /// Business IDs that more than one organisation has: nothing is matched by them.
    public var sharedBusinessIDs: Int { keysOfBusinessID.values.count { $0.count > 1 } }

    /// The organisation with a business ID, however that is written.
    func organisation(withBusinessID text: String) -> String? {
        guard let id = BusinessIDText(text)?.text, let keys = keysOfBusinessID[id], keys.count == 1 else { return nil }
        return keys.first
    }

    /// The organisation that a text names: by its business ID, else its key, else its name.
    func exact(_ text: String, _ name: OrganisationName) -> Exact {
        if let key = organisation(withBusinessID: text) { return .one(key: key, .businessID) }
        if keys.contains(text) { return .one(key: text, .key) }
        guard !name.isEmpty else { return .none }
        for places in [placesOfPlain[name.plain], placesOfFolded[name.folded]] {
            let fitting = (places ?? []).filter { names[$0].agreesInForm(with: name) }
            guard !fitting.isEmpty else { continue }
            let same = fitting.filter { names[$0].form == name.form }
            let found = Set((same.isEmpty ? fitting : same).map { organisations[$0].key })
            return found.count == 1 ? found.first.map { .one(key: $0, .name) } ?? .none : .several
        }
        return .none
    }

    /// A search for near names, which remembers the words that it has compared.
    struct Search {
        let register: OrganisationRegister
        private var words: [String: [(word: Int, similarity: Double)]] = [:]
        private(set) var effort = NameIndex.Effort()

        init(_ register: OrganisationRegister) { self.register = register }

        /// The nearest organisations, each once, the nearest first.
        mutating func suggestions(for name: OrganisationName, limit: Int = 2) -> [Suggestion] {
            let near = register.index.nearest(to: name.words, remembering: &words, &effort)
            let found = near.map { place, similarity in
                let organisation = register.organisations[place]
                return (
                    similarity,
                    Suggestion(
                        key: organisation.key, name: organisation.name,
                        // Rounded down, so that only what is equal but for its form has the full score.
                        score: min(100, max(1, Int((similarity * 100 + 1e-9).rounded(.down)))),
                        agreesInForm: register.names[place].agreesInForm(with: name))
                )
            }.sorted { left, right in
                if left.0 != right.0 { return left.0 > right.0 }
                if left.1.agreesInForm != right.1.agreesInForm { return left.1.agreesInForm }
                return (left.1.name, left.1.key) < (right.1.name, right.1.key)
            }
            var seen: Set<String> = []
            return Array(found.map(\.1).filter { seen.insert($0.key).inserted }.prefix(limit))
        }
    }
}

/// A Finnish business ID in its usual form, whichever way it was written.
struct BusinessIDText {
    let text: String

    /// - Returns: nil when the text is none, or its check digit is wrong.
    init?(_ written: String) {
        var signs = written.filter { !$0.isWhitespace }.uppercased()[...]
        // The VAT number is the same with the country before it and no hyphen.
        if signs.hasPrefix("FI") { signs = signs.dropFirst(2) }
        let digits = signs.filter { $0 != "-" && $0 != "–" }
        guard (7...8).contains(digits.count), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            signs.count == digits.count || signs.count == digits.count + 1, let check = digits.last
        else { return nil }
        // IDs given before 2001 had six digits before the hyphen.
        let number = String(repeating: "0", count: 8 - digits.count) + digits.dropLast()
        let text = "\(number)-\(check)"
        guard CheckedIdentifier.businessID.isValid(text) else { return nil }
        self.text = text
    }
}

extension CheckedIdentifier {
    /// Whether a text is such an identifier, with the right check sign.
    func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return unsafe fault(in: start, from: 0, to: bytes.count - 16) == nil
        }
    }
}
