/// What is wrong with the name of a place.
public enum PlaceProblem: Sendable, Hashable {
    /// The name may be of several places; `choices` are ways to write it that are of one.
    case ambiguous(value: String?, choices: [String])
    /// The field names places that lead to different codes.
    case several(count: Int)
    /// The place is larger than those of the code list.
    case tooBroad(value: String?, list: String)
    /// The place was not in use on the row's day, or is no longer.
    case outOfUse(value: String?, days: String)

    var code: String {
        switch self {
        case .ambiguous: "ingest.ambiguous-place"
        case .several: "ingest.several-places"
        case .tooBroad: "ingest.too-broad-place"
        case .outOfUse: "ingest.place-out-of-use"
        }
    }

    var wording: (text: String, cause: String?, remedies: [String]) {
        switch self {
        case .ambiguous(let value, let choices):
            (
                value.map { "'\($0)' may be more than one place" } ?? "the name may be that of more than one place",
                choices.isEmpty ? nil : "write \(choices.map { "'\($0)'" }.joined(separator: " / "))",
                [
                    "write the level after the name, in brackets",
                    "declare `level:` or `level-from:` under `place-names:` in the mapping",
                ]
            )
        case .several(let count):
            (
                "the field names \(count) places that do not lead to one code",
                "a column of codes holds one of them",
                ["keep one place, or give each a row", "declare `several:` under `place-names:` in the mapping"]
            )
        case .tooBroad(let value, let list):
            (
                value.map { "'\($0)' is larger than a code of \(list)" }
                    ?? "the place is larger than a code of \(list)",
                "several codes of \(list) lie in it", ["name the smaller place in the row"]
            )
        case .outOfUse(let value, let days):
            (
                value.map { "'\($0)' was not in use then" } ?? "the place was not in use then",
                "it was in use \(days)",
                [
                    "name the place of that day in the row",
                    "declare `day-from:` or `vintage:` under `place-names:` in the mapping",
                ]
            )
        }
    }
}
