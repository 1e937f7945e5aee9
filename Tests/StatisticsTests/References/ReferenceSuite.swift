import Foundation
import Testing

/// Every expected value of every reference case, found by the folders' `expected.json`.
///
/// `KAIKU_REFERENCE_CASES=DIR` adds the cases of a further folder in the same format, so that anybody can check the
/// estimators against numbers of their own.
@Suite struct ReferenceSuite {
    @Test func everyExpectedValueIsReproduced() throws {
        var report = ReferenceReport()
        for folder in try Self.folders() {
            let reference = try ReferenceCase(folder: folder)
            let checkers = ReferenceChecker.all.filter { $0.recognises(reference) }
            var values: [String: Double?] = [:]
            for checker in checkers {
                values.merge(try checker.values(reference)) { first, _ in first }
            }
            report.add(reference, values)
        }
        print(report.text)
        #expect(report.cases > 0)
        for line in report.failures { Issue.record(Comment(rawValue: line)) }
    }

    @Test func comparisonsNoticeWhatIsWrong() throws {
        let reference = try ReferenceCase("survey/two_proportions_newcombe")
        let expected = Dictionary(uniqueKeysWithValues: reference.expectations.map { ($0.path, $0.value) })
        var report = ReferenceReport()
        report.add(reference, expected)
        #expect(report.failures == [])
        var wrong = expected
        wrong["p1"] = 0.80001
        wrong["difference"] = .some(nil)
        wrong.removeValue(forKey: "p")
        report.add(reference, wrong)
        #expect(report.failures.count == 3)
    }

    /// The folders with an `expected.json`, at any depth, those of the tests first.
    private static func folders() throws -> [URL] {
        var roots = [try #require(Bundle.module.resourceURL).appendingPathComponent("Reference")]
        if let own = ProcessInfo.processInfo.environment["KAIKU_REFERENCE_CASES"], !own.isEmpty {
            let root = URL(fileURLWithPath: own, isDirectory: true)
            var isFolder: ObjCBool = false
            try #require(
                FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder) && isFolder.boolValue,
                "KAIKU_REFERENCE_CASES: \(own) is no folder")
            roots.append(root)
        }
        return try roots.flatMap { root in
            let walker = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
            let found = walker.compactMap { $0 as? URL }.filter { $0.lastPathComponent == "expected.json" }
            try #require(!found.isEmpty, "no expected.json below \(root.path)")
            return found.map { $0.deletingLastPathComponent() }.sorted { $0.path < $1.path }
        }
    }
}
