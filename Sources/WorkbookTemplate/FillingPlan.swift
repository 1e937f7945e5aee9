internal import Diagnostics

/// What is to be filled, and what was found wrong or worth telling on the way.
struct FillingPlan {
    /// In the order of sheets, rows and columns, each cell once.
    var cells: [FilledTemplate.Cell] = []
    /// Cells of ``cells`` whose formula gives way.
    var replacedFormulas: [CellAddress] = []
    var unknownNames: [FilledTemplate.UnknownName] = []
    var emptyCells: [FilledTemplate.EmptyCell] = []
    var findings: [Finding] = []
}
