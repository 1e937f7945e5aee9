import Definitions
import Diffusion
import Records
import Tabulation

/// Adoptions per calendar period, and the curve of growth that is fitted to them.
public struct GrowthSeries: Sendable, Hashable {
    /// A calendar period.
    public enum Period: String, Sendable, Hashable, CaseIterable {
        case month, quarter, year
    }

    /// The day of an adoption, an expression.
    public var day: String
    /// The column whose different values are counted within each period; nil for rows.
    public var distinct: String?
    public var period: Period
    /// Those who could adopt, where that is known; nil to estimate them.
    public var potential: Double?
    let model: GrowthModel

    /// The model, such as `bass`, and `bass-given` where the potential is given.
    var variant: String { model.rawValue + (potential == nil ? "" : "-given") }

    /// The names of the two parameters of the curve's shape; Bass's p and q by what they are, as p is a probability elsewhere.
    var shapeNames: (String, String) { model == .bass ? ("externalInfluence", "imitation") : model.shapeNames }

    /// The names of its further numbers.
    var furtherNames: [String] {
        let (first, second) = shapeNames
        return (potential == nil ? ["potentialError"] : []) + [first, "\(first)Error", second, "\(second)Error"]
            + ["periods", "adopters", "reached", "peak", "peakTime", "peakSize", "rSquared"]
    }

    static func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "periods", "adopters": .count
        case "reached": .share
        case "peak": .day
        case "potentialError", "peakTime", "peakSize", "rSquared": .statistic
        default: .coefficient
        }
    }
}

extension GrowthSeries.Period {
    /// How many months a period has.
    var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
    }

    /// The expression for the period of a day.
    func expression(_ day: String) -> String { "\(rawValue)(\(day))" }

    /// The number of a period as the expression gives it, counted without gaps from the year 0; nil where there is none.
    func number(_ level: Tabulation.Level) -> Int? {
        switch (self, level) {
        case (.year, .number(let year)): return year
        case (.month, .code(let code)): return Evaluator.MonthNumber(code)?.value
        case (.quarter, .code(let code)):
            let parts = code.split(separator: "-")
            guard parts.count == 2, let year = Int(parts[0]), let quarter = Int(parts[1].dropFirst()),
                parts[1].first == "Q", (1...4).contains(quarter)
            else { return nil }
            return year * 4 + quarter - 1
        default: return nil
        }
    }

    /// The number of the period that a day is in.
    func number(of day: CalendarDay) -> Int {
        let (year, month, _) = day.parts
        return (year * 12 + month - 1) / months
    }

    /// The level of a period as the expression gives it: `2023-11`, `2023-Q4`, or the number 2023.
    func level(of number: Int) -> BreakdownLevel.Level {
        let perYear = 12 / months
        let year = String(number / perYear)
        let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
        switch self {
        case .year: return .number(number)
        case .quarter: return .code("\(padded)-Q\(number % 4 + 1)")
        case .month: return .code("\(padded)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)")
        }
    }

    /// The first period that a day does not end or come after: what has been seen of it is not all of it.
    func firstIncomplete(on day: CalendarDay) -> Int {
        let (year, month, number) = day.parts
        let isMonthOver = number == CalendarDay.daysInMonth(month, year: year)
        return (year * 12 + month - (isMonthOver ? 0 : 1)) / months
    }

    /// The first day of a period; nil beyond the calendar.
    func firstDay(of number: Int) -> CalendarDay? {
        let (month, overflow) = number.multipliedReportingOverflow(by: months)
        return overflow ? nil : CalendarDay(year: month / 12, month: month % 12 + 1, day: 1)
    }
}

extension CalculationDecoder {
    /// A series of adoptions with its model.
    func growth(_ node: Definition) -> GrowthSeries? {
        let model = reader.choice("model", in: node, default: GrowthModel.bass)
        let period = reader.choice("period", in: node, default: GrowthSeries.Period.month)
        let potential = reader.optionalDouble("potential", in: node)
        if let potential, !(potential > 0 && potential.isFinite) {
            reader.report(
                "indicators.potential", at: node["potential"] ?? node, "'potential' is a number above zero",
                remedies: ["write how many could adopt, such as 'potential: 450'", "leave it out to estimate it"])
            return nil
        }
        guard let day = reader.string("day", in: node) else { return nil }
        return GrowthSeries(
            day: day, distinct: reader.optionalString("of", in: node), period: period, potential: potential,
            model: model)
    }

    /// The most units of time that a mean is restricted to: more than all days of the calendar.
    private static let longestHorizon = 10_000_000

    /// At which multiples of the unit a curve is told besides: nil inside where that is not asked for, nil where it is wrong, which is
    /// reported.
    func everyUnits(_ node: Definition) -> Int?? {
        guard reader.optionalValue("every", in: node) != nil else { return .some(nil) }
        guard let every = reader.int("every", in: node) else { return nil }
        if (1...Self.longestHorizon).contains(every) { return every }
        reader.report(
            "indicators.every", at: node["every"] ?? node, "'every' is a whole number of the 'unit', from 1",
            remedies: ["write 'every: 12' for each year in months"])
        return nil
    }

    /// The time within which the mean time to an event is taken, in its units; what is wrong with it is reported.
    func horizon(_ node: Definition) -> Int? {
        guard let within = reader.int("within", in: node) else { return nil }
        guard (1...Self.longestHorizon).contains(within) else {
            reader.report(
                "indicators.within", at: node["within"] ?? node, "'within' is a whole number of the 'unit', from 1",
                remedies: ["write 'within: 24' for two years in months"])
            return nil
        }
        return within
    }
}
