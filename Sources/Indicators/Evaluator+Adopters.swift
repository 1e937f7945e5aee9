import Tabulation

extension Evaluator {
    func adopterCategories(
        _ rows: RowSelection, _ day: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] { [:] }
}
