internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// Reads a sheet of a workbook.
    static func readWorkbook(
        _ file: SourceFile, path: String, mapping: Mapping, codeLists: [String: CodeList], pseudonymiser: Pseudonymiser,
        _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        throw .unknownKind(file: file.displayName)
    }
}
