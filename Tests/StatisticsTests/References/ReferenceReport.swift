import Foundation

/// How the values of reference cases compare with what is expected, kind by kind.
struct ReferenceReport {
    private struct Tally {
        var cases = 0
        var checked = 0
        var failed = 0
        var largestError = 0.0
        var largestAt = ""
        var largestShareOfTolerance = 0.0
        var outOfScope = 0
    }

    private var kinds: [String: Tally] = [:]
    private var reasons: [String: Int] = [:]
    /// A line for each value that differs, and for each key without a value.
    private(set) var failures: [String] = []
    var cases: Int { kinds.values.reduce(0) { $0 + $1.cases } }

    /// Compares a case's values with what it expects.
    mutating func add(_ reference: ReferenceCase, _ values: [String: Double?]) {
        var tally = kinds[reference.kind] ?? Tally()
        defer { kinds[reference.kind] = tally }
        tally.cases += 1
        for expected in reference.expectations {
            let place = "\(reference.name) \(expected.path)"
            guard let value = values[expected.path] else {
                if let known = OutOfScope.all.first(where: {
                    reference.name.hasPrefix($0.cases) && expected.path.hasPrefix($0.paths)
                }) {
                    tally.outOfScope += 1
                    reasons["\(known.cases) \(known.paths): \(known.reason)", default: 0] += 1
                } else {
                    tally.failed += 1
                    failures.append("\(place) is not covered")
                }
                continue
            }
            tally.checked += 1
            switch (value, expected.value) {
            case (nil, nil): continue
            case (let value?, let number?):
                let verdict = Self.compare(value, number, expected, reference)
                if let error = verdict.error, error > tally.largestError {
                    (tally.largestError, tally.largestAt) = (error, place)
                }
                tally.largestShareOfTolerance = max(tally.largestShareOfTolerance, verdict.shareOfTolerance ?? 0)
                if !verdict.holds {
                    tally.failed += 1
                    failures.append("\(place): \(value), expected \(number)")
                }
            case (let value, let number):
                tally.failed += 1
                failures.append(
                    "\(place): \(value.map { "\($0)" } ?? "none"), expected \(number.map { "\($0)" } ?? "none")")
            }
        }
    }

    private static func compare(
        _ value: Double, _ number: Double, _ expected: ReferenceCase.Expectation, _ reference: ReferenceCase
    ) -> (holds: Bool, error: Double?, shareOfTolerance: Double?) {
        if let tolerance = expected.absoluteTolerance {
            let difference = abs(value - number)
            return (difference <= tolerance, nil, tolerance > 0 ? difference / tolerance : nil)
        }
        let error = abs(value - number) / max(1e-12, abs(number))
        if let wider = WiderTolerance.all.first(where: {
            reference.name.hasPrefix($0.cases) && expected.path.hasPrefix($0.paths)
        }) {
            return (error <= wider.relative, nil, error / wider.relative)
        }
        let tolerance = reference.relativeTolerance ?? 1e-8
        let isTiny = abs(number) < 1e-12
        return (isClose(value, number, tolerance), isTiny ? nil : error, nil)
    }

    /// A line for each kind, then what is out of scope and why.
    var text: String {
        var lines = kinds.sorted { $0.key < $1.key }.map { kind, tally in
            var line =
                "Reference values, \(kind): \(tally.checked) checked in \(tally.cases) cases, \(tally.failed) failed"
            if tally.largestError > 0 {
                line += String(format: ", largest relative error %.1e", tally.largestError) + " (\(tally.largestAt))"
            }
            if tally.largestShareOfTolerance > 0 {
                line += String(format: ", within %.2g of stated tolerances", tally.largestShareOfTolerance)
            }
            return line + (tally.outOfScope > 0 ? ", \(tally.outOfScope) out of scope" : "")
        }
        lines += reasons.sorted { $0.key < $1.key }.map { "Out of scope: \($0.key) (\($0.value))" }
        return lines.joined(separator: "\n")
    }
}
