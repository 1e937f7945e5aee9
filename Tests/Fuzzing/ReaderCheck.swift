import Definitions
import Diagnostics
import Ingest
import Microdata

/// Inspects a file, reads it through the mapping that the inspection proposes, and checks what must always hold: every row is kept,
/// set aside or excluded; no message and nothing that is stored holds personal data; what comes out is in proportion to what went in.
struct ReaderCheck {
    private var budget: FuzzBudget
    private let name: String

    /// - Parameter bytes: The size of the case, unpacked.
    init(bytes: Int, name: String) {
        budget = FuzzBudget(bytes: bytes)
        self.name = name
    }

    /// - Parameter unpackedBytes: The bytes that the file becomes, if that is more than it has.
    static func run(_ bytes: [UInt8], name: String, _ workspace: FuzzWorkspace, unpackedBytes: Int? = nil) throws {
        var check = ReaderCheck(bytes: unpackedBytes ?? bytes.count, name: name)
        try check.run(bytes, path: workspace.write(bytes, name))
    }

    private mutating func run(_ bytes: [UInt8], path: String) throws {
        let choice = checksum(bytes)
        var text = Self.plainMapping
        let inspection: Result<FileInspection, IngestError>
        do throws(IngestError) {
            inspection = .success(try FileInspection(path: path, displayName: name))
        } catch {
            inspection = .failure(error)
        }
        switch inspection {
        case .success(let found):
            text = found.proposedMapping
            try look(at: [found.text, found.json], of: "the inspection")
        case .failure(let error): try look(at: error.findings.map(\.rendered), of: "a refusal")
        }
        let isComplete = !text.contains("\n# Not complete")
        text += "personal-data: {unexpected: \(["quarantine", "mask", "drop"][choice % 3])}\n"
        let reader = DefinitionReader()
        let file: DefinitionFile
        do { file = try DefinitionFile.load(text: text, name: "mapping.yaml") } catch {
            throw FuzzFailure("the proposed mapping is no YAML")
        }
        guard let mapping = Mapping.decode(file.root, codeLists: [:], with: reader) else {
            let codes = Set(reader.findings.map(\.code)).sorted().joined(separator: ", ")
            if isComplete { throw FuzzFailure("the proposed mapping does not decode: \(codes)") }
            return
        }
        // A second thread takes as long to start as a case takes to read.
        try read(path, mapping, threads: choice / 3 % 8 == 0 ? 2 : 1)
    }

    /// Reads a file through a mapping.
    ///
    /// - Returns: What became of the corrections that come with the mapping.
    @discardableResult
    mutating func read(_ path: String, _ mapping: Mapping, threads: Int) throws -> [CorrectionOutcome] {
        guard let pseudonymiser = Pseudonymiser(key: Array(0..<16)) else { throw FuzzFailure("no pseudonymiser") }
        var kept = 0
        var failure: (any Error)?
        do {
            let report = try SourceReader.read(
                path: path, displayName: name, mapping: mapping, codeLists: [:], pseudonymiser: pseudonymiser,
                threads: threads
            ) { segment in
                kept += segment.rowCount
                do { try look(at: segment) } catch { failure = failure ?? error }
            }
            if let failure { throw failure }
            guard report.rowsRead == report.rowsKept + report.rowsQuarantined + report.rowsExcluded,
                report.rowsKept == kept
            else { throw FuzzFailure("rows read are not rows kept, quarantined and excluded") }
            try budget.spend(report.rowsRead * 16, "rows")
            try look(at: report.issues.map { $0.rendered(severity: $0.severity) }, of: "a row issue")
            try look(at: report.findings.map(\.rendered) + report.header + [report.verdict], of: "a finding")
            return report.corrections
        } catch let error as IngestError {
            try look(at: error.findings.map(\.rendered), of: "an error")
            return []
        }
    }

    mutating func look(at messages: [String], of place: String) throws {
        for message in messages {
            try budget.spend(message.utf8.count, place)
            // A control character that is escaped looks like digits before what follows it.
            let text =
                message.utf8.contains(UInt8(ascii: "\\")) ? message.replacing(/\\u[0-9A-Fa-f]{4}/, with: " ") : message
            switch PersonalData.first(in: text) {
            case .personalIdentityCode, .emailAddress: throw FuzzFailure("\(place) quotes personal data")
            case .phoneNumber, nil: break
            }
        }
    }

    private func look(at segment: Segment) throws {
        for column in segment.columns {
            guard column.column.count == segment.rowCount else {
                throw FuzzFailure("a column has other rows than its segment")
            }
            let texts: [String] =
                switch column.column {
                case .codes(_, let dictionary): dictionary
                case .keys(_, let dictionary): dictionary
                case .texts(let bytes, let offsets):
                    zip(offsets, offsets.dropFirst()).map { String(decoding: bytes[Int($0)..<Int($1)], as: UTF8.self) }
                case .integers, .days, .moments, .persons: []
                }
            for text in texts where PersonalData.first(in: text) != nil { throw FuzzFailure("personal data is stored") }
        }
    }

    /// For files that inspection refuses.
    private static let plainMapping = """
        kaiku: 1
        record: activity
        columns:
          date: {constant: "2024-01-01"}
          channel: {constant: news}

        """
}
