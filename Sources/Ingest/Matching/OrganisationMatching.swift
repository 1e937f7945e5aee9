public import Microdata
internal import Records

/// What changes the columns of rows before they are kept: puts keys of a register in place of written names, for example.
///
/// It belongs to one run, and to one thread at a time.
public protocol SegmentMatching: AnyObject {
    /// The columns of consecutive rows with what was matched.
    ///
    /// - Parameter table: The table that the rows belong to.
    func matched(_ columns: [NamedColumn], of table: String) -> [NamedColumn]
}

/// How near a name must be, in `0...1`.
public struct NameThresholds: Sendable, Hashable {
    /// From which similarity on a person is asked.
    public let similar: Double
    /// From which similarity on the nearest organisation is taken without asking; nil for never.
    public let certain: Double?

    public init(similar: Double, certain: Double?) {
        self.similar = similar
        self.certain = certain
    }
}

/// A column in which organisations are written.
public struct OrganisationColumn: Sendable, Hashable {
    public let table: String
    public let column: String
    /// The column of the same row that holds the organisation's business ID, if there is one.
    public let businessID: String?

    public init(table: String, column: String, businessID: String?) {
        self.table = table
        self.column = column
        self.businessID = businessID
    }
}

/// Finds written organisations in a register, each spelling once.
///
/// In this order: as a person has decided; by business ID; by key; by name; by a name near enough to be certain of, where the
/// pipeline allows that. What is found depends on the register, the decisions and the text alone, not on other rows.
public final class OrganisationMatching: SegmentMatching {
    /// What a text is found as.
    public struct Outcome: Sendable, Hashable {
        /// The key of the register; nil when it was not found.
        public let key: String?
        public let match: OrganisationMatch
        /// The nearest organisation of the register, for what was not found.
        public let suggestion: OrganisationRegister.Suggestion?
    }

    private struct Written: Hashable {
        let text: String
        let businessID: String
    }

    private let register: OrganisationRegister
    private let decisions: [OrganisationName: OrganisationDecision]
    private let columns: [OrganisationColumn]
    private let thresholds: NameThresholds
    private var search: OrganisationRegister.Search
    private var known: [Written: Outcome] = [:]

    /// - Parameters:
    ///   - decisions: What persons have decided, by the name as written.
    ///   - columns: Where organisations are written.
    public init(
        _ register: OrganisationRegister, decisions: [(written: String, decision: OrganisationDecision)],
        columns: [OrganisationColumn], thresholds: NameThresholds
    ) {
        self.register = register
        self.columns = columns
        self.thresholds = thresholds
        self.decisions = Dictionary(
            decisions.map { (OrganisationName($0.written), $0.decision) }, uniquingKeysWith: { first, _ in first })
        search = OrganisationRegister.Search(register)
    }

    /// What was looked at so far to find near names.
    var effort: NameIndex.Effort { search.effort }

    /// The key of the register that a decision leads to; nil when the register has none such.
    public func key(of decision: OrganisationDecision) -> String? {
        switch decision {
        case .organisation(let text): exactKey(text)
        // A spreadsheet takes a key such as 007 for a number; the name is still there.
        case .suggested(let key, let name): exactKey(key) ?? exactKey(name)
        case .noneNear: nil
        }
    }

    private func exactKey(_ text: String) -> String? {
        if case .one(let key, _) = register.exact(text, OrganisationName(text)) { key } else { nil }
    }

    /// What a written name is found as.
    ///
    /// - Parameters:
    ///   - text: The name, key or business ID as written; empty when only a business ID is there.
    ///   - businessID: The business ID that stands beside it.
    public func outcome(of text: String, businessID: String = "") -> Outcome {
        let written = Written(text: text, businessID: businessID)
        if let outcome = known[written] { return outcome }
        let outcome = found(text, businessID)
        known[written] = outcome
        return outcome
    }

    private func found(_ text: String, _ businessID: String) -> Outcome {
        func outcome(_ key: String?, _ match: OrganisationMatch) -> Outcome {
            Outcome(key: key, match: match, suggestion: nil)
        }
        let name = OrganisationName(text)
        let decision = name.isEmpty ? nil : decisions[name]
        if let decision, let key = key(of: decision) { return outcome(key, .reviewed) }
        if !businessID.isEmpty, let key = register.organisation(withBusinessID: businessID) {
            return outcome(key, .businessID)
        }
        let exact = register.exact(text, name)
        if case .noneNear(let suggested) = decision {
            // The decision was about the organisation suggested; one that came to the register later may have just this name.
            if case .one(let key, let match) = exact, key != suggested { return outcome(key, match) }
            return outcome(nil, .rejected)
        }
        if case .one(let key, let match) = exact { return outcome(key, match) }
        let near = search.suggestions(for: name)
        guard let nearest = near.first else { return outcome(nil, exact == .several ? .undecided : .unmatched) }
        // Without a decision that leads somewhere, a person is asked again.
        if let certain = thresholds.certain, decision == nil, exact == .none, nearest.agreesInForm,
            Double(nearest.score) >= certain * 100, near.count < 2 || Double(near[1].score) < certain * 100
        {
            return outcome(nearest.key, .tolerant)
        }
        let isNear = exact == .several || Double(nearest.score) >= thresholds.similar * 100
        return Outcome(key: nil, match: isNear ? .undecided : .unmatched, suggestion: nearest)
    }

    // MARK: Columns

    public func matched(_ columns: [NamedColumn], of table: String) -> [NamedColumn] {
        let wanted = self.columns.filter { $0.table == table }
        guard !wanted.isEmpty else { return columns }
        return columns.flatMap { column -> [NamedColumn] in
            guard let place = wanted.first(where: { $0.column == column.name }),
                case .keys(let keys, let dictionary) = column.column
            else { return [column] }
            let beside = place.businessID.flatMap { name in columns.first { $0.name == name }?.column }
            return matched(column, keys, dictionary, beside)
        }
    }

    private func matched(
        _ column: NamedColumn, _ keys: [UInt32], _ dictionary: [String], _ beside: Column?
    ) -> [NamedColumn] {
        var (ids, texts): ([UInt32], [String]) = ([], [])
        if case .keys(let keys, let dictionary) = beside { (ids, texts) = (keys, dictionary) }
        var places: [String: UInt32] = [:]
        var written: [String] = []
        var seen: [UInt64: (key: UInt32, code: UInt8)] = [:]
        func place(_ text: String) -> UInt32 {
            if let known = places[text] { return known }
            let place = UInt32(truncatingIfNeeded: written.count)
            places[text] = place
            written.append(text)
            return place
        }
        var newKeys: [UInt32] = []
        var codes: [UInt8] = []
        newKeys.reserveCapacity(keys.count)
        codes.reserveCapacity(keys.count)
        for row in keys.indices {
            let key = keys[row]
            let id = row < ids.count ? ids[row] : .max
            let pair = UInt64(key) << 32 | UInt64(id)
            if let known = seen[pair] {
                newKeys.append(known.key)
                codes.append(known.code)
                continue
            }
            let isMissing = key >= Column.firstMissingKey
            let text = isMissing ? "" : dictionary[Int(key)]
            let businessID = id < Column.firstMissingKey ? texts[Int(id)] : ""
            let result: (key: UInt32, code: UInt8)
            let outcome = isMissing && businessID.isEmpty ? nil : self.outcome(of: text, businessID: businessID)
            if let outcome, !isMissing || outcome.key != nil {
                result = (place(outcome.key ?? text), Self.code(of: outcome.match))
            } else {
                // The reasons for a missing value have the same order in both kinds of column.
                result = (key, Column.firstMissingCode &+ UInt8(truncatingIfNeeded: UInt32.max &- key))
            }
            seen[pair] = result
            newKeys.append(result.key)
            codes.append(result.code)
        }
        return [
            NamedColumn(name: column.name, type: column.type, column: .keys(newKeys, dictionary: written)),
            NamedColumn(
                name: OrganisationMatch.columnName(of: column.name), type: .code,
                column: .codes(codes, dictionary: OrganisationMatch.allCases.map(\.rawValue))),
        ]
    }

    private static func code(of match: OrganisationMatch) -> UInt8 {
        UInt8(truncatingIfNeeded: OrganisationMatch.allCases.firstIndex(of: match) ?? 0)
    }
}

/// Several matchings, one after the other.
public final class SegmentMatchings: SegmentMatching {
    private let parts: [any SegmentMatching]

    public init(_ parts: [any SegmentMatching]) { self.parts = parts }

    public func matched(_ columns: [NamedColumn], of table: String) -> [NamedColumn] {
        parts.reduce(columns) { $1.matched($0, of: table) }
    }
}
