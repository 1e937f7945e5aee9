internal import Records

/// A rule for leaving out rows, made to fit one file.
struct ExclusionPlan: Sendable {
    let position: Int
    let condition: ExclusionRule.Condition
    let reason: String
    /// What counts as empty beside nothing.
    let missing: [String]
}

/// Finds the rows that are left out by rules.
final class ExclusionTest {
    private struct Rule {
        let plan: ExclusionPlan
        /// The values compared with, and what was found not to be among them.
        let words = SpellingTable()
        let plain: Set<String>
    }

    private let rules: [Rule]

    /// - Returns: nil when there is no rule.
    init?(_ plans: [ExclusionPlan]) {
        guard !plans.isEmpty else { return nil }
        rules = plans.map { plan in
            let values =
                switch plan.condition {
                case .empty, .filled: plan.missing
                case .equals(let values), .differs(let values): values
                }
            return Rule(plan: plan, plain: Set(values.map(plainSpelling)))
        }
    }

    /// For each row the rule that leaves it out, the first that does; nil for the rows that stay.
    ///
    /// - Parameter fields: Gives the fields of a source column.
    func excluded(_ count: Int, _ fields: (Int) -> FieldBatch) -> [Int?] {
        var excluded = [Int?](repeating: nil, count: count)
        for (index, rule) in rules.enumerated() {
            let batch = fields(rule.plan.position)
            for row in 0..<count where excluded[row] == nil {
                let (start, end) = batch.trimmed(row)
                let isNamed = start < end && names(rule, batch, row, start, end)
                let applies =
                    switch rule.plan.condition {
                    case .empty: start == end || isNamed
                    case .filled: start < end && !isNamed
                    case .equals: isNamed
                    case .differs: !isNamed
                    }
                if applies { excluded[row] = index }
            }
        }
        return excluded
    }

    /// A spelling is remembered with whether it is among the rule's, up to so many bytes and so many spellings.
    private static let longest = 64
    private static let most = 1024

    private func names(_ rule: Rule, _ batch: FieldBatch, _ row: Int, _ start: Int, _ end: Int) -> Bool {
        if rule.plain.isEmpty { return false }
        if let known = unsafe rule.words.meaning(batch.bytes + start, end - start) { return known == 1 }
        let isNamed = rule.plain.contains(plainSpelling(batch.text(row)))
        if end - start <= Self.longest, rule.words.count < Self.most {
            unsafe rule.words.insert(batch.bytes + start, end - start, meaning: isNamed ? 1 : 0)
        }
        return isNamed
    }
}
