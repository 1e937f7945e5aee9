import Diagnostics

/// Rules of which one alternative must fit: when none does, the findings are those of the alternative that was most
/// likely meant.
extension SchemaRun {
    mutating func fulfilsAny(_ schemas: [Int], _ context: Context) -> Bool {
        for schema in schemas where silently({ $0.check(schema, context) }) { return true }
        return failAll(schemas, context)
    }

    mutating func fulfilsOne(_ schemas: [Int], _ context: Context) -> Bool {
        let fitting = schemas.filter { schema in silently { $0.check(schema, context) } }
        if fitting.count == 1 { return true }
        if fitting.isEmpty { return failAll(schemas, context) }
        let nouns = fitting.compactMap { nodes[$0].noun }
        return fail(
            context, "ambiguous", "\(context.subject.words) fits \(fitting.count) forms at once",
            cause: nouns.count == fitting.count
                ? "it could be \(listed(nouns, joinedBy: "or")), and must be exactly one of them"
                : "it must fit exactly one of the \(schemas.count) that the schema describes")
    }

    private mutating func failAll(_ schemas: [Int], _ context: Context) -> Bool {
        guard !isSilent else { return false }
        let branches = schemas.map { problems(of: $0, context) }
        if let types = commonTypes(branches, context) { return fail(context, types) }
        if let (marker, values) = commonMarker(branches, context) { return failMarker(marker, values, context) }
        let scores = branches.map { score($0, context) }
        let best = scores.indices.min { scores[$0] < scores[$1] }
        problems += best.map { branches[$0] } ?? []
        if schemas.isEmpty {
            return fail(context, "not-allowed", "\(context.subject.words) is not allowed here")
        }
        return false
    }

    /// The problems that one alternative finds.
    private mutating func problems(of schema: Int, _ context: Context) -> [Problem] {
        let before = problems.count
        _ = check(schema, context)
        let found = Array(problems[before...])
        problems.removeLast(found.count)
        return found
    }

    /// How far an alternative is from fitting: another type counts most, then another marker such as `kind`, then the
    /// number of problems.
    private func score(_ branch: [Problem], _ context: Context) -> (Int, Int, Int) {
        var (types, markers) = (0, 0)
        for problem in branch {
            switch problem.kind {
            case .wrongType where problem.depth == context.depth: types = 1
            case .wrongValue where problem.depth == context.depth + 1: markers += 1
            case .wrongType, .wrongValue, .other: break
            }
        }
        return (types, markers, branch.count)
    }

    /// All types that the alternatives ask for, if each fails for its type alone.
    private func commonTypes(_ branches: [[Problem]], _ context: Context) -> SchemaTypes? {
        var all: SchemaTypes = []
        for branch in branches {
            guard case .wrongType(let types)? = branch.first?.kind, branch.count == 1, branch[0].depth == context.depth
            else { return nil }
            all.formUnion(types)
        }
        return branches.isEmpty ? nil : all
    }

    /// The value that tells the alternatives apart, such as `kind`, when all of them refuse it: with all values that they
    /// would take. No two of them take the same one, or it would be an ordinary value.
    private func commonMarker(_ branches: [[Problem]], _ context: Context) -> (Problem, [Definition])? {
        // An alternative of another type is not what was meant.
        let meant = branches.filter { branch in
            if case .wrongType? = branch.first?.kind, branch[0].depth == context.depth { false } else { true }
        }
        guard let first = meant.first, meant.count > 1 else { return nil }
        for candidate in first where candidate.depth <= context.depth + 1 {
            guard case .wrongValue(var values) = candidate.kind else { continue }
            let others = meant.dropFirst().compactMap { branch in refused(at: candidate.value, by: branch) }
            guard others.count == meant.count - 1 else { continue }
            var isMarker = true
            for other in others {
                if other.contains(where: { value in values.contains { $0.hasSameValue(as: value) } }) {
                    isMarker = false
                }
                values += other
            }
            if isMarker { return (candidate, values) }
        }
        return nil
    }

    /// The values that an alternative would take at a place where it refuses the one that is there.
    private func refused(at place: Definition, by branch: [Problem]) -> [Definition]? {
        for problem in branch where problem.value.line == place.line && problem.value.column == place.column {
            if case .wrongValue(let values) = problem.kind { return values }
        }
        return nil
    }

    private mutating func failMarker(_ marker: Problem, _ values: [Definition], _ context: Context) -> Bool {
        let key = context.value.mapping?.first {
            $0.value.line == marker.value.line && $0.value.column == marker.value.column
        }
        let subject = marker.depth == context.depth ? context.subject : key.map { .key($0.key) } ?? context.subject
        return fail(
            Context(value: marker.value, subject: subject, depth: marker.depth, noun: context.noun, about: nil), values)
    }
}
