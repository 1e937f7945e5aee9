internal import Microdata

/// What a self-made code may have become by some changes, without the code.
///
/// A pattern is the code with some of its signs left out and some replaced by a mark that stands for any sign. Two codes are within
/// `s + d + i` substitutions, deletions and insertions of each other just when they have a pattern in common that has `s` marks and
/// comes of the one by leaving out `d` signs and of the other by leaving out `i`: an alignment that costs as much says which. So the
/// Levenshtein distance is found exactly without a code being kept: a pattern leaves the reading of a field as 64 bits of its keyed
/// pseudonym.
///
/// Leaving signs out to find near words goes back to Mor and Fraenkel (1982), "A hash code method for detecting and correcting
/// spelling errors", *Communications of the ACM* 25(12), 935–938, doi:10.1145/358728.358752, and is known as Symmetric Delete
/// (W. Garbe, 2012); the marks tell a substitution from a deletion and an insertion, and make the distance exact.
struct CodePattern: Sendable, Hashable, BitwiseCopyable {
    /// The most changes that can be declared, and the longest code, in signs, that is compared but for equality.
    static let mostChanges = 2
    static let longestCode = 32

    let hash: UInt64
    let marks: UInt8
    let left: UInt8

    /// The patterns of a code with at most so many changes.
    ///
    /// - Complexity: O(length^changes).
    static func patterns(of code: String, changes: Int, _ pseudonymiser: Pseudonymiser) -> [CodePattern] {
        let signs = code.map(Optional.some)
        let changes = min(changes, mostChanges)
        guard signs.count <= longestCode else { return [] }
        var found: Set<CodePattern> = []
        /// Takes in the pattern so far with what follows as it is, then with a change at each further place.
        func extend(_ start: [Character?], from place: Int, marks: Int, left: Int) {
            found.insert(pattern(start + signs[place...], marks: marks, left: left, pseudonymiser))
            guard marks + left < changes else { return }
            for next in place..<signs.count {
                let before = start + signs[place..<next]
                extend(before + [nil], from: next + 1, marks: marks + 1, left: left)
                extend(before, from: next + 1, marks: marks, left: left + 1)
            }
        }
        extend([], from: 0, marks: 0, left: 0)
        return Array(found)
    }

    private static func pattern(
        _ signs: [Character?], marks: Int, left: Int, _ pseudonymiser: Pseudonymiser
    ) -> CodePattern {
        // The mark is a sign that no text has; the first one keeps patterns apart from the codes' own pseudonyms.
        var text = "\u{10FFFF}"
        for sign in signs { text += sign.map(String.init) ?? "\u{10FFFE}" }
        return CodePattern(
            hash: pseudonymiser.pseudonym(of: text).low, marks: UInt8(truncatingIfNeeded: marks),
            left: UInt8(truncatingIfNeeded: left))
    }
}
