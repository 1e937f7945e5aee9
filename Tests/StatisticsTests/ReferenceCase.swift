import Foundation
import Testing

/// A reference case: input tables and the numbers that independent programs found, with the tolerance these state.
///
/// It keeps the keys that were asked for, so that a test can say which it does not cover.
final class ReferenceCase {
    let tolerance: Double
    private let root: [String: Any]
    private let folder: URL
    private(set) var asked: Set<String> = []

    init(_ name: String) throws {
        let resources = try #require(Bundle.module.resourceURL)
        folder = resources.appendingPathComponent("Reference").appendingPathComponent(name)
        let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        root = try #require(json["expected"] as? [String: Any])
        tolerance = try #require((json["tolerance_relative"] as? NSNumber)?.doubleValue)
    }

    /// What stands at a path such as `paired_t/lower`: a number, or nil for null.
    func number(_ path: String) throws -> Double? {
        asked.insert(path)
        var current: Any = root
        for part in path.split(separator: "/").map(String.init) {
            if let list = current as? [Any], let index = Int(part) {
                try #require(list.indices.contains(index), "\(path)")
                current = list[index]
            } else {
                let object = try #require(current as? [String: Any], "\(path)")
                current = try #require(object[part], "\(path)")
            }
        }
        return (current as? NSNumber)?.doubleValue
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
    var unasked: [String] {
        var found: [String] = []
        func walk(_ value: Any, _ path: String) {
            if let object = value as? [String: Any] {
                for (key, inner) in object { walk(inner, path.isEmpty ? key : "\(path)/\(key)") }
            } else if let list = value as? [Any] {
                for (index, inner) in list.enumerated() { walk(inner, "\(path)/\(index)") }
            } else if !(value is String), !asked.contains(path) {
                found.append(path)
            }
        }
        walk(root, "")
        return found.sorted()
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
