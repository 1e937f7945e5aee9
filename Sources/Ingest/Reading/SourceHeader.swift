internal import Diagnostics

extension SourceReader {
    /// The column names of a file, from its first lines, as ``SourceReport/header`` would give them; nil when they cannot be read.
    ///
    /// It needs no mapping that fits: so that a file whose columns have changed can be compared with the version before it.
    ///
    /// - Complexity: O(1) in the file's size, but for the directory of a workbook and the variables of an SPSS file.
    public static func header(path: String, displayName: String, mapping: Mapping) -> [String]? {
        try? names(path: path, displayName: displayName, mapping: mapping).map(ReadingPlanner.headerName)
    }

    private static func names(path: String, displayName: String, mapping: Mapping) throws -> [String] {
        let file = try SourceFile(path: path, displayName: displayName)
        let kind = try FileKind.kind(of: displayName, declared: mapping.format.kind)
        switch kind {
        case .csv:
            let sample = try file.start(CSVDialect.sampleSize)
            try file.refuseOtherKinds(sample)
            let verdict = CSVDialect.detect(
                sample, isWhole: file.isAll(sample, askedFor: CSVDialect.sampleSize), declared: mapping.format)
            return try CSVHeader(
                sample, dialect: verdict.dialect, file: displayName, layout: mapping.format.header
            ).names
        case .xlsx, .ods:
            let workbook = try kind.openSpreadsheet(path, displayName)
            let selector = mapping.format.sheet ?? .firstVisible
            let sheet = try workbook.sheet(selector).name
            return try SheetHeader(workbook, selector, sheet: sheet, format: mapping.format).names
        case .json, .jsonl:
            let reader = try JSONReader(
                file, layout: kind == .jsonl ? .lines : .document(path: mapping.format.records))
            return try JSONColumns(
                reader, file: displayName, wanted: mapping.columns.flatMap(\.sources) + mapping.ignored
            ).names
        case .innokyla:
            let content = try InnokylaFit.content(file, encoding: mapping.format.encoding)
            return try InnokylaFit.columns(InnokylaPage(content, file: displayName), mapping, displayName).map(\.name)
        case .spss:
            return try SPSSReader(file, encoding: mapping.format.encoding).dictionary.variables.map(\.name)
        }
    }
}
