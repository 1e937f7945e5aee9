public import Diagnostics
import Microdata

/// Checks a pipeline without building: definitions, files, the catalogue's expressions and the rules.
public struct Checking {
    let pipeline: LoadedPipeline

    public init(_ pipeline: LoadedPipeline) { self.pipeline = pipeline }

    /// Everything found, worst first within a file's order; empty when all is well.
    public func findings() -> [Finding] {
        pipeline.findings + TabulatingCheck(pipeline: pipeline).findings()
    }
}
