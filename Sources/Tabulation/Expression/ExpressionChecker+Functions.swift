internal import Diagnostics
internal import Records

extension ExpressionChecker {
    private static let signatures: [(name: String, usage: String)] = [
        ("missing", "missing(x)"), ("present", "present(x)"), ("age_at", "age_at(birth, day)"),
        ("months_between", "months_between(start, end)"), ("add_months", "add_months(day, 6)"),
        ("days_between", "days_between(start, end)"),
        ("day", "day(moment)"), ("month", "month(day)"), ("quarter", "quarter(day)"), ("year", "year(day)"),
        ("band", "band(number, 18, 30, 55)"), ("rollup", "rollup(code, 'attribute') or rollup(code, 'attribute', day)"),
        ("answered", "answered(a, b, …)"), ("mean_of", "mean_of(3, a, b, …)"), ("divided", "divided(x, 3)"),
        ("reason", "reason(x)"),
        ("if", "if(condition, a, b)"), ("coalesce", "coalesce(a, b)"),
    ]

    mutating func call(_ name: String, _ arguments: [SyntaxNode], _ position: Int) -> TypedExpression? {
        guard let signature = Self.signatures.first(where: { $0.name == name }) else {
            let names = Self.signatures.map(\.name)
            note(
                .function, position, "there is no function '\(name)'",
                remedy: nearestName(to: name, in: names).map { "did you mean '\($0)'?" }
                    ?? "the functions are \(names.joined(separator: ", "))")
            return nil
        }
        func wrongCount() -> TypedExpression? {
            note(.function, position, "\(name) takes other arguments", remedy: "write \(signature.usage)")
            return nil
        }
        switch name {
        case "missing", "present":
            guard arguments.count == 1 else { return wrongCount() }
            guard let a = check(arguments[0]) else { return nil }
            let isMissing = TypedExpression(.isMissing(a), .truth)
            return name == "missing" ? isMissing : TypedExpression(.not(isMissing), .truth)
        case "age_at", "months_between", "days_between":
            guard arguments.count == 2 else { return wrongCount() }
            let (a, b) = (day(arguments[0]), day(arguments[1]))
            guard let a, let b else { return nil }
            let kind: TypedExpression.Kind =
                name == "age_at" ? .age(a, b) : name == "months_between" ? .months(a, b) : .days(a, b)
            return TypedExpression(kind, .number(places: 0))
        case "add_months":
            guard arguments.count == 2 else { return wrongCount() }
            return laterMonths(arguments[0], arguments[1])
        case "day", "month", "quarter", "year":
            guard arguments.count == 1, let part = CalendarPart(rawValue: name) else { return wrongCount() }
            guard let a = day(arguments[0]) else { return nil }
            switch part {
            case .day: return a
            case .year: return TypedExpression(.calendar(.year, a), .number(places: 0))
            case .month, .quarter: return TypedExpression(.calendar(part, a), .text)
            }
        case "band":
            guard arguments.count >= 2 else { return wrongCount() }
            return band(arguments)
        case "reason":
            guard arguments.count == 1 else { return wrongCount() }
            return check(arguments[0]).map { TypedExpression(.reason($0), .text, codes: reasonCodes) }
        case "answered":
            guard !arguments.isEmpty else { return wrongCount() }
            let list = arguments.map { check($0) }
            let checked = list.compactMap(\.self)
            return checked.count == list.count ? TypedExpression(.answered(checked), .number(places: 0)) : nil
        case "mean_of":
            guard arguments.count >= 2 else { return wrongCount() }
            return rowMean(arguments)
        case "divided":
            guard arguments.count == 2 else { return wrongCount() }
            return divided(arguments[0], arguments[1])
        case "rollup":
            guard (2...3).contains(arguments.count) else { return wrongCount() }
            return rollUp(arguments)
        case "if":
            guard arguments.count == 3 else { return wrongCount() }
            let condition = truth(arguments[0])
            let (a, b) = (check(arguments[1]), check(arguments[2]))
            guard let condition, let a, let b else { return nil }
            return conditional(condition, a, b, arguments[2])
        default:
            guard arguments.count == 2 else { return wrongCount() }
            let (a, b) = (check(arguments[0]), check(arguments[1]))
            guard let a, let b else { return nil }
            let present = TypedExpression(.not(TypedExpression(.isMissing(a), .truth)), .truth)
            return conditional(present, a, b, arguments[1])
        }
    }

    /// A part that must be a day; of a moment its day is taken.
    mutating func day(_ node: SyntaxNode) -> TypedExpression? {
        guard let typed = check(node) else { return nil }
        if typed.type == .moment { return TypedExpression(.calendar(.day, typed), .day) }
        if case .text(let text) = typed.kind, let day = CalendarDay(iso: text) {
            return TypedExpression(.day(day.number), .day)
        }
        return require(typed, .day, node) ? typed : nil
    }

    /// The day so many months after another.
    private mutating func laterMonths(_ start: SyntaxNode, _ number: SyntaxNode) -> TypedExpression? {
        let (a, b) = (day(start), check(number))
        guard let a, let b else { return nil }
        guard case .number(let months) = b.kind, b.type.places == 0, (0...mostMonths).contains(months) else {
            note(
                .function, number.position, "add_months takes a whole number of months",
                remedy: "write a whole number from 0 to \(mostMonths)")
            return nil
        }
        return TypedExpression(.laterMonths(a, months: months), .day)
    }

    private mutating func conditional(
        _ condition: TypedExpression, _ a: TypedExpression, _ b: TypedExpression, _ node: SyntaxNode
    ) -> TypedExpression? {
        if case .number = a.type, case .number = b.type {
            let places = max(a.type.places, b.type.places)
            return TypedExpression(
                .conditional(condition, scaled(a, to: places), scaled(b, to: places)), .number(places: places))
        }
        guard a.type == b.type else {
            note(.type, node.position, "\(a.type.words) and \(b.type.words) cannot be in one column")
            return nil
        }
        guard a.type != .person else {
            note(.type, node.position, "a person cannot be chosen between")
            return nil
        }
        func codes(_ typed: TypedExpression) -> [String]? {
            if case .text(let text) = typed.kind { return [text] }
            return typed.codes
        }
        var both: [String]?
        if let first = codes(a), let second = codes(b) { both = first + second.filter { !first.contains($0) } }
        return TypedExpression(.conditional(condition, a, b), a.type, codes: both)
    }

    private mutating func band(_ arguments: [SyntaxNode]) -> TypedExpression? {
        guard let value = check(arguments[0]) else { return nil }
        guard require(value, .number(places: 0), arguments[0]) else { return nil }
        var bounds = [Int]()
        for node in arguments.dropFirst() {
            guard let bound = check(node) else { return nil }
            guard case .number(let number) = bound.kind, bound.type.places <= value.type.places else {
                note(
                    .type, node.position, "the bounds of band are numbers with at most \(value.type.places) decimals")
                return nil
            }
            let (scaled, overflow) = number.multipliedReportingOverflow(
                by: powerOfTen(value.type.places - bound.type.places))
            guard !overflow, bounds.last.map({ $0 < scaled }) ?? true else {
                note(.type, node.position, "the bounds of band must rise")
                return nil
            }
            bounds.append(scaled)
        }
        return TypedExpression(
            .band(value, bounds: bounds), .text, codes: bandLabels(bounds, places: value.type.places))
    }

    private mutating func rowMean(_ arguments: [SyntaxNode]) -> TypedExpression? {
        guard let least = check(arguments[0]) else { return nil }
        guard case .number(let number) = least.kind, least.type.places == 0, (1..<arguments.count).contains(number)
        else {
            note(
                .function, arguments[0].position, "mean_of begins with the least number of answers",
                remedy: "write a whole number from 1 to \(arguments.count - 1)")
            return nil
        }
        var list = [TypedExpression]()
        for node in arguments.dropFirst() {
            guard let typed = check(node), require(typed, .number(places: 0), node) else { return nil }
            list.append(typed)
        }
        let places = list.map(\.type.places).max() ?? 0
        return TypedExpression(
            .rowMean(list.map { scaled($0, to: places) }, least: number),
            .number(places: max(places, rowMeanPlaces)))
    }

    private mutating func divided(_ number: SyntaxNode, _ divisor: SyntaxNode) -> TypedExpression? {
        let (a, b) = (check(number), check(divisor))
        guard let a, let b, require(a, .number(places: 0), number) else { return nil }
        guard case .number(let whole) = b.kind, b.type.places == 0, (1...greatestDivisor).contains(whole) else {
            note(
                .function, divisor.position, "divided takes a whole number to divide by",
                remedy: "write a whole number from 1 to \(greatestDivisor)")
            return nil
        }
        return TypedExpression(.divided(a, by: whole), .number(places: max(a.type.places, rowMeanPlaces)))
    }
}

/// The decimals of a mean over the columns of a row and of a quotient: enough that rounding it once is below what a double tells apart in sums.
let rowMeanPlaces = 9

/// The greatest number that `divided` divides by: an answer beyond a million steps is no answer of a scale.
let greatestDivisor = 2_000_000

/// The most months that `add_months` goes on: a hundred years.
let mostMonths = 1_200

/// The codes of `reason`: that there is a value, then why there is none.
let reasonCodes = ["answered"] + MissingReason.allCases.map(\.name)

/// The codes of bands: below the first bound, from each bound to the one before the next, and from the last on.
///
/// With bounds 18, 30, 55: `0-17`, `18-29`, `30-54`, `55+`; values below zero are in no band. Where the first bound is zero or
/// less, the first band is `<` it. A band of one value is named by it.
func bandLabels(_ bounds: [Int], places: Int) -> [String] {
    guard let first = bounds.first, let last = bounds.last else { return [] }
    func written(_ number: Int) -> String {
        guard places > 0 else { return String(number) }
        let unit = powerOfTen(places)
        let fraction = String(number.magnitude % UInt(unit))
        return (number < 0 ? "-" : "") + String(number.magnitude / UInt(unit)) + "."
            + String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    }
    func range(_ low: Int, _ high: Int) -> String { low == high ? written(low) : "\(written(low))-\(written(high))" }
    var labels = [first > 0 ? range(0, first - 1) : "<\(written(first))"]
    for (low, next) in zip(bounds, bounds.dropFirst()) { labels.append(range(low, next - 1)) }
    labels.append("\(written(last))+")
    return labels
}
