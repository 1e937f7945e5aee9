/// What may be chosen about a workbook; the defaults follow the guidance on accessible spreadsheets.
public struct ExcelReportOptions: Sendable, Hashable {
    /// Draws the document's charts as native charts above their tables.
    public var includesCharts: Bool
    /// Puts filter buttons into the headings of tables; some screen readers read them out in every heading.
    public var tablesHaveFilters: Bool

    public init(includesCharts: Bool = true, tablesHaveFilters: Bool = false) {
        self.includesCharts = includesCharts
        self.tablesHaveFilters = tablesHaveFilters
    }
}
