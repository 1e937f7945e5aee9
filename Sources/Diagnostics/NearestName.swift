/// The candidate nearest to a mistyped name, if one is near enough to suggest.
///
/// Distance is the optimal-string-alignment form of Damerau–Levenshtein over characters, case ignored; a candidate counts
/// as near when at most a third of the longer name differs, and at most three characters.
///
/// - Parameters:
///   - name: What was written.
///   - candidates: The names that would have been right.
///   - most: How many characters may differ at most, where three would be too many.
/// - Returns: The nearest candidate, the first in order among equals; nil when none is near.
/// - Complexity: O(candidates × name length × candidate length).
/// - SeeAlso: F. J. Damerau (1964), *Communications of the ACM* 7(3), 171–176, doi:10.1145/363958.363994.
public func nearestName(to name: String, in candidates: some Sequence<String>, most: Int = 3) -> String? {
    let written = Array(name.lowercased().prefix(80))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let right = Array(candidate.lowercased().prefix(80))
        let limit = min(most, max(written.count, right.count) / 3 + 1)
        guard abs(right.count - written.count) <= limit else { continue }
        let distance = editDistance(written, right)
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + [Int](repeating: 0, count: right.count)
        for column in 1...right.count {
            let substitution = left[row - 1] == right[column - 1] ? 0 : 1
            var cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + substitution)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                cost = min(cost, beforePrevious[column - 2] + 1)
            }
            current[column] = cost
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
