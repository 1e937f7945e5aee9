import Charts
import Diagnostics
import Diffusion
import Glibc
import Indicators
import Ingest
import Microdata

/// Looks whether a machine and a folder have what a build needs.
public struct Doctor {
    /// One thing looked at.
    public struct Check: Sendable {
        public let name: String
        public let passed: Bool
        public let found: String
        public let remedy: String?
    }

    public init() {}

    public func checks() -> [Check] {
        var checks = [
            Check(name: "kaiku", passed: true, found: "version \(kaikuVersion)", remedy: nil),
            Check(
                name: "processors", passed: true, found: "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) in use", remedy: nil),
            folder("."), fonts, images, pages, networks,
        ]
        let pipelines = PipelineFiles.all
        checks.append(
            Check(
                name: "pipelines", passed: !pipelines.isEmpty,
                found: pipelines.isEmpty ? "none in Pipelines/" : pipelines.joined(separator: ", "),
                remedy: "run the command in the project's folder"))
        for path in pipelines { checks += self.checks(of: path) }
        return checks
    }

    private func checks(of path: String) -> [Check] {
        var loader = PipelineLoader(options: RunOptions())
        do throws(PipelineError) {
            let pipeline = try loader.load(path)
            let findings = Checking(pipeline).findings().filter { $0.severity >= .error }
            return [
                Check(
                    name: path, passed: findings.isEmpty,
                    found: findings.isEmpty
                        ? "\(pipeline.catalogue.indicators.count) indicators, \(pipeline.sources.count) sources"
                        : "\(findings.count) errors", remedy: "run 'kaiku check \(path)'"),
                store(of: pipeline),
            ]
        } catch {
            return [
                Check(
                    name: path, passed: false, found: "\(error.findings.count) findings",
                    remedy: "run 'kaiku check \(path)'")
            ]
        }
    }

    private func store(of pipeline: LoadedPipeline) -> Check {
        let path = pipeline.storePath
        guard FilePath.exists(path) else {
            return Check(name: "store", passed: true, found: "\(path) is made by the first run", remedy: nil)
        }
        do throws(MicrodataError) {
            let runs = try Store(path: path, access: .readOnly).runs().count
            return Check(
                name: "store", passed: true, found: "\(path), \(runs) \(runs == 1 ? "run" : "runs")", remedy: nil)
        } catch {
            return Check(
                name: "store", passed: false, found: error.explanation.summary, remedy: error.explanation.remedies.first
            )
        }
    }

    private func folder(_ path: String) -> Check {
        Check(
            name: "folder", passed: access(path, W_OK) == 0,
            found: access(path, W_OK) == 0 ? "can be written" : "cannot be written",
            remedy: "give yourself permission to write to the folder")
    }

    /// The libraries that paint figures as images; they are loaded when wanted.
    private var images: Check {
        let reason = reasonForNoImages()
        return Check(
            name: "images", passed: reason == nil,
            found: reason.map(\.explanation.summary) ?? "librsvg and cairo paint figures as PNG",
            remedy: reason?.explanation.remedies.first)
    }

    /// The library that reads pages saved as HTML; it is loaded when wanted.
    private var pages: Check {
        let reason = reasonForNoPages()
        return Check(
            name: "pages", passed: reason == nil,
            found: reason.map { $0.explanation.cause ?? $0.explanation.summary } ?? "libxml2 reads pages saved as HTML",
            remedy: reason?.explanation.remedies.first)
    }

    /// The library that measures centrality and finds communities; it is loaded when wanted.
    private var networks: Check {
        let reason = reasonForNoNetworkLibrary()
        return Check(
            name: "networks", passed: reason == nil,
            found: reason.map { $0.explanation.cause ?? $0.explanation.summary }
                ?? "igraph finds communities and central nodes",
            remedy: reason?.explanation.remedies.first)
    }

    /// A font with the metrics that figures are measured with.
    private var fonts: Check {
        let known = [
            "/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/liberation2",
            "/usr/share/fonts/liberation",
        ]
        let found = known.first(where: FilePath.exists)
        return Check(
            name: "fonts", passed: found != nil,
            found: found == nil ? "Liberation Sans is not installed" : "Liberation Sans",
            remedy: "install Debian's fonts-liberation, so that PNG figures look as they were measured")
    }
}

/// The pipelines of the folder where the command was given.
public enum PipelineFiles {
    /// Every `Pipelines/*.yaml`, sorted.
    public static var all: [String] { FilePath.matches("Pipelines/*.yaml") }
}
