import Diagnostics
import Ingest
import Microdata
import Reporting

/// What suppliers have sent back: the corrections of all workbooks that the pipeline names.
struct CorrectionFiles {
    /// A correction with what its workbook says of it.
    struct Supplied {
        let correction: Correction
        /// The source's file, as the list named it.
        let sourceName: String
        /// The workbook's place, as seen from the pipeline's folder.
        let place: String
        /// The SHA-256 of the workbook.
        let hash: String
        /// Who made it, as written; becomes a pseudonym before it is kept.
        let by: String
        /// The day on which it was made, ISO 8601.
        let on: String?
    }

    private(set) var all: [Supplied] = []
    /// The workbooks with the SHA-256 of their content: part of what a build is made of.
    private(set) var files: [(place: String, hash: String)] = []
    /// What cannot be read, which stops no build.
    private(set) var findings: [Finding] = []

    init(_ pipeline: LoadedPipeline) {
        var seen: Set<String> = []
        let wanted = pipeline.definition.corrections.flatMap { FilePath.matches(pipeline.resolved($0)) }
        // What a spreadsheet program keeps beside an open workbook is none.
        for path in wanted where !FilePath.name(of: path).hasPrefix("~") && seen.insert(path).inserted {
            let place = pipeline.place(of: path)
            do {
                let hash = try SourceReader.contentHash(path: path, displayName: path)
                files.append((place, hash))
                let returned = try ReturnedCorrections(path: path, displayName: path, words: Self.words(pipeline))
                all += returned.rows.map { row in
                    Supplied(
                        correction: row.correction, sourceName: row.source, place: place, hash: hash, by: returned.by,
                        on: returned.on)
                }
            } catch {
                let explained = error as? any ExplainedError
                findings.append(
                    Finding(
                        code: "corrections.not-read", severity: .warning,
                        explanation: Explanation(
                            summary: "\(path): the corrections cannot be read, so none of them is applied",
                            cause: explained?.explanation.summary ?? "\(error)",
                            remedies: ["ask the sender for the workbook again, saved as .xlsx"]),
                        location: RecordLocation(file: path)))
            }
        }
    }

    /// Words of the lists, in every language that the pipeline has texts of.
    private static func words(_ pipeline: LoadedPipeline) -> ReturnedCorrections.Words {
        let texts = pipeline.locales.values.map(\.texts)
        return ReturnedCorrections.Words(
            empty: Set(texts.compactMap { $0["fix.empty"]?.lowercased() } + ["(empty)"]),
            inFile: Set(texts.compactMap { $0["fix.in-file"]?.lowercased() }))
    }
}
