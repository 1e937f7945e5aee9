import Definitions
import Diagnostics
import Glibc

extension FilePath {
    /// The same place without links on the way; nil when it is not there.
    static func resolved(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    /// Whether a file that a glob found lies outside the folder that the glob names, because a link leads there.
    ///
    /// The folder is what stands before the first part with a wildcard, itself with links resolved: whoever writes the pipeline chose it. A
    /// link inside it may have been put there by anyone who may write to it.
    static func leadsOut(_ path: String, of pattern: String) -> Bool {
        guard let wild = pattern.firstIndex(where: { "*?[".contains($0) }) else { return false }
        let slash = pattern[..<wild].lastIndex(of: "/")
        let folder = slash.map { $0 == pattern.startIndex ? "/" : String(pattern[..<$0]) } ?? "."
        guard let base = resolved(folder), let place = resolved(path) else { return false }
        return !place.hasPrefix(base.hasSuffix("/") ? base : base + "/")
    }
}

extension DefinitionReader {
    /// The files that a glob found, without those that a link leads to from elsewhere; those are reported.
    func withoutLinksOut(_ found: [String], of pattern: String, at location: RecordLocation?) -> [String] {
        found.filter { path in
            guard FilePath.leadsOut(path, of: pattern) else { return true }
            report(
                Finding(
                    code: "pipeline.link-outside", severity: .error,
                    explanation: Explanation(
                        summary: "\(path): this is a link that leads out of its folder",
                        cause: "a glob takes only what lies in the folder that it names",
                        remedies: ["put the file itself there", "name the link under `files:` without a wildcard"]),
                    location: location))
            return false
        }
    }
}
