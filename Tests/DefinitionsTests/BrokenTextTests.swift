import Definitions
import Diagnostics
import Testing

/// Whatever a text is, reading it ends in values, findings or an error that names a place: never in a crash.
struct BrokenTextTests {
    /// A generator whose sequence follows from its seed (SplitMix64).
    struct SeededGenerator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let text = """
        # comment
        base: &base {format: csv, skip: 1}
        a: &v [never, "weekly", 'x']
        b: *v
        c:
          <<: *base
          note: |
            * text
          "q: r": !!str 12
          d: >-
           folded *x
        e: {a: 1, a: 2}
        """
    static let pieces = [
        "*", "&", "<<: ", "? ", ": ", "- ", "\n", "  ", "{", "}", "[", "]", ",", "\"", "'", "|", ">", "!", "!!", "%",
        "---\n",
        "...\n", "\t", "é", "\u{85}", "\u{2028}", "#", "@", "`", "\\x", "\0", "\r", "%YAML 1.1\n", "!<x>", "~", "0",
        "\u{FEFF}",
    ]

    @Test(arguments: 0..<8)
    func readingEndsInValuesFindingsOrALocatedError(_ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let schema = try JSONSchema.load(
            text: ##"{"additionalProperties": {"anyOf": [{"type": "string", "pattern": "^a+b"}, {"$ref": "#"}]}}"##,
            name: "a.schema.json")
        for _ in 0..<250 {
            var scalars = Array(Self.text.unicodeScalars)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let start = Int.random(in: 0...scalars.count, using: &generator)
                let end = min(scalars.count, start + Int.random(in: 0...10, using: &generator))
                let piece = Self.pieces.randomElement(using: &generator) ?? ""
                scalars.replaceSubrange(
                    start..<(Bool.random(using: &generator) ? start : end), with: piece.unicodeScalars)
            }
            let broken = String(String.UnicodeScalarView(scalars))
            do {
                let file = try DefinitionFile.load(text: broken, name: "a.yaml")
                for finding in file.findings + schema.findings(in: file.root) {
                    #expect(finding.location?.line != nil)
                    // The marks that the reader puts into the text stay inside it.
                    #expect(!finding.rendered.unicodeScalars.contains { $0 == "\u{E000}" || $0 == "\u{E001}" })
                }
            } catch {
                #expect(error.location?.line != nil || error.code == "definition.empty", "\(broken.debugDescription)")
            }
        }
    }
}
