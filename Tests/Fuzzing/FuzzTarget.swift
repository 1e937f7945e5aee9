import Foundation

/// A reader that is fed with damaged input, and what must hold whatever it is fed.
struct FuzzTarget: Sendable {
    /// What the command line and the folders of seeds and regressions call it.
    let name: String
    /// Inputs that are well-formed, from which the cases are made.
    let seeds: @Sendable () throws -> [[UInt8]]
    /// Pieces that mean something to the reader.
    let tokens: [[UInt8]]
    /// Makes a case out of the seeds.
    let generate: @Sendable (_ seeds: [[UInt8]], _ mutator: inout Mutator) -> [UInt8]
    /// Feeds the reader, and throws what does not hold. Depends on the bytes only, so that a case can be kept as a file.
    let check: @Sendable (_ bytes: [UInt8], _ workspace: FuzzWorkspace) throws -> Void

    init(
        _ name: String, tokens: [String] = [], seeds: @escaping @Sendable () throws -> [[UInt8]],
        generate: @escaping @Sendable ([[UInt8]], inout Mutator) -> [UInt8] = { $1.changed($1.pick($0)) },
        check: @escaping @Sendable ([UInt8], FuzzWorkspace) throws -> Void
    ) {
        self.name = name
        self.seeds = seeds
        self.tokens = tokens.map { Array($0.utf8) } + Mutator.personalData
        self.generate = generate
        self.check = check
    }

    /// The case of a number: the same bytes for the same seed everywhere.
    func bytes(ofCase number: Int, seed: UInt64, seeds: [[UInt8]]) -> [UInt8] {
        var state = seed
        for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var mutator = Mutator(seed: state &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15, tokens: tokens)
        return generate(seeds, &mutator)
    }

    /// Cases that once failed, by the names of their files.
    func regressions() throws -> [(name: String, bytes: [UInt8])] {
        try files(in: fuzzFolder.appendingPathComponent("Regressions/\(name)"))
    }
}

/// What does not hold for a case. Says so without quoting the case.
struct FuzzFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The folder of the seeds and regressions.
let fuzzFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

/// Files of the tests that serve as seeds.
func referenceInputs(_ names: [String]) throws -> [[UInt8]] {
    let folder = fuzzFolder.deletingLastPathComponent().appendingPathComponent("IngestTests/Reference/inputs")
    return try names.map { try Array(Data(contentsOf: folder.appendingPathComponent($0))) }
}

/// The files of a folder by their names; none when there is no such folder.
func files(in folder: URL) throws -> [(name: String, bytes: [UInt8])] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
        (name, try Array(Data(contentsOf: folder.appendingPathComponent(name))))
    }
}
