import Records
import Tabulation

extension Evaluator {
    /// What was spent, beside what was set aside for it and what an even use of that would have come to by the as-of day.
    ///
    /// Sums are of whole cents, and divided once. Each row of a budget has a time of its own: by the as-of day an even use has come to
    /// `Σ amountᵢ · passedᵢ`, and the share of the time is that over `Σ amountᵢ`.
    func budgetUses(
        _ rows: RowSelection, _ use: BudgetUse, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let calculation = use.spent
        let spent = completed(values(of: calculation, by: dimensions, scope).values, calculation, dimensions, extra: 0)
        let budgets = self.budgets(rows, use, dimensions, scope)
        var result: [GroupKey: Computed] = [:]
        for key in Set(spent.keys).union(budgets.keys) {
            // Where no row tells of any expenditure, nothing was spent.
            var value = spent[key] ?? .count(0)
            let budget = budgets[key]
            value.further = [
                NamedValue("budget", budget?.amount), NamedValue("left", budget.flatMap { left(of: $0, value.value) }),
                NamedValue("usedShare", budget.flatMap { share(of: $0, value.value) }),
                NamedValue("timeShare", budget?.timeShare),
            ]
            result[key] = value
        }
        return result
    }

    private struct Budget {
        var amount: Double
        /// The share of the money that an even use would have come to; nil where the money is none, or a time ends before it starts.
        var timeShare: Double?
    }

    private func budgets(
        _ rows: RowSelection, _ use: BudgetUse, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Budget] {
        let days = [("from", use.from), ("until", use.until)].map { name, expression in
            Dimension(
                name: "budget \(name)", titles: [:], expression: expression, expressionByTable: [:], codeList: nil,
                showsAllLevels: false, rollUp: nil)
        }
        let table = answer(request(rows, by: dimensions + days, .moments(scope.filled(use.of)), scope))
        let unit = power(table.places)
        var sums: [GroupKey: (total: Int128, planned: Double?)] = [:]
        for cell in table.cells where cell.levels.count == dimensions.count + 2 {
            let key = cell.levels.prefix(dimensions.count).map(BreakdownLevel.Level.init)
            let time = PlannedTime(
                from: CalendarDay(cell.levels[dimensions.count]) ?? context.from,
                to: CalendarDay(cell.levels[dimensions.count + 1]) ?? context.to)
            let amount = Int128(cell.aggregate.sum)
            var sum = sums[key] ?? (0, 0)
            sum.total += amount
            sum.planned = sum.planned.flatMap { planned in
                time.map { planned + Double(amount) * $0.passed(by: context.asOf) }
            }
            sums[key] = sum
        }
        return sums.mapValues { total, planned in
            Budget(
                amount: Double(total) / unit, timeShare: total > 0 ? planned.map { $0 / Double(total) } : nil)
        }
    }

    /// What is left of a budget. A difference of binary fractions has digits that no money has, which are taken off.
    private func left(of budget: Budget, _ spent: Double?) -> Double? {
        spent.map { ((budget.amount - $0) * 1e6).rounded() / 1e6 }
    }

    private func share(of budget: Budget, _ spent: Double?) -> Double? {
        budget.amount > 0 ? spent.map { $0 / budget.amount } : nil
    }
}

extension CalendarDay {
    /// The day of a level; nil where it is missing.
    init?(_ level: Tabulation.Level) {
        guard case .number(let number) = level, let days = Int32(exactly: number) else { return nil }
        self.init(number: days)
    }
}
