import Diagnostics
import Ingest
import Microdata

/// Which corrections concern which file of a run, and which concern none.
struct CorrectionPlan {
    /// The corrections of each planned file, by its place in the plan.
    private(set) var ofFile: [Int: [CorrectionFiles.Supplied]] = [:]
    /// Those that are not applied, and why.
    private(set) var loose: [(supplied: CorrectionFiles.Supplied, state: StoredCorrection.State)] = []

    init() {}

    /// - Parameters:
    ///   - names: The names of the planned files.
    ///   - hash: The SHA-256 of a planned file, by its place; asked for only where a correction may concern it.
    init(_ files: CorrectionFiles, names: [String], hash: (Int) throws -> String) rethrows {
        var hashes: [Int: String] = [:]
        func contentHash(_ index: Int) throws -> String {
            if let known = hashes[index] { return known }
            let found = try hash(index)
            hashes[index] = found
            return found
        }
        let (sound, doubtful) = Self.split(files.all)
        loose = doubtful.map { ($0, .conflicting) }
        let indices = Dictionary(grouping: names.indices) { names[$0] }
        for supplied in sound {
            let key = supplied.correction.key
            let named = indices[supplied.sourceName] ?? []
            var found = try named.filter { key.isOf(contentHash: try contentHash($0)) }
            if found.isEmpty {
                // The file may bear another name by now.
                found = try names.indices.filter { key.isOf(contentHash: try contentHash($0)) }
            }
            for index in found { ofFile[index, default: []].append(supplied) }
            if found.isEmpty { loose.append((supplied, named.isEmpty ? .unknown : .stale)) }
        }
    }

    /// A cell that is corrected twice counts once; one that is corrected in two ways not at all, since nobody knows which is right.
    private static func split(
        _ all: [CorrectionFiles.Supplied]
    ) -> (sound: [CorrectionFiles.Supplied], doubtful: [CorrectionFiles.Supplied]) {
        struct Place: Hashable {
            let file: String
            let line: Int
            let column: String
        }
        func place(_ supplied: CorrectionFiles.Supplied) -> Place {
            let key = supplied.correction.key
            return Place(file: key.file, line: key.line, column: key.column)
        }
        var values: [Place: Set<WorkbookCell>] = [:]
        for supplied in all { values[place(supplied), default: []].insert(supplied.correction.value) }
        var seen: Set<Place> = []
        var sound: [CorrectionFiles.Supplied] = []
        var doubtful: [CorrectionFiles.Supplied] = []
        for supplied in all {
            let place = place(supplied)
            if (values[place]?.count ?? 0) > 1 {
                doubtful.append(supplied)
            } else if seen.insert(place).inserted {
                sound.append(supplied)
            }
        }
        return (sound, doubtful)
    }

    /// What of the corrections of a file decides how its rows are read and what is logged of them; empty without any.
    ///
    /// The hash of the workbook stands for what is in it: that of a value alone could be guessed from the value.
    func fingerprint(of index: Int) -> [String] {
        (ofFile[index] ?? []).flatMap { supplied in
            [
                "\(supplied.correction.key)", supplied.place, supplied.hash,
                "\(supplied.correction.origin.line ?? 0)",
            ]
        }
    }
}

/// How many corrections there are of each kind.
public struct CorrectionCounts: Sendable, Hashable {
    public var files = 0
    public var applied = 0
    /// Those whose value is no better, or whose row or column is not there.
    public var refused = 0
    /// Those for a version of a file that has changed since, and those for no file of the pipeline.
    public var stale = 0
    /// Those that contradict another.
    public var conflicting = 0

    public init() {}

    mutating func add(_ state: StoredCorrection.State) {
        switch state {
        case .applied: applied += 1
        case .refused, .missed: refused += 1
        case .stale, .unknown: stale += 1
        case .conflicting: conflicting += 1
        }
    }
}

/// The log of corrections: what the store keeps of them, and what is told.
struct CorrectionLog {
    let pipeline: LoadedPipeline
    let pseudonymiser: Pseudonymiser
    let recorded: String

    /// What the store keeps of the corrections that a file was read with.
    func entries(
        _ supplied: [CorrectionFiles.Supplied], _ outcomes: [CorrectionOutcome]
    ) -> [StoredCorrection] {
        let known = Dictionary(outcomes.map { ($0.correction, $0) }, uniquingKeysWith: { first, _ in first })
        return supplied.map { supplied in
            let outcome = known[supplied.correction]
            let state: StoredCorrection.State =
                outcome.map { $0.problem == nil ? .applied : .refused } ?? .missed
            return entry(supplied, state, outcome)
        }
    }

    func entry(
        _ supplied: CorrectionFiles.Supplied, _ state: StoredCorrection.State, _ outcome: CorrectionOutcome? = nil
    ) -> StoredCorrection {
        StoredCorrection(
            issue: "\(supplied.correction.key)", file: supplied.place, fileRow: supplied.correction.origin.line,
            line: supplied.correction.key.line, column: outcome?.column,
            correctedBy: supplied.by.isEmpty ? nil : pseudonymiser.corrector(supplied.by).hexadecimal,
            correctedOn: supplied.on, recorded: recorded, old: outcome?.old.hexadecimal, new: outcome?.new.hexadecimal,
            state: state, problem: outcome?.problem)
    }
}
