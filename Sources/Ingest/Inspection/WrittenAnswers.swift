/// Tells what people wrote themselves, semicolons and all, from options that a form has put together in a cell.
struct WrittenAnswers {
    /// How many different cells have a piece: one, or more.
    private var cells: [String: Set<String>] = [:]
    private var prose: Set<String> = []
    private var sentences: Set<String> = []
    private var hasLineBreak = false

    /// - Parameters:
    ///   - piece: A part of a cell, in its plain spelling.
    ///   - written: The part as it is written.
    mutating func add(_ piece: String, written: String, in cell: String) {
        if cells[piece, default: []].count < 2 { cells[piece, default: []].insert(cell) }
        if ColumnInspection.isProse(written) { prose.insert(piece) }
        if ColumnInspection.isSentence(written), written.last != "?" { sentences.insert(piece) }
        let hasBreak = written.contains(where: \.isNewline) || written.contains("{newline}") || written.contains("{cr}")
        hasLineBreak = hasLineBreak || hasBreak
    }

    /// Whether the column as a whole is of what people wrote: no option has a line break in it, hardly ever is most of a form's
    /// options sentences, and what a form puts together comes again in other company. Repeated answers come again whole.
    var areLikely: Bool {
        let again = cells.values.count { $0.count > 1 }
        if hasLineBreak || again == 0 || sentences.count * 2 > cells.count { return true }
        return !prose.isEmpty && again * 2 < cells.count
    }
}
