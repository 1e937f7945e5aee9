import Foundation
import Testing

/// A reference case: input tables and the numbers that independent programs found, with the tolerance these state.
///
/// It keeps the keys that were asked for, so that a test can say which it does not cover.
final class ReferenceCase {
    /// Its name, such as `survey/paired_sleep`.
    let name: String
    /// The kind of method, such as `survey`.
    let kind: String
    /// The relative tolerance; nil where each value carries an absolute one.
    let relativeTolerance: Double?
    private let root: [String: Any]
    private let method: [String: Any]
    private let folder: URL
    private(set) var asked: Set<String> = []

    /// A case of the test's own resources.
    convenience init(_ name: String) throws {
        let resources = try #require(Bundle.module.resourceURL)
        try self.init(folder: resources.appendingPathComponent("Reference").appendingPathComponent(name))
    }

    /// A case in any folder with an `expected.json`.
    init(folder: URL) throws {
        self.folder = folder
        let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        root = try #require(json["expected"] as? [String: Any], "\(folder.path): no 'expected' in expected.json")
        method = json["method"] as? [String: Any] ?? [:]
        relativeTolerance = (json["tolerance_relative"] as? NSNumber)?.doubleValue
        let given = json["case"] as? String
        let parent = folder.deletingLastPathComponent().lastPathComponent
        name = given ?? "\(parent)/\(folder.lastPathComponent)"
        kind = name.split(separator: "/").first.map(String.init) ?? parent
    }

    /// The tolerance of cases that have one for all values.
    var tolerance: Double { relativeTolerance ?? 0 }

    /// Whether something stands at a path.
    func has(_ path: String) -> Bool { object(at: path) != nil }

    /// Whether a file belongs to the case.
    func hasFile(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path)
    }

    /// The names of the members of an object, or the places of a list, at a path.
    func keys(_ path: String) -> [String] {
        switch object(at: path) {
        case let object as [String: Any]: object.keys.sorted()
        case let list as [Any]: list.indices.map(String.init)
        default: []
        }
    }

    /// The text at a path, such as the name of a group.
    func text(_ path: String) -> String? { object(at: path) as? String }

    private func object(at path: String) -> Any? {
        var current: Any = root
        for part in path.split(separator: "/").map(String.init) {
            if let list = current as? [Any], let index = Int(part), list.indices.contains(index) {
                current = list[index]
            } else if let object = current as? [String: Any], let inner = object[part] {
                current = inner
            } else {
                return nil
            }
        }
        return current
    }

    /// What the case says of its method under a key, such as the items that are reversed: a text or a list of texts.
    func methodTexts(_ key: String) -> [String] {
        (method[key] as? [String]) ?? (method[key] as? String).map { [$0] } ?? []
    }

    /// What stands at a path such as `paired_t/lower`: a number, or nil for null.
    func number(_ path: String) throws -> Double? {
        asked.insert(path)
        let found = try #require(object(at: path), "\(name) has nothing at \(path)")
        return (found as? NSNumber)?.doubleValue
    }

    /// Checks a value against the number at a path, at the tolerance of the case.
    func check(_ path: String, _ value: Double?, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let expected = try number(path)
        guard let expected else {
            #expect(value == nil, "\(path) is undefined", sourceLocation: sourceLocation)
            return
        }
        let found = try #require(value, "\(path)", sourceLocation: sourceLocation)
        #expect(
            isClose(found, expected, tolerance), "\(path): \(found), expected \(expected)",
            sourceLocation: sourceLocation)
    }

    /// The paths of all numbers of the case that no check asked for.
    var unasked: [String] { numbers.map(\.path).filter { !asked.contains($0) } }

    /// A number that the case expects.
    struct Expectation {
        let path: String
        /// The number; nil for null, which is undefined or not reached.
        let value: Double?
        /// The absolute tolerance that goes with it; nil for the relative one of the case.
        let absoluteTolerance: Double?
    }

    /// Everything that the case expects, by path: the numbers of `expected.json`, then those of each `expected_….csv` as
    /// `file/row/column`.
    ///
    /// An object with `value` and `tolerance` is one number with an absolute tolerance, and its path is that of `value`.
    var expectations: [Expectation] { numbers + tableExpectations }

    private var numbers: [Expectation] {
        var found: [Expectation] = []
        func walk(_ value: Any, _ path: String) {
            func inner(_ key: String) -> String { path.isEmpty ? key : "\(path)/\(key)" }
            if let object = value as? [String: Any] {
                if let number = object["value"] as? NSNumber, let tolerance = object["tolerance"] as? NSNumber {
                    found.append(
                        Expectation(
                            path: inner("value"), value: number.doubleValue, absoluteTolerance: tolerance.doubleValue))
                } else {
                    for (key, member) in object { walk(member, inner(key)) }
                }
            } else if let list = value as? [Any] {
                for (index, member) in list.enumerated() { walk(member, inner("\(index)")) }
            } else if !(value is String) {
                found.append(
                    Expectation(path: path, value: (value as? NSNumber)?.doubleValue, absoluteTolerance: nil))
            }
        }
        walk(root, "")
        return found.sorted { $0.path < $1.path }
    }

    private var tableExpectations: [Expectation] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasPrefix("expected_") && $0.hasSuffix(".csv") }.sorted().flatMap { file in
            let rows = (try? table(file)) ?? []
            let columns = Set(rows.flatMap(\.keys)).sorted().filter { column in
                rows.allSatisfy { ($0[column] ?? "").isEmpty || Double($0[column] ?? "") != nil }
            }
            return rows.enumerated().flatMap { index, row in
                columns.map { column in
                    Expectation(
                        path: "\(file)/\(index)/\(column)", value: Double(row[column] ?? ""), absoluteTolerance: nil)
                }
            }
        }
    }

    /// The records of a comma-separated file without quotes, by header.
    func table(_ file: String) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }

    /// A column as numbers, nil for an empty cell.
    func column(_ name: String, of file: String) throws -> [Double?] {
        try table(file).map { Double($0[name] ?? "") }
    }
}

/// |a − b| ≤ tolerance · max(1e-12, |b|), the comparison that the cases state; p-values below 1e-12 by order of magnitude.
func isClose(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    if abs(expected) < 1e-12, expected > 0 { return value > expected / 10 && value < expected * 10 }
    return abs(value - expected) <= tolerance * max(1e-12, abs(expected)) || value == expected
}
