public import Diagnostics

/// A file for which no mapping can be proposed, so that nothing was written where a mapping was expected.
public struct InspectionFailure: ExplainedError {
    public let error: IngestError

    public init(_ error: IngestError) { self.error = error }

    public var code: String { error.code }

    public var explanation: Explanation {
        let own = error.explanation
        return Explanation(
            summary: own.summary, cause: own.cause,
            remedies: own.remedies + [
                "nothing was written: if the mapping was to go into a file, delete the empty file and inspect again"
            ])
    }
}

extension FileInspection {
    /// The mappings proposed for files: all of them or none, so that what is written is never a part.
    ///
    /// - Throws: ``InspectionFailure`` for the first file that cannot be read.
    public static func proposedMappings(_ files: [String]) throws(InspectionFailure) -> [String] {
        var proposed: [String] = []
        for file in files {
            do throws(IngestError) {
                proposed.append(try FileInspection(path: file, displayName: file).proposedMapping)
            } catch {
                throw InspectionFailure(error)
            }
        }
        return proposed
    }
}
