extension ReportLocale {
    /// The locale with the words that a copy has in place of others.
    ///
    /// A text that tells how small counts are protected is untrue where they are not: in an authority copy `authority.html.protection`
    /// takes the place of `html.protection`, and so for every text that has such a one.
    public func worded(for copy: Copy) -> ReportLocale {
        guard copy != .public else { return self }
        let prefix = copy.rawValue + "."
        var worded = texts
        for (key, text) in texts where key.hasPrefix(prefix) { worded[String(key.dropFirst(prefix.count))] = text }
        return ReportLocale(
            language: language, decimalMark: decimalMark, groupMark: groupMark, percentGap: percentGap, minus: minus,
            withheldMark: withheldMark, absenceMarks: absenceMarks, approximateWord: approximateWord, dayForm: dayForm,
            monthNames: monthNames, texts: worded, file: file, places: places)
    }
}
