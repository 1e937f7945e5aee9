internal import Diagnostics
internal import Records

extension ExpressionChecker {
    /// `rollup(code, 'attribute')`: what a code belongs to now; with a third part, what it belonged to then.
    ///
    /// The third part is a vintage or a year in quotes, or a day. A year that names no vintage is its first day.
    mutating func rollUp(_ arguments: [SyntaxNode]) -> TypedExpression? {
        guard let value = check(arguments[0]) else { return nil }
        guard case .text(let attribute) = arguments[1].kind else {
            note(.function, arguments[1].position, "the attribute is written in quotes, such as 'nuts2'")
            return nil
        }
        guard value.type == .text, let list = codeList(of: value) else {
            note(
                .function, arguments[0].position, "only codes of a code list can be rolled up",
                remedy: "declare the column's code list in the mapping")
            return nil
        }
        let attributes = list.attributeNames(withVersions: arguments.count > 2)
        guard attributes.contains(attribute) else {
            note(
                .name, arguments[1].position, "the code list \(list.name) has no attribute '\(attribute)'",
                remedy: nearestName(to: attribute, in: attributes).map { "did you mean '\($0)'?" }
                    ?? "its attributes are \(attributes.joined(separator: ", "))")
            return nil
        }
        guard arguments.count > 2 else { return rolledUp(value, list) { $0.attribute(attribute) } }
        return rollUp(value, list, attribute, at: arguments[2])
    }

    /// What a code belonged to in a vintage or on a day.
    private mutating func rollUp(
        _ value: TypedExpression, _ list: CodeList, _ attribute: String, at node: SyntaxNode
    ) -> TypedExpression? {
        let starts = list.changes(of: attribute)
        if case .text(let written) = node.kind {
            if list.vintages.contains(written) {
                return rolledUp(value, list) { $0.attribute(attribute, vintage: written) }
            }
            let isYear = written.utf8.count == 4 && written.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard !starts.isEmpty, let day = CalendarDay(iso: isYear ? written + "-01-01" : written) else {
                noteVintage(written, list, node)
                return nil
            }
            return rolledUp(value, list) { $0.attribute(attribute, on: day) }
        }
        guard let day = day(node) else { return nil }
        guard !starts.isEmpty else {
            note(
                .function, node.position,
                "'\(attribute)' of the code list \(list.name) is the same on all days",
                remedy: "leave the day out, or give the codes versions with days")
            return nil
        }
        if case .day(let number) = day.kind {
            return rolledUp(value, list) { $0.attribute(attribute, on: CalendarDay(number: number)) }
        }
        let before = CalendarDay(clamping: Int64(starts[0].number) - 1)
        let periods = ([before] + starts).map { start in
            RollUpPeriod(from: start.number, targets: list.targets { $0.attribute(attribute, on: start) })
        }
        var targets: [String] = []
        for code in list.codes {
            for target in periods.compactMap({ $0.targets[code.code] }) where !targets.contains(target) {
                targets.append(target)
            }
        }
        return TypedExpression(.datedRollUp(value, day, periods), .text, codes: targets)
    }

    private mutating func noteVintage(_ written: String, _ list: CodeList, _ node: SyntaxNode) {
        let vintages = list.vintages
        note(
            .name, node.position, "the code list \(list.name) has no vintage '\(written)'",
            remedy: vintages.isEmpty
                ? "leave the vintage out, or give the codes versions"
                : nearestName(to: written, in: vintages).map { "did you mean '\($0)'?" }
                    ?? "its vintages are \(vintages.joined(separator: ", ")); a day is written like 2021-06-30")
    }

    private func rolledUp(
        _ value: TypedExpression, _ list: CodeList, _ target: (Code) -> String?
    ) -> TypedExpression {
        let map = list.targets(target)
        var targets = [String]()
        for code in list.codes {
            if let target = map[code.code], !targets.contains(target) { targets.append(target) }
        }
        return TypedExpression(.rollUp(value, map), .text, codes: targets)
    }

    /// The code list that a column, possibly of a referenced table, has its codes from.
    private func codeList(of typed: TypedExpression) -> CodeList? {
        func list(_ typed: TypedExpression, in table: TableSchema) -> CodeList? {
            switch typed.kind {
            case .column(let name, _): table[name]?.codeList.flatMap { context.codeLists[$0] }
            case .reference(_, let other, _, let inner): context.tables[other].flatMap { list(inner, in: $0) }
            case .conditional(_, let a, let b): list(a, in: table) ?? list(b, in: table)
            default: nil
            }
        }
        return list(typed, in: table)
    }
}

/// What codes belong to from a day on, until that of the next period.
struct RollUpPeriod: Sendable {
    /// The number of the first day; the first period has none before it and holds for all earlier days too.
    let from: Int32
    let targets: [String: String]
}

extension CodeList {
    /// The attributes that any code has, also those that only a version of one has.
    fileprivate func attributeNames(withVersions: Bool) -> [String] {
        var names = Set(codes.flatMap(\.attributes.keys))
        if withVersions { names.formUnion(codes.flatMap { $0.versions.flatMap(\.attributes.keys) }) }
        return names.sorted()
    }

    /// The days on which an attribute of any code may become another, in order.
    fileprivate func changes(of attribute: String) -> [CalendarDay] {
        var days: Set<CalendarDay> = []
        for version in codes.flatMap(\.versions) where version.attributes[attribute] != nil {
            if let from = version.validity.from { days.insert(from) }
            if let to = version.validity.to { days.insert(CalendarDay(clamping: Int64(to.number) + 1)) }
        }
        return days.sorted()
    }

    fileprivate func targets(_ target: (Code) -> String?) -> [String: String] {
        Dictionary(
            codes.compactMap { code in target(code).map { (code.code, $0) } }, uniquingKeysWith: { _, last in last })
    }
}
