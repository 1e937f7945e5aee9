/// The text of an option at the end of its column's: "Where? - Selected Choice - Online" is the column of "Online".
enum OptionText {
    /// Whether a column's text is an option's, or ends with it as a word or words of its own; both in their plain spelling.
    static func ends(_ text: String, with option: String) -> Bool {
        guard !option.isEmpty, text.hasSuffix(option) else { return false }
        return text.dropLast(option.count).last?.isWhitespace ?? true
    }
}
