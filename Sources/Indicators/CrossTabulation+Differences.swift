import Tabulation

extension CrossTabulation {
    /// A transition table with one axis in place of its last two: the value after less the value before.
    ///
    /// The axes before those stay. Both values are of the same expression, so their decimals are the same. A table with fewer
    /// than two axes, such as one without answers, is left as it is. A difference beyond the whole numbers is left out.
    var differences: CrossTabulation {
        guard axes.count >= 2 else { return self }
        let change = Axis(name: "change", places: axes[axes.count - 1].places, type: axes[axes.count - 1].type)
        return CrossTabulation(
            axes: axes.dropLast(2) + [change],
            cells: cells.compactMap { cell in
                guard case .number(let before) = cell.levels[cell.levels.count - 2],
                    case .number(let after) = cell.levels[cell.levels.count - 1]
                else { return nil }
                let (difference, isTooLarge) = after.subtractingReportingOverflow(before)
                guard !isTooLarge else { return nil }
                return TabulatedCell(levels: cell.levels.dropLast(2) + [.number(difference)], aggregate: cell.aggregate)
            })
    }
}
